//! Message queues.

mod ids;
mod operations;

pub(crate) use self::ids::ReceiptHandle;
pub(crate) use self::operations::delete_messages;
