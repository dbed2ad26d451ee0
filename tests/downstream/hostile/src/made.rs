//! Ids that a macro of the author's makes.

#[expect(unused_imports, reason = "to be used by none of what is generated")]
use super::shadows::*;
use super::{Clone, Debug, Eq, Ord, PartialEq, PartialOrd, derive, longer_than};

macro_rules! id {
    ($(#[$attribute:meta])* $vis:vis $name:ident, $reply:ident, $text:ty, $kind:literal, $limit:expr, $check:path) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
        #[resource(kind = $kind, validate = $check)]
        #[batch($reply, limit = $limit)]
        $vis struct $name($text);
    };
}

id!(
    /// Everything comes from the macro's arguments.
    pub MadeId, MadeReply, ::std::string::String, "made", 7, longer_than::<1>
);

/// A macro whose own names are those that generated code uses.
macro_rules! spaced {
    ($name:ident, $reply:ident) => {
        /// The attribute comes from the macro, the names from its caller.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ::async_resp_core::ResourceId)]
        #[resource(prefix("s-"))]
        #[batch($reply(accept(1, 2), name = "Space"))]
        pub struct $name(::std::string::String);
    };
}

spaced!(SpacedId, SpacedReply);
