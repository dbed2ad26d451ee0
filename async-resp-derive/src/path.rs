//! Where generated code finds the library.
//!
//! Nothing else in the output names a crate, so that a dependency under another name, or re-exported by the author's
//! SDK, takes one `crate = "…"`.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

/// The module of the library that holds everything generated code uses, whatever the author's prelude says.
pub(crate) struct Root(TokenStream);

impl Root {
    /// In the crate at `path`, or in the one that Cargo calls `async-resp-core`.
    pub(crate) fn new(path: Option<&syn::Path>) -> Self {
        Root(path.map_or_else(|| quote!(::async_resp_core::__private), |path| quote!(#path::__private)))
    }

    /// The same, for code that the compiler's errors are to point at `span` for.
    pub(crate) fn at(&self, span: Span) -> Self {
        let tokens = self.0.clone().into_iter();
        Root(
            tokens
                .map(|mut token| {
                    token.set_span(span);
                    token
                })
                .collect(),
        )
    }
}

impl ToTokens for Root {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.0.to_tokens(tokens);
    }
}
