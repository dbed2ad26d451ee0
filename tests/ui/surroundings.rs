//! Accepted: the derives where nothing has its usual meaning, and where every lint is an error.

#![no_implicit_prelude]
#![deny(warnings, missing_docs, unreachable_pub, unsafe_code, unused_qualifications)]

use ::async_resp_core as renamed;
use ::std::clone::Clone;
use ::std::cmp::{Eq, Ord, PartialEq, PartialOrd};
use ::std::fmt::Debug;
use ::std::prelude::rust_2024::derive;

#[allow(dead_code, non_camel_case_types)] // they only stand in the way
mod shadows {
    pub(super) struct Option;
    pub(super) struct Result;
    pub(super) struct Some;
    pub(super) struct Ok;
    pub(super) struct String;
    pub(super) struct str;
    pub(super) struct bool;
    pub(super) trait AsRef {}
    pub(super) trait From {}
    pub(super) mod core {}
    pub(super) mod std {}
    pub(super) mod async_resp_core {}
}
#[allow(unused_imports)] // by the author; the derives must not use them either
use shadows::{AsRef, From, Ok, Option, Result, Some, String, async_resp_core, bool, core, std, str};

/// All settings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
#[resource(kind = "machine", prefix("ins-", "i-"), fields("instanceId", "id"), validate = check::<4>)]
#[batch(StartInstancesReply, limit = 100, idempotent, accept(16003, -100004), retry(100005))]
#[batch(DeleteInstancesReply, name = "Delete", one_task, lists = "failures", partial = 6010, all_failed = 6020)]
pub struct InstanceId(::std::string::String);

fn check<const N: usize>(text: &::std::primitive::str) -> ::std::result::Result<(), &'static ::std::primitive::str> {
    if text.len() > N { ::std::result::Result::Ok(()) } else { ::std::result::Result::Err("must be longer") }
}

/// A raw identifier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
#[batch(r#Match)]
#[allow(non_camel_case_types)] // by the author, of an author's name
pub struct r#type(::std::boxed::Box<::std::primitive::str>);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
#[resource(crate = "renamed")]
#[batch(DisksReply)]
pub(crate) struct DiskId(::std::sync::Arc<::std::primitive::str>);

/// Deprecated, with its reply.
#[deprecated]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
#[batch(OldReply)]
pub struct OldId(::std::string::String);

/// Over a reply.
#[derive(Debug, Clone, PartialEq, ::async_resp_core::BatchResponse)]
#[batch(limit = 5)]
#[batch(idempotent, crate = "crate::renamed")]
pub struct RebootInstancesReply(::async_resp_core::BatchReply<InstanceId>);

type Alias = ::async_resp_core::BatchReply<InstanceId>;

/// Over an alias, and deprecated.
#[deprecated]
#[derive(Debug, ::async_resp_core::BatchResponse)]
pub struct AliasReply(Alias);

macro_rules! id {
    ($vis:vis $name:ident, $reply:ident, $text:ty, $kind:literal, $limit:expr, $check:path) => {
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
        #[resource(kind = $kind, validate = $check)]
        #[batch($reply, limit = $limit)]
        $vis struct $name($text);
    };
}
id!(pub(crate) MadeId, MadeReply, ::std::string::String, "made", 7, check::<1>);

mod private {
    use super::{Clone, Debug, Eq, Ord, PartialEq, PartialOrd, derive};

    // Their methods are never called.
    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
    #[resource(crate = "super::renamed")]
    pub(super) struct OneId(::std::string::String);

    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
    pub(in crate::private) struct OtherId(::std::string::String);

    pub(super) fn other(one: &OneId) -> ::std::primitive::bool {
        <OtherId as ::async_resp_core::ResourceId>::parse("x").is_ok_and(|other| ::std::format!("{one}{other}") == "xx")
    }
}

fn main() {
    use ::async_resp_core::{BatchResponse as _, ResourceId as _};
    use ::std::assert_eq;

    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
    #[batch(LocalsReply, limit = 10)]
    struct LocalId(::std::string::String);

    assert_eq!(InstanceId::KIND, "machine");
    assert_eq!(InstanceId::FIELDS, ["instanceId", "id"]);
    assert_eq!(InstanceId::PREFIXES, ["ins-", "i-"]);
    assert_eq!(InstanceId::parse("i-1").unwrap_err().rule(), "must be longer");
    assert_eq!(StartInstancesReply::OPERATION.name(), "StartInstances");
    assert_eq!(StartInstancesReply::OPERATION.retry(), [::async_resp_core::Code::new(100_005)]);
    assert_eq!(DeleteInstancesReply::OPERATION.name(), "Delete");
    assert_eq!(RebootInstancesReply::OPERATION.name(), "RebootInstances");
    assert_eq!(Match::OPERATION.name(), "Match");
    assert_eq!((r#type::KIND, r#type::FIELDS), ("type", &["type"][..]));
    assert_eq!((DiskId::KIND, DisksReply::OPERATION.limit()), ("disk", ::std::option::Option::None));
    assert_eq!((MadeId::KIND, MadeReply::OPERATION.limit().map(::std::num::NonZero::get)), ("made", ::std::option::Option::Some(7)));
    assert_eq!((LocalId::KIND, LocalsReply::OPERATION.name()), ("local", "Locals"));
    assert_eq!(private::other(&private::OneId::parse("x").unwrap()), true);
}
