//! Which schemas a client only ever sends: what is only for requests is never left out of their values.

use std::collections::BTreeSet;

use clientwright::document::{Document, Node};
use clientwright::pointer::Pointer;

use super::chain::Families;

/// What a description's operations reach, by the place of it.
pub(super) struct Directions {
    sent: BTreeSet<Pointer>,
    received: BTreeSet<Pointer>,
}

impl Directions {
    /// Follows the operations of a document.
    pub(super) fn of(document: &Document, families: &Families<'_>) -> Self {
        let (mut sent, mut received) = (Vec::new(), Vec::new());
        let root = document.root();
        for (_, entry) in root
            .get("x-clientwright-webhooks")
            .iter()
            .flat_map(Node::entries)
        {
            received.push(entry);
        }
        for (_, entry) in root.get("paths").iter().flat_map(Node::entries) {
            let Ok(item) = entry.resolve() else { continue };
            sent.extend(item.get("parameters"));
            for (_, operation) in item.entries() {
                sent.extend(operation.get("parameters"));
                sent.extend(operation.get("requestBody"));
                received.extend(operation.get("responses"));
                received.extend(operation.get("callbacks"));
            }
        }
        Self {
            sent: reached(sent, families),
            received: reached(received, families),
        }
    }

    /// Whether the schema at a place travels in requests only.
    pub(super) fn is_only_sent(&self, place: &Pointer) -> bool {
        self.sent.contains(place) && !self.received.contains(place)
    }
}

/// Everything below these, references followed.
fn reached<'d>(mut open: Vec<Node<'d>>, families: &Families<'d>) -> BTreeSet<Pointer> {
    let mut met = BTreeSet::new();
    while let Some(node) = open.pop() {
        if !met.insert(node.place().clone()) {
            continue;
        }
        if node.reference().is_some() {
            open.extend(node.resolve());
            continue;
        }
        open.extend(families.children(node.place()).iter().cloned());
        open.extend(node.entries().map(|(_, inner)| inner));
        open.extend(node.items());
    }
    met
}
