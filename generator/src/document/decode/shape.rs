//! What shape a keyword should have, and how one of another shape is read.

use crate::document::node::Node;
use crate::document::tree::{Number, Tree};
use crate::report::{Code, Diagnostic, Place, Report, Severity};

use super::shallow::Shallow;

/// The shape of a keyword's value.
#[derive(Debug)]
pub(super) enum Shape {
    /// Any data: an example, a default.
    Data,
    /// Text.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// An integer that is not negative.
    Count,
    /// A mapping that is decoded on its own; a reference to its place stands for it.
    Part,
    /// A part, or `true` or `false`.
    PartOrBool,
    /// A list.
    List(&'static Shape),
    /// A mapping from any names.
    Map(&'static Shape),
    /// A mapping from status codes and `default`.
    Responses,
    /// A mapping with known keywords, decoded along.
    Object(&'static [Field]),
}

/// A keyword of an object.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) shape: &'static Shape,
    pub(super) absent: Absent,
}

/// What happens where a keyword is missing.
#[derive(Debug)]
pub(super) enum Absent {
    /// Nothing: it is optional.
    Fine,
    /// It is read as empty text.
    EmptyText,
    /// It is read as an empty mapping.
    EmptyMap,
    /// The object is left out.
    Fatal,
}

impl Shape {
    /// The value as `openapiv3` wants it, or `None` where it is treated as absent; the report then says so.
    pub(super) fn read<'d>(&self, node: &Node<'d>, report: &mut Report) -> Option<Shallow<'d>> {
        let tree = node.tree();
        if self.fits(tree) {
            return Some(Shallow::Data(tree));
        }
        match (self, tree) {
            (Self::Object(fields), _) => object(fields, node, report),
            // What a part looks like is seen when it is decoded itself.
            (Self::Part, tree) if !tree.is_null() => Some(reference(node)),
            (Self::PartOrBool, Tree::Map(_)) => Some(reference(node)),
            (Self::List(item), Tree::List(_)) => {
                let items = node.items().filter_map(|node| item.read(&node, report));
                Some(Shallow::List(items.collect()))
            }
            (Self::Map(value), Tree::Map(_)) => {
                let entries = node.entries();
                let read = |(key, node)| Some((key, value.read(&node, report)?));
                Some(Shallow::Map(entries.filter_map(read).collect()))
            }
            (Self::Responses, Tree::Map(_)) => Some(responses(node, report)),
            _ => self.coerce(node, report),
        }
    }

    /// Whether a value can be taken as it stands.
    fn fits(&self, tree: &Tree) -> bool {
        match (self, tree) {
            (Self::Data, _)
            | (Self::Text, Tree::Text(_))
            | (Self::Bool | Self::PartOrBool, Tree::Bool(_))
            | (Self::Number, Tree::Number(_)) => true,
            (Self::Word(words), Tree::Text(text)) => words.contains(&text.as_str()),
            // An integer that is written as one; `1.0` has to be rewritten.
            (Self::Count, Tree::Number(number)) => number.as_str().parse::<u32>().is_ok(),
            _ => false,
        }
    }

