//! Rust text in pieces: code, comments and literals.

/// What a piece of a Rust file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Code,
    /// A comment to the end of its line.
    Comment,
    /// A string, a byte string or a character, with its quotes.
    Literal,
}

/// Parts a file into pieces, which together are the file. There are no block comments in what is generated.
pub(super) fn pieces(text: &str) -> Vec<(Kind, &str)> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < text.len() {
        let Some((kind, length)) = special(&text[at..], &text[start..at]) else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        if start < at {
            pieces.push((Kind::Code, &text[start..at]));
        }
        pieces.push((kind, &text[at..at + length]));
        at += length;
        start = at;
    }
    if start < at {
        pieces.push((Kind::Code, &text[start..at]));
    }
    pieces
}

/// The comment or literal that a text begins with, and its length. `before` is the code before it.
fn special(text: &str, before: &str) -> Option<(Kind, usize)> {
    if text.starts_with("//") {
        let end = text.find('\n').unwrap_or(text.len());
        return Some((Kind::Comment, end));
    }
    let within_word = before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    if !within_word && (text.starts_with('r') || text.starts_with("br")) {
        let marks = text.trim_start_matches(['b', 'r']);
        let number = marks.len() - marks.trim_start_matches('#').len();
        let prefix = text.len() - marks.len();
        // `r#type` is a name.
        let body = marks[number..].strip_prefix('"')?;
        let close = format!("\"{}", "#".repeat(number));
        let end = body.find(&close)?;
        return Some((Kind::Literal, prefix + number + 1 + end + close.len()));
    }
    if let Some(body) = text.strip_prefix('"') {
        return Some((Kind::Literal, 1 + closed(body, '"')?));
    }
    // A lifetime has no second quote after its first character.
    let body = text.strip_prefix('\'')?;
    let is_character = body.starts_with('\\') || body.chars().nth(1) == Some('\'');
    if !is_character {
        return None;
    }
    Some((Kind::Literal, 1 + closed(body, '\'')?))
}

/// Where a literal ends, after its closing quote.
fn closed(body: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote && (quote != '\'' || at > 0) => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Kind, pieces};

    #[test]
    fn a_file_is_its_pieces() {
        let text = "let a: &'a str = \"x \\\" // y\"; // \"z\nlet r#type = br#\"\"q\"\"#; let c = '\"'; let d = '\\''; r\"\\\"";
        let found = pieces(text);
        assert_eq!(
            found.iter().map(|(_, piece)| *piece).collect::<String>(),
            text
        );
        let special = found.iter().filter(|(kind, _)| *kind != Kind::Code);
        let special: Vec<&str> = special.map(|(_, piece)| *piece).collect();
        assert_eq!(
            special,
            [
                "\"x \\\" // y\"",
                "// \"z",
                "br#\"\"q\"\"#",
                "'\"'",
                "'\\''",
                "r\"\\\""
            ]
        );
    }
}
