//! What the derives write, compared with files that people can read, and its size.
//!
//! The files stand in `tests/golden` of the workspace, where they are compiled. `BLESS=1 cargo test -p async-resp-derive`
//! writes them anew, to be read before they are kept. What the documentation shows of the output is written with them.

use super::{async_response, batch_response, resource_id};
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::{env, fs, path};
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DeriveInput, Expr, File, Item, Path, Stmt, Token};

type Derive = fn(TokenStream) -> TokenStream;

const PLAIN_ID: &str = "
    /// An instance.
    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
    pub struct InstanceId(String);";

const WHOLE_ID: &str = r#"
    /// A disk.
    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
    #[resource(kind = "cloud disk", prefix("disk-", "vol-"), fields("diskId", "storageId"), validate = lower_case)]
    #[batch(AttachDisksReply, limit = 10, accept(16003), retry(-16004), one_task, partial = 6010, all_failed = 6020)]
    #[batch(DetachDisksReply, name = "Detach", idempotent, lists = "failures")]
    pub struct DiskId(std::sync::Arc<str>);"#;

const REPLY: &str = "
    /// The reply to a stop.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[batch(limit = 100, idempotent)]
    pub struct StopInstancesReply(async_resp_core::BatchReply<String>);";

const ENTRY: &str = "
    /// An entry with what it is about.
    #[derive(Debug, Clone, PartialEq)]
    pub struct DiskEntry {
        /// The code.
        pub code: async_resp_core::Code,
        /// The message.
        pub message: async_resp_core::Remark,
        /// The task.
        #[response(task_id)]
        pub flow: async_resp_core::MaybeTask,
        /// The size of the disk.
        pub size: u32,
    }";

const DETAILED: &str = "
    /// A reply with more than its entries.
    #[derive(Debug)]
    #[batch(limit = 10)]
    pub struct ResizeDisksReply {
        /// The code.
        pub code: async_resp_core::Code,
        /// The entries.
        pub detail: async_resp_core::Detail<String>,
        /// What it costs.
        pub price: u32,
    }";

const FAULTY_ID: &str = "
    #[resource(knd = \"instance\", prefix = 7)]
    #[batch(StartInstancesReply, limit = 0)]
    pub struct InstanceId(u64);";

/// An input, and the name of the file with its output.
const CASES: &[(&str, Derive, &str)] = &[
    ("plain_id", resource_id, PLAIN_ID),
    ("whole_id", resource_id, WHOLE_ID),
    ("reply", batch_response, REPLY),
    ("entry", async_response, ENTRY),
    ("detailed", batch_response, DETAILED),
    ("faulty_id", resource_id, FAULTY_ID),
];

/// An input, and how many lines and impls are written for it. Each impl costs every author time with every build, so
/// that more of them have to be meant.
const SIZES: &[(&str, Derive, &str, usize, usize)] = &[
    ("an id", resource_id, "struct InstanceId(String);", 113, 12),
    ("an id with a reply", resource_id, "#[batch(StartInstancesReply)] struct InstanceId(String);", 250, 23),
    ("a reply", batch_response, "struct StartInstancesReply(BatchReply<InstanceId>);", 114, 7),
    ("an entry", async_response, ENTRY, 24, 1),
    ("a reply with more", batch_response, DETAILED, 53, 1),
];

#[test]
fn output_is_as_expected() {
    let folder = path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden/expected");
    let bless = env::var_os("BLESS").is_some();
    for (name, derive, input) in CASES {
        let input: DeriveInput = syn::parse_str(input).unwrap();
        let file = folder.join(name).with_extension("rs");
        let mut output = without_helpers(input.clone()).into_token_stream();
        output.extend(derive(input.into_token_stream()));
        let output = prettyplease::unparse(&parsed(output));
        if bless {
            fs::write(&file, &output).unwrap();
        }
        let expected = fs::read_to_string(&file).unwrap();
        assert!(expected == output, "{} is not what is written now:\n{output}", file.display());
    }
}

