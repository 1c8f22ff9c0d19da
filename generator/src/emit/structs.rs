//! Structs for JSON objects: what the `object!` macro is told.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::docs;
use super::file::RustFile;
use super::ty::{self, Types, ident};
use super::uses::Uses;
use crate::rust::{Convert, Field, Import, Presence, Source, Struct, Ty, Value, With};

/// How many arguments a function may have before Clippy complains.
const MANY_ARGUMENTS: usize = 7;
/// How many flags a function may have before Clippy complains.
const MANY_FLAGS: usize = 3;

/// Writes a struct and all that belongs to it.
pub(super) fn emit(item: &Struct, types: Types<'_>, file: &mut RustFile) {
    file.uses.import(Import::Object);
    let fields: Vec<String> = item
        .fields
        .iter()
        .map(|field| {
            let about = docs::lines(&field.docs, field.deprecated, "        ");
            let attributes = attributes(field, types, &mut file.uses);
            let (name, of) = (&field.name, ty::text(&field.ty, types, &mut file.uses));
            format!("{about}{attributes}        pub {name}: {of},\n")
        })
        .collect();
    let fields = fields.concat();
    let about = docs::lines(&item.docs, item.deprecated, "    ");
    let (name, derives) = (&item.name, derives(item));
    file.text(if fields.is_empty() {
        format!("object! {{\n{about}{derives}    pub struct {name} {{}}\n}}")
    } else {
        format!("object! {{\n{about}{derives}    pub struct {name} {{\n{fields}    }}\n}}")
    });
    let new = new(item, types, &mut file.uses);
    file.items(new);
}

/// What the struct derives besides what all do.
fn derives(item: &Struct) -> String {
    let has = |with: With| item.with.contains(&with);
    let derived = [(With::Default, "Default"), (With::Set, "Setters")];
    let derived = derived.into_iter().filter(|(with, _)| has(*with));
    let derived: Vec<&str> = derived.map(|(_, name)| name).collect();
    let always = if derived.is_empty() {
        String::new()
    } else {
        format!("    #[derive({})]\n", derived.join(", "))
    };
    let in_tests = if has(With::SetInTests) {
        "    #[cfg_attr(feature = \"test-util\", derive(Setters))]\n"
    } else {
        ""
    };
    always + in_tests
}

/// The attributes of a field, in the order that the macro knows: what its type does not say.
fn attributes(field: &Field, types: Types<'_>, uses: &mut Uses) -> String {
    let mut json = Vec::new();
    if field.wire != *field.name.bare() && field.presence != Presence::Rest {
        json.push(format!("rename = {}", field.wire.literal()));
    }
    if let Presence::Constant(value) = &field.presence {
        json.push(format!("constant = {}", constant(value, types, uses)));
    }
    let required = field.presence == Presence::Required && matches!(field.ty, Ty::Option(_));
    let last = match (&field.presence, field.source, required) {
        (Presence::Rest, ..) => Some("flatten"),
        (_, Some(Source::Text), true) => Some("required_number_or_string"),
        (_, Some(Source::Text), false) => Some("number_or_string"),
        (_, _, true) => Some("required"),
        _ => None,
    };
    let lines = [
        (!json.is_empty()).then(|| format!("json({})", json.join(", "))),
        setter(field).map(|words| format!("setters({words})")),
        last.map(|word| format!("json({word})")),
    ];
    let lines: Vec<String> = lines
        .into_iter()
        .flatten()
        .map(|line| format!("        #[{line}]\n"))
        .collect();
    lines.concat()
}

/// What there is to say about a field's setter.
fn setter(field: &Field) -> Option<String> {
    let mut words = Vec::new();
    if field.presence == Presence::Received {
        return Some("skip".to_owned());
    }
    let setter = field.setter.as_ref()?;
    if *setter != field.name {
        words.push(format!("rename = {setter}"));
    }
    words.extend(field.null.as_ref().map(|null| format!("null = {null}")));
    let held = match &field.ty {
        Ty::Option(held) | Ty::Maybe(held) => &**held,
        other => other,
    };
    let is_plain = !matches!(held, Ty::String | Ty::Bytes | Ty::Box(_));
    if field.source == Some(Source::Any) && is_plain {
        words.push("into".to_owned());
    }
    (!words.is_empty()).then(|| words.join(", "))
}

/// The only value of a field.
fn constant(value: &Value, types: Types<'_>, uses: &mut Uses) -> String {
    match value {
        Value::Default => "()".to_owned(),
        Value::Text(text) => text.literal().to_string(),
        Value::Literal(literal) => literal.to_string(),
        Value::Variant(of, variant) => {
            let of = ty::text(&Ty::Named(of.clone()), types, uses);
            format!("{of}::{variant}")
        }
    }
}

/// `new`, which takes what has to be given.
fn new(item: &Struct, types: Types<'_>, uses: &mut Uses) -> TokenStream {
    let has = |with: With| item.with.contains(&with);
    let condition = match (has(With::New), has(With::NewInTests)) {
        (true, _) => TokenStream::new(),
        (false, true) => quote!(#[cfg(feature = "test-util")]),
        (false, false) => return TokenStream::new(),
    };
    let is_given = |field: &&Field| matches!(field.presence, Presence::Required | Presence::List);
    let allow = allow_arguments(item.fields.iter().filter(is_given).map(|field| &field.ty));
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for field in &item.fields {
        let name = ident(&field.name);
        let convert = match field.source {
            Some(Source::Any) => Convert::Into,
            _ => Convert::Plain,
        };
        let value = match &field.presence {
            Presence::Required | Presence::List => {
                let (of, value) = ty::argument(&name, &field.ty, convert, types, uses);
                arguments.push(quote!(#name: #of));
                value
            }
            Presence::Constant(Value::Text(text)) => {
                let text = text.literal();
                quote!(#text.to_owned())
            }
            Presence::Constant(value) => constant(value, types, uses).parse().unwrap_or_default(),
            Presence::Optional | Presence::Received => quote!(None),
            Presence::Maybe => {
                let maybe = uses.import(Import::Maybe);
                quote!(#maybe::Absent)
            }
            Presence::Rest => {
                let map = uses.import(Import::Map);
                quote!(#map::new())
            }
        };
        values.push(quote!(#name: #value));
    }
    let name = ident(&item.name);
    let inline = inline(&arguments);
    let about = docs::own("Creates a value from its required fields.");
    quote! {
        #condition
        impl #name {
            #about
            #allow
            #inline
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
        }
    }
}

/// Marks a function for which no machine code is to be made before somebody uses it. What takes `impl Into` needs no mark.
pub(super) fn inline(arguments: &[TokenStream]) -> TokenStream {
    let is_impl = |token: TokenTree| matches!(token, TokenTree::Ident(word) if word == "impl");
    if arguments
        .iter()
        .any(|argument| argument.clone().into_iter().any(is_impl))
    {
        TokenStream::new()
    } else {
        quote!(#[inline])
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
