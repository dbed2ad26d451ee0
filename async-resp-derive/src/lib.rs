//! The derives of [`async-resp-core`], which re-exports them: depend on that crate alone.
//!
//! Each derive writes impls that call the library, through its hidden module `__private`; the two crates are released
//! together. An input with faults gives all of them as errors in one run, each at the place to change, and stand-ins
//! for the impls, so that the compiler adds none of its own. Names that begin with `__` are the derives' own.
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
/// In full, less `::async_resp_core::__private::` in front of the names,
///
#[doc = include_str!("../docs/resource_id.md")]
///
/// `TextId` is what the library makes `ResourceId` of, `IdText` what the field is as text.
///
/// # `#[resource(…)]`
///
/// A word that is unknown, repeated or ill-formed is an error for each key; the last column has the others.
///
/// | key | where | value | default | the error it gives |
/// | --- | --- | --- | --- | --- |
/// | `kind` | the id | `= "text"`: what error texts call the resource | the words of the type's name less `Id`: `load balancer` | an empty text |
/// | `prefix` | the id | `("ins-", …)`, one of which an id has to start with; `= "ins-"` for a single one | any text | an empty or repeated text; on an integer or an enum, which have theirs: conflict |
/// | `fields` | the id | `("storageId", …)`: the entry's member that holds its id where `detail` is an array; `= "…"` for a single one | the type's name: `loadBalancerId` | an empty or repeated text; a member that says something else, such as `code` |
/// | `validate` | the id | `= path` of a `fn(&str) -> Result<(), &'static str>`, on an integer `fn(u64) -> …`; the error is the rule that the id breaks | no rule | a function of another signature; on an enum, whose ids have their own: conflict |
/// | `crate` | the id | `= "path"` of the library, where it is renamed or re-exported | `::async_resp_core` | no path in the text, or one that leads elsewhere |
///
/// # `#[batch(Name, …)]`
///
/// Any number of these; each makes a reply type `Name` for one batch operation on such resources, exactly as
/// [`BatchResponse`](macro@BatchResponse) on a newtype would, as visible as the id, with `Debug`, `Clone`, `PartialEq`
/// and `Eq`. The settings behind the name are those of that derive, less `crate`. The name is a new type's: if the module
/// has one already (your request, perhaps), the compiler says that it is defined multiple times, and points here.
///
/// They may also stand in parentheses: `#[batch(Name(limit = 100, idempotent))]`. Where several `#[batch]` on one id use
/// the same words, that keeps clippy from taking them for repeated attributes
/// ([`duplicated_attributes`](https://github.com/rust-lang/rust-clippy/issues/13238)).
///
/// # By hand
///
/// The trait [`ResourceId`](https://docs.rs/async-resp-core/latest/async_resp_core/trait.ResourceId.html) shows it. A type
/// with the std derives and `Display` is an id by `KIND` and `parse`; the conversions are yours to add.
///
/// # Limits
///
/// | not supported | instead |
/// | --- | --- |
/// | references and lifetime parameters: ids outlive the bytes that they were read from | `String`, `Box<str>`, `Arc<str>` |
/// | a second field beside a `PhantomData` | a newtype, and a struct of yours around it |
/// | enums with parameters; variants with names, with several fields or without any | one id a variant, its type written out |
/// | an integer by an alias or in a type of yours | the integer under its own name, or the trait by hand |
/// | unions | a struct, or an enum of ids |
#[proc_macro_derive(ResourceId, attributes(resource, batch))]
pub fn derive_resource_id(input: TokenStream) -> TokenStream {
    derive::resource_id(input.into()).into()
}

