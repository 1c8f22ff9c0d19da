//! The text form of items.

use std::fmt::{self, Formatter};

use super::{flag, list, taken};
use crate::rust::{
    Check, Enum, Field, Item, Pick, Presence, Struct, Taken, Union, UnionText, Value,
};

/// Writes an item.
pub(super) fn write_item(item: &Item, f: &mut Formatter<'_>) -> fmt::Result {
    match item {
        Item::Struct(item) => write_struct(item, f),
        Item::Enum(item) => write_enum(item, f),
        Item::Union(item) => write_union(item, f),
        Item::Alias { name, ty, .. } => writeln!(f, "  type {name} = {ty}"),
        Item::Newtype { name, ty, .. } => writeln!(f, "  newtype {name} of {ty}"),
    }
}

fn write_struct(item: &Struct, f: &mut Formatter<'_>) -> fmt::Result {
    let with = item.with.iter().map(|with| format!(" {with:?}"));
    let with: String = with.collect();
    let deprecated = flag(item.deprecated, " deprecated");
    let from = from(item.from.as_ref());
    writeln!(f, "  struct {}{with}{from}{deprecated}", item.name)?;
    item.fields
        .iter()
        .try_for_each(|field| write_field(field, f))
}

fn from(from: Option<&Taken>) -> String {
    let from = from.map(|from| format!(" from {}", taken(&from.ty, from.convert)));
    from.unwrap_or_default()
}

fn write_field(field: &Field, f: &mut Formatter<'_>) -> fmt::Result {
    write!(f, "    {}", field.name)?;
    if field.wire != *field.name.bare() && !field.wire.is_empty() {
        write!(f, " = {:?}", field.wire)?;
    }
    let presence = match &field.presence {
        Presence::Required => "required".to_owned(),
        Presence::Constant(value) => format!("constant {}", constant(value)),
        Presence::Optional => "optional".to_owned(),
        Presence::Received => "received".to_owned(),
        Presence::List => "list".to_owned(),
        Presence::Maybe => "maybe".to_owned(),
        Presence::Rest => "rest".to_owned(),
    };
    write!(f, ": {} {presence}", field.ty)?;
    write!(f, "{}", flag(field.or_text, " or text"))?;
    if let Some(setter) = &field.setter {
        write!(f, " .{setter}()")?;
    }
    if let Some(null) = &field.null {
        write!(f, " .{null}()")?;
    }
    writeln!(f, "{}", flag(field.deprecated, " deprecated"))
}

fn constant(value: &Value) -> String {
    match value {
        Value::Default => "default".to_owned(),
        Value::Text(text) => format!("{text:?}"),
        Value::Literal(literal) => literal.to_string(),
        Value::Variant(ty, variant) => format!("{ty}::{variant}"),
    }
}

fn write_enum(item: &Enum, f: &mut Formatter<'_>) -> fmt::Result {
    let deprecated = flag(item.deprecated, " deprecated");
    writeln!(f, "  enum {} of {:?}{deprecated}", item.name, item.kind)?;
    for variant in &item.variants {
        let default = flag(item.default.as_ref() == Some(&variant.name), " default");
        writeln!(f, "    {} = {}{default}", variant.name, variant.value)?;
    }
    writeln!(f, "    {}(..)", item.unknown)
}

fn write_union(item: &Union, f: &mut Formatter<'_>) -> fmt::Result {
    let deprecated = flag(item.deprecated, " deprecated");
    writeln!(f, "  union {}{deprecated}", item.name)?;
    for variant in &item.variants {
        writeln!(
            f,
            "    {}({}){}",
            variant.name,
            variant.ty,
            from(variant.from.as_ref())
        )?;
    }
    match item.text {
        UnionText::None => {}
        UnionText::From => writeln!(f, "    from a string")?,
        UnionText::Is => writeln!(f, "    is a string")?,
    }
    writeln!(f, "    {}(Value)", item.unknown)?;
    match &item.pick {
        Pick::Tag { property, tags } => {
            let tags = tags
                .iter()
                .map(|(tag, variant)| format!("{tag:?} {variant}"));
            writeln!(f, "    by {property:?}: {}", list(tags))
        }
        Pick::Checks(branches) => {
            for branch in branches {
                let checks = list(branch.checks.iter().map(check));
                writeln!(f, "    if {checks}: {}", branch.variant)?;
            }
            Ok(())
        }
    }
}

fn check(check: &Check) -> String {
    match check {
        Check::Has(name) => format!("has {name:?}"),
        Check::HasText(name, text) => format!("{name:?} is {text:?}"),
        Check::HasAny(properties) => format!("has any of {properties:?}"),
        Check::OneOf(texts) => format!("one of {texts:?}"),
        plain => format!("{plain:?}").to_lowercase(),
    }
}
