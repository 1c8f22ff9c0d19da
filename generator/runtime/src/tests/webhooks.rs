//! Webhooks: payloads, and who signs them.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::runtime::{Header, payload, said};
use crate::types::InviteDeleteResponse;
use crate::{SignatureError, WebhookVerifier};

/// The example by which the libraries of Standard Webhooks are tested; its specification has none with a secret.
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const BODY: &[u8] = br#"{"test": 2432232314}"#;
const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
const OTHER: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

fn sent() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_614_265_330)
}

fn verifier() -> WebhookVerifier {
    WebhookVerifier::new(SECRET).expect("a secret")
}

fn ever(verifier: WebhookVerifier) -> WebhookVerifier {
    verifier.tolerance(Duration::MAX)
}

fn verify(
    verifier: &WebhookVerifier,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Result<(), SignatureError> {
    let headers: BTreeMap<&str, &str> = headers.iter().copied().collect();
    verifier.verify(|name| headers.get(name).copied(), body)
}

fn headers(signature: &str) -> [(&str, &str); 3] {
    [
        ("webhook-id", ID),
        ("webhook-timestamp", "1614265330"),
        ("webhook-signature", signature),
    ]
}

#[test]
fn the_example_of_the_scheme_is_right() {
    assert_eq!(verifier().sign(ID, sent(), BODY), SIGNATURE);
    let without_prefix = WebhookVerifier::new(&SECRET["whsec_".len()..]).expect("a secret");
    for verifier in [verifier(), without_prefix] {
        assert_eq!(verify(&ever(verifier), &headers(SIGNATURE), BODY), Ok(()));
    }
    let others = format!("v2,AAAA v1a,AAAA v1,{} {SIGNATURE}", "A".repeat(44));
    assert_eq!(verify(&ever(verifier()), &headers(&others), BODY), Ok(()));
}

/// The other example of those libraries.
#[test]
fn each_library_makes_the_same_signature() {
    let verifier = WebhookVerifier::new(OTHER).expect("a secret");
    let time = UNIX_EPOCH + Duration::from_secs(1_649_367_553);
    let body = br#"{"email":"test@example.com","username":"test_user"}"#;
    assert_eq!(
        verifier.sign("msg_27UH4WbU6Z5A5EzD8u03UvzRbpk", time, body),
        "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw="
    );
}

/// The signature is the example of the specification.
#[test]
fn asymmetric_signatures_are_refused_in_clear_words() {
    let asymmetric = "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";
    let checked = |signature: &str| verify(&ever(verifier()), &headers(signature), BODY);
    let error = checked(asymmetric).expect_err("no symmetric one");
    assert_eq!(error, SignatureError::Asymmetric);
    assert!(error.to_string().contains("`v1a`"), "{error}");
    assert_eq!(checked(&format!("{asymmetric} {SIGNATURE}")), Ok(()));
    for key in ["whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsk_MfKQ9r8G"] {
        let error = WebhookVerifier::new(key).expect_err("no secret");
        assert_eq!(error, SignatureError::Asymmetric);
    }
}

#[test]
fn each_check_says_what_failed() {
    let checked = |headers: &[(&str, &str)], body: &[u8]| verify(&ever(verifier()), headers, body);
    let all = headers(SIGNATURE);
    for left_out in 0..3 {
        let mut some = all.to_vec();
        let (name, _) = some.remove(left_out);
        let error = checked(&some, BODY).expect_err(name);
        assert_eq!(
            error.to_string(),
            format!("the webhook has no header `{name}`")
        );
    }
    let mismatch = Err(SignatureError::Mismatch);
    assert_eq!(checked(&all, br#"{"test": 2432232315}"#), mismatch);
    let mut other = all;
    other[0].1 = "msg_other";
    assert_eq!(checked(&other, BODY), mismatch);
    other = all;
    other[1].1 = "1614265331";
    assert_eq!(checked(&other, BODY), mismatch);
    other[1].1 = "yesterday";
    let no_time = Err(SignatureError::Header("webhook-timestamp"));
    assert_eq!(checked(&other, BODY), no_time);
    let no_signature = Err(SignatureError::Header("webhook-signature"));
    for signature in ["", "v2,AAAA", "v1,not base64", "v1"] {
        assert_eq!(
            checked(&headers(signature), BODY),
            no_signature,
            "{signature}"
        );
    }
    // Neither a part of a signature nor an empty one is one.
    for signature in [&SIGNATURE[..23], "v1,"] {
        assert_eq!(checked(&headers(signature), BODY), mismatch, "{signature}");
    }
}

#[test]
fn old_and_early_webhooks_are_refused() {
    let verifier = verifier();
    let at = |time: SystemTime| {
        let seconds = time.duration_since(UNIX_EPOCH).expect("a time").as_secs();
        let signature = verifier.sign(ID, time, BODY);
        let headers = [
            ("webhook-id", ID),
            ("webhook-timestamp", &seconds.to_string()),
            ("webhook-signature", &*signature),
        ];
        verify(&verifier, &headers, BODY)
    };
    let now = SystemTime::now();
    let minutes = |minutes: u64| Duration::from_secs(60 * minutes);
    assert_eq!(at(now), Ok(()));
    assert_eq!(at(now - minutes(4)), Ok(()));
    assert_eq!(at(now + minutes(4)), Ok(()));
    assert_eq!(at(now - minutes(6)), Err(SignatureError::TooOld));
    assert_eq!(at(now + minutes(6)), Err(SignatureError::TooNew));
}

#[test]
fn secrets_are_changed_without_a_gap() {
    let old = verifier().sign(ID, sent(), BODY);
    let both = WebhookVerifier::new(OTHER).and_then(|new| new.with_secret(SECRET));
    let both = ever(both.expect("two secrets"));
    assert_eq!(verify(&both, &headers(&old), BODY), Ok(()));
    let new = ever(WebhookVerifier::new(OTHER).expect("a secret"));
    let mismatch = Err(SignatureError::Mismatch);
    assert_eq!(verify(&new, &headers(&old), BODY), mismatch);
    assert_ne!(both.sign(ID, sent(), BODY), old);
}

#[test]
fn a_secret_is_not_shown() {
    for secret in ["whsec_sk secret", "whsec_", "", "sk-secret!"] {
        let error = WebhookVerifier::new(secret).expect_err(secret);
        assert_eq!(error, SignatureError::Secret);
        assert!(!format!("{error} {error:?}").contains("sk"), "{error}");
    }
    assert!(!format!("{:?}", verifier()).contains("MfKQ"));
}

#[test]
fn a_payload_that_does_not_fit_says_where() {
    let body = br#"{"object":"o","id":7,"deleted":true}"#;
    let error = payload::<InviteDeleteResponse>("gone", body).expect_err("no text");
    assert_eq!((error.name(), error.path()), ("gone", "id"));
    let text = error.to_string();
    assert!(
        text.starts_with("the payload of `gone` does not fit at id: "),
        "{text}"
    );
    let whole = br#"{"object":"o","id":"7","deleted":true}"#;
    let gone: InviteDeleteResponse = payload("gone", whole).expect("it fits");
    assert_eq!(gone.id, "7");
    assert_eq!(said("object", whole).expect("JSON"), "o");
    assert_eq!(said("deleted", whole).expect("JSON"), "");
    let error = said("object", b"<html>").expect_err("no JSON");
    assert!(
        error.to_string().starts_with("the payload does not fit: "),
        "{error}"
    );
}

#[test]
fn headers_that_a_webhook_comes_with_have_types() {
    let came = BTreeMap::from([("x-attempt", "3"), ("x-events", "a, b"), ("x-at", "soon")]);
    let get = |name: &str| came.get(name).copied();
    let attempt: Header<i64> = Header::new("x-attempt");
    assert_eq!(attempt.find(get).expect("a number"), Some(3));
    let events: Header<Vec<String>> = Header::new("x-events");
    let wanted = vec!["a".to_owned(), "b".to_owned()];
    assert_eq!(events.find(get).expect("a list"), Some(wanted));
    let none: Header<String> = Header::new("x-none");
    assert_eq!(none.find(get).expect("nothing"), None);
    let at: Header<i64> = Header::new("x-at");
    let error = at.find(get).expect_err("a word").to_string();
    assert!(
        error.starts_with("the payload does not fit at header x-at: "),
        "{error}"
    );
}
