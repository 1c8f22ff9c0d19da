//! Connections that can't be made: names that nobody has, and servers that nobody can trust.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use openai_invites::{Client, Error, RetryPolicy, TransportErrorKind};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection};

use super::KEY;

/// Lists invites at a URL, which fails; the kind of the error, its text, and how often it was tried.
async fn fault(url: &str) -> (TransportErrorKind, String, u32) {
    let client = Client::builder()
        .base_url(url)
        .admin_api_key(KEY)
        .retry(RetryPolicy::default().wait(Duration::ZERO, Duration::ZERO))
        .build()
        .expect("a client");
    match client.list_invites().send().await {
        Err(Error::Transport(error)) => {
            let text = format!("{error}: {:?}", std::error::Error::source(&error));
            (error.kind(), text, error.attempts())
        }
        other => panic!("{other:?}"),
    }
}

/// A server that does the same with each connection, and the number of those that it had.
fn server(converse: impl Fn(TcpStream) + Send + 'static) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            counted.fetch_add(1, Ordering::SeqCst);
            converse(stream);
        }
    });
    (format!("https://localhost:{port}/v1"), count)
}

#[tokio::test]
async fn a_name_that_nobody_has_is_no_connection() {
    let (kind, text, attempts) = fault("https://invites.invalid/v1").await;
    // A machine without a network may wait in vain for somebody who knows names.
    let is_connect = matches!(
        kind,
        TransportErrorKind::Connect | TransportErrorKind::ConnectTimeout
    );
    assert!(is_connect && attempts == 3, "{text}");
}

#[tokio::test]
async fn a_server_without_tls_gets_no_request() {
    let (url, count) = server(|mut stream| {
        let mut begun = [0; 64];
        let read = stream.read(&mut begun).unwrap_or(0);
        assert!(!begun[..read].starts_with(b"GET"), "in plain text");
        drop(stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"));
    });
    let (kind, text, attempts) = fault(&url).await;
    assert_eq!((kind, attempts), (TransportErrorKind::Tls, 1), "{text}");
    assert_eq!(
        count.load(Ordering::SeqCst),
        1,
        "it would be the same again"
    );
    assert!(!text.contains(KEY), "{text}");
}

#[tokio::test]
async fn a_handshake_that_breaks_is_tried_again() {
    let (url, count) = server(|mut stream| drop(stream.read(&mut [0; 64])));
    let (kind, text, attempts) = fault(&url).await;
    assert_eq!((kind, attempts), (TransportErrorKind::Connect, 3), "{text}");
    assert_eq!(count.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_server_that_nobody_vouches_for_gets_no_request() {
    let rcgen::CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::Pkcs8(signing_key.serialize_der().into());
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .expect("a certificate with its key");
    let (config, heard) = (Arc::new(config), Arc::new(AtomicUsize::new(0)));
    let received = Arc::clone(&heard);
    let (url, count) = server(move |mut stream| {
        let mut tls = ServerConnection::new(Arc::clone(&config)).expect("a connection");
        let mut request = [0; 64];
        let read = rustls::Stream::new(&mut tls, &mut stream).read(&mut request);
        received.fetch_add(read.unwrap_or(0), Ordering::SeqCst);
    });
    let (kind, text, attempts) = fault(&url).await;
    assert_eq!((kind, attempts), (TransportErrorKind::Tls, 1), "{text}");
    assert!(text.contains("certificate"), "{text}");
    assert_eq!(
        count.load(Ordering::SeqCst),
        1,
        "it would be the same again"
    );
    assert_eq!(heard.load(Ordering::SeqCst), 0);
}
