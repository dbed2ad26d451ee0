//! [`SavedRollout`]: the saved forms of both machines, in one.

use core::fmt::{self, Debug};
use core::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

use super::{Rollout, TaskKey};
use crate::batch::BatchResponse;
use crate::follow::{Counts, Follow, SavedFollow};
use crate::machine::{Form, FormName, Tick, saved};
use crate::retry::{Classify, CommonCodes};
use crate::submit::{SavedSubmit, Submit};
use crate::trace::{event, span};

/// A [`Rollout`] as it was saved, read and checked: one of another operation, or of a form that this version does not know, is
/// an error. Made into a machine by [`Rollout::restore`].
#[must_use = "it is made into a machine by `Rollout::restore`"]
pub struct SavedRollout<R: BatchResponse> {
    content: Content<SavedSubmit<R>, SavedFollow<TaskKey<R::Id>>>,
}

impl<U, F> FormName for Content<U, F> {
    const FORM: &'static str = "rollout/1";
}

#[derive(Debug)]
struct Content<U, F> {
    form: Form<Self>,
    submit: U,
    follow: F,
}

saved! { Content<U, F> { form, submit, follow } }

impl<R: BatchResponse> Rollout<R> {
    /// The machine as it was saved: each chunk that was out is lost, each query that was out is asked again, and answers to
    /// either count all the same. Time goes on from `now`: if that lies before the save, all that was to come is as far away
    /// as it was then.
    #[must_use]
    pub fn restore(saved: SavedRollout<R>, now: Tick) -> Self {
        Self::restore_with(saved, CommonCodes::of(R::OPERATION), now)
    }
}

impl<R: BatchResponse, C: Classify<R::Entry>> Rollout<R, C> {
    /// The same with a reading of failures of one's own.
    #[must_use]
    pub fn restore_with(saved: SavedRollout<R>, classify: C, now: Tick) -> Self {
        let Content { submit, follow, .. } = saved.content;
        let trace = span!("rollout", operation = R::OPERATION.name(), ids = submit.ids());
        let submit = Submit::restore_traced(submit, classify, now, trace.clone());
        let follow = Follow::restore_traced(follow, now, trace.clone());
        let Counts { tasks, live, ended, given_up, .. } = follow.progress();
        event!(trace, INFO, "restored", chunks = submit.chunks(), tasks, live, ended, given_up);
        Self { submit, follow, sent: false, trace }
    }
}

/// As a struct with the name of the form; that of the operation is with what was submitted.
impl<R: BatchResponse, C> Serialize for Rollout<R, C>
where
    R::Entry: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Content { form: Form(PhantomData), submit: &self.submit, follow: &self.follow }.serialize(serializer)
    }
}

impl<'de, R: BatchResponse> Deserialize<'de> for SavedRollout<R>
where
    R::Entry: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Content::deserialize(deserializer).map(|content| Self { content })
    }
}

/// What of and how far; not the ids and replies, which may be a million.
impl<R: BatchResponse> Debug for SavedRollout<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Content { form, .. } = &self.content;
        f.debug_struct("SavedRollout").field("form", form).finish_non_exhaustive()
    }
}