/// Makes a type the reply to a batch operation: a newtype over `BatchReply`, or a struct with a `Detail` and fields of your
/// own.
///
/// # On a newtype
///
/// `struct StopInstancesReply(BatchReply<InstanceId>);` gets `AsyncResponse` and `BatchResponse` (`Debug` stays yours to
/// derive); serde's `Serialize` and `Deserialize`; `From` in both directions; `FromIterator` of pairs of id and entry;
/// `IntoIterator`, owned and by reference.
///
/// # On a struct with fields of your own
///
/// It gets `BatchResponse` alone: derive [`AsyncResponse`](macro@AsyncResponse), `Debug` and serde's `Deserialize` beside it.
/// The entries are in the field called `detail`, or in the one that `#[response(detail)]` stands on. The types of id and
/// entry are those of the field, a `Detail` (or an `Option` of one), also where it goes by an alias.
///
/// `reconcile` takes the reply and gives a report of its entries. Read the other fields before, or take out what you want
/// to keep:
///
/// ```
/// use async_resp_core::{Asked, AsyncResponse, BatchResponse, Code, Detail, MaybeTask, Remark};
/// use serde::Deserialize;
///
/// #[derive(Debug, Deserialize, AsyncResponse, BatchResponse)]
/// #[serde(rename_all = "camelCase")]
/// #[batch(limit = 20)]
/// struct ResizeDisksReply {
///     code: Code,
///     message: Remark,
///     request_id: MaybeTask,
///     detail: Detail<String>,
///     deal_ids: Vec<String>,
/// }
///
/// let body = r#"{"code":0,"message":"","dealIds":["8"],"detail":{"disk-1":{"code":0,"requestId":"7"}}}"#;
/// let mut reply: ResizeDisksReply = async_resp_core::json::from_str(body)?;
///
/// let deals = std::mem::take(&mut reply.deal_ids);
/// let report = reply.reconcile(Asked::new(["disk-1".to_owned()]));
///
/// assert_eq!((deals.len(), report.accepted().count()), (1, 1));
/// # Ok::<(), async_resp_core::json::Error>(())
/// ```
///
/// Where the entries are in a field of a field, say where in front of the struct, and of which type they are, since a derive
/// sees no other struct than its own. A field on the way may be an `Option`: there are no entries where it is `None`.
///
/// ```
/// # use async_resp_core::{AsyncResponse, BatchResponse, Code, Detail, MaybeTask, Remark};
/// # use serde::Deserialize;
/// #[derive(Debug, Deserialize, AsyncResponse, BatchResponse)]
/// #[response(detail = detail.delete_key_set: Detail<String>)]
/// struct DeleteKeyPairReply {
///     code: Code,
///     message: Remark,
///     detail: Option<DeletedKeys>,
/// }
///
/// #[derive(Debug, Deserialize)]
/// #[serde(rename_all = "camelCase")]
/// struct DeletedKeys {
///     delete_key_set: Detail<String>,
/// }
/// # let body = r#"{"code":0,"detail":{"deleteKeySet":[{"code":0,"keyId":"skey-1"}]}}"#;
/// # let reply: DeleteKeyPairReply = async_resp_core::json::from_str(body)?;
/// # assert_eq!(reply.detail().len(), 1);
/// # Ok::<(), async_resp_core::json::Error>(())
/// ```
///
/// The newtype may have type and `const` parameters, with the `BatchReply` written out: `struct StopReply<S:
/// Storage>(BatchReply<InstanceId<S>>);`. The impls hold where the id is a `ResourceId` and the entry an `AsyncResponse`
/// (and has serde's traits, for these); an author's own `derive(Debug)` may need the same, as a `where` clause of the type.
///
/// An entry type of your own has both of serde's traits, as the newtype gets both. Where id or entry lack a trait, the std
/// derives on the newtype report it too: each asks for it.
///
/// # What is generated
///
/// For a newtype, less `::async_resp_core::__private::` in front of the names of the library,
///
#[doc = include_str!("../docs/batch_response.md")]
///
/// and for a struct with fields of its own
///
#[doc = include_str!("../docs/batch_response_struct.md")]
///
/// `Wraps` is what the library makes both traits of. Only the last lines ask whether the type in the field will do; the
/// bounds take it for granted, so that the compiler says once where it will not.
///
/// # `#[batch(…)]`
///
/// A word that is unknown, repeated or ill-formed is an error for each key; the last column has the others. "Both" is the
/// reply type, and the id behind the name of a reply.
///
/// | key | where | value | default | the error it gives |
/// | --- | --- | --- | --- | --- |
/// | `limit` | both | `= 100`: how many ids one request takes | no limit | 0, and what is beyond 4294967295 |
/// | `idempotent` | both | none: sending it twice does what sending it once does | not so | a value |
/// | `name` | both | `= "text"`: what the API calls the operation | the type's name less `Reply` or `Response` | empty, or missing where the type's name does not tell it |
/// | `accept` | both | `(16003, …)`: an entry's codes that count as accepted, beside 0; `= 16003` for a single one | 0 alone | 0, a code twice |
/// | `retry` | both | `(16004, …)`: an entry's codes after which the operation may be sent again; `= 16004` for a single one | none | 0, a code twice; a code of `accept`: conflict |
/// | `one_task` | both | none: one task number, and no entries, stands for all ids | not so | a value |
/// | `lists` | both | `= "failures"`: the reply lists failures only | it lists all ids | any other text |
/// | `partial` | both | `= 6010`: the outer code that says some failed | 5400 | 0; that of `all_failed`, set or not: conflict |
/// | `all_failed` | both | `= 6020`: the outer code that says all failed | 5100 | 0; that of `partial`, set or not: conflict |
/// | `crate` | the reply type | `= "path"` of the library, where it is renamed or re-exported | that of `#[response(…)]`, else `::async_resp_core` | no path in the text, or one that leads elsewhere; on an id it is unknown: that of `#[resource(…)]` counts |
///
/// # `#[response(…)]`
///
/// On a struct with fields of your own; [`AsyncResponse`](macro@AsyncResponse) has the table.
///
/// # By hand
///
/// For a struct the trait [`BatchResponse`](https://docs.rs/async-resp-core/latest/async_resp_core/trait.BatchResponse.html)
/// shows it. A newtype passes on what the wrapped reply says:
///
/// ```
/// use async_resp_core::{AsyncResponse, BatchReply, BatchResponse, Code, Detail, Operation, TaskId, TaskReply};
///
/// #[derive(Debug)]
/// struct StopInstancesReply(BatchReply<String>);
///
/// impl AsyncResponse for StopInstancesReply {
///     fn code(&self) -> Code {
///         self.0.code()
///     }
///     fn message(&self) -> Option<&str> {
///         self.0.message()
///     }
///     fn code_desc(&self) -> Option<&str> {
///         self.0.code_desc()
///     }
///     fn task_id(&self) -> Option<&TaskId> {
///         self.0.task_id()
///     }
/// }
///
/// impl BatchResponse for StopInstancesReply {
///     type Id = String;
///     type Entry = TaskReply;
///     const OPERATION: Operation = Operation::new("StopInstances").idempotent();
///
///     fn detail(&self) -> &Detail<String> {
///         self.0.detail()
///     }
///     fn take_detail(&mut self) -> Detail<String> {
///         self.0.take_detail()
///     }
/// }
/// # let reply = StopInstancesReply([("ins-1".to_owned(), TaskReply::new(Code::SUCCESS))].into_iter().collect());
/// # assert_eq!((reply.tally().accepted, StopInstancesReply::OPERATION.is_idempotent()), (1, true));
/// ```
///
/// # Limits
///
/// | not supported | instead |
/// | --- | --- |
/// | a newtype over another type, such as a map or a `Vec` | `BatchReply<InstanceId>`, which reads every shape that servers send |
/// | a newtype with lifetime parameters: replies outlive the bytes that they were read from | a `BatchReply` that owns its ids and entries |
/// | a newtype with parameters over an alias | the `BatchReply` written out |
/// | a `BatchReply` beside fields of your own | its parts: `code: Code`, `detail: Detail<InstanceId>` |
/// | enums and unions | a struct |
#[proc_macro_derive(BatchResponse, attributes(batch, response))]
pub fn derive_batch_response(input: TokenStream) -> TokenStream {
    derive::batch_response(input.into()).into()
}

