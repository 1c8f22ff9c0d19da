//! The rows of the table: commands, and the properties of objects, out of the lines in which they stand. What is read here
//! lives as long as the program, which makes one call.

use std::fmt;
use std::sync::OnceLock;

use client::untyped::{Encoding, Method, Operation, Scheme, Server, Style, Variable};

use super::json::Json;
use super::model::{
    Body, BodyKind, Command, Field, Group, Location, Parameter, Place, Program, Response, Switch,
    Values,
};
use super::problem::Problem;

/// A command of which no more is read than what a list of commands shows.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    /// The name, in kebab case.
    pub(crate) name: &'static str,
    /// What it does, in one line.
    pub(crate) about: &'static str,
    facts: &'static str,
}

/// The properties of an object inside requests, which are read when they are asked for: objects may lead to each other
/// without an end.
pub(crate) struct Object {
    table: &'static str,
    name: &'static str,
    fields: OnceLock<&'static [Field]>,
}

/// A line of the table that is not what the generator writes.
#[derive(Debug)]
pub(crate) struct Broken(String);

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the table of this program is broken: {}\n  that is a fault of the program, which has to be generated and built again",
            self.0
        )
    }
}

impl From<Broken> for Problem {
    fn from(broken: Broken) -> Self {
        Self::local(broken)
    }
}

impl From<Broken> for String {
    fn from(broken: Broken) -> Self {
        broken.to_string()
    }
}

/// What was expected, and what stands there.
fn broken(expected: &str, found: impl fmt::Display) -> Broken {
    Broken(format!("expected {expected}, not `{found}`"))
}

type Read<T> = Result<T, Broken>;

impl Group {
    /// The commands, sorted by name.
    pub(crate) fn rows(&self) -> Read<Vec<Row>> {
        lines(self.commands).map(|line| Row::read(line?)).collect()
    }

    /// The command of a name.
    pub(crate) fn row(&self, name: &str) -> Read<Option<Row>> {
        find(self.commands, name)?.map(Row::read).transpose()
    }
}

impl Object {
    /// An object of a table.
    pub(crate) const fn new(table: &'static str, name: &'static str) -> Self {
        Self {
            table,
            name,
            fields: OnceLock::new(),
        }
    }

    /// Its properties.
    pub(crate) fn fields(&self) -> Read<&'static [Field]> {
        if let Some(fields) = self.fields.get() {
            return Ok(fields);
        }
        let (_, properties) =
            find(self.table, self.name)?.ok_or_else(|| broken("an object", self.name))?;
        let row = json(properties)?;
        let fields = list(Some(&row), |row| field(self.table, row))?;
        Ok(self.fields.get_or_init(|| fields))
    }
}

/// A line of a table: a name, a space, and what there is to say of it. A comment begins with `#`.
type Line = (&'static str, &'static str);

fn lines(table: &'static str) -> impl Iterator<Item = Read<Line>> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| {
        line.split_once(' ')
            .ok_or_else(|| broken("a name and more", line))
    })
}

/// The line of a name.
fn find(table: &'static str, name: &str) -> Read<Option<Line>> {
    let is_it = |line: &Read<Line>| !matches!(line, Ok((of, _)) if *of != name);
    lines(table).find(is_it).transpose()
}

fn json(text: &str) -> Read<Json> {
    Json::parse(text).map_err(|error| Broken(format!("`{text}`: {error}")))
}

impl Row {
    fn read((name, rest): Line) -> Read<Self> {
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<String>();
        let Some(Ok(about)) = values.next() else {
            return Err(broken("a text", rest));
        };
        let facts = &rest[values.byte_offset()..];
        let about = about.leak();
        Ok(Self { name, about, facts })
    }

    /// The command.
    pub(crate) fn command(
        self,
        program: &'static Program,
        group: &Group,
    ) -> Read<&'static Command> {
        let row = json(self.facts)?;
        let operation = operation(program, &row)?;
        let items = row.get("items").map(texts).transpose()?;
        let paging = row.get("paging").zip(program.optional.paging);
        let paging = paging.map(|(row, read)| read(row, items.unwrap_or_default()));
        Ok(kept(Command {
            name: self.name,
            group: group.name,
            about: self.about,
            details: text(row.get("details"))?,
            deprecated: is_set(row.get("deprecated"))?,
            parameters: list(row.get("parameters"), |row| parameter(program, row))?,
            bodies: list(row.get("bodies"), |row| body(program, row))?,
            needs_body: is_set(row.get("needs_body"))?,
            responses: list(row.get("responses"), |row| {
                Ok(Response {
                    status: text(item(row, 0))?,
                    about: text(item(row, 1))?,
                    body: text(item(row, 2))?,
                })
            })?,
            items,
            paging: paging.transpose()?,
            stream: program.optional.stream.filter(|_| operation.streamed),
            switch: row.get("switch").map(switch).transpose()?,
            operation,
        }))
    }
}

