//! The settings of one operation.

use crate::attr::{Attr, BatchAttrs};
use crate::case;
use crate::ctxt::Ctxt;
use crate::expand::{Lists, Operation};
use crate::value::Number;
use proc_macro2::Ident;
use syn::LitStr;
use syn::ext::IdentExt;

/// The outer code for "all accepted", and an entry's for "accepted"; the only code that both share.
const SUCCESS: i64 = 0;
/// What `all_failed` is unless set.
const ALL_FAILED: i64 = 5100;
/// What `partial` is unless set.
const PARTIALLY_FAILED: i64 = 5400;

/// The values of `lists`.
const LISTS: &[(&str, Lists)] = &[("failures", Lists::Failures)];

/// The operation that the reply type called `type_name` answers; `open` is how its attribute starts.
pub(crate) fn check(cx: &Ctxt, attrs: &BatchAttrs, type_name: &Ident, open: &str) -> Operation {
    let accept = codes(cx, attrs.accept.as_ref());
    let retry = codes(cx, attrs.retry.as_ref());
    for code in retry.iter().filter(|code| accept.iter().any(|other| other.value == code.value)) {
        let message = format!(
            "`retry` conflicts with `accept`: {} is in both, and what was accepted is not sent again",
            code.value
        );
        cx.error(&code.original, message);
    }
    outer_codes(cx, attrs);
    Operation {
        name: name(cx, attrs.name.as_ref(), type_name, open),
        limit: attrs.limit.as_ref().and_then(|limit| positive(cx, &limit.value)),
        idempotent: attrs.idempotent.is_some(),
        accept: accept.iter().map(|code| code.value).collect(),
        retry: retry.iter().map(|code| code.value).collect(),
        one_task: attrs.one_task.is_some(),
        lists: attrs.lists.as_ref().and_then(|lists| choice(cx, &lists.value)),
        partial: attrs.partial.as_ref().map(|code| code.value.value),
        all_failed: attrs.all_failed.as_ref().map(|code| code.value.value),
    }
}

fn name(cx: &Ctxt, name: Option<&Attr<LitStr>>, type_name: &Ident, open: &str) -> String {
    let type_text = type_name.unraw().to_string();
    if let Some(name) = name {
        let text = name.value.value();
        if text.trim().is_empty() {
            cx.error(
                &name.value,
                "`name` cannot be empty; expected the operation's name, as in `name = \"StopInstances\"`",
            );
        }
        return text;
    }
    case::operation(&type_text).map_or_else(
        || {
            let message = format!(
                "missing the operation's name, which `{type_text}` does not tell: \
                 write `{open}name = \"StopInstances\")]`"
            );
            cx.error(type_name, message);
            String::new()
        },
        str::to_owned,
    )
}

fn positive(cx: &Ctxt, limit: &Number<u32>) -> Option<u32> {
    if limit.value == 0 {
        let message = "`limit` cannot be 0, which would let nothing be sent; leave it out where there is no limit";
        cx.error(&limit.original, message);
        return None;
    }
    Some(limit.value)
}

fn choice(cx: &Ctxt, written: &LitStr) -> Option<Lists> {
    let text = written.value();
    if let Some((_, lists)) = LISTS.iter().find(|(name, _)| *name == text) {
        return Some(*lists);
    }
    let expected: Vec<String> = LISTS.iter().map(|(name, _)| format!("`lists = \"{name}\"`")).collect();
    cx.none(written, format!("expected {}", expected.join(" or ")))
}

/// The codes of a list that say something, each once.
fn codes<'a>(cx: &Ctxt, list: Option<&'a Attr<Vec<Number<i64>>>>) -> Vec<&'a Number<i64>> {
    let mut kept: Vec<&Number<i64>> = Vec::new();
    if let Some(Attr { key, value }) = list {
        for code in value {
            if code.value == SUCCESS {
                cx.error(&code.original, format!("`{key}` cannot hold 0: an entry with code 0 is accepted anyway"));
            } else if kept.iter().any(|earlier| earlier.value == code.value) {
                cx.error(&code.original, format!("duplicate {} in `{key}`", code.value));
            } else {
                kept.push(code);
            }
        }
    }
    kept
}

fn outer_codes(cx: &Ctxt, attrs: &BatchAttrs) {
    let both = [attrs.partial.as_ref(), attrs.all_failed.as_ref()];
    for Attr { key, value } in both.into_iter().flatten() {
        if value.value == SUCCESS {
            cx.error(&value.original, format!("`{key}` cannot be 0, which says that all were accepted"));
        }
    }
    match both {
        [Some(partial), Some(all)] if partial.value.value == all.value.value => {
            let code = all.value.value;
            let message = format!("`all_failed` conflicts with `partial`: both are {code}");
            cx.error(&all.value.original, message);
        }
        [Some(partial), None] if partial.value.value == ALL_FAILED => {
            let message = format!("`partial` conflicts with `all_failed`, which is {ALL_FAILED} unless you set it too");
            cx.error(&partial.value.original, message);
        }
        [None, Some(all)] if all.value.value == PARTIALLY_FAILED => {
            let message =
                format!("`all_failed` conflicts with `partial`, which is {PARTIALLY_FAILED} unless you set it too");
            cx.error(&all.value.original, message);
        }
        _ => {}
    }
}
