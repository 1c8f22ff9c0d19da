//! Media types of request bodies: by which a body is sent, and what each is called in code.

use crate::ir::{Content, Media};
use crate::plan::names::snake;

/// The contents that are sent, the one of most use first and the others in the order of the document. What is the same
/// value in the same bytes under another name of the same format is no other content.
pub(in crate::plan) fn sent(contents: &[Content]) -> Vec<&Content> {
    let Some(first) = preferred(contents) else {
        return Vec::new();
    };
    let mut sent = vec![first];
    for content in contents {
        let is_new = rank(content).is_some() && !sent.iter().any(|known| covers(known, content));
        if is_new {
            sent.push(content);
        }
    }
    sent
}

/// The content of most use: JSON before all others.
fn preferred(contents: &[Content]) -> Option<&Content> {
    contents
        .iter()
        .filter_map(|content| Some((rank(content)?, content)))
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, content)| content)
}

fn rank(content: &Content) -> Option<u8> {
    Some(match &content.media {
        Media::Json(_) if essence(&content.media_type) == "application/json" => 0,
        Media::Json(_) => 1,
        Media::Form { .. } => 2,
        Media::Multipart { parts, .. } if !parts.is_empty() => 3,
        Media::Xml(..) => 4,
        Media::Text => 5,
        Media::JsonLines(_) => 6,
        Media::Bytes => 7,
        Media::Multipart { .. } => 8,
        Media::Events(_) => return None,
    })
}

/// Whether two media types are the same but for words that say nothing.
pub(super) fn are_same(one: &str, other: &str) -> bool {
    canonical(one) == canonical(other)
}

/// Whether a body of the first content says all that one of the second could.
fn covers(known: &Content, other: &Content) -> bool {
    if std::ptr::eq(known, other) {
        return true;
    }
    let same_name = are_same(&known.media_type, &other.media_type);
    known.media == other.media && (same_name || other.media_type.contains('*'))
}

/// A media type by its usual name. `text/json` was never registered, `text/xml` means `application/xml` (RFC 7303,
/// section 9.2), and JSON has no `charset` (RFC 8259, section 11).
fn canonical(media_type: &str) -> String {
    let mut words = media_type.split(';').map(str::trim);
    let essence = words.next().unwrap_or_default().to_ascii_lowercase();
    let usual = match essence.as_str() {
        "text/json" | "application/x-json" | "text/x-json" => "application/json",
        "text/xml" => "application/xml",
        other => other,
    };
    let is_charset = |word: &&str| word.to_ascii_lowercase().starts_with("charset");
    let others: Vec<&str> = words.filter(|word| !is_charset(word)).collect();
    [&[usual], &others[..]].concat().join(";")
}

/// Whether the parts of a multipart body have names, so that a caller can say what they are.
pub(in crate::plan) fn is_form_data(media_type: &str) -> bool {
    essence(media_type).eq_ignore_ascii_case("multipart/form-data")
}

/// A media type without its parameters.
pub(in crate::plan) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// The media type to send, where the document's is none or only a range of them.
pub(in crate::plan) fn exact(media_type: &str, default: &str) -> String {
    let usable = media_type.contains('/') && !media_type.contains('*');
    let chosen = if usable && is_visible(media_type) {
        media_type.trim()
    } else {
        default
    };
    chosen.to_owned()
}

/// Whether a text can be the value of a header.
pub(in crate::plan) fn is_visible(text: &str) -> bool {
    text.bytes().all(|b| (0x20..0x7f).contains(&b))
}

/// The words for a content in the name of a method, the best first: `merge_patch` for `application/merge-patch+json`.
pub(super) fn words(content: &Content, first: &Content) -> Vec<String> {
    if essence(&content.media_type) == essence(&first.media_type) {
        let subtype = content.media_type.split_once('/');
        return vec![snake(subtype.map_or(&*content.media_type, |(_, sub)| sub))];
    }
    let essence = essence(&content.media_type).to_ascii_lowercase();
    let subtype = essence.split_once('/').map_or(&*essence, |(_, sub)| sub);
    let plain = subtype.strip_prefix("x-").unwrap_or(subtype);
    let stem = plain.split('+').next().filter(|stem| !stem.is_empty());
    let short = match (&content.media, plain) {
        (Media::Form { .. }, _) => "form",
        (Media::Multipart { .. }, "form-data") => "multipart",
        (Media::Text, "plain" | "*") => "text",
        (_, "octet-stream" | "*") => "bytes",
        (Media::Multipart { .. }, _) => &essence,
        (_, plain) => stem.unwrap_or(plain),
    };
    [short, subtype, &essence, &content.media_type]
        .into_iter()
        .map(snake)
        .filter(|word| !word.is_empty())
        .collect()
}
