//! The derives over token streams, outside of a compiler: what they accept, and that no input makes them panic.
//!
//! What authors see of errors is tested by the UI cases of the workspace.

use super::{async_response, batch_response, resource_id};
use crate::symbol;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

type Derive = fn(TokenStream) -> TokenStream;

const IDS: &[&str] = &[
    "pub struct InstanceId(String);",
    r#"#[resource(kind = "vm", prefix("ins-", "i-"), fields("instanceId", "id"), validate = checks::id::<A, B>)]
       #[batch(StartInstancesReply, limit = 100, idempotent)]
       #[batch(StopReply, name = "Stop", accept(16003, -1), retry(0x10), one_task, lists = "failures", partial = 6010, all_failed = 6020)]
       #[deprecated] pub(crate) struct InstanceId(#[cfg(all())] pub Box<str>);"#,
    r#"#[resource(crate = "crate::sdk", prefix = "ins-")] #[batch(r#match)] struct r#type(std::sync::Arc<str>);"#,
    "#[batch(CloseDealsReply)] struct DealId(u64);",
    "#[resource(validate = check)] pub struct PortId { pub port: std::num::NonZero<u16>, kind: PhantomData<fn() -> Port> }",
    r#"#[resource(kind = "disk", fields("diskId"))] #[batch(DetachDisksReply)] #[deprecated]
       pub enum AnyDisk { System(SystemDiskId), r#Data(sdk::DataDiskId), #[doc = "any text"] Other(String) }"#,
    "#[batch(StartReply)] struct InstanceId<S: Storage = String, const N: usize = 0>(S, PhantomData<[S; N]>) where S: Clone;",
    r#"#[resource(kind = "any")] #[batch(AnyReply)] enum AnyId<'a, S: Clone, const N: usize> where S: Copy { A(#[batch(X)] S), B { b: &'a [u8; N] } }"#,
    "#[batch(AnyReply)] union AnyId { a: u64, #[resource] b: char }",
    r#"#[resource(prefix = "d-")] #[batch(AnyReply)] struct DealId(u64);"#,
    "#[resource(validate = check)] #[batch(AnyReply)] enum AnyDisk { A(DiskId), B(DiskId), C(u8), D, E(), F {}, G(A, B) }",
];

/// How many of these have no faults.
const GOOD_IDS: usize = 7;

const REPLIES: &[&str] = &[
    "struct StopInstancesReply(BatchReply<InstanceId>);",
    r#"#[batch(limit = 100, idempotent, name = "Stop", accept(16003, 16004), retry(1))]
       #[batch(one_task, lists = "failures", partial = 6010, all_failed = 6020, crate = "a::b")]
       pub struct Reply(pub async_resp_core::BatchReply<InstanceId, Entry>);"#,
    "struct StopInstancesReply<S: Storage, E, const N: usize>(BatchReply<InstanceId<S, N>, E>);",
    "struct StopInstancesReply<S>(Replies<S>);",
    r#"#[batch(limit = 1)] struct Reply<E: Clone> { reply: BatchReply<String, E>, #[batch(name = "x")] region: String }"#,
];

/// How many of these have no faults.
const GOOD_REPLIES: usize = 3;

/// Single replies first, then batch replies with fields of their own; the last two are faulty.
const STRUCTS: &[&str] = &[
    r#"#[response(task_id = data.0.request_id, crate = "a::b")] #[serde(rename_all = "camelCase")]
       struct Reply<'a, T: Clone> { code: Code, #[response(message)] text: Cow<'a, str>, codeDesc: Remark, data: Option<T> }"#,
    r#"#[response(code = status.code, message = msg)]
       pub struct Reply { status: Status, #[serde(default, deserialize_with = "f")] msg: String, r#type: u8, request_id: MaybeTask }"#,
    r#"#[batch(limit = 100, idempotent)] #[response(detail = detail.a.b: Detail<Id, Entry<u8>>, crate = "a::b")]
       struct StopReply<T> where T: Copy { code: Code, detail: Nested, total: T }"#,
    "struct StopReply { #[response(code)] a: Code, #[response(detail)] b: Disks }",
    r#"#[response(task_id, detail = a.b, cod = x)] struct Reply { #[response(code, message)] a: Code, #[response = "x"] msg: &'a str }"#,
    "#[response(code = a)] enum Reply<T> { A(#[response(code)] T), B { code: Code } }",
];

const ALL: &[(Derive, &[&str])] =
    &[(resource_id, IDS), (batch_response, REPLIES), (batch_response, STRUCTS), (async_response, STRUCTS)];

/// What a token is replaced by, and what is put in front of it.
const STRANGERS: &[&str] = &[
    ",",
    "=",
    "<",
    ">",
    "::",
    "-",
    "#",
    "'a",
    "_",
    "x",
    "crate",
    "struct",
    "limit",
    "prefix",
    "\"\"",
    "\"ins-\"",
    "b\"x\"",
    "c\"x\"",
    "'x'",
    "0",
    "-1",
    "1.5",
    "7u8",
    "340282366920938463463374607431768211456",
    "()",
    "[x]",
    "{ x = 1, }",
    "(,)",
    "task_id",
    "a.b",
    ": Detail<A, B>",
];

#[test]
fn whole_inputs_are_accepted() {
    for input in &IDS[..GOOD_IDS] {
        assert_accepted(resource_id, input);
    }
    for input in REPLIES[..GOOD_REPLIES].iter().chain(&STRUCTS[2..4]) {
        assert_accepted(batch_response, input);
    }
    for input in &STRUCTS[..4] {
        assert_accepted(async_response, input);
    }
}

#[test]
fn faulty_inputs_give_errors_and_stand_ins() {
    for input in &IDS[GOOD_IDS..] {
        let output = output(resource_id, &tokens(input));
        assert!(is_error(&output) && output.to_string().contains("struct AnyReply"), "{output}");
    }
    for (input, stand_in) in
        REPLIES[GOOD_REPLIES..].iter().zip(["Wraps for StopInstancesReply < S >", "BatchResponse for Reply < E >"])
    {
        let output = output(batch_response, &tokens(input));
        assert!(is_error(&output) && output.to_string().contains(stand_in), "{output}");
    }
    // What is no struct with fields is taken for a newtype.
    for (input, batch) in STRUCTS[4..].iter().zip(["BatchResponse for Reply", "Wraps for Reply"]) {
        for (derive, promised) in [(async_response as Derive, "AsyncResponse for Reply"), (batch_response, batch)] {
            let output = derive(tokens(input));
            assert!(is_error(&output) && output.to_string().contains(promised), "{output}");
        }
    }
}

/// Messages show these to authors, who will copy them.
#[test]
fn samples_are_accepted() {
    let id = "struct InstanceId(String);";
    let reply = "struct StopInstancesReply(BatchReply<InstanceId>);";
    assert_accepted(resource_id, &format!("{}{id}", symbol::ON_ID.sample));
    assert_accepted(resource_id, &format!("{}{id}", symbol::BATCH_ON_ID.sample));
    assert_accepted(batch_response, &format!("{}{reply}", symbol::BATCH_ON_REPLY.sample));
    for word in symbol::ON_ID.words {
        assert_accepted(resource_id, &format!("#[resource({})]{id}", word.sample));
    }
    for word in symbol::BATCH_ON_ID.words {
        assert_accepted(resource_id, &format!("#[batch(StopInstancesReply, {})]{id}", word.sample));
    }
    for word in symbol::BATCH_ON_REPLY.words {
        assert_accepted(batch_response, &format!("#[batch({})]{reply}", word.sample));
    }
    let fields = "code: Code, status: Status, data: Data, detail: Detail<KeyId>";
    for derive in [async_response as Derive, batch_response] {
        assert_accepted(derive, &format!("{} struct StopReply {{ {fields} }}", symbol::ON_RESPONSE.sample));
        for word in symbol::ON_RESPONSE.words {
            assert_accepted(derive, &format!("#[response({})] struct StopReply {{ {fields} }}", word.sample));
        }
        for word in symbol::ON_RESPONSE_FIELD.words {
            assert_accepted(derive, &format!("struct StopReply {{ {fields}, #[response({})] x: X }}", word.sample));
        }
    }
    assert_accepted(
        async_response,
        &format!("struct StopReply {{ code: Code, {} x: X }}", symbol::ON_RESPONSE_FIELD.sample),
    );
}

/// What `macro_rules!` passes on as `$x:literal`, `$x:expr` or `$x:path` comes in groups that no author sees.
#[test]
fn groups_without_delimiters_are_seen_through() {
    let whole = tokens(IDS[1]);
    let grouped = map(&whole, &mut |token| match token {
        TokenTree::Literal(_) => group(Delimiter::None, token.into()),
        token => token.into(),
    });
    assert_eq!(resource_id(whole).to_string(), resource_id(grouped).to_string());
}

#[test]
fn the_same_input_gives_the_same_output() {
    for (derive, inputs) in ALL {
        for input in *inputs {
            assert_eq!(derive(tokens(input)).to_string(), derive(tokens(input)).to_string());
        }
    }
}

#[test]
fn no_mutation_panics() {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    // Each takes a share of the places: in turn they take several seconds without optimization.
    std::thread::scope(|scope| {
        for thread in 0..threads {
            scope.spawn(move || {
                for (derive, inputs) in ALL {
                    for input in inputs.iter().map(|input| tokens(input)) {
                        for place in (thread..count(&input)).step_by(threads) {
                            mutate(*derive, &input, place);
                        }
                    }
                }
            });
        }
    });
}

/// Gives the derive the input with the token in one place dropped, repeated, replaced, swapped with the next one, or in
/// other delimiters.
fn mutate(derive: Derive, input: &TokenStream, place: usize) {
    // A few of the strangers in each place: all of them everywhere take the better part of a minute.
    for stranger in STRANGERS.iter().skip(place % 12).step_by(12).map(|text| tokens(text)) {
        output(derive, &at(input, place, |_| stranger.clone()));
        output(derive, &at(input, place, |token| stranger.clone().into_iter().chain([token]).collect()));
    }
    for mutant in [
        at(input, place, |_| TokenStream::new()),
        at(input, place, |token| [token.clone(), token].into_iter().collect()),
        at(input, place, |token| group(Delimiter::None, token.into())),
        at(input, place, |token| group(Delimiter::Parenthesis, token.into())),
        swapped(input, place),
    ] {
        output(derive, &mutant);
    }
    let literals = literals(input);
    let other = literals.get(place % literals.len().max(1));
    match token(input, place) {
        Some(TokenTree::Group(list)) => {
            output(derive, &at(input, place, |_| group(Delimiter::Bracket, list.stream())));
            output(derive, &at(input, place, |_| list.stream()));
        }
        Some(TokenTree::Literal(_)) => {
            output(derive, &at(input, place, |token| other.cloned().unwrap_or(token).into()));
        }
        _ => {}
    }
}

fn assert_accepted(derive: Derive, input: &str) {
    let output = output(derive, &tokens(input));
    assert!(!is_error(&output), "{input} gives {output}");
}

/// The output, which is well formed or says what is wrong.
fn output(derive: Derive, input: &TokenStream) -> TokenStream {
    let output = derive(input.clone());
    if !is_error(&output) {
        let well_formed = syn::parse2::<syn::File>(output.clone()).map(drop);
        assert!(well_formed.is_ok(), "{input} gives {output}: {}", well_formed.unwrap_err());
    }
    output
}

fn is_error(output: &TokenStream) -> bool {
    let mut tokens = output.clone().into_iter();
    tokens.any(|token| matches!(token, TokenTree::Ident(ident) if ident == "compile_error"))
}

fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap()
}

