//! Structs for JSON objects: what the `object!` macro is told.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::file::RustFile;
use super::ty::{self, Types};
use super::uses::Uses;
use crate::rust::{Field, Import, Presence, Source, Struct, Ty, Value, With};

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
            let line = self::field(field, types, &mut file.uses);
            format!("{about}        {line},\n")
        })
        .collect();
    let fields = fields.concat();
    let about = docs::lines(&item.docs, item.deprecated, "    ");
    let name = &item.name;
    let with = with(item);
    file.text(if fields.is_empty() {
        format!("object! {{\n{about}    pub struct {name}{with} {{}}\n}}")
    } else {
        format!("object! {{\n{about}    pub struct {name}{with} {{\n{fields}    }}\n}}")
    });
}

/// What the struct has besides its fields.
fn with(item: &Struct) -> String {
    let with = item.with.iter().map(|with| match with {
        With::New => "New",
        With::Set => "Set",
        With::Default => "Default",
        With::NewInTests => "NewInTests",
        With::SetInTests => "SetInTests",
    });
    let with: Vec<&str> = with.collect();
    if with.is_empty() {
        String::new()
    } else {
        format!(": {}", with.join(", "))
    }
}

/// A field: `presence name: Type`, and what there is to say behind it.
fn field(field: &Field, types: Types<'_>, uses: &mut Uses) -> String {
    let presence = match field.presence {
        Presence::Required => "required",
        Presence::Constant(_) => "constant",
        Presence::Optional => "optional",
        Presence::Received => "received",
        Presence::List => "list",
        Presence::Maybe => "maybe",
        Presence::Rest => "rest",
    };
    let of = ty::text(&field.ty, types, uses);
    let mut words = vec![format!("{presence} {}: {of}", field.name)];
    match field.source {
        Some(Source::Text) => words.push("from text".to_owned()),
        Some(Source::Any) => words.push("from any".to_owned()),
        None => {}
    }
    if field.wire != *field.name.as_str() && field.presence != Presence::Rest {
        words.push(format!("as {}", field.wire.literal()));
    }
    if let Some(setter) = field.setter.as_ref().filter(|name| **name != field.name) {
        words.push(format!("set {setter}"));
    }
    words.extend(field.null.as_ref().map(|null| format!("or {null}")));
    if let Presence::Constant(value) = &field.presence {
        words.push(format!("= {}", constant(value, types, uses)));
    }
    words.join(" ")
}

/// What `new` puts into a field without being told.
fn constant(value: &Value, types: Types<'_>, uses: &mut Uses) -> String {
    match value {
        Value::Default => "Default::default()".to_owned(),
        Value::Text(text) => format!("{}.to_owned()", text.literal()),
        Value::Literal(literal) => literal.to_string(),
        Value::Variant(of, variant) => {
            let of = ty::text(&Ty::Named(of.clone()), types, uses);
            format!("{of}::{variant}")
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
