//! XML: where the values of the types that XML bodies are made of stand in a document.

mod members;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::ir::{Content, Encoding, Json, Media, Origin, PartFormat, Type, TypeId, TypeKind, Xml};
use crate::report::{Code, Report};
use crate::rust::{EnumKind, Ident, XmlContent, XmlElement, XmlName};

use super::names::{Scope, screaming};
use super::operations::{errors, media_types, outputs};
use super::types::enums;
use super::types::{Shape, Types};

/// The static of the outermost element for each type of an XML body, and how that is written.
pub(super) type Roots = Vec<(Type, Xml, Ident)>;

/// The statics that the API needs, and which of them each body begins with.
pub(super) fn plan(types: &Types<'_>, report: &mut Report) -> (Vec<XmlElement>, Roots) {
    let mut planner = Planner {
        types,
        report,
        scope: Scope::default(),
        known: BTreeMap::new(),
        queue: VecDeque::new(),
        roots: Vec::new(),
        elements: Vec::new(),
    };
    for operation in &types.api.operations {
        for param in &operation.params {
            if let Encoding::Xml(own) = &param.encoding {
                planner.root(&param.ty, own, true);
            }
        }
        let body = operation.body.as_ref();
        for content in body.map_or_else(Vec::new, |body| media_types::sent(&body.contents)) {
            planner.body(content, true);
        }
        for content in outputs::read(operation).chain(errors::read(operation)) {
            planner.body(content, false);
        }
    }
    planner.finish()
}

/// Whether values of a type are written by a schema. What is only a text, or anything, is handed over as it is.
fn is_typed(types: &Types<'_>, ty: &Type) -> bool {
    !matches!(
        types.resolve(ty),
        Type::String | Type::Any(_) | Type::Binary
    )
}

struct Planner<'a, 'r> {
    types: &'a Types<'a>,
    report: &'r mut Report,
    scope: Scope,
    /// The statics of objects, and of unions of them.
    known: BTreeMap<TypeId, Ident>,
    /// Those that are still to be made.
    queue: VecDeque<TypeId>,
    roots: Roots,
    elements: Vec<XmlElement>,
}

