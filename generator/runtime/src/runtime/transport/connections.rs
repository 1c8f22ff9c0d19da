//! The connections of the HTTP library.

use std::future::ready;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::{Pin, pin};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;

use super::http_error::lost;
use super::lost::Lost;
use super::outgoing::{Outgoing, Turn};
use super::payload::{Once, Sent, spent, whole};
use super::route::Route;
use crate::runtime::error::transport::TransportErrorKind;
use crate::runtime::platform::limits::Limits;
use crate::runtime::platform::{Elapsed, Instant, timeout_at};
use crate::runtime::value::source::Source;

/// The connections of the HTTP library, and for how long they may be silent.
#[derive(Clone)]
pub(crate) struct Connections {
    clients: Clients,
    silence: Option<Duration>,
}

#[derive(Clone)]
enum Clients {
    /// The caller's.
    Given(reqwest::Client),
    /// Our own, each made when it is needed first. Those of blocking calls are others: any others may belong to a
    /// runtime whose thread such a call keeps. And so are those that lead to this machine, past every proxy.
    Own {
        connect: Duration,
        made: Arc<[[OnceLock<reqwest::Client>; 2]; 2]>,
    },
}

/// The body of a response, as it comes.
pub(crate) struct Pieces {
    answer: reqwest::Response,
    silence: Option<Duration>,
}

impl Connections {
    /// Connections that follow no redirect and tell nobody where they come from.
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            clients: Clients::Own {
                connect: limits.connect,
                made: Arc::default(),
            },
            silence: Some(limits.read),
        }
    }

    /// Makes what the first request needs, so that what can't be made is known before it.
    pub(crate) fn start(&self, route: Option<Route>) -> Result<(), Source> {
        self.clients.on(route.is_some_and(|route| route.is_local))?;
        Ok(())
    }

    /// Takes those of the caller, with limits of their own.
    pub(crate) fn given(client: reqwest::Client, _: &Limits) -> Self {
        Self {
            clients: Clients::Given(client),
            silence: None,
        }
    }

    /// Whether they are the caller's.
    pub(crate) fn are_given(&self) -> bool {
        matches!(self.clients, Clients::Given(_))
    }

    /// Sends a request; the response is its status, its headers and its body.
    pub(crate) async fn send(
        &self,
        mut request: reqwest::Request,
        route: Route,
        sent: Option<Sent>,
    ) -> Result<(u16, HeaderMap, Pieces), Lost> {
        let client = self.clients.on(route.is_local).map_err(|source| Lost {
            kind: TransportErrorKind::Connect,
            source: Some(source.into()),
        })?;
        let turn = Turn::new();
        let body = request.body_mut().take().unwrap_or_default();
        let body = Outgoing::new(body, turn.clone(), sent);
        *request.body_mut() = Some(reqwest::Body::wrap(body));
        let call = pin!(client.execute(request));
        let answer = heard(self.silence, turn, call).await?;
        let mut answer = answer.map_err(lost)?;
        let headers = std::mem::take(answer.headers_mut());
        let (status, silence) = (answer.status().as_u16(), self.silence);
        Ok((status, headers, Pieces { answer, silence }))
    }
}

impl Clients {
    /// The client of a way.
    fn on(&self, is_local: bool) -> Result<&reqwest::Client, reqwest::Error> {
        let (connect, made) = match self {
            Self::Given(client) => return Ok(client),
            Self::Own { connect, made } => (*connect, made),
        };
        #[cfg(feature = "blocking")]
        let blocks = super::blocking::waits();
        #[cfg(not(feature = "blocking"))]
        let blocks = false;
        let slot = &made[usize::from(is_local)][usize::from(blocks)];
        if let Some(client) = slot.get() {
            return Ok(client);
        }
        let client = reqwest::Client::builder()
            .redirect(Policy::none())
            .referer(false)
            // Each request that is sent is an attempt, which the client's own policy decides on.
            .retry(reqwest::retry::never())
            .connect_timeout(connect);
        let client = if is_local {
            client.no_proxy().dns_resolver(Arc::new(ThisMachine))
        } else {
            client
        };
        let client = client.build()?;
        Ok(slot.get_or_init(|| client))
    }
}

/// Finds the names of this machine, without asking anybody (RFC 6761, section 6.3).
struct ThisMachine;

impl Resolve for ThisMachine {
    fn resolve(&self, _: Name) -> Resolving {
        // The port is that of the URL.
        let addresses = [
            SocketAddr::from((Ipv6Addr::LOCALHOST, 0)),
            SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        ];
        Box::pin(ready(Ok(Box::new(addresses.into_iter()) as Addrs)))
    }
}

impl Pieces {
    /// Takes what has come next.
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, Lost> {
        let piece = pin!(self.answer.chunk());
        let piece = heard(self.silence, Turn::new(), piece).await?;
        piece.map_err(lost)
    }
}

/// What the future comes to, if the service is not silent for longer than that. The time runs while somebody waits for
/// the service, and not while the service waits for somebody to take what has come, or to go on sending.
async fn heard<T>(
    silence: Option<Duration>,
    turn: Turn,
    mut future: Pin<&mut impl Future<Output = T>>,
) -> Result<T, Lost> {
    let Some(silence) = silence else {
        return Ok(future.await);
    };
    loop {
        match timeout_at(turn.since() + silence, future.as_mut()).await {
            Ok(value) => return Ok(value),
            // Something was sent meanwhile.
            Err(Elapsed) if turn.since() + silence > Instant::now() => {}
            Err(Elapsed) => {
                return Err(Lost {
                    kind: TransportErrorKind::ReadTimeout,
                    source: None,
                });
            }
        }
    }
}

/// The body of a request that is a stream.
pub(crate) async fn body(source: &dyn Once) -> Result<reqwest::Body, Lost> {
    // The HTTP library never looks into a body of no bytes, so that one of some would be dropped in silence.
    if source.is_to_be_empty() {
        return Ok(whole(source).await?.into());
    }
    source.take().ok_or_else(spent)
}
