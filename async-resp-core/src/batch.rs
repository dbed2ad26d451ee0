//! What every batch reply says ([`BatchResponse`]), and the form of it that servers send most ([`BatchReply`]). The trait is
//! the seam between the wire and the meaning: here a reply meets the list of what was asked.

use core::fmt::{self, Display};
use core::marker::PhantomData;
use core::mem;

use serde_core::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use crate::code::Code;
use crate::detail::{self, Detail, standard_impls};
use crate::envelope::{Envelope, Field};
use crate::id::ResourceId;
use crate::operation::Operation;
use crate::reply::{AsyncResponse, TaskReply};
use crate::report::{Asked, Report};
use crate::task::TaskId;
use crate::text;
use crate::verdict::{Tally, Verdict};

/// A reply that says of many resources what became of each.
///
/// Derive it on a newtype over [`BatchReply`], or on a struct with a [`Detail`] and what else the reply carries. By hand, say
/// where `detail` is and keep the rest in your struct; the derives of serde read it, since [`Detail`], [`Code`],
/// [`Remark`](crate::Remark) and [`MaybeTask`](crate::MaybeTask) know the wire:
///
/// ```
/// use async_resp_core::{AsyncResponse, Asked, BatchResponse, Code, Detail, Operation, TaskId, TaskReply};
/// # use std::mem;
///
/// #[derive(Debug)] // and serde's Deserialize
/// struct DeleteKeysReply {
///     code: Code,
///     detail: Detail<String>,
/// }
///
/// impl AsyncResponse for DeleteKeysReply {
///     fn code(&self) -> Code {
///         self.code
///     }
///     fn message(&self) -> Option<&str> {
///         None
///     }
///     fn task_id(&self) -> Option<&TaskId> {
///         None
///     }
/// }
///
/// impl BatchResponse for DeleteKeysReply {
///     type Id = String;
///     type Entry = TaskReply;
///     const OPERATION: Operation = Operation::new("DeleteKeys");
///
///     fn detail(&self) -> &Detail<String> {
///         &self.detail
///     }
///     fn take_detail(&mut self) -> Detail<String> {
///         mem::take(&mut self.detail)
///     }
/// }
///
/// let entries = [("skey-1".to_owned(), TaskReply::new(Code::SUCCESS))];
/// let reply = DeleteKeysReply { code: Code::SUCCESS, detail: entries.into_iter().collect() };
/// assert!(reply.reconcile(Asked::new(["skey-1".to_owned()])).into_result().is_ok());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a batch reply",
    label = "this type does not implement `BatchResponse`",
    note = "add `#[derive(async_resp_core::BatchResponse)]` to a newtype over `async_resp_core::BatchReply`, or to a struct with an `async_resp_core::Detail`"
)]
pub trait BatchResponse: AsyncResponse + Sized {
    /// What `detail` is keyed by.
    type Id: ResourceId;
    /// What it says of each.
    type Entry: AsyncResponse;
    /// The action that this replies to.
    const OPERATION: Operation;

    /// The entries and strays.
    fn detail(&self) -> &Detail<Self::Id, Self::Entry>;

    /// The entries and strays, leaving none behind. What else the reply carries stays where it is.
    fn take_detail(&mut self) -> Detail<Self::Id, Self::Entry>;

    /// What the outer code claims; `None` for a code that claims nothing.
    fn declared(&self) -> Option<Verdict> {
        Self::OPERATION.declares(self.code())
    }

    /// The entries counted, each as one that was asked for. A reply alone cannot tell what is missing, unexpected or
    /// repeated: [`reconcile`](Self::reconcile) does.
    fn tally(&self) -> Tally {
        let asked = self.detail().len();
        let accepted = self.accepted().count();
        Tally { asked, accepted, failed: asked - accepted, ..Tally::default() }
    }

    /// The entries that were accepted, in the server's order.
    fn accepted<'a>(&'a self) -> impl Iterator<Item = (&'a Self::Id, &'a Self::Entry)>
    where
        Self::Id: 'a,
        Self::Entry: 'a,
    {
        self.detail().iter().filter(|(_, entry)| Self::OPERATION.accepts(entry.code()))
    }

    /// The entries that failed, in the server's order.
    fn failed<'a>(&'a self) -> impl Iterator<Item = (&'a Self::Id, &'a Self::Entry)>
    where
        Self::Id: 'a,
        Self::Entry: 'a,
    {
        self.detail().iter().filter(|(_, entry)| !Self::OPERATION.accepts(entry.code()))
    }

    /// What became of each id that the request named, and everything else that the reply says.
    ///
    /// It never fails and never guesses; [`Report`] has the rules. A reply in the order of the request is matched position
    /// by position; any other is put in order beside it, in `O(n log n)` whatever the server sends. Ids are compared and
    /// never hashed, by the text that they [hold](ResourceId::as_text) if they do. No entry is moved.
    fn reconcile(mut self, mut asked: Asked<Self::Id>) -> Report<Self::Id, Self::Entry> {
        asked.put_in_order();
        let detail = self.take_detail();
        Report::reconcile(asked, &self, detail, Self::OPERATION)
    }

    /// The report of a request that never left this machine (name lookup, connect, signing): every id is *not sent*.
    fn not_sent(mut asked: Asked<Self::Id>) -> Report<Self::Id, Self::Entry> {
        asked.put_in_order();
        Report::not_sent(asked, Self::OPERATION)
    }

    /// The report of a request whose answer never came or could not be read: every id is *undetermined*, since it may have
    /// run. `why` is kept ([`Report::reasons`]).
    fn undetermined(mut asked: Asked<Self::Id>, why: impl Display) -> Report<Self::Id, Self::Entry> {
        asked.put_in_order();
        Report::undetermined(asked, Self::OPERATION, why)
    }
}

