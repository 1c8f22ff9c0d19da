//! The runtime's tests.

mod server;

mod accept;
#[cfg(feature = "blocking")]
mod blocking;
#[cfg(feature = "blocking")]
mod blocking_threads;
mod bodies;
mod body_pages;
mod codec;
#[cfg(feature = "gzip")]
mod compressed;
mod connections;
mod counted_pages;
mod digits;
mod durations;
mod endings;
mod error_bodies;
mod error_when;
mod event_kinds;
mod exposure;
mod faults;
mod floods;
mod headers;
mod hooks;
#[cfg(all(feature = "http2", feature = "http-client"))]
mod http2;
mod idempotency;
mod invites;
mod links;
mod members;
mod oauth2;
mod oauth2_device;
mod oauth2_flows;
mod oauth2_refresh;
mod oauth2_secrets;
mod pages;
mod parts;
mod paths;
mod plain;
mod queries;
mod redirects;
mod requests;
mod retries;
mod secrets;
mod security;
mod servers;
mod silence;
mod slow_uploads;
mod stack;
mod streams;
mod switches;
#[cfg(feature = "test-util")]
mod test_util;
mod times;
mod tls_errors;
mod token_source;
mod tracing;
mod undeclared;
mod undescribed;
mod unions;
mod uploads;
#[cfg(feature = "test-util")]
mod waits;
mod webhooks;
mod xml;
