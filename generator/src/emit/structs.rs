//! Structs for JSON objects: the item, its entry of the `object!` macro, `new` and setters.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs;
use super::entry::entry;
use super::file::RustFile;
use super::ty::{self, Types, ident};
use super::uses::Uses;
use crate::rust::{Constructor, Field, Ident, Presence, Setter, SetterKind, Struct, Ty, Value};

/// How many arguments a function may have before Clippy complains.
const MANY_ARGUMENTS: usize = 7;
/// How many flags a struct or a function may have before Clippy complains.
const MANY_FLAGS: usize = 3;

/// Writes a struct and all that belongs to it.
pub(super) fn emit(item: &Struct, types: Types<'_>, file: &mut RustFile) {
    let declaration = declaration(item, types, &mut file.uses);
    file.items(declaration);
    file.uses.runtime("object");
    file.text(object(item));
    let implementation = implementation(item, types, &mut file.uses);
    file.items(implementation);
}

fn declaration(item: &Struct, types: Types<'_>, uses: &mut Uses) -> TokenStream {
    let about = docs::with_deprecation(&item.docs, item.deprecated);
    let name = ident(&item.name);
    let default = item.default.then(|| quote!(Default,));
    let flags = item.fields.iter().filter(|f| f.ty == Ty::Bool).count();
    let allow = (flags > MANY_FLAGS)
        .then(|| quote!(#[allow(clippy::struct_excessive_bools, reason = "the API has as many")]));
    let fields = item.fields.iter().map(|field| {
        let about = docs::with_deprecation(&field.docs, field.deprecated);
        let name = ident(&field.name);
        let ty = ty::ty(&field.ty, types, uses);
        quote!(#about pub #name: #ty,)
    });
    // What comes from the service alone has no constructor, but whoever fakes answers needs a way to make it.
    let open = if item.constructor.is_some() {
        quote!(#[non_exhaustive])
    } else {
        quote!(#[cfg_attr(not(feature = "test-util"), non_exhaustive)])
    };
    quote! {
        #about
        #[derive(Debug, Clone, #default PartialEq)]
        #open
        #allow
        pub struct #name {
            #(#fields)*
        }
    }
}

/// The entry of the macro that reads and writes the struct.
fn object(item: &Struct) -> String {
    let fields: Vec<String> = item.fields.iter().map(field).collect();
    entry("object", item.name.as_str(), &fields)
}

fn field(field: &Field) -> String {
    let wire = if field.wire == field.name.bare() || field.presence == Presence::Rest {
        String::new()
    } else {
        format!(" = {}", text(&field.wire))
    };
    let presence = match field.presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
        Presence::List => "list",
        Presence::Maybe => "maybe",
        Presence::Rest => "rest",
    };
    let or_text = if field.number_or_text {
        " number_or_text"
    } else {
        ""
    };
    format!("{}{wire}: {presence}{or_text}", field.name)
}

/// A text as Rust writes it.
pub(super) fn text(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
}

fn implementation(item: &Struct, types: Types<'_>, uses: &mut Uses) -> TokenStream {
    let name = ident(&item.name);
    let new = item
        .constructor
        .as_ref()
        .map(|constructor| new(item, constructor, types, uses));
    let setters: Vec<TokenStream> = item
        .setters
        .iter()
        .map(|setter| self::setter(setter, types, uses))
        .collect();
    if new.is_none() && setters.is_empty() {
        return TokenStream::new();
    }
    let default = item
        .constructor
        .as_ref()
        .filter(|constructor| constructor.args.is_empty() && !item.default)
        .map(|_| {
            quote! {
                impl Default for #name {
                    fn default() -> Self {
                        Self::new()
                    }
                }
            }
        });
    quote! {
        impl #name {
            #new
            #(#setters)*
        }
        #default
    }
}

fn new(item: &Struct, constructor: &Constructor, types: Types<'_>, uses: &mut Uses) -> TokenStream {
    let name = &item.name;
    let mut arguments = Vec::new();
    let mut given = Vec::new();
    for argument in &constructor.args {
        let name = ident(&argument.name);
        let (ty, value) = ty::argument(&name, &argument.ty, argument.convert, types, uses);
        arguments.push(quote!(#name: #ty));
        given.push((&argument.field, wrapped(argument.kind, &value, uses)));
    }
    let values: Vec<TokenStream> = constructor
        .values
        .iter()
        .map(|(field, value)| {
            let value = match value {
                Value::Argument => given
                    .iter()
                    .find(|(name, _)| *name == field)
                    .map_or_else(TokenStream::new, |(_, value)| value.clone()),
                other => constant(item, field, other, types, uses),
            };
            let field = ident(field);
            quote!(#field: #value)
        })
        .collect();
    let about = docs::comment(&format!(
        "Makes {} `{name}` of what it cannot be without.",
        article(name.bare())
    ));
    let allow = allow_arguments(constructor.args.iter().map(|argument| &argument.ty));
    quote! {
        #about
        #[must_use]
        #allow
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values),* }
        }
    }
}

/// What `new` puts into a field without being told.
fn constant(
    item: &Struct,
    field: &Ident,
    value: &Value,
    types: Types<'_>,
    uses: &mut Uses,
) -> TokenStream {
    match value {
        Value::Argument | Value::Default => {
            let field = item.fields.iter().find(|other| other.name == *field);
            default(field.map_or(&Ty::Unit, |field| &field.ty), types, uses)
        }
        Value::Text(text) => quote!(#text.to_owned()),
        Value::Literal(literal) => literal.parse().unwrap_or_default(),
        Value::Variant(of, variant) => {
            let of = ty::ty(&Ty::Named(of.clone()), types, uses);
            let variant = ident(variant);
            quote!(#of::#variant)
        }
    }
}

/// The default of a type, written as a person would.
fn default(of: &Ty, types: Types<'_>, uses: &mut Uses) -> TokenStream {
    match of {
        Ty::Option(_) => quote!(None),
        Ty::Vec(_) => quote!(Vec::new()),
        Ty::String => quote!(String::new()),
        Ty::Bool => quote!(false),
        Ty::I32 | Ty::I64 | Ty::U64 => quote!(0),
        Ty::F64 => quote!(0.0),
        Ty::Value => {
            let value = ty::ty(of, types, uses);
            quote!(#value::Null)
        }
        Ty::Map(_) => {
            let map = uses.runtime("Map");
            quote!(#map::new())
        }
        Ty::Maybe(_) => {
            let maybe = uses.runtime("Maybe");
            quote!(#maybe::Absent)
        }
        Ty::Unit => quote!(()),
        Ty::Tuple(members) => {
            let members = members.iter().map(|member| default(member, types, uses));
            let members: Vec<TokenStream> = members.collect();
            quote!((#(#members,)*))
        }
        Ty::Box(inner) => {
            let inner = default(inner, types, uses);
            quote!(Box::new(#inner))
        }
        other => {
            let other = ty::ty(other, types, uses);
            quote!(#other::default())
        }
    }
}

/// What Clippy has to be told about a function with these arguments.
pub(super) fn allow_arguments<'a>(types: impl Iterator<Item = &'a Ty> + Clone) -> TokenStream {
    let mut allow = TokenStream::new();
    if types.clone().count() > MANY_ARGUMENTS {
        allow
            .extend(quote!(#[allow(clippy::too_many_arguments, reason = "the API requires them")]));
    }
    if types.filter(|ty| **ty == Ty::Bool).count() > MANY_FLAGS {
        allow.extend(
            quote!(#[allow(clippy::fn_params_excessive_bools, reason = "the API requires them")]),
        );
    }
    allow
}

/// `an` before a vowel.
pub(super) fn article(name: &str) -> &'static str {
    if name.starts_with(['A', 'E', 'I', 'O']) {
        "an"
    } else {
        "a"
    }
}

fn setter(setter: &Setter, types: Types<'_>, uses: &mut Uses) -> TokenStream {
    let about = docs::with_deprecation(&setter.docs, setter.deprecated);
    let name = ident(&setter.name);
    let field = ident(&setter.field);
    let (ty, value) = ty::argument(&name, &setter.ty, setter.convert, types, uses);
    let value = wrapped(setter.kind, &value, uses);
    let null = (setter.kind == SetterKind::Maybe).then(|| {
        let about = docs::comment(&format!(
            "Sends `null` as [`{0}`](Self::{0}).",
            setter.field.bare()
        ));
        let null = format_ident!("{}_null", setter.name.bare().trim_end_matches('_'));
        let maybe = uses.runtime("Maybe");
        quote! {
            #about
            #[must_use]
            pub fn #null(mut self) -> Self {
                self.#field = #maybe::Null;
                self
            }
        }
    });
    quote! {
        #about
        #[must_use]
        pub fn #name(mut self, #name: #ty) -> Self {
            self.#field = #value;
            self
        }
        #null
    }
}

fn wrapped(kind: SetterKind, value: &TokenStream, uses: &mut Uses) -> TokenStream {
    match kind {
        SetterKind::Bare => value.clone(),
        SetterKind::Some => quote!(Some(#value)),
        SetterKind::Maybe => {
            let maybe = uses.runtime("Maybe");
            quote!(#maybe::Value(#value))
        }
    }
}
