//! Times that are longer than any clock shows.

use std::time::Duration;

use super::server::{Server, json};
use super::streams::{STREAM, stream};
use crate::runtime::{Events, Reply};
use crate::{CallOptions, RetryPolicy};

const PAGE: &str = r#"{"object":"list"}"#;

#[tokio::test]
async fn the_longest_times_are_no_reason_to_panic() {
    for time in [
        Duration::MAX,
        Duration::from_secs(u64::MAX / 2),
        Duration::from_secs(1 << 40),
    ] {
        let server = Server::start(vec![
            json(PAGE),
            stream("text/event-stream", &["data: 1\n\n"]),
        ]);
        let policy = RetryPolicy::default()
            .wait(time, time)
            .longest_retry_after(time);
        let builder = server.builder().read_timeout(time).connect_timeout(time);
        let client = builder
            .timeout(time)
            .retry(policy.clone())
            .build()
            .expect("a client");
        let options = || CallOptions::new().timeout(time).retry(policy.clone());
        let call = client.list_invites().options(options());
        call.send().await.expect("a page");
        let call = client.call(&STREAM).options(options().reconnect(1));
        let mut events: Events<i64> = call.send(Reply::events).await.expect("a stream");
        assert!(events.next().await.is_some_and(|event| event.is_ok()));
        // It waits for longer than this test takes.
        let next = tokio::time::timeout(Duration::from_millis(20), events.next()).await;
        assert!(next.is_err(), "{next:?}");
    }
}

#[cfg(feature = "blocking")]
#[test]
fn nor_are_they_without_a_runtime() {
    let server = Server::start(vec![json(PAGE)]);
    let builder = server
        .builder()
        .read_timeout(Duration::MAX)
        .timeout(Duration::MAX);
    let client = builder
        .connect_timeout(Duration::MAX)
        .build()
        .expect("a client");
    client.list_invites().send_blocking().expect("a page");
}

#[cfg(feature = "test-util")]
#[tokio::test(start_paused = true)]
async fn a_wait_without_end_can_be_added_to_any_clock() {
    use crate::test_util::{Answer, TestService};

    for (name, value) in [
        ("retry-after", "1e300"),
        ("retry-after-ms", "inf"),
        ("retry-after", "18446744073709551615"),
    ] {
        let service = TestService::new().answer(Answer::new(503).header(name, value));
        let client = service.client().expect("a client");
        let error = client.list_invites().send().await.expect_err("an error");
        let wait = error
            .api()
            .and_then(crate::ApiError::retry_after)
            .expect("a wait");
        assert!(wait > Duration::from_secs(86_400 * 365), "{wait:?}");
        assert!(std::time::Instant::now().checked_add(wait).is_some());
        assert!(std::time::SystemTime::now().checked_add(wait).is_some());
    }
}

#[tokio::test]
async fn who_takes_a_stream_slowly_loses_nothing() {
    let server = Server::start(vec![stream(
        "text/event-stream",
        &["data: 1\n\n", "data: 2\n\n"],
    )]);
    let client = server.builder().read_timeout(Duration::from_millis(150));
    let call = client.build().expect("a client").call(&STREAM);
    let mut events: Events<i64> = call.send(Reply::events).await.expect("a stream");
    for expected in [Some(1), Some(2), None] {
        let event = events.try_next().await.expect("the service was not silent");
        assert_eq!(event.map(|event| event.data), expected);
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}