fn operation(program: &'static Program, row: &Json) -> Read<Operation> {
    let scheme = |row: &Json| -> Read<&'static Scheme> {
        let name = text(Some(row))?;
        let mut known = program.schemes.iter().copied();
        known
            .find(|scheme| scheme.name == name)
            .ok_or_else(|| broken("a security scheme", name))
    };
    let all = |row: &Json| -> Read<&'static [&'static Scheme]> { list(Some(row), scheme) };
    Ok(Operation {
        id: text(row.get("id"))?,
        method: Method::other(text(row.get("method"))?),
        path: text(row.get("path"))?,
        accept: optional(row.get("accept"))?,
        security: list(row.get("security"), all)?,
        server: row.get("server").map(server).transpose()?,
        idempotency_header: optional(row.get("idempotency_header"))?,
        streamed: is_set(row.get("streamed"))?,
        ..Operation::DEFAULT
    })
}

fn server(row: &Json) -> Read<Server> {
    let variables = list(row.get("variables"), |row| {
        let values = item(row, 2).map(texts).transpose()?;
        let (name, default) = (text(item(row, 0))?, text(item(row, 1))?);
        Ok(Variable::new(name, default, values.unwrap_or_default()))
    })?;
    Ok(Server::with_variables(text(row.get("url"))?, variables))
}

fn parameter(program: &Program, row: &Json) -> Read<Parameter> {
    let (location, usual) = match text(row.get("in"))? {
        "path" => (Location::Path, Encoding::SIMPLE),
        "query" => (Location::Query, Encoding::FORM),
        "header" => (Location::Header, Encoding::SIMPLE),
        "cookie" => (Location::Cookie, Encoding::FORM),
        "querystring" => match row.get("form") {
            Some(form) => (Location::Form(encodings(Some(form))?), Encoding::FORM),
            None => (Location::Querystring, Encoding::FORM),
        },
        other => return Err(broken("a location", other)),
    };
    Ok(Parameter {
        location,
        encoding: row.get("encoding").map_or(Ok(usual), encoding)?,
        field: field(program.objects, row)?,
    })
}

fn encoding(row: &Json) -> Read<Encoding> {
    if let Json::Text(name) = row {
        return match name.as_str() {
            "json" => Ok(Encoding::Json),
            other => Err(broken("an encoding", other)),
        };
    }
    let style = match text(row.get("style"))? {
        "simple" => Style::Simple,
        "label" => Style::Label,
        "matrix" => Style::Matrix,
        "spaceDelimited" => Style::SpaceDelimited,
        "pipeDelimited" => Style::PipeDelimited,
        "tabDelimited" => Style::TabDelimited,
        "deepObject" => Style::DeepObject,
        "cookie" => Style::Cookie,
        "form" => Style::Form,
        other => return Err(broken("a style", other)),
    };
    Ok(Encoding::Style {
        style,
        explode: is_set(row.get("explode"))?,
        allow_reserved: is_set(row.get("allow_reserved"))?,
    })
}

/// The names of values with how each is written.
fn encodings(row: Option<&Json>) -> Read<&'static [(&'static str, Encoding)]> {
    list(row, |row| {
        let encoding = item(row, 1).map_or(Ok(Encoding::FORM), encoding)?;
        Ok((text(item(row, 0))?, encoding))
    })
}

fn body(program: &Program, row: &Json) -> Read<Body> {
    let kind = match optional(row.get("kind"))? {
        None => Some(BodyKind::Json),
        Some("form") => program.optional.form.map(BodyKind::Form),
        Some("multipart") => program.optional.multipart.map(BodyKind::Multipart),
        Some("whole") => Some(BodyKind::Whole),
        Some(_) => None,
    };
    Ok(Body {
        media_type: text(row.get("media_type"))?,
        range: text(row.get("range"))?,
        kind: kind.ok_or_else(|| broken("a kind of body", row))?,
        fields: list(row.get("fields"), |row| field(program.objects, row))?,
        encodings: encodings(row.get("encodings"))?,
        example: text(row.get("example"))?,
    })
}

