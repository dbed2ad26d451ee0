//! The derives of [`async-resp-core`], which re-exports them: depend on that crate alone.
//!
//! Each derive writes impls that call the library, through its hidden module `__private`; the two crates are released
//! together. An input with faults gives all of them as errors in one run, each at the place to change, and stand-ins
//! for the impls, so that the compiler adds none of its own.
//!
//! [`async-resp-core`]: https://docs.rs/async-resp-core

#![forbid(unsafe_code)]

mod ast;
mod attr;
mod case;
mod check;
mod ctxt;
mod derive;
mod expand;
mod fallback;
mod item;
mod path;
mod suggest;
mod symbol;
mod value;

use proc_macro::TokenStream;

/// Makes a type of yours, such as `struct InstanceId(String);`, the id of a resource.
///
/// # What it stands on
///
/// | type | such as | notes |
/// | --- | --- | --- |
/// | newtype over text | `struct InstanceId(String);` | a `String`, `Box<str>`, `Arc<str>` or any type that is `From<&str>` and `AsRef<str>` |
/// | newtype over an integer | `struct DealId(u64);` | each primitive integer and its `NonZero`, under its own name: of an alias the derive cannot know |
/// | enum of ids | `enum AnyDisk { Data(DataDiskId), Other(String) }` | each variant holds one type that is a `ResourceId` |
/// | one named field | `struct KeyId { id: String }` | text or integer, as above |
/// | generic newtype | `struct InstanceId<S: Storage>(S);` | holds text; the impls ask of `S` what the conversions need, and the std traits |
/// | with a marker | `struct TypedId<T>(String, PhantomData<T>);` | any number of `PhantomData` beside the field; nothing is asked of `T` but what your std impls ask |
///
/// An id owns what it holds: references and lifetime parameters are not supported, nor are enums with parameters.
///
/// The std derives `Debug`, `Clone`, `PartialEq`, `Eq`, `PartialOrd`, `Ord` (and `Hash` where you want it) stay yours to
/// write.
///
/// # What is generated
///
/// Every id gets `ResourceId`, `Display`, `FromStr`, `TryFrom<&str>`, `TryFrom<String>`, and serde's `Serialize` and
/// `Deserialize`. Whatever makes an id from outside checks it, and `parse(id.to_string())` is the id again. Beside these:
///
/// | | text | integer (`u64` here) | enum |
/// | --- | --- | --- | --- |
/// | method, as visible as the type | `as_str` | `get`, a `const fn` | |
/// | conversions | `AsRef<str>`, `Borrow<str>` | `From<u64>`, or `TryFrom<u64>` with `validate`; `From<DealId> for u64` | `From` the type of each variant, but not `String` and `Box<str>` |
/// | comparison | `PartialEq<str>`, `PartialEq<&str>` | | |
/// | `PREFIXES` | those of `prefix` | the digits, and `-` where it is signed | those of all variants; none if one of them has none |
/// | writes | text | the number; text where it has 128 bits, which readers of JSON round | text |
/// | reads | text | text or number | text or number |
///
/// **Integers** have one spelling: leading zeros, `+`, `-0` and white space are refused, so that two keys are two ids. As
/// a key the id is text, like every key. There is no `Borrow<str>`, because numbers are in another order than their texts;
/// to look one up, make the id from the integer.
///
/// **Enums** are the first variant that takes the text, and a text may be of one variant alone: where the prefixes of two
/// variants are the same, or one is the beginning of the other, the compiler stops at the later one. Integers begin with
/// any digit, so one variant at most holds them. A variant of any text, such as `Other(String)`, comes last. Made by hand it
/// could hold the text of another variant: parse such ids, or convert them by `From`, which settles that. If no variant
/// takes a text, the error has the rule of the variant whose prefix it has, else the rules of all.
///
/// **Generic ids** pass their parameters on: `#[batch(StartReply)]` on `InstanceId<S: Storage>` declares
/// `StartReply<S: Storage>`. Where code of yours is generic over `S` too, it asks for `InstanceId<S>: ResourceId`.
///
/// Reading text or number takes a format that describes itself (JSON, CBOR, …).
///
/// # `#[resource(…)]`
///
/// | key | value | default | errors, beside unknown, repeated and ill-formed words |
/// | --- | --- | --- | --- |
/// | `kind` | `= "text"`: what error texts call the resource | the words of the type's name less `Id`: `load balancer` | empty |
/// | `prefix` | `("ins-", …)`, one of which an id has to start with; `= "ins-"` for a single one | any text | an empty or repeated text; on an integer or an enum, which have theirs: conflict |
/// | `fields` | `("storageId", …)`: the entry's member that holds its id where `detail` is an array; `= "…"` for a single one | the type's name: `loadBalancerId` | an empty or repeated text; a member that says something else, such as `code` |
/// | `validate` | `= path` of a `fn(&str) -> Result<(), &'static str>`, on an integer `fn(u64) -> …`; the error is the rule that the id breaks | no rule | another signature: mismatched types, at the path; on an enum, whose ids have their own: conflict |
/// | `crate` | `= "path"` of the library, where it is renamed or re-exported | `::async_resp_core` | no path |
///
/// # `#[batch(Name, …)]`
///
/// Any number of these; each makes a reply type `Name` for one batch operation on such resources, exactly as
/// [`BatchResponse`](macro@BatchResponse) on a newtype would, as visible as the id, with `Debug`, `Clone`, `PartialEq`
/// and `Eq`. The settings behind the name are those of that derive, less `crate`. The name is a new type's: if the module
/// has one already (your request, perhaps), the compiler says that it is defined twice, and points here.
///
/// They may also stand in parentheses: `#[batch(Name(limit = 100, idempotent))]`. Where several `#[batch]` on one id use
/// the same words, that keeps clippy from taking them for repeated attributes
/// ([`duplicated_attributes`](https://github.com/rust-lang/rust-clippy/issues/13238)).
#[proc_macro_derive(ResourceId, attributes(resource, batch))]
pub fn derive_resource_id(input: TokenStream) -> TokenStream {
    derive::resource_id(input.into()).into()
}