    /// Reads a value of another shape where its meaning is plain; each time the report says so.
    fn coerce<'d>(&self, node: &Node<'d>, report: &mut Report) -> Option<Shallow<'d>> {
        let tree = node.tree();
        let coerced = match (self, tree) {
            (Self::Text, Tree::Number(number)) => Tree::from(number.as_str()),
            (Self::Text, Tree::Bool(value)) => Tree::from(value.to_string()),
            (Self::Word(words), Tree::Text(text)) => {
                let word = words
                    .iter()
                    .find(|word| word.eq_ignore_ascii_case(text.trim()));
                match word {
                    Some(word) => Tree::from(*word),
                    None => return self.refuse(node, report),
                }
            }
            (Self::Bool | Self::PartOrBool, Tree::Text(text)) => match truth(text) {
                Some(value) => Tree::Bool(value),
                None => return self.refuse(node, report),
            },
            (Self::Number | Self::Count, Tree::Number(_) | Tree::Text(_)) => {
                return self.number(node, report);
            }
            (Self::Map(_) | Self::Responses, Tree::List(list)) if list.is_empty() => Tree::map(),
            (Self::List(Self::Text), Tree::Null) => Tree::from(Vec::new()),
            (Self::List(Self::Text), Tree::Text(_)) => Tree::from(vec![tree.clone()]),
            _ => return self.refuse(node, report),
        };
        report.push(warning(
            node,
            format!(
                "{} is {}; {} is read",
                name(node),
                described(tree),
                described(&coerced)
            ),
            format!("write {}", self.wanted()),
        ));
        Some(Shallow::Owned(coerced))
    }

    /// A number that is written in another way. One that is too large for its type bounds nothing and is left out:
    /// bounds are not checked anyway.
    fn number<'d>(&self, node: &Node<'d>, report: &mut Report) -> Option<Shallow<'d>> {
        let parsed;
        let (number, quoted) = match node.tree() {
            Tree::Number(number) => (number, false),
            Tree::Text(text) => {
                let Some(number) = number_in(text) else {
                    return self.refuse(node, report);
                };
                parsed = number;
                (&parsed, true)
            }
            _ => return self.refuse(node, report),
        };
        if quoted {
            report.push(warning(
                node,
                format!("{} is text; the number {number} is read", name(node)),
                "write it without quotes".to_owned(),
            ));
        }
        let read = match self {
            Self::Count => number.as_u64().map(Number::from),
            _ => Some(number.clone()),
        };
        let misshapen = number.as_f64() < 0.0 || number.as_f64().fract() != 0.0;
        if read.is_none() && matches!(self, Self::Count) && misshapen {
            return self.refuse(node, report);
        }
        Some(Shallow::Owned(Tree::Number(read?)))
    }

    fn refuse<'d>(&self, node: &Node<'d>, report: &mut Report) -> Option<Shallow<'d>> {
        report.push(warning(
            node,
            format!(
                "{} is {}; it is left out",
                name(node),
                described(node.tree())
            ),
            format!("write {}", self.wanted()),
        ));
        None
    }

    /// The shape in words.
    fn wanted(&self) -> String {
        match self {
            Self::Data => "any value".to_owned(),
            Self::Text => "text (in quotes, where it looks like something else)".to_owned(),
            Self::Word(words) => {
                let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
                format!("one of {}", words.join(", "))
            }
            Self::Bool => "`true` or `false`".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Count => "a whole number".to_owned(),
            Self::Part | Self::Map(_) | Self::Responses | Self::Object(_) => "a mapping".to_owned(),
            Self::PartOrBool => "a mapping, `true` or `false`".to_owned(),
            Self::List(item) => format!("a list; each item is {}", item.wanted()),
        }
    }
}

/// Reads the known keywords of a mapping and its extensions.
pub(super) fn object<'d>(
    fields: &'static [Field],
    node: &Node<'d>,
    report: &mut Report,
) -> Option<Shallow<'d>> {
    if node.tree().as_map().is_none() {
        let kind = described(node.tree());
        report.push(Diagnostic {
            severity: Severity::Unsupported,
            ..warning(
                node,
                format!("{} is {kind}; it is left out", name(node)),
                "write a mapping".to_owned(),
            )
        });
        return None;
    }
    let mut read = Vec::new();
    for (key, tree) in node.tree().as_map().into_iter().flatten() {
        let field = fields.iter().find(|field| field.name == key);
        let value = match field {
            // Most values fit, and need no place.
            Some(field) if field.shape.fits(tree) => Some(Shallow::Data(tree)),
            Some(field) => node
                .get(key)
                .and_then(|node| field.shape.read(&node, report)),
            None if key.starts_with("x-") => Some(Shallow::Data(tree)),
            // An unknown keyword means nothing; one that is misspelt shows as the absence of the right one.
            None => None,
        };
        read.extend(value.map(|value| (key.as_str(), value)));
    }
    for field in fields {
        if read.iter().any(|(key, _)| *key == field.name) {
            continue;
        }
        let (filled, words) = match field.absent {
            Absent::Fine => continue,
            Absent::EmptyText => (Some(Tree::from("")), "empty text is read"),
            Absent::EmptyMap => (Some(Tree::map()), "an empty mapping is read"),
            Absent::Fatal => (None, "it is left out"),
        };
        report.push(Diagnostic {
            severity: if filled.is_some() {
                Severity::Warning
            } else {
                Severity::Unsupported
            },
            code: Code::Shape,
            place: Place::Value(node.place().clone()),
            message: format!("{} has no usable `{}`; {words}", name(node), field.name),
            help: Some(format!("add `{}`: {}", field.name, field.shape.wanted())),
        });
        read.push((field.name, Shallow::Owned(filled?)));
    }
    Some(Shallow::Map(read))
}

