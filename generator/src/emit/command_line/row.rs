//! The lines of the table: a command, and the properties of an object, as JSON.

use serde_json::Value;

use super::json::{Object, strings};
use crate::rust::{
    Command, CommandBody, CommandBodyKind, CommandField, CommandLocation, CommandNext,
    CommandPaging, CommandParameter, CommandResponse, CommandSwitch, CommandValues, PageParameter,
    ParamStyle, Scheme, Server, StatusPattern, SwitchPlace,
};
use crate::text::Text;

/// What there is to say of a command beside its name and what it is in one line.
pub(super) fn command(command: &Command, schemes: &[Scheme]) -> Value {
    let key = command.idempotency_header.as_ref();
    let alternatives = command.security.iter().map(|all| -> Value {
        let schemes = all.iter().filter_map(|constant| {
            let scheme = schemes.iter().find(|scheme| scheme.constant == *constant)?;
            Some(scheme.name.json())
        });
        schemes.collect()
    });
    Object::default()
        .text("details", &command.details)
        .flag("deprecated", command.deprecated)
        .text("id", &command.id)
        .text("method", &command.http_method.text())
        .text("path", &command.path)
        .optional("accept", command.accept.as_ref().map(Text::json))
        .list("security", alternatives)
        .optional("server", command.server.as_ref().map(server))
        .optional("idempotency_header", key.map(Text::json))
        .flag("streamed", command.streamed)
        .flag("needs_body", command.needs_body)
        .optional("items", command.items.as_deref().map(strings))
        .optional("paging", command.paging.as_ref().map(paging))
        .optional("switch", command.switch.as_ref().map(switch))
        .list("parameters", command.parameters.iter().map(parameter))
        .list("bodies", command.bodies.iter().map(body))
        .list("responses", command.responses.iter().map(response))
        .end()
}

fn switch(switch: &CommandSwitch) -> Value {
    let row = match &switch.place {
        SwitchPlace::Body(members) => Object::default().with("body", strings(members)),
        SwitchPlace::Query(name) => Object::default().text("query", name),
    };
    row.optional("accept", switch.accept.as_ref().map(Text::json))
        .end()
}

fn server(server: &Server) -> Value {
    let variables = server.variables.iter().map(|variable| {
        Value::Array(vec![
            variable.name.json(),
            variable.default.json(),
            strings(&variable.values),
        ])
    });
    Object::default()
        .text("url", &server.url)
        .list("variables", variables)
        .end()
}

fn parameter(parameter: &CommandParameter) -> Value {
    let location = match parameter.location {
        CommandLocation::Path => "path",
        CommandLocation::Query => "query",
        CommandLocation::Querystring => "querystring",
        CommandLocation::Header => "header",
        CommandLocation::Cookie => "cookie",
    };
    let mut row = Object::default()
        .with("in", location)
        .optional("encoding", encoding(&parameter.style));
    if let (ParamStyle::Form(styles), "querystring") = (&parameter.style, location) {
        row = row.with("form", encodings(styles));
    }
    field(row, &parameter.field)
}

/// How a value is written, where that is not as usual in its place.
fn encoding(style: &ParamStyle) -> Option<Value> {
    match style {
        // What is written as XML or a form is text here.
        ParamStyle::Plain | ParamStyle::Xml(_) | ParamStyle::Form(_) | ParamStyle::Text => None,
        ParamStyle::Json => Some("json".into()),
        ParamStyle::Styled {
            style,
            explode,
            allow_reserved,
        } => {
            let row = Object::default().with("style", style.name());
            let row = row.flag("explode", *explode);
            Some(row.flag("allow_reserved", *allow_reserved).end())
        }
    }
}

/// The names of values with how each is written.
fn encodings(styles: &[(Text, ParamStyle)]) -> Vec<Value> {
    let pair = |(name, style): &(Text, ParamStyle)| -> Value {
        [name.json()].into_iter().chain(encoding(style)).collect()
    };
    styles.iter().map(pair).collect()
}

