//! Services that are silent, slow, or break the connection off.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use super::faults::kind;
use super::invites::request;
use super::server::{Script, Server, Step, raw};
use crate::{Client, Error, RetryPolicy, TransportErrorKind};

/// Longer than any test waits.
const LONG: Duration = Duration::from_secs(20);

/// Each stage at which a service may fall silent.
fn stages() -> Vec<Script> {
    [
        "",
        "HTTP/1.1 2",
        "HTTP/1.1 200 OK\r\ncontent-le",
        "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{",
        "HTTP/1.1 100 Continue\r\n\r\n",
    ]
    .map(|text| [raw(text), vec![Step::UntilGone]].concat())
    .to_vec()
}

#[tokio::test]
async fn silence_ends_with_a_timeout_at_each_stage() {
    for script in stages() {
        let server = Server::start(vec![script]);
        let builder = || server.builder().retry(RetryPolicy::never());
        let client = builder().read_timeout(Duration::from_millis(60)).build();
        let call = client.expect("a client").list_invites().send();
        let error = call.await.expect_err("silence");
        assert_eq!(kind(&error), TransportErrorKind::ReadTimeout);
        assert!(error.is_timeout());
        let client = builder().timeout(Duration::from_millis(60)).build();
        let call = client.expect("a client").list_invites().send();
        let error = call.await.expect_err("silence");
        assert_eq!(kind(&error), TransportErrorKind::Timeout);
        let text = match error.status() {
            Some(_) => "GET /organization/invites: status 200: no response within 60ms",
            None => "GET /organization/invites: no response within 60ms",
        };
        assert_eq!(error.to_string(), text);
    }
}

#[tokio::test]
async fn silence_is_tried_again_where_that_is_safe() {
    let server = Server::start(vec![vec![Step::UntilGone]]);
    let client = server
        .builder()
        .read_timeout(Duration::from_millis(30))
        .build();
    let client = client.expect("a client");
    let list = client.list_invites().send().await.map(drop);
    let invite = client.invite_user(request()).send().await.map(drop);
    // The client's own count: what it has sent may not have come to the server yet.
    for (answer, attempts) in [(list, 3), (invite, 1)] {
        let Err(Error::Transport(error)) = answer else {
            panic!("{answer:?}")
        };
        assert_eq!(error.kind(), TransportErrorKind::ReadTimeout);
        assert_eq!(error.attempts(), attempts);
    }
}

/// A client whose call ends with a timeout, long before the server would stop.
async fn is_bounded(script: Script) {
    let server = Server::start(vec![script]);
    let client = server.builder().timeout(Duration::from_millis(150)).build();
    let begun = Instant::now();
    let call = client.expect("a client").list_invites().send();
    let error = call.await.expect_err("no response in time");
    assert_eq!(kind(&error), TransportErrorKind::Timeout);
    assert!(begun.elapsed() < LONG / 2);
    assert!(server.seen().len() <= 1);
}

/// A piece again and again, for a long time.
fn drip(piece: &str) -> Script {
    let wait = Step::Wait(Duration::from_millis(10));
    let script = [raw(piece), vec![wait]].concat();
    script.into_iter().cycle().take(4000).collect()
}

#[tokio::test]
async fn the_timeout_covers_slow_bytes() {
    let mut slow = raw("HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n");
    slow.extend(drip(" "));
    is_bounded(slow).await;
    let mut slow = raw("HTTP/1.1 200 OK\r\nx: ");
    slow.extend(drip("x"));
    is_bounded(slow).await;
}

#[tokio::test]
async fn early_answers_without_end_are_bounded() {
    let early = "HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n";
    is_bounded(drip(early)).await;
    is_bounded(drip("HTTP/1.1 100 Continue\r\n\r\n")).await;
}

#[tokio::test]
async fn a_flood_of_early_answers_is_bounded() {
    // The HTTP library reads all that is there before the clock is looked at, slowly where it is not optimized; so the
    // flood has an end, but no response behind it.
    let early = "HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n".repeat(5000);
    is_bounded(vec![Step::Write(early.into_bytes()), Step::UntilGone]).await;
}

#[tokio::test]
async fn one_byte_at_a_time_is_an_answer() {
    let text = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n11\r\n{\"object\":\"list\"}\r\n0\r\n\r\n";
    let byte = |byte: &u8| {
        [
            Step::Write(vec![*byte]),
            Step::Wait(Duration::from_millis(1)),
        ]
    };
    let server = Server::start(vec![text.as_bytes().iter().flat_map(byte).collect()]);
    let page = server.client().list_invites().send().await;
    assert_eq!(page.expect("a page").object, "list");
}

/// Asks a server that resets each connection behind these bytes, by not reading the whole of the request.
async fn reset(behind: &'static str) -> (TransportErrorKind, usize, TransportErrorKind, usize) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    let thread = std::thread::spawn(move || {
        let mut count = 0;
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { break };
            let mut first = [0];
            // The test ends with a connection over which nothing comes.
            if stream.read(&mut first).unwrap_or(0) == 0 {
                break;
            }
            count += 1;
            drop(stream.write_all(behind.as_bytes()));
        }
        count
    });
    let client = Client::builder()
        .base_url(format!("http://{address}"))
        .admin_api_key("k")
        .retry(RetryPolicy::default().wait(Duration::ZERO, Duration::ZERO))
        .build()
        .expect("a client");
    let list = client.list_invites().send().await.expect_err("reset");
    let invite = client
        .invite_user(request())
        .send()
        .await
        .expect_err("reset");
    drop(std::net::TcpStream::connect(address));
    let count = thread.join().expect("no panic");
    let attempts = |error: &Error| match error {
        Error::Transport(error) => error.attempts() as usize,
        _ => 0,
    };
    assert_eq!(count, attempts(&list) + attempts(&invite));
    (
        kind(&list),
        attempts(&list),
        kind(&invite),
        attempts(&invite),
    )
}

#[tokio::test]
async fn a_reset_connection_is_tried_again_where_that_is_safe() {
    for behind in ["", "HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"] {
        let broken = TransportErrorKind::Broken;
        assert_eq!(reset(behind).await, (broken, 3, broken, 1), "{behind}");
    }
}
