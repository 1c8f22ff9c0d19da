//! Any parts as a multipart body: it is refused, or a plain reader finds the same parts in it.

#![no_main]

use std::pin::Pin;
use std::task::{Context, Poll};

use arbitrary::Arbitrary;
use bytes::Bytes;
use clientwright_fuzz::{client, wait};
use futures_core::Stream;
use libfuzzer_sys::fuzz_target;
use readers::test_util::{Answer, Request};
use readers::{Body, Error, FilePart};

#[derive(Arbitrary, Debug)]
struct Part {
    name: String,
    /// A part without one is a text.
    file: Option<String>,
    media_type: Option<String>,
    header: Option<(String, String)>,
    content: Vec<u8>,
    form: Form,
}

#[derive(Arbitrary, Debug)]
enum Form {
    Whole,
    Stream,
    Sized,
}

/// A stream of one piece.
struct Once(Option<Bytes>);

impl Stream for Once {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}

fuzz_target!(|parts: Vec<Part>| {
    let (service, client) = client([Answer::new(204)]);
    let given: Vec<(String, FilePart)> = parts.iter().map(file_part).collect();
    match wait(client.send_parts(given).send()) {
        Ok(()) => {
            let request = &service.requests()[0];
            let found = read(request);
            let wanted: Vec<_> = parts.iter().map(wanted).collect();
            assert_eq!(found, wanted);
        }
        Err(Error::Build(error)) => {
            let odd = |part: &Part| part.media_type.is_some() || part.header.is_some();
            assert!(parts.iter().any(odd), "{error}");
            assert!(service.requests().is_empty());
        }
        Err(error) => panic!("{error:?}"),
    }
});

fn file_part(part: &Part) -> (String, FilePart) {
    let content = Bytes::from(part.content.clone());
    let length = content.len() as u64;
    let made = match (&part.file, &part.form) {
        (None, _) => FilePart::text(String::from_utf8_lossy(&content)),
        (Some(name), Form::Whole) => FilePart::new(name, content),
        (Some(name), Form::Stream) => FilePart::new(name, Body::stream(Once(Some(content)))),
        (Some(name), Form::Sized) => {
            FilePart::new(name, Body::sized_stream(Once(Some(content)), length))
        }
    };
    let made = match &part.media_type {
        Some(media_type) => made.media_type(media_type),
        None => made,
    };
    let made = match &part.header {
        Some((name, value)) => made.header(name, value),
        None => made,
    };
    (part.name.clone(), made)
}

/// The line that says what a part is, and its content.
fn wanted(part: &Part) -> (String, Vec<u8>) {
    let quoted = |text: &str| {
        text.replace('"', "%22")
            .replace('\r', "%0D")
            .replace('\n', "%0A")
    };
    let mut line = format!("form-data; name=\"{}\"", quoted(&part.name));
    let mut content = part.content.clone();
    match &part.file {
        Some(name) => line.extend(["; filename=\"", &quoted(name), "\""]),
        None => content = String::from_utf8_lossy(&content).into_owned().into_bytes(),
    }
    (line, content)
}

/// Reads a body as RFC 2046, section 5.1 has it.
fn read(request: &Request) -> Vec<(String, Vec<u8>)> {
    let Some(media_type) = request.headers().get("content-type") else {
        assert!(request.body().is_empty());
        return Vec::new();
    };
    let (_, boundary) = media_type.split_once("boundary=").expect("a boundary");
    let mut rest: &[u8] = request.body();
    let mut parts = Vec::new();
    let line = format!("--{boundary}");
    rest = rest
        .strip_prefix(line.as_bytes())
        .expect("the first boundary");
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let end = find(part, format!("\r\n{line}").as_bytes()).expect("the next boundary");
        parts.push(part_of(&part[..end]));
        rest = &part[end + 2 + line.len()..];
    }
    assert_eq!(rest, b"--\r\n");
    parts
}

fn part_of(part: &[u8]) -> (String, Vec<u8>) {
    let end = find(part, b"\r\n\r\n").expect("the end of the headers");
    let headers = String::from_utf8_lossy(&part[..end]).into_owned();
    let found: Vec<&str> = headers
        .split("\r\n")
        .filter_map(|header| header.strip_prefix("Content-Disposition: "))
        .collect();
    assert!(!found.is_empty(), "{headers}");
    (found[0].to_owned(), part[end + 4..].to_vec())
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}
