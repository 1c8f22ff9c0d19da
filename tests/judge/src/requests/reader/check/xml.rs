//! Bodies of XML (OpenAPI, XML Object).

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use crate::requests::reader::node::Node;
use crate::requests::reader::sample;
use crate::requests::reader::styles::text;

/// An element, its names without their prefixes.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    text: String,
}

/// What is wrong with a document that stands for a value of a schema.
pub(super) fn fault(bytes: &[u8], value: &Value, schema: Node<'_>) -> Option<String> {
    let Some(root) = parse(&String::from_utf8_lossy(bytes)) else {
        return Some("a document of XML".to_owned());
    };
    let schemas = [schema];
    let named = names(&schemas, "");
    // Where nothing names the outermost element, it may have any name.
    if !named.is_empty() && !named.contains(&root.name) {
        return Some(format!("the outermost element {}", named.join(" or ")));
    }
    match value.as_array() {
        Some(items) => {
            let inner = inner(&schemas);
            list(&root.children, items, &inner, &root.name).err()
        }
        None => fits(&root, value, &schemas).err(),
    }
}

fn parse(text: &str) -> Option<Element> {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => open.push(element(&tag)?),
            Event::Empty(tag) => {
                let element = element(&tag)?;
                open.last_mut()?.children.push(element);
            }
            Event::End(_) => {
                let closed = open.pop()?;
                open.last_mut()?.children.push(closed);
            }
            Event::Text(piece) => open.last_mut()?.text.push_str(&piece.xml10_content()),
            Event::CData(piece) => open.last_mut()?.text.push_str(&piece.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().ok()?;
                let known =
                    || quick_xml::escape::resolve_predefined_entity(&reference.xml10_content());
                let text = match character {
                    Some(character) => character.to_string(),
                    None => known()?.to_owned(),
                };
                open.last_mut()?.text.push_str(&text);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let [outside] = open.as_mut_slice() else {
        return None;
    };
    outside
        .children
        .pop()
        .filter(|_| outside.children.is_empty())
}

fn element(tag: &BytesStart<'_>) -> Option<Element> {
    let mut element = Element {
        name: tag.local_name().as_ref().to_owned(),
        ..Element::default()
    };
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Explicit1_0)
            .ok()?;
        let name = attribute.key.local_name().as_ref().to_owned();
        element.attributes.push((name, value.into_owned()));
    }
    Some(element)
}

/// Whether an element stands for a value, or what it should be.
fn fits(element: &Element, value: &Value, schemas: &[Node<'_>]) -> Result<(), String> {
    let Some(members) = value.as_object() else {
        let wanted = text(value).unwrap_or_default();
        let is_it = value.is_null() || element.text == wanted;
        return is_it
            .then_some(())
            .ok_or_else(|| format!("<{}>{wanted}", element.name));
    };
    for (name, value) in members {
        let property: Vec<Node<'_>> = schemas
            .iter()
            .flat_map(|schema| sample::property(*schema, name))
            .collect();
        member(element, name, value, &property)?;
    }
    Ok(())
}

/// Whether an element has a property.
fn member(
    element: &Element,
    name: &str,
    value: &Value,
    property: &[Node<'_>],
) -> Result<(), String> {
    let named = names(property, name);
    let of_it = |found: &str| named.iter().any(|name| name == found);
    let xml = xml(property);
    let is_text = xml
        .iter()
        .any(|xml| xml.is_true("x-text") || xml.text("nodeType") == Some("text"));
    if is_text {
        let wanted = text(value).unwrap_or_default();
        return (element.text == wanted).then_some(()).ok_or(wanted);
    }
    if xml
        .iter()
        .any(|xml| xml.is_true("attribute") || xml.text("nodeType") == Some("attribute"))
    {
        let wanted = text(value).unwrap_or_default();
        let found = element
            .attributes
            .iter()
            .any(|(name, value)| of_it(name) && *value == wanted);
        return found
            .then_some(())
            .ok_or_else(|| format!("the attribute {name}={wanted:?}"));
    }
    let children: Vec<&Element> = element
        .children
        .iter()
        .filter(|child| of_it(&child.name))
        .collect();
    let Some(items) = value.as_array() else {
        let [child] = children.as_slice() else {
            return Err(format!("one element {}", named.join(" or ")));
        };
        return fits(child, value, property);
    };
    let inner = inner(property);
    let is_wrapped = xml
        .iter()
        .any(|xml| xml.is_true("wrapped") || xml.text("nodeType") == Some("element"));
    if !is_wrapped {
        return list(&element.children, items, &inner, name);
    }
    let [wrapper] = children.as_slice() else {
        return Err(format!(
            "one element {} around the items",
            named.join(" or ")
        ));
    };
    list(&wrapper.children, items, &inner, &wrapper.name)
}

/// Whether elements of the names of an item are these items.
fn list(
    elements: &[Element],
    items: &[Value],
    schemas: &[Node<'_>],
    name: &str,
) -> Result<(), String> {
    let named = names(schemas, name);
    let found: Vec<&Element> = elements
        .iter()
        .filter(|element| named.contains(&element.name))
        .collect();
    if found.len() != items.len() {
        return Err(format!("{} elements {}", items.len(), named.join(" or ")));
    }
    let mut pairs = found.iter().zip(items);
    pairs.try_for_each(|(element, item)| fits(element, item, schemas))
}

/// The XML Objects of schemas, the outermost ones first.
fn xml<'d>(schemas: &[Node<'d>]) -> Vec<Node<'d>> {
    let all = schemas.iter().copied().chain(sample::alone(schemas));
    all.filter_map(|schema| schema.get("xml")).collect()
}

/// The names that an element of schemas may have: those of their XML Objects, or the one that it has otherwise; one that
/// is declared elsewhere may have its own name.
fn names(schemas: &[Node<'_>], usual: &str) -> Vec<String> {
    let xml = xml(schemas);
    let told = xml
        .iter()
        .filter_map(|xml| xml.text("name"))
        .map(str::to_owned);
    let mut names: Vec<String> = told.collect();
    let declared = schemas.iter().filter_map(|schema| schema.text("$ref"));
    names.extend(declared.filter_map(|target| Some(target.rsplit_once('/')?.1.to_owned())));
    let is_own = schemas.iter().any(|schema| {
        schema
            .get("xml")
            .is_some_and(|xml| xml.text("name").is_some())
    });
    if !usual.is_empty() && !is_own {
        names.push(usual.to_owned());
    }
    names
}

/// The schemas of the items of lists.
fn inner<'d>(schemas: &[Node<'d>]) -> Vec<Node<'d>> {
    let all = sample::alone(schemas);
    all.into_iter()
        .filter_map(|schema| schema.get("items"))
        .collect()
}
