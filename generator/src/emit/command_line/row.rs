//! The lines of the table: a command, and the properties of an object, as JSON.

use super::json::{Object, list, string, strings, word};
use crate::rust::{
    Command, CommandBody, CommandBodyKind, CommandField, CommandLocation, CommandNext,
    CommandPaging, CommandParameter, CommandResponse, CommandSwitch, CommandValues, ParamStyle,
    Scheme, Server, StatusPattern, SwitchPlace,
};
use crate::text::Text;

/// What there is to say of a command beside its name and what it is in one line.
pub(super) fn command(command: &Command, schemes: &[Scheme]) -> String {
    let alternatives = command.security.iter().map(|all| {
        let schemes = all.iter().filter_map(|constant| {
            let scheme = schemes.iter().find(|scheme| scheme.constant == *constant)?;
            Some(string(&scheme.name))
        });
        list(schemes)
    });
    let mut row = Object::default()
        .text("details", &command.details)
        .flag("deprecated", command.deprecated)
        .text("id", &command.id)
        .text("method", &command.http_method.text())
        .text("path", &command.path)
        .optional("accept", command.accept.as_ref())
        .list("security", alternatives);
    if let Some(own) = &command.server {
        row = row.add("server", &server(own));
    }
    row = row
        .optional("idempotency_header", command.idempotency_header.as_ref())
        .flag("streamed", command.streamed)
        .flag("needs_body", command.needs_body);
    if let Some(items) = &command.items {
        row = row.add("items", &strings(items));
    }
    if let Some(way) = &command.paging {
        row = row.add("paging", &paging(way));
    }
    if let Some(on) = &command.switch {
        row = row.add("switch", &switch(on));
    }
    row.list("parameters", command.parameters.iter().map(parameter))
        .list("bodies", command.bodies.iter().map(body))
        .list("responses", command.responses.iter().map(response))
        .end()
}

fn switch(switch: &CommandSwitch) -> String {
    let row = match &switch.place {
        SwitchPlace::Body(members) => Object::default().add("body", &strings(members)),
        SwitchPlace::Query(name) => Object::default().text("query", name),
    };
    row.optional("accept", switch.accept.as_ref()).end()
}

fn server(server: &Server) -> String {
    let variables = server.variables.iter().map(|variable| {
        list([
            string(&variable.name),
            string(&variable.default),
            strings(&variable.values),
        ])
    });
    Object::default()
        .text("url", &server.url)
        .list("variables", variables)
        .end()
}

fn parameter(parameter: &CommandParameter) -> String {
    let location = match parameter.location {
        CommandLocation::Path => "path",
        CommandLocation::Query => "query",
        CommandLocation::Querystring => "querystring",
        CommandLocation::Header => "header",
        CommandLocation::Cookie => "cookie",
    };
    let mut row = Object::default().add("in", &word(location));
    if let Some(way) = encoding(&parameter.style) {
        row = row.add("encoding", &way);
    }
    if let (ParamStyle::Form(styles), "querystring") = (&parameter.style, location) {
        row = row.add("form", &encodings(styles));
    }
    field(row, &parameter.field)
}

/// How a value is written, where that is not as usual in its place.
fn encoding(style: &ParamStyle) -> Option<String> {
    match style {
        // What is written as XML or a form is text here.
        ParamStyle::Plain | ParamStyle::Xml(_) | ParamStyle::Form(_) | ParamStyle::Text => None,
        ParamStyle::Json => Some(word("json")),
        ParamStyle::Styled {
            style,
            explode,
            allow_reserved,
        } => {
            let row = Object::default().add("style", &word(style.name()));
            let row = row.flag("explode", *explode);
            Some(row.flag("allow_reserved", *allow_reserved).end())
        }
    }
}

/// The names of values with how each is written.
fn encodings(styles: &[(Text, ParamStyle)]) -> String {
    list(
        styles
            .iter()
            .map(|(name, style)| list([string(name)].into_iter().chain(encoding(style)))),
    )
}

