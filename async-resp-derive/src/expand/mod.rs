//! The output. Nothing here fails, and nothing here sees an attribute: what comes in was checked.
//!
//! Generated code is thin: each function is one call into the library, so that the compiler has little to do for each
//! of a hundred ids. It names everything through [`Root`] and its own names start with `__`, so that it means the same
//! whatever surrounds it. The impls stand beside the type and not in a constant, which would be one more body for the
//! compiler to check.

mod batch;
mod content;
mod generic;
mod id;
mod response;

pub(crate) use batch::reply;
pub(crate) use content::{Content, Variant, Wrapped};
pub(crate) use id::id;
pub(crate) use response::{detailed, response};

use crate::ast::Input;
use crate::path::Root;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Field, GenericParam, Generics, Lifetime, LifetimeParam, Member, Path, Type, Visibility, WherePredicate};

/// An id, ready to be written.
pub(crate) struct Id<'a> {
    pub(crate) root: Root,
    pub(crate) target: Target<'a>,
    pub(crate) content: Content<'a>,
    /// Whether the impls only type-check.
    pub(crate) stands_in: bool,
    pub(crate) kind: String,
    pub(crate) fields: Vec<String>,
    pub(crate) prefixes: Vec<String>,
    pub(crate) validate: Option<Path>,
    pub(crate) replies: Vec<OfId>,
}

/// A reply type to be made beside its id.
pub(crate) struct OfId {
    pub(crate) reply: Ident,
    pub(crate) operation: Operation,
}

/// A reply type of the author's own.
pub(crate) struct Reply<'a> {
    pub(crate) root: Root,
    pub(crate) target: Target<'a>,
    /// The wrapped type, or none for a stand-in that only type-checks.
    pub(crate) inner: Option<&'a Type>,
    pub(crate) operation: Operation,
}

/// A single reply, or an entry, with fields of the author's own.
pub(crate) struct Response<'a> {
    pub(crate) root: Root,
    pub(crate) target: Target<'a>,
    /// Where its parts are, or none for a stand-in that only type-checks.
    pub(crate) parts: Option<Parts<'a>>,
}

/// Where the parts of a reply are.
pub(crate) struct Parts<'a> {
    pub(crate) code: Source<'a>,
    pub(crate) message: Option<Source<'a>>,
    pub(crate) code_desc: Option<Source<'a>>,
    pub(crate) task_id: Option<Source<'a>>,
}

/// A batch reply with fields of the author's own.
pub(crate) struct Detailed<'a> {
    pub(crate) root: Root,
    pub(crate) target: Target<'a>,
    /// Where the entries are, or none for a stand-in that only type-checks.
    pub(crate) source: Option<Source<'a>>,
    pub(crate) operation: Operation,
}

/// Where a part is: in a field, or in a field of that, and so on.
pub(crate) struct Source<'a> {
    /// The names from the outermost in; never empty.
    pub(crate) members: Vec<Member>,
    /// The type of the last, where it is seen.
    pub(crate) ty: Option<TokenStream>,
    /// The field, where it is one of the struct itself.
    pub(crate) field: Option<&'a Field>,
    /// Whether its type's own `Deserialize` reads it.
    pub(crate) reads_itself: bool,
}

/// The habits of one operation; everything that is not set stays at the library's default.
pub(crate) struct Operation {
    pub(crate) name: String,
    pub(crate) limit: Option<u32>,
    pub(crate) idempotent: bool,
    pub(crate) accept: Vec<i64>,
    pub(crate) retry: Vec<i64>,
    pub(crate) one_task: bool,
    pub(crate) lists: Option<Lists>,
    pub(crate) partial: Option<i64>,
    pub(crate) all_failed: Option<i64>,
}

/// Which entries a reply lists.
#[derive(Clone, Copy)]
pub(crate) enum Lists {
    Failures,
}

/// The type that the impls are for.
pub(crate) struct Target<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) vis: &'a Visibility,
    pub(crate) generics: Generics,
    pub(crate) deprecated: bool,
}

impl<'a> Target<'a> {
    pub(crate) fn from_input(input: &Input<'a>) -> Self {
        Target {
            ident: input.ident,
            vis: input.vis,
            generics: input.generics.clone(),
            deprecated: input.is_deprecated(),
        }
    }

    /// The type with its parameters.
    pub(crate) fn ty(&self) -> TokenStream {
        let (_, arguments, _) = self.generics.split_for_impl();
        let ident = self.ident;
        quote!(#ident #arguments)
    }

    /// The same type, its impls to hold only where `subject` has the `bounds`.
    ///
    /// `for<'__any>` leaves the question to those who use the impl; a bound without parameters the compiler would
    /// settle on the spot, with an error of its own.
    pub(crate) fn demanding(&self, subject: impl ToTokens, bounds: impl ToTokens) -> Self {
        let mut generics = self.generics.clone();
        if let Ok(predicate) = syn::parse2::<WherePredicate>(quote!(for<'__any> #subject: #bounds)) {
            generics.make_where_clause().predicates.push(predicate);
        }
        Target { generics, ..*self }
    }

    /// `impl … trait for type { body }`
    fn implement(&self, of_trait: impl ToTokens, body: impl ToTokens) -> TokenStream {
        self.implement_for(None, of_trait, self.ty(), body)
    }

    /// `impl<'lifetime, …> trait for self_type { body }`
    fn implement_for(
        &self,
        lifetime: Option<&'static str>,
        of_trait: impl ToTokens,
        self_type: impl ToTokens,
        body: impl ToTokens,
    ) -> TokenStream {
        let mut generics = self.generics.clone();
        if let Some(lifetime) = lifetime {
            let lifetime = LifetimeParam::new(Lifetime::new(lifetime, Span::call_site()));
            generics.params.insert(0, GenericParam::Lifetime(lifetime));
        }
        let (parameters, _, bounds) = generics.split_for_impl();
        let allowances = self.allowances();
        quote! {
            #allowances
            #[automatically_derived]
            impl #parameters #of_trait for #self_type #bounds {
                #body
            }
        }
    }

    /// Silences what the author was told already: that the type itself, or a field, is deprecated.
    fn allowances(&self) -> Option<TokenStream> {
        self.deprecated.then(|| quote!(#[allow(deprecated, reason = "its author knows")]))
    }
}
