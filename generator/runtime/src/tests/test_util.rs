//! The service for users' own tests, and transports of the caller's own.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;

use super::invites::request;
use crate::test_util::{Answer, TestService};
use crate::transport::Fault;
use crate::types::InviteRequest;
use crate::{Body, Bytes, Client, Error, TransportErrorKind};

fn invite(id: &str) -> serde_json::Value {
    json!({"object": "organization.invite", "id": id, "email": "a@b.c", "role": "reader",
        "status": "pending", "created_at": 1, "projects": []})
}

#[tokio::test]
async fn it_answers_as_told_and_remembers_the_requests() {
    let service =
        TestService::new().answer(Answer::json(200, &invite("i1")).header("x-request-id", "r1"));
    let client = service.client().expect("a client");
    let answer = client
        .invite_user(request())
        .response()
        .await
        .expect("an invite");
    assert_eq!(answer.request_id(), Some("r1"));
    assert_eq!(answer.body().id, "i1");
    let requests = service.requests();
    let [sent] = requests.as_slice() else {
        panic!("{requests:?}")
    };
    assert_eq!(
        (sent.method(), sent.path()),
        ("POST", "/organization/invites")
    );
    assert_eq!(sent.headers().get("authorization"), Some("Bearer test"));
    assert_eq!(sent.json::<InviteRequest>().expect("a request"), request());
    let shown = format!("{requests:?} {service:?}");
    assert!(!shown.contains("Bearer test"), "{shown}");
}

#[tokio::test]
async fn retries_and_pages_go_through_it() {
    let page = |id: &str, more: bool| {
        Answer::json(
            200,
            &json!({"object": "list", "data": [invite(id)], "last_id": id, "has_more": more}),
        )
    };
    let service = TestService::new()
        .fault(TransportErrorKind::Broken)
        .answer(Answer::new(503))
        .answer(page("a", true))
        .answer(page("b", false));
    let client = service.client().expect("a client");
    let mut ids = Vec::new();
    let mut items = client.list_invites().limit(1).items();
    while let Some(invite) = items.try_next().await.expect("an invite") {
        ids.push(invite.id);
    }
    assert_eq!(ids, ["a", "b"]);
    let requests = service.requests();
    let queries: Vec<_> = requests
        .iter()
        .map(|sent| sent.query().unwrap_or(""))
        .collect();
    assert_eq!(
        queries,
        ["limit=1", "limit=1", "limit=1", "limit=1&after=a"]
    );
    assert_eq!(service.answers_left(), 0);
}

#[tokio::test]
async fn a_limit_that_nobody_knows_is_not_shown() {
    for (kind, text) in [
        (TransportErrorKind::Timeout, "no response in time"),
        (
            TransportErrorKind::BodyTooLarge,
            "the response's body is too large",
        ),
    ] {
        let client = TestService::new().fault(kind).client().expect("a client");
        let error = client.retrieve_invite("i").send().await;
        let error = error.expect_err("a fault").to_string();
        assert_eq!(
            error,
            format!("GET /organization/invites/{{invite_id}}: {text}")
        );
    }
}

#[tokio::test]
async fn a_script_that_has_ended_says_so() {
    let client = TestService::new().client().expect("a client");
    let error = client.list_invites().send().await.expect_err("no response");
    assert_eq!(
        error.to_string(),
        "GET /organization/invites: status 501: no response is left for GET /organization/invites"
    );
}

#[tokio::test]
async fn answers_come_in_pieces_and_may_be_cut_off() {
    let whole = Answer::new(200).body("{\"object\":").body("\"list\"}");
    let cut = Answer::new(200)
        .body("{\"obj")
        .then(TransportErrorKind::Broken);
    let service = TestService::new().answer(cut).answer(whole);
    let client = service.client().expect("a client");
    let answer = client.list_invites().response().await.expect("a page");
    assert_eq!((answer.attempts(), &*answer.body().object), (2, "list"));
}

#[tokio::test]
async fn a_transport_may_be_any_function() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let client = Client::builder()
        .admin_api_key("sk-secret")
        .transport(move |request| {
            counted.fetch_add(1, Ordering::SeqCst);
            let host = request.url().starts_with("https://api.openai.com/v1/");
            async move {
                assert!(host);
                Err(Fault::new(TransportErrorKind::Broken).because("the tunnel is closed"))
            }
        })
        .build()
        .expect("a client");
    let error = client
        .invite_user(request())
        .send()
        .await
        .expect_err("lost");
    assert_eq!(
        calls.load(Ordering::SeqCst),
        1,
        "a POST may have been carried out"
    );
    let Error::Transport(error) = error else {
        panic!("{error}")
    };
    let source = std::error::Error::source(&*error).expect("a cause");
    assert_eq!(source.to_string(), "the tunnel is closed");
}

#[tokio::test]
async fn a_stream_is_sent_whole() {
    struct Twice(usize);
    impl futures_core::Stream for Twice {
        type Item = Result<Bytes, String>;
        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            self.0 += 1;
            std::task::Poll::Ready((self.0 < 3).then(|| Ok(Bytes::from_static(b"ab"))))
        }
    }
    let service = TestService::new().answer(Answer::new(200));
    let client = service.client().expect("a client");
    let call = client
        .call(&crate::runtime::testing::UPLOAD)
        .body(Body::stream(Twice(0)), "a/b");
    call.raw().await.expect("a response");
    assert_eq!(service.requests()[0].body(), "abab");
}
