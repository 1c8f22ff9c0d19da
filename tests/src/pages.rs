//! What is wrong with the pages of a crate: links that lead nowhere, anchors that are there twice, tables that break.

use std::collections::{BTreeMap, BTreeSet};

use clientwright::{Files, Output};
use pulldown_cmark::{Event, Options, Parser, Tag};

/// The pages of a crate.
pub fn pages(files: &Files) -> impl Iterator<Item = (&str, &str)> {
    let files = files.iter();
    files.filter(|(path, _)| matches!(path.rsplit_once('.'), Some((_, "md"))))
}

/// What is wrong with the pages.
#[must_use]
pub fn broken_pages(files: &Files) -> Vec<String> {
    let anchors: BTreeMap<&str, Vec<&str>> = pages(files)
        .map(|(path, text)| (path, anchors(text)))
        .collect();
    let mut wrong = Vec::new();
    for (path, text) in pages(files) {
        let own: BTreeSet<&str> = anchors[path].iter().copied().collect();
        if own.len() < anchors[path].len() {
            wrong.push(format!("{path}: an anchor is there twice"));
        }
        for target in targets(text) {
            if target.starts_with("http://") || target.starts_with("https://") {
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let file = if file.is_empty() {
                path.to_owned()
            } else {
                beside(path, file)
            };
            let is_there = match anchors.get(file.as_str()) {
                Some(known) => anchor.is_empty() || known.contains(&anchor),
                None => anchor.is_empty() && files.get(&file).is_some(),
            };
            if !is_there {
                wrong.push(format!("{path}: `{target}` leads nowhere"));
            }
        }
        wrong.extend(broken_tables(text).map(|row| format!("{path}: `{row}` breaks its table")));
    }
    wrong
}

/// The explicit anchors of a page.
fn anchors(text: &str) -> Vec<&str> {
    let lines = text.lines();
    let anchors = lines.filter_map(|line| line.strip_prefix("<a id=\"")?.strip_suffix("\"></a>"));
    anchors.collect()
}

fn targets(text: &str) -> Vec<String> {
    let events = Parser::new_ext(text, Options::ENABLE_TABLES);
    let targets = events.filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.to_string())
        }
        _ => None,
    });
    targets.collect()
}

/// The path of a file, seen from the folder of another one.
fn beside(path: &str, target: &str) -> String {
    let mut steps: Vec<&str> = path.split('/').collect();
    steps.pop();
    for step in target.split('/') {
        if step == ".." {
            steps.pop();
        } else {
            steps.push(step);
        }
    }
    steps.join("/")
}

/// The rows that have not as many cells as the head of their table.
fn broken_tables(text: &str) -> impl Iterator<Item = &str> {
    let mut width = None;
    let mut fence: Option<String> = None;
    text.lines().filter(move |line| {
        let ticks: String = line.chars().take_while(|c| *c == '`').collect();
        match &fence {
            Some(open) if ticks.len() >= open.len() && line.trim_end() == ticks => fence = None,
            Some(_) => return false,
            None if ticks.len() >= 3 => fence = Some(ticks),
            None => {}
        }
        if !line.starts_with("| ") && !line.starts_with("|-") {
            width = None;
            return false;
        }
        let cells = cells(line);
        *width.get_or_insert(cells) != cells
    })
}

fn cells(line: &str) -> usize {
    let mut count = 0;
    let mut escaped = false;
    for c in line.chars() {
        count += usize::from(c == '|' && !escaped);
        escaped = c == '\\' && !escaped;
    }
    count
}

/// What each operation is described with.
const FACTS: [&str; 6] = [
    "```rust\n",
    "**Responses**",
    "| Status | Meaning | In Rust |",
    "- **Authorization:**",
    "- **HTTP headers:**",
    "- **Repeating:**",
];

/// The sections of the operations, and which facts each lacks.
#[must_use]
pub fn lacking(output: &Output) -> Vec<String> {
    let (Some(krate), Some(files)) = (&output.krate, &output.files) else {
        return Vec::new();
    };
    let mut lacking = Vec::new();
    for module in &krate.modules {
        let path = format!("docs/{}.md", module.name.bare());
        let page = files.get(&path).unwrap_or_default();
        for request in &module.requests {
            let method = request.method.bare();
            let anchor = format!("<a id=\"{method}\"></a>\n");
            let section = page.split(&anchor).nth(1).unwrap_or_default();
            let section = section.split("<a id=").next().unwrap_or_default();
            let mut facts: Vec<&str> = FACTS
                .into_iter()
                .filter(|fact| !section.contains(fact))
                .collect();
            let inputs = request.args.len() + request.setters.len();
            if inputs > 0 && !section.contains("| Parameter | Type | Sent in | Required |") {
                facts.push("parameters");
            }
            if !section.contains(" → ") {
                facts.push("what it returns");
            }
            lacking.extend(facts.iter().map(|fact| format!("{method}: {fact}")));
        }
    }
    lacking
}

/// Beginnings of sentences that say nothing but what stands there already.
const FILLERS: [&str; 7] = [
    "The operations with the tag `",
    "The operations on `",
    "The header `",
    "The property `",
    "The security scheme `",
    "The value is a text.",
    "Learn more.",
];

/// The lines of documentation that say nothing.
#[must_use]
pub fn fillers(files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in super::own(files) {
        for line in text.lines() {
            let line = line.trim_start();
            let is_page = path.starts_with("docs/");
            let docs = line
                .strip_prefix("/// ")
                .or_else(|| line.strip_prefix("//! "));
            let Some(line) = docs.or(is_page.then_some(line)) else {
                continue;
            };
            if FILLERS
                .iter()
                .any(|filler| line.starts_with(filler) && line.ends_with('.'))
            {
                found.push(format!("{path}: {line}"));
            }
        }
    }
    found
}
