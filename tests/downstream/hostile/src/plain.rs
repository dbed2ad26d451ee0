//! Two ids in one module, without settings.

#[expect(unused_imports, reason = "to be used by none of what is generated")]
use super::shadows::*;
use super::{Clone, Debug, Eq, Ord, PartialEq, PartialOrd, derive};

/// One of the two.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
#[batch(OneReply)]
pub struct OneId(::std::string::String);

/// The other one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
#[batch(OtherReply)]
pub struct OtherId(::std::string::String);
