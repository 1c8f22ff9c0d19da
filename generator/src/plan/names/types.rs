//! The names of types: declared ones first, which never move, then those of the types inside them.

use std::collections::BTreeMap;

use crate::ir::{Api, Origin};
use crate::rust::Ident;

use super::alike;
use super::errors::{self, Errors};
use super::inline::{self, Place};
use super::reserved;
use super::{Scope, type_name};
use crate::plan::types::members::Members;

/// What types are called.
pub(in crate::plan) struct TypeNames {
    /// The name of each type, by its index.
    pub(in crate::plan) names: Vec<Ident>,
    /// What the name of an inline type adds to that of its owner, by the type's index.
    pub(in crate::plan) last: BTreeMap<usize, String>,
    /// The types that are alike an earlier one and go by its name, with that one.
    pub(in crate::plan) same: BTreeMap<usize, usize>,
}

/// Names that are being given.
struct Naming<'a> {
    api: &'a Api,
    scope: Scope,
    names: Vec<Option<Ident>>,
    /// Where each type stands, as its name says it.
    places: BTreeMap<usize, Place>,
    /// The inline types that have a name, by it.
    holders: BTreeMap<String, usize>,
    same: BTreeMap<usize, usize>,
    errors: Errors,
}

/// Names all types.
pub(in crate::plan) fn type_names(api: &Api) -> TypeNames {
    let mut naming = Naming {
        api,
        scope: Scope::new(reserved::types()),
        names: vec![None; api.types.len()],
        places: BTreeMap::new(),
        holders: BTreeMap::new(),
        same: BTreeMap::new(),
        errors: errors::find(api),
    };
    for (index, wish) in declared(api) {
        let wishes = [wish.clone(), format!("{wish}Type")];
        let name = naming.scope.claim(&wishes);
        naming.places.insert(index, Place::of(name.bare()));
        naming.names[index] = Some(name);
    }
    let mut members = Members::new(api);
    for index in 0..api.types.len() {
        for id in naming.unnamed_owners(index) {
            naming.inline(&mut members, id);
        }
    }
    let inline = naming.places.iter();
    let inline = inline.filter(|(id, _)| alike::is_inline(&api.types[**id]));
    TypeNames {
        last: inline.map(|(id, place)| (*id, place.last())).collect(),
        names: naming.names.into_iter().flatten().collect(),
        same: naming.same,
    }
}

/// The types that go by a name of the document, those first whose name needs no change.
fn declared(api: &Api) -> Vec<(usize, String)> {
    let mut found: Vec<(u8, usize, String)> = Vec::new();
    for (index, def) in api.types.iter().enumerate() {
        match (&def.alias, &def.origin) {
            (Some(alias), _) => found.push((0, index, type_name(alias))),
            (None, Origin::Declared(key)) => {
                let name = type_name(key);
                found.push((if name == *key { 1 } else { 2 }, index, name));
            }
            _ => {}
        }
    }
    found.sort_by_key(|(rank, index, _)| (*rank, *index));
    found
        .into_iter()
        .map(|(_, index, name)| (index, name))
        .collect()
}

impl Naming<'_> {
    /// The type at `index` and the types around it that have no name yet, outermost first.
    fn unnamed_owners(&self, index: usize) -> Vec<usize> {
        let mut chain = Vec::new();
        let mut next = Some(index);
        while let Some(id) = next.filter(|id| self.names[*id].is_none() && !chain.contains(id)) {
            chain.push(id);
            next = match &self.api.types[id].origin {
                Origin::Inline { owner, .. } => Some(owner.index()),
                _ => None,
            };
        }
        chain.reverse();
        chain
    }

    /// Names a type after its place, or like a type that it is alike.
    fn inline(&mut self, members: &mut Members<'_>, id: usize) {
        if let Some(first) = self.errors.first.get(&id).copied()
            && self.names[first].is_some()
        {
            self.share(id, first);
            return;
        }
        let owner = match &self.api.types[id].origin {
            Origin::Inline { owner, .. } => self.places.get(&owner.index()),
            _ => None,
        };
        let mut wishes = inline::wishes(self.api, members, owner, id);
        if let Some(first) = self.errors.wishes.get(&id) {
            let first = first.iter().map(|wish| Place::of(&type_name(wish)));
            wishes.splice(0..0, first);
        }
        let mut key = None;
        for wish in &wishes {
            let name = wish.name();
            if !self.scope.has(&name) {
                self.take(id, wish.clone(), &name);
                return;
            }
            if let Some(holder) = self.holders.get(&name).copied() {
                let own = key.get_or_insert_with(|| alike::key(self.api, id));
                if own.is_some() && *own == alike::key(self.api, holder) {
                    self.share(id, holder);
                    return;
                }
            }
        }
        let wish = wishes.into_iter().next().unwrap_or_default();
        let name = wish.name();
        self.take(id, wish, &name);
    }

    fn take(&mut self, id: usize, place: Place, wish: &str) {
        let name = self.scope.claim(&[wish]);
        self.holders.insert(name.bare().to_owned(), id);
        self.places.insert(id, place.called(name.bare()));
        self.names[id] = Some(name);
    }

    fn share(&mut self, id: usize, first: usize) {
        self.names[id] = self.names[first].clone();
        if let Some(place) = self.places.get(&first).cloned() {
            self.places.insert(id, place);
        }
        self.same.insert(id, first);
    }
}
