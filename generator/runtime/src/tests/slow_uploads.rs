//! Uploads that take longer than the service may be silent.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::thread;
use std::time::Duration;

use futures_core::Stream;
use tokio::time::{Sleep, sleep};

use super::faults::kind;
use crate::runtime::Reply;
use crate::runtime::testing::UPLOAD;
use crate::{Body, Bytes, Client, Error, RetryPolicy, TransportErrorKind};

const SILENCE: Duration = Duration::from_millis(400);

/// A server that reads so many bytes at a time, with a pause before each, and answers at the end of the body.
fn slow(length: usize, pause: Duration) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut buffer = vec![0; length];
        let mut end = Vec::new();
        // The body is chunked, or of a whole number of megabytes of `x` with a `.` behind.
        while !end.ends_with(b"\r\n0\r\n\r\n") && !end.ends_with(b"x.") {
            thread::sleep(pause);
            match stream.read(&mut buffer) {
                Ok(read) if read > 0 => {
                    end.extend_from_slice(&buffer[read.saturating_sub(8)..read]);
                }
                _ => return,
            }
        }
        drop(stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n"));
    });
    address
}

async fn upload(address: SocketAddr, body: impl Into<Body>) -> Result<(), Error> {
    let client = Client::builder()
        .base_url(format!("http://{address}"))
        .read_timeout(SILENCE)
        .retry(RetryPolicy::never())
        .build()?;
    client
        .call(&UPLOAD)
        .body(body, "a/b")
        .send(Reply::empty)
        .await
}

#[tokio::test]
async fn a_body_at_hand_may_take_its_time() {
    // More than the buffers of the machine hold, so that the client sees the service read.
    let mut body = vec![b'x'; 48 << 20];
    *body.last_mut().expect("the end") = b'.';
    let address = slow(1 << 20, Duration::from_millis(25));
    upload(address, body).await.expect("an answer");
}

/// So many pieces, each after a pause.
struct Pieces(usize, Duration, Option<Pin<Box<Sleep>>>);

impl Stream for Pieces {
    type Item = Result<Bytes, String>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.0 == 0 {
            return Poll::Ready(None);
        }
        let pause = self.1;
        let pause = self.2.get_or_insert_with(|| Box::pin(sleep(pause)));
        ready!(pause.as_mut().poll(context));
        self.2 = None;
        self.0 -= 1;
        Poll::Ready(Some(Ok(Bytes::from_static(b"piece"))))
    }
}

#[tokio::test]
async fn a_stream_may_take_its_time() {
    for (pieces, pause) in [(8, SILENCE / 4), (2, 2 * SILENCE)] {
        let address = slow(100, Duration::ZERO);
        let body = Body::stream(Pieces(pieces, pause, None));
        upload(address, body).await.expect("an answer");
    }
}

#[tokio::test]
async fn a_service_that_does_not_read_is_silent() {
    let address = slow(1, Duration::from_secs(10));
    let error = upload(address, vec![b'x'; 48 << 20]).await;
    let error = error.expect_err("nobody reads");
    assert_eq!(kind(&error), TransportErrorKind::ReadTimeout);
}
