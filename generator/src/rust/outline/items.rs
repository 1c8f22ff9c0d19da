//! The text form of items.

use std::fmt::{self, Formatter};

use super::{flag, list, taken};
use crate::rust::{
    Check, Constructor, Convert, Enum, Item, Pick, Setter, SetterKind, Struct, Union, Value,
};

/// Writes an item.
pub(super) fn write_item(item: &Item, f: &mut Formatter<'_>) -> fmt::Result {
    match item {
        Item::Struct(item) => write_struct(item, f),
        Item::Enum(item) => write_enum(item, f),
        Item::Union(item) => write_union(item, f),
        Item::Alias { name, ty, .. } => writeln!(f, "  type {name} = {ty}"),
    }
}

fn write_struct(item: &Struct, f: &mut Formatter<'_>) -> fmt::Result {
    let default = flag(item.default, " Default");
    let deprecated = flag(item.deprecated, " deprecated");
    writeln!(f, "  struct {}{default}{deprecated}", item.name)?;
    for field in &item.fields {
        let wire = if field.wire == field.name.bare() || field.wire.is_empty() {
            String::new()
        } else {
            format!(" = {:?}", field.wire)
        };
        let presence = format!("{:?}", field.presence).to_lowercase();
        let text = flag(field.number_or_text, " or text");
        let deprecated = flag(field.deprecated, " deprecated");
        let ty = &field.ty;
        writeln!(
            f,
            "    {}{wire}: {ty} {presence}{text}{deprecated}",
            field.name
        )?;
    }
    if let Some(constructor) = &item.constructor {
        write_constructor(constructor, f)?;
    }
    for setter in &item.setters {
        writeln!(f, "    .{}", one_setter(setter))?;
    }
    Ok(())
}

fn one_setter(setter: &Setter) -> String {
    let kind = match setter.kind {
        SetterKind::Bare => "",
        SetterKind::Some => " some",
        SetterKind::Maybe => " maybe",
    };
    let boxed = flag(setter.convert == Convert::Box, " boxed");
    format!(
        "{}({}){kind}{boxed}",
        setter.name,
        taken(&setter.ty, setter.convert)
    )
}

fn write_constructor(constructor: &Constructor, f: &mut Formatter<'_>) -> fmt::Result {
    let args = constructor.args.iter().map(|arg| {
        let boxed = flag(arg.convert == Convert::Box, " boxed");
        format!("{}: {}{boxed}", arg.name, taken(&arg.ty, arg.convert))
    });
    write!(f, "    new({})", list(args))?;
    for (field, value) in &constructor.values {
        match value {
            Value::Argument | Value::Default => {}
            Value::Text(text) => write!(f, " {field} = {text:?}")?,
            Value::Literal(literal) => write!(f, " {field} = {literal}")?,
            Value::Variant(ty, variant) => write!(f, " {field} = {ty}::{variant}")?,
        }
    }
    writeln!(f)
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
            flag(variant.from, " from")
        )?;
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
