//! The texts of others: what a description, an overlay or the name of a file says, and the ways on which it gets into a
//! file of the crate.
//!
//! A [`Text`] has no `Display`: it can not be formatted into code, a comment or Markdown by accident, but only be written
//! by one of its methods, each of which makes it mean nothing but itself in one place. Prose takes the way of
//! `plan::docs`, names that of `plan::names`.

use std::fmt;

use serde_json::Value;

/// A text as it was read.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

impl Text {
    /// The text itself, for decisions and for what prints to people; it goes into no file.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.0
    }

    /// Several texts as one, with spaces between them.
    #[must_use]
    pub fn joined(parts: &[&Self]) -> Self {
        let parts: Vec<&str> = parts.iter().map(|part| part.raw()).collect();
        Self(parts.join(" "))
    }

    /// Whether there is nothing of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A string literal of Rust.
    #[must_use]
    pub fn literal(&self) -> Literal {
        Literal::text(&self.0)
    }

    /// The text on one line on which everything can be seen: for a comment, or a value of TOML.
    #[must_use]
    pub fn line(&self) -> String {
        line(&self.0)
    }

    /// The text, where it is a word that every shell takes as it is.
    #[must_use]
    pub fn shell_word(&self) -> Option<&str> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
        let is_word = self.0.starts_with(|c: char| c.is_ascii_alphanumeric());
        (is_word && self.0.chars().all(is_plain)).then_some(&self.0)
    }

    /// The text as one word of a POSIX shell, in quotes where it needs them; `None` where not all of it can be seen on a
    /// line.
    #[must_use]
    pub fn shell_quoted(&self) -> Option<String> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./:@%+,=".contains(c);
        if !self.0.is_empty() && self.0.chars().all(is_plain) {
            return Some(self.0.clone());
        }
        let is_seen = line(&self.0) == self.0;
        is_seen.then(|| format!("'{}'", self.0.replace('\'', "'\\''")))
    }

    /// A string of JSON, for what is written as JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        Value::String(self.0.clone())
    }

    /// A code span of Markdown.
    #[must_use]
    pub fn code(&self) -> String {
        code_span(&visible(&self.0), false)
    }

    /// A code span that may stand in a table of Markdown.
    #[must_use]
    pub fn code_in_table(&self) -> String {
        code_span(&visible(&self.0), true)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self(text.clone())
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

/// A literal of Rust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal(String);

impl Literal {
    /// A text in quotes.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self(format!("{text:?}"))
    }

    /// A text, a number or a truth value; `None` for what has no literal.
    ///
    /// The digits of a whole number stand in groups of three where there are more than five of them.
    #[must_use]
    pub fn scalar(value: &Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(Self::text(text)),
            Value::Bool(truth) => Some(Self(truth.to_string())),
            Value::Number(number) if number.is_f64() => number
                .as_f64()
                .filter(|float| float.is_finite())
                .map(|float| Self(format!("{float:?}"))),
            Value::Number(number) => Some(Self(grouped(&number.to_string()))),
            _ => None,
        }
    }
}

impl Literal {
    /// The same for a place that takes any type: a whole number beyond `i32` says which it is.
    #[must_use]
    pub fn argument(value: &Value) -> Option<Self> {
        let literal = Self::scalar(value)?;
        let wide = match value.as_i64() {
            Some(number) => i32::try_from(number).is_err().then_some("_i64"),
            None => value.is_u64().then_some("_u64"),
        };
        Some(Self(literal.0 + wide.unwrap_or_default()))
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Digits in groups of three, where there are more than five of them.
fn grouped(number: &str) -> String {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", number),
    };
    if digits.len() <= 5 {
        return number.to_owned();
    }
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    format!("{sign}{out}")
}

/// The text with everything in it that is not seen, or turns what is seen, made visible or left out; its line ends are
/// all alike.
#[must_use]
pub fn visible(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\n' | '\t' => out.push(c),
            '\u{a0}' => out.push(' '),
            // They join letters of some scripts, and parts of emoji.
            '\u{200c}' | '\u{200d}' => {
                let foreign = |c: Option<char>| c.is_some_and(|c| !c.is_ascii());
                if foreign(out.chars().next_back()) && foreign(chars.peek().copied()) {
                    out.push(c);
                }
            }
            _ if has_no_width(c) => {}
            _ if c.is_control() || turns_text(c) => {
                let number = format!("U+{:04X}", u32::from(c));
                out.push_str(&number);
            }
            _ => out.push(c),
        }
    }
    out
}

