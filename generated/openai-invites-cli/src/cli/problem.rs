//! What can go wrong, the exit code that it leads to, and what to type next.

use std::fmt;
use std::process::ExitCode;

use client::{Error, TransportError};

/// Why the program ends without having done what it was asked for.
#[derive(Debug)]
pub(crate) enum Problem {
    /// A file, a response that cannot be read, a filter that finds nothing.
    Local(String),
    /// The words of the command line.
    Usage(String),
    /// A credential is missing.
    Credentials(String),
    /// The service says no: the status, what it says, and the body as it came.
    Refused {
        status: u16,
        message: String,
        body: String,
    },
    /// No response came.
    Transport(String),
    /// Whoever reads the output has gone: nothing is wrong.
    Closed,
    /// Whoever has called the program does not want it any more.
    Interrupted,
}

/// What a client says of a setting that a command line does not have.
const ALLOWED: &str = ", unless `ClientBuilder::allow_insecure` says so";

/// The exit codes, for the help.
pub(crate) const EXIT_CODES: &str = "\
  0  it is done
  1  something here is wrong: a file, a response that cannot be read, a --select that finds nothing
  2  the command line is wrong
  3  a credential is missing or refused (401, 403)
  4  the service refuses the request (any other 4xx)
  5  the service fails (5xx)
  6  no response: connection, TLS or timeout
  130  interrupted";

impl Problem {
    /// Something here is wrong.
    pub(crate) fn local(message: impl fmt::Display) -> Self {
        Self::Local(message.to_string())
    }

    /// The command line is wrong.
    pub(crate) fn usage(message: impl fmt::Display) -> Self {
        Self::Usage(message.to_string())
    }

    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Closed => 0,
            Self::Local(_) => 1,
            Self::Usage(_) => 2,
            Self::Credentials(_)
            | Self::Refused {
                status: 401 | 403, ..
            } => 3,
            Self::Refused { status: 500.., .. } => 5,
            Self::Refused { .. } => 4,
            Self::Transport(_) => 6,
            Self::Interrupted => 130,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Local(message)
            | Self::Usage(message)
            | Self::Credentials(message)
            | Self::Transport(message)
            | Self::Refused { message, .. } => f.write_str(message),
            Self::Closed => Ok(()),
            Self::Interrupted => f.write_str("interrupted"),
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let message = chain(&error);
        match error {
            Error::Api(error)
                if client::untyped::is_of_token(&error)
                    && matches!(error.status(), 400 | 401 | 403) =>
            {
                let body = client::untyped::error_text(&error);
                Self::Credentials(format!("{message}\n{body}\n  auth login signs in again"))
            }
            Error::Api(error) => Self::Refused {
                status: error.status(),
                message,
                body: client::untyped::error_text(&error),
            },
            Error::Transport(error) => of_transport(&error, message),
            // Nothing was sent: a value is none that can be sent.
            Error::Build(_) => Self::Usage(message.replace(ALLOWED, "")),
            _ => Self::Local(message),
        }
    }
}

fn of_transport(error: &TransportError, message: String) -> Problem {
    if error.is_timeout() {
        return Problem::Transport(format!("{message}\n  --timeout SECONDS gives it more time"));
    }
    Problem::Transport(message)
}

/// An output that nobody reads any more is no error.
impl From<std::io::Error> for Problem {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Self::Closed;
        }
        Self::local(error)
    }
}

impl From<Problem> for ExitCode {
    fn from(problem: Problem) -> Self {
        Self::from(problem.code())
    }
}

/// An error with its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let said = error.to_string();
        if !text.contains(&said) {
            text.push_str(": ");
            text.push_str(&said);
        }
        cause = error.source();
    }
    text
}