/// The cases that the documentation of the derives shows, by the names of its files, and what each needs to compile there.
const SHOWN: &[(&str, Derive, &str, &str)] = &[
    ("resource_id", resource_id, PLAIN_ID, ""),
    ("batch_response", batch_response, REPLY, ""),
    ("batch_response_struct", batch_response, DETAILED, RESPONSE_OF_DETAILED),
    ("async_response", async_response, ENTRY, ""),
];

const RESPONSE_OF_DETAILED: &str = "
    impl AsyncResponse for ResizeDisksReply {
        fn code(&self) -> Code { self.code }
        fn message(&self) -> Option<&str> { None }
        fn task_id(&self) -> Option<&TaskId> { None }
    }";

#[test]
fn documentation_shows_what_is_written() {
    let folder = path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    for (name, derive, input, beside) in SHOWN {
        let input: DeriveInput = syn::parse_str(input).unwrap();
        let item = without_helpers(input.clone()).into_token_stream();
        let hidden = prettyplease::unparse(&syn::parse_str(&format!("{item}{beside}")).unwrap());
        let hidden = hidden.trim_end().replace('\n', "\n# ");
        let input_shown = prettyplease::unparse(&parsed(input.to_token_stream()));
        // Without the way to the library in front of each name it can be read.
        let output = derive(input.into_token_stream()).to_string().replace(":: async_resp_core :: __private ::", "");
        let output_shown = prettyplease::unparse(&syn::parse_str(&output).unwrap());
        // It is a test too: with the type itself and the names of the library it compiles.
        let hidden = format!("# use async_resp_core::__private::*;\n# {hidden}\n");
        let shown = format!("```text\n{input_shown}```\n\nis given\n\n```\n{hidden}{output_shown}```\n");
        let file = folder.join(name).with_extension("md");
        if env::var_os("BLESS").is_some() {
            fs::write(&file, &shown).unwrap();
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), shown, "{} is not what is written now", file.display());
    }
}

#[test]
fn size_is_as_expected() {
    let mut sizes = Vec::new();
    let mut expected = Vec::new();
    for (what, derive, input, lines, impls) in SIZES {
        let output = parsed(derive(input.parse().unwrap()));
        // A derive of std is an impl too.
        let derived =
            output.items.iter().map(|item| if let Item::Struct(item) = item { derives(&item.attrs) } else { 0 });
        let written = output.items.iter().map(impls_of).sum::<usize>() + derived.sum::<usize>();
        sizes.push((*what, prettyplease::unparse(&output).lines().count(), written));
        expected.push((*what, *lines, *impls));
    }
    assert_eq!(sizes, expected, "what is written grew or shrank: if that is meant, note it in `SIZES`");
}

/// The item as it compiles without the derive.
fn without_helpers(mut input: DeriveInput) -> DeriveInput {
    let is_ours =
        |attribute: &Attribute| ["resource", "batch", "response"].iter().any(|name| attribute.path().is_ident(name));
    input.attrs.retain(|attribute| !is_ours(attribute));
    if let Data::Struct(data) = &mut input.data {
        for field in &mut data.fields {
            field.attrs.retain(|attribute| !is_ours(attribute));
        }
    }
    input
}

fn parsed(output: TokenStream) -> File {
    syn::parse2(output).unwrap()
}

/// How many impls an item is or holds.
fn impls_of(item: &Item) -> usize {
    match item {
        Item::Impl(_) => 1,
        Item::Const(constant) => match &*constant.expr {
            Expr::Block(block) => {
                let statements = block.block.stmts.iter();
                statements.map(|statement| if let Stmt::Item(item) = statement { impls_of(item) } else { 0 }).sum()
            }
            _ => 0,
        },
        _ => 0,
    }
}

/// How many traits the attributes derive.
fn derives(attributes: &[Attribute]) -> usize {
    let derive = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    let lists = derive.map(|attribute| attribute.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated));
    lists.map(|list| list.unwrap().len()).sum()
}
