//! One request, without a library: the server is near and its answers are small.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

/// Gets a JSON text from a path of a server, or from a URL wherever it leads.
pub(crate) fn get(origin: &str, address: &str) -> Result<Value> {
    let url = if address.contains("://") {
        address.to_owned()
    } else {
        format!("{origin}/{}", address.trim_start_matches('/'))
    };
    let rest = url
        .strip_prefix("http://")
        .with_context(|| format!("{url} has to begin with `http://`"))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut stream =
        TcpStream::connect(host).with_context(|| format!("{host} cannot be reached"))?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    // With this version the body is neither compressed nor in chunks, and ends with the connection.
    write!(stream, "GET /{path} HTTP/1.0\r\nHost: {host}\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").context("an answer of HTTP")?;
    if head.split(' ').nth(1) != Some("200") {
        bail!("{url}: {}", head.lines().next().unwrap_or_default());
    }
    serde_json::from_str(body).with_context(|| format!("{url} answers with no JSON"))
}
