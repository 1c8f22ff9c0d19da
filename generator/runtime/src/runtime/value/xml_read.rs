//! XML documents as JSON values.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::json;
use super::source::Source;
use super::xml::{Content, Element, MAX_DEPTH, Member, Node, Place, XmlError};

/// How many attributes an element may have.
const MAX_ATTRIBUTES: usize = 1024;

/// How many elements and attributes a document may have: each takes much more memory than the four bytes of `<a/>`.
const MAX_NODES: usize = 500_000;

/// Reads a value from a whole document.
pub(crate) fn from_xml<T: DeserializeOwned>(
    bytes: &[u8],
    element: &Element,
) -> Result<T, XmlError> {
    let value = read(bytes, element)?;
    json::from_value(value).map_err(|error| XmlError {
        path: error.path,
        source: error.source.into(),
    })
}

/// Reads a document. The name of its outermost element is not looked at: services differ in it from their descriptions.
fn read(bytes: &[u8], element: &Element) -> Result<Value, XmlError> {
    let root = parse(std::str::from_utf8(bytes)?)?;
    value(&root, &element.content)
}

fn parse(text: &str) -> Result<Node, Source> {
    let mut reader = Reader::from_str(text);
    let mut root = None;
    let mut open: Vec<Node> = Vec::new();
    let mut count = 0;
    loop {
        let closed = match reader.read_event()? {
            Event::Start(_) | Event::Empty(_) if root.is_some() => {
                return Err("the document has a second outermost element".into());
            }
            Event::Start(_) if open.len() >= MAX_DEPTH => {
                return Err(format!("elements are nested deeper than {MAX_DEPTH} times").into());
            }
            Event::Start(tag) => {
                open.push(node(&tag, &mut count)?);
                continue;
            }
            Event::Empty(tag) => node(&tag, &mut count)?,
            Event::End(_) => match open.pop() {
                Some(node) => node,
                None => continue,
            },
            // A document type may define entities, by which a short document becomes an endless one.
            Event::DocType(_) => return Err("a document type declaration is not accepted".into()),
            Event::Eof => break,
            piece => {
                match open.last_mut() {
                    Some(node) => add_text(&mut node.text, &piece)?,
                    None if is_text(&piece) => {
                        return Err("there is text around the document".into());
                    }
                    None => {}
                }
                continue;
            }
        };
        match open.last_mut() {
            Some(parent) => parent.children.push(closed),
            None => root = Some(closed),
        }
    }
    root.filter(|_| open.is_empty())
        .ok_or_else(|| "the document has no element that is closed".into())
}

