//! Compressed responses, where the feature `gzip` is on.

use super::server::{Script, Server, Step};
use crate::{Error, TransportErrorKind};

/// A response with a body that is said to be compressed.
fn compressed(body: Vec<u8>) -> Script {
    let head = format!(
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    vec![Step::Write(head.into_bytes()), Step::Write(body)]
}

/// `{"object":"list"}`.
const PAGE: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xab\x56\xca\x4f\xca\x4a\x4d\x2e\x51\xb2\x52\xca\xc9\x2c\x2e\x51\xaa\x05\x00\xec\x59\xca\xe9\x11\x00\x00\x00";

/// Bits of a deflate stream (RFC 1951), the first in the lowest place of a byte.
#[derive(Default)]
struct Bits(Vec<u8>, usize);

impl Bits {
    fn put(&mut self, bits: &str) {
        for bit in bits.bytes() {
            if self.1.is_multiple_of(8) {
                self.0.push(0);
            }
            let last = self.0.last_mut().expect("a byte");
            *last |= (bit - b'0') << (self.1 % 8);
            self.1 += 1;
        }
    }
}

/// A space, and then so often 258 spaces more: a thousandth of that in bytes.
fn bomb(times: usize) -> Vec<u8> {
    let mut bits = Bits(b"\x1f\x8b\x08\0\0\0\0\0\0\xff".to_vec(), 0);
    // The last block, with the fixed codes; a literal space; copies of 258 bytes from one byte before.
    bits.put("110");
    bits.put("01010000");
    for _ in 0..times {
        bits.put("1100010100000");
    }
    bits.put("0000000");
    bits.0
}

#[tokio::test]
async fn a_compressed_answer_is_read() {
    let server = Server::start(vec![compressed(PAGE.to_vec())]);
    let page = server.client().list_invites().send().await;
    assert_eq!(page.expect("a page").object, "list");
    assert_eq!(server.only().header("accept-encoding"), Some("gzip"));
}

#[tokio::test]
async fn the_limit_is_that_of_the_decompressed_body() {
    let bomb = bomb(400_000);
    assert!(
        bomb.len() < 1 << 20,
        "a hundred times smaller than what it holds"
    );
    let server = Server::start(vec![compressed(bomb)]);
    let client = server.builder().max_response_bytes(2 << 20);
    let client = client.build().expect("a client");
    let error = client.list_invites().send().await.expect_err("too large");
    let Error::Transport(error) = &error else {
        panic!("{error}")
    };
    assert_eq!(error.kind(), TransportErrorKind::BodyTooLarge);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn what_does_not_decompress_is_an_error() {
    for body in [&b"no gzip"[..], &PAGE[..20], b""] {
        let server = Server::start(vec![compressed(body.to_vec())]);
        let error = server.client().list_invites().send().await;
        assert!(error.is_err(), "{body:?}");
    }
}
