//! Unions: a member for each type, and how a value's member is found.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::ir::{self, Json, Type, TypeId};
use crate::rust::{Ident, Pick, Ty, Union, UnionVariant};
use crate::text::Text;

use super::Types;
use super::{checks, enums, scalars};
use crate::plan::docs;
use crate::plan::docs::about;
use crate::plan::docs::about::Of;
use crate::plan::names::{Scope, pascal};

/// Creates the enum of a union.
pub(super) fn plan(types: &Types<'_>, id: TypeId, union: &ir::Union) -> Union {
    let def = types.def(id);
    let mut scope = Scope::default();
    let held: Vec<Ty> = union
        .variants
        .iter()
        .map(|variant| scalars::ty(types, types.resolve(&variant.ty)))
        .collect();
    let mut uses: IndexMap<&Ty, usize> = IndexMap::new();
    for ty in &held {
        *uses.entry(ty).or_default() += 1;
    }
    let mut variants = Vec::new();
    for (place, variant) in union.variants.iter().enumerate() {
        let mut wishes = wishes(types, id, variant);
        if union.is_of_events() {
            wishes.splice(..0, variant.tags.first().map(|kind| pascal(kind)));
        }
        let name = scope.claim(&wishes);
        let bare = scalars::ty(types, &variant.ty);
        let boxed = types.boxed.contains(&(id.index(), place));
        let unique = types.sent[id.index()] && uses[&held[place]] == 1;
        variants.push(UnionVariant {
            docs: docs::told(&variant.docs, &[]),
            name,
            ty: if boxed { Ty::Box(Box::new(bare)) } else { bare },
            from: unique,
            events: if union.is_of_events() {
                variant.tags.iter().map(Text::from).collect()
            } else {
                Vec::new()
            },
        });
    }
    let names: Vec<Ident> = variants
        .iter()
        .map(|variant| variant.name.clone())
        .collect();
    Union {
        name: types.names[id.index()].clone(),
        docs: about::a_type(types, id, Of::Choice),
        deprecated: def.deprecated,
        unknown: scope.claim(&["Unknown", "Other", "Unlisted"]),
        pick: pick(types, union, &names),
        variants,
    }
}

/// By the discriminator where every member has a tag, else by what the members look like.
fn pick(types: &Types<'_>, union: &ir::Union, names: &[Ident]) -> Pick {
    if let Some(discriminator) = &union.discriminator
        && union
            .variants
            .iter()
            .all(|variant| !variant.tags.is_empty())
    {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut found = Vec::new();
        for (variant, name) in union.variants.iter().zip(names) {
            for tag in &variant.tags {
                if seen.insert(tag) {
                    found.push((Text::from(tag), name.clone()));
                }
            }
        }
        return Pick::Tag {
            property: Text::from(&discriminator.property),
            tags: found,
        };
    }
    Pick::Checks(checks::branches(types, union, names))
}

/// Names for a member: a type's own name without what it shares with the union's, a title, or a word for its kind.
fn wishes(types: &Types<'_>, union: TypeId, variant: &ir::Variant) -> Vec<String> {
    let mut wishes = Vec::new();
    let title = variant.title.as_deref().map(pascal);
    match &variant.ty {
        Type::Ref(id) if !types.is_dissolved(*id) => {
            let own = types.names[id.index()].bare();
            let inline = !matches!(types.def(*id).origin, ir::Origin::Declared(_));
            if inline {
                wishes.extend(title);
            }
            let stem = types.names[union.index()].bare();
            if let Some(rest) = own.strip_prefix(stem)
                && rest.starts_with(|c: char| c.is_ascii_uppercase())
            {
                wishes.push(rest.to_owned());
            }
            wishes.push(own.to_owned());
        }
        ty => {
            wishes.extend(title);
            let stem = types.names[union.index()].bare();
            let word = word(types, ty);
            let word = match word.strip_prefix(stem) {
                Some(rest) if rest.starts_with(|c: char| c.is_ascii_uppercase()) => rest.to_owned(),
                _ => word,
            };
            wishes.push(format!("{word}Value"));
            wishes.insert(wishes.len() - 1, word);
        }
    }
    wishes
}

/// A word for a type that has no name.
fn word(types: &Types<'_>, ty: &Type) -> String {
    let word = match types.resolve(ty) {
        Type::Bool => "Bool",
        Type::Integer(_) => "Integer",
        Type::Number => "Number",
        Type::String => "Text",
        Type::DateTime => "DateTime",
        Type::Date => "Date",
        Type::UnixTime => "UnixTime",
        Type::Uuid => "Uuid",
        Type::Base64 => "Base64",
        Type::Binary => "Bytes",
        Type::Any(_) => "Any",
        Type::Null | Type::Const(Json::Null) => "Null",
        Type::Const(value) => return pascal(&enums::shown(value)),
        Type::Tuple(_) => "Tuple",
        Type::Map(_) => "Map",
        Type::List(item) => return format!("{}List", item_word(types, item)),
        Type::Nullable(_) => "Value",
        Type::Ref(id) => return types.names[id.index()].bare().to_owned(),
    };
    word.to_owned()
}

/// The word for a list's items; lists of lists have one word only, however deep they are.
fn item_word(types: &Types<'_>, item: &Type) -> String {
    match types.resolve(item) {
        Type::List(_) => "List".to_owned(),
        item => word(types, item),
    }
}
