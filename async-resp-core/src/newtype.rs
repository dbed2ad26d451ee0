//! Types that say what a reply inside of them says: each derived newtype, and references.
//!
//! A derive writes the few lines that differ ([`Wraps`], [`Newtype`]); what follows from them is written here, once for
//! all, so that a hundred reply types cost the compiler as little as can be. Neither trait is for use by hand: a reply
//! written by hand implements [`AsyncResponse`] and [`BatchResponse`] themselves.

use core::fmt::Debug;

use crate::batch::{BatchReply, BatchResponse};
use crate::code::Code;
use crate::detail::Detail;
use crate::operation::Operation;
use crate::reply::AsyncResponse;
use crate::task::TaskId;

/// A type with a reply inside that it says nothing beside.
///
/// Asks nothing of the reply here, but where something is done with it: an id without the standard derives is reported
/// where it is defined, and not once more for each of its replies.
pub trait Wraps: Debug {
    /// The reply.
    type Inner: ?Sized;

    /// The reply.
    fn inner(&self) -> &Self::Inner;
}

// References are replies through this trait and not by an impl of their own, which would overlap with that for all.
impl<T: Debug + ?Sized> Wraps for &T {
    type Inner = T;

    fn inner(&self) -> &T {
        self
    }
}

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

/// A batch reply that wraps one, for an operation of its own.
pub trait Newtype: Wraps<Inner: Sized> {
    /// The operation.
    const OPERATION: Operation;

    /// The reply.
    fn inner_mut(&mut self) -> &mut Self::Inner;
}

#[diagnostic::do_not_recommend]
impl<T: Newtype> BatchResponse for T
where
    T::Inner: BatchResponse,
{
    type Id = <T::Inner as BatchResponse>::Id;
    type Entry = <T::Inner as BatchResponse>::Entry;
    const OPERATION: Operation = <T as Newtype>::OPERATION;

    fn detail(&self) -> &Detail<Self::Id, Self::Entry> {
        self.inner().detail()
    }

    fn take_detail(&mut self) -> Detail<Self::Id, Self::Entry> {
        self.inner_mut().take_detail()
    }
}

impl<T, Id, E> From<T> for BatchReply<Id, E>
where
    T: Newtype + Wraps<Inner = BatchReply<Id, E>>,
{
    fn from(mut reply: T) -> Self {
        reply.inner_mut().take()
    }
}
