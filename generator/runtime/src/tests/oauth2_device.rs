//! The device flow of OAuth 2.0.

use crate::runtime::DeviceCode;
use crate::test_util::{Answer, TestService};
use crate::{Client, Error};

fn device(service: &TestService) -> (DeviceCode, Client) {
    let flow = DeviceCode::described("/device", "/token", None, "id").scope("read");
    (flow, service.client().expect("a client"))
}

fn code(lifetime: u32) -> Answer {
    let code = serde_json::json!({"device_code": "sk-device", "user_code": "WDJB-MJHT", "interval": 5,
        "verification_uri": "https://example.com/device", "expires_in": lifetime,
        "verification_uri_complete": "https://example.com/device?user_code=WDJB-MJHT"});
    Answer::json(200, &code)
}

fn refusal(error: &str) -> Answer {
    Answer::json(400, &serde_json::json!({ "error": error }))
}

fn granted() -> Answer {
    Answer::json(200, &serde_json::json!({"access_token": "sk-access"}))
}

#[tokio::test(start_paused = true)]
async fn a_device_waits_as_long_as_it_is_told() {
    let service = TestService::new()
        .answer(code(1800))
        .answer(refusal("authorization_pending"))
        .answer(refusal("slow_down"))
        .answer(refusal("authorization_pending"))
        .answer(granted());
    let (flow, client) = device(&service);
    let request = flow.begin(&client).await.expect("a code");
    assert_eq!(request.user_code(), "WDJB-MJHT");
    assert_eq!(request.verification_uri(), "https://example.com/device");
    assert!(request.verification_uri_complete().is_some());
    assert!(!format!("{request:?}").contains("sk-device"));
    let begun = tokio::time::Instant::now();
    let token = request.wait().await.expect("a token");
    assert_eq!(token.access_token(), "sk-access");
    // Twice 5 seconds, and 10 once it was told to slow down.
    assert_eq!(begun.elapsed().as_secs(), 5 + 5 + 10 + 10);
    let sent = service.requests();
    let bodies: Vec<_> = sent
        .iter()
        .map(|sent| String::from_utf8_lossy(sent.body()).into_owned())
        .collect();
    assert_eq!(bodies[0], "scope=read&client_id=id");
    assert_eq!(
        bodies[1],
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=sk-device&client_id=id"
    );
    assert_eq!(sent.len(), 5);
}

#[tokio::test(start_paused = true)]
async fn a_device_is_refused_or_too_late() {
    for error in ["access_denied", "expired_token", "invalid_client"] {
        let service = TestService::new().answer(code(1800)).answer(refusal(error));
        let (flow, client) = device(&service);
        let request = flow.begin(&client).await.expect("a code");
        let refused = request.wait().await.expect_err(error);
        assert!(refused.to_string().contains(error), "{refused}");
        assert_eq!(service.requests().len(), 2);
    }
    let service = (0..9).fold(TestService::new().answer(code(22)), |service, _| {
        service.answer(refusal("authorization_pending"))
    });
    let (flow, client) = device(&service);
    let request = flow.begin(&client).await.expect("a code");
    let late = request.wait().await.expect_err("too late");
    assert!(late.to_string().contains("expired"), "{late}");
    assert_eq!(service.requests().len(), 1 + 4);
    let service =
        TestService::new().answer(Answer::json(200, &serde_json::json!({"user_code": "u"})));
    let (flow, client) = device(&service);
    let error = flow.begin(&client).await.expect_err("no device code");
    let Error::Decode(error) = error else {
        panic!("{error}")
    };
    assert_eq!(error.path(), "device_code");
}

#[tokio::test(start_paused = true)]
async fn a_device_asks_less_often_where_nobody_is_there() {
    let lost = crate::TransportErrorKind::Timeout;
    let service = TestService::new()
        .answer(code(1800))
        .fault(lost)
        .answer(granted());
    let (flow, client) = device(&service);
    let request = flow.begin(&client).await.expect("a code");
    let begun = tokio::time::Instant::now();
    request.wait().await.expect("a token");
    assert_eq!(begun.elapsed().as_secs(), 5 + 10);
}
