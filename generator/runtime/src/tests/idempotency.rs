//! Keys by which a service knows the attempts of one call for the same.

use std::collections::BTreeSet;
use std::hash::RandomState;
use std::time::{Duration, SystemTime};

use super::server::{Server, answer};
use crate::runtime::testing::random_in;
use crate::runtime::{Call, Method, Operation, Reply};
use crate::{CallOptions, Client};

static PAY: Operation = Operation {
    method: Method::POST,
    path: "/pay",
    idempotency_header: Some("Idempotency-Key"),
    ..Operation::DEFAULT
};

/// The keys of the two attempts of a call.
async fn keys(call: impl FnOnce(&Client) -> Call) -> [Option<String>; 2] {
    let server = Server::start(vec![answer(503, &[], ""), answer(204, &[], "")]);
    let client = server.client();
    call(&client).send(Reply::empty).await.expect("done");
    let seen = server.seen();
    let key = |attempt: usize| seen[attempt].header("idempotency-key").map(str::to_owned);
    [key(0), key(1)]
}

#[tokio::test]
async fn the_caller_s_own_key_is_the_one_that_is_sent() {
    let mine = || [Some("mine".to_owned()), Some("mine".to_owned())];
    assert_eq!(
        keys(|client| client.call(&PAY).header("idempotency-key", "mine")).await,
        mine(),
        "as a parameter"
    );
    let header = || CallOptions::new().header("IDEMPOTENCY-KEY", "mine");
    assert_eq!(
        keys(|client| client.call(&PAY).options(header())).await,
        mine(),
        "as a header of the call"
    );
    let option = || CallOptions::new().idempotency_key("mine");
    assert_eq!(
        keys(|client| {
            let call = client.call(&PAY).header("Idempotency-Key", "described");
            call.options(option())
        })
        .await,
        mine(),
        "as the key, which says more than a parameter"
    );
}

#[tokio::test]
async fn a_default_header_is_the_caller_s_own_as_well() {
    let server = Server::start(vec![answer(204, &[], "")]);
    let builder = server.builder().default_header("idempotency-key", "mine");
    let client = builder.build().expect("a client");
    client.call(&PAY).send(Reply::empty).await.expect("done");
    assert_eq!(server.only().header("idempotency-key"), Some("mine"));
}

#[tokio::test]
async fn each_call_has_a_key_of_its_own_otherwise() {
    let mut all = BTreeSet::new();
    for _ in 0..3 {
        let [first, second] = keys(|client| client.call(&PAY)).await;
        assert_eq!(first, second);
        let key = first.expect("a key");
        assert_eq!(key.len(), 32);
        assert!(all.insert(key));
    }
}

#[tokio::test]
async fn no_formatting_shows_a_key() {
    let options = CallOptions::new().idempotency_key("mine-alone");
    assert!(!format!("{options:?} {options:#?}").contains("mine-alone"));
}

#[test]
fn copies_of_a_process_have_other_keys() {
    let keys = RandomState::new();
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1);
    let here = random_in(&keys, 1, time);
    assert_ne!(here, random_in(&keys, 2, time), "a fork");
    let later = time + Duration::from_nanos(1);
    assert_ne!(
        here,
        random_in(&keys, 1, later),
        "a snapshot that is restored"
    );
    assert_eq!(here, random_in(&keys, 1, time));
}
