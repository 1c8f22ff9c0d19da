//! Examples: the values that they have, the call that is made with them, and what a service gets of it.

mod build;
mod fits;
mod given;
mod made;
mod sent;
mod shell;
mod values;

use std::collections::BTreeMap;

use serde_json::json;

use crate::ir::{Content, Header, Json, Location, Media, Operation};
use crate::report::{Code, Report};
use crate::rust::{BodyKind, CommandLine, Crate, Example, Expr, ParamCall, Request, TypeFile};

use super::names::Scope;
use super::names::reserved;
use super::operations::{media_types, params};
use super::types::Types;
use crate::text::Text;
use build::Builder;
use sent::Given;

pub(super) use fits::only_value;
pub(super) use values::Values;

/// Gives each operation its example, and tells which of the description's own break their schemas.
pub(super) fn plan(types: &Types<'_>, krate: &mut Crate, report: &mut Report) {
    let operations = by_id(types);
    let builder = builder(&krate.types);
    let examples: Vec<Vec<Option<Example>>> = krate
        .modules
        .iter()
        .map(|module| {
            let contents = contents(&operations, &module.requests);
            let requests = module.requests.iter().zip(contents);
            let examples = requests.map(|(request, content)| {
                let operation = operations.get(request.id.raw())?;
                let call = Call {
                    operation,
                    request,
                    content,
                };
                Some(example(types, &builder, &call, report))
            });
            examples.collect()
        })
        .collect();
    for (module, examples) in krate.modules.iter_mut().zip(examples) {
        for (request, example) in module.requests.iter_mut().zip(examples) {
            request.reference.example = example;
        }
    }
}

/// Adds the same calls as the command line takes them.
pub(super) fn add_shell(types: &Types<'_>, krate: &mut Crate, program: &CommandLine) {
    let operations = by_id(types);
    let mut commands = BTreeMap::new();
    for group in &program.groups {
        for command in &group.commands {
            commands.insert(command.id.raw(), (group, command));
        }
    }
    for module in &mut krate.modules {
        let contents = contents(&operations, &module.requests);
        for (request, content) in module.requests.iter_mut().zip(contents) {
            let known = commands.get(request.id.raw());
            let known = known.zip(operations.get(request.id.raw()));
            let Some(((group, command), operation)) = known else {
                continue;
            };
            let call = Call {
                operation,
                request,
                content,
            };
            let given = given(&Values::needed(types), &call);
            let words = shell::words(program, group, command, &given);
            if let Some(example) = &mut request.reference.example {
                example.shell = words;
            }
        }
    }
}

fn by_id<'a>(types: &Types<'a>) -> BTreeMap<&'a str, &'a Operation> {
    let operations = types.api.operations.iter();
    operations
        .map(|operation| (operation.id.as_str(), operation))
        .collect()
}

fn builder(files: &[TypeFile]) -> Builder<'_> {
    Builder::new(files, Scope::new(reserved::calls()))
}

/// A method of the client, and what it calls.
struct Call<'a, 'r> {
    operation: &'a Operation,
    request: &'r Request,
    /// The body in the media type that the method sends.
    content: Option<&'a Content>,
}

/// The body that each method sends: an operation has a method for each media type, in the order of these and one behind
/// the other.
fn contents<'a>(
    operations: &BTreeMap<&str, &'a Operation>,
    requests: &[Request],
) -> Vec<Option<&'a Content>> {
    let mut left: Vec<&'a Content> = Vec::new();
    let mut before: Option<&Request> = None;
    let mut found = Vec::new();
    for request in requests {
        if before.is_none_or(|before| before.id != request.id) {
            let operation = operations.get(request.id.raw());
            let body = operation.and_then(|operation| operation.body.as_ref());
            left = body.map_or_else(Vec::new, |body| media_types::sent(&body.contents));
            left.reverse();
        }
        before = Some(request);
        found.push(left.pop());
    }
    found
}

fn example(
    types: &Types<'_>,
    builder: &Builder<'_>,
    call: &Call<'_, '_>,
    report: &mut Report,
) -> Example {
    let values = Values::needed(types);
    let given = given(&values, call);
    let (operation, request) = (call.operation, call.request);
    for told in values.told() {
        report.warning(
            Code::Example,
            &operation.place,
            told,
            "give an example that its own schema allows, or none",
        );
    }
    let args = request.args.iter().map(|argument| {
        let value = value(&given, &argument.call).unwrap_or_default();
        argument_of(builder, &argument.call, || {
            builder.argument(&argument.ty, argument.convert, &value)
        })
    });
    let setters = request.setters.iter().filter_map(|setter| {
        let value = value(&given, &setter.call)?;
        let given = argument_of(builder, &setter.call, || {
            builder.argument(&setter.ty, setter.convert, &value)
        });
        Some((setter.name.clone(), given))
    });
    Example {
        args: args.collect(),
        setters: setters.collect(),
        sent: sent::of(operation, request, &given),
        shell: Vec::new(),
    }
}

