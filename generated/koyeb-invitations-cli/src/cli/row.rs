//! The rows of the table: commands, and the properties of objects, out of the lines in which they stand. What is read here
//! lives as long as the program, which makes one call.

use std::sync::OnceLock;

use client::untyped::{Encoding, Method, Operation, Scheme, Server, Style, Variable};

use super::json::Json;
use super::model::{
    Body, BodyKind, Command, Field, Group, Location, Parameter, Place, Program, Response, Switch,
    Values,
};

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

impl Group {
    /// The commands, sorted by name.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row> + Clone + use<> {
        lines(self.commands).filter_map(|(name, rest)| {
            let mut values = serde_json::Deserializer::from_str(rest).into_iter();
            let about: String = values.next()?.ok()?;
            let facts = &rest[values.byte_offset()..];
            let about = about.leak();
            Some(Row { name, about, facts })
        })
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
    pub(crate) fn fields(&self) -> &'static [Field] {
        self.fields.get_or_init(|| {
            let found = lines(self.table).find(|(name, _)| *name == self.name);
            let row = found.and_then(|(_, properties)| Json::parse(properties).ok());
            list(row.as_ref(), |row| field(self.table, row))
        })
    }
}

/// The lines of a table: a name, a space, and what there is to say of it. A comment begins with `#`.
fn lines(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> + Clone {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' '))
}

impl Row {
    /// The command.
    pub(crate) fn command(self, program: &'static Program, group: &Group) -> &'static Command {
        let row = Json::parse(self.facts).unwrap_or_else(|_| Json::null());
        let operation = operation(program, &row);
        let items = row.get("items").map(texts);
        let paging = row.get("paging").zip(program.optional.paging);
        kept(Command {
            name: self.name,
            group: group.name,
            about: self.about,
            details: text(row.get("details")),
            deprecated: is_set(row.get("deprecated")),
            parameters: list(row.get("parameters"), |row| parameter(program, row)),
            bodies: list(row.get("bodies"), |row| body(program, row)),
            needs_body: is_set(row.get("needs_body")),
            responses: list(row.get("responses"), |row| Response {
                status: text(item(row, 0)),
                about: text(item(row, 1)),
                body: text(item(row, 2)),
            }),
            items,
            paging: paging.map(|(row, read)| read(row, items.unwrap_or_default())),
            stream: program.optional.stream.filter(|_| operation.streamed),
            switch: row.get("switch").map(switch),
            operation,
        })
    }
}

fn operation(program: &'static Program, row: &Json) -> Operation {
    let scheme = |name: &Json| -> Option<&'static Scheme> {
        let mut known = program.schemes.iter().copied();
        known.find(|scheme| matches!(name, Json::Text(name) if name == scheme.name))
    };
    let all = |row: &Json| -> &'static [&'static Scheme] {
        let schemes = values(Some(row)).iter().filter_map(scheme);
        schemes.collect::<Vec<_>>().leak()
    };
    Operation {
        id: text(row.get("id")),
        method: Method::other(text(row.get("method"))),
        path: text(row.get("path")),
        accept: optional(row.get("accept")),
        security: list(row.get("security"), all),
        server: row.get("server").map(|row| {
            let variables = list(row.get("variables"), |row| {
                let values = item(row, 2).map(texts).unwrap_or_default();
                Variable::new(text(item(row, 0)), text(item(row, 1)), values)
            });
            Server::with_variables(text(row.get("url")), variables)
        }),
        idempotency_header: optional(row.get("idempotency_header")),
        streamed: is_set(row.get("streamed")),
        ..Operation::DEFAULT
    }
}

fn parameter(program: &Program, row: &Json) -> Parameter {
    let (location, usual) = match text(row.get("in")) {
        "path" => (Location::Path, Encoding::SIMPLE),
        "header" => (Location::Header, Encoding::SIMPLE),
        "cookie" => (Location::Cookie, Encoding::FORM),
        "querystring" => match row.get("form") {
            Some(form) => (Location::Form(encodings(Some(form))), Encoding::FORM),
            None => (Location::Querystring, Encoding::FORM),
        },
        _ => (Location::Query, Encoding::FORM),
    };
    Parameter {
        location,
        encoding: row.get("encoding").map_or(usual, encoding),
        field: field(program.objects, row),
    }
}

