//! The commands: what the description says of each operation, a line for each.

use client::untyped::{FlowUrls, Scheme, SchemeKind};

use crate::cli::model::{Credential, Group, Optional, Program};
use crate::cli::sign_in::Flows;
use crate::cli::sign_in::authorization_code::AuthorizationCode;
use crate::cli::sign_in::device_code::DeviceCode;
use crate::cli::{form, multipart, paging, stream};

pub(crate) static PROGRAM: Program = Program {
    name: env!("CARGO_BIN_NAME"),
    version: env!("CARGO_PKG_VERSION"),
    about: "OpenAI organization invites.",
    credentials: &[Credential {
        scheme: &ADMIN_API_KEY_AUTH,
        variable: "OPENAI_ADMIN_KEY",
    }],
    schemes: &[&ADMIN_API_KEY_AUTH],
    groups: &[Group {
        name: "invites",
        about: "Invite people to an organization and manage their invites.",
        commands: include_str!("commands/invites.txt"),
    }],
    objects: include_str!("objects.txt"),
    optional: Optional {
        form: Some(form::send),
        multipart: Some(multipart::send),
        paging: Some(paging::read),
        stream: Some(stream::send),
        sign_in: Some(&FLOWS),
    },
};

/// The flows of a scheme that the operations do not take.
static FLOWS: Flows = Flows(&[
    (&ACCOUNT, &AuthorizationCode(URLS)),
    (&ACCOUNT, &DeviceCode(URLS)),
]);

const URLS: FlowUrls = FlowUrls {
    begin: "/authorize",
    token: "/token",
    refresh: None,
};

static ACCOUNT: Scheme = Scheme {
    name: "Account",
    method: "account",
    kind: SchemeKind::OAuth2(None),
    prefix: "",
    env: None,
};

static ADMIN_API_KEY_AUTH: Scheme = Scheme {
    name: "AdminApiKeyAuth",
    method: "admin_api_key",
    kind: SchemeKind::Bearer,
    prefix: "",
    env: Some("OPENAI_ADMIN_KEY"),
};
