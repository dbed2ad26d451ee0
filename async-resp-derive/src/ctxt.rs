//! The collector of errors, shared by every stage before expansion.
//!
//! A stage reports what it finds and goes on with what is left, so that one compiler run shows all faults of an input.
//! What the faults are is not decided here.

use quote::ToTokens;
use std::cell::RefCell;
use std::fmt::Display;

/// The faults found so far, in the order in which they were found.
#[must_use = "errors that are not looked at are lost"]
#[derive(Default)]
pub(crate) struct Ctxt {
    errors: RefCell<Vec<syn::Error>>,
}

impl Ctxt {
    /// Notes a fault; the caret goes under `at`.
    pub(crate) fn error(&self, at: impl ToTokens, message: impl Display) {
        self.errors.borrow_mut().push(syn::Error::new_spanned(at, message));
    }

    /// The same, for where the fault leaves nothing to go on with.
    pub(crate) fn none<T>(&self, at: impl ToTokens, message: impl Display) -> Option<T> {
        self.error(at, message);
        None
    }

    /// All faults in one error, if there are any.
    pub(crate) fn finish(self) -> Option<syn::Error> {
        self.errors.into_inner().into_iter().reduce(|mut all, next| {
            all.combine(next);
            all
        })
    }
}