/// The text on one line.
#[must_use]
pub fn line(text: &str) -> String {
    let text = visible(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A code span of Markdown around a visible text; in a table a `|` needs a backslash even there.
#[must_use]
pub fn code_span(text: &str, in_table: bool) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return "` `".to_owned();
    }
    let text = text.replace("*/", "* /");
    let text = if in_table { in_cell(&text) } else { text };
    let fence = "`".repeat(longest_run(&text, '`') + 1);
    if fence.len() > 1 {
        format!("{fence} {text} {fence}")
    } else {
        format!("`{text}`")
    }
}

/// Markdown on one line, as the cell of a table: a `|` that has no backslash before it gets one.
#[must_use]
pub fn in_cell(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut escaped = false;
    for c in markdown.chars() {
        if c == '|' && !escaped {
            out.push('\\');
        }
        escaped = c == '\\' && !escaped;
        out.push(c);
    }
    out
}

/// The length of the longest run of `c`.
#[must_use]
pub fn longest_run(text: &str, c: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for found in text.chars() {
        run = if found == c { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Characters that take no room, so that two texts look the same that are not.
fn has_no_width(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// The characters that change the direction of text, which rustc refuses in comments.
pub(crate) fn turns_text(c: char) -> bool {
    matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Literal, Text, code_span, in_cell, visible};

    #[test]
    fn what_is_not_seen_is_shown_or_left_out() {
        assert_eq!(visible("a\r\nb\rc\u{2028}d\u{b}e"), "a\nb\nc\nd\ne");
        assert_eq!(visible("a\u{200b}b\u{feff}\u{e0041}"), "ab");
        assert_eq!(visible("\u{202e}a\u{0}\u{1b}[0m"), "U+202EaU+0000U+001B[0m");
        assert_eq!(
            visible("a\u{200d}b \u{1f469}\u{200d}\u{1f680}"),
            "ab \u{1f469}\u{200d}\u{1f680}"
        );
        assert_eq!(Text::from("spec/a\nb.yaml").line(), "spec/a b.yaml");
    }

    #[test]
    fn literals_are_valid_rust() {
        let number = |value| Literal::scalar(&value).map(|literal| literal.to_string());
        assert_eq!(
            Literal::text("a\"b\\\u{202e}\r").to_string(),
            "\"a\\\"b\\\\\\u{202e}\\r\""
        );
        assert_eq!(number(json!(-1_234_567)).as_deref(), Some("-1_234_567"));
        assert_eq!(number(json!(12345)).as_deref(), Some("12345"));
        assert_eq!(number(json!(1.0)).as_deref(), Some("1.0"));
        assert_eq!(number(json!(null)), None);
        let argument = |value| Literal::argument(&value).map(|literal| literal.to_string());
        for (value, expected) in [
            (json!(2_147_483_647), "2_147_483_647"),
            (json!(-2_147_483_648), "-2_147_483_648"),
            (json!(10_000_000_000_u64), "10_000_000_000_i64"),
            (json!(-10_000_000_000_i64), "-10_000_000_000_i64"),
            (json!(u64::MAX), "18_446_744_073_709_551_615_u64"),
            (json!(1.5), "1.5"),
            (json!("1"), "\"1\""),
        ] {
            assert_eq!(argument(value).as_deref(), Some(expected));
        }
    }

    #[test]
    fn code_spans_end_where_they_should() {
        assert_eq!(code_span("a ``` b", false), "```` a ``` b ````");
        assert_eq!(code_span("a\n```\nb", false), "```` a ``` b ````");
        assert_eq!(code_span("a|b", true), "`a\\|b`");
        assert_eq!(in_cell(r"a\|b \\| c"), r"a\|b \\\| c");
    }
}
