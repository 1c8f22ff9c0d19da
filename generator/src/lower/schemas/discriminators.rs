//! Discriminators: which value of a property means which schema.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use crate::document::Node;
use crate::ir::{Discriminator, Origin, Step, Type, TypeId, Union, Variant};
use crate::pointer::Pointer;
use crate::report::Code;

use super::facts;
use super::facts::{Choice, Facts};
use super::{all_of, choices, enums, references, unions};
use crate::lower::context::{Context, Filling, Job};
use crate::lower::read;

/// The role of the object that a family begins with.
pub(super) const BASE: &str = "base";

/// How deep unions are looked into for their tags.
const MAX_NESTING: usize = 8;

/// How many references may follow one another.
const MAX_HOPS: usize = 20;

/// How many members all families may have, each counted in every family around it: a chain of families, each of which
/// extends the one before, has half the square of its length.
const MAX_RELATIVES: usize = 200_000;

/// A discriminator.
pub(super) struct Tags {
    pub(super) property: String,
    mapping: Vec<Mapped>,
    /// Which entries of the mapping lead to a place.
    leading: BTreeMap<Pointer, Vec<usize>>,
    /// Where the schema of all other values is.
    default: Option<Pointer>,
    place: Pointer,
}

struct Mapped {
    tag: String,
    place: Pointer,
}

impl Tags {
    /// Reads a discriminator; what its mapping leads to is looked up.
    pub(super) fn read(cx: &mut Context<'_, '_>, discriminator: &facts::Discriminator) -> Self {
        let facts::Discriminator {
            place,
            said,
            default,
        } = discriminator;
        let mut mapping = Vec::new();
        let mut leading: BTreeMap<Pointer, Vec<usize>> = BTreeMap::new();
        for (tag, name) in &said.mapping {
            let target = references::declared(cx, name).or_else(|| references::find(cx, name));
            if let Some(target) = target {
                let place = target.place().clone();
                let known = leading.entry(place.clone()).or_default();
                known.push(mapping.len());
                mapping.push(Mapped {
                    tag: tag.clone(),
                    place,
                });
            } else {
                let message = format!("the mapping of `{tag}` leads nowhere; it is ignored");
                let place = place.join("mapping").join(tag);
                cx.report.warning(Code::Reference, &place, message, "");
            }
        }
        let default = default.as_ref().and_then(|name| {
            let target = references::declared(cx, name).or_else(|| references::find(cx, name));
            if target.is_none() {
                let message = "the default mapping leads nowhere; it is ignored";
                let place = place.join("defaultMapping");
                cx.report.warning(Code::Reference, &place, message, "");
            }
            target.map(|target| target.place().clone())
        });
        Self {
            property: said.property_name.clone(),
            mapping,
            leading,
            default,
            place: place.clone(),
        }
    }

    /// The values that mean a member.
    pub(super) fn of<'d>(&self, cx: &mut Context<'d, '_>, member: &Node<'d>) -> Vec<String> {
        self.nested(cx, member, 0).into_iter().collect()
    }

    /// Whether a member is what a value is whose tag is left out or not known.
    pub(super) fn is_default<'d>(&self, cx: &mut Context<'d, '_>, member: &Node<'d>) -> bool {
        let default = self.default.as_ref();
        default.is_some_and(|default| places(cx, member).contains(default))
    }

    /// The values that are mapped to one of these places, in the order of the mapping.
    fn mapped(&self, places: &[Pointer]) -> IndexSet<String> {
        let found = places.iter().filter_map(|place| self.leading.get(place));
        let indexes: BTreeSet<usize> = found.flatten().copied().collect();
        let tags = indexes.into_iter().map(|index| &self.mapping[index].tag);
        tags.cloned().collect()
    }

    fn nested<'d>(
        &self,
        cx: &mut Context<'d, '_>,
        member: &Node<'d>,
        depth: usize,
    ) -> IndexSet<String> {
        let places = places(cx, member);
        let mut tags = self.mapped(&places);
        let part = all_of::merge(cx, member);
        let property = part
            .as_ref()
            .and_then(|part| part.properties.get(&self.property));
        let property = property.map(|property| property.ty.clone());
        if let Some(node) = property {
            let own = places
                .last()
                .is_some_and(|place| node.place().steps_from(place).is_some());
            let several = own && tags.is_empty();
            tags.extend(values(cx, &node, several));
        }
        if tags.is_empty() && depth < MAX_NESTING {
            let inner = part.iter().flat_map(|part| part.choices.iter());
            let inner: Vec<Node<'d>> = inner
                .flat_map(|choice| choice.members.iter())
                .cloned()
                .collect();
            for node in inner {
                tags.extend(self.nested(cx, &node, depth + 1));
            }
        }
        if tags.is_empty() {
            tags.extend(places.iter().find_map(declared_name));
        }
        tags
    }

    /// Tells of mapped schemas that are no members.
    pub(super) fn check<'d>(&self, cx: &mut Context<'d, '_>, choice: &Choice<'d>) {
        let mut known: BTreeSet<Pointer> = BTreeSet::new();
        for member in &choice.members {
            known.extend(places(cx, member));
        }
        if let Some(default) = &self.default
            && !known.contains(default)
        {
            let message = "the default mapping leads to a schema that is no member of the union; \
                           it is ignored";
            let help = "add the schema to the union";
            cx.report
                .warning(Code::Conflict, &self.place, message, help);
        }
        for mapped in &self.mapping {
            if !known.contains(&mapped.place) {
                let message = format!(
                    "`{}` is mapped to a schema that is no member of the union; it is ignored",
                    mapped.tag
                );
                cx.report.warning(
                    Code::Conflict,
                    &self.place,
                    message,
                    "add the schema to the union",
                );
            }
        }
    }
}

