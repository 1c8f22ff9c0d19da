//! Schemas: written in place, or defined; the ids are reserved first, and the definitions are filled afterwards.

pub(super) mod all_of;
pub(super) mod choices;
mod combined;
pub(super) mod constraints;
pub(super) mod defaults;
mod discriminators;
mod enums;
pub(super) mod facts;
mod hints;
pub(super) mod objects;
pub(super) mod patches;
pub(super) mod references;
pub(super) mod scalars;
pub(super) mod sites;
mod unions;

use openapiv3 as v3;

use crate::document::Node;
use crate::ir::{EnumValue, Json, Origin, Step, Type, TypeDef, TypeId, TypeKind};
use crate::pointer::Pointer;
use crate::report::{Code, Diagnostic};

use super::context::{Context, Filling, Job, MAX_IN_PLACE};
use facts::{Extra, Facts, Kind, Notes};
use scalars::{ANYTHING, BEYOND};
use sites::Site;

/// A schema as it is used in one place.
pub(super) struct Use {
    /// The type, without `null`.
    pub(super) ty: Type,
    /// Whether `null` is one of its values.
    pub(super) nullable: bool,
    /// What else is said of the use.
    pub(super) notes: Notes,
}

impl Use {
    /// The type, `null` included.
    pub(super) fn whole(self) -> Type {
        let plain = matches!(self.ty, Type::Any(_) | Type::Null) || !self.nullable;
        if plain {
            self.ty
        } else {
            Type::Nullable(Box::new(self.ty))
        }
    }
}

/// Gives each declared schema its id, and finds the families that begin with a schema.
pub(super) fn declare(cx: &mut Context<'_, '_>, components: &v3::Components) {
    let root = cx.document.root();
    let schemas = components.schemas.iter();
    let declared: Vec<(&String, Node<'_>)> = schemas
        .filter_map(|(name, part)| Some((name, root.part(part)?)))
        .collect();
    for (name, node) in &declared {
        let id = cx.reserve();
        cx.ids.insert(node.place().clone(), id);
        cx.queue.push_back(Job {
            id,
            origin: Origin::Declared((*name).clone()),
            filling: Filling::Declared(node.clone()),
            named: true,
        });
    }
    for (_, node) in declared {
        let members = node.get("allOf");
        for member in members.iter().flat_map(Node::items) {
            let Some(reference) = member.reference() else {
                continue;
            };
            if let Some(base) = references::find(cx, reference)
                && base.place() != node.place()
            {
                cx.children
                    .entry(base.place().clone())
                    .or_default()
                    .push(node.clone());
            }
        }
    }
}

/// Reads a schema where it is used.
pub(super) fn lower<'d>(cx: &mut Context<'d, '_>, node: &Node<'d>, site: &Site) -> Use {
    let used = cx.deeper(MAX_IN_PLACE, |cx| {
        if node.reference().is_some() {
            return refer(cx, node, site);
        }
        let facts = all_of::flatten(cx, node);
        settle(cx, facts, site, true)
    });
    used.unwrap_or_else(|| {
        let message = "schemas are nested too deep here; the type is any JSON";
        cx.report.unsupported(node.place(), message, "");
        Use {
            ty: BEYOND,
            nullable: false,
            notes: Notes::default(),
        }
    })
}

/// A use of what is of several schemas at once, the last of which has the last word.
pub(super) fn lower_all<'d>(
    cx: &mut Context<'d, '_>,
    more: &[Node<'d>],
    last: &Node<'d>,
    site: &Site,
) -> Use {
    if more.is_empty() {
        return lower(cx, last, site);
    }
    let nodes = || more.iter().chain([last]);
    let ends = nodes().filter_map(|node| references::resolve_schema(cx, node));
    let places: Vec<Pointer> = ends.map(|end| end.place().clone()).collect();
    let facts = all_of::meet(cx, nodes());
    // Schemas that lead back to each other meet again and again.
    if let Some(ty) = cx.met.get(&places) {
        return Use {
            ty: ty.clone(),
            nullable: facts.notes.nullable,
            notes: facts.notes,
        };
    }
    let used = cx.deeper(MAX_IN_PLACE, |cx| settle(cx, facts, site, false));
    match used {
        Some(used) => {
            if let Type::Ref(_) = used.ty {
                cx.met.insert(places, used.ty.clone());
            }
            used
        }
        None => lower(cx, last, site),
    }
}

