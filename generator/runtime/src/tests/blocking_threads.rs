//! Blocking calls beside other calls: none keeps another one waiting.

use std::pin::Pin;
use std::sync::mpsc::{Sender, channel};
use std::task::{Context, Poll};
use std::thread;
use std::time::{Duration, Instant};

use futures_core::Stream;

use super::faults::kind;
use super::invites::{INVITE, request};
use super::server::{Script, Server, Step, json, open};
use crate::runtime::testing::{THREADS, UPLOAD};
use crate::runtime::{Reply, wait};
use crate::{Body, Bytes, Client, Error, TransportErrorKind};

/// A response with the connection kept open for the next request.
fn staying() -> Script {
    [open(200, INVITE), vec![Step::Stay]].concat()
}

/// Longer than any call of these tests takes, and shorter than what they would wait for.
const SOON: Duration = Duration::from_secs(5);

#[tokio::test]
async fn a_blocking_call_has_connections_of_its_own() {
    let server = Server::start(vec![staying()]);
    let client = server.builder().timeout(Duration::from_secs(20));
    let client = client.build().expect("a client");
    let begun = Instant::now();
    // The connection of the first call belongs to the thread that the second one keeps.
    client.invite_user(request()).send().await.expect("one");
    client.invite_user(request()).send_blocking().expect("two");
    client
        .invite_user(request())
        .send_blocking()
        .expect("three");
    client.invite_user(request()).send().await.expect("four");
    assert!(begun.elapsed() < SOON);
    assert_eq!(server.connections(), [0, 1, 1, 0]);
}

#[test]
fn a_hook_may_wait_for_another_call() {
    let server = Server::start(vec![staying()]);
    let (other, begun) = (server.client(), Instant::now());
    let builder = server.builder().timeout(Duration::from_secs(20));
    let client = builder
        .on_request(move |_| {
            other.invite_user(request()).send_blocking().expect("here");
            let other = other.clone();
            let call = thread::spawn(move || other.invite_user(request()).send_blocking());
            call.join().expect("no panic").expect("on a thread");
        })
        .build()
        .expect("a client");
    client
        .invite_user(request())
        .send_blocking()
        .expect("an invite");
    assert_eq!(server.seen().len(), 3);
    assert!(begun.elapsed() < SOON);
}

#[test]
fn a_slow_hook_keeps_nobody_else_waiting() {
    let (slow, server) = (
        Server::start(vec![json(INVITE)]),
        Server::start(vec![json(INVITE)]),
    );
    let (told, begins) = channel();
    let builder = slow.builder().on_request(move |_| {
        told.send(()).expect("the test waits for it");
        thread::sleep(Duration::from_secs(3));
    });
    let client = builder.build().expect("a client");
    let call = thread::spawn(move || client.retrieve_invite("i").send_blocking().map(drop));
    let other = server.client();
    begins.recv().expect("the hook");
    let begun = Instant::now();
    other
        .retrieve_invite("i")
        .send_blocking()
        .expect("an invite");
    assert!(begun.elapsed() < Duration::from_millis(2500));
    call.join().expect("no panic").expect("an invite");
}

/// A stream that keeps the thread of the connections.
struct Stuck(Sender<()>, Duration);

impl Stream for Stuck {
    type Item = Result<Bytes, String>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.send(()).expect("the test waits for it");
        thread::sleep(self.1);
        Poll::Ready(None)
    }
}

/// Uploads so many streams to a server that takes nothing, each of which keeps its thread for a second.
fn stuck(server: &Server, count: usize) -> Vec<thread::JoinHandle<()>> {
    let (told, begins) = channel();
    let uploads = (0..count).map(|_| {
        let body = Body::stream(Stuck(told.clone(), Duration::from_secs(1)));
        let client = server.client();
        thread::spawn(move || {
            let call = client.call(&UPLOAD).body(body, "a/b");
            let options = crate::CallOptions::new().timeout(Duration::from_secs(3));
            drop(wait(call.options(options).send(Reply::empty)));
        })
    });
    let uploads = uploads.collect();
    for _ in 0..count {
        begins.recv().expect("the stream");
    }
    uploads
}

