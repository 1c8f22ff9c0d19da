//! Where a browser comes back to: a port of this machine that takes one redirect (RFC 8252, section 7.3).

use std::io::ErrorKind;
use std::time::Duration;

use client::{AuthorizationRequest, Token};
use tokio::net::{TcpListener, TcpStream};

use super::refused;
use crate::cli::problem::Problem;

/// Hosts that are this machine.
const LOOPBACK: [&str; 3] = ["127.0.0.1", "[::1]", "localhost"];

/// How long a connection may say nothing: browsers open some that they do not use.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long the head of a request may be.
const LONGEST: usize = 16 << 10;

/// A port of this machine, and the URI that leads to it.
pub(super) struct Redirect {
    listener: TcpListener,
    uri: String,
    path: String,
}

impl Redirect {
    /// Takes the port of a redirect URI, or one that is free.
    pub(super) async fn listen(wanted: Option<&str>) -> Result<Self, Problem> {
        let wanted = wanted.unwrap_or("http://127.0.0.1/callback");
        let (host, port, path) = parts(wanted).ok_or_else(|| {
            Problem::usage(format!(
                "the browser cannot come back to `{wanted}`: that takes http://127.0.0.1:PORT/PATH\n  with --no-browser it may be any"
            ))
        })?;
        let own = if host == "[::1]" { "::1" } else { "127.0.0.1" };
        let listener = TcpListener::bind((own, port)).await.map_err(|error| {
            Problem::local(format!(
                "nothing can listen on port {port} of {own}: {error}"
            ))
        })?;
        let port = listener.local_addr()?.port();
        Ok(Self {
            listener,
            uri: format!("http://{host}:{port}{path}"),
            path: path.to_owned(),
        })
    }

    /// The redirect URI.
    pub(super) fn uri(&self) -> &str {
        &self.uri
    }

    /// Waits until the browser comes back, and gets the token. Whatever else comes is none of this request.
    pub(super) async fn wait(&self, request: &AuthorizationRequest) -> Result<Token, Problem> {
        let state = format!("state={}", request.state());
        loop {
            let (stream, _) = self.listener.accept().await?;
            let Some(target) = target(&stream).await else {
                continue;
            };
            let (path, query) = target.split_once('?').unwrap_or((&target, ""));
            if path != self.path {
                respond(&stream, "404 Not Found", "There is nothing here.").await;
            } else if query.split('&').all(|param| param != state) {
                let text = "This does not belong to the request that is waiting.";
                respond(&stream, "400 Bad Request", text).await;
            } else {
                let outcome = request.finish(&target).await;
                let (status, text) = match &outcome {
                    Ok(_) => ("200 OK", "You are signed in. This window can be closed."),
                    Err(_) => (
                        "403 Forbidden",
                        "You are not signed in: the program says why. This window can be closed.",
                    ),
                };
                respond(&stream, status, text).await;
                return outcome.map_err(refused);
            }
        }
    }
}

/// The host, the port (0 where any will do) and the path of a redirect URI that leads to this machine.
fn parts(uri: &str) -> Option<(&str, u16, &str)> {
    let rest = uri.strip_prefix("http://")?;
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = LOOPBACK
        .into_iter()
        .find(|host| authority.starts_with(host))?;
    let port = match &authority[host.len()..] {
        "" => 0,
        port => port.strip_prefix(':')?.parse().ok()?,
    };
    let is_plain = !path.contains(['?', '#']);
    let path = if path.is_empty() { "/" } else { path };
    is_plain.then_some((host, port, path))
}

/// The target of a request, where one comes.
async fn target(stream: &TcpStream) -> Option<String> {
    let head = tokio::time::timeout(PATIENCE, head(stream))
        .await
        .ok()?
        .ok()?;
    let line = head.lines().next()?;
    line.strip_prefix("GET ")?
        .split(' ')
        .next()
        .map(str::to_owned)
}

/// The head of a request.
async fn head(stream: &TcpStream) -> std::io::Result<String> {
    let mut head = Vec::new();
    let mut piece = [0; 1024];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        stream.readable().await?;
        match stream.try_read(&mut piece) {
            Ok(0) => break,
            Ok(length) if head.len() + length <= LONGEST => head.extend(&piece[..length]),
            Ok(_) => return Err(ErrorKind::InvalidData.into()),
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

/// Shows a text in the browser. Whether it is still there matters to nobody.
async fn respond(stream: &TcpStream, status: &str, text: &str) {
    let response = format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: {}\r\n\
         cache-control: no-store\r\nconnection: close\r\n\r\n{text}",
        text.len()
    );
    let mut left = response.as_bytes();
    while !left.is_empty() && stream.writable().await.is_ok() {
        match stream.try_write(left) {
            Ok(length) => left = &left[length..],
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(_) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn the_browser_comes_back_to_this_machine_alone() {
        for (uri, wanted) in [
            (
                "http://127.0.0.1/callback",
                Some(("127.0.0.1", 0, "/callback")),
            ),
            ("http://127.0.0.1:8080", Some(("127.0.0.1", 8080, "/"))),
            ("http://[::1]:80/a/b", Some(("[::1]", 80, "/a/b"))),
            ("http://localhost:4000/cb", Some(("localhost", 4000, "/cb"))),
            ("https://127.0.0.1/callback", None),
            ("http://127.0.0.1.example.com/", None),
            ("http://localhost@example.com/", None),
            ("http://localhost:99999/", None),
            ("http://127.0.0.1/?a=b", None),
            ("app:/callback", None),
        ] {
            assert_eq!(parts(uri), wanted, "{uri}");
        }
    }
}