/// The batch reply as documented: code, message and `detail`, each entry a [`TaskReply`] or a type of yours.
///
/// Read from `{"code":0,"message":"success","detail":{"<resource id>":{"code":0,"message":"","requestId":"…"}, …}}` in
/// every spelling of [`TaskReply`] and every shape of [`Detail`]. An `E` of your own is read by its own `Deserialize`.
///
/// By itself it follows the documented habits of [`Operation::new`]. For an operation with a name, a limit or habits of its
/// own wrap it in a newtype and derive [`BatchResponse`].
///
/// ```
/// use async_resp_core::{BatchReply, BatchResponse, Code, TaskReply, json};
///
/// let reply: BatchReply<String> = json::from_str(
///     r#"{"code":5400,"message":"","detail":{"ins-1":{"code":0,"requestId":"7"},"ins-2":{"code":16000,"msg":"gone"}}}"#,
/// )?;
/// assert_eq!(reply.tally().accepted, 1);
/// let (id, entry) = reply.failed().next().unwrap();
/// assert_eq!((id.as_str(), entry.message()), ("ins-2", Some("gone")));
/// # Ok::<(), json::Error>(())
/// ```
pub struct BatchReply<Id, E = TaskReply> {
    envelope: TaskReply,
    detail: Detail<Id, E>,
}

impl<Id, E> BatchReply<Id, E> {
    /// The same with another outer code: for a server that says other than what its entries add up to.
    #[must_use]
    pub fn with_code(mut self, code: Code) -> Self {
        self.envelope.code = code;
        self
    }

    /// The entries in the server's order, repeats included.
    #[must_use]
    pub fn iter(&self) -> detail::Iter<'_, Id, E> {
        self.detail.iter()
    }

    /// The reply, leaving an empty one behind.
    pub(crate) fn take(&mut self) -> Self {
        mem::replace(self, Self { envelope: TaskReply::new(Code::SUCCESS), detail: Detail::default() })
    }
}

impl<Id, E: AsyncResponse> BatchReply<Id, E> {
    /// The reply with these entries and the outer code that they add up to by the rule of `operation`.
    pub(crate) fn collect(operation: &Operation, entries: impl IntoIterator<Item = (Id, E)>) -> Self {
        let detail: Detail<Id, E> = entries.into_iter().collect();
        let accepted = detail.iter().filter(|(_, entry)| operation.accepts(entry.code())).count();
        let verdict = Verdict::of(accepted, detail.len()).unwrap_or(Verdict::AllAccepted);
        Self { envelope: TaskReply::new(operation.outer(verdict)), detail }
    }
}

standard_impls!(BatchReply { envelope, detail });

impl<Id: ResourceId, E: AsyncResponse> AsyncResponse for BatchReply<Id, E> {
    fn code(&self) -> Code {
        self.envelope.code()
    }

    fn message(&self) -> Option<&str> {
        self.envelope.message()
    }

    fn code_desc(&self) -> Option<&str> {
        self.envelope.code_desc()
    }

    fn task_id(&self) -> Option<&TaskId> {
        self.envelope.task_id()
    }
}

impl<Id: ResourceId, E: AsyncResponse> BatchResponse for BatchReply<Id, E> {
    type Id = Id;
    type Entry = E;
    const OPERATION: Operation = Operation::new("batch");

    fn detail(&self) -> &Detail<Id, E> {
        &self.detail
    }

    fn take_detail(&mut self) -> Detail<Id, E> {
        mem::take(&mut self.detail)
    }
}

/// The outer code is the one that the entries add up to: 0, 5400 or 5100.
impl<Id: ResourceId, E: AsyncResponse> FromIterator<(Id, E)> for BatchReply<Id, E> {
    fn from_iter<I: IntoIterator<Item = (Id, E)>>(entries: I) -> Self {
        Self::collect(&<Self as BatchResponse>::OPERATION, entries)
    }
}

impl<Id, E> IntoIterator for BatchReply<Id, E> {
    type Item = (Id, E);
    type IntoIter = detail::IntoIter<Id, E>;

    fn into_iter(self) -> Self::IntoIter {
        self.detail.into_iter()
    }
}

impl<'a, Id, E> IntoIterator for &'a BatchReply<Id, E> {
    type Item = (&'a Id, &'a E);
    type IntoIter = detail::Iter<'a, Id, E>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<Id: ResourceId, E: Serialize> Serialize for BatchReply<Id, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("BatchReply", self.envelope.field_count() + 1)?;
        self.envelope.serialize_into(&mut fields)?;
        fields.serialize_field("detail", &self.detail)?;
        fields.end()
    }
}

impl<'de, Id: ResourceId, E: Deserialize<'de>> Deserialize<'de> for BatchReply<Id, E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BatchReplyVisitor(PhantomData))
    }
}

struct BatchReplyVisitor<Id, E>(PhantomData<(Id, E)>);

impl<'de, Id: ResourceId, E: Deserialize<'de>> Visitor<'de> for BatchReplyVisitor<Id, E> {
    type Value = BatchReply<Id, E>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a batch reply: an object with `code`, `message` and `detail`")
    }

    fn visit_str<Er: de::Error>(self, text: &str) -> Result<Self::Value, Er> {
        Err(text::unexpected(text, &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut envelope = Envelope::new();
        let mut detail = Detail::default();
        while let Some(field) = map.next_key()? {
            match field {
                Field::Detail => {
                    envelope.once(field)?;
                    detail = map.next_value()?;
                }
                shared => envelope.read(shared, &mut map)?,
            }
        }
        envelope.complete()?;
        Ok(BatchReply { envelope: envelope.reply, detail })
    }
}
