//! Ids of every kind in a module without a prelude, in which names of the standard library mean other things.

#![no_implicit_prelude]
#![deny(warnings, unreachable_pub, unused_qualifications, clippy::pedantic, clippy::nursery)]
#![expect(dead_code, reason = "what is generated is compiled here, not called")]

use ::async_resp_core::{BatchResponse, ResourceId};
use ::std::clone::Clone;
use ::std::cmp::{Eq, Ord, PartialEq, PartialOrd};
use ::std::fmt::Debug;

struct Result;
struct Ok;
struct Some;
struct String;
struct PhantomData;
mod core {}
mod std {}
mod serde {}

macro_rules! matches {
    () => {};
}
matches!();

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(DealsReply)]
struct DealId(u8);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(validate = check)]
struct PortId {
    r#type: ::std::num::NonZeroU16,
}

const fn check(port: ::std::num::NonZeroU16) -> ::std::result::Result<(), &'static str> {
    if port.get() < 1024 { ::std::result::Result::Err("must be 1024 or more") } else { ::std::result::Result::Ok(()) }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(prefix = "key-")]
struct KeyId {
    r#type: ::std::boxed::Box<str>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(AnyReply)]
enum AnyId {
    r#Type(KeyId),
    Deal(DealId),
    #[deprecated]
    Other(::std::string::String),
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(TypedReply)]
#[deprecated]
struct TypedId<S, T>(S, ::std::marker::PhantomData<T>)
where
    S: ::std::marker::Send;

#[derive(Debug, Clone, PartialEq, BatchResponse)]
struct GenericReply<E>(::async_resp_core::BatchReply<KeyId, E>);

macro_rules! ids {
    ($name:ident $reply:ident $type:ty, $any:ident $variant:ident) => {
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
        #[batch($reply)]
        struct $name($type);

        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
        enum $any {
            $variant($name),
        }
    };
}

ids!(MadeId MadeReply ::std::primitive::i64, AnyMade Made);

#[test]
fn ids_in_a_function() {
    ids!(LocalId LocalReply u32, AnyLocal Local);
    let id = <AnyLocal as ::std::convert::From<LocalId>>::from(<LocalId as ::std::convert::From<u32>>::from(7));
    ::std::assert_eq!(::std::string::ToString::to_string(&id), "7");
}
