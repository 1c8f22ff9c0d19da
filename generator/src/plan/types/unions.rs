//! Unions: a member for each type, and how a value's member is found.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::ir::{self, Json, Type, TypeId};
use crate::rust::{Convert, Ident, Pick, Taken, Ty, Union, UnionText, UnionVariant};
use crate::text::Text;

use super::Types;
use super::{checks, enums, scalars, taken};
use crate::plan::docs;
use crate::plan::docs::about;
use crate::plan::docs::about::Of;
use crate::plan::names::pascal_words::without;
use crate::plan::names::{Scope, pascal, snake};

/// Creates the enum of a union.
pub(super) fn plan(types: &Types<'_>, id: TypeId, union: &ir::Union) -> Union {
    let def = types.def(id);
    let held: Vec<Ty> = union
        .variants
        .iter()
        .map(|variant| scalars::ty(types, types.resolve(&variant.ty)))
        .collect();
    let text = text(types, id, union);
    let from = from(types, union, &held, text);
    let is_received = types.travel[id.index()].response;
    let mut methods = Scope::new(["as_mut", "as_ref", "as_str", "into"]);
    let mut variants = Vec::new();
    let (names, mut scope) = names(types, id, union);
    for ((place, variant), name) in union.variants.iter().enumerate().zip(names.clone()) {
        let bare = scalars::ty(types, &variant.ty);
        let boxed = types.boxed.contains(&(id.index(), place));
        let from = from[place].clone().filter(|_| types.sent[id.index()]);
        variants.push(UnionVariant {
            docs: docs::told(&variant.docs, &[]),
            get: is_received.then(|| get(&mut methods, &name)),
            name,
            ty: if boxed { Ty::Box(Box::new(bare)) } else { bare },
            from,
            events: if union.is_of_events() {
                variant.tags.iter().map(Text::from).collect()
            } else {
                Vec::new()
            },
        });
    }
    Union {
        name: types.names[id.index()].clone(),
        docs: about::a_type(types, id, Of::Choice),
        deprecated: def.deprecated,
        unknown: scope.claim(&["Unknown", "Other", "Unlisted"]),
        pick: pick(types, union, &names),
        variants,
        text,
    }
}

/// The names of a union's members, and the scope in which they are.
pub(super) fn names(types: &Types<'_>, id: TypeId, union: &ir::Union) -> (Vec<Ident>, Scope) {
    let mut scope = Scope::default();
    let stem = types.names[id.index()].bare();
    let tags = tags(types, union);
    let names = union.variants.iter().zip(tags).map(|(variant, tag)| {
        let mut wishes = wishes(types, id, tag, variant);
        if union.is_of_events() {
            wishes.splice(..0, variant.tags.first().map(|kind| pascal(kind)));
        }
        wishes.splice(..0, given(types, stem, variant));
        scope.claim(&wishes)
    });
    (names.collect(), scope)
}

/// What a union has to do with strings.
fn text(types: &Types<'_>, id: TypeId, union: &ir::Union) -> UnionText {
    let mut members = union.variants.iter().map(|variant| &variant.ty);
    if members
        .clone()
        .all(|member| taken::is_text(types, member, 0))
    {
        UnionText::Is
    } else if types.sent[id.index()] && members.any(|member| taken::takes_text(types, member, 0)) {
        UnionText::From
    } else {
        UnionText::None
    }
}

/// What a union is made from as each member, where one type means one member. Strings are left to the union as a whole; of
/// several lists, each is made of its very items, and of several maps each is taken as it is, because the compiler cannot
/// tell what becomes one item or value from what becomes another.
fn from(types: &Types<'_>, union: &ir::Union, held: &[Ty], text: UnionText) -> Vec<Option<Taken>> {
    let mut uses: IndexMap<&Ty, usize> = IndexMap::new();
    for ty in held {
        *uses.entry(ty).or_default() += 1;
    }
    let lists = held.iter().filter(|ty| matches!(ty, Ty::Vec(_))).count();
    let maps = held.iter().filter(|ty| matches!(ty, Ty::Map(_))).count();
    let members = union.variants.iter().zip(held);
    let from = members.map(|(variant, ty)| {
        let is_text = *ty == Ty::String && text != UnionText::None;
        if uses[ty] > 1 || is_text {
            return None;
        }
        Some(match (types.resolve(&variant.ty), ty) {
            (Type::List(item), _) if lists == 1 => taken::items(types, item),
            (_, Ty::Vec(item)) => Taken {
                ty: (**item).clone(),
                convert: Convert::Collect,
            },
            (_, Ty::Map(value)) if lists == 0 && maps == 1 && !held.contains(&Ty::Value) => Taken {
                ty: (**value).clone(),
                convert: Convert::Pairs,
            },
            _ => Taken {
                ty: ty.clone(),
                convert: Convert::Plain,
            },
        })
    });
    from.collect()
}

