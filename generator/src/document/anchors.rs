//! `$id`, `$anchor` and `$dynamicAnchor`: references by name written as plain pointers.

use indexmap::IndexMap;

use crate::pointer::Pointer;
use crate::report::{Code, Diagnostic, Report};

use super::dynamic;
use super::grammar::{Kind, walk};
use super::moves::{for_each_reference, fragment};
use super::path::Path;
use super::{Origins, Tree};

/// The names that schemas of a document have given themselves.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// `$id`, and the schema that has it.
    ids: IndexMap<String, Pointer>,
    /// `$anchor` and `$dynamicAnchor`, by the place of the schema resource that they belong to; more than one where a document
    /// repeats a name.
    anchors: IndexMap<(Pointer, String), Vec<Pointer>>,
    /// The schemas with `$recursiveAnchor: true`.
    recursive: Vec<Pointer>,
    /// The schemas with an `$id`, against whose place references inside them are read.
    resources: Vec<Pointer>,
}

/// Rewrites references by `$id` and `$anchor` to pointers, and `$dynamicRef` to `$ref`.
///
/// A dynamic reference that no schema on the way fills is read as the plain one to the nearest `$dynamicAnchor`.
pub(super) fn resolve(tree: &mut Tree, origins: &mut Origins, report: &mut Report) {
    let mut names = Names::default();
    let mut dynamic = false;
    walk(
        tree,
        Kind::Document,
        &Path::Root,
        &mut |tree, kind, path| {
            if let (Kind::Schema, Tree::Map(map)) = (kind, tree) {
                dynamic |= ["$dynamicRef", "$recursiveRef"]
                    .iter()
                    .any(|key| map.contains_key(*key));
                names.gather(map, path);
            }
        },
    );
    if dynamic {
        dynamic::fill(tree, &names, origins, report);
        spell_dynamic(tree, &names);
    }
    if names.ids.is_empty() && names.anchors.is_empty() && !dynamic {
        return;
    }
    for_each_reference(tree, &mut |reference, _, path| {
        let place = path.pointer();
        match names.target(reference, &place) {
            Target::Place(target) => *reference = fragment(&target),
            Target::Unchanged => {}
            Target::Unknown => report.refuse(
                Diagnostic::error(
                    Code::Reference,
                    place,
                    format!("no schema has the name that `{reference}` leads to"),
                    "declare it with `$anchor`, or lead to the schema by its path from `#/`",
                ),
                "the type is any JSON",
            ),
        }
    });
}

/// Writes `$dynamicRef` and `$recursiveRef` as `$ref`.
fn spell_dynamic(tree: &mut Tree, names: &Names) {
    walk(
        tree,
        Kind::Document,
        &Path::Root,
        &mut |tree, kind, path| {
            let (Kind::Schema, Tree::Map(map)) = (kind, tree) else {
                return;
            };
            if let Some(reference) = map.shift_remove("$dynamicRef") {
                map.entry("$ref".to_owned()).or_insert(reference);
            }
            if let Some(reference) = map.shift_remove("$recursiveRef") {
                let around = names.recursive_around(&path.pointer());
                let reference = around.map_or(reference, |place| Tree::Text(fragment(place)));
                map.entry("$ref".to_owned()).or_insert(reference);
            }
        },
    );
}

/// Where a reference leads.
pub(super) enum Target {
    Place(Pointer),
    Unchanged,
    Unknown,
}

impl Names {
    fn gather(&mut self, map: &IndexMap<String, Tree>, path: &Path<'_>) {
        let text = |key: &str| map.get(key).and_then(Tree::as_text);
        if let Some(id) = text("$id") {
            let place = path.pointer();
            let base = self.base_id(&place).unwrap_or_default();
            let id = join_uri(base, id.trim_end_matches('#'));
            self.resources.push(place.clone());
            self.ids.entry(id).or_insert(place);
        }
        if let Some(Tree::Bool(true)) = map.get("$recursiveAnchor") {
            self.recursive.push(path.pointer());
        }
        for key in ["$anchor", "$dynamicAnchor"] {
            if let Some(name) = text(key) {
                let place = path.pointer();
                let resource = self.resource(&place);
                self.anchors
                    .entry((resource, name.to_owned()))
                    .or_default()
                    .push(place);
            }
        }
    }

