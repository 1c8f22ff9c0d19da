//! Events whose kind says what their data is.

#![allow(
    unreachable_pub,
    reason = "the methods of the macros are for public types"
)]

use super::server::Server;
use super::streams::{STREAM, stream};
use crate::Error;
use crate::runtime::{Events, Reply, object, union};

object! {
    pub struct Added {
        pub n: Option<String>,
    }
}

union! {
    #[json(untagged)]
    pub enum Change {
        #[json(event = "add", event = "replace")]
        Add(Added),
        #[json(event = "del")]
        Del(String),
        #[json(event = "count")]
        Count(i64),
        #[json(other)]
        Unknown(Value),
    }

    const BRANCHES: &[Branch] = &[
        (&[Check::Integer], 2),
        (&[Check::String], 1),
        (&[Check::Object], 0),
    ];
}

async fn changes(body: &str) -> Vec<Result<(String, Change), String>> {
    let server = Server::start(vec![stream("text/event-stream", &[body])]);
    let call = server.client().call(&STREAM);
    let mut events: Events<Change> = call.send(Reply::events_by_kind).await.expect("a stream");
    let mut seen = Vec::new();
    while let Some(event) = events.next().await {
        seen.push(match event {
            Ok(event) => Ok((event.kind, event.data)),
            Err(Error::Decode(error)) => Err(error.to_string()),
            Err(error) => panic!("{error}"),
        });
    }
    seen
}

#[tokio::test]
async fn the_kind_says_what_the_data_is() {
    let seen = changes(
        "event: add\ndata: {\"n\":\"1\"}\n\nevent: replace\ndata: {}\n\nevent: del\ndata: 7\n\nevent: del\ndata: {\"n\":\"1\"}\n\nevent: count\ndata: 7\n\n",
    )
    .await;
    let added = |n: Option<&str>| {
        Change::Add(Added {
            n: n.map(str::to_owned),
        })
    };
    let wanted = [
        ("add", added(Some("1"))),
        ("replace", added(None)),
        ("del", Change::Del("7".to_owned())),
        ("del", Change::Del("{\"n\":\"1\"}".to_owned())),
        ("count", Change::Count(7)),
    ];
    assert_eq!(seen, wanted.map(|(kind, data)| Ok((kind.to_owned(), data))));
}

#[tokio::test]
async fn a_kind_that_nobody_knows_goes_by_the_data_and_what_does_not_fit_is_an_error() {
    let seen = changes(
        "data: 7\n\nevent: new\ndata: [1]\n\nevent: add\ndata: {\"n\":1}\n\nevent: del\ndata: x\n\n",
    )
    .await;
    assert_eq!(seen[0], Ok(("message".to_owned(), Change::Count(7))));
    assert_eq!(
        seen[1],
        Ok(("new".to_owned(), Change::Unknown(serde_json::json!([1]))))
    );
    let error = seen[2].as_ref().expect_err("a wrong member");
    assert!(error.contains("as Add at `n`"), "{error}");
    assert_eq!(seen[3], Ok(("del".to_owned(), Change::Del("x".to_owned()))));
}
