//! The rows of the table: each command, parameter, property and response as a Rust expression.

use std::fmt::Write;

use crate::rust::{
    Command, CommandBody, CommandBodyKind, CommandField, CommandLocation, CommandNext,
    CommandPaging, CommandParameter, CommandResponse, CommandSwitch, CommandValues, Method,
    ParamStyle, Server, StatusPattern, SwitchPlace,
};
use crate::text::{Literal, Text};

/// What leads from a group to the statics of objects.
const FIELDS: &str = "fields::";

/// The row of a command, over several lines.
pub(super) fn write_command(text: &mut String, command: &Command) {
    text.push_str("    Command {\n");
    let mut line = |name: &str, value: String| {
        let _ = writeln!(text, "        {name}: {value},");
    };
    line("name", word(&command.name).to_string());
    line("about", literal(&command.about).to_string());
    if !command.details.is_empty() {
        line("details", literal(&command.details).to_string());
    }
    if command.deprecated {
        line("deprecated", "true".to_owned());
    }
    line("operation", operation(command));
    if command.needs_body {
        line("needs_body", "true".to_owned());
    }
    if let Some(items) = &command.items {
        line("items", format!("Some(&{})", path(items)));
    }
    if let Some(paging) = &command.paging {
        line(
            "paging",
            format!(
                "Some(&{})",
                paging_row(paging, command.items.as_deref().unwrap_or_default())
            ),
        );
    }
    if command.streamed {
        line("stream", "Some(stream::send)".to_owned());
    }
    if let Some(switch) = &command.switch {
        line("switch", format!("Some({})", switch_row(switch)));
    }
    list(
        text,
        2,
        "parameters",
        command.parameters.iter().map(parameter),
    );
    list(text, 2, "bodies", command.bodies.iter().map(body));
    list(text, 2, "responses", command.responses.iter().map(response));
    text.push_str("        ..Command::DEFAULT\n    },\n");
}

fn switch_row(switch: &CommandSwitch) -> String {
    let place = match &switch.place {
        SwitchPlace::Body(members) => format!("Body(&{})", path(members)),
        SwitchPlace::Query(name) => format!("Query({})", literal(name)),
    };
    let none = Text::default();
    let accept = literal(switch.accept.as_ref().unwrap_or(&none));
    format!("Switch {{ place: Place::{place}, accept: {accept} }}")
}

fn operation(command: &Command) -> String {
    let mut text = format!(
        "Operation {{ id: {}, method: {}, path: {}",
        literal(&command.id),
        method(&command.http_method),
        literal(&command.path)
    );
    if let Some(accept) = &command.accept {
        let _ = write!(text, ", accept: Some({})", literal(accept));
    }
    if !command.security.is_empty() {
        let alternatives = command.security.iter().map(|all| {
            let schemes: Vec<String> = all.iter().map(|scheme| format!("&{scheme}")).collect();
            format!("&[{}]", schemes.join(", "))
        });
        let _ = write!(
            text,
            ", security: &[{}]",
            alternatives.collect::<Vec<_>>().join(", ")
        );
    }
    if let Some(own) = &command.server {
        let _ = write!(text, ", server: Some({})", server(own));
    }
    if let Some(name) = &command.idempotency_header {
        let _ = write!(text, ", idempotency_header: Some({})", literal(name));
    }
    if command.streamed {
        text.push_str(", streamed: true");
    }
    text + ", ..Operation::DEFAULT }"
}

fn server(server: &Server) -> String {
    if server.variables.is_empty() {
        return format!("Server::new({})", literal(&server.url));
    }
    let variables = server.variables.iter().map(|variable| {
        let values: Vec<String> = variable
            .values
            .iter()
            .map(|value| literal(value).to_string())
            .collect();
        format!(
            "Variable::new({}, {}, &[{}])",
            literal(&variable.name),
            literal(&variable.default),
            values.join(", ")
        )
    });
    format!(
        "Server::with_variables({}, &[{}])",
        literal(&server.url),
        variables.collect::<Vec<_>>().join(", ")
    )
}

fn method(method: &Method) -> String {
    match method.known() {
        Some(known) => format!("Method::{known}"),
        None => format!("Method::other({})", literal(&method.text())),
    }
}