/// A use by reference: the definition at the nearest place that has one.
fn refer<'d>(cx: &mut Context<'d, '_>, node: &Node<'d>, site: &Site) -> Use {
    let nullable = references::nullable(cx, node);
    let Some(end) = references::resolve_schema(cx, node) else {
        return Use {
            ty: BEYOND,
            nullable: false,
            notes: Notes::default(),
        };
    };
    let mut at = node.clone();
    while let Some(target) = at
        .reference()
        .and_then(|reference| at.follow(reference).ok())
    {
        if let Some(id) = cx.ids.get(target.place()) {
            let id = *id;
            let notes = borrowed(cx, &target);
            return Use {
                ty: Type::Ref(id),
                nullable,
                notes,
            };
        }
        at = target;
    }
    let site = match end.place().steps() {
        steps if steps.len() < 2 => site.clone(),
        _ => references::site(cx, end.place()),
    };
    let mut used = lower(cx, &end, &site);
    let mut notes = Notes::default();
    notes.absorb(used.notes, false);
    used.notes = notes;
    used.nullable |= nullable;
    used
}

/// What a use takes over from the schema that it refers to.
fn borrowed<'d>(cx: &mut Context<'d, '_>, target: &Node<'d>) -> Notes {
    let mut notes = Notes::default();
    notes.absorb(cx.facts(target).notes.clone(), false);
    notes
}

/// Creates a type of a schema that is merged. `keyed` tells whether the schema stands at its place as it is.
pub(super) fn settle<'d>(
    cx: &mut Context<'d, '_>,
    mut facts: Box<Facts<'d>>,
    site: &Site,
    keyed: bool,
) -> Use {
    let mut nullable = references::nullable(cx, &facts.node);
    let mut notes = std::mem::take(&mut facts.notes);
    if let Some(same) = facts.same {
        let inner = lower(cx, &same, site);
        nullable |= inner.nullable;
        notes.read_only |= inner.notes.read_only;
        notes.write_only |= inner.notes.write_only;
        notes.default = notes.default.or(inner.notes.default);
        return Use {
            ty: inner.ty,
            nullable,
            notes,
        };
    }
    let ty = if let Shape::Plain = shape(&facts) {
        facts.notes.or_text = notes.or_text;
        plain(cx, &facts, site)
    } else {
        facts.notes = notes.clone();
        Type::Ref(define(cx, facts, site, keyed))
    };
    Use {
        ty,
        nullable,
        notes,
    }
}

/// The id of the definition for a schema that is written in place.
fn define<'d>(cx: &mut Context<'d, '_>, facts: Box<Facts<'d>>, site: &Site, keyed: bool) -> TypeId {
    if keyed && let Some(id) = cx.ids.get(facts.node.place()) {
        return *id;
    }
    let id = cx.reserve();
    if keyed {
        cx.ids.insert(facts.node.place().clone(), id);
    }
    cx.queue.push_back(Job {
        id,
        origin: site.clone().origin(facts.notes.docs.summary.clone()),
        named: !site.property,
        filling: Filling::Inline(facts),
    });
    id
}

/// What a schema becomes.
enum Shape {
    Object,
    Enum,
    Union,
    Plain,
}

fn shape(facts: &Facts<'_>) -> Shape {
    let many = |values: &Vec<EnumValue>| values.len() > 1 && !enums::is_any_boolean(values);
    if facts.open || facts.values.as_ref().is_some_and(many) {
        return Shape::Enum;
    }
    if !facts.choices.is_empty() {
        return Shape::Union;
    }
    let closed = matches!(facts.additional, Some(Extra::Nothing));
    if facts.is_object() && (!facts.properties.is_empty() || closed) {
        return Shape::Object;
    }
    Shape::Plain
}

/// A type that is written in place.
fn plain<'d>(cx: &mut Context<'d, '_>, facts: &Facts<'d>, site: &Site) -> Type {
    if let Some(values) = &facts.values {
        return match &values[..] {
            [] => Type::Null,
            [only] => Type::Const(only.value.clone()),
            _ => Type::Bool,
        };
    }
    if facts.is_array() {
        return list(cx, facts, site);
    }
    if facts.is_object() {
        return Type::Map(Box::new(match &facts.additional {
            Some(Extra::Typed(node)) => lower(cx, node, &site.inside(Step::Value)).whole(),
            _ => ANYTHING,
        }));
    }
    if let Some(scalar) = scalars::scalar(facts) {
        if let Some(message) = scalars::beyond(facts) {
            let help = "where every digit counts, let the description say `type: string`";
            cx.report.unsupported(facts.node.place(), message, help);
        }
        return scalar;
    }
    if facts.not {
        let message = "only what a value must not be is said here; the type is any JSON";
        cx.report
            .unsupported(facts.node.place(), message, "say what the value is");
        return BEYOND;
    }
    ANYTHING
}

