//! A transport as a caller would write one: plain HTTP/1, a connection for each request.

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use reqwest::Url;
use tokio::net::TcpStream;

use crate::requests::api::TransportErrorKind::{Broken, Connect};
use crate::requests::api::transport::{Answer, Fault, Request};

/// How much of a body is taken: the client refuses less.
const MOST: usize = 1 << 20;

/// Sends a request.
pub(crate) async fn send(request: Request) -> Result<Answer, Fault> {
    let url: Url = request
        .url()
        .parse()
        .map_err(|error| Fault::new(Connect).because(error))?;
    let port = url.port_or_known_default().unwrap_or(80);
    let connect = TcpStream::connect((url.host_str().unwrap_or_default(), port)).await;
    let stream = TokioIo::new(connect.map_err(|error| Fault::new(Connect).because(error))?);
    let broken = |error: hyper::Error| Fault::new(Broken).because(error);
    let (mut sender, connection) = http1::handshake(stream).await.map_err(broken)?;
    tokio::spawn(connection);
    let mut message = hyper::Request::builder()
        .method(request.method())
        .uri(target(&url));
    for (name, value) in request.headers().iter() {
        message = message.header(name, value);
    }
    let message = message
        .header("host", url.authority())
        .body(Full::new(request.body().clone()))
        .map_err(|error| Fault::new(Broken).because(error))?;
    let mut response = sender.send_request(message).await.map_err(broken)?;
    let mut answer = Answer::new(response.status().as_u16());
    for (name, value) in response.headers() {
        answer = answer.header(name.as_str(), value.to_str().unwrap_or_default());
    }
    let mut length = 0;
    while let Some(frame) = response.frame().await {
        let Ok(frame) = frame else {
            return Ok(answer.then(Broken));
        };
        let piece: Bytes = frame.into_data().unwrap_or_default();
        length += piece.len();
        answer = answer.body(piece);
        if length > MOST {
            break;
        }
    }
    Ok(answer)
}

/// What is asked for: the path, and the query where there is one.
fn target(url: &Url) -> String {
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}
