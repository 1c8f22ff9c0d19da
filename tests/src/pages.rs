//! What is wrong with the pages of a crate: links that lead nowhere, anchors that are there twice, tables that break.

use std::collections::{BTreeMap, BTreeSet};

use clientwright::Files;
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
        // A link without a target is shown with its brackets.
        Event::Text(text) if text.contains("][") => Some(text.to_string()),
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
