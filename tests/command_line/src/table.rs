//! What the generator writes as a table, as that table in memory. It lives as long as the process, which runs one command.

use std::cell::RefCell;
use std::collections::BTreeMap;

use client::untyped::{
    Encoding, Method, NextPage, Operation, Paging, Scheme, SchemeKind, Server, Style, Variable,
};
use clientwright::rust::{
    self, CommandBodyKind, CommandLine, CommandLocation, CommandNext, CommandPaging, CommandValues,
    Crate, ParamStyle, StatusPattern, StyleName, SwitchPlace,
};
use clientwright::text::Text;

use crate::cli::model::{
    Body, BodyKind, Command, Credential, Field, Group, Location, Parameter, Place, Program,
    Response, Switch, Values,
};
use crate::cli::{form, multipart, stream};

/// How deep objects inside objects are followed: deeper than any flag of the tests goes. In a generated table they lead to
/// each other without an end.
const DEPTH: usize = 16;

/// The program of a crate.
pub(crate) fn of(krate: &Crate, program: &CommandLine) -> &'static Program {
    let objects = program
        .objects
        .iter()
        .map(|object| (object.constant.as_str(), object.fields.as_slice()));
    let schemes = krate
        .api
        .schemes
        .iter()
        .map(|scheme| (scheme.constant.as_str(), kept(self::scheme(scheme))));
    let tables = Tables {
        objects: objects.collect(),
        made: RefCell::default(),
        schemes: schemes.collect(),
    };
    kept(Program {
        name: text(&program.program),
        version: "1.0.0",
        about: raw(&program.about),
        credentials: list(&program.credentials, |credential| Credential {
            scheme: tables.schemes[credential.scheme.as_str()],
            variable: raw(&credential.variable),
        }),
        groups: list(&program.groups, |group| Group {
            name: text(&group.name),
            about: raw(&group.about),
            commands: list(&group.commands, |command| tables.command(command)),
        }),
    })
}

/// What rows name.
struct Tables<'a> {
    /// The objects that have been made, by their name and by how deep they are.
    made: RefCell<BTreeMap<(&'a str, usize), &'static &'static [Field]>>,
    objects: BTreeMap<&'a str, &'a [rust::CommandField]>,
    schemes: BTreeMap<&'a str, &'static Scheme>,
}

impl<'a> Tables<'a> {
    fn command(&self, command: &'a rust::Command) -> Command {
        let items = command.items.as_deref().map(members);
        let paging = command.paging.as_ref();
        Command {
            name: text(&command.name),
            about: raw(&command.about),
            details: raw(&command.details),
            deprecated: command.deprecated,
            operation: self.operation(command),
            parameters: list(&command.parameters, |parameter| Parameter {
                location: location(parameter),
                encoding: encoding(&parameter.style, parameter.location),
                field: self.field(&parameter.field, 0),
            }),
            bodies: list(&command.bodies, |body| self.body(body)),
            needs_body: command.needs_body,
            responses: list(&command.responses, |response| Response {
                status: match response.status {
                    StatusPattern::Code(code) => text(&code.to_string()),
                    StatusPattern::Range(digit) => text(&format!("{digit}XX")),
                    StatusPattern::Default => "default",
                },
                about: raw(&response.about),
                body: raw(&response.body),
            }),
            items,
            paging: paging.map(|paging| kept(self::paging(paging, items.unwrap_or_default())) as _),
            stream: command.streamed.then_some(stream::send),
            switch: command.switch.as_ref().map(|switch| Switch {
                place: match &switch.place {
                    SwitchPlace::Body(path) => Place::Body(members(path)),
                    SwitchPlace::Query(name) => Place::Query(raw(name)),
                },
                accept: switch.accept.as_ref().map_or("", raw),
            }),
        }
    }

    fn operation(&self, command: &rust::Command) -> Operation {
        Operation {
            id: raw(&command.id),
            method: Method::other(raw(&command.http_method.text())),
            path: raw(&command.path),
            accept: command.accept.as_ref().map(raw),
            security: list(&command.security, |all| {
                list(all, |scheme| self.schemes[scheme.as_str()])
            }),
            server: command.server.as_ref().map(|server| {
                let variables = list(&server.variables, |variable| {
                    let values = list(&variable.values, raw);
                    Variable::new(raw(&variable.name), raw(&variable.default), values)
                });
                Server::with_variables(raw(&server.url), variables)
            }),
            idempotency_header: command.idempotency_header.as_ref().map(raw),
            streamed: command.streamed,
            ..Operation::DEFAULT
        }
    }

    fn body(&self, body: &'a rust::CommandBody) -> Body {
        Body {
            media_type: raw(&body.media_type),
            range: body.range.as_ref().map_or("", raw),
            kind: match body.kind {
                CommandBodyKind::Json => BodyKind::Json,
                CommandBodyKind::Form => BodyKind::Form(form::send),
                CommandBodyKind::Multipart => BodyKind::Multipart(multipart::send),
                CommandBodyKind::Whole => BodyKind::Whole,
            },
            fields: list(&body.fields, |field| self.field(field, 0)),
            encodings: list(&body.styles, |(name, style)| {
                (raw(name), encoding(style, CommandLocation::Query))
            }),
            example: raw(&body.example),
        }
    }

    fn field(&self, field: &'a rust::CommandField, depth: usize) -> Field {
        Field {
            flag: text(&field.flag),
            name: raw(&field.name),
            values: self.values(&field.values, depth),
            required: field.required,
            nullable: field.nullable,
            deprecated: field.deprecated,
            constant: field.constant.as_ref().map_or("", raw),
            media_type: field.media_type.as_ref().map_or("", raw),
            header_of: field.header_of.as_ref().map_or("", raw),
            help: raw(&field.help),
            facts: raw(&field.facts),
        }
    }

