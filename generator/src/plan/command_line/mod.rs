//! The command line: names, flags and what each takes, from the same facts as the crate.

mod bodies;
mod fields;
mod flows;
mod responses;
mod unions;

use std::collections::BTreeMap;

use crate::ir::{Api, Operation, PageKind, Param};
use crate::report::{Code, Report};
use crate::rust::{
    Command, CommandBodyKind, CommandGroup, CommandLine, CommandLocation, CommandNext,
    CommandPaging, CommandParameter, Crate, Credential, Declares, Ident, Package, PagingKind, Part,
    Request,
};

use super::docs;
use super::names::Scope;
use super::operations::{groups, params};
use super::types::Types;
use crate::text::{self, Text};
use fields::Fields;

/// The commands that every program has.
const BUILT_IN: &[&str] = &["call", "describe", "auth", "completions", "man", "help"];

/// The options that every command has.
const OPTIONS: &[&str] = &[
    "json",
    "example",
    "add-part",
    "body",
    "content-type",
    "as",
    "select",
    "out",
    "clobber",
    "curl",
    "all-pages",
    "max-items",
    "server",
    "profile",
    "timeout",
    "retries",
    "verbose",
    "help",
];

/// Plans the program for a crate.
pub(super) fn plan(types: &Types<'_>, krate: &Crate, report: &mut Report) -> CommandLine {
    let api = types.api;
    let mut fields = Fields::new(types);
    let mut names = reserved(BUILT_IN);
    let operations: BTreeMap<&str, &Operation> = api
        .operations
        .iter()
        .map(|operation| (operation.id.as_str(), operation))
        .collect();
    let is_only = krate.modules.len() == 1;
    let mut groups: Vec<CommandGroup> = Vec::new();
    for module in &krate.modules {
        // Where there is one group, its commands stand beside those that every program has.
        let mut own = if is_only {
            reserved(BUILT_IN)
        } else {
            Scope::default()
        };
        let mut commands: Vec<Command> = Vec::new();
        // What the name of the group says is not said again, as in `client.issues().create(..)`.
        let methods = if is_only {
            let methods = module.requests.iter();
            methods.map(|request| request.method.clone()).collect()
        } else {
            groups::names(&module.name, &module.requests)
        };
        let first = |(request, _): &(&Request, &Ident)| request.declares == Declares::Operation;
        for (request, method) in module.requests.iter().zip(&methods).filter(first) {
            let Some(operation) = operations.get(request.id.raw()) else {
                continue;
            };
            let name = command_name(&mut own, method, operation, report);
            commands.push(command(&mut fields, operation, request, name, report));
        }
        commands.sort_by(|a, b| a.name.cmp(&b.name));
        let name = names.claim(&[
            module.name.bare().to_owned(),
            format!("{}_api", module.name.bare()),
        ]);
        groups.push(CommandGroup {
            name: kebab(name.bare()),
            module: module.name.clone(),
            about: module.docs.summary().into(),
            commands,
        });
    }
    let credentials = credentials(krate, api);
    CommandLine {
        package: Package {
            name: format!("{}-cli", krate.package.name),
            ..krate.package.clone()
        },
        program: krate.package.name.clone(),
        about: krate.package.description.clone(),
        flows: flows::plan(krate, &credentials),
        credentials,
        groups,
        objects: fields.finish(),
    }
}

/// The parts of the runtime that the program needs of the crate.
pub(super) fn parts(program: &CommandLine) -> Vec<Part> {
    let mut parts = Vec::new();
    for command in program.groups.iter().flat_map(|group| &group.commands) {
        let kinds = command.bodies.iter().map(|body| body.kind);
        for kind in kinds {
            match kind {
                CommandBodyKind::Form => parts.push(Part::Form),
                CommandBodyKind::Multipart => parts.extend([Part::Multipart, Part::Body]),
                CommandBodyKind::Json | CommandBodyKind::Whole => {}
            }
        }
        if command.streamed {
            parts.push(Part::ByteStream);
        }
        if command.paging.is_some() {
            parts.extend([Part::Paging, Part::InBody]);
        }
    }
    parts
}

