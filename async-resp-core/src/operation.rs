//! [`Operation`]: one batch action of an API and its habits, as a constant.

use core::num::NonZeroUsize;

use crate::code::Code;
use crate::verdict::Verdict;

/// One batch action of an API (`StopInstances`) and its habits. Not a long-running operation: those are tasks.
///
/// Built in a `const`; what is not said has the documented default. The derive builds it from `#[batch(…)]`.
///
/// ```
/// use async_resp_core::{Code, Operation};
///
/// const DELETE_SNAPSHOTS: Operation = Operation::new("DeleteSnapshots").idempotent().with_accept(&[Code::new(16003)]);
///
/// assert!(DELETE_SNAPSHOTS.accepts(Code::new(16003)));
/// assert_eq!(DELETE_SNAPSHOTS.partial(), Code::PARTIALLY_FAILED);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operation {
    name: &'static str,
    limit: Option<NonZeroUsize>,
    idempotent: bool,
    accept: &'static [Code],
    retry: &'static [Code],
    partial: Code,
    all_failed: Code,
    one_task: bool,
    lists: Lists,
}

/// Which resources `detail` lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Lists {
    /// Every one: an asked id without an entry is missing.
    All,
    /// Those that failed: an asked id without an entry was accepted, as long as the rest of the reply bears that out.
    Failures,
}

impl Operation {
    /// The action of this name, with the documented habits: no limit known, not idempotent, only code 0 is accepted, no
    /// code is worth sending again, 5400 says that some failed and 5100 that all did, each resource has a task of its own,
    /// and `detail` lists every resource.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            limit: None,
            idempotent: false,
            accept: &[],
            retry: &[],
            partial: Code::PARTIALLY_FAILED,
            all_failed: Code::ALL_FAILED,
            one_task: false,
            lists: Lists::All,
        }
    }

    /// At most this many ids in one request.
    #[must_use]
    pub const fn with_limit(self, limit: NonZeroUsize) -> Self {
        Self { limit: Some(limit), ..self }
    }

    /// Running it twice on a resource does what running it once does.
    #[must_use]
    pub const fn idempotent(self) -> Self {
        Self { idempotent: true, ..self }
    }

    /// Codes of entries that count as accepted beside 0: "does not exist" on a delete.
    #[must_use]
    pub const fn with_accept(self, codes: &'static [Code]) -> Self {
        Self { accept: codes, ..self }
    }

    /// Codes of entries that failed without having run and may be sent again.
    #[must_use]
    pub const fn with_retry(self, codes: &'static [Code]) -> Self {
        Self { retry: codes, ..self }
    }

    /// The outer code that says that some resources failed, where it is not 5400.
    #[must_use]
    pub const fn with_partial(self, code: Code) -> Self {
        Self { partial: code, ..self }
    }

    /// The outer code that says that all resources failed, where it is not 5100.
    #[must_use]
    pub const fn with_all_failed(self, code: Code) -> Self {
        Self { all_failed: code, ..self }
    }

    /// A reply with code 0, a task number and no entries accepts every asked id with that one task.
    #[must_use]
    pub const fn with_one_task(self) -> Self {
        Self { one_task: true, ..self }
    }

    /// Which resources `detail` lists.
    #[must_use]
    pub const fn with_lists(self, lists: Lists) -> Self {
        Self { lists, ..self }
    }

    /// The name of the action.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// How many ids one request may name, where that is known.
    #[must_use]
    pub const fn limit(&self) -> Option<NonZeroUsize> {
        self.limit
    }

    /// Whether running it twice on a resource does what running it once does.
    #[must_use]
    pub const fn is_idempotent(&self) -> bool {
        self.idempotent
    }

    /// The codes of entries that count as accepted beside 0.
    #[must_use]
    pub const fn accept(&self) -> &'static [Code] {
        self.accept
    }

    /// The codes of entries that failed without having run and may be sent again.
    #[must_use]
    pub const fn retry(&self) -> &'static [Code] {
        self.retry
    }

    /// The outer code that says that some resources failed.
    #[must_use]
    pub const fn partial(&self) -> Code {
        self.partial
    }

    /// The outer code that says that all resources failed.
    #[must_use]
    pub const fn all_failed(&self) -> Code {
        self.all_failed
    }

    /// Whether one task may stand for all asked ids.
    #[must_use]
    pub const fn one_task(&self) -> bool {
        self.one_task
    }

    /// Which resources `detail` lists.
    #[must_use]
    pub const fn lists(&self) -> Lists {
        self.lists
    }

    /// Whether an *entry* with this code was accepted. The outer code is not read this way.
    #[must_use]
    #[inline]
    pub fn accepts(&self, code: Code) -> bool {
        code.is_success() || self.accept.contains(&code)
    }

    /// What an *outer* code claims of the resources; `None` for a code that claims nothing.
    #[must_use]
    pub fn declares(&self, outer: Code) -> Option<Verdict> {
        let claims = [
            (Code::SUCCESS, Verdict::AllAccepted),
            (self.partial, Verdict::SomeAccepted),
            (self.all_failed, Verdict::NoneAccepted),
        ];
        claims.into_iter().find_map(|(code, verdict)| (code == outer).then_some(verdict))
    }

    /// The outer code that says this of the resources.
    pub(crate) fn outer(&self, verdict: Verdict) -> Code {
        match verdict {
            Verdict::AllAccepted => Code::SUCCESS,
            Verdict::SomeAccepted => self.partial,
            Verdict::NoneAccepted => self.all_failed,
        }
    }
}
