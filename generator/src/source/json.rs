//! Where values stand in JSON, which is gone through without the tokens that YAML would need to be kept.

use std::borrow::Cow;

use super::search::{Search, Step};
use super::{Position, Source};
use crate::pointer::Pointer;

/// Where values stand in JSON; `None` where the text is something else.
pub(super) fn positions(source: &Source, places: &[Pointer]) -> Option<Vec<Position>> {
    let text = source.text();
    let mut search = Search::new(places, source.has_unique_keys);
    walk(text, &mut search)?;
    let offsets: Vec<usize> = places
        .iter()
        .map(|place| search.found(place).unwrap_or_default())
        .collect();
    Some(at(text, &offsets))
}

/// Goes through a text until everything is found or the document ends; `None` where it is no JSON.
fn walk(text: &str, search: &mut Search<usize>) -> Option<()> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut begun = false;
    loop {
        let from = at;
        at += 1;
        let step = match *bytes.get(from)? {
            b' ' | b'\n' | b'\r' | b'\t' | b',' | b':' => continue,
            b'{' => Step::Map,
            b'[' => Step::List,
            b'}' | b']' => Step::End,
            b'"' => {
                at = end_of_string(text, from)?;
                Step::Scalar(string(text, from, at)?)
            }
            _ => {
                at = from + literal(&text[from..])?;
                Step::Scalar(Cow::Borrowed(&text[from..at]))
            }
        };
        if !begun && !matches!(step, Step::Map | Step::List) {
            return None;
        }
        begun = true;
        search.step(step, from);
        if search.is_done() || search.has_ended() {
            return Some(());
        }
    }
}

/// The end of the string that begins here, behind its quote.
fn end_of_string(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from + 1;
    loop {
        at += text.get(at..)?.find('"')?;
        let before = bytes[from + 1..at].iter().rev();
        let escapes = before.take_while(|byte| **byte == b'\\').count();
        at += 1;
        if escapes % 2 == 0 {
            return Some(at);
        }
    }
}

/// The string between these ends. What it says counts where it is a key; else it stays as it is written.
fn string(text: &str, from: usize, end: usize) -> Option<Cow<'_, str>> {
    let written = &text[from + 1..end - 1];
    let is_key = || text[end..].trim_start().starts_with(':');
    if written.contains('\\') && is_key() {
        return serde_json::from_str(&text[from..end]).ok().map(Cow::Owned);
    }
    Some(Cow::Borrowed(written))
}

/// The length of the number, truth value or `null` at the beginning of a text; `None` where there is none.
fn literal(text: &str) -> Option<usize> {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    let length = text.bytes().take_while(|byte| is_part(*byte)).count();
    let literal = &text[..length];
    let is_number = || literal.starts_with(|c: char| c == '-' || c.is_ascii_digit());
    let is_known = matches!(literal, "true" | "false" | "null") || is_number();
    is_known.then_some(length)
}

/// The positions of bytes of a text.
fn at(text: &str, offsets: &[usize]) -> Vec<Position> {
    let mut order: Vec<usize> = (0..offsets.len()).collect();
    order.sort_by_key(|index| offsets[*index]);
    let mut positions = vec![Position::START; offsets.len()];
    let (mut here, mut from) = (Position::START, 0);
    for index in order {
        let passed = &text[from..offsets[index]];
        let lines = passed.matches('\n').count();
        let in_line = match passed.rsplit_once('\n') {
            Some((_, in_line)) => {
                here.column = 1;
                in_line
            }
            None => passed,
        };
        here.line += lines;
        here.column += in_line.chars().count();
        from = offsets[index];
        positions[index] = here;
    }
    positions
}
