//! How long is waited between attempts, on a clock that runs ahead when nothing else happens.

use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use crate::runtime::testing::retry_after;
use crate::test_util::{Answer, TestService};
use crate::{CallOptions, Error, RetryPolicy};

const PAGE: &str = r#"{"object":"list"}"#;

/// What a call comes to, how often it was sent, and how long it took.
async fn called(service: TestService, policy: RetryPolicy) -> (Result<(), Error>, usize, Duration) {
    let client = service.builder().retry(policy).build().expect("a client");
    let begun = Instant::now();
    let page = client.list_invites().send().await;
    (page.map(drop), service.requests().len(), begun.elapsed())
}

/// A service that fails once with these headers.
fn once(headers: &[(&str, &str)]) -> TestService {
    let failure = headers
        .iter()
        .fold(Answer::new(429), |answer, (name, value)| {
            answer.header(name, value)
        });
    TestService::new()
        .answer(failure)
        .answer(Answer::new(200).body(PAGE))
}

/// A policy that waits a known time where the service names none.
fn policy() -> RetryPolicy {
    RetryPolicy::default().wait(Duration::ZERO, Duration::ZERO)
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_makes_sense_is_kept_to() {
    for (name, value, millis) in [
        ("retry-after", "1", 1000),
        ("retry-after", "1.5", 1500),
        ("retry-after", " 60 ", 60_000),
        ("retry-after", "1e1", 10_000),
        ("retry-after-ms", "250", 250),
        ("retry-after-ms", "0.5", 1),
        ("Retry-After", "2", 2000),
    ] {
        let (page, sent, took) = called(once(&[(name, value)]), policy()).await;
        assert!(page.is_ok(), "{name}: {value}");
        assert_eq!(
            (sent, took),
            (2, Duration::from_millis(millis)),
            "{name}: {value}"
        );
    }
    let both = once(&[("retry-after", "30"), ("retry-after-ms", "100")]);
    assert_eq!(called(both, policy()).await.2, Duration::from_millis(100));
    let twice = once(&[("retry-after", "3"), ("retry-after", "50")]);
    assert_eq!(called(twice, policy()).await.2, Duration::from_secs(3));
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_makes_no_sense_is_as_good_as_none() {
    for value in [
        "0",
        "-0",
        "-1",
        "-inf",
        "NaN",
        "",
        "soon",
        "1 s",
        "0x10",
        "Wed, 21 Oct 2015 07:28:00 GMT",
        "Wed, 99 Foo 2015",
        "Wed, 21 Oct 2099 07:28:00 CET",
        "Wed, 21 Oct 2099 25:28:00 GMT",
    ] {
        for headers in [
            &[("retry-after", value)][..],
            &[("retry-after", value), ("retry-after", "100")],
        ] {
            let (page, sent, took) = called(once(headers), policy()).await;
            assert!(page.is_ok(), "{value}");
            assert_eq!((sent, took), (2, Duration::ZERO), "{value}");
        }
    }
    let (page, ..) = called(
        once(&[("retry-after-ms", "NaN"), ("retry-after", "1")]),
        policy(),
    )
    .await;
    assert!(page.is_ok());
}

#[tokio::test(start_paused = true)]
async fn an_absurd_wait_ends_the_call_and_is_told() {
    for value in [
        "61",
        "3600",
        "1e308",
        "1e999",
        "inf",
        "infinity",
        "99999999999999999999",
        "Wed, 21 Oct 2099 07:28:00 GMT",
        "Fri, 31 Dec 9999 23:59:60 GMT",
    ] {
        let (page, sent, took) = called(once(&[("retry-after", value)]), policy()).await;
        assert_eq!((sent, took), (1, Duration::ZERO), "{value}");
        let error = page.expect_err(value);
        let wait = error.api().and_then(crate::ApiError::retry_after);
        assert!(
            wait.is_some_and(|wait| wait > Duration::from_secs(60)),
            "{value}"
        );
    }
    let patient = policy().longest_retry_after(Duration::from_secs(100));
    let (page, sent, took) = called(once(&[("retry-after", "100")]), patient).await;
    assert!(page.is_ok());
    assert_eq!((sent, took), (2, Duration::from_secs(100)));
}

#[tokio::test(start_paused = true)]
async fn waits_double_up_to_the_longest() {
    let wait = |first, longest| {
        let (first, longest) = (Duration::from_secs(first), Duration::from_secs(longest));
        RetryPolicy::default().retries(6).wait(first, longest)
    };
    for _ in 0..50 {
        let service = (0..7).fold(TestService::new(), |service, _| {
            service.answer(Answer::new(503))
        });
        let (page, sent, took) = called(service, wait(1, 8)).await;
        assert!(page.is_err());
        assert_eq!(sent, 7);
        // The waits are at most 1, 2, 4, 8, 8 and 8 seconds; each sleep ends on a whole millisecond.
        assert!(took <= Duration::from_millis(31_006), "{took:?}");
    }
    // No wait at all, or a date that has passed, is no reason to hurry.
    for value in ["0", "Wed, 21 Oct 2015 07:28:00 GMT"] {
        let mut longest = Duration::ZERO;
        for _ in 0..20 {
            let (_, _, took) = called(
                once(&[("retry-after", value)]),
                wait(1 << 10, 1 << 10).longest_retry_after(Duration::MAX),
            )
            .await;
            longest = longest.max(took);
        }
        assert!(longest > Duration::from_secs(1), "{value}: {longest:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_deadline_holds_over_all_attempts() {
    let answers = (0..100).fold(TestService::new(), |service, _| {
        service.answer(Answer::new(503).header("retry-after-ms", "400"))
    });
    let client = answers
        .builder()
        .retry(RetryPolicy::default().retries(1000))
        .timeout(Duration::from_secs(1))
        .build()
        .expect("a client");
    let begun = Instant::now();
    let error = client.list_invites().send().await.expect_err("an error");
    assert_eq!(
        error.status(),
        Some(503),
        "the last response says more than a timeout"
    );
    assert_eq!(answers.requests().len(), 3, "there is no time for a fourth");
    assert_eq!(begun.elapsed(), Duration::from_millis(800));
    let options = CallOptions::new().timeout(Duration::from_millis(500));
    let call = client.list_invites().options(options).send();
    call.await.expect_err("an error");
    assert_eq!(
        answers.requests().len(),
        5,
        "a call may have a timeout of its own"
    );
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_sends_nothing_more() {
    let service = once(&[("retry-after", "10")]);
    let client = service.client().expect("a client");
    let call = tokio::time::timeout(Duration::from_secs(5), client.list_invites().send()).await;
    assert!(call.is_err(), "it waits for the next attempt");
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(service.requests().len(), 1);
}

#[test]
fn a_date_is_the_instant_that_it_names() {
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
    for obsolete in [
        "Thursday, 29-Feb-24 12:00:30 GMT",
        "Thu Feb 29 12:00:30 2024",
    ] {
        let wait = Some(Duration::from_secs(30));
        assert_eq!(retry_after(obsolete, now), wait, "{obsolete}");
    }
}
