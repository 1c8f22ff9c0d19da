//! What an upgrade makes of documents.

mod document;
mod schemas;

use crate::document::{Origins, Tree, parse};
use crate::pointer::Pointer;
use crate::report::Report;
use crate::source::Source;

use super::upgrade;

fn read(text: &str) -> Tree {
    let mut report = Report::default();
    let tree = parse(
        &Source::new("api.yaml", format!("---\n{text}")),
        &mut report,
    );
    assert_eq!(report.diagnostics(), []);
    tree.unwrap_or(Tree::Null)
}

fn at(text: &str) -> Pointer {
    Pointer::parse(text).unwrap_or_default()
}

/// The messages and the tree that upgrading a document leads to.
fn upgraded(text: &str) -> (Tree, Origins, Vec<String>) {
    let mut tree = read(text);
    let (mut origins, mut report) = (Origins::new("api.yaml"), Report::default());
    upgrade(&mut tree, &mut origins, &mut report);
    let messages = report.diagnostics().iter();
    let messages = messages.map(|said| said.message.clone()).collect();
    (tree, origins, messages)
}
