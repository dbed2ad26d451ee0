//! The operations of the service.

use async_resp_core::{Asked, AsyncResponse, BatchReply, BatchResponse, Code, Detail, MaybeTask, Remark, TaskReply};
use serde::Deserialize;

use super::{ImageName, InstanceId, InterfaceId, KeyId, NetworkId};
use crate::client::{BatchResult, Client, Error, Request, Transport};

/// The reply to `StartInstances`: the documented form, so that nothing is to be said but the operation's habits.
#[derive(Debug, Clone, PartialEq, BatchResponse)]
#[batch(limit = 100, idempotent)]
pub(crate) struct StartInstancesReply(BatchReply<InstanceId>);

/// Starts servers. One that runs already is accepted again.
pub(crate) fn start_instances(
    client: &Client<impl Transport>,
    asked: Asked<InstanceId>,
) -> BatchResult<StartInstancesReply> {
    client.batch::<StartInstancesReply>(asked, |chunk| Request::new("StartInstances").with_list("instanceIds", chunk))
}

/// Makes an image of a server: the common reply, as it is.
pub(crate) fn create_image(
    client: &Client<impl Transport>,
    instance: &InstanceId,
    name: &ImageName,
) -> Result<TaskReply, Error> {
    client.single(&Request::new("CreateImage").with("instanceId", instance).with("imageName", &name.0))
}

/// Gives a server back. The server returns no task number.
pub(crate) fn return_instance(client: &Client<impl Transport>, instance: &InstanceId) -> Result<TaskReply, Error> {
    client.single(&Request::new("ReturnInstance").with("instanceId", instance))
}

/// The reply to `AttachNetworkInterface`: the task number stands in `data`, which is not there when the request is refused.
#[derive(Debug, Deserialize, AsyncResponse)]
#[response(task_id = data.task_id)]
pub(crate) struct AttachInterfaceReply {
    code: Code,
    message: Remark,
    data: Option<AttachInterfaceData>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct AttachInterfaceData {
    task_id: MaybeTask,
}

/// Puts a network interface into a server.
pub(crate) fn attach_interface(
    client: &Client<impl Transport>,
    network: &NetworkId,
    interface: &InterfaceId,
    instance: &InstanceId,
) -> Result<AttachInterfaceReply, Error> {
    let request = Request::new("AttachNetworkInterface").with("vpcId", network);
    client.single(&request.with("networkInterfaceId", interface).with("instanceId", instance))
}

/// The reply to `DeleteKeyPair`: the entries are a list, one level further down than elsewhere.
#[derive(Debug, Deserialize, AsyncResponse, BatchResponse)]
#[response(detail = detail.delete_key_set: Detail<KeyId>)]
#[batch(idempotent)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DeleteKeyPairReply {
    code: Code,
    message: Remark,
    code_desc: Remark,
    detail: Option<DeletedKeys>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct DeletedKeys {
    delete_key_set: Detail<KeyId>,
}

/// Deletes key pairs.
pub(crate) fn delete_key_pairs(
    client: &Client<impl Transport>,
    asked: Asked<KeyId>,
) -> BatchResult<DeleteKeyPairReply> {
    client.batch::<DeleteKeyPairReply>(asked, |chunk| Request::new("DeleteKeyPair").with_list("keyIds", chunk))
}
