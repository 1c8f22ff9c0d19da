//! The spans of a call.

use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::invites::request;
use super::oauth2::{OAUTH, SECURED};
use super::server::{Server, Step, answer, json};
use crate::runtime::Reply;
use crate::{CallOptions, ClientCredentials, RetryPolicy};

/// Every value that a span is given, one line each: `1 name=value`.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

/// Writes the values of one span.
struct Line<'a>(&'a Log, u64);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let line = format!("{} {field}={value:?}", self.1);
        self.0.0.lock().expect("no panic").push(line);
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("clientwright_runtime")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let lines = self.0.lock().expect("no panic");
        let begun = lines.iter().filter(|line| line.contains("otel.name"));
        let id = begun.count() as u64 + 1;
        drop(lines);
        span.record(&mut Line(self, id));
        Id::from_u64(id)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        values.record(&mut Line(self, span.into_u64()));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// Whether this process is the one that runs the test called `name` and no other; otherwise starts that process and
/// passes on its failure.
///
/// `tracing` remembers for a place in the code whether anybody listens there. A test on another thread that comes by
/// just as a subscriber is set would fix the response to "nobody" for the whole process.
fn alone(name: &str) -> bool {
    const ALONE: &str = "CLIENTWRIGHT_TEST_ALONE";
    if std::env::var_os(ALONE).is_some() {
        return true;
    }
    let program = std::env::current_exe().expect("the path of the test program");
    let output = std::process::Command::new(program)
        .args(["--exact", name, "--nocapture"])
        .env(ALONE, "1")
        .output()
        .expect("the test program starts again");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    false
}

/// The lines of a span before its attempt is over.
fn begun(server: &Server, id: u32, (method, path): (&str, &str), resent: &[&str]) -> Vec<String> {
    let port = server.url().rsplit(':').next().map(str::to_owned);
    let port = port.expect("a port");
    let mut lines = vec![
        format!("{id} otel.name=\"{method} {path}\""),
        format!("{id} otel.kind=\"client\""),
        format!("{id} http.request.method=\"{method}\""),
    ];
    lines.extend(
        resent
            .iter()
            .map(|count| format!("{id} http.request.resend_count={count}")),
    );
    lines.extend([
        format!("{id} server.address=\"127.0.0.1\""),
        format!("{id} server.port={port}"),
        format!("{id} url.template=\"{path}\""),
    ]);
    lines
}

fn line(text: &str) -> Vec<String> {
    vec![text.to_owned()]
}

#[tokio::test]
async fn each_attempt_has_a_span_without_a_secret() {
    if !alone("tests::tracing::each_attempt_has_a_span_without_a_secret") {
        return;
    }
    let log = Log::default();
    let guard = tracing::subscriber::set_default(log.clone());
    let server = Server::start(vec![
        answer(503, &[], "sk-secret"),
        vec![],
        json(r#"{"object":"list"}"#),
        vec![],
    ]);
    let client = server.client();
    let options = CallOptions::new().header("x-key", "sk-secret");
    let call = client.list_invites().after("sk-secret").options(options);
    call.send().await.expect("a page");
    client
        .invite_user(request())
        .send()
        .await
        .expect_err("no response");
    drop(guard);
    let lines = log.0.lock().expect("no panic").clone();
    let begun = |id: u32, method: &str, resent: &[&str]| {
        begun(&server, id, (method, "/organization/invites"), resent)
    };
    let expected = [
        begun(1, "GET", &[]),
        line("1 http.response.status_code=503"),
        line("1 error.type=\"503\""),
        begun(2, "GET", &["1"]),
        line("2 error.type=\"broken\""),
        begun(3, "GET", &["2"]),
        line("3 http.response.status_code=200"),
        begun(4, "POST", &[]),
        line("4 error.type=\"broken\""),
    ];
    assert_eq!(lines, expected.concat());
}

#[tokio::test]
async fn a_request_for_a_token_has_a_span_without_a_secret() {
    if !alone("tests::tracing::a_request_for_a_token_has_a_span_without_a_secret") {
        return;
    }
    let log = Log::default();
    let guard = tracing::subscriber::set_default(log.clone());
    let token = json(r#"{"access_token":"sk-token","expires_in":60}"#);
    let silent = vec![Step::UntilGone];
    let server = Server::start(vec![
        answer(503, &[], ""),
        token,
        answer(204, &[], ""),
        silent,
    ]);
    let builder = || {
        let credentials = ClientCredentials::new("id", "sk-secret");
        server.builder().client_credentials(&OAUTH, credentials)
    };
    let client = builder().build().expect("a client");
    let call = client.call(&SECURED);
    call.send(Reply::empty).await.expect("done");
    let builder = builder().read_timeout(Duration::from_millis(50));
    let client = builder.retry(RetryPolicy::never()).build();
    let call = client.expect("a client").call(&SECURED);
    call.send(Reply::empty).await.expect_err("silence");
    drop(guard);
    let token = ("POST", "(token)");
    let expected = [
        begun(&server, 1, token, &[]),
        line("1 http.response.status_code=503"),
        line("1 error.type=\"503\""),
        begun(&server, 2, token, &["1"]),
        line("2 http.response.status_code=200"),
        begun(&server, 3, ("GET", "/x"), &[]),
        line("3 http.response.status_code=204"),
        begun(&server, 4, token, &[]),
        line("4 error.type=\"read_timeout\""),
    ];
    let lines = log.0.lock().expect("no panic").clone();
    assert_eq!(lines, expected.concat());
}
