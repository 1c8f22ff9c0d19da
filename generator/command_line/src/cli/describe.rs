//! `describe`: what there is, for programs and agents.

use super::help;
use super::json::Json;
use super::model::{Body, Command, Field, Parameter, Program, Values};
use super::parser;
use super::problem::Problem;
use super::row::Broken;
use super::words::{self, Meant};

/// Describes a command, or lists all.
pub(crate) fn run(program: &'static Program, mut words: Vec<String>) -> Result<(), Problem> {
    // JSON is all that it prints, so `-o json` is what it does anyway.
    if let Some(at) = words
        .iter()
        .position(|word| matches!(word.as_str(), "-o" | "--as"))
    {
        let format = words.get(at + 1).cloned();
        if format.as_deref() != Some("json") {
            return Err(Problem::usage("describe prints JSON alone: -o json"));
        }
        words.drain(at..at + 2);
    }
    if words.is_empty() {
        let commands = words::all(program)?.into_iter();
        let commands = commands.map(|(group, row)| {
            let name = words::called(program, group.name, row.name);
            object([("name", text(&name)), ("about", text(row.about))])
        });
        let all = object([
            ("name", text(program.name)),
            ("version", text(program.version)),
            ("about", text(program.about)),
            ("commands", Json::List(commands.collect())),
        ]);
        return super::print(&format!("{}\n", all.pretty()));
    }
    match words::find(program, words)? {
        Meant::Operation(command, _) => {
            super::print(&format!("{}\n", of(program, command)?.pretty()))
        }
        _ => Err(Problem::usage(
            "describe COMMAND: this is no command of the API",
        )),
    }
}

fn of(program: &'static Program, command: &'static Command) -> Result<Json, Broken> {
    let parameters = command.parameters.iter().map(parameter);
    let parameters = parameters.collect::<Result<_, Broken>>()?;
    let bodies = command.bodies.iter().map(body);
    let bodies = bodies.collect::<Result<_, Broken>>()?;
    let responses = command.responses.iter().map(|response| {
        object([
            ("status", text(response.status)),
            ("about", text(response.about)),
            ("body", text(response.body)),
        ])
    });
    let security = command.operation.security.iter().map(|schemes| {
        let names = schemes.iter().map(|scheme| {
            let variable = help::variable(program, scheme).unwrap_or_default();
            object([("scheme", text(scheme.name)), ("variable", text(variable))])
        });
        Json::List(names.collect())
    });
    Ok(object([
        ("name", text(&words::name_of(program, command))),
        ("about", text(command.about)),
        ("details", text(command.details)),
        ("deprecated", flag(command.deprecated)),
        ("method", text(command.operation.method.as_str())),
        ("path", text(command.operation.path)),
        ("parameters", Json::List(parameters)),
        ("needs_body", flag(command.needs_body)),
        ("bodies", Json::List(bodies)),
        ("security", Json::List(security.collect())),
        ("responses", Json::List(responses.collect())),
        ("pages", flag(command.paging.is_some())),
    ]))
}

fn parameter(parameter: &Parameter) -> Result<Json, Broken> {
    let place = format!("{:?}", parameter.location).to_lowercase();
    let mut members = field(&parameter.field)?;
    members.push(("in", text(&place)));
    members.push(("position", flag(parser::is_position(parameter))));
    Ok(object(members))
}

fn body(body: &Body) -> Result<Json, Broken> {
    let fields = body.fields.iter().map(|row| Ok(object(field(row)?)));
    let example = Json::parse(body.example);
    Ok(object([
        ("content_type", text(body.media_type)),
        ("fields", Json::List(fields.collect::<Result<_, Broken>>()?)),
        ("example", example.unwrap_or_else(|_| Json::null())),
    ]))
}

fn field(field: &Field) -> Result<Vec<(&'static str, Json)>, Broken> {
    let mut members = vec![
        ("flag", text(&format!("--{}", field.flag))),
        ("name", text(field.name)),
        ("type", text(&kind(field.values))),
        ("required", flag(field.is_needed())),
        ("nullable", flag(field.nullable)),
        ("about", text(field.help)),
    ];
    if let Ok(constant) = Json::parse(field.constant) {
        members.push(("constant", constant));
    }
    if !field.facts.is_empty() {
        members.push(("facts", text(field.facts)));
    }
    if let Some(choices) = field.values.choices() {
        members.push((
            "values",
            Json::List(choices.iter().map(|choice| text(choice)).collect()),
        ));
    }
    if let Some(fields) = field.values.fields()? {
        members.push(("fields", Json::List(fields.iter().map(short).collect())));
    }
    Ok(members)
}

/// A property inside an object, without those inside it in turn, of which there may be no end.
fn short(field: &Field) -> Json {
    object([
        ("name", text(field.name)),
        ("type", text(&kind(field.values))),
        ("required", flag(field.is_needed())),
    ])
}

fn kind(values: Values) -> String {
    match values {
        Values::Text | Values::Choice(_) => "string".to_owned(),
        Values::Integer => "integer".to_owned(),
        Values::Number => "number".to_owned(),
        Values::Boolean => "boolean".to_owned(),
        Values::Any => "any".to_owned(),
        Values::File => "file".to_owned(),
        Values::List(items) => format!("list of {}", kind(*items)),
        Values::Object(_) => "object".to_owned(),
        Values::Map(values) => format!("map of {}", kind(*values)),
    }
}

fn object<'a>(members: impl IntoIterator<Item = (&'a str, Json)>) -> Json {
    Json::Object(
        members
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}

fn flag(is_set: bool) -> Json {
    Json::Literal(is_set.to_string())
}
