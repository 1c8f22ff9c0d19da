//! What a crate is made of apart from its texts, and what in its texts would be run or is not seen.

use clientwright::Files;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// The files that are made from the description; those of the runtime are the same for all.
pub fn own(files: &Files) -> impl Iterator<Item = (&str, &str)> {
    let own = files.iter();
    own.filter(|(path, _)| !path.starts_with("src/runtime/"))
}

/// The items and attributes of each file, and the manifest without texts of the description; sorted, because the paths
/// of files come from names.
///
/// # Panics
///
/// Where a file is neither Rust nor TOML that should be.
#[must_use]
pub fn shape(files: &Files) -> Vec<String> {
    let shapes = own(files).filter_map(|(path, text)| match path.rsplit_once('.') {
        Some((_, "rs")) => Some(outline(text)),
        Some((_, "toml")) => Some(manifest(text)),
        Some((_, "md")) => Some(page(text)),
        _ => None,
    });
    let mut shapes: Vec<String> = shapes.collect();
    shapes.sort();
    shapes
}

fn outline(text: &str) -> String {
    let file = syn::parse_file(text).expect("the file is Rust");
    let mut found = attributes(&file.attrs);
    for item in &file.items {
        let (kind, attrs, members) = match item {
            syn::Item::Use(item) => ("use", &item.attrs, 0),
            syn::Item::Mod(item) => ("mod", &item.attrs, 0),
            syn::Item::Impl(item) => ("impl", &item.attrs, item.items.len()),
            syn::Item::Macro(item) => ("macro", &item.attrs, 0),
            syn::Item::Struct(item) => ("struct", &item.attrs, item.fields.len()),
            syn::Item::Enum(item) => ("enum", &item.attrs, item.variants.len()),
            syn::Item::Type(item) => ("type", &item.attrs, 0),
            syn::Item::Static(item) => ("static", &item.attrs, 0),
            syn::Item::Const(item) => ("const", &item.attrs, 0),
            _ => ("other", &file.attrs, 0),
        };
        let members = members.to_string();
        // How a long list of names is packed into declarations is no matter.
        if kind != "use" {
            found.extend([kind, " ", &members, " ", &attributes(attrs), "\n"]);
        }
    }
    found
}

/// The headings of a page and its blocks of code, apart from those of the description.
fn page(text: &str) -> String {
    let events = Parser::new_ext(text, Options::ENABLE_TABLES);
    let events = events.filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(level.to_string()),
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info != "text" => {
            Some(info.to_string())
        }
        Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => Some("indented".to_owned()),
        _ => None,
    });
    events.collect::<Vec<_>>().join(" ")
}

fn attributes(attributes: &[syn::Attribute]) -> String {
    let paths = attributes
        .iter()
        .filter_map(|attribute| attribute.path().get_ident());
    let paths = paths.map(ToString::to_string).filter(|path| path != "doc");
    paths.collect::<Vec<_>>().join(" ")
}

fn manifest(text: &str) -> String {
    let mut document: toml_edit::DocumentMut = text.parse().expect("the manifest is TOML");
    if let Some(package) = document["package"].as_table_mut() {
        package.remove("description");
    }
    let lines = document.to_string();
    lines
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect()
}

/// The blocks of documentation that rustdoc would run, HTML in it, and what a reader of the file does not see.
#[must_use]
pub fn unsafe_texts(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    found.extend(
        text.chars()
            .find(|c| is_hidden(*c))
            .map(|c| format!("{c:?}")),
    );
    if path.rsplit_once('.').is_some_and(|(_, end)| end == "md") {
        found.extend(
            runs(text)
                .into_iter()
                .filter(|found| !found.starts_with('a')),
        );
        return found;
    }
    let mut block = String::new();
    for line in text.lines().chain([""]) {
        let line = line.trim_start();
        match line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"))
        {
            Some(doc) => {
                block.push_str(doc.strip_prefix(' ').unwrap_or(doc));
                block.push('\n');
            }
            None => found.extend(runs(&std::mem::take(&mut block))),
        }
    }
    found
}

fn is_hidden(c: char) -> bool {
    let turns =
        matches!(c, '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    turns || c.is_control() && c != '\n'
}

/// Whether a link leads to an item of the crate: rustdoc knows no `r#`, and one colon alone, as in an address, is nothing
/// of the kind.
fn is_path(target: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut parts = target.split("::");
    parts.all(|part| !part.is_empty() && part.chars().all(is_part))
}

/// The HTML that pages hold: a line's end inside a table, and an anchor.
fn is_ours(html: &str) -> bool {
    let html = html.trim();
    let anchor = html.strip_prefix("<a id=\"");
    let anchor = anchor.map(|rest| rest.trim_end_matches("</a>"));
    let name = anchor.and_then(|rest| rest.strip_suffix("\">"));
    let is_name = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    matches!(html, "<br>" | "</a>") || name.is_some_and(is_name)
}

fn runs(markdown: &str) -> Vec<String> {
    let mut found = Vec::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))
                if matches!(&*info, "text" | "no_run") => {}
            Event::Start(Tag::CodeBlock(_)) => found.push(format!("a test in {markdown:?}")),
            Event::Html(html) | Event::InlineHtml(html) if is_ours(&html) => {}
            Event::Html(html) | Event::InlineHtml(html) => found.push(format!("HTML {html:?}")),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
                if dest_url.contains(':')
                    && !dest_url.starts_with("http://")
                    && !dest_url.starts_with("https://")
                    && !is_path(&dest_url) =>
            {
                found.push(format!("link {dest_url:?}"));
            }
            _ => {}
        }
    }
    found
}