    /// The innermost schema with `$recursiveAnchor: true` around a place: what `$recursiveRef` means there (JSON Schema
    /// 2019-09, section 8.2.4.2).
    fn recursive_around(&self, place: &Pointer) -> Option<&Pointer> {
        let around = self.recursive.iter();
        let around = around.filter(|anchor| place.steps_from(anchor).is_some());
        around.max_by_key(|anchor| anchor.steps().len())
    }

    /// The innermost schema with an `$id` around a place, or the document.
    fn resource(&self, place: &Pointer) -> Pointer {
        self.resources
            .iter()
            .filter(|resource| place.steps_from(resource).is_some())
            .max_by_key(|resource| resource.steps().len())
            .cloned()
            .unwrap_or_default()
    }

    /// The `$id` against which references at a place are read.
    fn base_id(&self, place: &Pointer) -> Option<&str> {
        let resource = self.resource(place);
        let (id, _) = self.ids.iter().find(|(_, at)| **at == resource)?;
        Some(id)
    }

    /// Where a reference at a place leads.
    pub(super) fn target(&self, reference: &str, place: &Pointer) -> Target {
        let (file, name) = reference.split_once('#').unwrap_or((reference, ""));
        let resource = if file.is_empty() {
            self.resource(place)
        } else {
            let base = self.base_id(place).unwrap_or_default();
            let id = join_uri(base, file);
            match self.ids.get(&id).or_else(|| self.ids.get(file)) {
                Some(resource) => resource.clone(),
                None => return Target::Unchanged,
            }
        };
        if let Some(inside) = Pointer::parse(name) {
            // Many authors give schemas an `$id` and go on writing pointers from the root of the document.
            let from_root = matches!(
                inside.steps().first().map(AsRef::as_ref),
                Some("components" | "paths" | "webhooks")
            );
            let unchanged = file.is_empty() && (from_root || resource == Pointer::root());
            return if unchanged {
                Target::Unchanged
            } else {
                Target::Place(resource.append(inside.steps()))
            };
        }
        let found = self.anchors.get(&(resource, name.to_owned()));
        // A name that only one schema has is understood from anywhere.
        let found = found.or_else(|| {
            let mut same = self.anchors.iter().filter(|((_, own), _)| own == name);
            same.next().map(|(_, places)| places)
        });
        // Of schemas of the same name the one is meant that stands nearest.
        let nearest =
            found.and_then(|places| places.iter().rev().max_by_key(|found| shared(found, place)));
        nearest.map_or(Target::Unknown, |place| Target::Place(place.clone()))
    }
}

/// How many steps two places have in common.
fn shared(one: &Pointer, other: &Pointer) -> usize {
    let pairs = one.steps().iter().zip(other.steps());
    pairs.take_while(|(one, other)| one == other).count()
}

/// Reads a URI reference against a base (RFC 3986, section 5), without dot segments.
fn join_uri(base: &str, reference: &str) -> String {
    let absolute = reference
        .split_once(':')
        .is_some_and(|(scheme, _)| !scheme.contains('/'));
    if absolute || base.is_empty() {
        return reference.to_owned();
    }
    let authority = base.find("://").map_or(0, |at| at + 3);
    let folder = if reference.starts_with('/') {
        base[authority..]
            .find('/')
            .map_or(base.len(), |at| at + authority)
    } else {
        base[authority..]
            .rfind('/')
            .map_or(base.len(), |at| at + authority + 1)
    };
    format!("{}{}", &base[..folder], reference.trim_start_matches("./"))
}