/// The properties of an object.
pub(super) fn fields(fields: &[CommandField]) -> String {
    list(fields.iter().map(|row| field(Object::default(), row)))
}

fn field(row: Object, field: &CommandField) -> String {
    let mut row = row.text("name", &field.name);
    // A flag is most often the name with other dashes.
    if field.name.json() != field.flag.replace('-', "_") && field.name.json() != field.flag {
        row = row.add("flag", &word(&field.flag));
    }
    if field.values != CommandValues::Text {
        row = row.add("values", &values(&field.values));
    }
    row.flag("required", field.required)
        .flag("nullable", field.nullable)
        .flag("deprecated", field.deprecated)
        .optional("constant", field.constant.as_ref())
        .optional("media_type", field.media_type.as_ref())
        .optional("header_of", field.header_of.as_ref())
        .text("help", &field.help)
        .text("facts", &field.facts)
        .end()
}

/// A name, a list of the texts that there are, or what holds others.
fn values(of: &CommandValues) -> String {
    match of {
        CommandValues::Text => word("text"),
        CommandValues::Integer => word("integer"),
        CommandValues::Number => word("number"),
        CommandValues::Boolean => word("boolean"),
        CommandValues::Any => word("any"),
        CommandValues::File => word("file"),
        CommandValues::Choice(choices) => strings(choices),
        CommandValues::List(items) => Object::default().add("list", &values(items)).end(),
        CommandValues::Map(inner) => Object::default().add("map", &values(inner)).end(),
        CommandValues::Object(name) => Object::default().add("object", &word(name.as_str())).end(),
    }
}

fn body(body: &CommandBody) -> String {
    let mut row = Object::default()
        .text("media_type", &body.media_type)
        .optional("range", body.range.as_ref());
    row = match body.kind {
        CommandBodyKind::Json => row,
        CommandBodyKind::Form => row.add("kind", &word("form")),
        CommandBodyKind::Multipart => row.add("kind", &word("multipart")),
        CommandBodyKind::Whole => row.add("kind", &word("whole")),
    };
    if body.kind != CommandBodyKind::Whole {
        row = row.text("example", &body.example);
    }
    if !body.styles.is_empty() {
        row = row.add("encodings", &encodings(&body.styles));
    }
    if !body.fields.is_empty() {
        row = row.add("fields", &fields(&body.fields));
    }
    row.end()
}

fn response(response: &CommandResponse) -> String {
    let status = match response.status {
        StatusPattern::Code(code) => code.to_string(),
        StatusPattern::Range(digit) => format!("{digit}XX"),
        StatusPattern::Default => "default".to_owned(),
    };
    list([
        word(&status),
        string(&response.about),
        string(&response.body),
    ])
}

fn paging(paging: &CommandPaging) -> String {
    let of = |by: &str, parameter: &Text| {
        let row = Object::default().add("by", &word(by));
        row.text("parameter", parameter)
    };
    let path = |row: Object, name: &str, members: Option<&Vec<Text>>| match members {
        Some(members) => row.add(name, &strings(members)),
        None => row,
    };
    match paging {
        CommandPaging::Cursor {
            parameter,
            in_header,
            next,
            more,
        } => {
            let row = of("cursor", parameter).flag("in_header", *in_header);
            let row = match next {
                CommandNext::Body(members) => row.add("next", &strings(members)),
                CommandNext::Last(members) => row.add("last", &strings(members)),
                CommandNext::Header(name) => row.text("header", name),
            };
            path(row, "more", more.as_ref()).end()
        }
        CommandPaging::Offset {
            parameter,
            first,
            total,
        } => {
            let row = of("offset", parameter).add("first", &first.to_string());
            path(row, "total", total.as_ref()).end()
        }
        CommandPaging::Number {
            parameter,
            first,
            pages,
        } => {
            let row = of("number", parameter).add("first", &first.to_string());
            path(row, "pages", pages.as_ref()).end()
        }
        CommandPaging::Link(next) => {
            let row = Object::default().add("by", &word("link"));
            path(row, "next", next.as_ref()).end()
        }
    }
}
