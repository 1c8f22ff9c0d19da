//! A service sends its webhooks to a server that reads them by a module.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use clientwright_module_tests::webhooks::WebhookVerifier;
use clientwright_module_tests::webhooks::callbacks::post_order_failed;
use clientwright_module_tests::webhooks::webhooks::Event;
use clientwright_tests::{Answer, Request, Server};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const SECOND: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const MADE: &str = r#"{"type":"thing.made","id":"t1"}"#;

fn verifier(secret: &str) -> WebhookVerifier {
    WebhookVerifier::new(secret).expect("a secret")
}

/// Reads a webhook, as a server would: `Err` is the status and why.
fn read(verifier: &WebhookVerifier, request: &Request) -> Result<Event, (u16, String)> {
    verifier
        .verify(|name| request.header(name), &request.body)
        .map_err(|error| (401, error.to_string()))?;
    let event = match request.path() {
        "/webhooks" => Event::from_payload(&request.body),
        path => Event::parse(path.trim_start_matches('/'), &request.body),
    };
    event.map_err(|error| (400, error.to_string()))
}

/// A server that takes webhooks by either secret, and what it has read.
fn receiver() -> (Server, Arc<Mutex<Vec<Event>>>) {
    let verifier = verifier(SECRET).with_secret(SECOND).expect("a secret");
    let events = Arc::new(Mutex::new(Vec::new()));
    let read_events = Arc::clone(&events);
    let server = Server::start(move |request| match read(&verifier, request) {
        Ok(event) => {
            read_events.lock().expect("no panic").push(event);
            Answer::status(204)
        }
        Err((status, why)) => Answer::json(status, &why),
    });
    (server, events)
}

/// Sends a webhook as the service does, and returns what the server responds.
#[tokio::main(flavor = "current_thread")]
async fn send(url: String, body: &str, time: SystemTime, signature: String) -> (u16, String) {
    let seconds = time.duration_since(UNIX_EPOCH).expect("a time").as_secs();
    let request = reqwest::Client::new().post(url).body(body.to_owned());
    let request = request
        .header("webhook-id", "msg_1")
        .header("webhook-timestamp", seconds)
        .header("webhook-signature", signature);
    let response = request.send().await.expect("a response");
    let status = response.status().as_u16();
    (status, response.text().await.expect("a body"))
}

#[test]
fn webhooks_are_read_by_either_secret() {
    let (server, events) = receiver();
    let now = SystemTime::now();
    let bodies = [
        ("/webhooks", SECRET, MADE),
        (
            "/thing-gone",
            SECOND,
            r#"{"type":"thing.gone","data":{"id":"t1"}}"#,
        ),
        ("/webhooks", SECOND, r#"{"type":"thing.lost"}"#),
    ];
    for (path, secret, body) in bodies {
        let signature = verifier(secret).sign("msg_1", now, body.as_bytes());
        let (status, why) = send(server.url() + path, body, now, signature);
        assert_eq!(status, 204, "{path}: {why}");
    }
    let events = events.lock().expect("no panic");
    let [
        Event::ThingMade(made),
        Event::ThingGone(gone),
        Event::Unknown(other),
    ] = &events[..]
    else {
        panic!("{events:?}")
    };
    assert_eq!((&*made.id, &*gone.data.id), ("t1", "t1"));
    assert_eq!(other["type"], "thing.lost");
}

#[test]
fn what_is_not_of_the_service_is_refused() {
    let (server, events) = receiver();
    let now = SystemTime::now();
    let sign = |secret: &str, time| verifier(secret).sign("msg_1", time, MADE.as_bytes());
    let early = now - Duration::from_secs(600);
    let third = "whsec_plJ3nmyCDGBKInavdOK15jsl";
    let gone = r#"{"type":"thing.gone","data":{}}"#;
    let of_gone = verifier(SECRET).sign("msg_1", now, gone.as_bytes());
    for (body, time, signature, status, why) in [
        (MADE, now, sign(third, now), 401, "no signature"),
        (gone, now, sign(SECRET, now), 401, "no signature"),
        (MADE, now, sign(SECRET, early), 401, "no signature"),
        (MADE, early, sign(SECRET, early), 401, "too long ago"),
        (MADE, now, String::new(), 401, "`webhook-signature`"),
        (gone, now, of_gone, 400, "`thing-gone` does not fit at data"),
    ] {
        let response = send(server.url() + "/webhooks", body, time, signature);
        assert_eq!(response.0, status, "{response:?}");
        assert!(response.1.contains(why), "{response:?}");
    }
    assert!(events.lock().expect("no panic").is_empty());
}

#[test]
fn a_callback_is_read_by_its_function() {
    let failure = post_order_failed(br#"{"reason":"sold out"}"#).expect("a payload");
    assert_eq!(failure.reason.as_deref(), Some("sold out"));
    let error = post_order_failed(b"<html>").expect_err("no payload");
    assert!(error.to_string().contains("`failed`"), "{error}");
}