/// The name of a command: that of the method, unless every program has a command of that name.
fn command_name(
    scope: &mut Scope,
    method: &Ident,
    operation: &Operation,
    report: &mut Report,
) -> String {
    let method = method.bare();
    let claimed = scope.claim(&[method.to_owned(), format!("{method}_operation")]);
    let name = kebab(claimed.bare());
    if name != kebab(method) {
        report.warning(
            Code::Name,
            &operation.place,
            format!(
                "the command line calls this operation `{name}`, because `{}` is a command of every program",
                kebab(method)
            ),
            "`x-clientwright-name` beside it gives it another name everywhere",
        );
    }
    name
}

fn command(
    fields: &mut Fields<'_, '_>,
    operation: &Operation,
    request: &Request,
    name: String,
    report: &mut Report,
) -> Command {
    let mut flags = reserved(OPTIONS);
    let (about, details) = about(operation);
    let parameters: Vec<CommandParameter> = params::in_order(operation)
        .map(|param| parameter(fields, param, &mut flags, operation, report))
        .collect();
    let bodies = bodies::plan(fields, operation, &mut flags, report);
    Command {
        name,
        about: about.into(),
        details: details.into(),
        deprecated: request.deprecated,
        id: request.id.clone(),
        http_method: request.http_method.clone(),
        path: request.path.clone(),
        accept: request.accept.clone(),
        security: request.security.clone(),
        server: request.server.clone(),
        idempotency_header: request.idempotency_header.clone(),
        parameters,
        needs_body: operation.body.as_ref().is_some_and(|body| body.required),
        bodies,
        responses: responses::plan(fields.types, operation),
        items: responses::items(fields.types, operation),
        paging: paging(operation, request),
        streamed: responses::is_streamed(request),
        switch: responses::switch(operation, request),
    }
}

fn parameter(
    fields: &mut Fields<'_, '_>,
    param: &Param,
    flags: &mut Scope,
    operation: &Operation,
    report: &mut Report,
) -> CommandParameter {
    let (location, place) = match param.location {
        crate::ir::Location::Path => (CommandLocation::Path, "path"),
        crate::ir::Location::Query => (CommandLocation::Query, "query"),
        crate::ir::Location::Querystring => (CommandLocation::Querystring, "query"),
        crate::ir::Location::Header => (CommandLocation::Header, "header"),
        crate::ir::Location::Cookie => (CommandLocation::Cookie, "cookie"),
    };
    let flag = flag(
        flags,
        param.alias.as_deref().unwrap_or(&param.name),
        place,
        operation,
        report,
    );
    CommandParameter {
        location,
        style: params::style(fields.types, param),
        field: fields.of_param(param, flag),
    }
}

/// A flag of its own for a name of the description. What clashes with an option of every command gets the word of its place.
fn flag(
    flags: &mut Scope,
    name: &str,
    place: &str,
    operation: &Operation,
    report: &mut Report,
) -> String {
    let wish = super::names::snake(name);
    let taken = OPTIONS.contains(&kebab(&wish).as_str());
    let claimed = flags.claim(&[wish.clone(), format!("{place}_{wish}")]);
    let flag = kebab(claimed.bare());
    if taken {
        report.warning(
            Code::Name,
            &operation.place,
            format!("the command line calls `{name}` --{flag}, because --{} is an option of every command", kebab(&wish)),
            "`x-clientwright-name` beside it gives it another name everywhere",
        );
    }
    flag
}

/// What the operation does: a line, and what more there is to say.
fn about(operation: &Operation) -> (String, String) {
    let about = docs::first_line(&operation.docs)
        .unwrap_or_else(|| format!("Calls the operation {}.", operation.id));
    let description = operation
        .docs
        .description
        .as_deref()
        .map(plain)
        .unwrap_or_default();
    let is_said = description.starts_with(about.trim_end_matches('.'));
    let details = if is_said { String::new() } else { description };
    (about, details)
}

