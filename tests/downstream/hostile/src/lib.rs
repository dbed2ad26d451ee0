//! An SDK in which no name has its usual meaning, and every lint is an error: what the derives write must not care.
//!
//! Everything is checked by compiling; `replies` reads through the types.

#![no_implicit_prelude]

mod made;
mod plain;
mod private;
mod shadows;
mod structs;

use ::async_resp_core as renamed;
use ::std::clone::Clone;
use ::std::cmp::{Eq, Ord, PartialEq, PartialOrd};
use ::std::fmt::Debug;
use ::std::prelude::rust_2024::derive;

#[expect(unused_imports, reason = "in scope of all types below, and to be used by none of what is generated")]
use shadows::*;

pub use made::{MadeId, MadeReply, SpacedId, SpacedReply};
pub use plain::{OneId, OneReply, OtherId, OtherReply};
#[expect(deprecated, reason = "one of them is")]
pub use structs::{CreateReply, DeleteReply, MadeReply as MadeStruct, ResizeReply};

/// All settings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
#[resource(kind = "machine", prefix("ins-", "i-"), fields("instanceId", "id"), validate = longer_than::<4>)]
#[batch(StartInstancesReply(limit = 100, idempotent, accept(16003, -100_004), retry(100_005)))]
#[batch(DeleteInstancesReply(name = "Delete", one_task, lists = "failures", partial = 6010, all_failed = 6020))]
pub struct InstanceId(::std::string::String);

const fn longer_than<const N: ::std::primitive::usize>(
    text: &::std::primitive::str,
) -> ::std::result::Result<(), &'static ::std::primitive::str> {
    if text.len() > N { ::std::result::Result::Ok(()) } else { ::std::result::Result::Err("must be longer") }
}

/// A raw identifier, as is its reply.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
#[batch(r#Match)]
#[expect(non_camel_case_types, reason = "a name that has to be raw")]
pub struct r#type(::std::boxed::Box<::std::primitive::str>);

/// Named like the trait whose impl it is given, over text that is shared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
#[resource(crate = "renamed")]
#[batch(BatchReply)]
pub struct ResourceId(::std::sync::Arc<::std::primitive::str>);

/// Deprecated, with its reply.
#[deprecated]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
#[resource(validate = longer_than::<0>)]
#[batch(OldReply)]
pub struct OldId(::std::string::String);

/// Deprecated for a reason.
#[deprecated(since = "0.1.0", note = "ask for instances")]
#[derive(Debug, Clone, PartialEq, Eq, ::async_resp_core::BatchResponse)]
pub struct OldInstancesReply(::async_resp_core::BatchReply<InstanceId>);

/// Settings in two attributes, and the library under another name.
#[derive(Debug, Clone, PartialEq, Eq, ::async_resp_core::BatchResponse)]
#[batch(limit = 5)]
#[batch(idempotent, crate = "crate::renamed")]
pub struct RebootInstancesReply(::async_resp_core::BatchReply<InstanceId>);

/// Fields of its own, and the library by a path that could be shorter here.
#[derive(Debug, ::async_resp_core::AsyncResponse, ::async_resp_core::BatchResponse)]
#[response(message = inner.text, crate = "crate::renamed")]
pub struct ResetInstancesReply {
    /// The code.
    pub code: ::async_resp_core::Code,
    /// The task.
    pub request_id: ::async_resp_core::MaybeTask,
    /// The entries.
    pub detail: ::async_resp_core::Detail<InstanceId>,
    /// The rest.
    pub inner: Inner,
}

/// The rest of a reply.
#[derive(Debug)]
pub struct Inner {
    /// The message.
    pub text: ::async_resp_core::Remark,
}

type Alias = ::async_resp_core::BatchReply<InstanceId>;

/// Over an alias.
#[derive(Debug, ::async_resp_core::BatchResponse)]
pub struct AliasReply(Alias);

/// What types in function bodies are called.
#[must_use]
pub const fn in_a_function() -> (&'static ::std::primitive::str, &'static ::std::primitive::str) {
    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
    #[batch(LocalsReply, limit = 10)]
    struct LocalId(::std::string::String);

    #[derive(Debug, ::async_resp_core::BatchResponse)]
    struct LocalReply(::async_resp_core::BatchReply<LocalId>);

    let [locals, local] = [
        <LocalsReply as ::async_resp_core::BatchResponse>::OPERATION,
        <LocalReply as ::async_resp_core::BatchResponse>::OPERATION,
    ];
    (locals.name(), local.name())
}