impl<'a> Planner<'a, '_> {
    fn finish(mut self) -> (Vec<XmlElement>, Roots) {
        while let Some(id) = self.queue.pop_front() {
            let name = self.type_name(id).unwrap_or_default();
            let mut members = Vec::new();
            self.members(id, &mut members, &mut BTreeSet::new());
            self.elements.push(XmlElement {
                constant: self.known[&id].clone(),
                name,
                content: XmlContent::Object(members),
            });
        }
        (self.elements, self.roots)
    }

    /// Creates the outermost elements of a body and of its parts.
    fn body(&mut self, content: &Content, sent: bool) {
        match &content.media {
            Media::Xml(ty, own) => self.root(ty, own, sent),
            Media::Multipart { parts, .. } if sent => {
                for part in parts {
                    if let PartFormat::Xml(own) = &part.format {
                        self.root(&part.ty, own, sent);
                    }
                }
            }
            _ => {}
        }
    }

    /// Creates the outermost element of a value, if it is a typed one.
    fn root(&mut self, ty: &Type, own: &Xml, sent: bool) {
        let mut roots = self.roots.iter();
        if !is_typed(self.types, ty) || roots.any(|(known, said, _)| (known, said) == (ty, own)) {
            return;
        }
        let inside = self.content(ty, own);
        let name = match &own.name {
            Some(name) => xml_name(own, name),
            None => self.root_name(ty, &inside, sent),
        };
        let constant = match (&inside, ty) {
            (XmlContent::Of(constant), Type::Ref(id))
                if own.name.is_none() && self.known.contains_key(id) =>
            {
                constant.clone()
            }
            _ => {
                let wish = screaming(name.local.raw());
                let wishes = [wish.clone(), format!("{wish}_LIST")];
                let constant = self.scope.claim_constant(&wishes);
                self.elements.push(XmlElement {
                    constant: constant.clone(),
                    name,
                    content: inside,
                });
                constant
            }
        };
        self.roots.push((ty.clone(), own.clone(), constant));
    }

    /// The name of the outermost element: the schema's own, or for a list that of its items.
    fn root_name(&mut self, ty: &Type, inside: &XmlContent, sent: bool) -> XmlName {
        if let Type::Ref(id) = ty
            && let Some(name) = self.type_name(*id)
        {
            return name;
        }
        let name = match inside {
            XmlContent::List(item, _) => item.clone(),
            _ => plain("root"),
        };
        if sent {
            let message = format!(
                "the schema of this XML has no name; its outermost element is called `{}`",
                name.local.raw()
            );
            let place = match ty {
                Type::Ref(id) => self.types.def(*id).place.clone(),
                _ => crate::pointer::Pointer::root(),
            };
            let help = "give the schema `xml: {name: ..}`";
            self.report.warning(Code::Shape, &place, message, help);
        }
        name
    }

    /// The name of a type's own element.
    fn type_name(&self, id: TypeId) -> Option<XmlName> {
        let def = self.types.def(id);
        let own = def.xml.clone().unwrap_or_default();
        let local = match (&own.name, &def.origin) {
            (Some(name), _) => name.clone(),
            (None, Origin::Declared(key)) => key.clone(),
            _ => return None,
        };
        Some(xml_name(&own, &local))
    }

    /// What is in an element of a type. `facts` are those of the place where the type is used.
    fn content(&mut self, ty: &Type, facts: &Xml) -> XmlContent {
        match ty {
            Type::Bool | Type::Const(Json::Bool(_)) => XmlContent::Bool,
            Type::Integer(_) | Type::Number | Type::UnixTime | Type::Const(Json::Number(_)) => {
                XmlContent::Number
            }
            Type::DateTime
            | Type::Date
            | Type::Uuid
            | Type::Base64
            | Type::Const(Json::String(_)) => XmlContent::Word,
            Type::String => XmlContent::Text,
            Type::Any(_) | Type::Null | Type::Binary | Type::Tuple(_) | Type::Const(_) => {
                XmlContent::Any
            }
            Type::Map(values) => XmlContent::Map(Box::new(self.content(values, &Xml::default()))),
            Type::List(item) => {
                // No property gives the items a name here.
                let own = match &**item {
                    Type::Ref(id) => self.type_name(*id),
                    _ => None,
                };
                let own = own.map_or_else(|| "item".into(), |name| name.local);
                let name = self.item_name(item, facts, own.raw());
                XmlContent::List(name, Box::new(self.item(item, facts)))
            }
            Type::Nullable(inner) => self.content(inner, facts),
            Type::Ref(id) => self.named(*id, facts),
        }
    }

    fn named(&mut self, id: TypeId, facts: &Xml) -> XmlContent {
        let types = self.types;
        match &types.shapes[id.index()] {
            Shape::Struct => XmlContent::Of(self.object(id)),
            Shape::Enum => match &types.def(id).kind {
                TypeKind::Enum(def) => match enums::kind(def) {
                    EnumKind::String => XmlContent::Word,
                    EnumKind::Integer => XmlContent::Number,
                    EnumKind::Mixed => XmlContent::Scalar,
                },
                _ => XmlContent::Scalar,
            },
            Shape::Union => self.union(id),
            // Nothing tells an element of the outer list from one of the inner ones.
            Shape::Newtype(_) => XmlContent::Any,
            Shape::Alias(target) => {
                let below = types.def(id).xml.clone().unwrap_or_default();
                self.content(target, &facts.clone().over(below))
            }
        }
    }

    /// The static of an object, which is made later, because types may lead back to themselves.
    fn object(&mut self, id: TypeId) -> Ident {
        if let Some(known) = self.known.get(&id) {
            return known.clone();
        }
        let name = screaming(self.types.names[id.index()].bare());
        let constant = self.scope.claim_constant(&[name]);
        self.known.insert(id, constant.clone());
        self.queue.push_back(id);
        constant
    }

    /// A union is read before its member is known: objects by the members of all, and scalars by what they look like.
    fn union(&mut self, id: TypeId) -> XmlContent {
        let mut leaves = Vec::new();
        self.leaves(id, &mut leaves, &mut BTreeSet::new());
        let is_object = |ty: &&Type| matches!(ty, Type::Ref(id) if self.types.shapes[id.index()] == Shape::Struct);
        let objects = leaves.iter().filter(|ty| is_object(ty)).count();
        if objects == leaves.len() {
            return XmlContent::Of(self.object(id));
        }
        let mut kinds = Vec::new();
        for leaf in leaves {
            kinds.push(self.content(leaf, &Xml::default()));
        }
        match kinds.split_first() {
            Some((first, rest)) if rest.iter().all(|kind| kind == first) => return first.clone(),
            _ => {}
        }
        if kinds.iter().all(is_scalar) {
            return XmlContent::Scalar;
        }
        self.report.unsupported(
            &self.types.def(id).place,
            "XML does not tell which of these is meant; the value is read by what it looks like",
            "let all members be objects, or all be scalars",
        );
        XmlContent::Any
    }

    /// The members of a union and of the unions in it.
    fn leaves(&self, id: TypeId, leaves: &mut Vec<&'a Type>, met: &mut BTreeSet<TypeId>) {
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            let TypeKind::Union(union) = &self.types.def(id).kind else {
                continue;
            };
            if !met.insert(id) {
                continue;
            }
            for variant in &union.variants {
                match self.types.resolve(&variant.ty) {
                    Type::Ref(id) if self.types.is_union(*id) => open.push(*id),
                    leaf => leaves.push(leaf),
                }
            }
        }
    }
}

fn is_scalar(content: &XmlContent) -> bool {
    use XmlContent::{Bool, Number, Scalar, Text, Word};
    matches!(content, Text | Word | Number | Bool | Scalar)
}

fn plain(local: &str) -> XmlName {
    xml_name(&Xml::default(), local)
}

/// A name as XML allows it: what cannot stand in one is written as `_`.
fn xml_name(facts: &Xml, local: &str) -> XmlName {
    XmlName {
        local: valid(local).into(),
        prefix: facts
            .prefix
            .as_deref()
            .map(valid)
            .unwrap_or_default()
            .into(),
        namespace: facts.namespace.as_deref().unwrap_or_default().into(),
    }
}

fn valid(name: &str) -> String {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let mut valid: String = name
        .chars()
        .map(|c| if allowed(c) { c } else { '_' })
        .collect();
    if !name.is_empty() && !valid.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        valid.insert(0, '_');
    }
    valid
}
