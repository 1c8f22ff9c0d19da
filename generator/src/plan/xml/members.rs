//! The members of objects: which are attributes, which are elements, and what each is called.

use std::collections::BTreeSet;

use crate::ir::{Additional, Field, Object, Type, TypeId, TypeKind, Xml};
use crate::rust::{XmlContent, XmlMember, XmlName, XmlPlace};
use crate::text::Text;

use super::{Planner, plain, xml_name};

impl Planner<'_, '_> {
    /// The members of an object, or of all the objects of a union.
    pub(super) fn members(
        &mut self,
        id: TypeId,
        into: &mut Vec<XmlMember>,
        met: &mut BTreeSet<TypeId>,
    ) {
        let types = self.types;
        match &types.def(id).kind {
            TypeKind::Object(object) => self.fields(object, into),
            TypeKind::Union(union) => {
                if let Some(tag) = &union.discriminator {
                    put(into, element(&tag.property, XmlContent::Word));
                }
                let mut leaves = Vec::new();
                self.leaves(id, &mut leaves, met);
                for leaf in leaves {
                    if let Type::Ref(id) = leaf
                        && let TypeKind::Object(object) = &types.def(*id).kind
                    {
                        self.fields(object, into);
                    }
                }
            }
            TypeKind::Enum(_) | TypeKind::Alias(_) => {}
        }
    }

    fn fields(&mut self, object: &Object, into: &mut Vec<XmlMember>) {
        for field in &object.fields {
            let member = self.member(field);
            put(into, member);
        }
        if let Additional::Typed(ty) = &object.additional {
            let content = self.content(ty, &Xml::default());
            let rest = XmlMember {
                place: XmlPlace::Rest,
                ..element("", content)
            };
            put(into, rest);
        }
    }

    fn member(&mut self, field: &Field) -> XmlMember {
        let facts = self.facts(field);
        let wish = facts.name.as_deref().unwrap_or(&field.name);
        if let Type::List(item) = self.types.resolve(&field.ty)
            && !facts.attribute
            && !facts.text
        {
            let name = self.item_name(item, &facts, wish);
            let content = self.item(item, &facts);
            let (place, name, content) = if facts.wrapped {
                let list = XmlContent::List(name, Box::new(content));
                (XmlPlace::Element, xml_name(&facts, wish), list)
            } else {
                (XmlPlace::Items, name, content)
            };
            return XmlMember {
                key: Text::from(&field.name),
                name,
                place,
                content,
            };
        }
        let place = match (facts.attribute, facts.text) {
            (true, _) => XmlPlace::Attribute,
            (false, true) => XmlPlace::Text,
            (false, false) => XmlPlace::Element,
        };
        let mut name = xml_name(&facts, wish);
        if place == XmlPlace::Attribute && name.prefix.is_empty() {
            // A namespace without a prefix is one of elements only.
            name.namespace = Text::default();
        }
        XmlMember {
            key: Text::from(&field.name),
            name,
            place,
            content: self.content(&field.ty, &facts),
        }
    }

    /// What a property says of itself; of a list that has a name, what its schema says too.
    fn facts(&self, field: &Field) -> Xml {
        let own = field.xml.clone().unwrap_or_default();
        let list = matches!(self.types.resolve(&field.ty), Type::List(_));
        match &field.ty {
            Type::Ref(id) if list => own.over(self.types.def(*id).xml.clone().unwrap_or_default()),
            _ => own,
        }
    }

    pub(super) fn item(&mut self, item: &Type, facts: &Xml) -> XmlContent {
        let below = Xml::default();
        let facts = facts.items.as_deref().unwrap_or(&below);
        self.content(item, facts)
    }

    /// The name of each item's element: said in place, by the items' type, or else that of the list.
    pub(super) fn item_name(&self, item: &Type, facts: &Xml, list: &str) -> XmlName {
        let mut own = facts.items.as_deref().cloned().unwrap_or_default();
        let mut ty = item;
        while let Type::Nullable(inner) = ty {
            ty = inner;
        }
        if let Type::Ref(id) = ty {
            own = own.over(self.types.def(*id).xml.clone().unwrap_or_default());
        }
        let local = own.name.clone().unwrap_or_else(|| list.to_owned());
        xml_name(&own, &local)
    }
}

fn element(key: &str, content: XmlContent) -> XmlMember {
    XmlMember {
        key: key.into(),
        name: plain(key),
        place: XmlPlace::Element,
        content,
    }
}

/// Adds a member unless one with its key is there: several members of a union may have it.
fn put(into: &mut Vec<XmlMember>, member: XmlMember) {
    let same = |known: &XmlMember| known.key == member.key;
    match into.iter_mut().find(|known| same(known)) {
        Some(known) if known.content == XmlContent::Word => *known = member,
        Some(_) => {}
        None => into.push(member),
    }
}
