//! An SDK whose replies are structs of its own: read by serde's derive, with a payload beside what every reply says.

use std::borrow::Cow;
use std::collections::BTreeMap;

use async_resp_core::{AsyncResponse, BatchReply, BatchResponse, Code, Detail, MaybeTask, Remark, ResourceId, TaskId};
use serde::{Deserialize, Serialize};

/// The id of a disk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
pub struct DiskId(Box<str>);

/// The id of a key pair.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
pub struct KeyId(Box<str>);

/// A single reply with a payload.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, AsyncResponse)]
#[serde(rename_all = "camelCase")]
pub struct CreateLoadBalancerReply {
    code: Code,
    message: Remark,
    code_desc: Remark,
    request_id: MaybeTask,
    /// The orders.
    #[serde(default)]
    pub deal_ids: Vec<String>,
    /// The load balancers of each order.
    #[serde(default)]
    pub un_load_balancer_ids: BTreeMap<String, Vec<String>>,
}

/// A task number within `data`, which is not there when the request is refused.
#[derive(Debug, Deserialize, AsyncResponse)]
#[response(task_id = data.request_id)]
pub struct UpgradeRedisReply {
    code: Code,
    message: Remark,
    data: Option<UpgradeRedisData>,
}

/// The payload of [`UpgradeRedisReply`].
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UpgradeRedisData {
    request_id: MaybeTask,
}

/// A task number in a box within a box, and a message within another struct.
#[derive(Debug, Deserialize, AsyncResponse)]
#[response(task_id = data.inner.task_id, message = data.message)]
pub struct BindInterfaceReply {
    #[serde(rename = "code")]
    #[response(code)]
    status: Code,
    data: Option<Box<BindInterfaceData>>,
}

/// The payload of [`BindInterfaceReply`].
#[derive(Debug, Deserialize)]
pub struct BindInterfaceData {
    #[serde(flatten)]
    inner: Task,
    message: Option<String>,
}

/// A task number by another name.
#[derive(Debug, Deserialize)]
pub struct Task {
    #[serde(rename = "taskId", default, deserialize_with = "TaskId::optional")]
    task_id: Option<TaskId>,
}

/// A task number by another name, and text that is no `String`.
#[derive(Debug, Deserialize, AsyncResponse)]
pub struct FlowReply<'a> {
    code: Code,
    #[serde(borrow)]
    msg: Option<Cow<'a, str>>,
    #[response(task_id)]
    #[serde(rename = "flowId", default, deserialize_with = "TaskId::optional")]
    flow: Option<TaskId>,
}

/// An entry with a payload, whose task number has another name.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, AsyncResponse)]
pub struct AttachedDisk {
    code: Code,
    msg: Remark,
    /// What the server says of the disk.
    pub data: Option<BTreeMap<String, String>>,
    #[response(task_id)]
    #[serde(rename = "taskId")]
    job: MaybeTask,
}

/// Such entries in the usual reply.
#[derive(Debug, Clone, PartialEq, BatchResponse)]
#[batch(limit = 10)]
pub struct AttachDisksReply(BatchReply<DiskId, AttachedDisk>);

/// A batch reply with a payload of its own.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, AsyncResponse, BatchResponse)]
#[batch(name = "ResizeDisks", limit = 20, accept(16003))]
#[serde(rename_all = "camelCase")]
pub struct ResizeReply {
    code: Code,
    message: Remark,
    request_id: MaybeTask,
    detail: Detail<DiskId>,
    /// What the new sizes cost.
    #[serde(default)]
    pub prices: Vec<u32>,
}

/// Entries in a list within `detail`, which is not there when the request is refused.
#[derive(Debug, Deserialize, AsyncResponse, BatchResponse)]
#[response(detail = detail.delete_key_set: Detail<KeyId>)]
#[serde(rename_all = "camelCase")]
pub struct DeleteKeyPairReply {
    code: Code,
    message: Remark,
    code_desc: Remark,
    detail: Option<DeletedKeys>,
}

/// What [`DeleteKeyPairReply`] has in its `detail`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeletedKeys {
    delete_key_set: Detail<KeyId>,
}

/// A reply with whatever payload.
#[derive(Debug, Deserialize, AsyncResponse)]
pub struct Described<T> {
    code: Code,
    message: Remark,
    /// The payload.
    pub data: T,
}

/// A batch reply with whatever entries, three levels down.
#[derive(Debug, Deserialize, AsyncResponse, BatchResponse)]
#[response(detail = outer.inner.list: Option<Detail<String, E>>)]
pub struct AnyReply<E> {
    code: Code,
    message: Remark,
    outer: Option<Outer<E>>,
}

/// The first level.
#[derive(Debug, Deserialize)]
pub struct Outer<E> {
    inner: Box<Inner<E>>,
}

/// The second.
#[derive(Debug, Deserialize)]
#[serde(bound = "E: Deserialize<'de>")]
pub struct Inner<E> {
    list: Option<Detail<String, E>>,
}

/// Names that are keywords, and an alias.
#[derive(Debug, Deserialize, AsyncResponse, BatchResponse)]
#[response(message = r#match.text)]
pub struct KeywordsReply {
    #[response(code)]
    r#type: Code,
    r#match: Text,
    #[response(detail)]
    r#where: Disks,
}

type Disks = Detail<DiskId>;

/// A text within an object.
#[derive(Debug, Deserialize)]
pub struct Text {
    text: String,
}

/// Not read by serde's derive: the fields may be of any type that can say it.
#[derive(Debug, Clone, AsyncResponse)]
pub struct MadeReply {
    /// The code.
    pub code: Code,
    /// The message.
    pub message: String,
    /// The code in words.
    pub code_desc: &'static str,
    /// The task.
    pub task_id: TaskId,
}
