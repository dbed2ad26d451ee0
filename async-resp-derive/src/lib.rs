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
mod serde;
mod suggest;
mod symbol;
mod value;

use proc_macro::TokenStream;

/// Makes a newtype over text, such as `struct InstanceId(String);`, the id of a resource.
///
/// The field is a `String`, `Box<str>`, `Arc<str>` or any type that is made from `&str` and shown as one. The std
/// derives `Debug`, `Clone`, `PartialEq`, `Eq`, `PartialOrd`, `Ord` (and `Hash` where you want it) stay yours to
/// write.
///
/// Gives `ResourceId`; a method `as_str`, as visible as the type; `Display`, `FromStr`, `TryFrom<&str>`,
/// `TryFrom<String>`, `AsRef<str>`, `Borrow<str>`, `PartialEq<str>`, `PartialEq<&str>`; and serde's `Serialize` and
/// `Deserialize`. Whatever makes an id from text checks it.
///
/// # `#[resource(…)]`
///
/// | key | value | default |
/// | --- | --- | --- |
/// | `kind` | `= "text"`: what error texts call the resource | the words of the type's name less `Id`: `load balancer` |
/// | `prefix` | `("ins-", …)`, one of which an id has to start with; `= "ins-"` for a single one | any text |
/// | `fields` | `("storageId", …)`: the entry's member that holds its id where `detail` is an array; `= "…"` for a single one | the type's name: `loadBalancerId` |
/// | `validate` | `= path` of a `fn(&str) -> Result<(), &'static str>`; the error is the rule that the text breaks | no rule |
/// | `crate` | `= "path"` of the library, where it is renamed or re-exported | `::async_resp_core` |
///
/// # `#[batch(Name, …)]`
///
/// Any number of these; each makes a reply type `Name` for one batch operation on such resources, exactly as
/// [`BatchResponse`](macro@BatchResponse) on a newtype would, as visible as the id, with `Debug`, `Clone`, `PartialEq`
/// and `Eq`. The settings behind the name are those of that derive, less `crate`.
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
#[proc_macro_derive(BatchResponse, attributes(batch, response))]
pub fn derive_batch_response(input: TokenStream) -> TokenStream {
    derive::batch_response(input.into()).into()
}

/// TODO
#[proc_macro_derive(AsyncResponse, attributes(response))]
pub fn derive_async_response(input: TokenStream) -> TokenStream {
    derive::async_response(input.into()).into()
}