/// The properties of an object.
pub(super) fn fields(fields: &[CommandField]) -> Vec<Value> {
    let rows = fields.iter().map(|row| field(Object::default(), row));
    rows.collect()
}

fn field(row: Object, field: &CommandField) -> Value {
    let mut row = row.text("name", &field.name);
    // A flag is most often the name with other dashes.
    if field.name.json() != field.flag.replace('-', "_") && field.name.json() != field.flag {
        row = row.with("flag", field.flag.as_str());
    }
    if field.values != CommandValues::Text {
        row = row.with("values", values(&field.values));
    }
    row.flag("required", field.required)
        .flag("nullable", field.nullable)
        .flag("deprecated", field.deprecated)
        .optional("constant", field.constant.as_ref().map(Text::json))
        .optional("media_type", field.media_type.as_ref().map(Text::json))
        .optional("header_of", field.header_of.as_ref().map(Text::json))
        .text("help", &field.help)
        .text("facts", &field.facts)
        .end()
}

/// A name, a list of the texts that there are, or what holds others.
fn values(of: &CommandValues) -> Value {
    match of {
        CommandValues::Text => "text".into(),
        CommandValues::Integer => "integer".into(),
        CommandValues::Number => "number".into(),
        CommandValues::Boolean => "boolean".into(),
        CommandValues::Any => "any".into(),
        CommandValues::File => "file".into(),
        CommandValues::Choice(choices) => strings(choices),
        CommandValues::List(items) => Object::default().with("list", values(items)).end(),
        CommandValues::Map(inner) => Object::default().with("map", values(inner)).end(),
        CommandValues::Object(name) => Object::default().with("object", name.as_str()).end(),
    }
}

fn body(body: &CommandBody) -> Value {
    let mut row = Object::default()
        .text("media_type", &body.media_type)
        .optional("range", body.range.as_ref().map(Text::json));
    row = match body.kind {
        CommandBodyKind::Json => row,
        CommandBodyKind::Form => row.with("kind", "form"),
        CommandBodyKind::Multipart => row.with("kind", "multipart"),
        CommandBodyKind::Whole => row.with("kind", "whole"),
    };
    if body.kind != CommandBodyKind::Whole {
        row = row.text("example", &body.example);
    }
    row.list("encodings", encodings(&body.styles))
        .list("fields", fields(&body.fields))
        .end()
}

fn response(response: &CommandResponse) -> Value {
    let status = match response.status {
        StatusPattern::Code(code) => code.to_string(),
        StatusPattern::Range(digit) => format!("{digit}XX"),
        StatusPattern::Default => "default".to_owned(),
    };
    Value::Array(vec![
        status.into(),
        response.about.json(),
        response.body.json(),
    ])
}

fn paging(paging: &CommandPaging) -> Value {
    let of = |by: &str, parameter: &PageParameter| {
        let row = Object::default().with("by", by);
        let row = row.text("parameter", parameter.name());
        match parameter.place() {
            Some(place) => row.with("place", place),
            None => row,
        }
    };
    let path = |members: &Option<Vec<Text>>| members.as_deref().map(strings);
    match paging {
        CommandPaging::Cursor {
            parameter,
            next,
            more,
        } => {
            let row = of("cursor", parameter);
            let row = match next {
                CommandNext::Body(members) => row.with("next", strings(members)),
                CommandNext::Last(members) => row.with("last", strings(members)),
                CommandNext::Header(name) => row.text("header", name),
            };
            row.optional("more", path(more)).end()
        }
        CommandPaging::Offset {
            parameter,
            first,
            total,
        } => {
            let row = of("offset", parameter).with("first", *first);
            row.optional("total", path(total)).end()
        }
        CommandPaging::Number {
            parameter,
            first,
            pages,
        } => {
            let row = of("number", parameter).with("first", *first);
            row.optional("pages", path(pages)).end()
        }
        CommandPaging::Link(next) => {
            let row = Object::default().with("by", "link");
            row.optional("next", path(next)).end()
        }
    }
}
