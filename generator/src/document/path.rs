//! The way from the root to a value while a tree is walked, kept on the stack.

use std::sync::Arc;

use crate::pointer::Pointer;

/// The steps from the root to a value, each borrowed from the walk that took it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Path<'p> {
    /// The whole document.
    Root,
    /// A key of a mapping.
    Key(&'p Path<'p>, &'p str),
    /// An item of a list.
    Index(&'p Path<'p>, usize),
}

impl<'p> Path<'p> {
    /// One step down, into a mapping.
    pub(super) fn key(&'p self, key: &'p str) -> Self {
        Self::Key(self, key)
    }

    /// One step down, into a list.
    pub(super) fn index(&'p self, index: usize) -> Self {
        Self::Index(self, index)
    }

    /// The pointer that this way spells.
    pub(super) fn pointer(&self) -> Pointer {
        let mut steps = Vec::new();
        let mut at = self;
        loop {
            at = match at {
                Self::Root => break,
                Self::Key(parent, key) => {
                    steps.push(Arc::from(*key));
                    parent
                }
                Self::Index(parent, index) => {
                    steps.push(Arc::from(index.to_string()));
                    parent
                }
            };
        }
        steps.reverse();
        Pointer::root().append(&steps)
    }
}
