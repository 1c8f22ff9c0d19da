//! The same call for a shell.

use serde_json::Value;

use crate::ir::{Json, Location};
use crate::rust::{
    Command, CommandBody, CommandBodyKind, CommandGroup, CommandLine, CommandLocation,
};
use crate::text::Text;

use super::made::FILE;
use super::sent::Given;
use crate::plan::operations::media_types::essence;

/// The words of the call of a command.
pub(super) fn words(
    program: &CommandLine,
    group: &CommandGroup,
    command: &Command,
    given: &Given<'_>,
) -> Vec<Text> {
    let mut words = vec![Text::from(&program.program)];
    if program.groups.len() > 1 {
        words.push(Text::from(&group.name));
    }
    words.push(Text::from(&command.name));
    for parameter in &command.parameters {
        let field = &parameter.field;
        let place = match parameter.location {
            CommandLocation::Path => Location::Path,
            CommandLocation::Query => Location::Query,
            CommandLocation::Querystring => Location::Querystring,
            CommandLocation::Header => Location::Header,
            CommandLocation::Cookie => Location::Cookie,
        };
        let is_it =
            |param: &crate::ir::Param| param.location == place && field.name.raw() == param.name;
        let mut params = given.params.iter();
        let value = params
            .find(|(param, _)| is_it(param))
            .map(|(_, value)| value);
        match value {
            Some(value) if place == Location::Path => words.push(word(value)),
            Some(value) if field.constant.is_none() => flag(&field.flag, value, &mut words),
            _ => {}
        }
    }
    if let Some((content, value)) = &given.body {
        let media_type = essence(&content.media_type);
        let bodies = &command.bodies;
        let same = |body: &&CommandBody| essence(body.media_type.raw()) == media_type;
        if let Some(body) = bodies.iter().find(same).or(bodies.first()) {
            if bodies.first() != Some(body) {
                words.extend([Text::from("--content-type"), body.media_type.clone()]);
            }
            add_body(body, value, &mut words);
            for (part, name, value) in &given.headers {
                let mut fields = body.fields.iter();
                let field = fields.find(|field| {
                    field.header_of.as_ref() == Some(part)
                        && field.name.raw().strip_prefix(part.raw())
                            == Some(&*format!(" {}", name.raw()))
                });
                if let Some(field) = field.filter(|field| field.constant.is_none()) {
                    flag(&field.flag, value, &mut words);
                }
            }
        }
    }
    words
}

/// The flags of a body's members, or all of it as one value.
fn add_body(body: &CommandBody, value: &Json, words: &mut Vec<Text>) {
    let field = |name: &str| body.fields.iter().find(|field| field.name.raw() == name);
    if let Value::Object(members) = value
        && members.keys().all(|name| field(name).is_some())
        && !members.is_empty()
    {
        for (name, value) in members {
            if let Some(field) = field(name).filter(|field| field.constant.is_none()) {
                flag(&field.flag, value, words);
            }
        }
        return;
    }
    match body.kind {
        CommandBodyKind::Whole => words.extend([Text::from("--body"), word(value)]),
        _ => words.extend([Text::from("--json"), value.to_string().into()]),
    }
}

fn flag(flag: &str, value: &Json, words: &mut Vec<Text>) {
    let value = word(value);
    if value.raw().starts_with('-') {
        words.push(format!("--{flag}={}", value.raw()).into());
    } else {
        words.extend([Text::from(format!("--{flag}")), value]);
    }
}

/// A value as a word: texts as they are, all else as JSON.
fn word(value: &Json) -> Text {
    match value {
        Value::String(text) if text == FILE => FILE.into(),
        Value::String(text) if text.starts_with('@') => format!("\\{text}").into(),
        Value::String(text) => text.into(),
        other => other.to_string().into(),
    }
}
