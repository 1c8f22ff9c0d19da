//! Structs for JSON objects: what the `object!` macro is told.

use std::fmt::Write as _;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::docs;
use super::file::RustFile;
use super::ty::{self, Types};
use super::uses::Uses;
use crate::rust::{Convert, Field, Import, Presence, Struct, Taken, Ty, Value, With};

/// What marks a field, and with it its setter, that the description has deprecated.
const DEPRECATED: &str = "        #[deprecated = \"the API has deprecated it\"]\n";
/// How long a line may be.
const LINE: usize = 101;
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
            let mut about = docs::lines(&field.docs, false, "        ");
            if field.deprecated {
                about.push_str(DEPRECATED);
            }
            let attributes = attributes(item, field, types, &mut file.uses);
            let (name, of) = (&field.name, ty::text(&field.ty, types, &mut file.uses));
            format!("{about}{attributes}        pub {name}: {of},\n")
        })
        .collect();
    let fields = fields.concat();
    let about = docs::lines(&item.docs, item.deprecated, "    ");
    let from = item.from.as_ref();
    let from = from.map(|from| format!("    #[from({})]\n", made_of(from, types, &mut file.uses)));
    let made = made(item, types, &mut file.uses) + &from.unwrap_or_default();
    let name = &item.name;
    file.text(if fields.is_empty() {
        format!("object! {{\n{about}{made}    pub struct {name} {{}}\n}}")
    } else {
        format!("object! {{\n{about}{made}    pub struct {name} {{\n{fields}    }}\n}}")
    });
}

/// What a type is made from, as the macros say it.
pub(super) fn made_of(from: &Taken, types: Types<'_>, uses: &mut Uses) -> String {
    // The macro knows pairs of any JSON by this word, so that nothing has to be imported for it.
    if (&from.ty, from.convert) == (&Ty::Value, Convert::Pairs) {
        return "{Value}".to_owned();
    }
    let of = ty::text(&from.ty, types, uses);
    match from.convert {
        Convert::Plain | Convert::Serialize => of,
        Convert::Pairs => format!("{{{of}}}"),
        Convert::Into => format!("into {of}"),
        Convert::Collect => format!("[{of}]"),
        Convert::CollectInto => format!("[into {of}]"),
    }
}

/// The attributes that say how values are made, in the order that the macro knows.
fn made(item: &Struct, types: Types<'_>, uses: &mut Uses) -> String {
    let takes_nothing = !item.fields.iter().any(Field::is_argument);
    let always = [
        (With::Default, "Default"),
        (With::New, "New"),
        (With::Set, "Setters"),
    ];
    let always = always
        .into_iter()
        .filter(|(with, _)| *with != With::New || takes_nothing)
        .filter(|(with, _)| item.with.contains(with));
    let always: Vec<&str> = always.map(|(_, name)| name).collect();
    let mut text = String::new();
    if !always.is_empty() {
        let _ = writeln!(text, "    #[derive({})]", always.join(", "));
    }
    let arguments = arguments(item, types, uses);
    let is_public = item.with.contains(&With::New);
    if is_public && !arguments.is_empty() {
        text.push_str(&attribute("#[new(", &arguments, ")]"));
    }
    let in_tests = "#[cfg_attr(feature = \"test-util\"";
    let setters = item.with.contains(&With::SetInTests);
    let setters = if setters { ", derive(Setters)" } else { "" };
    if !is_public && !arguments.is_empty() {
        let begin = format!("{in_tests}{setters}, new(");
        text.push_str(&attribute(&begin, &arguments, "))]"));
    } else if !setters.is_empty() {
        let _ = writeln!(text, "    {in_tests}{setters})]");
    }
    text
}

/// The arguments of `new`, where it has any.
fn arguments(item: &Struct, types: Types<'_>, uses: &mut Uses) -> Vec<String> {
    let given = item.fields.iter().filter(|field| field.is_argument());
    let given = given.filter(|_| item.has_new());
    let arguments = given.map(|field| {
        let of = ty::text(&field.taken.ty, types, uses);
        format!("{}: {}", field.name, field.taken.convert.argument(&of))
    });
    arguments.collect()
}

/// An attribute with arguments, on one line where they have room there.
fn attribute(begin: &str, arguments: &[String], end: &str) -> String {
    let line = format!("    {begin}{}{end}\n", arguments.join(", "));
    if line.len() <= LINE {
        return line;
    }
    let lines = arguments.join(",\n        ");
    format!("    {begin}\n        {lines},\n    {end}\n")
}

/// The attributes of a field, in the order that the macro knows: what its type does not say.
fn attributes(item: &Struct, field: &Field, types: Types<'_>, uses: &mut Uses) -> String {
    let mut json = Vec::new();
    if field.wire != *field.name.bare() && field.presence != Presence::Rest {
        json.push(format!("rename = {}", field.wire.literal()));
    }
    if let Presence::Constant(value) = &field.presence {
        json.push(format!("constant = {}", constant(value, types, uses)));
    }
    let required = field.presence == Presence::Required && matches!(field.ty, Ty::Option(_));
    let last = match (&field.presence, field.or_text, required) {
        (Presence::Rest, ..) => Some("flatten"),
        (_, true, true) => Some("required_number_or_string"),
        (_, true, false) => Some("number_or_string"),
        (_, false, true) => Some("required"),
        _ => None,
    };
    let lines = [
        (!json.is_empty()).then(|| format!("json({})", json.join(", "))),
        setter(item, field, types, uses).map(|words| format!("setters({words})")),
        last.map(|word| format!("json({word})")),
    ];
    let lines: Vec<String> = lines
        .into_iter()
        .flatten()
        .map(|line| format!("        #[{line}]\n"))
        .collect();
    lines.concat()
}

/// What there is to say about a field's setter, or about the argument of `new` that it has instead.
fn setter(item: &Struct, field: &Field, types: Types<'_>, uses: &mut Uses) -> Option<String> {
    if field.presence == Presence::Received {
        return Some("skip".to_owned());
    }
    let mut words = Vec::new();
    if let Some(setter) = field.setter.as_ref().filter(|name| **name != field.name) {
        words.push(format!("rename = {setter}"));
    }
    words.extend(field.null.as_ref().map(|null| format!("null = {null}")));
    words.extend(taken(item, field, types, uses));
    (!words.is_empty()).then(|| words.join(", "))
}

/// What the setter of a field takes, or how `new` stores its argument, where the macro cannot tell that from the type.
fn taken(item: &Struct, field: &Field, types: Types<'_>, uses: &mut Uses) -> Option<String> {
    let is_list = matches!(field.taken.convert, Convert::Collect | Convert::CollectInto);
    if field.is_argument() {
        let is_named = matches!(field.ty, Ty::Named(_));
        return (item.has_new() && is_list && is_named).then(|| "items".to_owned());
    }
    let is_given = match field.presence {
        Presence::Optional | Presence::Maybe => item.has_setters() && field.setter.is_some(),
        _ => false,
    };
    let held = match &field.ty {
        Ty::Option(held) | Ty::Maybe(held) => &**held,
        other => other,
    };
    let is_named = matches!(held, Ty::Named(_));
    let of = &field.taken.ty;
    match field.taken.convert {
        _ if !is_given => None,
        Convert::Plain if is_named => Some("plain".to_owned()),
        Convert::Collect if is_named => Some(format!("items({})", ty::text(of, types, uses))),
        Convert::CollectInto if is_named => Some(format!("into({})", ty::text(of, types, uses))),
        Convert::CollectInto => Some("into".to_owned()),
        _ => None,
    }
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
