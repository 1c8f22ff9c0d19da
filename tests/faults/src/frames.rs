//! HTTP/2 by hand (RFC 9113): frames that no library would write.

use std::io::Read;
use std::sync::atomic::Ordering;

use crate::script::{Duplex, Log, Step, play};

/// What a server does with a connection and with each request on it.
#[derive(Debug, Clone)]
pub(crate) struct Http2 {
    /// The bytes that it begins with.
    pub(crate) start: Vec<u8>,
    /// What it does for a request on this stream, with this number.
    pub(crate) answer: fn(u32, usize) -> Vec<Step>,
}

/// Reads frames and responses.
pub(crate) fn converse(stream: &mut dyn Duplex, script: &Http2, log: &Log) -> std::io::Result<()> {
    stream.read_exact(&mut [0; 24])?;
    stream.write_all(&script.start)?;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head)?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        let id = u32::from_be_bytes([head[5] & 0x7f, head[6], head[7], head[8]]);
        let mut payload = Vec::new();
        Read::take(&mut *stream, length.into()).read_to_end(&mut payload)?;
        match (head[3], head[4]) {
            (SETTINGS, 0) => stream.write_all(&frame(SETTINGS, ACK, 0, &[]))?,
            (PING, 0) => stream.write_all(&frame(PING, ACK, 0, &payload))?,
            (HEADERS, _) => {
                let number = log.requests.fetch_add(1, Ordering::SeqCst);
                play(stream, &(script.answer)(id, number), log)?;
            }
            _ => {}
        }
    }
}

pub(crate) const DATA: u8 = 0;
pub(crate) const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
pub(crate) const SETTINGS: u8 = 4;
pub(crate) const PING: u8 = 6;
const GOAWAY: u8 = 7;
pub(crate) const WINDOW_UPDATE: u8 = 8;
pub(crate) const CONTINUATION: u8 = 9;
const ACK: u8 = 1;
pub(crate) const END_STREAM: u8 = 1;
pub(crate) const END_HEADERS: u8 = 4;

/// A frame.
pub(crate) fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len())
        .unwrap_or(u32::MAX)
        .to_be_bytes();
    let head = [length[1], length[2], length[3], kind, flags];
    [&head[..], &stream.to_be_bytes(), payload].concat()
}

/// Settings: an identifier and a value each.
pub(crate) fn settings(values: &[(u16, u32)]) -> Vec<u8> {
    let payload: Vec<u8> = values
        .iter()
        .flat_map(|(name, value)| [&name.to_be_bytes()[..], &value.to_be_bytes()].concat())
        .collect();
    frame(SETTINGS, 0, 0, &payload)
}

/// The end of a stream, with why.
pub(crate) fn reset(stream: u32, code: u32) -> Vec<u8> {
    frame(RST_STREAM, 0, stream, &code.to_be_bytes())
}

/// The end of a connection: the last stream that was looked at, and why.
pub(crate) fn go_away(last: u32, code: u32) -> Vec<u8> {
    frame(
        GOAWAY,
        0,
        0,
        &[last.to_be_bytes(), code.to_be_bytes()].concat(),
    )
}

/// The headers of a response with status 200: the status by its place in the static table (RFC 7541, appendix A).
pub(crate) fn ok(stream: u32) -> Vec<u8> {
    frame(HEADERS, END_HEADERS, stream, &[0x88])
}

/// The header block of a field that is not put into the table, both name and value as they are.
pub(crate) fn field(name: &str, value: &str) -> Vec<u8> {
    [&[0][..], &text(name), &text(value)].concat()
}

/// A text of a header block, its length in front (RFC 7541, section 5.2).
fn text(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut length = text.len();
    if length < 127 {
        bytes.push(u8::try_from(length).unwrap_or(0));
    } else {
        bytes.push(127);
        length -= 127;
        while length >= 128 {
            bytes.push(u8::try_from(length % 128).unwrap_or(0) | 128);
            length /= 128;
        }
        bytes.push(u8::try_from(length).unwrap_or(0));
    }
    bytes.extend_from_slice(text.as_bytes());
    bytes
}

/// A whole body.
pub(crate) fn data(stream: u32, body: &[u8]) -> Vec<u8> {
    frame(DATA, END_STREAM, stream, body)
}

/// A whole response with a JSON body.
pub(crate) fn whole(stream: u32, body: &[u8]) -> Vec<u8> {
    let fields = [&[0x88][..], &field("content-type", "application/json")].concat();
    [
        frame(HEADERS, END_HEADERS, stream, &fields),
        data(stream, body),
    ]
    .concat()
}
