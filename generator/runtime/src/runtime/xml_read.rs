//! XML documents as JSON values.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::{Map, Value};

use super::error::Source;
use super::xml::{Content, Element, MAX_DEPTH, Member, Node, Place};

/// How many attributes an element may have.
const MAX_ATTRIBUTES: usize = 1024;

/// Reads a document. The name of its outermost element is not looked at: services differ in it from their descriptions.
pub(super) fn read(bytes: &[u8], element: &Element) -> Result<Value, Source> {
    let root = parse(std::str::from_utf8(bytes)?)?;
    Ok(value(&root, &element.content))
}

fn parse(text: &str) -> Result<Node, Source> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Node> = Vec::new();
    loop {
        let closed = match reader.read_event()? {
            Event::Start(_) if open.len() >= MAX_DEPTH => {
                return Err(format!("elements are nested deeper than {MAX_DEPTH} times").into());
            }
            Event::Start(tag) => {
                open.push(node(&tag)?);
                continue;
            }
            Event::Empty(tag) => node(&tag)?,
            Event::End(_) => match open.pop() {
                Some(node) => node,
                None => continue,
            },
            // A document type may define entities, by which a short document becomes an endless one.
            Event::DocType(_) => return Err("a document type declaration is not accepted".into()),
            Event::Eof => return Err("the document has no element that is closed".into()),
            piece => {
                if let Some(node) = open.last_mut() {
                    add_text(&mut node.text, &piece)?;
                }
                continue;
            }
        };
        match open.last_mut() {
            Some(parent) => parent.children.push(closed),
            None => return Ok(closed),
        }
    }
}

fn add_text(text: &mut String, piece: &Event<'_>) -> Result<(), Source> {
    match piece {
        Event::Text(piece) => text.push_str(&piece.xml10_content()),
        Event::CData(piece) => text.push_str(&piece.xml10_content()),
        Event::GeneralRef(reference) => add_reference(text, reference)?,
        _ => {}
    }
    Ok(())
}

fn add_reference(text: &mut String, reference: &BytesRef<'_>) -> Result<(), Source> {
    if let Some(character) = reference.resolve_char_ref()? {
        text.push(character);
        return Ok(());
    }
    let name = reference.xml10_content();
    let known = resolve_predefined_entity(&name).ok_or("an entity is not known")?;
    text.push_str(known);
    Ok(())
}

fn node(tag: &BytesStart<'_>) -> Result<Node, Source> {
    let mut node = Node {
        name: tag.local_name().as_ref().to_owned(),
        ..Node::default()
    };
    for (count, attribute) in tag.attributes().enumerate() {
        // Each is compared with all before it.
        if count >= MAX_ATTRIBUTES {
            return Err(format!("an element has more than {MAX_ATTRIBUTES} attributes").into());
        }
        let attribute = attribute?;
        let value = attribute.normalized_value(XmlVersion::Explicit1_0)?;
        let (name, prefix) = attribute.key.decompose();
        let prefix = prefix.map(|prefix| prefix.as_ref().to_owned());
        match (prefix.as_deref(), name.as_ref()) {
            (Some("xmlns"), _) | (None, "xmlns") => {}
            (Some(_), "nil") => node.nil = matches!(value.trim(), "true" | "1"),
            (_, name) => node.attributes.push((name.to_owned(), value.into_owned())),
        }
    }
    Ok(node)
}

fn value(node: &Node, content: &Content) -> Value {
    if node.nil {
        return Value::Null;
    }
    match content {
        Content::Object(members) => object(node, members),
        Content::Map(content) => {
            let entries = node.children.iter();
            Value::Object(
                entries
                    .map(|child| (child.name.clone(), value(child, content)))
                    .collect(),
            )
        }
        Content::List(item) => list(node.children.iter(), &item.content),
        Content::Of(element) => value(node, &element.content),
        Content::Any => anything(node),
        scalar => self::scalar(&node.text, scalar),
    }
}

fn list<'n>(nodes: impl Iterator<Item = &'n Node>, content: &Content) -> Value {
    Value::Array(nodes.map(|node| value(node, content)).collect())
}

