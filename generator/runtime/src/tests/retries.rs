//! When calls are tried again.

use std::time::{Duration, SystemTime};

use super::invites::{INVITE, request};
use super::server::{Script, Server, answer, json};
use crate::{CallOptions, Error, RetryPolicy};

const PAGE: &str = r#"{"object":"list"}"#;

fn status(status: u16) -> Script {
    answer(status, &[], "")
}

#[tokio::test]
async fn a_passing_fault_is_tried_again() {
    for code in [408, 429, 500, 502, 503, 504] {
        let server = Server::start(vec![status(code), json(PAGE)]);
        let answer = server
            .client()
            .list_invites()
            .response()
            .await
            .expect("an answer");
        assert_eq!(answer.attempts(), 2, "{code}");
        assert_eq!(server.seen().len(), 2, "{code}");
    }
}

#[tokio::test]
async fn a_lasting_fault_ends_after_two_retries() {
    let server = Server::start(vec![status(503)]);
    let error = server
        .client()
        .list_invites()
        .send()
        .await
        .expect_err("an error");
    assert_eq!(server.seen().len(), 3);
    assert_eq!(error.api().expect("an answer").attempts(), 3);
    assert_eq!(
        error.to_string(),
        "GET /organization/invites: status 503 (after 3 attempts)"
    );
}

#[tokio::test]
async fn what_would_not_change_is_not_tried_again() {
    for code in [304, 400, 401, 403, 404, 409, 410, 413, 422, 501, 505] {
        let server = Server::start(vec![status(code)]);
        let error = server
            .client()
            .list_invites()
            .send()
            .await
            .expect_err("an error");
        assert_eq!(error.status(), Some(code));
        assert_eq!(server.seen().len(), 1, "{code}");
    }
}

#[tokio::test]
async fn a_post_needs_a_key_and_keeps_it() {
    let server = Server::start(vec![status(503)]);
    server
        .client()
        .invite_user(request())
        .send()
        .await
        .expect_err("an error");
    assert_eq!(server.seen().len(), 1);

    let server = Server::start(vec![status(503), status(503), json(INVITE)]);
    let options = CallOptions::new().idempotency_key("key-1");
    server
        .client()
        .invite_user(request())
        .options(options)
        .send()
        .await
        .expect("an invite");
    let keys: Vec<_> = server
        .seen()
        .iter()
        .map(|seen| seen.header("idempotency-key").map(str::to_owned))
        .collect();
    assert_eq!(keys, vec![Some("key-1".to_owned()); 3]);
}

#[tokio::test]
async fn a_wait_that_the_service_asks_for_is_kept_to() {
    for (name, value) in [("retry-after", "0.2"), ("retry-after-ms", "200")] {
        let server = Server::start(vec![answer(429, &[(name, value)], ""), json(PAGE)]);
        let begun = std::time::Instant::now();
        server
            .client()
            .list_invites()
            .send()
            .await
            .expect("an answer");
        assert!(begun.elapsed() >= Duration::from_millis(190), "{name}");
    }
    for value in [
        "0",
        "-1",
        "NaN",
        "soon",
        "",
        "Wed, 21 Oct 2015 07:28:00 GMT",
        "Wed, 99 Foo 2015",
    ] {
        let twice = [("retry-after", value), ("retry-after", "100")];
        for headers in [&twice[..1], &twice] {
            let server = Server::start(vec![answer(429, headers, ""), json(PAGE)]);
            let begun = std::time::Instant::now();
            server.client().list_invites().send().await.expect(value);
            assert!(begun.elapsed() < Duration::from_millis(190), "{value}");
        }
    }
}

#[tokio::test]
async fn no_wait_at_all_is_no_reason_to_hurry() {
    for value in ["0", "Wed, 21 Oct 2015 07:28:00 GMT"] {
        let server = Server::start(vec![answer(503, &[("retry-after", value)], "")]);
        let wait = Duration::from_secs(1 << 20);
        let client = server
            .builder()
            .timeout(2 * wait)
            .retry(RetryPolicy::default().wait(wait, wait))
            .build()
            .expect("a client");
        let call = client.list_invites().send();
        let call = tokio::time::timeout(Duration::from_millis(100), call).await;
        assert!(call.is_err(), "{value}: it backs off");
        assert_eq!(server.seen().len(), 1, "{value}");
    }
}

#[tokio::test]
async fn an_absurd_wait_ends_the_call_and_is_told() {
    for value in [
        "3600",
        "1e308",
        "inf",
        "99999999999999999999",
        "Wed, 21 Oct 2099 07:28:00 GMT",
    ] {
        let server = Server::start(vec![answer(429, &[("retry-after", value)], "")]);
        let error = server
            .client()
            .list_invites()
            .send()
            .await
            .expect_err(value);
        assert_eq!(server.seen().len(), 1, "{value}");
        let wait = error
            .api()
            .expect("an answer")
            .retry_after()
            .expect("a wait");
        assert!(wait >= Duration::from_secs(3600), "{value}");
    }
}

#[test]
fn a_date_is_the_instant_that_it_names() {
    use crate::runtime::testing::retry_after;
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_709_208_000);
    assert_eq!(
        retry_after("Thu, 29 Feb 2024 12:00:30 GMT", now),
        Some(Duration::from_secs(30))
    );
    assert_eq!(
        retry_after("Fri, 01 Mar 2024 12:00:00 GMT", now),
        Some(Duration::from_secs(86_400))
    );
    assert_eq!(
        retry_after("Thu, 29 Feb 2024 11:00:00 GMT", now),
        Some(Duration::ZERO)
    );
    assert_eq!(retry_after("Thu, 29 Feb 2024 12:00:30 CET", now), None);
}

#[tokio::test]
async fn the_deadline_holds_over_all_attempts() {
    let server = Server::start(vec![answer(503, &[("retry-after-ms", "400")], "")]);
    let client = server
        .builder()
        .retry(RetryPolicy::default().retries(1000))
        .timeout(Duration::from_millis(700))
        .build()
        .expect("a client");
    let error = client.list_invites().send().await.expect_err("an error");
    assert_eq!(
        error.status(),
        Some(503),
        "the last answer says more than a timeout"
    );
    assert_eq!(server.seen().len(), 2, "there is no time for a third");
}

#[tokio::test]
async fn a_hundred_failing_calls_share_one_budget() {
    let server = Server::start(vec![status(503)]);
    let client = server.client();
    let calls: Vec<_> = (0..100)
        .map(|_| tokio::spawn(client.list_invites().send()))
        .collect();
    for call in calls {
        let error = call.await.expect("no panic").expect_err("an error");
        assert!(matches!(error, Error::Api(_)), "{error}");
    }
    assert_eq!(server.seen().len(), 100 + 500 / 14);
}

#[tokio::test]
async fn a_call_may_have_its_own_policy() {
    let server = Server::start(vec![status(503)]);
    let options = CallOptions::new().retry(RetryPolicy::never());
    server
        .client()
        .list_invites()
        .options(options)
        .send()
        .await
        .expect_err("an error");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_dropped_call_sends_nothing_more() {
    let server = Server::start(vec![answer(503, &[("retry-after", "0.1")], "")]);
    let client = server.client();
    let call = tokio::time::timeout(Duration::from_millis(60), client.list_invites().send()).await;
    assert!(call.is_err(), "it waits for the next attempt");
    tokio::time::sleep(Duration::from_millis(120)).await;
    assert_eq!(server.seen().len(), 1);
}