/// Responses by their status. Other keys would be lost in silence.
fn responses<'d>(node: &Node<'d>, report: &mut Report) -> Shallow<'d> {
    let mut read = Vec::new();
    for (key, response) in node.entries() {
        if key.starts_with("x-") {
            read.push((key, Shallow::Data(response.tree())));
        } else if read
            .iter()
            .any(|(known, _)| key.eq_ignore_ascii_case(known))
        {
            report.push(warning(
                &response,
                format!("the status `{key}` is described twice; the first one is read"),
                "keep one of them".to_owned(),
            ));
        } else if key == "default" || is_status(key) {
            read.extend(
                Shape::Part
                    .read(&response, report)
                    .map(|value| (key, value)),
            );
        } else {
            report.push(warning(
                &response,
                format!("`{key}` is no status code; the response is left out"),
                "write a code such as `200`, a range such as `2XX`, or `default`".to_owned(),
            ));
        }
    }
    Shallow::Map(read)
}

/// `200` or `2XX`; the first digit is no zero, as the decoder has it.
fn is_status(key: &str) -> bool {
    let (first, rest) = (
        key.get(..1).unwrap_or_default(),
        key.get(1..).unwrap_or_default(),
    );
    let digits = rest.bytes().all(|byte| byte.is_ascii_digit());
    rest.len() == 2
        && first.bytes().all(|byte| (b'1'..=b'9').contains(&byte))
        && (digits || rest.eq_ignore_ascii_case("XX"))
}

/// A reference to the place of a part. A percent sign means itself there, and not the escape that follows.
fn reference<'d>(node: &Node<'d>) -> Shallow<'d> {
    let mut target = format!("#{}", node.place());
    if target.contains('%') {
        target = target.replace('%', "%25");
    }
    let target = Tree::Text(target);
    Shallow::Map(vec![("$ref", Shallow::Owned(target))])
}

fn truth(text: &str) -> Option<bool> {
    let is = |words: [&str; 3]| {
        words
            .iter()
            .any(|word| word.eq_ignore_ascii_case(text.trim()))
    };
    if is(["true", "yes", "on"]) {
        Some(true)
    } else if is(["false", "no", "off"]) {
        Some(false)
    } else {
        None
    }
}

fn number_in(text: &str) -> Option<Number> {
    let text = text.trim();
    let integer = text.parse::<i128>().ok().map(Number::from);
    integer.or_else(|| Number::from_f64(text.parse().ok()?))
}

/// The last step of a place, for messages.
pub(super) fn name(node: &Node<'_>) -> String {
    // An item of a list is known by its name, where it has one, rather than by its number.
    let own = node.tree().step("name").and_then(Tree::as_text);
    let is_number = |step: &&str| step.bytes().all(|b| b.is_ascii_digit());
    let step = node.place().last();
    match own
        .filter(|_| step.as_ref().is_some_and(is_number))
        .or(step)
    {
        Some(name) => format!("`{name}`"),
        None => "the document".to_owned(),
    }
}

fn described(tree: &Tree) -> String {
    match tree {
        Tree::Text(text) if text.chars().count() <= 40 => format!("the text `{text}`"),
        Tree::Number(number) => format!("the number `{number}`"),
        Tree::Bool(value) => format!("`{value}`"),
        Tree::Map(map) if map.is_empty() => "an empty mapping".to_owned(),
        Tree::List(list) if list.is_empty() => "an empty list".to_owned(),
        other => other.kind().to_owned(),
    }
}

pub(super) fn warning(node: &Node<'_>, message: String, help: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        code: Code::Shape,
        place: Place::Value(node.place().clone()),
        message,
        help: Some(help),
    }
}