fn parameter(parameter: &CommandParameter) -> String {
    let location = match parameter.location {
        CommandLocation::Path => "Path".to_owned(),
        CommandLocation::Query => "Query".to_owned(),
        CommandLocation::Querystring => querystring(parameter),
        CommandLocation::Header => "Header".to_owned(),
        CommandLocation::Cookie => "Cookie".to_owned(),
    };
    let plain = match parameter.location {
        CommandLocation::Path | CommandLocation::Header => "Encoding::SIMPLE",
        CommandLocation::Query | CommandLocation::Querystring | CommandLocation::Cookie => {
            "Encoding::FORM"
        }
    };
    format!(
        "Parameter {{ location: Location::{location}, encoding: {}, field: {} }}",
        encoding(&parameter.style, plain),
        field(&parameter.field, FIELDS)
    )
}

/// How a whole query is written.
fn querystring(parameter: &CommandParameter) -> String {
    let ParamStyle::Form(styles) = &parameter.style else {
        return "Querystring".to_owned();
    };
    let styles = styles
        .iter()
        .map(|(name, style)| format!("({}, {})", literal(name), encoding(style, "Encoding::FORM")));
    let styles: Vec<String> = styles.collect();
    format!("Form(&[{}])", styles.join(", "))
}

fn encoding(style: &ParamStyle, plain: &str) -> String {
    match style {
        // What is written as XML or a form is text here.
        ParamStyle::Plain | ParamStyle::Xml(_) | ParamStyle::Form(_) | ParamStyle::Text => {
            plain.to_owned()
        }
        ParamStyle::Json => "Encoding::Json".to_owned(),
        ParamStyle::Styled {
            style,
            explode,
            allow_reserved,
        } => {
            format!(
                "Encoding::Style {{ style: Style::{style:?}, explode: {explode}, allow_reserved: {allow_reserved} }}"
            )
        }
    }
}

/// A field; `path` leads to the statics of objects.
pub(super) fn field(field: &CommandField, path: &str) -> String {
    let mut text = format!(
        "Field {{ flag: {}, name: {}",
        word(&field.flag),
        literal(&field.name)
    );
    if field.values != CommandValues::Text {
        let _ = write!(text, ", values: {}", values(&field.values, path));
    }
    for (name, is_set) in [
        ("required", field.required),
        ("nullable", field.nullable),
        ("deprecated", field.deprecated),
    ] {
        if is_set {
            let _ = write!(text, ", {name}: true");
        }
    }
    let none = Text::default();
    for (name, value) in [
        ("constant", field.constant.as_ref().unwrap_or(&none)),
        ("media_type", field.media_type.as_ref().unwrap_or(&none)),
        ("header_of", field.header_of.as_ref().unwrap_or(&none)),
        ("help", &field.help),
        ("facts", &field.facts),
    ] {
        if !value.is_empty() {
            let _ = write!(text, ", {name}: {}", literal(value));
        }
    }
    text + ", ..Field::DEFAULT }"
}

fn values(of: &CommandValues, path: &str) -> String {
    match of {
        CommandValues::Text => "Values::Text".to_owned(),
        CommandValues::Integer => "Values::Integer".to_owned(),
        CommandValues::Number => "Values::Number".to_owned(),
        CommandValues::Boolean => "Values::Boolean".to_owned(),
        CommandValues::Choice(choices) => {
            let choices: Vec<String> = choices
                .iter()
                .map(|choice| literal(choice).to_string())
                .collect();
            format!("Values::Choice(&[{}])", choices.join(", "))
        }
        CommandValues::Any => "Values::Any".to_owned(),
        CommandValues::File => "Values::File".to_owned(),
        CommandValues::List(items) => format!("Values::List(&{})", values(items, path)),
        CommandValues::Object(constant) => format!("Values::Object(&{path}{constant})"),
        CommandValues::Map(inner) => format!("Values::Map(&{})", values(inner, path)),
    }
}

