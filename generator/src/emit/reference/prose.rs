//! The description's words inside tables.

use crate::rust::Doc;
use crate::text::{code_span, in_cell};

/// Documentation as the cell of a table: its blocks one below the other.
pub(super) fn cell(docs: &Doc) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let mut fence: Option<String> = None;
    let mut goes_on = false;
    for line in docs.as_str().lines() {
        let bare = line.trim_start_matches(['>', ' ']);
        if let Some(end) = &fence {
            if bare.trim_end() == end {
                fence = None;
            } else if !line.trim().is_empty() {
                blocks.push(code_span(line, true));
            }
            goes_on = false;
            continue;
        }
        if let Some(ticks) = opens(bare) {
            fence = Some(ticks);
            continue;
        }
        let bare = bare.strip_suffix('\\').unwrap_or(bare).trim_end();
        let row = bare.starts_with('|');
        if row && bare.chars().all(|c| "|- :".contains(c)) {
            continue;
        }
        if bare.is_empty() {
            goes_on = false;
            continue;
        }
        let begins = row || is_item(bare);
        match blocks.last_mut() {
            Some(block) if goes_on && !begins => {
                block.push(' ');
                block.push_str(&in_cell(bare));
            }
            _ => blocks.push(in_cell(bare)),
        }
        goes_on = !row && !line.ends_with('\\');
    }
    blocks.join("<br>")
}

/// The backticks that open a block of code, be it the first thing in the item of a list.
fn opens(line: &str) -> Option<String> {
    let marker = |c: char| c.is_ascii_digit() || "-. ".contains(c);
    let rest = line.trim_start_matches(marker);
    let rest = rest.strip_suffix("text")?;
    (rest.len() >= 3 && rest.chars().all(|c| c == '`')).then(|| rest.to_owned())
}

/// Whether a line begins an item of a list.
fn is_item(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with("- ") || (digits.len() < line.len() && digits.starts_with(". "))
}

/// Rows below a head; nothing where there is no row.
pub(super) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut text = format!("| {} |\n|{}", head.join(" | "), "---|".repeat(head.len()));
    for row in rows {
        text.extend(["\n| ", &row.join(" | "), " |"]);
    }
    text
}

/// Parts of a page below each other, without those of which there is nothing.
pub(super) fn blocks(parts: impl IntoIterator<Item = String>) -> String {
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::cell;
    use crate::rust::Doc;

    #[test]
    fn all_of_a_text_fits_into_a_cell() {
        let shown = |text: &'static str| cell(&Doc::own(text));
        assert_eq!(shown("One\ntwo.\n\nThree."), "One two.<br>Three.");
        assert_eq!(shown("- a\n- b\n  c\n1. d"), "- a<br>- b c<br>1. d");
        assert_eq!(shown("a | b\\\nc"), "a \\| b<br>c");
        assert_eq!(
            shown("```text\nlet x = a | b;\n\n# y\n```\nafter"),
            "`let x = a \\| b;`<br>`# y`<br>after"
        );
        assert_eq!(
            shown("| a | b |\n|---|---|\n| 1 | 2 |"),
            "\\| a \\| b \\|<br>\\| 1 \\| 2 \\|"
        );
        assert_eq!(shown("1. ```text\n   x\n   ```\n2. y"), "`x`<br>2. y");
        assert_eq!(shown("> quoted\n> more"), "quoted more");
    }
}
