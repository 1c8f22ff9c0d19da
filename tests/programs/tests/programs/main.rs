//! The seven programs, against a loopback server.

mod channel;
mod chat;
mod cluster;
mod containers;
mod issues;
mod payments;
mod workspace;

use clientwright_tests::Request;
use serde_json::Value;

fn body(request: &Request) -> Value {
    serde_json::from_str(request.text()).expect("JSON")
}
