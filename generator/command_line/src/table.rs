//! The commands: what the description says of each operation, as data.

use client::untyped::{Encoding, Method, NextPage, Operation, Paging, Scheme, SchemeKind};

use crate::cli::model::{
    Body, BodyKind, Command, Credential, Field, Group, Location, Parameter, Program, Response,
    Values,
};
use crate::cli::{form, multipart, stream};

pub(crate) static PROGRAM: Program = Program {
    name: env!("CARGO_BIN_NAME"),
    version: env!("CARGO_PKG_VERSION"),
    about: "OpenAI organization invites.",
    credentials: &[Credential {
        scheme: &ADMIN_API_KEY_AUTH,
        variable: "OPENAI_ADMIN_KEY",
    }],
    groups: &[Group {
        name: "invites",
        about: "Invite people to an organization and manage their invites.",
        commands: INVITES,
    }],
};

static ADMIN_API_KEY_AUTH: Scheme = Scheme {
    name: "AdminApiKeyAuth",
    method: "admin_api_key",
    kind: SchemeKind::Bearer,
    prefix: "",
    env: Some("OPENAI_ADMIN_KEY"),
};

static INVITES: &[Command] = &[
    Command {
        name: "delete-invite",
        about: "Deletes an invite.",
        details: "An invite that has been accepted cannot be deleted any more.",
        operation: Operation {
            id: "delete-invite",
            method: Method::DELETE,
            path: "/organization/invites/{invite_id}",
            accept: Some("application/json"),
            security: &[&[&ADMIN_API_KEY_AUTH]],
            ..Operation::DEFAULT
        },
        parameters: &[INVITE_ID],
        responses: &[Response {
            status: "200",
            about: "The invite is deleted.",
            body: "InviteDeleteResponse",
        }],
        ..Command::DEFAULT
    },
    Command {
        name: "download",
        about: "Downloads a file.",
        operation: Operation {
            id: "download",
            method: Method::GET,
            path: "/files/{file_id}/content",
            streamed: true,
            ..Operation::DEFAULT
        },
        parameters: &[Parameter {
            location: Location::Path,
            encoding: Encoding::SIMPLE,
            field: Field {
                flag: "file-id",
                name: "file_id",
                required: true,
                ..Field::DEFAULT
            },
        }],
        stream: Some(stream::send),
        ..Command::DEFAULT
    },
    Command {
        name: "invite-user",
        about: "Invites a user to the organization.",
        details: "The user has access once the invite has been accepted.",
        operation: Operation {
            id: "inviteUser",
            method: Method::POST,
            path: "/organization/invites",
            accept: Some("application/json"),
            security: &[&[&ADMIN_API_KEY_AUTH]],
            ..Operation::DEFAULT
        },
        bodies: &[Body {
            fields: INVITE_REQUEST,
            example: r#"{"email":"user@example.com","role":"reader","projects":[{"id":"project-xyz","role":"member"}]}"#,
            ..Body::DEFAULT
        }],
        needs_body: true,
        responses: &[Response {
            status: "200",
            about: "The invite.",
            body: "Invite",
        }],
        ..Command::DEFAULT
    },
    Command {
        name: "list-invites",
        about: "Lists the invites of the organization.",
        operation: Operation {
            id: "list-invites",
            method: Method::GET,
            path: "/organization/invites",
            accept: Some("application/json"),
            security: &[&[&ADMIN_API_KEY_AUTH]],
            ..Operation::DEFAULT
        },
        parameters: &[
            query(Field {
                flag: "limit",
                name: "limit",
                values: Values::Integer,
                help: "How many invites to return at most.",
                facts: "Default: `20`. From 1 to 100.",
                ..Field::DEFAULT
            }),
            query(Field {
                flag: "after",
                name: "after",
                help: "Where the page begins: the id of the last invite of the page before.",
                ..Field::DEFAULT
            }),
        ],
        responses: &[Response {
            status: "200",
            about: "A page of invites.",
            body: "InviteListResponse",
        }],
        items: Some(&["data"]),
        paging: Some(&Paging::Cursor {
            parameter: "after",
            in_header: false,
            next: NextPage::Body(&["last_id"]),
            items: &["data"],
            more: Some(&["has_more"]),
        }),
        ..Command::DEFAULT
    },
    Command {
        name: "put-note",
        about: "Sends a note, as JSON or as text.",
        operation: Operation {
            id: "put-note",
            method: Method::PUT,
            path: "/remember/note",
            ..Operation::DEFAULT
        },
        bodies: &[
            Body {
                fields: &[Field {
                    flag: "note",
                    name: "note",
                    ..Field::DEFAULT
                }],
                ..Body::DEFAULT
            },
            Body {
                media_type: "text/plain",
                kind: BodyKind::Whole,
                ..Body::DEFAULT
            },
        ],
        needs_body: true,
        ..Command::DEFAULT
    },
    Command {
        name: "put-tags",
        about: "Sends a list.",
        operation: Operation {
            id: "put-tags",
            method: Method::PUT,
            path: "/remember/tags",
            ..Operation::DEFAULT
        },
        bodies: &[Body {
            example: r#"["a","b"]"#,
            ..Body::DEFAULT
        }],
        needs_body: true,
        ..Command::DEFAULT
    },
    Command {
        name: "remember",
        about: "Sends a form.",
        operation: Operation {
            id: "remember",
            method: Method::POST,
            path: "/remember",
            ..Operation::DEFAULT
        },
        bodies: &[Body {
            media_type: "application/x-www-form-urlencoded",
            kind: BodyKind::Form(form::send),
            fields: &[
                Field {
                    flag: "note",
                    name: "note",
                    nullable: true,
                    ..Field::DEFAULT
                },
                Field {
                    flag: "number",
                    name: "number",
                    values: Values::Number,
                    ..Field::DEFAULT
                },
                Field {
                    flag: "labels",
                    name: "labels",
                    values: Values::Map(&Values::Text),
                    ..Field::DEFAULT
                },
                Field {
                    flag: "kind",
                    name: "kind",
                    required: true,
                    constant: "\"note\"",
                    ..Field::DEFAULT
                },
                Field {
                    flag: "loud",
                    name: "loud",
                    values: Values::Boolean,
                    ..Field::DEFAULT
                },
            ],
            ..Body::DEFAULT
        }],
        ..Command::DEFAULT
    },
    Command {
        name: "retrieve-invite",
        about: "Retrieves an invite.",
        operation: Operation {
            id: "retrieve-invite",
            method: Method::GET,
            path: "/organization/invites/{invite_id}",
            accept: Some("application/json"),
            security: &[&[&ADMIN_API_KEY_AUTH]],
            ..Operation::DEFAULT
        },
        parameters: &[INVITE_ID],
        responses: &[Response {
            status: "200",
            about: "The invite.",
            body: "Invite",
        }],
        ..Command::DEFAULT
    },
    Command {
        name: "upload",
        about: "Uploads files.",
        operation: Operation {
            id: "upload",
            method: Method::POST,
            path: "/files",
            ..Operation::DEFAULT
        },
        bodies: &[Body {
            media_type: "multipart/form-data",
            kind: BodyKind::Multipart(multipart::send),
            fields: &[
                Field {
                    flag: "file",
                    name: "file",
                    values: Values::List(&Values::File),
                    required: true,
                    ..Field::DEFAULT
                },
                Field {
                    flag: "purpose",
                    name: "purpose",
                    ..Field::DEFAULT
                },
                Field {
                    flag: "options",
                    name: "options",
                    values: Values::Any,
                    ..Field::DEFAULT
                },
            ],
            ..Body::DEFAULT
        }],
        needs_body: true,
        ..Command::DEFAULT
    },
];

