//! The commands: what the description says of each operation, a line for each.

use client::untyped::{Scheme, SchemeKind};

use crate::cli::model::{Credential, Group, Optional, Program};
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
    },
};

static ADMIN_API_KEY_AUTH: Scheme = Scheme {
    name: "AdminApiKeyAuth",
    method: "admin_api_key",
    kind: SchemeKind::Bearer,
    prefix: "",
    env: Some("OPENAI_ADMIN_KEY"),
};
