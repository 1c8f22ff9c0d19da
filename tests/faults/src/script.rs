//! What a server does with a connection, step by step.

use std::io::{Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::call::PAUSE;

/// How long a server goes on with what has no end of its own.
const PATIENCE: Duration = Duration::from_secs(30);

/// A step.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Reads a request and counts it; where none comes, the connection ends.
    Request,
    /// Reads one byte, so that closing with the others unread resets the connection.
    Byte,
    /// Writes these bytes.
    Write(Vec<u8>),
    /// Writes these bytes one by one, with a pause after each.
    Drip(Vec<u8>, Duration),
    /// Writes these bytes until nobody reads them any more.
    Endless(Vec<u8>),
    /// Waits, so that the client has seen what was written before.
    Pause,
    /// Waits until the client has gone.
    UntilGone,
    /// Closes the connection.
    Close,
}

/// What happens on one connection, which is closed after the last step.
pub(crate) type Script = Vec<Step>;

/// What has happened so far.
#[derive(Debug, Default)]
pub(crate) struct Log {
    /// How many requests have come.
    pub(crate) requests: AtomicUsize,
    /// How often the client went away while the server waited for that.
    pub(crate) gone: AtomicUsize,
}

/// A stream over which both sides speak.
pub(crate) trait Duplex: Read + Write {}

impl<S: Read + Write> Duplex for S {}

/// Plays a script; it ends early where the client has gone.
pub(crate) fn play(stream: &mut dyn Duplex, script: &[Step], log: &Log) -> std::io::Result<()> {
    for step in script {
        match step {
            Step::Request => {
                read_request(stream)?;
                log.requests.fetch_add(1, Ordering::SeqCst);
            }
            Step::Byte => stream.read_exact(&mut [0])?,
            Step::Write(bytes) => write(stream, bytes)?,
            Step::Drip(bytes, pause) => {
                for byte in bytes {
                    write(stream, &[*byte])?;
                    std::thread::sleep(*pause);
                }
            }
            Step::Endless(bytes) => {
                let begun = Instant::now();
                while begun.elapsed() < PATIENCE {
                    write(stream, bytes)?;
                }
            }
            Step::Pause => std::thread::sleep(PAUSE),
            Step::Close => return Err(std::io::ErrorKind::ConnectionAborted.into()),
            Step::UntilGone => {
                while stream.read(&mut [0; 4096]).is_ok_and(|read| read > 0) {}
                log.gone.fetch_add(1, Ordering::SeqCst);
            }
        }
    }
    Ok(())
}

fn write(stream: &mut dyn Duplex, bytes: &[u8]) -> std::io::Result<()> {
    stream.write_all(bytes)?;
    stream.flush()
}

/// Reads a request with its body.
fn read_request(stream: &mut dyn Duplex) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        read_more(stream, &mut bytes)?;
    };
    let text = String::from_utf8_lossy(&bytes[..head]).to_ascii_lowercase();
    let header = |name: &str| text.lines().find_map(|line| line.strip_prefix(name));
    let length = header("content-length: ").and_then(|text| text.trim().parse().ok());
    let chunked = header("transfer-encoding: ").is_some();
    while bytes.len() < head + length.unwrap_or(0) || (chunked && !bytes.ends_with(b"0\r\n\r\n")) {
        read_more(stream, &mut bytes)?;
    }
    Ok(())
}

fn read_more(stream: &mut dyn Duplex, bytes: &mut Vec<u8>) -> std::io::Result<()> {
    let mut buffer = [0; 4096];
    match stream.read(&mut buffer)? {
        0 => Err(std::io::ErrorKind::UnexpectedEof.into()),
        read => {
            bytes.extend_from_slice(&buffer[..read]);
            Ok(())
        }
    }
}

/// A whole response to one request, after which the connection is closed.
pub(crate) fn answer(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Script {
    let mut head = format!(
        "HTTP/1.1 {status} Status\r\nconnection: close\r\ncontent-length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    head.push_str("\r\n");
    raw(&[head.as_bytes(), body].concat())
}

/// A response with a body of JSON.
pub(crate) fn json(body: &[u8]) -> Script {
    answer(200, &[("content-type", "application/json")], body)
}

/// These bytes as the response to one request, after which the connection is closed.
pub(crate) fn raw(bytes: &[u8]) -> Script {
    vec![Step::Request, Step::Write(bytes.to_vec())]
}

/// The start of a response, and then something else.
pub(crate) fn then(start: &str, step: Step) -> Script {
    vec![Step::Request, Step::Write(start.as_bytes().to_vec()), step]
}
