//! Words: what is escaped, what is code and what is an address.

use crate::text::code_span;

/// Whether rustdoc may link to this: an absolute address of the web that fits between angle brackets.
pub(super) fn is_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '{'))
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\\`".contains(c))
}

/// One word of plain text, as markdown that means just that.
pub(super) fn word(text: &str, in_link: bool, in_table: bool) -> String {
    if let Some(at) = text.find(':').and_then(|_| text.find("://")) {
        return address(text, at, in_link, in_table);
    }
    let kept = |c: char| c.is_alphanumeric() || c == '_';
    let Some(start) = text.find(kept) else {
        return escape(text, in_link, in_table);
    };
    let end = text.rfind(kept).map_or(text.len(), |at| {
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    });
    let end = if text[end..].starts_with("()") {
        end + 2
    } else {
        end
    };
    let core = &text[start..end];
    if is_code(core) {
        let before = escape(&text[..start], in_link, in_table);
        let after = escape(&text[end..], in_link, in_table);
        format!("{before}{}{after}", code_span(core, in_table))
    } else {
        escape(text, in_link, in_table)
    }
}

/// A word with `://` at `at`: linked where it can be, shown as code where not.
fn address(text: &str, at: usize, in_link: bool, in_table: bool) -> String {
    let letters = |c: char| c.is_ascii_alphanumeric() || "+.-".contains(c);
    let start = text[..at]
        .char_indices()
        .rev()
        .take_while(|(_, c)| letters(*c))
        .last()
        .map_or(at, |(index, _)| index);
    let closing = |c: char| ".,;:!?'\"*_)]}>`|".contains(c);
    let mut url = text[start..].trim_end_matches(closing);
    let balance = text[start + url.len()..].chars().next();
    if let Some(close) = balance.filter(|c| ")}".contains(*c)) {
        let open = if close == ')' { '(' } else { '{' };
        if url.contains(open) {
            url = &text[start..=start + url.len()];
        }
    }
    let before = escape(&text[..start], in_link, in_table);
    let after = escape(&text[start + url.len()..], in_link, in_table);
    if url.is_empty() {
        return format!("{before}{after}");
    }
    if is_url(url) && !in_link && !in_table {
        format!("{before}<{url}>{after}")
    } else {
        format!("{before}{}{after}", code_span(url, in_table))
    }
}

/// Whether a word looks like a name in code. Capitals inside it make no code of a word: products are written so.
fn is_code(word: &str) -> bool {
    word.split('\'').any(|part| {
        let underscore = part.contains('_') && part.contains(|c: char| c != '_');
        underscore || part.contains("::") || part.ends_with("()")
    })
}

fn escape(text: &str, in_link: bool, in_table: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let special = match c {
            '\\' | '`' | '*' | '_' | '[' | '~' => true,
            ']' => in_link,
            '|' => in_table,
            '<' => next.is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(next)),
            '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#'),
            '/' => out.ends_with('*'),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A word that begins a line, escaped where it would begin a list, a heading, a quote or a table there.
pub(super) fn at_line_start(word: &str) -> String {
    let only = |set: &str| word.chars().all(|c| set.contains(c));
    let digits = word.trim_end_matches(['.', ')']);
    let numbered = digits.len() + 1 == word.len()
        && !digits.is_empty()
        && digits.chars().all(|c| c.is_ascii_digit());
    if numbered {
        format!("{digits}\\{}", &word[digits.len()..])
    } else if word.starts_with(['>', '|']) || only("-:|") || only("=") || only("+") || only("#") {
        format!("\\{word}")
    } else {
        word.to_owned()
    }
}
