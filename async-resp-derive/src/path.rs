//! Where generated code finds the library.
//!
//! Nothing else in the output names a crate, so that a dependency under another name, or re-exported by the author's
//! SDK, takes one `crate = "…"`.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

/// The module of the library that holds everything generated code uses, whatever the author's prelude says.
pub(crate) struct Root {
    tokens: TokenStream,
    /// Whether the author said where the library is.
    is_given: bool,
}

impl Root {
    /// In the crate at `path`, or in the one that Cargo calls `async-resp-core`.
    pub(crate) fn new(path: Option<&syn::Path>) -> Self {
        let tokens = path.map_or_else(|| quote!(::async_resp_core::__private), |path| quote!(#path::__private));
        Root { tokens, is_given: path.is_some() }
    }

    /// The same, for code that the compiler's errors are to point at `span` for.
    pub(crate) fn at(&self, span: Span) -> Self {
        let tokens = self.tokens.clone().into_iter();
        let tokens = tokens
            .map(|mut token| {
                token.set_span(span);
                token
            })
            .collect();
        Root { tokens, ..*self }
    }

    /// Goes in front of an item that names the library [at](Self::at) the author's own code: lints take the author's path
    /// for one that was written there, and that could be shorter.
    pub(crate) fn allowances(&self) -> Option<TokenStream> {
        self.is_given.then(|| quote!(#[allow(unused_qualifications, reason = "the path is the author's")]))
    }
}

impl ToTokens for Root {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}
