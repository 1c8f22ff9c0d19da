//! Paths as documents write them: with a query or a fragment behind, which the specification forbids.

use crate::document::Node;
use crate::report::Code;

use crate::lower::context::Context;

/// A path, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template {
    /// The path as it is written.
    pub(super) written: String,
    /// What is sent: the path, and of its query what is the same in every call.
    pub(super) sent: String,
    /// The parameters in its query.
    pub(super) query: Vec<Queried>,
}

/// A parameter in the query of a path: `name={placeholder}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Queried {
    pub(super) name: String,
    pub(super) placeholder: String,
}

impl Template {
    /// Reads the key of a path item.
    pub(super) fn read(cx: &mut Context<'_, '_>, key: &str, entry: &Node<'_>) -> Self {
        let mut path = key.to_owned();
        if !path.starts_with('/') {
            path.insert(0, '/');
            let message =
                format!("the path `{key}` does not begin with `/`; it is read as `{path}`");
            cx.report.warning(Code::Shape, entry.place(), message, "");
        }
        let template = Self::of(&path);
        let help = "a path has neither a query nor a fragment";
        if !template.query.is_empty() {
            let message = "the parameters behind the `?` of this path are sent in the query";
            cx.report
                .warning(Code::Parameter, entry.place(), message, help);
        }
        if path.contains('#') {
            let message = format!("the path `{key}` is sent as `{}`", template.sent);
            cx.report.warning(Code::Shape, entry.place(), message, help);
        }
        template
    }

    fn of(path: &str) -> Self {
        // A fragment tells operations on one path apart; one with parameters in it must be meant as a part of the path.
        let (seen, fragment) = path.split_once('#').unwrap_or((path, ""));
        let whole = path.replace('#', "%23");
        let text = if fragment.contains('{') { &whole } else { seen };
        let (plain, query) = text.split_once('?').unwrap_or((text, ""));
        let (mut fixed, mut pairs) = (Vec::new(), Vec::new());
        for piece in query.split('&').filter(|piece| !piece.is_empty()) {
            match Queried::of(piece) {
                Some(pair) => pairs.push(pair),
                None => fixed.push(piece),
            }
        }
        let mut sent = plain.to_owned();
        if !fixed.is_empty() {
            sent.extend(["?", &fixed.join("&")]);
        }
        Self {
            written: path.to_owned(),
            sent,
            query: pairs,
        }
    }

    /// The names between the braces of the path itself.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        let mut rest = self.sent.as_str();
        while let Some((name, tail)) = placeholder(rest) {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
            rest = tail;
        }
        names
    }
}

impl Queried {
    /// Reads one piece of a query; none where it is the same in every call.
    fn of(piece: &str) -> Option<Self> {
        let (inner, _) = placeholder(piece)?;
        let name = piece.split('=').next().unwrap_or_default();
        let name = placeholder(name).map_or(name, |(name, _)| name);
        Some(Self {
            name: name.to_owned(),
            placeholder: inner.to_owned(),
        })
    }
}

/// What stands between the first braces of a text, and what follows them.
fn placeholder(text: &str) -> Option<(&str, &str)> {
    text.split_once('{')?.1.split_once('}')
}