fn credentials(krate: &Crate, api: &Api) -> Vec<Credential> {
    let used = |index: usize| {
        api.operations.iter().any(|operation| {
            operation
                .security
                .iter()
                .flatten()
                .any(|needed| needed.scheme == index)
        })
    };
    let schemes = krate
        .api
        .schemes
        .iter()
        .enumerate()
        .filter(|(index, scheme)| {
            used(*index) && scheme.kind != crate::rust::SchemeKind::MutualTls
        });
    schemes
        .map(|(_, scheme)| Credential {
            scheme: scheme.constant.clone(),
            variable: scheme.env.clone().unwrap_or_else(|| {
                super::names::screaming(&format!("{}_{}", krate.package.name, scheme.method.bare()))
                    .into()
            }),
        })
        .collect()
}

fn paging(operation: &Operation, request: &Request) -> Option<CommandPaging> {
    // Where the crate has no pages, there was a reason that has been told.
    let parameter = match &request.paging.as_ref()?.kind {
        PagingKind::Cursor { param, .. }
        | PagingKind::Offset { param, .. }
        | PagingKind::Number { param, .. } => Some(param.clone()),
        PagingKind::Link { .. } => None,
    };
    Some(match &operation.page.as_ref()?.kind {
        PageKind::Cursor { next, more, .. } => CommandPaging::Cursor {
            parameter: parameter?,
            next: match next {
                crate::ir::Next::Body(path) => CommandNext::Body(texts(path)),
                crate::ir::Next::Last(path) => CommandNext::Last(texts(path)),
                crate::ir::Next::Header(name) => CommandNext::Header(name.into()),
            },
            more: more.as_deref().map(texts),
        },
        PageKind::Offset { first, total, .. } => CommandPaging::Offset {
            parameter: parameter?,
            first: *first,
            total: total.as_deref().map(texts),
        },
        PageKind::Number { first, pages, .. } => CommandPaging::Number {
            parameter: parameter?,
            first: *first,
            pages: pages.as_deref().map(texts),
        },
        PageKind::Link { next } => CommandPaging::Link(next.as_deref().map(texts)),
    })
}

fn texts(names: &[String]) -> Vec<Text> {
    names.iter().map(Text::from).collect()
}

/// A snake-case name in kebab case.
fn kebab(name: &str) -> String {
    name.trim_matches('_').replace('_', "-")
}

/// A scope in which these names in kebab case are taken.
fn reserved(names: &[&str]) -> Scope {
    let mut scope = Scope::default();
    for name in names {
        scope.reserve(name.replace('-', "_"));
    }
    scope
}

/// A text of the description for a terminal, where everything can be seen.
fn plain(text: &str) -> String {
    text::visible(text).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{BUILT_IN, OPTIONS};

    /// What stands behind each of these words, up to the end of the quotes.
    fn quoted<'a>(text: &'a str, before: &str) -> BTreeSet<&'a str> {
        let behind = text.split(before).skip(1);
        behind.filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn the_reserved_names_are_those_of_the_program() {
        let options = include_str!("../../../command_line/src/cli/options.rs");
        let mut known = quoted(options, "option(\"");
        known.extend(quoted(options, "switch(\""));
        // `-H` has no long form, and `--help` prints what it is of.
        known.remove("header");
        known.insert("help");
        assert_eq!(known, OPTIONS.iter().copied().collect());
        let words = include_str!("../../../command_line/src/cli/words.rs");
        let table = words.split("const BUILT_IN").nth(1).unwrap_or_default();
        let rows = table
            .split("];")
            .next()
            .unwrap_or_default()
            .split('(')
            .skip(1);
        // The name is the first text of each row.
        let names = rows
            .filter_map(|row| row.split('"').nth(1))
            .collect::<BTreeSet<_>>();
        assert_eq!(names, BUILT_IN.iter().copied().collect());
    }
}
