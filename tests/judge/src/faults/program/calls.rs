//! One call of the client, made in one of the ways, and what came of it.

use std::time::Duration;

use clientwright_faults::{Action, Call, Connections, PAUSE, Setup, Way};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::requests::{api, client, events, get, post, upload};

/// What a call comes to.
pub(crate) type Made = Result<String, api::Error>;

/// Makes the call.
pub(crate) fn make(setup: &Setup) -> Option<String> {
    let client = match connected(setup) {
        Ok(client) => client,
        Err(error) => return Some(told(Err(error))),
    };
    let made = match (setup.way, setup.action) {
        (Way::Blocking, Action::Once) => send_blocking(setup.call, &client)?,
        (Way::Blocking, Action::Twice) => {
            drop(send_blocking(setup.call, &client)?);
            std::thread::sleep(PAUSE);
            send_blocking(setup.call, &client)?
        }
        (Way::Blocking, Action::Clones(count)) => return threads(setup.call, &client, count),
        (Way::Blocking, Action::Dropped(_)) => return None,
        _ => return runtime().block_on(act(setup, &client)),
    };
    Some(told(made))
}

/// A runtime of this thread alone, which is what a call has the hardest time on.
fn runtime() -> Runtime {
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.expect("the machine has room for a runtime")
}

async fn act(setup: &Setup, client: &api::Client) -> Option<String> {
    match setup.action {
        Action::Once => {}
        Action::Twice => {
            drop(send(setup.call, client).await?);
            sleep(PAUSE).await;
        }
        Action::Clones(count) => return clones(setup.call, client, count).await,
        Action::Dropped(after) => {
            let call = timeout(after, send(setup.call, client)).await;
            // The task of the connection closes what nobody waits for any more.
            sleep(PAUSE).await;
            return match call {
                Ok(made) => Some(told(made?)),
                Err(_) => Some("dropped".to_owned()),
            };
        }
    }
    Some(told(send(setup.call, client).await?))
}

async fn send(call: Call, client: &api::Client) -> Option<Made> {
    match call {
        Call::Get => get::send(client, options(call)).await,
        Call::Post | Call::Keyed => post::send(client, options(call)).await,
        Call::Upload => upload::send(client, options(call)).await,
        Call::Events => events::send(client, options(call)).await,
    }
}

fn send_blocking(call: Call, client: &api::Client) -> Option<Made> {
    match call {
        Call::Get => get::send_blocking(client, options(call)),
        Call::Post | Call::Keyed => post::send_blocking(client, options(call)),
        Call::Upload => upload::send_blocking(client, options(call)),
        Call::Events => events::send_blocking(client, options(call)),
    }
}

fn options(call: Call) -> api::CallOptions {
    match call {
        Call::Keyed => api::CallOptions::new().idempotency_key("once"),
        _ => api::CallOptions::new(),
    }
}

/// Many calls at once.
async fn clones(call: Call, client: &api::Client, count: usize) -> Option<String> {
    let mut set = JoinSet::new();
    for _ in 0..count {
        let client = client.clone();
        set.spawn(async move { send(call, &client).await });
    }
    let mut texts: Vec<String> = Vec::new();
    while let Some(made) = set.join_next().await {
        texts.push(told(made.ok()??));
    }
    Some(all(texts))
}

/// The same on threads.
fn threads(call: Call, client: &api::Client, count: usize) -> Option<String> {
    let calls: Vec<_> = (0..count)
        .map(|_| {
            let client = client.clone();
            std::thread::spawn(move || send_blocking(call, &client))
        })
        .collect();
    let texts: Option<Vec<String>> = calls
        .into_iter()
        .map(|made| made.join().ok()?.map(told))
        .collect();
    texts.map(all)
}

/// What several calls have come to.
fn all(mut texts: Vec<String>) -> String {
    let count = texts.len();
    texts.sort();
    texts.dedup();
    format!("{count} x {}", texts.join(" or "))
}

/// A client that is connected as the setup says.
fn connected(setup: &Setup) -> Result<api::Client, api::Error> {
    let wait = (Duration::from_millis(1), Duration::from_millis(2));
    let builder = client()
        .base_url(&setup.url)
        .timeout(setup.timeout)
        .connect_timeout(setup.connect)
        .read_timeout(setup.read)
        .max_response_bytes(setup.max_body)
        .retry(api::RetryPolicy::default().wait(wait.0, wait.1));
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(setup.connect)
        .read_timeout(setup.read);
    let http = match (setup.way, &setup.connections) {
        (Way::Own, _) => return builder.transport(crate::own::send).build(),
        (Way::Native | Way::Blocking, Connections::Usual) => return builder.build(),
        (Way::Given, Connections::Usual) => http,
        (_, Connections::Http2) => http.http2_prior_knowledge(),
        (_, Connections::Trusting(certificate)) => {
            let certificate = reqwest::Certificate::from_der(certificate);
            http.tls_certs_only([certificate.expect("a certificate")])
        }
    };
    builder
        .http_client(http.build().expect("an HTTP client"))
        .build()
}

/// What came of a call, in a word or two.
fn told(made: Made) -> String {
    let error = match made {
        Ok(text) => return text,
        Err(error) => error,
    };
    match &error {
        api::Error::Transport(lost) => {
            let status = lost
                .status()
                .map_or_else(String::new, |status| format!("status {status}, "));
            let kind = lost.kind();
            match lost.attempts() {
                1 => format!("{status}{kind:?}"),
                attempts => format!("{status}{kind:?} after {attempts} attempts"),
            }
        }
        api::Error::Api(answer) => match answer.retry_after() {
            Some(wait) if wait.as_secs() > 60 => format!("status {}, wait", answer.status()),
            _ => format!("status {}", answer.status()),
        },
        api::Error::Decode(answer) => format!("status {}, does not decode", answer.status()),
        api::Error::Build(_) => "Build".to_owned(),
        _ => "Page".to_owned(),
    }
}
