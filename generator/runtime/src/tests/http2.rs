//! Services that speak HTTP/2 and refuse requests: each request that is sent is an attempt of the client's.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::faults::kind;
use super::invites::request;
use crate::{Client, Error, RetryPolicy, TransportErrorKind};

const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const GOAWAY: u8 = 7;

/// A frame (RFC 9113, section 4.1).
fn frame(kind: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u8::try_from(payload.len()).expect("a short frame");
    let head = [0, 0, length, kind, 0];
    [&head[..], &stream.to_be_bytes(), payload].concat()
}

/// The end of a stream, with why.
fn reset(stream: u32, code: u32) -> Vec<u8> {
    frame(RST_STREAM, stream, &code.to_be_bytes())
}

/// The end of the connection, without a look at the request.
fn go_away(_: u32, code: u32) -> Vec<u8> {
    frame(GOAWAY, 0, &[[0; 4], code.to_be_bytes()].concat())
}

type End = fn(u32, u32) -> Vec<u8>;

/// Reads frames, and ends each request.
fn converse(
    stream: &mut TcpStream,
    (end, code): (End, u32),
    seen: &AtomicUsize,
) -> std::io::Result<()> {
    stream.read_exact(&mut [0; 24])?;
    stream.write_all(&frame(SETTINGS, 0, &[]))?;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head)?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        let id = u32::from_be_bytes([head[5], head[6], head[7], head[8]]);
        std::io::copy(
            &mut Read::take(&mut *stream, length.into()),
            &mut std::io::sink(),
        )?;
        if head[3] == HEADERS {
            seen.fetch_add(1, Ordering::SeqCst);
            stream.write_all(&end(id, code))?;
        }
    }
}

/// Lists and invites at a server that ends each request so, by an HTTP client that would repeat them by itself; says how
/// each call ends, and how many requests came.
async fn ended(end: End, code: u32) -> [(Error, usize); 2] {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    let seen = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&seen);
    // It ends with the connection that is made after the calls.
    let thread = std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let mut first = [0];
            if stream.peek(&mut first).unwrap_or(0) == 0 {
                break;
            }
            drop(converse(&mut stream, (end, code), &counted));
        }
    });
    let http = reqwest::Client::builder().http2_prior_knowledge();
    let client = Client::builder()
        .base_url(format!("http://{address}"))
        .admin_api_key("k")
        .http_client(http.build().expect("an HTTP client"))
        .retry(RetryPolicy::default().wait(Duration::ZERO, Duration::ZERO))
        .build()
        .expect("a client");
    let list = client.list_invites().send().await.expect_err("an end");
    let listed = seen.swap(0, Ordering::SeqCst);
    let invite = client.invite_user(request()).send().await;
    let invite = invite.expect_err("an end");
    let invited = seen.load(Ordering::SeqCst);
    drop(client);
    drop(TcpStream::connect(address));
    drop(thread);
    [(list, listed), (invite, invited)]
}

fn attempts(error: &Error) -> usize {
    match error {
        Error::Transport(error) => error.attempts() as usize,
        _ => 0,
    }
}

#[tokio::test]
async fn what_was_refused_unseen_is_tried_again_for_every_method_and_counted() {
    for (end, code) in [(reset as End, 7), (go_away, 0)] {
        for (error, requests) in ended(end, code).await {
            assert_eq!(kind(&error), TransportErrorKind::Refused, "{error}");
            assert_eq!((attempts(&error), requests), (3, 3), "{error}");
        }
    }
}

#[tokio::test]
async fn what_may_have_been_carried_out_is_tried_again_where_that_is_safe() {
    for (end, code) in [(reset as End, 2), (reset, 8), (go_away, 2), (go_away, 11)] {
        let [(list, listed), (invite, invited)] = ended(end, code).await;
        assert_eq!(kind(&list), TransportErrorKind::Broken, "{list}");
        assert_eq!((attempts(&list), listed), (3, 3), "{list}");
        assert_eq!(kind(&invite), TransportErrorKind::Broken, "{invite}");
        assert_eq!((attempts(&invite), invited), (1, 1), "{invite}");
    }
}
