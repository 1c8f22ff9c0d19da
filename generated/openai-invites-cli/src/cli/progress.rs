//! Progress on the standard error, for whoever looks at a terminal.

use std::io::{IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use client::ClientBuilder;
use client::untyped;

use super::output::Output;

/// How long a line stands at least.
const PACE: Duration = Duration::from_millis(100);

/// A body of fewer bytes is sent before anybody could read how far it is.
const WORTH_TELLING: u64 = 1_000_000;

/// Tells how much of each body has been sent.
pub(crate) fn of_uploads(builder: ClientBuilder) -> ClientBuilder {
    if !std::io::stderr().is_terminal() {
        return builder;
    }
    let line = Mutex::new(Progress::shown(true));
    untyped::on_sent(builder, move |done, all| {
        if all.is_some_and(|all| all < WORTH_TELLING) {
            return;
        }
        let mut line = line.lock().unwrap_or_else(PoisonError::into_inner);
        if all == Some(done) {
            line.end(&format!("{} sent", bytes(done, all)));
        } else {
            line.tell(|| format!("{} sent", bytes(done, all)));
        }
    })
}

/// A line that says how far something is.
pub(crate) struct Progress {
    is_shown: bool,
    since: Option<Instant>,
    width: usize,
}

impl Progress {
    /// A line, unless nobody looks or the output shows itself how far it is.
    #[allow(dead_code, reason = "not every API has streams, or lists that go on")]
    pub(crate) fn new(output: &Output) -> Self {
        Self::shown(std::io::stderr().is_terminal() && !output.is_seen())
    }

    fn shown(is_shown: bool) -> Self {
        Self {
            is_shown,
            since: None,
            width: 0,
        }
    }

    /// Says how far it is, unless it was said just now.
    pub(crate) fn tell(&mut self, text: impl FnOnce() -> String) {
        if self.is_shown && self.since.is_none_or(|since| since.elapsed() >= PACE) {
            self.write(&text());
            self.since = Some(Instant::now());
        }
    }

    /// Says how far it went, and ends the line.
    pub(crate) fn end(&mut self, text: &str) {
        if self.is_shown {
            self.write(text);
            let _ = writeln!(std::io::stderr());
            (self.since, self.width) = (None, 0);
        }
    }

    /// Writes over what stands there. Nobody may be looking any more, which is no fault.
    fn write(&mut self, text: &str) {
        let _ = write!(std::io::stderr(), "\r{text:0$}", self.width);
        self.width = text.len();
    }
}

/// A number of bytes, and that of all of them where it is known.
pub(crate) fn bytes(done: u64, all: Option<u64>) -> String {
    match all {
        Some(all) => format!("{} of {}", size(done), size(all)),
        None => size(done),
    }
}

/// A number of bytes in the units of the SI.
fn size(bytes: u64) -> String {
    let (mut whole, mut rest, mut unit) = (bytes, 0, 0);
    while whole >= 1000 {
        (whole, rest, unit) = (whole / 1000, whole % 1000 / 100, unit + 1);
    }
    let name = ["B", "kB", "MB", "GB", "TB", "PB", "EB"][unit];
    match unit {
        0 => format!("{whole} {name}"),
        _ => format!("{whole}.{rest} {name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn numbers_of_bytes_have_units() {
        assert_eq!(bytes(999, None), "999 B");
        assert_eq!(bytes(1000, Some(1_250_000)), "1.0 kB of 1.2 MB");
        assert_eq!(bytes(u64::MAX, None), "18.4 EB");
    }
}
