//! The operations of the service.

use async_resp_core::{AsyncResponse, Code, MaybeTask, Remark};
use serde::Deserialize;

use super::StoreId;
use crate::client::{Client, Error, Request, Transport};

/// The reply to `ResetRedisPassword`: the number of the task stands in `data`.
#[derive(Debug, Deserialize, AsyncResponse)]
#[response(task_id = data.request_id)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ResetPasswordReply {
    code: Code,
    message: Remark,
    code_desc: Remark,
    data: Option<ResetPasswordData>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ResetPasswordData {
    request_id: MaybeTask,
}

/// Gives a store another password.
pub(crate) fn reset_password(
    client: &Client<impl Transport>,
    store: &StoreId,
    password: &str,
) -> Result<ResetPasswordReply, Error> {
    client.single(&Request::new("ResetRedisPassword").with("redisId", store).with("password", &password))
}
