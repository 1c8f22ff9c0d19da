//! What is decided about all types before any item is made: names, shapes, directions, boxes, derives.

mod checks;
mod discriminators;
pub(super) mod enums;
pub(super) mod files;
pub(super) mod fixed_points;
mod graph;
pub(super) mod members;
pub(super) mod scalars;
pub(super) mod structs;
pub(super) mod taken;
mod telling;
mod unions;
mod unite;

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{
    Additional, Any, Api, Direction, Origin, Type, TypeDef, TypeId, TypeKind, Union, Xml,
};
use crate::report::Report;
use crate::rust::{Ident, Ty};

use super::names::types::TypeNames;
use super::xml::Roots;
use discriminators::Tags;
use graph::components;

/// What becomes of a type definition.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// A struct.
    Struct,
    /// An enum of constants.
    Enum,
    /// An enum of types.
    Union,
    /// Another name for this type, which is never [`Type::Nullable`].
    Alias(Type),
    /// A struct around this list or map, which leads back to the struct by names alone.
    Newtype(Type),
}

/// The types of an API and what is decided about each, by its index.
pub(super) struct Types<'a> {
    /// The API.
    pub(super) api: &'a Api,
    /// Its name.
    pub(super) names: Vec<Ident>,
    /// What its name adds to that of the type around it, where it is named after its place.
    last: BTreeMap<usize, String>,
    /// The types that go by the name of an earlier one that they are alike.
    same: BTreeMap<usize, usize>,
    /// The types in place that are only another name for one that is the same.
    united: BTreeSet<usize>,
    /// What becomes of it.
    pub(super) shapes: Vec<Shape>,
    /// Whether `null` is one of its values.
    pub(super) nullable: Vec<bool>,
    /// Which way it travels; both ways where no operation uses it.
    pub(super) travel: Vec<Direction>,
    /// Whether an operation sends it.
    pub(super) sent: Vec<bool>,
    /// Fields and members that need a box, by type and place.
    pub(super) boxed: BTreeSet<(usize, usize)>,
    /// The tags of members of unions.
    pub(super) tags: Tags<'a>,
    /// The outermost elements of XML bodies.
    pub(super) roots: Roots,
}

impl<'a> Types<'a> {
    /// Takes all decisions.
    pub(super) fn decide(api: &'a Api, report: &mut Report) -> Self {
        let (mut travel, mut sent) = fixed_points::travel(api);
        let TypeNames { names, last, same } = super::names::types::type_names(api);
        let mut shapes: Vec<Shape> = api.types.iter().map(first_shape).collect();
        for (&id, &first) in &same {
            shapes[id] = Shape::Alias(Type::Ref(TypeId::new(first)));
            travel[first].request |= travel[id].request;
            travel[first].response |= travel[id].response;
            sent[first] |= sent[id];
        }
        let mut types = Self {
            api,
            names,
            last,
            same,
            united: BTreeSet::new(),
            shapes,
            nullable: Vec::new(),
            travel,
            sent,
            boxed: BTreeSet::new(),
            tags: Tags::new(),
            roots: Roots::new(),
        };
        types.break_circles(report);
        types.nullable = nullable(api, &types.shapes);
        types.collapse_unions();
        unite::unite(&mut types);
        types.nullable = nullable(api, &types.shapes);
        types.boxed = fixed_points::boxed(&types);
        types.tags = discriminators::collect(&types);
        types
    }

