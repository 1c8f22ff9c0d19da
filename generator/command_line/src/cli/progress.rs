//! Progress on the standard error, for whoever looks at a terminal while the output goes elsewhere.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use super::output::Output;

/// How long a line stands at least.
const PACE: Duration = Duration::from_millis(100);

/// A line that says how far something is.
pub(crate) struct Progress {
    is_shown: bool,
    since: Option<Instant>,
    width: usize,
}

impl Progress {
    /// A line, unless nobody looks or the output shows itself how far it is.
    pub(crate) fn new(output: &Output) -> Self {
        Self {
            is_shown: std::io::stderr().is_terminal() && !output.is_seen(),
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
    pub(crate) fn end(mut self, text: &str) {
        if self.is_shown {
            self.write(text);
            let _ = writeln!(std::io::stderr());
        }
    }

    /// Writes over what stands there. Nobody may be looking any more, which is no fault.
    fn write(&mut self, text: &str) {
        let _ = write!(std::io::stderr(), "\r{text:0$}", self.width);
        self.width = text.len();
    }
}

/// A number of bytes, and that of all of them where it is known.
#[allow(dead_code, reason = "not every API has streams")]
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
