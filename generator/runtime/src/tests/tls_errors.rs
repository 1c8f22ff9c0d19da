//! Which errors of an attempt to connect are about TLS, as the libraries for it put them.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};

use crate::runtime::is_about_tls;

/// An error of a library, and the one below it.
#[derive(Debug)]
struct Layer(&'static str, Option<Box<dyn Error + 'static>>);

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Error for Layer {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.1.as_deref()
    }
}

/// The errors of the library and of its pool, with these below them.
fn below(texts: &[&'static str], last: Option<io::Error>) -> Layer {
    let last = last.map(|error| -> Box<dyn Error> { Box::new(error) });
    let below = texts
        .iter()
        .rev()
        .fold(last, |below, text| Some(Box::new(Layer(text, below))));
    let pool = Layer("client error (Connect)", below);
    Layer("error sending request", Some(Box::new(pool)))
}

#[test]
fn what_makes_no_tls_is_told_from_what_makes_no_connection() {
    let io = |kind| Some(io::Error::from(kind));
    for (texts, last, expected) in [
        (
            &[
                "certificate verify failed: self-signed",
                "certificate verify failed",
            ][..],
            None,
            true,
        ),
        (
            &["wrong version number", "wrong version number"],
            None,
            true,
        ),
        (&[], io(ErrorKind::InvalidData), true),
        (
            &[],
            Some(io::Error::other(io::Error::from(ErrorKind::InvalidData))),
            true,
        ),
        (&["unexpected EOF"], None, false),
        (&["tunnel error: unsuccessful"], None, false),
        (
            &["tcp connect error"],
            io(ErrorKind::ConnectionRefused),
            false,
        ),
        (
            &["dns error", "error resolving DNS"],
            io(ErrorKind::Other),
            false,
        ),
        (
            &["connection reset", "connection reset"],
            io(ErrorKind::ConnectionReset),
            false,
        ),
    ] {
        let error = below(texts, last);
        assert_eq!(is_about_tls(&error), expected, "{error:?}");
    }
}
