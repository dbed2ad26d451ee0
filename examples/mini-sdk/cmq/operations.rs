//! The operations of the service.

use std::mem;

use async_resp_core::{Asked, AsyncResponse, BatchResponse, Code, Detail, JoinError, Remark, Report};
use serde::Deserialize;

use super::ReceiptHandle;
use crate::client::{Client, Request, Transport};

/// The reply to `BatchDeleteMessage`: it lists failures only, and has outer codes of its own.
///
/// Its `requestId` is no task but what the vendor's support asks for, so the field has another name than a task's.
#[derive(Debug, Deserialize, AsyncResponse, BatchResponse)]
#[batch(limit = 16, lists = "failures", partial = 6010, all_failed = 6020)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BatchDeleteMessageReply {
    code: Code,
    message: Remark,
    #[serde(rename = "requestId")]
    trace: Remark,
    #[response(detail)]
    error_list: Detail<ReceiptHandle>,
}

/// What became of the messages, and the traces of the requests that it took.
#[derive(Debug)]
pub(crate) struct DeletedMessages {
    pub(crate) report: Report<ReceiptHandle>,
    pub(crate) traces: Vec<Remark>,
}

/// Deletes messages.
pub(crate) fn delete_messages(
    client: &Client<impl Transport>,
    queue: &str,
    asked: Asked<ReceiptHandle>,
) -> Result<DeletedMessages, JoinError<ReceiptHandle>> {
    let mut traces = Vec::new();
    let report = client.batch_keeping(
        asked,
        |chunk| Request::new("BatchDeleteMessage").with("queueName", &queue).with_list("receiptHandle", chunk),
        |reply: &mut BatchDeleteMessageReply| traces.push(mem::take(&mut reply.trace)),
    )?;
    Ok(DeletedMessages { report, traces })
}
