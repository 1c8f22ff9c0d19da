//! The flows of OAuth 2.0 in which a person signs in with the program.

use crate::rust::{CommandFlow, CommandFlowKind, Crate, Credential, FlowKind};

/// The flows in which a person signs in for the credentials. One without a URL leads nowhere; a password is nothing for a
/// program that keeps tokens.
pub(super) fn plan(krate: &Crate, credentials: &[Credential]) -> Vec<CommandFlow> {
    let schemes = credentials.iter().filter_map(|credential| {
        let mut schemes = krate.api.schemes.iter();
        schemes.find(|scheme| scheme.constant == credential.scheme)
    });
    let flows = schemes.flat_map(|scheme| scheme.flows.iter().map(move |flow| (scheme, flow)));
    let known = flows.filter_map(|(scheme, flow)| {
        let kind = match flow.kind {
            FlowKind::AuthorizationCode => CommandFlowKind::AuthorizationCode,
            FlowKind::DeviceCode => CommandFlowKind::DeviceCode,
            FlowKind::Password => return None,
        };
        let begin_url = flow.begin_url.clone().filter(|url| !url.is_empty())?;
        (!flow.token_url.is_empty()).then(|| CommandFlow {
            kind,
            scheme: scheme.constant.clone(),
            begin_url,
            token_url: flow.token_url.clone(),
            refresh_url: flow.refresh_url.clone(),
        })
    });
    known.collect()
}
