//! Types that say what a reply inside of them says: each derived newtype, and references.
//!
//! A derive writes the few lines that differ ([`Wraps`]); what follows from them is written here, once for all, so that a
//! hundred reply types cost the compiler as little as can be. The trait is not for use by hand: a reply written by hand
//! implements [`AsyncResponse`] and [`BatchResponse`] themselves.

use core::fmt::Debug;

use serde_core::de::DeserializeOwned;
use serde_core::ser::Serialize;

use crate::batch::{BatchReply, BatchResponse};
use crate::code::Code;
use crate::detail::Detail;
use crate::id::{Never, NoType, ResourceId};
use crate::operation::Operation;
use crate::reply::AsyncResponse;
use crate::task::TaskId;

/// A type with a reply inside that it says nothing beside.
///
/// Asks nothing of the reply here, but where something is done with it: an id without the standard derives is reported
/// where it is defined, and not once more for each of its replies.
pub trait Wraps: DebugDerive {
    /// The reply.
    type Inner: ?Sized;
    /// How the reply is held.
    type Access: Access;
    /// The operation, of a reply that is owned. One trait has both, because an impl less for each reply type is time that
    /// every author saves.
    const OPERATION: Operation;

    /// The reply.
    fn inner(&self) -> &Self::Inner;

    /// The reply, as far as it may be changed.
    fn inner_mut(&mut self) -> <Self::Access as Access>::Mut<'_, Self::Inner>;
}

/// The reply inside of an author's own newtype, with what the derived impls ask of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be wrapped as a batch reply",
    label = "not a `BatchReply`",
    note = "wrap an `async_resp_core::BatchReply<Id>`, or a `BatchReply<Id, Entry>` for entries with a payload"
)]
pub trait Wrapped: IntoIterator + Sized {
    /// What it says of each resource.
    type Entry;

    /// The reply with these entries and the outer code that they add up to by the rule of the operation that `R` is about.
    fn collect<R: Wraps>(entries: impl IntoIterator<Item = Self::Item>) -> Self;
}

impl<Id: ResourceId, E: AsyncResponse> Wrapped for BatchReply<Id, E> {
    type Entry = E;

    fn collect<R: Wraps>(entries: impl IntoIterator<Item = (Id, E)>) -> Self {
        Self::collect(&R::OPERATION, entries)
    }
}

/// Asks whether a type can be wrapped, read and written.
pub const fn holds_reply<T: Wrapped<Entry: SerdeDerives>>() {}

/// Serde's traits, of an entry: a name for them, so that forgetting to derive them gives one message.
#[diagnostic::on_unimplemented(
    message = "the entry `{Self}` lacks serde's derives",
    label = "add `#[derive(serde::Serialize, serde::Deserialize)]` to this type"
)]
pub trait SerdeDerives: Serialize + DeserializeOwned {}

impl<T: Serialize + DeserializeOwned> SerdeDerives for T {}

// A second candidate that never applies, so that the compiler reports `SerdeDerives` and not each trait by itself (as for
// `StandardDerives`).
impl<T: SerdeDerives> SerdeDerives for T where NoType<T>: Never {}

/// How one holds what one wraps.
pub trait Access {
    /// What is had of it by a mutable reference to its holder.
    type Mut<'a, T: ?Sized + 'a>;
}

/// By value.
#[derive(Debug)]
pub enum Owned {}

/// By reference.
#[derive(Debug)]
pub enum Shared {}

impl Access for Owned {
    type Mut<'a, T: ?Sized + 'a> = &'a mut T;
}

impl Access for Shared {
    type Mut<'a, T: ?Sized + 'a> = &'a T;
}

// References are replies through this trait and not by an impl of their own, which would overlap with that for all.
impl<T: Debug + ?Sized> Wraps for &T {
    type Inner = T;
    type Access = Shared;
    const OPERATION: Operation = Operation::new("batch");

    fn inner(&self) -> &T {
        self
    }

    fn inner_mut(&mut self) -> &T {
        self
    }
}

/// `Debug`, of a derived reply: a name for it, so that forgetting to derive it gives one message.
#[diagnostic::on_unimplemented(
    message = "the reply `{Self}` lacks `#[derive(Debug)]`",
    label = "add `#[derive(Debug)]` to this type"
)]
pub trait DebugDerive: Debug {}

impl<T: Debug + ?Sized> DebugDerive for T {}

// A second candidate that never applies, so that the compiler reports `DebugDerive` and not `Debug` by way of a hidden
// trait (as for `StandardDerives`).
impl<T: DebugDerive> DebugDerive for T where NoType<T>: Never {}

// Errors are about the trait that authors know.
#[diagnostic::do_not_recommend]
impl<T: Wraps + ?Sized> AsyncResponse for T
where
    T::Inner: AsyncResponse,
{
    fn code(&self) -> Code {
        self.inner().code()
    }

    fn message(&self) -> Option<&str> {
        self.inner().message()
    }

    fn code_desc(&self) -> Option<&str> {
        self.inner().code_desc()
    }

    fn task_id(&self) -> Option<&TaskId> {
        self.inner().task_id()
    }

    fn module_code(&self) -> Option<Code> {
        self.inner().module_code()
    }
}

#[diagnostic::do_not_recommend]
impl<T> BatchResponse for T
where
    T: Wraps<Inner: BatchResponse, Access = Owned>,
{
    type Id = <T::Inner as BatchResponse>::Id;
    type Entry = <T::Inner as BatchResponse>::Entry;
    const OPERATION: Operation = <T as Wraps>::OPERATION;

    fn detail(&self) -> &Detail<Self::Id, Self::Entry> {
        self.inner().detail()
    }

    fn take_detail(&mut self) -> Detail<Self::Id, Self::Entry> {
        self.inner_mut().take_detail()
    }
}

impl<T, Id, E> From<T> for BatchReply<Id, E>
where
    T: Wraps<Inner = BatchReply<Id, E>, Access = Owned>,
{
    fn from(mut reply: T) -> Self {
        reply.inner_mut().take()
    }
}
