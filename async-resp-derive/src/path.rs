//! Where generated code finds the library.
//!
//! Nothing else in the output names a crate, so that a dependency under another name, or re-exported by the author's
//! SDK, takes one `crate = "…"`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Path;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

/// The module of the library that holds everything generated code uses, whatever the author's prelude says.
pub(crate) struct Root {
    tokens: TokenStream,
    /// Brings the module under a name of its own, where the author said where the library is.
    import: Option<TokenStream>,
}

impl Root {
    /// In the crate at `path`, or in the one that Cargo calls `async-resp-core`. `of` is the type that `derive` stands on.
    ///
    /// A path of the author's is written once, in an import: one that leads nowhere is then reported once, where each
    /// mention would be an error.
    pub(crate) fn new(path: Option<&Path>, derive: &str, of: &Ident) -> Self {
        let Some(path) = path else {
            return Root { tokens: quote!(::async_resp_core::__private), import: None };
        };
        let name = format_ident!("__{derive}_of_{}", of.unraw(), span = Span::call_site());
        // From end to end at the path, which is where the compiler then reports it.
        let (span, mut imported) = (path.span(), name.clone());
        imported.set_span(span);
        Root {
            tokens: name.into_token_stream(),
            import: Some(quote_spanned!(span=> use #path::__private as #imported;)),
        }
    }

    /// Stands beside everything that names the library.
    pub(crate) fn import(&self) -> Option<&TokenStream> {
        self.import.as_ref()
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
        Root { tokens, import: self.import.clone() }
    }

    /// Goes in front of an item that names the library [at](Self::at) the author's own code: lints take the path for one
    /// that was written there, and that could be shorter.
    pub(crate) fn allowances(&self) -> Option<TokenStream> {
        self.import.is_some().then(|| quote!(#[allow(unused_qualifications, reason = "the path is not the author's")]))
    }
}

impl ToTokens for Root {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}