    /// The definition.
    pub(super) fn def(&self, id: TypeId) -> &'a TypeDef {
        self.api.type_def(id)
    }

    /// The outermost element of an XML body of this type; none where the body is handed over as text.
    pub(super) fn root(&self, ty: &Type, own: &Xml) -> Option<&Ident> {
        let mut roots = self.roots.iter();
        let found = roots.find(|(known, written, _)| (known, written) == (ty, own));
        found.map(|(_, _, root)| root)
    }

    /// The type behind all its other names.
    pub(super) fn resolve<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut ty = ty;
        loop {
            match ty {
                Type::Nullable(inner) => ty = inner,
                Type::Ref(id) => match &self.shapes[id.index()] {
                    Shape::Alias(target) => ty = target,
                    _ => return ty,
                },
                _ => return ty,
            }
        }
    }

    /// The type behind its other names, but by the name of its place where it is one with a type elsewhere.
    fn resolve_at<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut ty = ty;
        loop {
            ty = match ty {
                Type::Nullable(inner) => inner,
                Type::Ref(id) => match &self.shapes[id.index()] {
                    Shape::Alias(target) if !self.united.contains(&id.index()) => target,
                    _ => return ty,
                },
                _ => return ty,
            }
        }
    }

    /// Whether the type gets no item, because it is only written in place.
    pub(super) fn is_dissolved(&self, id: TypeId) -> bool {
        let def = self.def(id);
        let inline = !matches!(def.origin, Origin::Declared(_)) && def.alias.is_none();
        let is_alias = matches!(self.shapes[id.index()], Shape::Alias(_));
        inline && is_alias && !self.united.contains(&id.index())
    }

    /// Whether the type goes by a name: it has an item, or that of a type that it is alike.
    fn is_named(&self, id: TypeId) -> bool {
        !self.is_dissolved(id) || self.same.contains_key(&id.index())
    }

    /// Whether the type is an enum of types.
    pub(super) fn is_union(&self, id: TypeId) -> bool {
        self.shapes[id.index()] == Shape::Union
    }

    /// The union that a type is an enum of.
    pub(super) fn union(&self, ty: &Type) -> Option<&'a Union> {
        match self.resolve(ty) {
            Type::Ref(id) if self.is_union(*id) => match &self.def(*id).kind {
                TypeKind::Union(union) => Some(union),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether `null` is one of the type's values.
    pub(super) fn is_nullable(&self, ty: &Type) -> bool {
        match ty {
            Type::Nullable(_) => true,
            Type::Ref(id) => self.nullable[id.index()],
            _ => false,
        }
    }

    /// A type that contains itself by its names alone cannot be written in Rust: an object becomes a struct, a list or
    /// a map a struct around it, and what is left becomes any value.
    fn break_circles(&mut self, report: &mut Report) {
        loop {
            let found = components(&self.alias_edges());
            let circle = |id: &usize| found.has_circle(*id);
            let ids: Vec<usize> = (0..self.shapes.len()).filter(circle).collect();
            let object = |id: &&usize| matches!(self.api.types[**id].kind, TypeKind::Object(_));
            let objects: Vec<usize> = ids.iter().filter(object).copied().collect();
            if objects.is_empty()
                && let Some(id) = ids.iter().find(|id| self.is_container(**id))
                && let Shape::Alias(ty) = &self.shapes[*id]
            {
                self.shapes[*id] = Shape::Newtype(ty.clone());
                continue;
            }
            if let Some(first) = ids.first().filter(|_| objects.is_empty()) {
                report.unsupported(
                    &self.api.types[*first].place,
                    "this type is nothing but itself; it becomes `serde_json::Value`",
                    "put an object or a choice between the type and its use of itself",
                );
                self.shapes[*first] = Shape::Alias(Type::Any(Any::Inexpressible));
            }
            if ids.is_empty() {
                return;
            }
            for id in objects {
                self.shapes[id] = Shape::Struct;
            }
        }
    }

    /// Whether values of the type lie behind a pointer, so that a struct around it has an end.
    fn is_container(&self, index: usize) -> bool {
        matches!(
            self.shapes[index],
            Shape::Alias(Type::List(_) | Type::Map(_))
        )
    }

    /// For each alias, the aliases inside its type.
    fn alias_edges(&self) -> Vec<Vec<usize>> {
        let mut edges = Vec::new();
        for shape in &self.shapes {
            let mut to = Vec::new();
            if let Shape::Alias(ty) = shape {
                fixed_points::refs(ty, &mut |id| to.push(id.index()));
                to.retain(|id| matches!(self.shapes[*id], Shape::Alias(_)));
            }
            edges.push(to);
        }
        edges
    }

    /// A union whose members are all the same in Rust is that type; one of a text and an enum of texts is the enum,
    /// which takes every text.
    fn collapse_unions(&mut self) {
        for index in 0..self.shapes.len() {
            let TypeKind::Union(union) = &self.api.types[index].kind else {
                continue;
            };
            if let Some(ty) = self
                .only_member(union)
                .filter(|ty| !self.leads_to(ty, index))
            {
                self.shapes[index] = Shape::Alias(ty);
            }
        }
    }

    /// Whether a type names another one, be it behind other names.
    fn leads_to(&self, ty: &Type, index: usize) -> bool {
        let mut met = BTreeSet::new();
        let mut open = Vec::new();
        fixed_points::refs(ty, &mut |id| open.push(id.index()));
        while let Some(id) = open.pop() {
            if id == index {
                return true;
            }
            if let (Shape::Alias(target), true) = (&self.shapes[id], met.insert(id)) {
                fixed_points::refs(target, &mut |id| open.push(id.index()));
            }
        }
        false
    }

    fn only_member(&self, union: &Union) -> Option<Type> {
        let first = union.variants.first()?;
        let whole = scalars::ty(self, &first.ty);
        let same = |ty: &Type| scalars::ty(self, ty) == whole;
        if union.variants.iter().all(|variant| same(&variant.ty)) {
            return Some(first.ty.clone());
        }
        let text = |ty: &Type| scalars::ty(self, self.resolve(ty)) == Ty::String;
        let mut others = union.variants.iter().filter(|variant| !text(&variant.ty));
        let ty = &others.next()?.ty;
        let Type::Ref(id) = self.resolve(ty) else {
            return None;
        };
        let TypeKind::Enum(def) = &self.def(*id).kind else {
            return None;
        };
        // One value is a constant, which any other string is not.
        let is_list = def.only().is_none();
        let texts = is_list && def.values.iter().all(|value| value.value.is_string());
        (others.next().is_none() && texts && !self.is_nullable(ty)).then(|| ty.clone())
    }
}

fn first_shape(def: &TypeDef) -> Shape {
    match &def.kind {
        TypeKind::Object(object) if object.fields.is_empty() => {
            let values = match &object.additional {
                Additional::Ignored => Type::Any(Any::Unconstrained),
                Additional::Typed(ty) => ty.clone(),
            };
            Shape::Alias(Type::Map(Box::new(values)))
        }
        TypeKind::Object(_) => Shape::Struct,
        TypeKind::Enum(def) if def.values.is_empty() => Shape::Alias(Type::Any(Any::Inexpressible)),
        TypeKind::Enum(_) => Shape::Enum,
        TypeKind::Union(union) => match union.variants.as_slice() {
            [] => Shape::Alias(Type::Any(Any::Inexpressible)),
            [only] => Shape::Alias(only.ty.clone()),
            _ => Shape::Union,
        },
        TypeKind::Alias(ty) => {
            let mut ty = ty;
            while let Type::Nullable(inner) = ty {
                ty = inner;
            }
            Shape::Alias(ty.clone())
        }
    }
}

/// Whether `null` is a value of each type: by its own word, or by that of what it is another name for.
fn nullable(api: &Api, shapes: &[Shape]) -> Vec<bool> {
    let own =
        |def: &TypeDef| def.nullable || matches!(def.kind, TypeKind::Alias(Type::Nullable(_)));
    let mut nullable: Vec<bool> = api.types.iter().map(own).collect();
    loop {
        let mut changed = false;
        for index in 0..nullable.len() {
            if let (Shape::Alias(Type::Ref(id)), false) = (&shapes[index], nullable[index])
                && nullable[id.index()]
            {
                nullable[index] = true;
                changed = true;
            }
        }
        if !changed {
            return nullable;
        }
    }
}
