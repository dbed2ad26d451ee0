//! Ids and replies that are not public: undocumented, and each with methods that nobody calls.

#[expect(unused_imports, reason = "to be used by none of what is generated")]
use super::shadows::*;
use super::{Clone, Debug, Eq, Ord, PartialEq, PartialOrd, derive};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
#[batch(DisksReply, limit = 10)]
pub(crate) struct DiskId(::std::string::String);

#[derive(Debug, ::async_resp_core::BatchResponse)]
pub(in crate::private) struct DiskReply(::async_resp_core::BatchReply<DiskId>);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
#[resource(crate = "super::renamed")]
#[batch(InnerReply)]
pub(in crate::private) struct InnerId(::std::string::String);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
#[batch(OwnReply)]
struct OwnId(::std::string::String);

// Types that are never named would be reported as dead, which is not about generated code.
const _: ::std::option::Option<(DiskId, DisksReply, DiskReply)> = ::std::option::Option::None;
const _: ::std::option::Option<(InnerId, InnerReply)> = ::std::option::Option::None;
const _: ::std::option::Option<(OwnId, OwnReply)> = ::std::option::Option::None;
