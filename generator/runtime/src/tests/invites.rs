//! The four operations over real HTTP.

use super::server::{Server, json};
use crate::types::{
    InviteProject, InviteProjectRole, InviteRequest, InviteRequestRole, InviteRole,
};

pub(super) const INVITE: &str = r#"{"object":"organization.invite","id":"invite-abc","email":"user@example.com",
    "role":"owner","status":"pending","created_at":1711471533,"expires_at":1711471533,"accepted_at":null,
    "projects":[{"id":"project-xyz","role":"member"}]}"#;

#[tokio::test]
async fn list_sends_the_query_and_decodes_the_page() {
    let page = format!(
        r#"{{"object":"list","data":[{INVITE}],"first_id":"a","last_id":"b","has_more":false}}"#
    );
    let server = Server::start(vec![json(&page)]);
    let answer = server
        .client()
        .list_invites()
        .limit(20)
        .after("x/y")
        .send()
        .await
        .expect("a page");
    assert_eq!(answer.data.len(), 1);
    assert_eq!(answer.data[0].role, InviteRole::Owner);
    assert_eq!(answer.last_id.as_deref(), Some("b"));
    let seen = server.only();
    assert_eq!(seen.line, "GET /organization/invites?limit=20&after=x%2Fy");
    assert_eq!(seen.header("authorization"), Some("Bearer sk-secret"));
    assert_eq!(seen.header("accept"), Some("application/json"));
    assert_eq!(
        seen.header("user-agent"),
        Some(concat!("clientwright-runtime/", env!("CARGO_PKG_VERSION")))
    );
    assert_eq!(seen.body, "");
}

#[tokio::test]
async fn invite_sends_three_different_bodies() {
    let server = Server::start(vec![json(INVITE)]);
    let client = server.client();
    let request = InviteRequest::new("user@example.com", InviteRequestRole::Reader);
    let project = InviteProject::new("p", InviteProjectRole::Owner);
    for request in [
        request.clone(),
        request.clone().projects(Vec::new()),
        request.projects(vec![project]),
    ] {
        client.invite_user(request).send().await.expect("an invite");
    }
    let bodies: Vec<_> = server.seen().into_iter().map(|seen| seen.body).collect();
    assert_eq!(
        bodies,
        [
            r#"{"email":"user@example.com","role":"reader"}"#,
            r#"{"email":"user@example.com","role":"reader","projects":[]}"#,
            r#"{"email":"user@example.com","role":"reader","projects":[{"id":"p","role":"owner"}]}"#,
        ]
    );
    assert_eq!(server.seen()[0].line, "POST /organization/invites");
    assert_eq!(
        server.seen()[0].header("content-type"),
        Some("application/json")
    );
}

#[tokio::test]
async fn retrieve_and_delete_name_the_invite() {
    let deleted = r#"{"object":"organization.invite.deleted","id":"invite-abc","deleted":true}"#;
    let server = Server::start(vec![json(INVITE), json(deleted)]);
    let client = server.client();
    let invite = client
        .retrieve_invite("invite-abc")
        .response()
        .await
        .expect("an invite");
    assert_eq!(invite.status(), 200);
    assert_eq!(invite.attempts(), 1);
    assert!(
        client
            .delete_invite("invite-abc")
            .send()
            .await
            .expect("a response")
            .deleted
    );
    let lines: Vec<_> = server.seen().into_iter().map(|seen| seen.line).collect();
    assert_eq!(
        lines,
        [
            "GET /organization/invites/invite-abc",
            "DELETE /organization/invites/invite-abc"
        ]
    );
}

/// A request to invite somebody.
pub(super) fn request() -> InviteRequest {
    InviteRequest::new("user@example.com", InviteRequestRole::Reader)
}
