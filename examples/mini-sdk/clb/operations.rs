//! The operations of the service.

use std::collections::BTreeMap;

use async_resp_core::{Asked, AsyncResponse, Code, MaybeTask, Remark};
use serde::Deserialize;

use super::ids::DeleteLoadBalancersReply;
use super::{DealId, LoadBalancerId};
use crate::client::{BatchResult, Client, Error, Request, Transport};

/// The reply to `CreateLoadBalancer`: what every reply says, and what was made.
#[derive(Debug, Deserialize, AsyncResponse)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CreateLoadBalancerReply {
    code: Code,
    message: Remark,
    code_desc: Remark,
    request_id: MaybeTask,
    /// The load balancers of each order. They are not there when the request is refused.
    #[serde(default)]
    pub(crate) un_load_balancer_ids: BTreeMap<DealId, Vec<LoadBalancerId>>,
}

/// Where load balancers are reached from, by the number that the API gives it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Network {
    Public = 2,
    #[expect(dead_code, reason = "the SDK offers it, and this user of the SDK makes none")]
    Private = 3,
}

/// Makes load balancers.
pub(crate) fn create_load_balancers(
    client: &Client<impl Transport>,
    network: Network,
    count: u8,
) -> Result<CreateLoadBalancerReply, Error> {
    client.single(&Request::new("CreateLoadBalancer").with("loadBalancerType", &(network as u8)).with("number", &count))
}

/// Deletes load balancers.
pub(crate) fn delete_load_balancers(
    client: &Client<impl Transport>,
    asked: Asked<LoadBalancerId>,
) -> BatchResult<DeleteLoadBalancersReply> {
    client.batch::<DeleteLoadBalancersReply>(asked, |chunk| {
        Request::new("DeleteLoadBalancers").with_list("loadBalancerIds", chunk)
    })
}
