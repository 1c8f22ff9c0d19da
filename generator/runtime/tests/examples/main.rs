//! The comparison of examples itself: what is sent as it should be passes, and nothing else does.

mod check;

use clientwright_runtime as api;
use clientwright_runtime::types::{InviteRequest, InviteRequestRole};

use check::{Body, Pairs, Sent, check};

const LIST: Sent = Sent {
    method: "GET",
    path: "/organization/invites",
    query: &[("limit", Some("20"))],
    headers: &[("accept", Some("application/json"))],
    cookies: &[],
    body: Body::Empty,
};

fn list(sent: &Sent) {
    check(sent, |client| {
        Box::pin(async move {
            client.list_invites().limit(20).send().await?;
            Ok(())
        })
    });
}

fn invite(body: Body) {
    let sent = Sent {
        method: "POST",
        query: &[],
        body,
        ..LIST
    };
    check(&sent, |client| {
        Box::pin(async move {
            let body = InviteRequest::new("a@example.com", InviteRequestRole::Reader);
            client.invite_user(body).send().await?;
            Ok(())
        })
    });
}

#[test]
fn what_is_sent_as_it_should_be_passes() {
    list(&LIST);
    invite(Body::Json(
        r#"{"role": "reader", "email": "a@example.com"}"#,
    ));
    invite(Body::Any);
}

fn with_query(query: Pairs) {
    list(&Sent { query, ..LIST });
}

#[test]
#[should_panic(expected = "the query has no `limit`")]
fn another_value_does_not_pass() {
    with_query(&[("limit", Some("21"))]);
}

#[test]
#[should_panic(expected = "the query has more than is expected")]
fn more_does_not_pass() {
    with_query(&[]);
}

#[test]
#[should_panic(expected = "the path is")]
fn another_path_does_not_pass() {
    list(&Sent {
        path: "/invites/a",
        ..LIST
    });
}

#[test]
#[should_panic(expected = "the header `accept` is")]
fn another_header_does_not_pass() {
    list(&Sent {
        headers: &[("accept", Some("text/plain"))],
        ..LIST
    });
}

#[test]
#[should_panic(expected = "the body is")]
fn another_body_does_not_pass() {
    invite(Body::Json(r#"{"role": "owner", "email": "a@example.com"}"#));
}

#[test]
#[should_panic(expected = "0 requests were sent: Err(")]
fn an_example_that_sends_nothing_does_not_pass() {
    check(&LIST, |client| {
        Box::pin(async move {
            client.retrieve_invite("..").send().await?;
            Ok(())
        })
    });
}
