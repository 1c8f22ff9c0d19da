//! One request, without a library: the server is near and its answers are small.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

/// Gets a JSON text.
pub(crate) fn get(origin: &str, path: &str) -> Result<Value> {
    let host = origin
        .strip_prefix("http://")
        .context("the URL has to begin with `http://`")?;
    let mut stream =
        TcpStream::connect(host).with_context(|| format!("{host} cannot be reached"))?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    // With this version the body is neither compressed nor in chunks, and ends with the connection.
    write!(stream, "GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").context("an answer of HTTP")?;
    if head.split(' ').nth(1) != Some("200") {
        bail!(
            "{origin}{path}: {}",
            head.lines().next().unwrap_or_default()
        );
    }
    Ok(serde_json::from_str(body)?)
}
