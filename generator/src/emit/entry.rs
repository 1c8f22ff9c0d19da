//! Entries of the runtime's macros: on one line, or packed as `use` declarations are.

use super::print::MAX_WIDTH;

/// Writes `name! { head { items } }`.
pub(super) fn entry(name: &str, head: &str, items: &[String]) -> String {
    let line = format!("{name}! {{ {head} {{ {} }} }}", items.join(", "));
    if items.is_empty() {
        return format!("{name}! {{ {head} {{}} }}");
    }
    if line.chars().count() <= MAX_WIDTH && !line.contains('\n') {
        return line;
    }
    format!("{name}! {{ {head} {{\n{}\n}} }}", packed(items))
}

/// A list that goes on, on one line or packed.
pub(super) fn list(items: &[String]) -> String {
    let line = items.join(", ");
    if line.chars().count() <= MAX_WIDTH / 2 {
        return line;
    }
    format!("\n{}\n", packed(items).trim_end_matches(','))
}

/// As many items a line as fit.
fn packed(items: &[String]) -> String {
    let mut lines = Vec::new();
    let mut line = String::from("   ");
    for item in items {
        if line.chars().count() + 1 + item.chars().count() + 1 > MAX_WIDTH && line.len() > 3 {
            lines.push(std::mem::replace(&mut line, String::from("   ")));
        }
        line.extend([" ", item, ","]);
    }
    lines.push(line);
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::entry;

    #[test]
    fn entries_are_packed() {
        let items: Vec<String> = (10..30).map(|n| format!("name_{n}: required")).collect();
        assert_eq!(
            entry("object", "Pet", &items[..2]),
            "object! { Pet { name_10: required, name_11: required } }"
        );
        let text = entry("object", "Pet", &items);
        assert!(
            text.starts_with("object! { Pet {\n    name_10: required, name_11"),
            "{text}"
        );
        assert!(text.ends_with("name_29: required,\n} }"), "{text}");
        assert!(text.lines().all(|line| line.len() <= 100), "{text}");
    }
}
