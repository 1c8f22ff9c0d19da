//! What each operation sends, to the byte, and what it gives back.

use clientwright_tests::{Answer, Server};
use openai_invites::types::{
    InviteProjectRole, InviteRequest, InviteRequestProject, InviteRequestProjectRole,
    InviteRequestRole, InviteRole, InviteStatus,
};

use crate::{INVITE, KEY, client, page};

fn assert_headers(request: &clientwright_tests::Request, content_type: Option<&str>) {
    assert_eq!(
        request.header("authorization"),
        Some(format!("Bearer {KEY}").as_str())
    );
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("content-type"), content_type);
    assert_eq!(request.header("cookie"), None);
    assert!(
        request
            .header("user-agent")
            .is_some_and(|agent| agent.starts_with("openai-invites/"))
    );
}

#[tokio::test]
async fn list_invites() {
    let server = Server::script([Answer::json(
        200,
        page(&["invite-abc"], Some("invite-abc"), false),
    )]);
    let answer = client(&server)
        .list_invites()
        .limit(20)
        .after("invite 1&2")
        .send()
        .await
        .expect("a page");

    let request = server.request();
    assert_eq!(
        request.line(),
        "GET /organization/invites?limit=20&after=invite%201%262"
    );
    assert_headers(&request, None);
    assert!(request.body.is_empty());

    assert_eq!(answer.data.len(), 1);
    assert_eq!(answer.data[0].id, "invite-abc");
    assert_eq!(answer.first_id.as_deref(), Some("invite-abc"));
    assert_eq!(answer.last_id.as_deref(), Some("invite-abc"));
    assert!(!answer.has_more);
}

#[tokio::test]
async fn list_invites_without_a_query() {
    let server = Server::script([Answer::json(200, page(&[], None, false))]);
    let answer = client(&server).list_invites().send().await.expect("a page");
    assert_eq!(server.request().line(), "GET /organization/invites");
    assert!(answer.data.is_empty());
}

#[tokio::test]
async fn invite_user() {
    let server = Server::script([Answer::json(200, INVITE)]);
    let body = InviteRequest::new("user@example.com", InviteRequestRole::Owner).projects(vec![
        InviteRequestProject::new("project-xyz", InviteRequestProjectRole::Member),
    ]);
    let invite = client(&server)
        .invite_user(body)
        .send()
        .await
        .expect("an invite");

    let request = server.request();
    assert_eq!(request.line(), "POST /organization/invites");
    assert_headers(&request, Some("application/json"));
    assert_eq!(
        request.text(),
        r#"{"email":"user@example.com","role":"owner","projects":[{"id":"project-xyz","role":"member"}]}"#
    );

    assert_eq!(invite.id, "invite-abc");
    assert_eq!(invite.email, "user@example.com");
    assert_eq!(invite.role, InviteRole::Owner);
    assert_eq!(invite.status, InviteStatus::Accepted);
    assert_eq!(invite.projects.len(), 1);
    assert_eq!(invite.projects[0].id, "project-xyz");
    assert_eq!(invite.projects[0].role, InviteProjectRole::Member);
}

#[tokio::test]
async fn left_out_empty_and_filled_projects_are_three_bodies() {
    let sent = async |body: InviteRequest| {
        let server = Server::script([Answer::json(200, INVITE)]);
        client(&server)
            .invite_user(body)
            .send()
            .await
            .expect("an invite");
        server.request().text().to_owned()
    };
    let body = InviteRequest::new("a@example.com", InviteRequestRole::Reader);
    assert_eq!(
        sent(body.clone()).await,
        r#"{"email":"a@example.com","role":"reader"}"#
    );
    assert_eq!(
        sent(body.clone().projects(vec![])).await,
        r#"{"email":"a@example.com","role":"reader","projects":[]}"#
    );
    assert_eq!(
        sent(body.projects(vec![InviteRequestProject::new(
            "p",
            InviteRequestProjectRole::Owner
        )]))
        .await,
        r#"{"email":"a@example.com","role":"reader","projects":[{"id":"p","role":"owner"}]}"#
    );
}

#[tokio::test]
async fn retrieve_invite() {
    let server = Server::script([Answer::json(200, INVITE)]);
    let invite = client(&server)
        .retrieve_invite("invite-abc")
        .await
        .expect("an invite");
    let request = server.request();
    assert_eq!(request.line(), "GET /organization/invites/invite-abc");
    assert_headers(&request, None);
    assert!(request.body.is_empty());
    assert_eq!(invite.id, "invite-abc");
}

#[tokio::test]
async fn a_request_is_awaited_itself_and_on_another_task() {
    let server = Server::script([Answer::json(200, INVITE)]);
    let request = client(&server).retrieve_invite("invite-abc");
    let invite = tokio::spawn(request.into_future()).await;
    let invite = invite.expect("no panic").expect("an invite");
    assert_eq!(invite.id, "invite-abc");
}

#[tokio::test]
async fn delete_invite() {
    let body = r#"{"object": "organization.invite.deleted", "id": "invite-abc", "deleted": true}"#;
    let server = Server::script([Answer::json(200, body)]);
    let answer = client(&server)
        .delete_invite("invite-abc")
        .send()
        .await
        .expect("a response");
    let request = server.request();
    assert_eq!(request.line(), "DELETE /organization/invites/invite-abc");
    assert_headers(&request, None);
    assert!(request.body.is_empty());
    assert_eq!(answer.id, "invite-abc");
    assert!(answer.deleted);
}
