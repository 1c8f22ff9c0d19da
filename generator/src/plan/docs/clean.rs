//! Characters that mislead people or compilers, made visible before anything is parsed.

/// The text with its control and direction characters made visible, and its line ends all alike.
pub(super) fn visible(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\n' | '\t' => out.push(c),
            '\u{feff}' | '\u{200b}' | '\u{2060}' | '\u{ad}' => {}
            '\u{a0}' => out.push(' '),
            _ if c.is_control() || turns_text(c) => {
                let number = format!("U+{:04X}", u32::from(c));
                out.push_str(&number);
            }
            _ => out.push(c),
        }
    }
    out
}

/// The characters that change the direction of text, which rustc refuses in comments.
fn turns_text(c: char) -> bool {
    matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}