/// The methods that return a member, borrowed and whole.
fn get(methods: &mut Scope, member: &Ident) -> (Ident, Ident) {
    let name = snake(member.bare());
    let name = name.trim_end_matches('_');
    let mut claim = |before: &str| {
        methods.claim(&[
            format!("{before}_{name}"),
            format!("{before}_{name}_member"),
        ])
    };
    (claim("as"), claim("into"))
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

/// The name that an overlay gives a member. Where it names the type as well, which is written in place, the member goes by
/// what that name has more than the union's.
fn given(types: &Types<'_>, stem: &str, variant: &ir::Variant) -> Option<String> {
    let given = pascal(variant.alias.as_ref()?);
    let is_of_type = matches!(&variant.ty, Type::Ref(id) if types.def(*id).alias == variant.alias);
    let short = is_of_type.then(|| without(&given, stem)).flatten();
    Some(short.unwrap_or(given))
}

/// What says of any value that it is one of several, and of none which.
const TELLS_NOTHING: [&str; 3] = ["Id", "Object", "Option"];

/// Names for a member: its tag, a type's own name without what it shares with the union's, a title, or a word for its kind.
fn wishes(
    types: &Types<'_>,
    id: TypeId,
    tag: Option<String>,
    variant: &ir::Variant,
) -> Vec<String> {
    let mut wishes = Vec::new();
    let stem = types.names[id.index()].bare();
    let title = variant.title.as_deref().map(pascal);
    let title = title.map(|title| without(&title, stem).unwrap_or(title));
    wishes.extend(tag);
    let named = match &variant.ty {
        Type::Ref(id) if types.is_named(*id) => Some(*id),
        _ => None,
    };
    if let Some(id) = named {
        let own = types.names[id.index()].bare();
        if let Some(last) = types.last.get(&id.index()) {
            wishes.extend(title);
            wishes.push(last.clone());
        }
        wishes.extend(without(own, stem));
        wishes.push(own.to_owned());
    } else {
        wishes.extend(title);
        let word = word(types, &variant.ty);
        wishes.push(without(&word, stem).unwrap_or_else(|| word.clone()));
        wishes.push(format!("{word}Value"));
    }
    let said = wishes.len() - 1;
    let mut at = 0;
    wishes.retain(|wish| {
        at += 1;
        let is_name = wish.starts_with(|c: char| c.is_ascii_uppercase());
        at > said || is_name && !TELLS_NOTHING.contains(&wish.as_str())
    });
    wishes
}

/// The value of a property by which each member is known: that of the discriminator, or the one value of a property which
/// no other member may have there.
fn tags(types: &Types<'_>, union: &ir::Union) -> Vec<Option<String>> {
    if union.discriminator.is_some() {
        let tag = |variant: &ir::Variant| {
            let own = match &variant.ty {
                Type::Ref(id) => types.names[id.index()].bare(),
                _ => "",
            };
            let [tag] = variant.tags.as_slice() else {
                return None;
            };
            Some(pascal(tag)).filter(|tag| is_word(tag) && tag != own)
        };
        return union.variants.iter().map(tag).collect();
    }
    // How many members may have a text there, and how many any text: counted once for all of them.
    let mut having: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let mut open: BTreeSet<&str> = BTreeSet::new();
    for variant in &union.variants {
        for field in checks::fields(types, &variant.ty) {
            match checks::listed(types, field) {
                Some(texts) => {
                    for text in texts {
                        *having.entry((&field.name, text)).or_default() += 1;
                    }
                }
                None => drop(open.insert(&field.name)),
            }
        }
    }
    let tag = |variant: &ir::Variant| {
        let mut fields = checks::fields(types, &variant.ty).iter();
        let found = fields.find_map(|field| {
            let mut texts = checks::listed(types, field)?;
            let text = texts.pop().filter(|_| texts.is_empty())?;
            let alone = !open.contains(field.name.as_str());
            let key = (field.name.as_str(), text.clone());
            (alone && having.get(&key) == Some(&1)).then_some(text)
        });
        found.map(|tag| pascal(&tag)).filter(|tag| is_word(tag))
    };
    union.variants.iter().map(tag).collect()
}

/// Whether a tag is a word that a person would use for what it marks.
fn is_word(tag: &str) -> bool {
    const LONG: usize = 40;
    let is_numbered =
        tag.starts_with("Value") && tag[5..].starts_with(|c: char| c.is_ascii_digit());
    tag.len() <= LONG && !is_numbered
}

/// A word for a type that has no name.
fn word(types: &Types<'_>, ty: &Type) -> String {
    // Which of several equal types has the item is no matter of this name, which stays when another is added.
    let word = match types.resolve_at(ty) {
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
    match types.resolve_at(item) {
        Type::List(_) => "List".to_owned(),
        item => word(types, item),
    }
}
