//! What an invite may look like on the wire.

use clientwright::ir::{Media, Origin, Type, TypeDef};
use openai_invites::UnixTime;
use openai_invites::types::{
    Invite, InviteDeleteResponse, InviteListResponse, InviteRequest, InviteRequestRole, InviteRole,
    InviteStatus,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
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

/// The examples of the description: those of its types, and of the bodies that are such a type, each with the type.
fn examples() -> Vec<(String, Value)> {
    let file = "spec/openai-invites.yaml";
    let text = include_str!("../../spec/openai-invites.yaml");
    let output = clientwright::generate(clientwright::Input::new("invites", file, text));
    let api = output.api.expect("the description can be read");
    let name = |def: &TypeDef| match &def.origin {
        Origin::Declared(name) => Some(name.clone()),
        Origin::Inline { .. } | Origin::Operation { .. } => None,
    };
    let of_types = api
        .types
        .iter()
        .filter_map(|def| Some((name(def)?, &def.examples)));
    let bodies = api.operations.iter().flat_map(|operation| {
        let sent = operation.body.iter().flat_map(|body| &body.contents);
        sent.chain(
            operation
                .responses
                .iter()
                .flat_map(|response| &response.contents),
        )
    });
    let of_bodies = bodies.filter_map(|content| match &content.media {
        Media::Json(Type::Ref(id)) => Some((name(api.type_def(*id))?, &content.examples)),
        _ => None,
    });
    of_types
        .chain(of_bodies)
        .flat_map(|(name, examples)| {
            examples
                .iter()
                .map(move |value| (name.clone(), value.clone()))
        })
        .collect()
}

/// What a type writes of an example that it has read.
fn written<T: DeserializeOwned + Serialize>(example: &Value) -> Result<Value, serde_json::Error> {
    serde_json::to_value(serde_json::from_str::<T>(&example.to_string())?)
}

#[test]
fn every_example_of_the_description_decodes() {
    let examples = examples();
    for (name, example) in &examples {
        let read = match name.as_str() {
            "Invite" => written::<Invite>(example),
            "InviteListResponse" => written::<InviteListResponse>(example),
            "InviteDeleteResponse" => written::<InviteDeleteResponse>(example),
            "InviteRequest" => written::<InviteRequest>(example),
            other => panic!("this test does not know the type of the example of `{other}`"),
        };
        let read = read.unwrap_or_else(|error| panic!("{name}: {error}: {example}"));
        for (key, value) in example.as_object().expect("an object") {
            assert!(
                lost(value, &read[key]).is_none(),
                "{name}: `{key}` is {} and was {value}",
                read[key]
            );
        }
    }
    let text = include_str!("../../spec/openai-invites.yaml");
    let said = text
        .lines()
        .filter(|line| line.trim_start().starts_with("example:"));
    assert!(
        examples.len() >= said.count(),
        "an example has not been looked at"
    );
}

/// A part of the first that the second has lost: a missing value may be written as null or as an empty list.
fn lost<'v>(said: &'v Value, read: &Value) -> Option<&'v Value> {
    match (said, read) {
        (Value::Object(said), Value::Object(_)) => {
            said.iter().find_map(|(key, value)| lost(value, &read[key]))
        }
        (Value::Array(said), Value::Array(read)) if said.len() == read.len() => said
            .iter()
            .zip(read)
            .find_map(|(said, read)| lost(said, read)),
        _ => (said != read).then_some(said),
    }
}