#[test]
fn a_stream_that_keeps_its_thread_keeps_no_other_call_waiting() {
    let silent = Server::start(vec![vec![Step::UntilGone]]);
    let server = Server::start(vec![json(INVITE)]);
    let uploads = stuck(&silent, 1);
    let begun = Instant::now();
    let call = server.client().retrieve_invite("i").send_blocking();
    call.expect("an invite");
    assert!(
        begun.elapsed() < Duration::from_millis(800),
        "{:?}",
        begun.elapsed()
    );
    for upload in uploads {
        upload.join().expect("no panic");
    }
}

/// A stream that makes another call.
struct Calling(Client);

impl Stream for Calling {
    type Item = Result<Bytes, Error>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let call = self.0.retrieve_invite("i").send_blocking();
        Poll::Ready(Some(call.map(|_| Bytes::new())))
    }
}

#[test]
fn a_stream_that_waits_for_another_call_is_an_error() {
    let server = Server::start(vec![json(INVITE)]);
    let client = server.client();
    let body = Body::stream(Calling(client.clone()));
    let call = client.call(&UPLOAD).body(body, "a/b");
    let error = wait(call.send(Reply::empty)).expect("a thread");
    let error = error.expect_err("the stream waits");
    let why = "a stream that a call sends cannot wait for another call: spawn a thread for it";
    assert!(format!("{error:?}").ends_with(why), "{error:?}");
}

#[test]
fn a_timeout_fires_though_all_threads_of_the_connections_are_busy() {
    let server = Server::start(vec![vec![Step::UntilGone]]);
    let uploads = stuck(&server, THREADS);
    for (read, timeout, expected) in [
        (20_000, 100, TransportErrorKind::Timeout),
        (100, 20_000, TransportErrorKind::ReadTimeout),
    ] {
        let builder = server.builder().timeout(Duration::from_millis(timeout));
        let builder = builder.read_timeout(Duration::from_millis(read));
        let client = builder
            .retry(crate::RetryPolicy::never())
            .build()
            .expect("a client");
        let begun = Instant::now();
        let error = client
            .retrieve_invite("i")
            .send_blocking()
            .expect_err("no response");
        assert_eq!(kind(&error), expected);
        assert!(
            begun.elapsed() < Duration::from_millis(600),
            "{:?}",
            begun.elapsed()
        );
    }
    for upload in uploads {
        upload.join().expect("no panic");
    }
}

#[test]
fn a_flood_of_early_answers_does_not_delay_the_timeout() {
    let early = "HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n".repeat(5000);
    let server = Server::start(vec![vec![Step::Write(early.into_bytes()), Step::UntilGone]]);
    let client = server.builder().timeout(Duration::from_millis(50));
    let client = client.build().expect("a client");
    let begun = Instant::now();
    let error = client
        .retrieve_invite("i")
        .send_blocking()
        .expect_err("no response");
    assert_eq!(kind(&error), TransportErrorKind::Timeout);
    assert!(
        begun.elapsed() < Duration::from_secs(1),
        "{:?}",
        begun.elapsed()
    );
}

#[test]
fn a_slow_hook_uses_up_the_time_of_its_call() {
    let server = Server::start(vec![json(INVITE)]);
    let hook = |_: &crate::RequestInfo<'_>| thread::sleep(Duration::from_millis(150));
    let builder = server.builder().on_request(hook);
    let client = builder
        .timeout(Duration::from_millis(50))
        .build()
        .expect("a client");
    let error = client
        .retrieve_invite("i")
        .send_blocking()
        .expect_err("late");
    assert_eq!(kind(&error), TransportErrorKind::Timeout);
    assert!(
        server.seen().is_empty(),
        "nothing is sent once the time is over"
    );
}
