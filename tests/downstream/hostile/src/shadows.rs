//! Names of the standard library and of this one that mean nothing here, and traits whose methods are in the way.

#![expect(dead_code, non_camel_case_types, reason = "they only stand in the way")]
#![expect(unused_macros, unused_imports, reason = "they only stand in the way")]

macro_rules! shadow_types {
    ($($name:ident)+) => {$(
        pub(crate) struct $name;
    )+};
}

shadow_types! {
    Option Result Some None Ok Err String Vec Box str bool usize u32 i64
    TaskReply Detail Code Operation TaskId InvalidId Lists Formatter FmtResult Error
}

macro_rules! shadow_traits {
    ($($name:ident)+) => {$(
        pub(crate) trait $name {}
    )+};
}

shadow_traits! {
    AsRef From Into TryFrom TryInto FromStr Borrow Display FromIterator IntoIterator Iterator Serialize Deserialize
    Serializer Deserializer AsyncResponse BatchResponse Wraps Owned Fn FnOnce Send Sized Copy Default Drop ToString
}

macro_rules! shadow_modules {
    ($($name:ident)+) => {$(
        pub(crate) mod $name {}
    )+};
}

shadow_modules! { core std alloc async_resp_core serde __private fmt }

/// Implemented for everything, with the names of the methods that generated code is about.
#[expect(clippy::wrong_self_convention, clippy::new_ret_no_self, reason = "methods are what gets in the way")]
pub(crate) trait Interloper {
    fn as_str(&self) {}
    fn as_ref(&self) {}
    fn borrow(&self) {}
    fn clone(&self) {}
    fn code(&self) {}
    fn collect(&self) {}
    fn detail(&self) {}
    fn eq(&self) {}
    fn fmt(&self) {}
    fn from(&self) {}
    fn from_str(&self) {}
    fn idempotent(&self) {}
    fn inner(&self) {}
    fn into(&self) {}
    fn into_iter(&self) {}
    fn map(&self) {}
    fn message(&self) {}
    fn new(&self) {}
    fn parse(&self) {}
    fn serialize(&self) {}
    fn take_detail(&self) {}
    fn with_limit(&self) {}
}

impl<T: ?::std::marker::Sized> Interloper for T {}

macro_rules! shadow_macros {
    ($($name:ident)+) => {$(
        macro_rules! $name { () => { ::std::compile_error!("a macro of the surroundings") }; }
        pub(crate) use $name;
    )+};
}

shadow_macros! { matches write panic unreachable format vec assert debug_assert concat stringify }