/// A list, or a tuple where each item has its own schema and there can be no more.
fn list<'d>(cx: &mut Context<'d, '_>, facts: &Facts<'d>, site: &Site) -> Type {
    let site = site.inside(Step::Item);
    if facts.prefix.is_empty() {
        return Type::List(Box::new(match &facts.items {
            Some(items) => lower_all(cx, &facts.more_items, items, &site).whole(),
            None => ANYTHING,
        }));
    }
    let closed = facts.items.as_ref().is_some_and(facts::never);
    if closed || facts.max_items.is_some_and(|max| max <= facts.prefix.len()) {
        let items = facts
            .prefix
            .iter()
            .map(|item| lower(cx, item, &site).whole());
        return Type::Tuple(items.collect());
    }
    let mut members = facts.prefix.clone();
    members.extend(facts.items.clone());
    let nullable = members.iter().any(|item| choices::may_be_null(cx, item));
    let mut union = Facts::empty(&facts.node);
    union.choices.push(facts::Choice {
        members,
        several: false,
    });
    choices::simplify(cx, &mut union);
    let mut item = settle(cx, union, &site, false);
    item.nullable = nullable;
    Type::List(Box::new(item.whole()))
}

/// Fills every definition that has been reserved, and those that are met on the way.
pub(super) fn fill_all(cx: &mut Context<'_, '_>) -> Vec<TypeDef> {
    while let Some(job) = cx.queue.pop_front() {
        let id = job.id.index();
        let def = fill(cx, job);
        cx.types[id] = Some(def);
    }
    let mut types: Vec<TypeDef> = std::mem::take(&mut cx.types)
        .into_iter()
        .flatten()
        .collect();
    break_cycles(&mut types, cx);
    types
}

fn fill<'d>(cx: &mut Context<'d, '_>, job: Job<'d>) -> TypeDef {
    let Job {
        id,
        origin,
        filling,
        named,
    } = job;
    let is_base = matches!(filling, Filling::Base(_));
    let (facts, kind) = match filling {
        Filling::Declared(node) => fill_declared(cx, id, &node),
        Filling::Inline(facts) => {
            let kind = fill_shape(cx, id, &facts);
            (facts, kind)
        }
        Filling::Base(facts) => {
            let kind = TypeKind::Object(objects::lower(cx, id, &facts));
            (facts, kind)
        }
    };
    let nullable = !is_base && references::nullable(cx, &facts.node);
    let constraints = constraints::of(cx, &facts.node);
    let notes = facts.notes;
    TypeDef {
        origin,
        alias: notes.alias.filter(|_| named),
        place: facts.node.place().clone(),
        docs: notes.docs,
        deprecated: notes.deprecated,
        nullable,
        kind,
        constraints,
        examples: notes.examples,
        xml: notes.xml,
    }
}

fn fill_declared<'d>(
    cx: &mut Context<'d, '_>,
    id: TypeId,
    node: &Node<'d>,
) -> (Box<Facts<'d>>, TypeKind) {
    let site = Site::itself(id);
    if node.reference().is_some() {
        let ty = lower(cx, node, &site).ty;
        return (Facts::empty(node), TypeKind::Alias(ty));
    }
    let facts = all_of::flatten(cx, node);
    if let Some(same) = &facts.same {
        let ty = lower(cx, same, &site).ty;
        return (facts, TypeKind::Alias(ty));
    }
    let kind = match discriminators::family(cx, id, &facts) {
        Some(union) => TypeKind::Union(union),
        None => fill_shape(cx, id, &facts),
    };
    (facts, kind)
}

fn fill_shape<'d>(cx: &mut Context<'d, '_>, id: TypeId, facts: &Facts<'d>) -> TypeKind {
    match shape(facts) {
        Shape::Object => TypeKind::Object(objects::lower(cx, id, facts)),
        Shape::Enum => enums::define(facts),
        Shape::Union => unions::lower(cx, id, facts),
        Shape::Plain if is_named_value(facts) => enums::define(facts),
        Shape::Plain => TypeKind::Alias(plain(cx, facts, &Site::itself(id))),
    }
}

/// Whether this is an enum of one text or number, which is worth its name when it is declared.
fn is_named_value(facts: &Facts<'_>) -> bool {
    let one = |values: &Vec<EnumValue>| matches!(&values[..], [one] if !matches!(one.value, Json::Bool(_)));
    facts.values.as_ref().is_some_and(one) && facts.kind != Some(Kind::Object)
}

/// An alias of itself stands for nothing: it is any JSON, and the report says so.
fn break_cycles(types: &mut [TypeDef], cx: &mut Context<'_, '_>) {
    let next = |types: &[TypeDef], at: usize| match types[at].kind {
        TypeKind::Alias(Type::Ref(id)) => Some(id.index()),
        _ => None,
    };
    let mut seen_from = vec![usize::MAX; types.len()];
    for start in 0..types.len() {
        let mut at = start;
        while seen_from[at] == usize::MAX {
            seen_from[at] = start;
            match next(types, at) {
                Some(target) => at = target,
                None => break,
            }
        }
        if seen_from[at] == start && next(types, at).is_some() {
            let message = "this schema is only another name of itself";
            let place = types[at].place.clone();
            let error = Diagnostic::error(Code::Reference, place, message, "");
            cx.report.refuse(error, "the type is any JSON");
            types[at].kind = TypeKind::Alias(BEYOND);
        }
    }
}