/// The values that a member's property allows: one, or several where it is the member's own and nothing else tells.
fn values<'d>(cx: &mut Context<'d, '_>, node: &Node<'d>, several: bool) -> Vec<String> {
    let Some(facts) = choices::peek(cx, node) else {
        return Vec::new();
    };
    let values = facts.values.as_deref().unwrap_or_default();
    let inline = node.reference().is_none();
    if values.len() > 1 && !(several && inline) {
        return Vec::new();
    }
    values
        .iter()
        .filter_map(|entry| enums::written(&entry.value))
        .collect()
}

/// The places on the way that a member's references lead, the first one first; wrappers in place are looked through.
fn places<'d>(cx: &mut Context<'d, '_>, member: &Node<'d>) -> Vec<Pointer> {
    let mut out = Vec::new();
    let mut at = member.clone();
    for _ in 0..MAX_HOPS {
        let declared = declared_name(at.place()).is_some();
        if declared || at.reference().is_none() {
            out.push(at.place().clone());
        }
        let next = at.reference().or_else(|| {
            let [only] = at.tree().get("allOf")?.as_list()? else {
                return None;
            };
            only.get("$ref")?.as_text().filter(|_| !declared)
        });
        let target = next.and_then(|reference| references::find(cx, reference));
        let Some(target) = target.filter(|target| !out.contains(target.place())) else {
            break;
        };
        at = target;
    }
    out
}

/// The name of a declared schema.
fn declared_name(place: &Pointer) -> Option<String> {
    match place.steps() {
        [components, schemas, name] if &**components == "components" && &**schemas == "schemas" => {
            Some(name.to_string())
        }
        _ => None,
    }
}

/// The union that a declared schema stands for where others extend it and a discriminator tells them apart: each of
/// them, and last the schema itself, for every other value.
pub(super) fn family<'d>(cx: &mut Context<'d, '_>, id: TypeId, facts: &Facts<'d>) -> Option<Union> {
    let discriminator = facts
        .discriminator
        .as_ref()
        .filter(|_| facts.choices.is_empty())?;
    let tags = Tags::read(cx, discriminator);
    let place = facts.node.place().clone();
    let inherited = discriminator.place.steps_from(&place).is_none();
    let mapping = if inherited {
        &[][..]
    } else {
        &tags.mapping[..]
    };
    let members = relatives(cx, &place, mapping);
    if members.is_empty() || facts.properties.is_empty() {
        return None;
    }
    let mut variants = Vec::new();
    let mut default = None;
    for member in members {
        let Some(member_id) = cx.ids.get(member.place()).copied() else {
            continue;
        };
        let mut values: IndexSet<String> = IndexSet::new();
        for relative in descendants(cx, &member) {
            values.extend(tags.of(cx, &relative));
        }
        // A member has no place of its own in a family, so that the name of its schema is that of both.
        let alias = read::alias(&member, cx.report);
        if tags.is_default(cx, &member) {
            default = Some(unions::member(Type::Ref(member_id), Vec::new(), alias));
            continue;
        }
        let values = values.into_iter().collect();
        variants.push(unions::member(Type::Ref(member_id), values, alias));
    }
    if let Some(default) = default {
        variants.push(default);
        return Some(union_by(tags.property, variants, true));
    }
    let base = cx.reserve();
    let mut object = Box::new(facts.clone());
    object.discriminator = None;
    cx.queue.push_back(Job {
        id: base,
        origin: Origin::Inline {
            owner: id,
            role: Step::Member(Some(BASE.to_owned())).into(),
            title: None,
        },
        filling: Filling::Base(object),
        named: false,
    });
    variants.push(unions::member(Type::Ref(base), Vec::new(), None));
    Some(union_by(tags.property, variants, false))
}

fn union_by(property: String, variants: Vec<Variant>, has_default: bool) -> Union {
    Union {
        variants,
        discriminator: Some(Discriminator {
            property,
            has_default,
        }),
    }
}

/// The schemas that extend the one at `place`, and those that its mapping names beside them.
fn relatives<'d>(cx: &mut Context<'d, '_>, place: &Pointer, mapping: &[Mapped]) -> Vec<Node<'d>> {
    let mut members = cx.children.get(place).cloned().unwrap_or_default();
    let mut known = BTreeSet::from([place.clone()]);
    for member in &members {
        let all = descendants(cx, member);
        known.extend(all.iter().map(|node| node.place().clone()));
    }
    for mapped in mapping {
        let name = declared_name(&mapped.place);
        let node = name.and_then(|name| references::declared(cx, &name));
        if let Some(node) = node.filter(|node| known.insert(node.place().clone())) {
            members.push(node);
        }
    }
    members
}

/// A schema and all that extend it, directly or not.
fn descendants<'d>(cx: &mut Context<'d, '_>, node: &Node<'d>) -> Vec<Node<'d>> {
    let mut out = vec![node.clone()];
    let mut known = BTreeSet::from([node.place().clone()]);
    let mut at = 0;
    while let Some(next) = out.get(at).cloned() {
        at += 1;
        cx.relatives += 1;
        if cx.relatives > MAX_RELATIVES {
            if cx.relatives == MAX_RELATIVES + 1 {
                let message = format!(
                    "the families of this description have more than {MAX_RELATIVES} members, each \
                     counted in every family around it"
                );
                let help =
                    "let families of families begin with a schema that has no `discriminator`";
                cx.report.error(Code::Limit, node.place(), message, help);
            }
            break;
        }
        for child in cx.children.get(next.place()).into_iter().flatten() {
            if known.insert(child.place().clone()) {
                out.push(child.clone());
            }
        }
    }
    out
}
