//! The API as an SDK author writes it down: the ids, the replies of both actions, and what their numbers mean.
//!
//! Both programs use these types, so what the server writes is what the client reads. How a request travels is in
//! `client/http`, how it is answered in `server`.

use async_resp_core::{AsyncResponse, BatchResponse, Code, Remark, ResourceId, TaskId, TaskReply, TaskState};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Where both actions are called, by the name in [`ACTION`].
pub(crate) const PATH: &str = "/v2/index.php";
/// The parameter that names the action.
pub(crate) const ACTION: &str = "Action";
/// The parameter that no two requests share: the server takes a repeated one for a replay.
pub(crate) const NONCE: &str = "Nonce";
/// The action that stops machines. It names them as `instanceIds.0`, `instanceIds.1`, ….
pub(crate) const STOP: &str = "StopInstances";
/// The list of the machines to stop.
pub(crate) const INSTANCES: &str = "instanceIds";
/// The action that asks after tasks. It names them as `requestIds.0`, `requestIds.1`, ….
pub(crate) const DESCRIBE: &str = "DescribeTasks";
/// The list of the tasks to ask after.
pub(crate) const TASKS: &str = "requestIds";

/// A machine.
///
/// To stop one twice starts two tasks, so the operation is not idempotent: what may have run is not sent again. In a cloud
/// in which it starts one, as the second reply has it, it is. An entry with code 9005 says that the machine was busy and
/// nothing ran: that is sent again in either.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(kind = "machine", prefix("ins-"), fields("instanceId"))]
#[batch(StopInstancesReply(limit = 100, retry(9005)))]
#[batch(StopInstancesOnceReply(name = "StopInstances", limit = 100, retry(9005), idempotent))]
pub(crate) struct InstanceId(Box<str>);

/// The reply to [`STOP`], of either cloud.
pub(crate) trait StopReply: BatchResponse<Id = InstanceId, Entry = TaskReply> + DeserializeOwned {}

impl StopReply for StopInstancesReply {}
impl StopReply for StopInstancesOnceReply {}

/// The machine was busy: nothing ran.
pub(crate) const BUSY: Code = Code::new(9005);
/// The machine's owner has locked it.
pub(crate) const LOCKED: Code = Code::new(8104);
/// A task failed because the machine did not shut down.
pub(crate) const HANGS: Code = Code::new(8127);

/// The reply to [`DESCRIBE`]. Its code says whether the *query* worked; how each task stands is in `data`.
#[derive(Debug, Serialize, Deserialize, AsyncResponse)]
pub(crate) struct DescribeTasksReply {
    pub(crate) code: Code,
    pub(crate) message: Remark,
    /// Not there when the query is refused. A task that the server does not know is not in it.
    #[serde(default)]
    pub(crate) data: Vec<Task>,
}

/// How one task stands.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Task {
    pub(crate) request_id: TaskId,
    /// 0 succeeded, 1 failed, 2 running. Other products have other numbers for the same.
    pub(crate) status: i64,
    /// Why it failed.
    pub(crate) error_code: Option<Code>,
    pub(crate) error_msg: Remark,
}

impl Task {
    pub(crate) const SUCCEEDED: i64 = 0;
    pub(crate) const FAILED: i64 = 1;
    pub(crate) const RUNNING: i64 = 2;

    /// The task with its state, in the words that all products share.
    pub(crate) fn into_state<K>(self) -> (TaskId, TaskState<K>) {
        let state = match self.status {
            Self::SUCCEEDED => TaskState::Succeeded,
            Self::FAILED => {
                let code = self.error_code.unwrap_or(Code::INTERNAL_ERROR);
                TaskState::failed(code, self.error_msg)
            }
            Self::RUNNING => TaskState::Running,
            // Neither done nor failed, for all that is known: it is asked after again, and shown if it stays so.
            other => TaskState::unrecognised(other),
        };
        (self.request_id, state)
    }
}