fn group(delimiter: Delimiter, stream: TokenStream) -> TokenStream {
    TokenTree::Group(Group::new(delimiter, stream)).into()
}

/// The literals at any depth.
fn literals(stream: &TokenStream) -> Vec<TokenTree> {
    let mut literals = Vec::new();
    map(stream, &mut |token| {
        if let TokenTree::Literal(_) = &token {
            literals.push(token.clone());
        }
        token.into()
    });
    literals
}

/// The stream with the token in one place behind the one that follows it, which may be in another list.
fn swapped(stream: &TokenStream, place: usize) -> TokenStream {
    let mut here = 0;
    let mut moved = None;
    map(stream, &mut |token| {
        here += 1;
        if here == place + 1 {
            moved = Some(token);
            return TokenStream::new();
        }
        [token].into_iter().chain(moved.take()).collect()
    })
}

/// The number of tokens at any depth.
fn count(stream: &TokenStream) -> usize {
    let mut count = 0;
    map(stream, &mut |token| {
        count += 1;
        token.into()
    });
    count
}

/// The token in one place.
fn token(stream: &TokenStream, place: usize) -> Option<TokenTree> {
    let mut here = 0;
    let mut found = None;
    map(stream, &mut |token| {
        here += 1;
        if here == place + 1 {
            found = Some(token.clone());
        }
        token.into()
    });
    found
}

/// The stream with another token, or any number of them, in one place.
fn at(stream: &TokenStream, place: usize, change: impl Fn(TokenTree) -> TokenStream) -> TokenStream {
    let mut here = 0;
    map(stream, &mut |token| {
        here += 1;
        if here == place + 1 { change(token) } else { token.into() }
    })
}

/// The stream with each token changed, those in a group before the group.
fn map(stream: &TokenStream, change: &mut dyn FnMut(TokenTree) -> TokenStream) -> TokenStream {
    let mut changed = TokenStream::new();
    for token in stream.clone() {
        let token = match token {
            TokenTree::Group(list) => TokenTree::Group(Group::new(list.delimiter(), map(&list.stream(), change))),
            token => token,
        };
        changed.extend(change(token));
    }
    changed
}
