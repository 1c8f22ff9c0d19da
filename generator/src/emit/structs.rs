//! Structs for JSON objects: what the `object!` macro is told.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::file::RustFile;
use super::ty::{self, Types};
use super::uses::Uses;
use crate::rust::{Convert, Field, Presence, Setter, Struct, Ty, Value};

/// How many arguments a function may have before Clippy complains.
const MANY_ARGUMENTS: usize = 7;
/// How many flags a function may have before Clippy complains.
const MANY_FLAGS: usize = 3;

/// Writes a struct and all that belongs to it.
pub(super) fn emit(item: &Struct, types: Types<'_>, file: &mut RustFile) {
    file.uses.runtime("object");
    let fields: Vec<String> = item
        .fields
        .iter()
        .map(|field| {
            let about = docs::lines(&field.docs, field.deprecated, "        ");
            let line = self::field(item, field, types, &mut file.uses);
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
    let constructor = item.constructor.as_ref();
    let default = item.default || constructor.is_some_and(|new| new.args.is_empty());
    let with: Vec<&str> = [
        (constructor.is_some(), "New"),
        (!item.setters.is_empty(), "Set"),
        (default, "Default"),
    ]
    .into_iter()
    .filter_map(|(has, name)| has.then_some(name))
    .collect();
    if with.is_empty() {
        String::new()
    } else {
        format!(": {}", with.join(", "))
    }
}

/// A field: `presence name: Type`, and what there is to say behind it.
fn field(item: &Struct, field: &Field, types: Types<'_>, uses: &mut Uses) -> String {
    let constant = item.constructor.as_ref().and_then(|constructor| {
        let mut values = constructor.values.iter();
        let (_, value) = values.find(|(name, _)| *name == field.name)?;
        constant(value, field, types, uses)
    });
    let setter = item.setters.iter().find(|set| set.field == field.name);
    let (presence, of) = match (field.presence, &field.ty) {
        (Presence::Required, _) if constant.is_some() => ("constant", &field.ty),
        (Presence::Required, Ty::Option(inner)) => ("nullable", &**inner),
        (Presence::Required, ty) => ("required", ty),
        (Presence::Optional, Ty::Option(inner)) if setter.is_none() && !item.setters.is_empty() => {
            ("received", &**inner)
        }
        (Presence::Optional, Ty::Option(inner)) => ("optional", &**inner),
        (Presence::Optional, ty) => ("optional", ty),
        (Presence::List, ty) => ("list", ty),
        (Presence::Maybe, Ty::Maybe(inner)) => ("maybe", &**inner),
        (Presence::Maybe, ty) => ("maybe", ty),
        (Presence::Rest, ty) => ("rest", ty),
    };
    let of = ty::text(of, types, uses);
    let mut words = vec![format!("{presence} {}: {of}", field.name)];
    words.extend(from(item, field, setter).map(|source| format!("from {source}")));
    if field.wire != field.name.as_str() && field.presence != Presence::Rest {
        words.push(format!("as {}", text(&field.wire)));
    }
    if let Some(setter) = setter.filter(|setter| setter.name != field.name) {
        words.push(format!("set {}", setter.name));
    }
    if let (Some(setter), Presence::Maybe) = (setter, field.presence) {
        let name = setter.name.bare().trim_end_matches('_');
        words.push(format!("or {name}_null"));
    }
    words.extend(constant.map(|value| format!("= {value}")));
    words.join(" ")
}

/// Of what else than itself a field's value is made.
fn from(item: &Struct, field: &Field, setter: Option<&Setter>) -> Option<&'static str> {
    let mut given = item.constructor.iter().flat_map(|new| &new.args);
    let given = given.find(|argument| argument.field == field.name);
    if field.number_or_text {
        Some("text")
    } else {
        given.or(setter).is_some_and(is_any).then_some("any")
    }
}

/// Whether a value is given as something that can be made into it, which for texts and bytes goes without saying.
fn is_any(setter: &Setter) -> bool {
    setter.convert == Convert::Into && !matches!(setter.ty, Ty::String | Ty::Bytes)
}

/// What `new` puts into a required field without being told.
fn constant(value: &Value, field: &Field, types: Types<'_>, uses: &mut Uses) -> Option<String> {
    match (value, field.presence) {
        (Value::Default, Presence::Required) => Some("Default::default()".to_owned()),
        (Value::Argument | Value::Default, _) => None,
        (Value::Text(text), _) => Some(format!("{}.to_owned()", self::text(text))),
        (Value::Literal(literal), _) => Some(literal.clone()),
        (Value::Variant(of, variant), _) => {
            let of = ty::text(&Ty::Named(of.clone()), types, uses);
            Some(format!("{of}::{variant}"))
        }
    }
}

/// A text as Rust writes it.
pub(super) fn text(text: &str) -> String {
    proc_macro2::Literal::string(text).to_string()
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
