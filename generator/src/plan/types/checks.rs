//! Checks that tell the members of a union apart by facts of their schemas, the most telling first.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use crate::ir::{self, EnumDef, Field, Json, Type, TypeKind};
use crate::rust::{Branch, Check, Ident};
use crate::text::Text;

use super::telling::telling;
use super::{Shape, Types};

/// No member is looked for by more than this many properties that only it declares.
const MOST_PROPERTIES: usize = 100;

/// What a member looks like in JSON.
pub(super) enum Look<'a> {
    Plain(Check),
    /// A text of a known form, or one of these.
    Text(Vec<String>, Form),
    Object(Option<&'a [Field]>),
    /// An object of which only its tag says that it is this member: the description says which member every other one is.
    Tagged,
    Anything,
}

/// How telling the form of a text is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Values,
    Format,
    Free,
}

/// A branch with its rank: the lower, the earlier.
type Ranked = (usize, Branch);

/// What one kind of value of a member looks like; a member that is a union itself has several.
pub(super) struct Kind<'a> {
    /// The member's place among all members.
    pub(super) place: usize,
    pub(super) look: Look<'a>,
    /// Tags that mean this kind of value, or others of the member.
    tags: Vec<Check>,
    /// Whether it belongs to a union inside the member.
    inner: bool,
}

/// How many kinds of value are told apart.
const MOST_KINDS: usize = 200;

/// How deep unions inside unions are looked into.
const MAX_NESTING: usize = 4;

/// The checks of a union, in the order in which they are to be made.
pub(super) fn branches(types: &Types<'_>, union: &ir::Union, names: &[Ident]) -> Vec<Branch> {
    let kinds = kinds(types, union);
    let telling = telling(types, union, &kinds);
    let owners = owners(kinds.iter());
    // The member that takes what no tag names comes before those that a tag would have named.
    let rest = union.variants.iter().any(|variant| variant.tags.is_empty());
    let mut ranked: Vec<Ranked> = Vec::new();
    for kind in &kinds {
        let mut add = |rank: usize, checks: Vec<Check>| {
            let variant = names[kind.place].clone();
            ranked.push((rank, Branch { checks, variant }));
        };
        for tag in &kind.tags {
            let told = union.discriminator.is_some();
            let rank = if !told && is_shared(types, &kinds, kind, tag) {
                OPTIONAL + 1
            } else {
                0
            };
            add(rank, vec![tag.clone()]);
        }
        match &kind.look {
            Look::Plain(check) => add(plain_rank(check), vec![check.clone()]),
            Look::Text(values, Form::Values) => add(
                0,
                vec![Check::OneOf(values.iter().map(Text::from).collect())],
            ),
            Look::Text(_, Form::Format) => add(10, vec![Check::Text]),
            Look::Text(_, Form::Free) => add(20, vec![Check::Text]),
            Look::Anything => add(ANYTHING, Vec::new()),
            Look::Tagged => {}
            Look::Object(None) => add(900, vec![Check::Object]),
            Look::Object(Some(fields)) => {
                let object = (kind.place, *fields);
                let told = telling
                    .iter()
                    .flat_map(|told| told.checks(types, object, &kinds));
                for (rank, checks) in told {
                    add(rank, checks);
                }
                let own = own_properties(&owners, kind.place, fields);
                let required = fields.iter().filter(|field| field.required).count();
                let specific = required.min(99) * 4 + fields.len().min(399) / 100;
                // What would have been found by a property of its own is less likely without one.
                let late = match own {
                    Some((REQUIRED, _)) => 1000,
                    Some(_) => 500,
                    None if kind.inner || (rest && !kind.tags.is_empty()) => 500,
                    None => 0,
                };
                if let Some((rank, check)) = own {
                    add(rank, vec![check]);
                }
                add(899 - specific + late, vec![Check::Object]);
            }
        }
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    let branches: IndexSet<Branch> = ranked.into_iter().map(|(_, branch)| branch).collect();
    branches.into_iter().collect()
}

/// What the values of all members look like.
fn kinds<'a>(types: &'a Types<'_>, union: &'a ir::Union) -> Vec<Kind<'a>> {
    let mut kinds: Vec<Kind<'a>> = Vec::new();
    for (place, variant) in union.variants.iter().enumerate() {
        let tags = tags_of(union, variant);
        add_kinds(types, place, &variant.ty, &tags, 0, &mut kinds);
    }
    let has_default = union
        .discriminator
        .as_ref()
        .is_some_and(|by| by.has_default);
    for kind in &mut kinds {
        let is_tagged = !union.variants[kind.place].tags.is_empty();
        if has_default && is_tagged && matches!(kind.look, Look::Object(_)) {
            kind.look = Look::Tagged;
        }
    }
    kinds
}