fn body(body: &CommandBody) -> String {
    let mut text = format!(
        "Body {{ media_type: {}, kind: {}",
        literal(&body.media_type),
        match body.kind {
            CommandBodyKind::Json => "BodyKind::Json",
            CommandBodyKind::Form => "BodyKind::Form(form::send)",
            CommandBodyKind::Multipart => "BodyKind::Multipart(multipart::send)",
            CommandBodyKind::Whole => "BodyKind::Whole",
        }
    );
    if let Some(range) = &body.range {
        let _ = write!(text, ", range: {}", literal(range));
    }
    if body.kind != CommandBodyKind::Whole {
        let _ = write!(text, ", example: {}", literal(&body.example));
    }
    if !body.styles.is_empty() {
        let styles = body.styles.iter().map(|(name, style)| {
            format!("({}, {})", literal(name), encoding(style, "Encoding::FORM"))
        });
        let _ = write!(
            text,
            ", encodings: &[{}]",
            styles.collect::<Vec<_>>().join(", ")
        );
    }
    if !body.fields.is_empty() {
        text.push_str(", fields: &[\n");
        for row in &body.fields {
            let _ = writeln!(text, "                {},", field(row, FIELDS));
        }
        text.push_str("            ]");
    }
    text + ", ..Body::DEFAULT }"
}

fn response(response: &CommandResponse) -> String {
    let status = match response.status {
        StatusPattern::Code(code) => code.to_string(),
        StatusPattern::Range(digit) => format!("{digit}XX"),
        StatusPattern::Default => "default".to_owned(),
    };
    format!(
        "Response {{ status: {}, about: {}, body: {} }}",
        word(&status),
        literal(&response.about),
        literal(&response.body)
    )
}

fn paging_row(paging: &CommandPaging, items: &[Text]) -> String {
    let optional = |members: &Option<Vec<Text>>| {
        members.as_ref().map_or_else(
            || "None".to_owned(),
            |members| format!("Some(&{})", path(members)),
        )
    };
    match paging {
        CommandPaging::Cursor {
            parameter,
            in_header,
            next,
            more,
        } => {
            let next = match next {
                CommandNext::Body(members) => format!("NextPage::Body(&{})", path(members)),
                CommandNext::Last(members) => format!("NextPage::Last(&{})", path(members)),
                CommandNext::Header(name) => format!("NextPage::Header({})", literal(name)),
            };
            format!(
                "Paging::Cursor {{ parameter: {}, in_header: {in_header}, next: {next}, items: &{}, more: {} }}",
                literal(parameter),
                path(items),
                optional(more)
            )
        }
        CommandPaging::Offset {
            parameter,
            first,
            total,
        } => format!(
            "Paging::Offset {{ parameter: {}, first: {first}, items: &{}, total: {} }}",
            literal(parameter),
            path(items),
            optional(total)
        ),
        CommandPaging::Number {
            parameter,
            first,
            pages,
        } => format!(
            "Paging::Number {{ parameter: {}, first: {first}, items: &{}, pages: {} }}",
            literal(parameter),
            path(items),
            optional(pages)
        ),
        CommandPaging::Link(next) => format!("Paging::Link({})", optional(next)),
    }
}

/// Members that lead to a value.
fn path(members: &[Text]) -> String {
    let members: Vec<String> = members
        .iter()
        .map(|member| literal(member).to_string())
        .collect();
    format!("[{}]", members.join(", "))
}

pub(super) fn list(
    text: &mut String,
    depth: usize,
    name: &str,
    rows: impl Iterator<Item = String>,
) {
    let rows: Vec<String> = rows.collect();
    let indent = "    ".repeat(depth);
    if rows.is_empty() {
        // A program says that it has none; a command says nothing of what it has not.
        if depth == 1 {
            let _ = writeln!(text, "{indent}{name}: &[],");
        }
        return;
    }
    let _ = writeln!(text, "{indent}{name}: &[");
    for row in rows {
        let _ = writeln!(text, "{indent}    {row},");
    }
    let _ = writeln!(text, "{indent}],");
}

/// A text as a string literal.
pub(super) fn literal(text: &Text) -> Literal {
    text.literal()
}

/// A word of ours as a string literal.
pub(super) fn word(text: &str) -> Literal {
    Literal::text(text)
}
