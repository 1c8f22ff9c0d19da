//! Services that send 1xx responses without end.

use std::thread;
use std::time::{Duration, Instant};

use super::faults::kind;
use super::invites::INVITE;
use super::server::{Script, Server, Step, json};
use crate::TransportErrorKind;

fn flood() -> Script {
    let early = "HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n".repeat(1000);
    vec![Step::Endless(early.into_bytes())]
}

#[test]
fn a_flood_keeps_no_other_blocking_call_waiting() {
    let (flooded, server) = (
        Server::start(vec![flood()]),
        Server::start(vec![json(INVITE)]),
    );
    let builder = flooded.builder().timeout(Duration::from_millis(600));
    let client = builder.build().expect("a client");
    let call = thread::spawn(move || client.retrieve_invite("i").send_blocking());
    while flooded.seen().is_empty() {
        thread::sleep(Duration::from_millis(10));
    }
    thread::sleep(Duration::from_millis(200));
    let begun = Instant::now();
    let other = server.client();
    for _ in 0..4 {
        other
            .retrieve_invite("i")
            .send_blocking()
            .expect("an invite");
    }
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "{:?}",
        begun.elapsed()
    );
    let error = call.join().expect("no panic").expect_err("a flood");
    assert_eq!(kind(&error), TransportErrorKind::Timeout);
}