/// Makes a newtype over `BatchReply`, such as `struct StopInstancesReply(BatchReply<InstanceId>);`, the reply to a
/// batch operation.
///
/// Gives `AsyncResponse` and `BatchResponse` (`Debug` stays yours to derive); serde's `Serialize` and `Deserialize`;
/// `From` in both directions; `FromIterator` of pairs of id and entry; `IntoIterator`, owned and by reference.
///
/// It may have type and `const` parameters, with the `BatchReply` written out: `struct StopReply<S:
/// Storage>(BatchReply<InstanceId<S>>);`. The impls hold where the id is a `ResourceId` and the entry an `AsyncResponse`
/// (and has serde's traits, for these); an author's own `derive(Debug)` may need the same, as a `where` clause of the type.
///
/// # `#[batch(…)]`
///
/// | key | value | default |
/// | --- | --- | --- |
/// | `limit` | `= 100`: how many ids one request takes | no limit |
/// | `idempotent` | none: sending it twice does what sending it once does | not so |
/// | `name` | `= "text"`: what the API calls the operation | the type's name less `Reply` or `Response` |
/// | `accept` | `(16003, …)`: an entry's codes that count as accepted, beside 0; `= 16003` for a single one | 0 alone |
/// | `retry` | `(16004, …)`: an entry's codes after which the operation may be sent again; `= 16004` for a single one | none |
/// | `one_task` | none: one task number, and no entries, stands for all ids | not so |
/// | `lists` | `= "failures"`: the reply lists failures only | it lists all ids |
/// | `partial` | `= 6010`: the outer code that says some failed | 5400 |
/// | `all_failed` | `= 6020`: the outer code that says all failed | 5100 |
/// | `crate` | `= "path"` of the library, where it is renamed or re-exported | `::async_resp_core` |
#[proc_macro_derive(BatchResponse, attributes(batch))]
pub fn derive_batch_response(input: TokenStream) -> TokenStream {
    derive::batch_response(input.into()).into()
}
