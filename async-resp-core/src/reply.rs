//! What every reply and every entry says ([`AsyncResponse`]), and the form of it that servers send most ([`TaskReply`]).

use alloc::boxed::Box;
use core::fmt::{self, Debug};

use serde_core::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use crate::code::Code;
use crate::envelope::{Envelope, Field};
use crate::refusal::{RequestError, module_code};
use crate::task::TaskId;
use crate::text;

/// What every reply says, and every entry of a batch reply.
///
/// [`TaskReply`] is the plain form. Derive it on a struct of your own that carries more (`#[derive(AsyncResponse)]`). By hand:
///
/// ```
/// use async_resp_core::{AsyncResponse, Code, TaskId};
///
/// #[derive(Debug)]
/// struct CreateImageReply {
///     code: Code,
///     message: String,
///     task_id: Option<TaskId>,
///     image_id: String,
/// }
///
/// impl AsyncResponse for CreateImageReply {
///     fn code(&self) -> Code {
///         self.code
///     }
///     fn message(&self) -> Option<&str> {
///         Some(&*self.message).filter(|message| !message.is_empty())
///     }
///     fn task_id(&self) -> Option<&TaskId> {
///         self.task_id.as_ref()
///     }
/// }
/// # let reply = CreateImageReply { code: Code::SUCCESS, message: String::new(), task_id: None, image_id: "img-1".into() };
/// # assert_eq!(reply.message(), None);
/// # assert_eq!(reply.into_result().unwrap().image_id, "img-1");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a reply nor an entry of one",
    label = "this type does not implement `AsyncResponse`",
    note = "use `async_resp_core::TaskReply`, or add `#[derive(async_resp_core::AsyncResponse)]` to a struct of your own"
)]
pub trait AsyncResponse: Debug {
    /// The code.
    fn code(&self) -> Code;

    /// The message; `None` where it was absent, null, empty or no text. For people: no outcome depends on it.
    fn message(&self) -> Option<&str>;

    /// The code in words (`codeDesc`): `"Success"`, `"SecretidNotExit"`; `None` where there was none.
    fn code_desc(&self) -> Option<&str> {
        None
    }

    /// The number of the task that was started; `None` where it was absent, null or empty.
    fn task_id(&self) -> Option<&TaskId>;

    /// The module's own number that some products put in front of the message: 100004 of `(100004)text`, 20108 of
    /// `20108:text` (also with a full-width colon; at least three digits, so that a time of day is none).
    fn module_code(&self) -> Option<Code> {
        module_code(self.message()?)
    }

    /// The reply itself if it was accepted (code 0).
    ///
    /// Of a *batch* reply this asks the outer code alone, which says nothing of each resource, and the error does not hold
    /// the entries: there use [`reconcile`](crate::BatchResponse::reconcile), whose report has an
    /// [`into_result`](crate::Report::into_result) of its own.
    ///
    /// # Errors
    ///
    /// Any other code: the request was refused.
    fn into_result(self) -> Result<Self, RequestError>
    where
        Self: Sized,
    {
        if self.code().is_success() { Ok(self) } else { Err(RequestError::of(&self)) }
    }
}

/// The common reply, for one resource: code, message and task number. Also the plain entry of a batch reply.
///
/// Read from `{"code":0,"message":"","requestId":"1231231231231"}` and what servers make of it: codes and numbers as text
/// or integers, `msg` for `message`, null, a message that is no text (read as none), fields that are not known (left out).
///
/// ```
/// use async_resp_core::{Code, TaskReply, json};
///
/// let reply: TaskReply = json::from_str(r#"{"code":"0","msg":"ok","requestId":24534341}"#)?;
/// assert_eq!(reply.code(), Code::SUCCESS);
/// assert_eq!(reply.message(), Some("ok"));
/// assert_eq!(reply.task_id().unwrap().as_str(), "24534341");
/// # Ok::<(), json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskReply {
    pub(crate) code: Code,
    pub(crate) message: Option<Box<str>>,
    pub(crate) code_desc: Option<Box<str>>,
    pub(crate) task_id: Option<TaskId>,
}

impl TaskReply {
    /// A reply with this code and nothing else.
    #[must_use]
    pub const fn new(code: Code) -> Self {
        Self { code, message: None, code_desc: None, task_id: None }
    }

    /// Accepted, with the number of the task.
    #[must_use]
    pub const fn accepted(task: TaskId) -> Self {
        Self { code: Code::SUCCESS, message: None, code_desc: None, task_id: Some(task) }
    }

    /// Failed, with a message; the empty one is none.
    #[must_use]
    pub fn failed(code: Code, message: &str) -> Self {
        Self { message: (!message.is_empty()).then(|| message.into()), ..Self::new(code) }
    }

    /// The code.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.code
    }

    /// The message; `None` where it was absent, null, empty or no text.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The code in words (`codeDesc`).
    #[must_use]
    pub fn code_desc(&self) -> Option<&str> {
        self.code_desc.as_deref()
    }

    /// The number of the task that was started.
    #[must_use]
    pub const fn task_id(&self) -> Option<&TaskId> {
        self.task_id.as_ref()
    }

    /// The module's number in front of the message, as [`AsyncResponse::module_code`] says.
    #[must_use]
    pub fn module_code(&self) -> Option<Code> {
        AsyncResponse::module_code(self)
    }

    /// The reply itself if it was accepted.
    ///
    /// # Errors
    ///
    /// Any code but 0.
    pub fn into_result(self) -> Result<Self, RequestError> {
        AsyncResponse::into_result(self)
    }

    /// Writes the fields of the documented form: the message always, `codeDesc` and `requestId` where there is one.
    pub(crate) fn serialize_into<S: SerializeStruct>(&self, fields: &mut S) -> Result<(), S::Error> {
        fields.serialize_field("code", &self.code)?;
        fields.serialize_field("message", self.message().unwrap_or_default())?;
        match self.code_desc() {
            Some(code_desc) => fields.serialize_field("codeDesc", code_desc)?,
            None => fields.skip_field("codeDesc")?,
        }
        match self.task_id() {
            Some(task) => fields.serialize_field("requestId", task),
            None => fields.skip_field("requestId"),
        }
    }

    /// How many fields [`Self::serialize_into`] writes.
    pub(crate) fn field_count(&self) -> usize {
        2 + usize::from(self.code_desc.is_some()) + usize::from(self.task_id.is_some())
    }
}

impl AsyncResponse for TaskReply {
    fn code(&self) -> Code {
        self.code
    }

    fn message(&self) -> Option<&str> {
        self.message()
    }

    fn code_desc(&self) -> Option<&str> {
        self.code_desc()
    }

    fn task_id(&self) -> Option<&TaskId> {
        self.task_id()
    }
}

impl Serialize for TaskReply {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("TaskReply", self.field_count())?;
        self.serialize_into(&mut fields)?;
        fields.end()
    }
}

impl<'de> Deserialize<'de> for TaskReply {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TaskReplyVisitor)
    }
}

struct TaskReplyVisitor;

impl<'de> Visitor<'de> for TaskReplyVisitor {
    type Value = TaskReply;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a reply: an object with `code`, `message` and `requestId`")
    }

    fn visit_str<Er: de::Error>(self, text: &str) -> Result<Self::Value, Er> {
        Err(text::unexpected(text, &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<TaskReply, A::Error> {
        let mut envelope = Envelope::new();
        while let Some(field) = map.next_key::<Field>()? {
            envelope.read(field, &mut map)?;
        }
        envelope.complete()?;
        Ok(envelope.reply)
    }
}
