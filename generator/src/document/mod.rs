//! What the file says: the text of a description, parsed, completed and brought to the shape of OpenAPI 3.0.

mod anchors;
mod budget;
mod bundle;
mod decode;
mod dynamic;
mod grammar;
mod hash;
mod load;
mod microsoft;
mod moves;
mod node;
mod openapi31;
mod origins;
mod overlay;
mod parse;
mod path;
mod refs;
mod sources;
mod swagger2;
mod tree;
mod unknown;
mod version;

pub use decode::Schema;
pub use load::{Loaded, load, load_within};
pub use node::Node;
pub use openapi31::{GATHERED_OPERATIONS, as_written};
pub use origins::{Origin, Origins};
pub use parse::{parse, source_of};
pub use refs::Broken;
pub use sources::{Sources, Spot};
pub use tree::{Number, Tree};

use crate::pointer::Pointer;

/// A description after it has been parsed, overlaid, bundled and brought to the shape of OpenAPI 3.0.
#[derive(Debug)]
pub struct Document {
    tree: Tree,
}

impl Document {
    /// A document whose tree already has the shape of OpenAPI 3.0.
    #[must_use]
    pub fn new(tree: Tree) -> Self {
        Self { tree }
    }

    /// The whole document.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node::new(self, Pointer::root(), &self.tree)
    }
}
