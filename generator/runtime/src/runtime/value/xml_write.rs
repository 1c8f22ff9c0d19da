//! JSON values as XML documents.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::xml::{Content, Element, MAX_DEPTH, Member, Name, Node, Place};

/// The namespace of `xsi:nil`, which is how an element without a value is told from an empty one.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Writes a document.
pub(crate) fn write(value: &Value, element: &Element) -> Result<String, String> {
    let mut writer = Writer::default();
    let root = writer.element(element.name, value, &element.content)?;
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    print(&root, &mut text);
    Ok(text)
}

/// What is known where the next element begins.
#[derive(Default)]
struct Writer {
    /// The prefixes that are bound, with their namespaces; the last one counts.
    bound: Vec<(&'static str, &'static str)>,
    depth: usize,
}

impl Writer {
    fn element(&mut self, name: Name, value: &Value, content: &Content) -> Result<Node, String> {
        if self.depth >= MAX_DEPTH {
            return Err(format!("elements are nested deeper than {MAX_DEPTH} times"));
        }
        let bound = self.bound.len();
        self.depth += 1;
        let mut node = Node {
            name: qualified(name),
            ..Node::default()
        };
        self.bind(name, &mut node);
        self.fill(&mut node, value, content)?;
        self.depth -= 1;
        self.bound.truncate(bound);
        Ok(node)
    }

    /// An element that is named by a key.
    fn entry(&mut self, key: &str, value: &Value, content: &Content) -> Result<Node, String> {
        if !is_name(key) {
            return Err(format!("`{key}` cannot be the name of an element"));
        }
        let mut node = self.element(Name::new(""), value, content)?;
        key.clone_into(&mut node.name);
        Ok(node)
    }

    /// Declares the namespace of a name, where that has not been done.
    fn bind(&mut self, name: Name, node: &mut Node) {
        let known = self.bound.iter().rev().find(|(p, _)| *p == name.prefix);
        if name.namespace.is_empty() || known.is_some_and(|(_, n)| *n == name.namespace) {
            return;
        }
        self.bound.push((name.prefix, name.namespace));
        let attribute = match name.prefix {
            "" => "xmlns".to_owned(),
            prefix => format!("xmlns:{prefix}"),
        };
        node.attributes.push((attribute, name.namespace.to_owned()));
    }

    fn fill(&mut self, node: &mut Node, value: &Value, content: &Content) -> Result<(), String> {
        match (content, value) {
            (Content::Of(element), value) => self.fill(node, value, &element.content)?,
            (_, Value::Null) => {
                let nil = [("xmlns:xsi", XSI), ("xsi:nil", "true")];
                let nil = nil.map(|(name, value)| (name.to_owned(), value.to_owned()));
                node.attributes.extend(nil);
            }
            (Content::Object(members), Value::Object(object)) => {
                self.object(node, members, object)?;
            }
            (Content::List(item), Value::Array(items)) => {
                for value in items {
                    let child = self.element(item.name, value, &item.content)?;
                    node.children.push(child);
                }
            }
            (Content::Map(content), Value::Object(object)) => {
                for (key, value) in object {
                    node.children.push(self.entry(key, value, content)?);
                }
            }
            (_, Value::Object(object)) => {
                for (key, value) in object {
                    self.rest(node, key, value, &Content::Any)?;
                }
            }
            (_, Value::Array(items)) => {
                for value in items {
                    node.children
                        .push(self.entry("item", value, &Content::Any)?);
                }
            }
            (_, scalar) => node.text = text(scalar)?,
        }
        Ok(())
    }

    /// Writes the declared members in their order, because schemas of XML often insist on it, and then all others.
    fn object(
        &mut self,
        node: &mut Node,
        members: &'static [Member],
        object: &Map<String, Value>,
    ) -> Result<(), String> {
        let rest = members.iter().find(|member| member.place == Place::Rest);
        for member in members.iter().filter(|member| member.place != Place::Rest) {
            if let Some(value) = object.get(member.key) {
                self.member(node, member, value)?;
            }
        }
        for (key, value) in object {
            let declared = |member: &Member| member.place != Place::Rest && member.key == key;
            if !members.iter().any(declared) {
                let content = rest.map_or(&Content::Any, |rest| &rest.content);
                self.rest(node, key, value, content)?;
            }
        }
        Ok(())
    }

    fn member(&mut self, node: &mut Node, member: &Member, value: &Value) -> Result<(), String> {
        match (member.place, value) {
            (Place::Attribute | Place::Text | Place::Items, Value::Null) => {}
            (Place::Attribute, value) => {
                self.bind(member.name, node);
                let name = qualified(member.name);
                node.attributes.push((name, text(value)?));
            }
            (Place::Text, value) => node.text = text(value)?,
            (Place::Items, Value::Array(items)) => {
                for value in items {
                    let child = self.element(member.name, value, &member.content)?;
                    node.children.push(child);
                }
            }
            (_, value) => {
                let child = self.element(member.name, value, &member.content)?;
                node.children.push(child);
            }
        }
        Ok(())
    }

    /// A member that is not declared; one of several values is an element for each.
    fn rest(
        &mut self,
        node: &mut Node,
        key: &str,
        value: &Value,
        content: &Content,
    ) -> Result<(), String> {
        match (content, value) {
            (Content::Any, Value::Array(items)) => {
                for value in items {
                    node.children.push(self.entry(key, value, content)?);
                }
            }
            _ => node.children.push(self.entry(key, value, content)?),
        }
        Ok(())
    }
}

fn qualified(name: Name) -> String {
    match name.prefix {
        "" => name.local.to_owned(),
        prefix => format!("{prefix}:{}", name.local),
    }
}

/// Whether a text can name an element without a prefix (Namespaces in XML 1.0, `NCName`).
fn is_name(text: &str) -> bool {
    let begins = |c: char| c.is_alphabetic() || c == '_';
    text.starts_with(begins)
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// The text of a value that has no members.
fn text(value: &Value) -> Result<String, String> {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let unspeakable = |c: char| {
        c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{7f}'..)
            || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    if text.contains(unspeakable) {
        return Err("a text has a character that XML cannot hold".to_owned());
    }
    Ok(text)
}

fn print(node: &Node, out: &mut String) {
    out.push('<');
    out.push_str(&node.name);
    for (name, value) in &node.attributes {
        let _ = write!(out, " {name}=\"");
        escape(value, true, out);
        out.push('"');
    }
    if node.text.is_empty() && node.children.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    escape(&node.text, false, out);
    for child in &node.children {
        print(child, out);
    }
    let _ = write!(out, "</{}>", node.name);
}

/// Writes a text so that a reader gets it back as it is, line ends included.
fn escape(text: &str, attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\n' if attribute => out.push_str("&#10;"),
            '\t' if attribute => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
}