    fn values(&self, of: &'a CommandValues, depth: usize) -> Values {
        match of {
            CommandValues::Text => Values::Text,
            CommandValues::Integer => Values::Integer,
            CommandValues::Number => Values::Number,
            CommandValues::Boolean => Values::Boolean,
            CommandValues::Choice(choices) => Values::Choice(list(choices, raw)),
            CommandValues::Any => Values::Any,
            CommandValues::File => Values::File,
            CommandValues::List(items) => Values::List(kept(self.values(items, depth))),
            CommandValues::Map(values) => Values::Map(kept(self.values(values, depth))),
            CommandValues::Object(_) if depth == DEPTH => Values::Any,
            CommandValues::Object(constant) => Values::Object(self.object(constant, depth + 1)),
        }
    }

    fn object(&self, constant: &'a rust::Ident, depth: usize) -> &'static &'static [Field] {
        let key = (constant.as_str(), depth);
        if let Some(made) = self.made.borrow().get(&key) {
            return made;
        }
        let fields = self.objects[constant.as_str()];
        let made = kept(list(fields, |field| self.field(field, depth)));
        self.made.borrow_mut().insert(key, made);
        made
    }
}

fn scheme(scheme: &rust::Scheme) -> Scheme {
    Scheme {
        name: raw(&scheme.name),
        method: text(scheme.method.as_str()),
        kind: match &scheme.kind {
            rust::SchemeKind::Bearer => SchemeKind::Bearer,
            rust::SchemeKind::Basic => SchemeKind::Basic,
            rust::SchemeKind::Http(name) => SchemeKind::Http(raw(name)),
            rust::SchemeKind::Header(name) => SchemeKind::Header(raw(name)),
            rust::SchemeKind::Query(name) => SchemeKind::Query(raw(name)),
            rust::SchemeKind::Cookie(name) => SchemeKind::Cookie(raw(name)),
            rust::SchemeKind::OAuth2(url) => SchemeKind::OAuth2(url.as_ref().map(raw)),
            rust::SchemeKind::MutualTls => SchemeKind::MutualTls,
        },
        prefix: raw(&scheme.prefix),
        env: scheme.env.as_ref().map(raw),
    }
}

fn location(parameter: &rust::CommandParameter) -> Location {
    match parameter.location {
        CommandLocation::Path => Location::Path,
        CommandLocation::Query => Location::Query,
        CommandLocation::Querystring => match &parameter.style {
            ParamStyle::Form(styles) => Location::Form(list(styles, |(name, style)| {
                (raw(name), encoding(style, CommandLocation::Query))
            })),
            _ => Location::Querystring,
        },
        CommandLocation::Header => Location::Header,
        CommandLocation::Cookie => Location::Cookie,
    }
}

fn encoding(style: &ParamStyle, location: CommandLocation) -> Encoding {
    match (style, location) {
        (
            ParamStyle::Plain | ParamStyle::Xml(_) | ParamStyle::Form(_) | ParamStyle::Text,
            location,
        ) => match location {
            CommandLocation::Path | CommandLocation::Header => Encoding::SIMPLE,
            CommandLocation::Query | CommandLocation::Querystring | CommandLocation::Cookie => {
                Encoding::FORM
            }
        },
        (ParamStyle::Json, _) => Encoding::Json,
        (
            ParamStyle::Styled {
                style,
                explode,
                allow_reserved,
            },
            _,
        ) => Encoding::Style {
            style: match style {
                StyleName::Simple => Style::Simple,
                StyleName::Label => Style::Label,
                StyleName::Matrix => Style::Matrix,
                StyleName::Form => Style::Form,
                StyleName::SpaceDelimited => Style::SpaceDelimited,
                StyleName::PipeDelimited => Style::PipeDelimited,
                StyleName::TabDelimited => Style::TabDelimited,
                StyleName::DeepObject => Style::DeepObject,
                StyleName::Cookie => Style::Cookie,
            },
            explode: *explode,
            allow_reserved: *allow_reserved,
        },
    }
}

fn paging(paging: &CommandPaging, items: &'static [&'static str]) -> Paging {
    let optional = |path: &Option<Vec<Text>>| path.as_deref().map(members);
    match paging {
        CommandPaging::Cursor {
            parameter,
            in_header,
            next,
            more,
        } => Paging::Cursor {
            parameter: raw(parameter),
            in_header: *in_header,
            next: match next {
                CommandNext::Body(path) => NextPage::Body(members(path)),
                CommandNext::Header(name) => NextPage::Header(raw(name)),
                CommandNext::Last(path) => NextPage::Last(members(path)),
            },
            items,
            more: optional(more),
        },
        CommandPaging::Offset {
            parameter,
            first,
            total,
        } => Paging::Offset {
            parameter: raw(parameter),
            first: *first,
            items,
            total: optional(total),
        },
        CommandPaging::Number {
            parameter,
            first,
            pages,
        } => Paging::Number {
            parameter: raw(parameter),
            first: *first,
            items,
            pages: optional(pages),
        },
        CommandPaging::Link(next) => Paging::Link(optional(next)),
    }
}

fn members(path: &[Text]) -> &'static [&'static str] {
    list(path, raw)
}

fn raw(of: &Text) -> &'static str {
    text(of.raw())
}

fn text(of: &str) -> &'static str {
    of.to_owned().leak()
}

fn list<'a, T, U>(of: &'a [T], make: impl FnMut(&'a T) -> U) -> &'static [U] {
    of.iter().map(make).collect::<Vec<_>>().leak()
}

fn kept<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