/// The argument of a call; the parts that the description does not tell of have names of the example's own.
fn argument_of(_builder: &Builder<'_>, call: &ParamCall, other: impl FnOnce() -> Expr) -> Expr {
    use crate::text::Literal;
    match call {
        ParamCall::Parts => Expr::Pairs(vec![(
            Literal::text("file"),
            Expr::File(Literal::text("file.txt"), Literal::text("text")),
        )]),
        ParamCall::UnnamedParts => Expr::Array(vec![Expr::File(
            Literal::text("file.txt"),
            Literal::text("text"),
        )]),
        _ => other(),
    }
}

/// What an operation is called with: what it needs, and whatever the description gives an example for.
fn given<'a>(values: &Values<'_, '_>, call: &Call<'a, '_>) -> Given<'a> {
    let calls = calls(call.request);
    let is_fixed = |call: &ParamCall| matches!(call, ParamCall::Constant(..));
    let params = params::in_order(call.operation).filter_map(|param| {
        let call = calls
            .iter()
            .find(|call| names(call, param.location, &param.name))?;
        let shown = param.required || is_fixed(call) || !param.examples.is_empty();
        shown.then(|| (param, values.of_param(param)))
    });
    let params = params.collect();
    let takes_body = calls.iter().any(|call| {
        matches!(
            call,
            ParamCall::Body(_)
                | ParamCall::Multipart(..)
                | ParamCall::Part(..)
                | ParamCall::Parts
                | ParamCall::UnnamedParts
        )
    });
    let content = call.content.filter(|_| takes_body);
    let is_begun = calls
        .iter()
        .any(|call| matches!(call, ParamCall::Multipart(_, true)));
    let is_list = |call: &&ParamCall| matches!(call, ParamCall::Body(BodyKind::JsonList(_)));
    let is_patch = calls.iter().any(is_list);
    let body = content.map(|content| (content, body(values, content, is_patch)));
    let headers = body.as_ref().map_or_else(Vec::new, |(content, body)| {
        let headers = calls.iter().filter_map(|call| {
            let ParamCall::PartHeader(part, name, _) = call else {
                return None;
            };
            let header = header_of(content, part, name)?;
            let is_shown = header.required && body.get(part.raw()).is_some();
            is_shown.then(|| (part.clone(), name.clone(), values.of_header(header)))
        });
        headers.collect()
    });
    Given {
        headers,
        params,
        // Parts none of which is given make no body, unless there has to be one.
        body: body
            .filter(|(content, value)| is_begun || !is_multipart(content) || *value != json!({})),
    }
}

/// The header of a part that is described.
fn header_of<'c>(content: &'c Content, part: &Text, name: &Text) -> Option<&'c Header> {
    let Media::Multipart { parts, .. } = &content.media else {
        return None;
    };
    let part = parts.iter().find(|known| part.raw() == known.name)?;
    part.headers.iter().find(|known| name.raw() == known.name)
}

fn is_multipart(content: &Content) -> bool {
    matches!(&content.media, Media::Multipart { parts, .. } if !parts.is_empty())
}

/// The value of a body. A JSON Patch is a list (RFC 6902, section 3) where the schema says next to nothing; many frameworks
/// offer each type as one, and there the schema counts.
fn body(values: &Values<'_, '_>, content: &Content, is_patch: bool) -> Json {
    let value = values.of_content(content);
    if is_patch && !value.is_array() {
        return json!([{ "op": "remove", "path": "/a" }]);
    }
    value
}

fn calls(request: &Request) -> Vec<&ParamCall> {
    let args = request.args.iter().map(|argument| &argument.call);
    let setters = request.setters.iter().map(|setter| &setter.call);
    args.chain(&request.constants).chain(setters).collect()
}

/// Whether a call is that of a parameter.
fn names(call: &ParamCall, location: Location, name: &str) -> bool {
    let (found, known) = match call {
        ParamCall::Path(known, _) => (Location::Path, known),
        ParamCall::Query(known, _) => (Location::Query, known),
        ParamCall::Querystring(known, _) => (Location::Querystring, known),
        ParamCall::Header(known, _) => (Location::Header, known),
        ParamCall::Cookie(known, _) => (Location::Cookie, known),
        ParamCall::Constant(call, _) => return names(call, location, name),
        _ => return false,
    };
    found == location && known.raw() == name
}

/// The value that is given for a call.
fn value(given: &Given<'_>, call: &ParamCall) -> Option<Json> {
    match call {
        ParamCall::Body(_) => given.body.as_ref().map(|(_, value)| value.clone()),
        ParamCall::Part(name, ..) => {
            let (_, body) = given.body.as_ref()?;
            body.get(name.raw()).cloned()
        }
        ParamCall::Parts | ParamCall::UnnamedParts => given.body.as_ref().map(|_| json!([])),
        ParamCall::PartHeader(part, name, _) => {
            let mut headers = given.headers.iter();
            let found = headers.find(|(of, known, _)| of == part && known == name);
            found.map(|(_, _, value)| value.clone())
        }
        call => {
            let mut params = given.params.iter();
            let found = params.find(|(param, _)| names(call, param.location, &param.name));
            found.map(|(_, value)| value.clone())
        }
    }
}
