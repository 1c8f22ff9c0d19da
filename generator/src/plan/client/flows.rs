//! The flows of OAuth 2.0 in which a person signs in.

use crate::ir::{self, Auth, AuthKind};
use crate::plan::docs;
use crate::plan::names::{Scope, reserved};
use crate::rust::{Doc, Flow, FlowKind, Ident};
use crate::text::{Text, in_cell};

/// The functions that make flows, by the types to which they belong.
pub(super) struct Functions {
    code: Scope,
    device: Scope,
    password: Scope,
}

impl Functions {
    pub(super) fn new() -> Self {
        let scope = Scope::new(reserved::FLOW_METHODS.iter().copied());
        Self {
            code: scope.clone(),
            device: scope.clone(),
            password: scope,
        }
    }

    /// The flows of a scheme, each called as what sets its credential.
    pub(super) fn plan(&mut self, auth: &Auth, name: &str) -> Vec<Flow> {
        let AuthKind::OAuth2 { flows, scopes } = &auth.kind else {
            return Vec::new();
        };
        let wishes = [name.to_owned(), format!("{name}_flow")];
        let mut planned = Vec::new();
        for (kind, flow, taken) in [
            (
                FlowKind::AuthorizationCode,
                &flows.authorization_code,
                &mut self.code,
            ),
            (FlowKind::DeviceCode, &flows.device, &mut self.device),
            (FlowKind::Password, &flows.password, &mut self.password),
        ] {
            if let Some(flow) = flow {
                let about = about(kind, &auth.name, flow, scopes);
                planned.push(plan(kind, taken.claim(&wishes), about, flow));
            }
        }
        planned
    }
}

fn plan(kind: FlowKind, function: Ident, docs: Doc, flow: &ir::Flow) -> Flow {
    Flow {
        kind,
        function,
        docs,
        begin_url: flow.begin_url.as_ref().map(Text::from),
        token_url: Text::from(&flow.token_url),
        refresh_url: flow.refresh_url.as_ref().map(Text::from),
    }
}

/// What the flow is, with its URLs and scopes.
fn about(kind: FlowKind, scheme: &str, flow: &ir::Flow, scopes: &[ir::Scope]) -> Doc {
    let what = match kind {
        FlowKind::AuthorizationCode => "authorization code flow",
        FlowKind::DeviceCode => "device flow",
        FlowKind::Password => "password flow",
    };
    let name = docs::code(scheme);
    let mut rows = Vec::new();
    let begin = match kind {
        FlowKind::DeviceCode => "Codes",
        FlowKind::AuthorizationCode | FlowKind::Password => "Access is given",
    };
    let urls = [
        (begin, flow.begin_url.as_ref()),
        ("Tokens", Some(&flow.token_url)),
        ("Tokens again", flow.refresh_url.as_ref()),
    ];
    for (what, url) in urls {
        let url = url.filter(|url| !url.is_empty());
        rows.extend(url.map(|url| format!("| {what} | {} |", Text::from(url).code_in_table())));
    }
    let mut parts = vec![format!("The {what} of the scheme {name}.")];
    if !rows.is_empty() {
        parts.push(format!("| | URL |\n|---|---|\n{}", rows.join("\n")));
    }
    let rows: Vec<String> = scopes.iter().map(scope).collect();
    if !rows.is_empty() {
        parts.push(format!("| Scope | |\n|---|---|\n{}", rows.join("\n")));
    }
    docs::own(&parts.join("\n\n"))
}

fn scope(scope: &ir::Scope) -> String {
    let about = docs::own(&scope.description).line();
    let name = Text::from(&scope.name).code_in_table();
    format!("| {name} | {} |", in_cell(&about))
}
