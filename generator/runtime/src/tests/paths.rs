//! Path parameters, of which none leads out of its place.

use super::server::{Server, answer};
use crate::Error;
use crate::runtime::{Operation, Reply};

static ONE: Operation = Operation {
    path: "/a/{p}",
    ..Operation::DEFAULT
};

/// `..` or `.`, encoded so often.
fn encoded(dots: &str, times: usize) -> String {
    (0..times).fold(dots.to_owned(), |text, time| match time {
        0 => text.replace('.', "%2e"),
        _ => text.replace('%', "%25"),
    })
}

#[tokio::test]
async fn a_dot_segment_is_refused_however_often_it_is_encoded() {
    let server = Server::start(vec![answer(204, &[], "")]);
    let client = server.client();
    for times in [0, 1, 2, 8, 9, 10, 200] {
        for dots in [".", ".."] {
            let call = client.call(&ONE).path("p", encoded(dots, times));
            let refused = call.send(Reply::empty).await;
            assert!(matches!(refused, Err(Error::Build(_))), "{dots} {times}");
        }
    }
    // The digits of a triplet may be encoded as well.
    for value in ["%%32e.", "%2%65%2E", "%25%32%65"] {
        let call = client.call(&ONE).path("p", value);
        assert!(call.send(Reply::empty).await.is_err(), "{value}");
    }
    assert!(server.seen().is_empty());
    for value in ["...", "a..", "%2e%2e%2e", "%", "%2", "%zz", "100%25"] {
        let call = client.call(&ONE).path("p", value);
        call.send(Reply::empty).await.expect(value);
    }
}

#[tokio::test]
async fn a_long_value_costs_no_more_than_its_length() {
    let server = Server::start(vec![answer(204, &[], "")]);
    let value = encoded("..", 10_000);
    let begun = std::time::Instant::now();
    let call = server.client().call(&ONE).path("p", value);
    assert!(call.send(Reply::empty).await.is_err());
    assert!(begun.elapsed() < std::time::Duration::from_secs(2));
}
