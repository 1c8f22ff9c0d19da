//! YAML 1.2: block style, with every string quoted that would read as something else.

use crate::cli::json::{Json, quoted};

/// A document.
pub(super) fn document(json: &Json) -> String {
    let mut text = String::new();
    write(&mut text, json, 0, false);
    text.trim_start_matches('\n').to_owned()
}

/// An item of a list.
pub(super) fn item(json: &Json) -> String {
    let mut text = String::from("-");
    write(&mut text, json, 1, true);
    text
}

fn write(text: &mut String, json: &Json, depth: usize, in_list: bool) {
    match json {
        Json::List(items) if !items.is_empty() => {
            for item in items {
                indent(text, depth);
                text.push('-');
                write(text, item, depth + 1, true);
            }
        }
        Json::Object(members) if !members.is_empty() => {
            for (index, (name, value)) in members.iter().enumerate() {
                if in_list && index == 0 {
                    text.push(' ');
                } else {
                    indent(text, depth);
                }
                text.push_str(&scalar(name));
                text.push(':');
                write(text, value, depth + 1, false);
            }
        }
        other => {
            if depth > 0 {
                text.push(' ');
            }
            text.push_str(&match other {
                Json::Text(held) => scalar(held),
                Json::Literal(held) => held.clone(),
                Json::List(_) => "[]".to_owned(),
                Json::Object(_) => "{}".to_owned(),
            });
        }
    }
}

fn indent(text: &mut String, depth: usize) {
    text.push('\n');
    text.extend(std::iter::repeat_n("  ", depth));
}

/// A string as it is, where nobody takes it for anything else; else as JSON, which is YAML too.
fn scalar(text: &str) -> String {
    const WORDS: &[&str] = &["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let mut characters = text.chars();
    let is_plain = characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && characters.all(|character| {
            character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '/' | '.' | '@')
        })
        && !WORDS.contains(&text.to_ascii_lowercase().as_str());
    if is_plain {
        text.to_owned()
    } else {
        quoted(text)
    }
}

#[cfg(test)]
mod tests {
    use super::{document, item};
    use crate::cli::json::Json;

    #[test]
    fn what_it_writes_is_block_style() {
        let json = Json::parse(r#"{"a":[1,{"b":"x y","c":[]}],"no":"no","d":{"e":null}}"#).unwrap();
        assert_eq!(
            document(&json),
            "a:\n  - 1\n  - b: \"x y\"\n    c: []\n\"no\": \"no\"\nd:\n  e: null"
        );
        assert_eq!(
            item(&json.get("a").unwrap().clone()),
            "-\n  - 1\n  - b: \"x y\"\n    c: []"
        );
    }
}