/// Whether there is more than white space in a piece.
fn is_text(piece: &Event<'_>) -> bool {
    match piece {
        Event::Text(text) => {
            let text = text.xml10_content();
            let text = text.trim_start_matches('\u{feff}');
            !text.trim().is_empty()
        }
        Event::CData(_) | Event::GeneralRef(_) => true,
        _ => false,
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

/// The node of an element; `count` is of all nodes so far.
fn node(tag: &BytesStart<'_>, count: &mut usize) -> Result<Node, Source> {
    let (name, prefix) = tag.name().decompose();
    let mut node = Node {
        name: name.as_ref().to_owned(),
        prefix: prefix
            .map(|prefix| prefix.as_ref().to_owned())
            .unwrap_or_default(),
        ..Node::default()
    };
    *count += 1;
    for (index, attribute) in tag.attributes().enumerate() {
        *count += 1;
        // Each is compared with all before it.
        if index >= MAX_ATTRIBUTES {
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
    if *count > MAX_NODES {
        let limit = format!("the document has more than {MAX_NODES} elements and attributes");
        return Err(limit.into());
    }
    Ok(node)
}

fn value(node: &Node, content: &Content) -> Result<Value, XmlError> {
    if node.nil {
        return Ok(Value::Null);
    }
    Ok(match content {
        Content::Object(members) => object(node, members)?,
        Content::Map(content) => {
            let mut object = Map::new();
            entries(node.children.iter(), content, &mut object)?;
            Value::Object(object)
        }
        Content::List(item) => list(node.children.iter(), &item.content)?,
        Content::Of(element) => value(node, &element.content)?,
        Content::Any => anything(node),
        scalar => self::scalar(&node.text, scalar),
    })
}

fn list<'n>(nodes: impl Iterator<Item = &'n Node>, content: &Content) -> Result<Value, XmlError> {
    let items = nodes.enumerate().map(|(index, node)| {
        value(node, content).map_err(|error| error.below(&format!("[{index}]")))
    });
    items.collect::<Result<_, _>>().map(Value::Array)
}

/// Adds an entry for each element. Where anything may be an entry, several elements of one name are a list.
fn entries<'n>(
    nodes: impl Iterator<Item = &'n Node>,
    content: &Content,
    object: &mut Map<String, Value>,
) -> Result<(), XmlError> {
    for node in nodes {
        let value = value(node, content).map_err(|error| error.below(&node.name))?;
        match content {
            Content::Any => add(object, &node.name, value),
            _ if object.contains_key(&node.name) => return Err(twice().below(&node.name)),
            _ => drop(object.insert(node.name.clone(), value)),
        }
    }
    Ok(())
}

/// Adds a value, to the list of those that have its name if there are any.
fn add(object: &mut Map<String, Value>, name: &str, value: Value) {
    match object.get_mut(name) {
        Some(Value::Array(values)) => values.push(value),
        Some(first) => *first = Value::Array(vec![first.take(), value]),
        None => drop(object.insert(name.to_owned(), value)),
    }
}

fn twice() -> XmlError {
    "the element comes more than once".into()
}

/// The value of a text.
fn scalar(text: &str, content: &Content) -> Value {
    let word = text.trim();
    match content {
        Content::Text | Content::Any => Value::from(text),
        // What may be a text is one, if an empty one; what has no value says so.
        Content::Scalar if word.is_empty() => Value::from(text),
        _ if word.is_empty() => Value::Null,
        Content::Number => number(word).unwrap_or_else(|| Value::from(word)),
        Content::Bool => bool(word).unwrap_or_else(|| Value::from(word)),
        Content::Scalar => match word {
            "true" | "false" => Value::Bool(word == "true"),
            // A text that only looks like a number is not written as one is: `007`, `1.10`, `+1`.
            _ => number(word)
                .filter(|number| number.to_string().as_str() == word)
                .unwrap_or_else(|| Value::from(text)),
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

fn object(node: &Node, members: &'static [Member]) -> Result<Value, XmlError> {
    let mut object = Map::new();
    for member in members {
        let found = match member.place {
            Place::Attribute => {
                Ok(attribute(node, member).map(|text| scalar(text, &member.content)))
            }
            Place::Element => child(node, member)
                .and_then(|child| child.map(|child| value(child, &member.content)).transpose()),
            Place::Items => items(node, member).transpose(),
            Place::Text => Ok(Some(scalar(&node.text, &member.content))),
            Place::Rest => {
                let rest = node.children.iter();
                let rest = rest.filter(|child| !members.iter().any(|member| is(child, member)));
                entries(rest, &member.content, &mut object)?;
                continue;
            }
        };
        let found = found.map_err(|error| error.below(member.key))?;
        object.extend(found.map(|value| (member.key.to_owned(), value)));
    }
    only_text(node, members, &mut object);
    Ok(Value::Object(object))
}

/// The only element of a member. Elements of other namespaces may have its name too; a prefix tells them apart.
fn child<'n>(node: &'n Node, member: &Member) -> Result<Option<&'n Node>, XmlError> {
    let named = || node.children.iter().filter(|child| is(child, member));
    let Some(first) = named().next() else {
        return Ok(None);
    };
    let is_meant = |child: &&Node| child.prefix == member.name.prefix;
    let meant = named().find(is_meant).unwrap_or(first);
    let mut same = named().filter(|child| child.prefix == meant.prefix);
    match same.nth(1) {
        Some(_) => Err(twice()),
        None => Ok(Some(meant)),
    }
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
fn items(node: &Node, member: &Member) -> Option<Result<Value, XmlError>> {
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
    if node.nil {
        return Value::Null;
    }
    if node.attributes.is_empty() && node.children.is_empty() {
        return Value::from(node.text.as_str());
    }
    let attributes = node.attributes.iter();
    let mut object: Map<String, Value> = attributes
        .map(|(name, text)| (name.clone(), Value::from(text.as_str())))
        .collect();
    for child in &node.children {
        add(&mut object, &child.name, anything(child));
    }
    Value::Object(object)
}
