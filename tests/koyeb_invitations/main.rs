//! The generated client of Koyeb's organization invitations, over real HTTP on loopback.

mod decoding;
mod errors;
mod operations;
mod pages;

use clientwright_tests::Server;
use koyeb_invitations::{Client, RetryPolicy};

const TOKEN: &str = "koyeb-token-0123456789";

/// A client that talks to the server and tries everything once.
fn client(server: &Server) -> Client {
    Client::builder()
        .base_url(server.url())
        .bearer(TOKEN)
        .retry(RetryPolicy::never())
        .build()
        .expect("the client is complete")
}

const INVITATION: &str = r#"{
    "id": "i-1",
    "email": "user@example.com",
    "role": "OWNER",
    "status": "PENDING",
    "expires_at": "2100-01-01T00:00:00Z",
    "organization_id": "o-1",
    "organization": {"id": "o-1", "name": "acme", "plan": "hobby23", "status": "ACTIVE"},
    "invitee_id": "u-2",
    "inviter_id": "u-1",
    "inviter": {"id": "u-1", "email": "owner@example.com", "name": "Owner", "avatar_url": "", "github_id": "", "github_user": ""}
}"#;

/// A response with the one property `invitation`.
fn reply() -> String {
    format!(r#"{{"invitation": {INVITATION}}}"#)
}
