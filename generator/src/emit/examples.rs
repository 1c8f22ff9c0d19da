//! `tests/examples/`: every example of the reference, sent to a service that compares it with what it should be.

use std::fmt::Write as _;

use super::example;
use super::file::header;
use crate::rust::{Crate, Example, Module, Request, SentBody};
use crate::text::Text;

/// The comparison, which is the same for all crates.
const CHECK: &str = include_str!("../../runtime/tests/examples/check.rs");

/// The files of the test.
pub(super) fn files(krate: &Crate) -> Vec<(String, String)> {
    if krate.modules.is_empty() {
        return Vec::new();
    }
    let mut files = vec![
        ("tests/examples/main.rs".to_owned(), main(krate)),
        ("tests/examples/check.rs".to_owned(), CHECK.to_owned()),
    ];
    files.extend(krate.modules.iter().map(|of| {
        let path = format!("tests/examples/{}.rs", name(of));
        (path, module(krate, of))
    }));
    files
}

fn name(module: &Module) -> String {
    format!("of_{}", module.name.bare())
}

fn main(krate: &Crate) -> String {
    let mut text = format!(
        "{}\n\n//! The examples of the reference: what each sends is compared with what the description says.\n\n{ALLOW}\n\n\
         mod check;\n",
        header(&krate.source)
    );
    let mut names: Vec<String> = krate.modules.iter().map(name).collect();
    names.sort_by(|a, b| super::uses::by_version(a, b));
    for name in names {
        let _ = writeln!(text, "#[rustfmt::skip]\nmod {name};");
    }
    let _ = write!(text, "\nuse {} as api;\n", krate.package.lib);
    text
}

/// What clippy says of values, which are those of the description.
const ALLOW: &str = "\
#![allow(
    clippy::approx_constant,
    clippy::excessive_precision,
    clippy::too_many_lines,
    clippy::unit_arg,
    deprecated,
    reason = \"the calls and their values are those of the description\"
)]";

fn module(krate: &Crate, module: &Module) -> String {
    let mut text = format!(
        "{}\n\n//! The examples of `docs/{}.md`, as they stand there.\n\n\
         use crate::check::{{Body, Sent, check}};\n",
        header(&krate.source),
        module.name.bare()
    );
    for request in &module.requests {
        if let Some(example) = &request.reference.example {
            text += &test(krate, request, example);
        }
    }
    text
}

fn test(krate: &Crate, request: &Request, example: &Example) -> String {
    let mut text = format!("\n#[test]\nfn {}() {{\n", request.method);
    let sent = &example.sent;
    let _ = writeln!(text, "    let sent = Sent {{");
    let _ = writeln!(text, "        method: {},", sent.method.text().literal());
    let _ = writeln!(text, "        path: {},", sent.path.literal());
    let _ = writeln!(text, "        query: &[{}],", pairs(&sent.query));
    let _ = writeln!(text, "        headers: &[{}],", pairs(&sent.headers));
    let _ = writeln!(text, "        cookies: &[{}],", pairs(&sent.cookies));
    let _ = writeln!(text, "        body: {},", body(&sent.body));
    text += "    };\n    check(&sent, |client| {\n        Box::pin(async move {\n";
    let uses = example::uses(krate, request, false);
    let parting = (!uses.is_empty()).then(String::new);
    let lines = uses
        .into_iter()
        .chain(parting)
        .chain(example::body(request));
    for line in lines {
        let line = format!("            {line}");
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text + "            Ok(())\n        })\n    });\n}\n"
}

fn pairs(pairs: &[(Text, Option<Text>)]) -> String {
    let pairs = pairs.iter().map(|(name, value)| {
        let value = match value {
            Some(value) => format!("Some({})", value.literal()),
            None => "None".to_owned(),
        };
        format!("({}, {value})", name.literal())
    });
    pairs.collect::<Vec<_>>().join(", ")
}

fn body(body: &SentBody) -> String {
    match body {
        SentBody::Empty => "Body::Empty".to_owned(),
        SentBody::Json(text) => format!("Body::Json({})", text.literal()),
        SentBody::JsonLines(lines) => {
            let lines: Vec<String> = lines
                .iter()
                .map(|line| line.literal().to_string())
                .collect();
            format!("Body::JsonLines(&[{}])", lines.join(", "))
        }
        SentBody::Text(text) => format!("Body::Text({})", text.literal()),
        SentBody::Form(fields) => format!("Body::Form(&[{}])", pairs(fields)),
        SentBody::Parts(parts) => format!("Body::Parts(&[{}])", pairs(parts)),
        SentBody::Any => "Body::Any".to_owned(),
    }
}
