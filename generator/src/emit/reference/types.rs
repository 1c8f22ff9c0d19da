//! A page of types: the fields of structs, the values of enums, the members of unions.

use super::prose::{blocks, cell, table};
use super::tables::deprecated;
use super::{Links, Page};
use crate::rust::{
    Crate, Doc, Enum, Field, Ident, Item, Pick, Presence, Struct, Ty, TypeFile, Union, Value, With,
};
use crate::text::Text;

/// The page of a file of `types/`.
pub(super) fn page(_krate: &Crate, file: &TypeFile, links: &Links<'_>) -> String {
    let page = Page::Types(file);
    let module = file.module.bare();
    let mut parts = vec![
        format!("# {module}"),
        file.docs.as_str().to_owned(),
        format!("[Types](README.md) · [source](../../src/types/{module}.rs)"),
    ];
    parts.extend(file.items.iter().map(|item| section(item, links, page)));
    links.finish(blocks(parts), page)
}

fn section(item: &Item, links: &Links<'_>, page: Page<'_>) -> String {
    match item {
        Item::Struct(item) => blocks([
            heading(&item.name, &item.docs, item.deprecated),
            fields(item, links, page),
        ]),
        Item::Enum(item) => blocks([
            heading(&item.name, &item.docs, item.deprecated),
            values(item),
        ]),
        Item::Union(item) => blocks([
            heading(&item.name, &item.docs, item.deprecated),
            members(item, links, page),
        ]),
        Item::Alias { name, docs, ty } => blocks([
            heading(name, docs, false),
            format!("Another name for {}.", links.ty(ty, page)),
        ]),
        Item::Newtype { name, docs, ty } => blocks([
            heading(name, docs, false),
            format!("It holds {}.", links.ty(ty, page)),
        ]),
    }
}

fn heading(name: &Ident, docs: &Doc, is_deprecated: bool) -> String {
    let name = name.bare();
    blocks([
        format!("<a id=\"{name}\"></a>\n\n## `{name}`"),
        deprecated(is_deprecated, String::new()),
        docs.as_str().to_owned(),
    ])
}

/// The fields of a struct as a table.
pub(super) fn fields(item: &Struct, links: &Links<'_>, page: Page<'_>) -> String {
    let rows: Vec<Vec<String>> = item
        .fields
        .iter()
        .map(|field| {
            vec![
                field_name(field),
                links.ty(&field.ty, page),
                presence(field, item.with.contains(&With::Set)),
                deprecated(field.deprecated, cell(&field.docs)),
            ]
        })
        .collect();
    match table(&["Field", "Type", "Required", ""], &rows) {
        none if none.is_empty() => "It has no fields.".to_owned(),
        table => table,
    }
}

/// The field, and its name in JSON where that is another one.
fn field_name(field: &Field) -> String {
    let name = format!("`{}`", field.name.bare());
    if field.wire == *field.name.bare() || field.presence == Presence::Rest {
        return name;
    }
    format!("{name}, in JSON {}", field.wire.code_in_table())
}

/// Whether a field has to be there, and how it is set where requests hold it.
fn presence(field: &Field, is_set: bool) -> String {
    let setter = field.setter.as_ref().filter(|_| is_set);
    let setter = setter.map(|setter| format!(", set by `.{}(..)`", setter.bare()));
    let null = field.null.as_ref().filter(|_| is_set);
    let null = null.map(|null| format!(", or null by `.{}()`", null.bare()));
    let set = setter.unwrap_or_default() + &null.unwrap_or_default();
    match &field.presence {
        Presence::Required if matches!(field.ty, Ty::Option(_)) => "yes, may be null".to_owned(),
        Presence::Required => "yes".to_owned(),
        Presence::Constant(value) => format!("always {}", constant(value)),
        Presence::Optional | Presence::Maybe => format!("no{set}"),
        Presence::Received => "no, only received".to_owned(),
        Presence::List => "yes, empty where it is missing in a response".to_owned(),
        Presence::Rest => format!("no: what else the object holds{set}"),
    }
}

fn constant(value: &Value) -> String {
    match value {
        Value::Default => "`null`".to_owned(),
        Value::Text(text) => text.code_in_table(),
        Value::Literal(literal) => Text::from(literal.to_string()).code_in_table(),
        Value::Variant(ty, variant) => format!("`{ty}::{variant}`"),
    }
}

fn values(item: &Enum) -> String {
    let mut rows: Vec<Vec<String>> = item
        .variants
        .iter()
        .map(|variant| {
            let value = Text::from(variant.value.to_string());
            let default = item.default.as_ref() == Some(&variant.name);
            let default = if default { " (default)" } else { "" };
            // A value without words of its own is documented with itself.
            let about = Some(cell(&variant.docs)).filter(|about| !is_value(about, &value));
            vec![
                format!("`{}`", variant.name),
                value.code_in_table() + default,
                about.unwrap_or_default(),
            ]
        })
        .collect();
    rows.push(vec![
        format!("`{}(..)`", item.unknown),
        "any other".to_owned(),
        String::new(),
    ]);
    table(&["Variant", "Value", ""], &rows)
}

fn is_value(about: &str, value: &Text) -> bool {
    let code = value.code_in_table();
    about == code || about == code.replacen("`\"", "`", 1).replacen("\"`", "`", 1)
}

fn members(item: &Union, links: &Links<'_>, page: Page<'_>) -> String {
    let mut rows: Vec<Vec<String>> = item
        .variants
        .iter()
        .map(|variant| {
            vec![
                format!("`{}`", variant.name),
                links.ty(&variant.ty, page),
                when(item, &variant.name),
                cell(&variant.docs),
            ]
        })
        .collect();
    rows.push(vec![
        format!("`{}(..)`", item.unknown),
        "`Value`".to_owned(),
        "anything else".to_owned(),
        String::new(),
    ]);
    table(&["Variant", "Holds", "When", ""], &rows)
}

/// What a value looks like that is this member.
fn when(item: &Union, variant: &Ident) -> String {
    let Pick::Tag { property, tags } = &item.pick else {
        return String::new();
    };
    let tags = tags.iter().filter(|(_, name)| name == variant);
    let tags: Vec<String> = tags.map(|(tag, _)| tag.code_in_table()).collect();
    format!("{} is {}", property.code_in_table(), tags.join(" or "))
}
