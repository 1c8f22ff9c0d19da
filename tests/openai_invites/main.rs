//! The generated client of `OpenAI`'s organization invites, over real HTTP on loopback.

mod connections;
mod decoding;
mod errors;
mod operations;
mod pages;
mod paths;
mod secrets;
mod test_util;

use clientwright_tests::Server;
use openai_invites::{Client, RetryPolicy};

const KEY: &str = "sk-admin-0123456789";

/// A client that talks to the server and tries everything once.
fn client(server: &Server) -> Client {
    Client::builder()
        .base_url(server.url())
        .admin_api_key(KEY)
        .retry(RetryPolicy::never())
        .build()
        .expect("the client is complete")
}

/// An invite with everything that the description knows.
const INVITE: &str = r#"{
    "object": "organization.invite",
    "id": "invite-abc",
    "email": "user@example.com",
    "role": "owner",
    "status": "accepted",
    "created_at": 1711471533,
    "expires_at": 1711471534,
    "accepted_at": 1711471535,
    "projects": [{"id": "project-xyz", "role": "member"}]
}"#;

/// A page with these invites, by their ids.
fn page(ids: &[&str], last_id: Option<&str>, has_more: bool) -> String {
    let data: Vec<_> = ids
        .iter()
        .map(|id| INVITE.replace("invite-abc", id))
        .collect();
    let quoted = |id: Option<&&str>| id.map_or("null".to_owned(), |id| format!("\"{id}\""));
    format!(
        r#"{{"object": "list", "data": [{}], "first_id": {}, "last_id": {}, "has_more": {has_more}}}"#,
        data.join(","),
        quoted(ids.first()),
        quoted(last_id.as_ref()),
    )
}
