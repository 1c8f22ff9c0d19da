//! Values that change their place while a tree is rewritten, and the references that follow them.

use indexmap::IndexMap;

use crate::pointer::Pointer;

use super::grammar::{Kind, walk};
use super::path::Path;
use super::{Origins, Tree};

/// What a stage has moved so far, told to the origins as well.
///
/// A stage rewrites a value before it goes down into it, so that an old place is always written
/// with the steps that its ancestors have by then.
#[derive(Debug)]
pub(super) struct Moves<'o> {
    origins: &'o mut Origins,
    places: IndexMap<Pointer, Pointer>,
}

impl<'o> Moves<'o> {
    pub(super) fn new(origins: &'o mut Origins) -> Self {
        Self {
            origins,
            places: IndexMap::new(),
        }
    }

    /// The value at `old` now stands at `new`, and references to it shall lead there.
    pub(super) fn moved(&mut self, new: Pointer, old: Pointer) {
        if new == old {
            return;
        }
        self.origins.moved(new.clone(), &old);
        self.places.insert(old, new);
    }

    /// The value at `new` was made out of the one at `old`, which references still mean.
    pub(super) fn made(&mut self, new: Pointer, old: &Pointer) {
        self.origins.moved(new, old);
    }

    /// Where the value stands now that stood at a place before the stage began.
    pub(super) fn target(&self, old: &Pointer) -> Pointer {
        let mut at = Pointer::root();
        for step in old.steps() {
            at = at.join(step);
            if let Some(new) = self.places.get(&at) {
                at = new.clone();
            }
        }
        at
    }

    /// Rewrites the references of a tree to the places where their targets stand now.
    pub(super) fn redirect(&self, tree: &mut Tree) {
        if self.places.is_empty() {
            return;
        }
        for_each_reference(tree, &mut |reference, _, _| {
            let Some(old) = local(reference) else { return };
            let new = self.target(&old);
            if new != old {
                *reference = fragment(&new);
            }
        });
    }
}

/// The place that a reference into the same document names.
pub(super) fn local(reference: &str) -> Option<Pointer> {
    Pointer::parse(reference.strip_prefix('#')?)
}

/// A place as a reference into the same document.
pub(super) fn fragment(place: &Pointer) -> String {
    format!("#{place}").replace('%', "%25")
}

/// Shows each reference of a tree with the kind of object that holds it: `$ref`, and what `mapping` of a
/// discriminator names where it is no bare name.
pub(super) fn for_each_reference(
    tree: &mut Tree,
    change: &mut dyn FnMut(&mut String, Kind, &Path<'_>),
) {
    walk(
        tree,
        Kind::Document,
        &Path::Root,
        &mut |tree, kind, path| {
            let Tree::Map(map) = tree else { return };
            if let Some(Tree::Text(reference)) = map.get_mut("$ref") {
                change(reference, kind, &path.key("$ref"));
            }
            if kind == Kind::Schema
                && let Some(Tree::Map(discriminator)) = map.get_mut("discriminator")
                && let Some(Tree::Map(mapping)) = discriminator.get_mut("mapping")
            {
                let (outer, name) = (path.key("discriminator"), "mapping");
                let outer = outer.key(name);
                for (tag, target) in mapping.iter_mut() {
                    if let Tree::Text(target) = target
                        && target.contains(['#', '/'])
                    {
                        change(target, kind, &outer.key(tag));
                    }
                }
            }
        },
    );
}
