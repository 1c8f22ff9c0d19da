//! What may go to a terminal: no control character of a service ever does.

/// The text with its control characters, and those that turn the direction of writing, as `\u{..}`.
pub(super) fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_harmful(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Control characters but for line feeds and tabs, and those of Unicode's bidirectional algorithm (UAX 9).
fn is_harmful(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{061C}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        | '\u{2028}'
        | '\u{2029}' => true,
        other => other.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(
            harmless("a\u{1b}[2Jb\r\u{9b}31m\u{202e}c\n"),
            "a\\u{1b}[2Jb\\u{d}\\u{9b}31m\\u{202e}c\n"
        );
    }
}