const fn query(field: Field) -> Parameter {
    Parameter {
        location: Location::Query,
        encoding: Encoding::FORM,
        field,
    }
}

const INVITE_ID: Parameter = Parameter {
    location: Location::Path,
    encoding: Encoding::SIMPLE,
    field: Field {
        flag: "invite-id",
        name: "invite_id",
        required: true,
        help: "The id of the invite.",
        ..Field::DEFAULT
    },
};

static INVITE_REQUEST: &[Field] = &[
    Field {
        flag: "email",
        name: "email",
        required: true,
        help: "The address to which the invite is sent.",
        ..Field::DEFAULT
    },
    Field {
        flag: "role",
        name: "role",
        values: Values::Choice(&["owner", "reader"]),
        required: true,
        help: "The role that the person will have in the organization.",
        ..Field::DEFAULT
    },
    Field {
        flag: "projects",
        name: "projects",
        values: Values::List(&Values::Object(&INVITE_REQUEST_PROJECT)),
        help: "The projects that the person joins by accepting; left out, the default project, and none where it is empty.",
        ..Field::DEFAULT
    },
];

static INVITE_REQUEST_PROJECT: &[Field] = &[
    Field {
        flag: "id",
        name: "id",
        required: true,
        help: "The public id of the project.",
        ..Field::DEFAULT
    },
    Field {
        flag: "role",
        name: "role",
        values: Values::Choice(&["member", "owner"]),
        required: true,
        help: "The role that the person will have in the project.",
        ..Field::DEFAULT
    },
];
