//! What each operation sends, to the byte, and what it gives back.

use clientwright_tests::{Answer, Request, Server};
use koyeb_invitations::types::{
    CreateOrganizationInvitationRequest, ListOrganizationInvitationsStatus,
    OrganizationInvitationStatus,
};

use crate::{TOKEN, client, reply};

fn assert_headers(request: &Request, content_type: Option<&str>) {
    assert_eq!(
        request.header("authorization"),
        Some(format!("Bearer {TOKEN}").as_str())
    );
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("content-type"), content_type);
}

#[tokio::test]
async fn list_organization_invitations() {
    let body = format!(
        r#"{{"invitations": [{}], "limit": 10, "offset": 0, "count": 1}}"#,
        crate::INVITATION
    );
    let server = Server::script([Answer::json(200, body)]);
    let answer = client(&server)
        .list_organization_invitations()
        .limit("10")
        .offset("0")
        .statuses([
            ListOrganizationInvitationsStatus::Pending,
            ListOrganizationInvitationsStatus::Unknown("NEW".to_owned()),
        ])
        .user_id("u-1")
        .send()
        .await
        .expect("a page");
    let request = server.request();
    assert_eq!(
        request.line(),
        "GET /v1/organization_invitations?limit=10&offset=0&statuses=PENDING&statuses=NEW&user_id=u-1"
    );
    assert_headers(&request, None);
    assert!(request.body.is_empty());
    assert_eq!(answer.count, Some(1));
    let invitations = answer.invitations.expect("invitations");
    assert_eq!(invitations[0].id.as_deref(), Some("i-1"));
}

#[tokio::test]
async fn create_organization_invitation() {
    let server = Server::script([Answer::json(200, reply())]);
    let body = CreateOrganizationInvitationRequest::default().email("user@example.com");
    let answer = client(&server)
        .create_organization_invitation(body)
        .send()
        .await
        .expect("a reply");
    let request = server.request();
    assert_eq!(request.line(), "POST /v1/organization_invitations");
    assert_headers(&request, Some("application/json"));
    assert_eq!(request.text(), r#"{"email":"user@example.com"}"#);
    let invitation = answer.invitation.expect("an invitation");
    assert_eq!(invitation.email.as_deref(), Some("user@example.com"));
    assert_eq!(
        invitation.status,
        Some(OrganizationInvitationStatus::Pending)
    );
}

#[tokio::test]
async fn get_organization_invitation() {
    let server = Server::script([Answer::json(200, reply())]);
    let answer = client(&server)
        .get_organization_invitation("i-1")
        .send()
        .await
        .expect("a reply");
    let request = server.request();
    assert_eq!(request.line(), "GET /v1/organization_invitations/i-1");
    assert_headers(&request, None);
    assert_eq!(
        answer
            .invitation
            .and_then(|invitation| invitation.id)
            .as_deref(),
        Some("i-1")
    );
}

#[tokio::test]
async fn delete_organization_invitation() {
    let server = Server::script([Answer::json(200, "{}")]);
    client(&server)
        .delete_organization_invitation("i-1")
        .send()
        .await
        .expect("a reply");
    let request = server.request();
    assert_eq!(request.line(), "DELETE /v1/organization_invitations/i-1");
    assert_headers(&request, None);
    assert!(request.body.is_empty());
}

#[tokio::test]
async fn resend_organization_invitation_sends_an_object() {
    let server = Server::script([Answer::json(200, reply())]);
    let answer = client(&server)
        .resend_organization_invitation("i-1", serde_json::json!({}))
        .send()
        .await
        .expect("a reply");
    let request = server.request();
    assert_eq!(
        request.line(),
        "POST /v1/organization_invitations/i-1/resend"
    );
    assert_headers(&request, Some("application/json"));
    assert_eq!(request.text(), "{}");
    assert!(answer.invitation.is_some());
}
