//! The table that the generator writes, in memory, without the program around it being compiled.

use std::collections::BTreeMap;

use client::untyped::{FlowUrls, Scheme, SchemeKind};
use clientwright::Files;
use clientwright::rust::{self, CommandFlowKind, CommandLine, Crate};
use clientwright::text::Text;

use crate::cli::model::{Credential, Group, Optional, Program, SignIn};
use crate::cli::sign_in::authorization_code::AuthorizationCode;
use crate::cli::sign_in::device_code::DeviceCode;
use crate::cli::sign_in::{Flow, Flows};
use crate::cli::{form, multipart, paging, stream};

/// The program of a crate, of which the tables are among its files.
pub(crate) fn of(krate: &Crate, program: &CommandLine, files: &Files) -> &'static Program {
    let table = |path: &str| text(files.get(path).unwrap_or_default());
    let schemes = krate.api.schemes.iter();
    let schemes: BTreeMap<&str, &'static Scheme> = schemes
        .map(|scheme| (scheme.constant.as_str(), kept(self::scheme(scheme))))
        .collect();
    kept(Program {
        name: text(&program.program),
        version: "1.0.0",
        about: raw(&program.about),
        credentials: list(&program.credentials, |credential| Credential {
            scheme: schemes[credential.scheme.as_str()],
            variable: raw(&credential.variable),
        }),
        schemes: schemes.values().copied().collect::<Vec<_>>().leak(),
        groups: list(&program.groups, |group| Group {
            name: text(&group.name),
            about: raw(&group.about),
            commands: table(&format!("src/table/commands/{}.txt", group.module.bare())),
        }),
        objects: table("src/table/objects.txt"),
        optional: Optional {
            form: Some(form::send),
            multipart: Some(multipart::send),
            paging: Some(paging::read),
            stream: Some(stream::send),
            sign_in: sign_in(program, &schemes),
        },
    })
}

fn sign_in(
    program: &CommandLine,
    schemes: &BTreeMap<&str, &'static Scheme>,
) -> Option<&'static dyn SignIn> {
    let mut flows: Vec<(&'static Scheme, &'static dyn Flow)> = Vec::new();
    for flow in &program.flows {
        let urls = FlowUrls {
            begin: raw(&flow.begin_url),
            token: raw(&flow.token_url),
            refresh: flow.refresh_url.as_ref().map(raw),
        };
        let of: &'static dyn Flow = match flow.kind {
            CommandFlowKind::AuthorizationCode => kept(AuthorizationCode(urls)),
            CommandFlowKind::DeviceCode => kept(DeviceCode(urls)),
        };
        flows.push((schemes[flow.scheme.as_str()], of));
    }
    match flows.leak() {
        [] => None,
        flows => Some(kept(Flows(flows))),
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
