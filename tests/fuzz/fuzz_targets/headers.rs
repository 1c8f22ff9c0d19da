//! Any headers of an answer: links to the next page never lead elsewhere nor on for ever, waits and dates are read or
//! left aside, and what is read is the same once it has been written and read again.

#![no_main]

use std::fmt::{Debug, Display};
use std::str::FromStr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use arbitrary::Arbitrary;
use clientwright_fuzz::{client, stable, wait};
use libfuzzer_sys::fuzz_target;
use readers::test_util::Answer;
use readers::{Client, Date, DateTime, Error, RetryPolicy, headers};
use serde_json::json;

/// Each page says the same about the next one, but what a relative link leads to may be another place each time.
const MOST_PAGES: usize = 8;

/// What is as good as for ever: 30 years.
const LONGEST: Duration = Duration::from_secs(30 * 365 * 86_400);

#[derive(Arbitrary, Debug)]
struct Given {
    links: Vec<String>,
    next: Option<String>,
    wait: String,
    milliseconds: Option<String>,
    count: String,
    tags: Vec<String>,
    since: String,
}

fuzz_target!(|given: Given| {
    pages(&given);
    waits(&given);
    typed(&given);
    for text in [&given.since, &given.wait, &given.count] {
        same::<Date>(text);
        same::<DateTime>(text);
        let text = serde_json::to_vec(text).expect("a text encodes");
        stable::<(Date, DateTime)>(&text);
    }
});

/// Pages that all name the same next page, in a header and in the body.
fn pages(given: &Given) {
    let body = json!({"data": [], "next": given.next});
    let links = given.links.iter();
    let page = links.fold(Answer::json(200, &body), |page, link| {
        page.header("link", link)
    });
    let asked = Arc::new(Mutex::new(Vec::new()));
    let transport = {
        let asked = Arc::clone(&asked);
        move |request: readers::transport::Request| {
            asked
                .lock()
                .expect("no panic")
                .push(request.url().to_owned());
            let page = page.clone();
            async move { Ok(page) }
        }
    };
    let builder = Client::builder().base_url("http://localhost/v1");
    let client = builder.transport(transport).build().expect("a client");
    wait(async {
        let mut pages = client.list_things().pages().max_pages(MOST_PAGES);
        while let Ok(Some(_)) = pages.try_next().await {}
        let mut pages = client.list_linked().pages().max_pages(MOST_PAGES);
        while let Ok(Some(_)) = pages.try_next().await {}
    });
    let asked = asked.lock().expect("no panic");
    assert!(asked.len() <= 2 * MOST_PAGES, "{asked:?}");
    let here =
        |url: &String| url.starts_with("http://localhost/") || url.starts_with("http://localhost?");
    assert!(asked.iter().all(here), "{asked:?}");
}

/// A wait is never made up: it is none, or what the service has said.
fn waits(given: &Given) {
    let mut answer = Answer::new(429).header("retry-after", &given.wait);
    if let Some(milliseconds) = &given.milliseconds {
        answer = answer.header("retry-after-ms", milliseconds);
    }
    let plain = given
        .milliseconds
        .is_none()
        .then(|| given.wait.parse::<u32>().ok())
        .flatten();
    let (service, client) = client([answer]);
    let options = readers::CallOptions::new().retry(RetryPolicy::never());
    let error = wait(client.list_things().options(options).send()).expect_err("too many");
    assert_eq!(service.requests().len(), 1);
    let Error::Api(error) = error else {
        panic!("{error:?}")
    };
    let wait = error.retry_after();
    assert!(!format!("{error} {error:?}").is_empty());
    if let Some(seconds) = plain {
        let wanted = Duration::from_secs(seconds.into()).min(LONGEST);
        assert_eq!(wait, Some(wanted));
    }
}

/// Headers with a type.
fn typed(given: &Given) {
    let answer = Answer::new(500)
        .header("x-count", &given.count)
        .header("x-since", &given.since);
    let answer = given
        .tags
        .iter()
        .fold(answer, |answer, tag| answer.header("x-tags", tag));
    let (_, client) = client([answer]);
    let options = readers::CallOptions::new().retry(RetryPolicy::never());
    let error = wait(client.list_things().options(options).send()).expect_err("a failure");
    let Error::Api(error) = error else {
        panic!("{error:?}")
    };
    if let Some(count) = error.header(headers::X_COUNT) {
        assert!(
            given.count.contains(|digit: char| digit.is_ascii_digit()),
            "{count}"
        );
    }
    let since: Option<DateTime> = error.header(headers::X_SINCE);
    let tags: Option<Vec<String>> = error.header(headers::X_TAGS);
    drop((since, tags));
}

/// What is read from a text is the same once it has been written and read again.
fn same<T: FromStr + Display + PartialEq + Debug>(text: &str) {
    if let Ok(value) = text.parse::<T>() {
        let written = value.to_string();
        let again = written.parse::<T>().ok();
        assert_eq!(again.as_ref(), Some(&value), "as {written}");
    }
}
