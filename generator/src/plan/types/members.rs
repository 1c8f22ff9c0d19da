//! What tells a member of a union from the others, where only its place in the document names it.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Field, Origin, Type, TypeId, TypeKind, Union};

/// The property that almost every object has.
const ID: &str = "id";

/// How many properties of a property are looked at.
const MOST_INSIDE: usize = 64;

/// How many members of a union declare a property, and how many require it.
#[derive(Default)]
struct Count {
    declared: usize,
    required: usize,
}

/// What each union's members have, counted once for all of them.
pub(in crate::plan) struct Members<'a> {
    api: &'a Api,
    counted: BTreeMap<TypeId, Counted<'a>>,
}

/// A union's members, and its properties.
#[derive(Default)]
struct Counted<'a> {
    members: BTreeSet<usize>,
    /// How many of them are objects with properties.
    objects: usize,
    properties: BTreeMap<&'a str, Count>,
    /// How many members have a property of a property.
    inside: BTreeMap<(&'a str, &'a str), usize>,
}

impl<'a> Members<'a> {
    pub(in crate::plan) fn new(api: &'a Api) -> Self {
        Self {
            api,
            counted: BTreeMap::new(),
        }
    }

    /// A property of a member, the first that is no ID.
    pub(in crate::plan) fn property(&self, id: usize) -> Option<String> {
        let mut own = fields(self.api, id).iter();
        own.find(|field| field.name != ID)
            .map(|field| field.name.clone())
    }

    /// The property that a member has and its siblings do not: one that only it requires, or only it declares. An ID says
    /// nothing of what has it, nor does what the only object that there is may have beside others.
    pub(in crate::plan) fn telling(&mut self, id: usize) -> Option<String> {
        let api = self.api;
        let counted = self.counted(id)?;
        let itself = usize::from(counted.members.contains(&id));
        let own = fields(api, id).iter().filter(|field| field.name != ID);
        let count = |field: &Field| counted.properties.get(field.name.as_str());
        let declared = |field: &&Field| count(field).is_none_or(|count| count.declared == itself);
        let required = |field: &&Field| {
            let alone = count(field).is_none_or(|count| count.required == itself);
            field.required && alone
        };
        let both = |field: &&Field| declared(field) && required(field);
        let found = own.clone().find(|field| both(field));
        let found = found.or_else(|| own.clone().find(|field| required(field)));
        let may_tell = counted.objects > itself || own.clone().count() == 1;
        let found = found.or_else(|| own.clone().find(|field| may_tell && declared(field)));
        found.map(|field| field.name.clone())
    }

    /// The property inside a property that a member has and its siblings do not.
    pub(in crate::plan) fn telling_inside(&mut self, id: usize) -> Option<String> {
        let api = self.api;
        let counted = self.counted(id)?;
        let itself = usize::from(counted.members.contains(&id));
        let may_tell = counted.objects > itself;
        let found = inside(api, id).find(|pair| {
            let count = counted.inside.get(pair);
            may_tell && pair.1 != ID && count.is_none_or(|count| *count == itself)
        });
        found.map(|(outer, name)| format!("{outer} {name}"))
    }

    /// What the members of the union have that a type is in place in.
    fn counted(&mut self, id: usize) -> Option<&Counted<'a>> {
        let api = self.api;
        let Origin::Inline { owner, .. } = &api.types[id].origin else {
            return None;
        };
        let TypeKind::Union(union) = &api.type_def(*owner).kind else {
            return None;
        };
        let counted = self.counted.entry(*owner);
        Some(counted.or_insert_with(|| count(api, union)))
    }
}

fn count<'a>(api: &'a Api, union: &Union) -> Counted<'a> {
    let mut counted = Counted::default();
    for variant in &union.variants {
        let Type::Ref(id) = &variant.ty else {
            continue;
        };
        if counted.members.insert(id.index()) && !fields(api, id.index()).is_empty() {
            counted.objects += 1;
        }
        for field in fields(api, id.index()) {
            let count = counted.properties.entry(&field.name).or_default();
            count.declared += 1;
            count.required += usize::from(field.required);
        }
        for pair in inside(api, id.index()) {
            *counted.inside.entry(pair).or_default() += 1;
        }
    }
    counted
}

fn fields(api: &Api, id: usize) -> &[Field] {
    match &api.types[id].kind {
        TypeKind::Object(object) => &object.fields,
        _ => &[],
    }
}

/// The properties of a type's properties, each with the outer one.
fn inside(api: &Api, id: usize) -> impl Iterator<Item = (&str, &str)> {
    fields(api, id).iter().flat_map(|outer| {
        let inner = match &outer.ty {
            Type::Ref(id) => fields(api, id.index()),
            _ => &[],
        };
        let inner = inner.iter().take(MOST_INSIDE);
        inner.map(move |field| (outer.name.as_str(), field.name.as_str()))
    })
}