/// The checks for the tags of a member.
fn tags_of(union: &ir::Union, variant: &ir::Variant) -> Vec<Check> {
    let Some(discriminator) = &union.discriminator else {
        return Vec::new();
    };
    let check = |tag: &String| has_text(&discriminator.property, tag);
    variant.tags.iter().map(check).collect()
}

/// Whether a tag of a union inside a member may stand in another member as well, of which that union knows nothing.
fn is_shared(types: &Types<'_>, kinds: &[Kind<'_>], kind: &Kind<'_>, tag: &Check) -> bool {
    let Check::HasText(property, text) = tag else {
        return false;
    };
    let is_tagged = |tag: &Check| matches!(tag, Check::HasText(other, _) if other == property);
    let has_it = |other: &Kind<'_>| match other.look {
        Look::Object(Some(fields)) => {
            let declared = fields.iter().find(|field| field.name == property.raw());
            let texts = declared.map(|field| texts_of(types, field));
            texts.is_some_and(|texts| {
                texts.is_empty() || texts.iter().any(|known| known == text.raw())
            })
        }
        _ => false,
    };
    let others = kinds.iter().filter(|other| other.place != kind.place);
    let mut untagged = others.filter(|other| !other.tags.iter().any(is_tagged));
    kind.inner && untagged.any(has_it)
}

/// Adds the kinds of value of a member: those of its own members where it is a union.
fn add_kinds<'a>(
    types: &'a Types<'_>,
    place: usize,
    ty: &'a Type,
    tags: &[Check],
    depth: usize,
    kinds: &mut Vec<Kind<'a>>,
) {
    if let Type::Ref(id) = types.resolve(ty)
        && let (TypeKind::Union(union), true) = (&types.def(*id).kind, types.is_union(*id))
        && depth < MAX_NESTING
        && kinds.len() < MOST_KINDS
    {
        for variant in &union.variants {
            let mut tags = tags.to_vec();
            tags.extend(tags_of(union, variant));
            add_kinds(types, place, &variant.ty, &tags, depth + 1, kinds);
        }
        return;
    }
    kinds.push(Kind {
        place,
        look: look(types, ty),
        tags: tags.to_vec(),
        inner: depth > 0,
    });
}

/// The rank of a member that nothing is known of: behind all others.
const ANYTHING: usize = 5000;

fn plain_rank(check: &Check) -> usize {
    // A whole number is a number too, so it is asked for first.
    if *check == Check::Number { 20 } else { 10 }
}

pub(super) fn has_text(property: &str, text: &str) -> Check {
    Check::HasText(property.into(), text.into())
}

/// The rank of a check for required properties, and that for optional ones.
pub(super) const REQUIRED: usize = 100;
const OPTIONAL: usize = 200;

/// Which members are objects, and which one of them declares a property: `None` where several do.
pub(super) struct Owners<'a> {
    objects: BTreeSet<usize>,
    properties: BTreeMap<&'a str, Option<usize>>,
}

pub(super) fn owners<'k, 'a: 'k>(kinds: impl Iterator<Item = &'k Kind<'a>>) -> Owners<'a> {
    let mut objects = BTreeSet::new();
    let mut properties = BTreeMap::new();
    for kind in kinds {
        let Look::Object(fields) = kind.look else {
            continue;
        };
        objects.insert(kind.place);
        for field in fields.unwrap_or_default() {
            let owner = properties
                .entry(field.name.as_str())
                .or_insert(Some(kind.place));
            *owner = owner.filter(|owner| *owner == kind.place);
        }
    }
    Owners {
        objects,
        properties,
    }
}

