//! Texts of a description as a terminal may get them: it obeys nothing of them.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::text::turns_text;

/// Whether a terminal obeys a character instead of showing it.
pub(super) fn is_obeyed(c: char) -> bool {
    c.is_control() || turns_text(c)
}

/// A text of which a terminal obeys nothing.
pub(super) fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_obeyed(c) {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

/// The same of a line, with as many bytes. The renderer shows others in place of the control characters of ASCII.
pub(super) fn harmless_line(line: &str) -> Cow<'_, str> {
    let is_left = |c: char| is_obeyed(c) && !c.is_ascii();
    if !line.contains(is_left) {
        return Cow::Borrowed(line);
    }
    let instead = |c: char| match c.len_utf8() {
        _ if !is_left(c) => c,
        2 => '\u{b7}',
        _ => char::REPLACEMENT_CHARACTER,
    };
    Cow::Owned(line.chars().map(instead).collect())
}

/// The same of JSON, which need not escape all that a terminal obeys.
pub(super) fn harmless_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_obeyed(c) {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{json, text};
    use super::is_obeyed;
    use crate::document::load;
    use crate::pointer::Pointer;
    use crate::report::Code;
    use crate::source::Source;

    #[test]
    fn nothing_of_a_description_commands_a_terminal() {
        let odd = "a\u{1b}[31m\u{7}\u{7f}\u{9b}31m\u{202e}\u{2066}\u{61c}\r\u{8}";
        let line = "b\u{7f}\u{9b}31m\u{202e}\u{61c}";
        let source = format!("{{\"openapi\": \"3.0.0\", \"{line}\": 7}}");
        let source = Source::new(format!("{odd}.json"), source);
        let mut loaded = load(source, None, &|_| Err(String::new()));
        for key in [odd, line] {
            let place = Pointer::root().join(key);
            loaded.report.warning(Code::Shape, &place, odd, odd);
        }
        let obeyed = |c: char| c != '\n' && is_obeyed(c);
        let people = text(&loaded.report, &loaded.sources, false);
        assert!(
            people.contains("{\"openapi\"") && people.contains("31m"),
            "{people}"
        );
        assert!(!people.contains(obeyed), "{people:?}");
        let lines = json(&loaded.report, &loaded.sources);
        assert!(!lines.contains(obeyed), "{lines:?}");
        let last = lines.lines().last().map(serde_json::from_str);
        let last: serde_json::Value = last.expect("a line").expect("JSON");
        assert_eq!(last["message"], odd);
    }
}