fn field(objects: &'static str, row: &Json) -> Read<Field> {
    let name = text(row.get("name"))?;
    let values = row.get("values").map(|row| kind(objects, row));
    Ok(Field {
        flag: match optional(row.get("flag"))? {
            Some(flag) => flag,
            None if name.contains('_') => name.replace('_', "-").leak(),
            None => name,
        },
        name,
        values: values.unwrap_or(Ok(Values::Text))?,
        required: is_set(row.get("required"))?,
        nullable: is_set(row.get("nullable"))?,
        deprecated: is_set(row.get("deprecated"))?,
        constant: text(row.get("constant"))?,
        media_type: text(row.get("media_type"))?,
        header_of: text(row.get("header_of"))?,
        help: text(row.get("help"))?,
        facts: text(row.get("facts"))?,
    })
}

/// The values of a field: a name, a list of the texts that there are, or what holds others.
fn kind(objects: &'static str, row: &Json) -> Read<Values> {
    if let Json::Text(name) = row {
        return Ok(match name.as_str() {
            "integer" => Values::Integer,
            "number" => Values::Number,
            "boolean" => Values::Boolean,
            "text" => Values::Text,
            "file" => Values::File,
            "any" => Values::Any,
            other => return Err(broken("a kind of values", other)),
        });
    }
    if let Json::List(_) = row {
        return Ok(Values::Choice(texts(row)?));
    }
    let inner = |row| Ok(kept(kind(objects, row)?));
    match (row.get("list"), row.get("map"), row.get("object")) {
        (Some(items), ..) => Ok(Values::List(inner(items)?)),
        (_, Some(values), _) => Ok(Values::Map(inner(values)?)),
        (.., name) => Ok(Values::Object(kept(Object::new(objects, text(name)?)))),
    }
}

fn switch(row: &Json) -> Read<Switch> {
    Ok(Switch {
        place: match row.get("body") {
            Some(path) => Place::Body(texts(path)?),
            None => Place::Query(text(row.get("query"))?),
        },
        accept: text(row.get("accept"))?,
    })
}

/// What lives as long as the program.
pub(crate) fn kept<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// A text; nothing is an empty one.
pub(crate) fn text(row: Option<&Json>) -> Read<&'static str> {
    Ok(optional(row)?.unwrap_or_default())
}

fn optional(row: Option<&Json>) -> Read<Option<&'static str>> {
    match row {
        None => Ok(None),
        Some(Json::Text(text)) => Ok(Some(text.clone().leak())),
        Some(other) => Err(broken("a text", other)),
    }
}

/// A list of texts.
pub(crate) fn texts(row: &Json) -> Read<&'static [&'static str]> {
    list(Some(row), |row| text(Some(row)))
}

pub(crate) fn is_set(row: Option<&Json>) -> Read<bool> {
    match row {
        None => Ok(false),
        Some(Json::Literal(text)) if text == "true" => Ok(true),
        Some(other) => Err(broken("true", other)),
    }
}

/// The item at a place of a list.
fn item(row: &Json, at: usize) -> Option<&Json> {
    match row {
        Json::List(items) => items.get(at),
        _ => None,
    }
}

fn list<T>(row: Option<&Json>, read: impl Fn(&Json) -> Read<T>) -> Read<&'static [T]> {
    match row {
        None => Ok(&[]),
        Some(Json::List(items)) => {
            let items: Vec<T> = items.iter().map(read).collect::<Read<_>>()?;
            Ok(items.leak())
        }
        Some(other) => Err(broken("a list", other)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Object, lines};
    use crate::cli::model::Group;

    /// What is said of a table of objects in which `A` is asked for.
    fn said(table: &'static str) -> Option<String> {
        Some(Object::new(table, "A").fields().err()?.to_string())
    }

    #[test]
    fn a_broken_line_is_told() {
        assert_eq!(said("# x\nA [{\"name\":\"a\"}]"), None);
        for (table, what) in [
            ("B []", "expected an object, not `A`"),
            ("B\nA []", "expected a name and more, not `B`"),
            ("A {}", "expected a list, not `{}`"),
            ("A [", "`[`: EOF"),
            ("A [{\"name\":1}]", "expected a text, not `1`"),
            ("A [{\"required\":\"yes\"}]", "expected true, not `\"yes\"`"),
            (
                "A [{\"values\":\"texts\"}]",
                "expected a kind of values, not `texts`",
            ),
        ] {
            let said = said(table).unwrap_or_default();
            let begin = format!("the table of this program is broken: {what}");
            assert!(said.starts_with(&begin), "{said}");
        }
        assert_eq!(lines("# nothing").count(), 0);
    }

    #[test]
    fn a_broken_line_is_told_where_commands_are_listed() {
        let group = |commands| Group {
            name: "g",
            about: "",
            commands,
        };
        assert!(group("a \"A.\" {}").rows().is_ok());
        assert!(group("a {}").rows().is_err());
        assert!(group("a \"A.\" {}\nb").row("b").is_err());
        assert!(group("a \"A.\" {}\nb").row("a").is_ok());
    }
}