fn encoding(row: &Json) -> Encoding {
    let style = match text(row.get("style")) {
        "simple" => Style::Simple,
        "label" => Style::Label,
        "matrix" => Style::Matrix,
        "spaceDelimited" => Style::SpaceDelimited,
        "pipeDelimited" => Style::PipeDelimited,
        "tabDelimited" => Style::TabDelimited,
        "deepObject" => Style::DeepObject,
        "cookie" => Style::Cookie,
        "form" => Style::Form,
        _ => return Encoding::Json,
    };
    Encoding::Style {
        style,
        explode: is_set(row.get("explode")),
        allow_reserved: is_set(row.get("allow_reserved")),
    }
}

/// The names of values with how each is written.
fn encodings(row: Option<&Json>) -> &'static [(&'static str, Encoding)] {
    list(row, |row| {
        let encoding = item(row, 1).map_or(Encoding::FORM, encoding);
        (text(item(row, 0)), encoding)
    })
}

fn body(program: &Program, row: &Json) -> Body {
    let kind = match text(row.get("kind")) {
        "form" => program.optional.form.map(BodyKind::Form),
        "multipart" => program.optional.multipart.map(BodyKind::Multipart),
        "whole" => Some(BodyKind::Whole),
        _ => None,
    };
    Body {
        media_type: text(row.get("media_type")),
        range: text(row.get("range")),
        kind: kind.unwrap_or(BodyKind::Json),
        fields: list(row.get("fields"), |row| field(program.objects, row)),
        encodings: encodings(row.get("encodings")),
        example: text(row.get("example")),
    }
}

fn field(objects: &'static str, row: &Json) -> Field {
    let name = text(row.get("name"));
    Field {
        flag: match optional(row.get("flag")) {
            Some(flag) => flag,
            None if name.contains('_') => name.replace('_', "-").leak(),
            None => name,
        },
        name,
        values: row
            .get("values")
            .map_or(Values::Text, |row| kind(objects, row)),
        required: is_set(row.get("required")),
        nullable: is_set(row.get("nullable")),
        deprecated: is_set(row.get("deprecated")),
        constant: text(row.get("constant")),
        media_type: text(row.get("media_type")),
        header_of: text(row.get("header_of")),
        help: text(row.get("help")),
        facts: text(row.get("facts")),
    }
}

/// The values of a field: a name, a list of the texts that there are, or what holds others.
fn kind(objects: &'static str, row: &Json) -> Values {
    let inner = |row| kept(kind(objects, row));
    match row {
        Json::List(_) => Values::Choice(texts(row)),
        Json::Text(name) => match name.as_str() {
            "integer" => Values::Integer,
            "number" => Values::Number,
            "boolean" => Values::Boolean,
            "text" => Values::Text,
            "file" => Values::File,
            _ => Values::Any,
        },
        row => match (row.get("list"), row.get("map"), row.get("object")) {
            (Some(items), ..) => Values::List(inner(items)),
            (_, Some(values), _) => Values::Map(inner(values)),
            (.., name) => Values::Object(kept(Object::new(objects, text(name)))),
        },
    }
}

fn switch(row: &Json) -> Switch {
    Switch {
        place: match row.get("body") {
            Some(path) => Place::Body(texts(path)),
            None => Place::Query(text(row.get("query"))),
        },
        accept: text(row.get("accept")),
    }
}

/// What lives as long as the program.
pub(crate) fn kept<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// A text; nothing is an empty one.
pub(crate) fn text(row: Option<&Json>) -> &'static str {
    optional(row).unwrap_or_default()
}

fn optional(row: Option<&Json>) -> Option<&'static str> {
    match row {
        Some(Json::Text(text)) => Some(text.clone().leak()),
        _ => None,
    }
}

/// A list of texts.
pub(crate) fn texts(row: &Json) -> &'static [&'static str] {
    list(Some(row), |row| text(Some(row)))
}

pub(crate) fn is_set(row: Option<&Json>) -> bool {
    matches!(row, Some(Json::Literal(text)) if text == "true")
}

fn values(row: Option<&Json>) -> &[Json] {
    match row {
        Some(Json::List(items)) => items,
        _ => &[],
    }
}

fn item(row: &Json, at: usize) -> Option<&Json> {
    values(Some(row)).get(at)
}

fn list<T>(row: Option<&Json>, read: impl Fn(&Json) -> T) -> &'static [T] {
    values(row).iter().map(read).collect::<Vec<_>>().leak()
}