/// Makes a struct with named fields a single reply, or an entry of a batch reply.
///
/// It gets `AsyncResponse`; derive `Debug` and serde's `Deserialize` beside it, which reads it. The fields are yours; the
/// derive finds the parts that every reply has:
///
/// ```
/// use async_resp_core::{AsyncResponse, Code, MaybeTask, Remark, TaskId};
/// use serde::Deserialize;
///
/// #[derive(Debug, Deserialize, AsyncResponse)]
/// #[serde(rename_all = "camelCase")]
/// struct CreateLoadBalancerReply {
///     code: Code,
///     message: Remark,
///     request_id: MaybeTask,
///     deal_ids: Vec<String>,
/// }
///
/// let body = r#"{"code":0,"message":"","requestId":3901942,"dealIds":["3901942"]}"#;
/// let reply: CreateLoadBalancerReply = async_resp_core::json::from_str(body)?;
///
/// assert_eq!(reply.task_id().map(TaskId::as_str), Some("3901942"));
/// assert_eq!(reply.deal_ids.len(), 1);
/// # Ok::<(), async_resp_core::json::Error>(())
/// ```
///
/// # The parts
///
/// | part | found by name, in any case | type | without it |
/// | --- | --- | --- | --- |
/// | `code` | `code` | `Code` | an error: *missing the code* |
/// | `message` | `message`, `msg` | `Remark`; `Option` of a text type | none |
/// | `code_desc` | `code_desc` | `Remark` | none |
/// | `task_id` | `task_id`, `request_id` | `MaybeTask` | none |
///
/// What a field is called on the wire is serde's matter: without `rename_all = "camelCase"` a `request_id` looks for a
/// member of just that name, and the task in `requestId` is lost.
///
/// `Remark` and `MaybeTask` read every spelling that servers use, absence included. Other types take some of them for
/// errors, so that a reply could not be read which says what failed: null for a `String`, `""` for an `Option<TaskId>`, an
/// integer for a `codeDesc` in an `Option<String>`. Where the struct has an attribute of serde's, and so is read by its
/// derive, such a field is an error that says what to write. Anything that is a text (`AsRef<str>`) or a `TaskId`, or an
/// `Option` of one, will do on a field with `#[serde(deserialize_with = "…")]` (also `with`, `skip`), as in
///
/// ```
/// # use async_resp_core::{AsyncResponse, Code, TaskId};
/// # #[derive(Debug, serde::Deserialize, AsyncResponse)]
/// # struct Reply {
/// # code: Code,
/// #[serde(rename = "requestId", default, deserialize_with = "TaskId::optional")]
/// request_id: Option<TaskId>,
/// # }
/// ```
///
/// and in a struct without any attribute of serde's, which you may read in your own way. The empty text is no text.
///
/// # `#[response(…)]`
///
/// | key | where | value | default | the error it gives |
/// | --- | --- | --- | --- | --- |
/// | `code`, `message`, `code_desc`, `task_id` | a field | none: the field is this part | the field of this name | two fields for one part, two parts for one field, a type that cannot hold it |
/// | `code`, `message`, `code_desc`, `task_id` | the struct | `= data.request_id`: the part is in a field of a field | the field of this name | no such field, a field that says the same, a type that cannot hold it |
/// | `detail` | a field | none: the field has the entries, for [`BatchResponse`](macro@BatchResponse) | the field `detail` | the same |
/// | `detail` | the struct | `= detail.delete_key_set: Detail<KeyId>`: the entries are in a field of a field | the field `detail` | the same, and a missing type |
/// | `crate` | the struct | `= "path"` of the library, where it is renamed or re-exported | `::async_resp_core` | no path in a string literal |
///
/// A field on the way to a part may be an `Option` or a `Box`; to the code, which every reply has, not an `Option`:
///
/// ```
/// # use async_resp_core::{AsyncResponse, Code, MaybeTask};
/// #[derive(Debug, AsyncResponse)]
/// #[response(task_id = data.request_id)]
/// struct UpgradeReply {
///     code: Code,
///     data: Option<UpgradeData>,
/// }
///
/// #[derive(Debug)]
/// struct UpgradeData {
///     request_id: MaybeTask,
/// }
/// # assert!(UpgradeReply { code: Code::SUCCESS, data: None }.task_id().is_none());
/// ```
///
/// # What is generated
///
/// Less `::async_resp_core::__private::` in front of the names of the library,
///
#[doc = include_str!("../docs/async_response.md")]
///
/// `Place::held` is what an `Option` holds, or the field itself.
///
/// # By hand
///
/// The trait [`AsyncResponse`](https://docs.rs/async-resp-core/latest/async_resp_core/trait.AsyncResponse.html) shows it.
///
/// # Limits
///
/// Enums, tuple structs and unions are not supported. Lifetimes and type parameters are; with the latter the struct is a
/// reply where it is `Debug`. A field that has the name of a part and is none needs another name, and
/// `#[serde(rename = "…")]`. What is in a field of a field is read as the struct there says: `MaybeTask` and `Remark` are
/// right there too.
#[proc_macro_derive(AsyncResponse, attributes(response))]
pub fn derive_async_response(input: TokenStream) -> TokenStream {
    derive::async_response(input.into()).into()
}
