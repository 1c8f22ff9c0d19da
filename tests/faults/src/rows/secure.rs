//! TLS that fails, in the handshake and behind it.

use std::time::Duration;

use anyhow::Result;

use super::{BOTH, GIVEN, LIBRARY, Row};
use crate::call::Setup;
use crate::script::{Script, Step, json, raw};
use crate::server::Kind;
use crate::tls::Tls;

fn impatient(setup: &mut Setup) {
    setup.connect = Duration::from_millis(1500);
    setup.timeout = Duration::from_secs(12);
}

/// The head of a record with an alert, and the alert: fatal, with its code (RFC 8446, section 6).
fn alert(code: u8) -> Script {
    vec![
        Step::Byte,
        Step::Write(vec![0x15, 3, 3, 0, 2, 2, code]),
        Step::UntilGone,
    ]
}

/// The response of a server that knows nothing newer than TLS 1.0 (RFC 2246, section 7.4.1.3).
fn old() -> Script {
    let hello = [&[2, 0, 0, 38, 3, 1][..], &[7; 32], &[0, 0, 0x2f, 0]].concat();
    let record = [&[0x16, 3, 1, 0, 42][..], &hello].concat();
    vec![Step::Byte, Step::Write(record), Step::UntilGone]
}

pub(super) fn rows() -> Result<Vec<Row>> {
    let no_tls =
        |name: &str, script: Script| Row::new(name, Kind::NoTls(vec![script]), BOTH).by(LIBRARY);
    let mut rows = vec![
        no_tls(
            "TLS: a server that speaks plain HTTP",
            vec![
                Step::Byte,
                Step::Write(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n".to_vec()),
            ],
        ),
        no_tls("TLS: closed at once", vec![]),
        no_tls(
            "TLS: cut in the handshake",
            vec![Step::Byte, Step::Write(vec![0x16, 3, 3, 0, 42, 2, 0])],
        ),
        no_tls("TLS: silence in the handshake", vec![Step::UntilGone])
            .with(impatient)
            .slow(),
        no_tls("TLS: an alert, handshake failure", alert(40)),
        no_tls("TLS: an alert, internal error", alert(80)),
        no_tls("TLS: an alert, protocol version", alert(70)),
        no_tls("TLS: nothing newer than 1.0", old()),
    ];
    rows.extend(certificates()?);
    Ok(rows)
}

fn certificates() -> Result<Vec<Row>> {
    let (good, expired) = (Tls::new("localhost", 2099)?, Tls::new("localhost", 2001)?);
    let other = Tls::new("other.example", 2099)?;
    let cut = Tls::new("localhost", 2099)?.without_end();
    let trusting = |name: &str, tls: &Tls, script: Script| Row {
        trust: Some(tls.certificate()),
        ..Row::new(name, Kind::Tls(tls.clone(), vec![script]), BOTH).by(GIVEN)
    };
    let until_the_end = || raw(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{}");
    Ok(vec![
        Row::new(
            "TLS: a certificate that nobody knows",
            Kind::Tls(good.clone(), vec![json(b"{}")]),
            BOTH,
        )
        .by(LIBRARY),
        trusting("TLS: all is well", &good, json(b"{}")),
        trusting("TLS: an expired certificate", &expired, json(b"{}")),
        trusting("TLS: a certificate for another name", &other, json(b"{}")),
        trusting(
            "TLS: closed before the response",
            &good,
            vec![Step::Request],
        ),
        trusting(
            "TLS: closed before the response, without a word",
            &cut,
            vec![Step::Request],
        ),
        trusting(
            "TLS: a body that ends with the connection",
            &good,
            until_the_end(),
        ),
        trusting(
            "TLS: a body that is cut without a word",
            &cut,
            until_the_end(),
        ),
    ])
}
