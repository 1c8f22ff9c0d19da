//! What an invite may look like on the wire.

use openai_invites::UnixTime;
use openai_invites::types::{Invite, InviteRequest, InviteRequestRole, InviteRole, InviteStatus};
use serde_json::{Value, json};

use crate::INVITE;

fn full() -> Value {
    serde_json::from_str(INVITE).expect("the example is JSON")
}

/// The full example with one of its values replaced, or taken out.
fn with(key: &str, value: Option<Value>) -> Value {
    let mut invite = full();
    let object = invite.as_object_mut().expect("an object");
    match value {
        Some(value) => object.insert(key.to_owned(), value),
        None => object.remove(key),
    };
    invite
}

fn decode(value: &Value) -> Invite {
    serde_json::from_str(&value.to_string()).expect("an invite")
}

#[test]
fn the_full_example_comes_back_as_it_was() {
    let invite = decode(&full());
    assert_eq!(invite.created_at.seconds(), 1_711_471_533);
    assert_eq!(
        invite.expires_at.map(UnixTime::seconds),
        Some(1_711_471_534)
    );
    assert_eq!(
        invite.accepted_at.map(UnixTime::seconds),
        Some(1_711_471_535)
    );
    assert_eq!(serde_json::to_value(&invite).expect("JSON"), full());
}

#[test]
fn accepted_at_may_be_null_or_absent() {
    assert_eq!(
        decode(&with("accepted_at", Some(Value::Null))).accepted_at,
        None
    );
    assert_eq!(decode(&with("accepted_at", None)).accepted_at, None);
}

#[test]
fn an_unknown_role_and_status_are_kept() {
    let invite = decode(&with("role", Some(json!("auditor"))));
    assert_eq!(invite.role, InviteRole::Unknown("auditor".to_owned()));
    assert_eq!(
        serde_json::to_value(&invite).expect("JSON")["role"],
        "auditor"
    );

    let invite = decode(&with("status", Some(json!("revoked"))));
    assert_eq!(invite.status, InviteStatus::Unknown("revoked".to_owned()));
    assert_eq!(
        serde_json::to_value(&invite).expect("JSON")["status"],
        "revoked"
    );

    let request = InviteRequest::new(
        "a@example.com",
        InviteRequestRole::Unknown("auditor".to_owned()),
    );
    assert_eq!(
        serde_json::to_string(&request).expect("JSON"),
        r#"{"email":"a@example.com","role":"auditor"}"#
    );
}

#[test]
fn a_known_value_is_never_unknown() {
    assert_eq!(InviteRole::from("owner"), InviteRole::Owner);
    assert_eq!(InviteRole::Owner.to_string(), "owner");
}

#[test]
fn expires_at_in_2100() {
    let invite = decode(&with("expires_at", Some(json!(4_102_444_800_i64))));
    assert_eq!(
        invite.expires_at.map(UnixTime::seconds),
        Some(4_102_444_800)
    );
}

#[test]
fn an_unknown_field_is_ignored() {
    assert_eq!(
        decode(&with("surprise", Some(json!({"a": [1]})))),
        decode(&full())
    );
}

#[test]
fn absent_projects_are_none() {
    assert!(decode(&with("projects", None)).projects.is_empty());
}

#[test]
fn a_missing_field_is_named() {
    let error =
        serde_json::from_str::<Invite>(&with("email", None).to_string()).expect_err("no invite");
    assert!(error.to_string().contains("email"), "{error}");
}

#[test]
fn every_example_of_the_description_decodes() {
    let text = include_str!("../../spec/openai-invites.yaml");
    assert!(text.contains("example:"), "the description has examples");
    let without_projects = with("projects", None);
    let page = json!({"object": "list", "data": [without_projects], "first_id": "a", "last_id": "a", "has_more": false});
    let page: openai_invites::types::InviteListResponse =
        serde_json::from_str(&page.to_string()).expect("a page");
    assert_eq!(page.data.len(), 1);
}