/// A check, with its rank, for the properties that no other member declares, a required one before all others.
pub(super) fn own_properties(
    owners: &Owners<'_>,
    place: usize,
    fields: &[Field],
) -> Option<(usize, Check)> {
    if owners.objects.iter().all(|object| *object == place) {
        return None;
    }
    let own = |field: &&Field| owners.properties.get(field.name.as_str()) == Some(&Some(place));
    if let Some(field) = fields.iter().filter(|field| field.required).find(own) {
        return Some((REQUIRED, Check::Has(Text::from(&field.name))));
    }
    let names = fields
        .iter()
        .filter(own)
        .map(|field| Text::from(&field.name));
    let names: Vec<Text> = names.take(MOST_PROPERTIES).collect();
    (!names.is_empty()).then_some((OPTIONAL, Check::HasAny(names)))
}

/// The values that a property may have, where the schema lists them: texts, and other scalars as they are written.
pub(super) fn texts_of(types: &Types<'_>, field: &Field) -> Vec<String> {
    match types.resolve(&field.ty) {
        Type::Const(value) => written(value).into_iter().collect(),
        Type::Ref(id) => match &types.def(*id).kind {
            TypeKind::Enum(def) => {
                let values = def.values.iter().map(|value| written(&value.value));
                values.collect::<Option<_>>().unwrap_or_default()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The properties of a type, where it is a struct.
pub(super) fn fields<'a>(types: &'a Types<'_>, ty: &'a Type) -> &'a [Field] {
    match look(types, ty) {
        Look::Object(Some(fields)) => fields,
        _ => &[],
    }
}

/// The texts that a property may be: none where it is no text, and `None` where it may be any.
pub(super) fn listed(types: &Types<'_>, field: &Field) -> Option<Vec<String>> {
    match look(types, &field.ty) {
        Look::Text(values, Form::Values) => Some(values),
        Look::Plain(_) | Look::Object(_) => Some(Vec::new()),
        Look::Text(..) | Look::Tagged | Look::Anything => None,
    }
}

/// A scalar as text.
fn written(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Bool(_) | Json::Number(_) => Some(value.to_string()),
        _ => None,
    }
}

/// The values of an enum, where all of them are texts.
fn texts(def: &EnumDef) -> Option<Vec<String>> {
    def.values
        .iter()
        .map(|value| value.value.as_str().map(str::to_owned))
        .collect()
}

fn look<'a>(types: &'a Types<'_>, ty: &'a Type) -> Look<'a> {
    match types.resolve(ty) {
        Type::Bool | Type::Const(Json::Bool(_)) => Look::Plain(Check::Bool),
        Type::Integer(_) | Type::UnixTime => Look::Plain(Check::Integer),
        Type::Const(Json::Number(number)) if !number.is_f64() => Look::Plain(Check::Integer),
        Type::Number | Type::Const(Json::Number(_)) => Look::Plain(Check::Number),
        Type::String | Type::Binary => Look::Text(Vec::new(), Form::Free),
        Type::DateTime | Type::Date | Type::Uuid | Type::Base64 => {
            Look::Text(Vec::new(), Form::Format)
        }
        Type::Const(Json::String(text)) => Look::Text(vec![text.clone()], Form::Values),
        Type::Null | Type::Const(Json::Null) => Look::Plain(Check::Null),
        Type::List(_) | Type::Tuple(_) => Look::Plain(Check::Array),
        Type::Map(_) => Look::Object(None),
        Type::Any(_) | Type::Const(_) | Type::Nullable(_) => Look::Anything,
        Type::Ref(id) => match (&types.def(*id).kind, &types.shapes[id.index()]) {
            (TypeKind::Object(object), Shape::Struct) => Look::Object(Some(&object.fields)),
            (TypeKind::Enum(def), _) if def.values.iter().all(|value| value.value.is_i64()) => {
                Look::Plain(Check::Integer)
            }
            (TypeKind::Enum(def), _) => match texts(def) {
                Some(values) => Look::Text(values, Form::Values),
                None => Look::Anything,
            },
            (_, Shape::Newtype(Type::Map(_))) => Look::Object(None),
            (_, Shape::Newtype(_)) => Look::Plain(Check::Array),
            _ => Look::Anything,
        },
    }
}
