//! `$dynamicRef`: a schema with open places, copied for each schema that says what stands there (JSON Schema 2020-12,
//! section 8.2.3.2).
//!
//! Which schema a dynamic reference means depends on the way that a validator came. The ways that a description has are those
//! that begin at a schema which leads to another one and names a `$dynamicAnchor` beside that.

use indexmap::{IndexMap, IndexSet};

use crate::pointer::Pointer;
use crate::report::Report;

use super::anchors::{Names, Target};
use super::grammar::{Kind, walk};
use super::moves::{fragment, local};
use super::path::Path;
use super::{Origins, Tree};

/// How many values all copies may have: a schema is copied for each one that fills it.
const MAX_COPIED: usize = 500_000;

/// How many references are followed to find out whether a schema has open places.
const MAX_REFERENCES: usize = 1000;

/// The keys that give a schema its names, which a copy does not have.
const NAMES: [&str; 5] = ["$id", "$schema", "$anchor", "$dynamicAnchor", "$defs"];

/// A schema that says what stands in the open places of others: by name, the place of the schema.
struct Binder {
    place: Pointer,
    bound: IndexMap<String, Pointer>,
}

/// Copies the schemas with open places into those that fill them.
pub(super) fn fill(tree: &mut Tree, names: &Names, origins: &mut Origins, report: &mut Report) {
    let mut left = MAX_COPIED;
    for binder in binders(tree) {
        let mut copies = Copies {
            names,
            binder: &binder,
            made: IndexMap::new(),
            left: &mut left,
        };
        let Some(changed) = copies.of_binder(tree) else {
            let message =
                "too much would have to be copied to fill the open places of the schema here";
            let help =
                "its `$dynamicRef`s lead to the `$dynamicAnchor`s of the schema that has them";
            report.unsupported(&binder.place, message, help);
            return;
        };
        for (place, from, copy) in changed {
            origins.moved(place.clone(), &from);
            put(tree, &place, copy);
        }
    }
}

/// The schemas that lead to others and name a `$dynamicAnchor`, their own or one among their `$defs`.
fn binders(tree: &mut Tree) -> Vec<Binder> {
    let mut found = Vec::new();
    walk(
        tree,
        Kind::Document,
        &Path::Root,
        &mut |tree, kind, path| {
            let (Kind::Schema, Tree::Map(map)) = (kind, &*tree) else {
                return;
            };
            let members = map.get("allOf").and_then(Tree::as_list);
            let leads = map.contains_key("$ref")
                || members.is_some_and(|all| all.iter().any(|one| one.has("$ref")));
            if !leads {
                return;
            }
            let place = path.pointer();
            let mut bound = IndexMap::new();
            let anchor = |tree: &Tree| Some(tree.get("$dynamicAnchor")?.as_text()?.to_owned());
            if let Some(name) = anchor(tree) {
                bound.insert(name, place.clone());
            }
            for (key, inner) in tree
                .get("$defs")
                .and_then(Tree::as_map)
                .into_iter()
                .flatten()
            {
                if let Some(name) = anchor(inner) {
                    bound.entry(name).or_insert(place.join("$defs").join(key));
                }
            }
            if !bound.is_empty() {
                found.push(Binder { place, bound });
            }
        },
    );
    found
}

/// The copies that one schema needs.
struct Copies<'a> {
    names: &'a Names,
    binder: &'a Binder,
    /// Where the copy of a schema stands, by the schema's place.
    made: IndexMap<Pointer, Pointer>,
    left: &'a mut usize,
}

/// A copy: its place, that of the schema that it was made of, and itself.
type Copy = (Pointer, Pointer, Tree);