/// The value of a text.
fn scalar(text: &str, content: &Content) -> Value {
    let word = text.trim();
    match content {
        Content::Text | Content::Any => Value::from(text),
        _ if word.is_empty() => Value::Null,
        Content::Number => number(word).unwrap_or_else(|| Value::from(word)),
        Content::Bool => bool(word).unwrap_or_else(|| Value::from(word)),
        Content::Scalar => match word {
            "true" | "false" => Value::Bool(word == "true"),
            _ => number(word).unwrap_or_else(|| Value::from(text)),
        },
        _ => Value::from(word),
    }
}

fn number(word: &str) -> Option<Value> {
    if let Ok(number) = word.parse::<i64>() {
        return Some(number.into());
    }
    if let Ok(number) = word.parse::<u64>() {
        return Some(number.into());
    }
    let number = word.parse::<f64>().ok()?;
    serde_json::Number::from_f64(number).map(Value::Number)
}

fn bool(word: &str) -> Option<Value> {
    match word {
        "true" | "1" => Some(Value::Bool(true)),
        "false" | "0" => Some(Value::Bool(false)),
        _ => None,
    }
}

fn object(node: &Node, members: &'static [Member]) -> Value {
    let mut object = Map::new();
    for member in members {
        let found = match member.place {
            Place::Attribute => attribute(node, member).map(|text| scalar(text, &member.content)),
            Place::Element => {
                let child = node.children.iter().find(|child| is(child, member));
                child.map(|child| value(child, &member.content))
            }
            Place::Items => items(node, member),
            Place::Text => Some(scalar(&node.text, &member.content)),
            Place::Rest => {
                let rest = node.children.iter();
                let rest = rest.filter(|child| !members.iter().any(|member| is(child, member)));
                object
                    .extend(rest.map(|child| (child.name.clone(), value(child, &member.content))));
                None
            }
        };
        object.extend(found.map(|value| (member.key.to_owned(), value)));
    }
    only_text(node, members, &mut object);
    Value::Object(object)
}

fn attribute<'n>(node: &'n Node, member: &Member) -> Option<&'n str> {
    let mut attributes = node.attributes.iter();
    let (_, text) = attributes.find(|(name, _)| *name == member.name.local)?;
    Some(text)
}

fn is(child: &Node, member: &Member) -> bool {
    matches!(member.place, Place::Element | Place::Items) && child.name == member.name.local
}

/// The items of a list without an element around them. Descriptions often forget that there is one: it is taken for
/// one where what is in it cannot be an item.
fn items(node: &Node, member: &Member) -> Option<Value> {
    let found = || {
        let children = node.children.iter();
        children.filter(|child| child.name == member.name.local || child.name == member.key)
    };
    let first = found().next()?;
    if found().nth(1).is_none() && is_around(first, &member.content) {
        return Some(list(first.children.iter(), &member.content));
    }
    Some(list(found(), &member.content))
}

/// Whether an element holds items, and is none itself.
fn is_around(node: &Node, content: &Content) -> bool {
    match content {
        Content::Of(element) => is_around(node, &element.content),
        Content::Object(members) => {
            let known = |child: &Node| members.iter().any(|member| is(child, member));
            let open = |member: &Member| matches!(member.place, Place::Text | Place::Rest);
            let blank = node.attributes.is_empty() && node.text.trim().is_empty();
            blank && !members.iter().any(open) && !node.children.iter().any(known)
        }
        Content::List(_) | Content::Map(_) | Content::Any => false,
        _ => !node.children.is_empty(),
    }
}

/// Takes the text of an element that has nothing else for the only member that is left.
fn only_text(node: &Node, members: &'static [Member], object: &mut Map<String, Value>) {
    let mut left = members
        .iter()
        .filter(|member| member.place != Place::Attribute);
    if let (Some(only), None) = (left.next(), left.next())
        && only.place == Place::Element
        && node.children.is_empty()
        && !node.text.trim().is_empty()
    {
        object.insert(only.key.to_owned(), scalar(node.text.trim(), &only.content));
    }
}

/// The value of an element of which nothing is known.
fn anything(node: &Node) -> Value {
    if node.attributes.is_empty() && node.children.is_empty() {
        return Value::from(node.text.as_str());
    }
    let attributes = node.attributes.iter();
    let mut object: Map<String, Value> = attributes
        .map(|(name, text)| (name.clone(), Value::from(text.as_str())))
        .collect();
    for child in &node.children {
        let value = anything(child);
        match object.get_mut(&child.name) {
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
            None => drop(object.insert(child.name.clone(), value)),
        }
    }
    Value::Object(object)
}
