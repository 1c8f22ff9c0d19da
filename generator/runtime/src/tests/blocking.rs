//! Calls without an async runtime.

use super::invites::{INVITE, request};
use super::server::{Server, answer, json};
use crate::{CallOptions, Error, RetryPolicy};

fn page(id: &str, more: bool) -> String {
    format!(r#"{{"object":"list","data":[{INVITE}],"last_id":"{id}","has_more":{more}}}"#)
}

#[test]
fn calls_wait_for_their_answers() {
    let server = Server::start(vec![answer(503, &[], ""), json(INVITE), json(INVITE)]);
    let client = server.client();
    let answer = client.retrieve_invite("i").response_blocking();
    assert_eq!(answer.expect("an invite").attempts(), 2);
    let raw = client.retrieve_invite("i").raw_blocking();
    assert_eq!(raw.expect("a response").into_body(), INVITE);
    let invite = client.invite_user(request()).send_blocking();
    assert_eq!(invite.expect("an invite").object, "organization.invite");
}

#[test]
fn errors_are_the_same() {
    let server = Server::start(vec![answer(404, &[], "")]);
    let client = server.client();
    let error = client.retrieve_invite("i").send_blocking();
    assert_eq!(error.expect_err("an error").status(), Some(404));
    let error = client.retrieve_invite("..").send_blocking();
    assert!(matches!(error, Err(Error::Build(_))), "{error:?}");
    assert_eq!(server.seen().len(), 1);
}

#[test]
fn lists_are_iterators() {
    let server = Server::start(vec![json(&page("a", true)), json(&page("b", false))]);
    let invites = server.client().list_invites().items().blocking();
    let invites: Result<Vec<_>, Error> = invites.collect();
    assert_eq!(invites.expect("invites").len(), 2);
    let server = Server::start(vec![json(&page("a", true)), answer(404, &[], "")]);
    let mut pages = server.client().list_invites().pages().blocking();
    assert!(pages.next().is_some_and(|page| page.is_ok()));
    assert!(pages.next().is_some_and(|page| page.is_err()));
    assert!(pages.next().is_none(), "it ends after an error");
}

#[test]
fn the_stream_behind_an_iterator_is_in_reach() {
    let server = Server::start(vec![json(&page("a", true)), json(&page("b", false))]);
    let client = server.client();
    let mut pages = client.list_invites().pages().blocking();
    assert!(pages.next().is_some_and(|page| page.is_ok()));
    let stream = pages.stream();
    assert_eq!(stream.answer().map(crate::Response::status), Some(200));
    let position = stream.position().expect("a second page");
    let mut rest = client.list_invites().items().resume(&position).blocking();
    assert!(rest.next().is_some_and(|invite| invite.is_ok()));
    assert!(rest.next().is_none());
}

#[test]
fn many_threads_share_a_client() {
    let server = Server::start(vec![json(INVITE)]);
    let client = server.client();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                client
                    .retrieve_invite("i")
                    .send_blocking()
                    .expect("an invite")
            });
        }
    });
    assert_eq!(server.seen().len(), 8);
}

#[tokio::test]
async fn a_task_of_another_runtime_may_wait() {
    let server = Server::start(vec![json(INVITE)]);
    let options = CallOptions::new().retry(RetryPolicy::never());
    let call = server.client().retrieve_invite("i").options(options);
    call.send_blocking().expect("an invite");
}