impl Copies<'_> {
    /// The copies for the schemas that the binder leads to, and for those that these lead to; `None` where it is too much.
    fn of_binder(&mut self, tree: &Tree) -> Option<Vec<Copy>> {
        let place = &self.binder.place;
        let own = tree.at(place)?;
        let mut wanted: Vec<(Pointer, Pointer)> = Vec::new();
        if let Some(target) = self.open(tree, own, place) {
            let count = own
                .get("allOf")
                .and_then(Tree::as_list)
                .map_or(0, <[Tree]>::len);
            wanted.push((place.join("allOf").join(count), target));
        }
        let members = own.get("allOf").and_then(Tree::as_list).unwrap_or_default();
        for (index, member) in members.iter().enumerate() {
            let at = place.join("allOf").join(index);
            wanted.extend(self.open(tree, member, &at).map(|target| (at, target)));
        }
        let mut out = Vec::new();
        let mut at = 0;
        while let Some((new, target)) = wanted.get(at).cloned() {
            at += 1;
            let mut copy = tree.at(&target)?.clone();
            *self.left = self.left.checked_sub(copy.size())?;
            self.fill(tree, &mut copy, &target, &mut wanted);
            if let Tree::Map(map) = &mut copy {
                map.retain(|key, _| !NAMES.contains(&key.as_str()));
            }
            out.push((new, target, copy));
        }
        Some(out)
    }

    /// The schema that a reference leads to, where it has places that the binder fills.
    fn open(&self, tree: &Tree, schema: &Tree, place: &Pointer) -> Option<Pointer> {
        let target = self.target(schema.get("$ref")?.as_text()?, place)?;
        let mut seen = IndexSet::from([target.clone()]);
        let mut at = 0;
        while let Some(next) = seen.get_index(at).cloned() {
            at += 1;
            let mut open = false;
            let mut schema = tree.at(&next)?.clone();
            each(&mut schema, &next, &mut |map, place| {
                open |= self.filled(map).is_some();
                let reference = map.get("$ref").and_then(Tree::as_text);
                seen.extend(reference.and_then(|to| self.target(to, place)));
            });
            if open {
                return Some(target);
            }
            if seen.len() > MAX_REFERENCES {
                break;
            }
        }
        None
    }

    /// What fills the place of a dynamic reference.
    fn filled(&self, map: &IndexMap<String, Tree>) -> Option<&Pointer> {
        let (_, name) = map.get("$dynamicRef")?.as_text()?.split_once('#')?;
        self.binder.bound.get(name)
    }

    /// Fills the places of a copy, and lets its references lead where they led, or to other copies.
    fn fill(
        &mut self,
        tree: &Tree,
        copy: &mut Tree,
        from: &Pointer,
        wanted: &mut Vec<(Pointer, Pointer)>,
    ) {
        let mut found: Vec<(Pointer, Pointer)> = Vec::new();
        each(copy, from, &mut |map, place| {
            if let Some(bound) = self.filled(map) {
                let reference = Tree::from(fragment(bound));
                map.shift_remove("$dynamicRef");
                map.insert("$ref".to_owned(), reference);
            } else if let Some(target) = map
                .get("$ref")
                .and_then(Tree::as_text)
                .and_then(|to| self.target(to, place))
            {
                let schema = Tree::Map(map.clone());
                let target = if self.open(tree, &schema, place).is_some() {
                    self.copy_of(tree, target, &mut found)
                } else {
                    target
                };
                map.insert("$ref".to_owned(), Tree::from(fragment(&target)));
            }
        });
        wanted.extend(found);
    }

    /// Where the copy of a schema stands: among the `$defs` of the binder.
    fn copy_of(
        &mut self,
        tree: &Tree,
        target: Pointer,
        new: &mut Vec<(Pointer, Pointer)>,
    ) -> Pointer {
        if let Some(known) = self.made.get(&target) {
            return known.clone();
        }
        let defs = self.binder.place.join("$defs");
        let name = target.last().unwrap_or_default();
        let mut place = defs.join(name);
        let mut count = 1;
        while tree.at(&place).is_some() || self.made.values().any(|made| *made == place) {
            count += 1;
            place = defs.join(format!("{name}-{count}"));
        }
        new.push((place.clone(), target.clone()));
        self.made.insert(target, place.clone());
        place
    }

    fn target(&self, reference: &str, place: &Pointer) -> Option<Pointer> {
        match self.names.target(reference, place) {
            Target::Place(target) => Some(target),
            Target::Unchanged => local(reference),
            Target::Unknown => None,
        }
    }
}

/// Shows each schema of a tree with the place that it has below `place`.
fn each(
    tree: &mut Tree,
    place: &Pointer,
    visit: &mut dyn FnMut(&mut IndexMap<String, Tree>, &Pointer),
) {
    walk(tree, Kind::Schema, &Path::Root, &mut |tree, kind, path| {
        if let (Kind::Schema, Tree::Map(map)) = (kind, tree) {
            visit(map, &place.append(path.pointer().steps()));
        }
    });
}

/// Puts a copy where it belongs: among the `allOf` of the binder in the place of a reference, or among its `$defs`.
fn put(tree: &mut Tree, place: &Pointer, copy: Tree) {
    let binder = place.parent().and_then(|list| list.parent());
    let Some(Tree::Map(binder)) = binder.and_then(|place| tree.at_mut(&place)) else {
        return;
    };
    let (Some(last), Some(holder)) = (place.last(), place.parent()) else {
        return;
    };
    if holder.last() == Some("$defs") {
        let defs = binder.entry("$defs".to_owned()).or_insert_with(Tree::map);
        defs.insert(last, copy);
        return;
    }
    let members = binder
        .entry("allOf".to_owned())
        .or_insert_with(|| Tree::List(Vec::new()));
    let Some(members) = members.as_list_mut() else {
        return;
    };
    let known = last
        .parse()
        .ok()
        .and_then(|index: usize| members.get_mut(index));
    if let Some(member) = known {
        *member = copy;
    } else {
        members.push(copy);
        binder.shift_remove("$ref");
    }
}
