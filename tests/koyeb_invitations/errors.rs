//! Each described status has a typed error of its own, and so has any other.

use clientwright_tests::{Answer, Server};
use koyeb_invitations::{ApiError, ErrorBody};

use crate::client;

async fn error(status: u16, body: &str) -> ApiError {
    let server = Server::script([Answer::json(status, body)]);
    let error = client(&server)
        .get_organization_invitation("i-1")
        .send()
        .await
        .expect_err("an error");
    let api = error.api().expect("a response of the service").clone();
    assert_eq!(api.status(), status);
    assert_eq!(&api.bytes()[..], body.as_bytes());
    api
}

#[tokio::test]
async fn status_400_names_the_fields() {
    let body = r#"{"status": 400, "code": "invalid_argument", "message": "Validation error", "fields": [{"field": "email", "description": "not an address"}]}"#;
    let error = error(400, body).await;
    let ErrorBody::ErrorWithFields(body) = error.body() else {
        panic!("typed: {error:?}");
    };
    assert_eq!(body.status, Some(400));
    assert_eq!(body.code.as_deref(), Some("invalid_argument"));
    let fields = body.fields.as_ref().expect("fields");
    assert_eq!(fields[0].field.as_deref(), Some("email"));
    assert_eq!(fields[0].description.as_deref(), Some("not an address"));
}

#[tokio::test]
async fn statuses_401_403_404_500_and_503_have_the_plain_error() {
    for status in [401, 403, 404, 500, 503] {
        let error = error(
            status,
            &format!(r#"{{"status": {status}, "code": "c", "message": "m"}}"#),
        )
        .await;
        let ErrorBody::Error(body) = error.body() else {
            panic!("typed: {error:?}");
        };
        assert_eq!(body.status, Some(i32::from(status)));
        assert_eq!(body.code.as_deref(), Some("c"));
        assert_eq!(body.message.as_deref(), Some("m"));
        assert!(error.to_string().contains('m'), "{error}");
    }
}

#[tokio::test]
async fn any_other_status_has_the_status_of_grpc() {
    let body = r#"{"code": 8, "message": "slow down", "details": [{"@type": "type.example.com/Wait", "seconds": 5}]}"#;
    let error = error(418, body).await;
    let ErrorBody::GoogleRpcStatus(body) = error.body() else {
        panic!("typed: {error:?}");
    };
    assert_eq!(body.code, Some(8));
    assert_eq!(body.message.as_deref(), Some("slow down"));
    let detail = &body.details.as_ref().expect("details")[0];
    assert_eq!(detail.r#type.as_deref(), Some("type.example.com/Wait"));
    assert_eq!(
        detail.additional_properties.get("seconds"),
        Some(&serde_json::json!(5))
    );
}
