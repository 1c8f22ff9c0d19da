//! A call to be made, and how.

use std::time::Duration;

/// What is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// What may be sent twice: a `GET` whose response is a JSON object.
    Get,
    /// What may not be sent twice: a `POST` with a JSON body and without an idempotency key.
    Post,
    /// The same with an idempotency key.
    Keyed,
    /// What sends a body as a stream, by a method that may be sent twice.
    Upload,
    /// What responses with server-sent events, which are read to their end.
    Events,
}

impl Call {
    /// The name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Post => "post",
            Self::Keyed => "keyed post",
            Self::Upload => "upload",
            Self::Events => "events",
        }
    }
}

/// In which way it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By the connections of the crate.
    Native,
    /// By an HTTP client that the caller has made.
    Given,
    /// By a transport that the caller has written.
    Own,
    /// Without an async runtime.
    Blocking,
}

impl Way {
    /// The name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Given => "given",
            Self::Own => "own",
            Self::Blocking => "blocking",
        }
    }
}

/// What is done with the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// It is made once.
    Once,
    /// It is made twice, one after the other, and the second outcome counts.
    Twice,
    /// It is made by so many clones of the client at the same time.
    Clones(usize),
    /// It is dropped after so long.
    Dropped(Duration),
}

/// How long the server has to notice what the client does, and the client what the server does.
pub const PAUSE: Duration = Duration::from_millis(200);

/// The connections that a call needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Connections {
    /// Those that each way has by itself.
    Usual,
    /// Those of an HTTP client that trusts this certificate (DER).
    Trusting(Vec<u8>),
    /// Those of an HTTP client that begins with HTTP/2 right away.
    Http2,
}

/// How a call is made.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The server's URL.
    pub url: String,
    /// What is called.
    pub call: Call,
    /// In which way.
    pub way: Way,
    /// What is done with it.
    pub action: Action,
    /// How long it may take in all.
    pub timeout: Duration,
    /// How long connecting may take.
    pub connect: Duration,
    /// How long the server may be silent.
    pub read: Duration,
    /// How large the body of a response may be.
    pub max_body: usize,
    /// The connections.
    pub connections: Connections,
}

impl Setup {
    /// A call with time enough.
    #[must_use]
    pub fn new(url: String, call: Call, way: Way) -> Self {
        Self {
            url,
            call,
            way,
            action: Action::Once,
            timeout: Duration::from_secs(60),
            connect: Duration::from_secs(30),
            read: Duration::from_secs(30),
            max_body: 100_000,
            connections: Connections::Usual,
        }
    }
}
