//! The faults.

mod answers;
mod http2;
mod losses;
mod secure;
mod statuses;

use anyhow::Result;

use crate::call::{Call, Setup, Way};
use crate::server::Kind;

/// A fault.
pub(crate) struct Row {
    /// The name in the table.
    pub(crate) name: String,
    /// What speaks at the other end.
    pub(crate) kind: Kind,
    /// What is called.
    pub(crate) calls: &'static [Call],
    /// In which ways.
    pub(crate) ways: &'static [Way],
    /// What is special about the call.
    pub(crate) change: fn(&mut Setup),
    /// The certificate (DER) to trust, and whether to begin with HTTP/2.
    pub(crate) trust: Option<Vec<u8>>,
    /// The most requests that may come, where their number depends on who is faster.
    pub(crate) most: Option<usize>,
    /// Whether it belongs to the quick half.
    pub(crate) quick: bool,
}

/// All ways.
const ALL: &[Way] = &[Way::Native, Way::Given, Way::Own, Way::Blocking];
/// The ways of the HTTP library.
const LIBRARY: &[Way] = &[Way::Native, Way::Given, Way::Blocking];
/// The ways of an HTTP client that the caller has made.
const GIVEN: &[Way] = &[Way::Given, Way::Blocking];
/// What may be sent twice, and what may not.
const BOTH: &[Call] = &[Call::Get, Call::Post];

impl Row {
    /// A fault that is over soon.
    fn new(name: impl Into<String>, kind: Kind, calls: &'static [Call]) -> Self {
        Self {
            name: name.into(),
            kind,
            calls,
            ways: ALL,
            change: |_| (),
            trust: None,
            most: None,
            quick: true,
        }
    }

    /// The same by other ways.
    fn by(mut self, ways: &'static [Way]) -> Self {
        self.ways = ways;
        self
    }

    /// The same with a call that is special.
    fn with(mut self, change: fn(&mut Setup)) -> Self {
        self.change = change;
        self
    }

    /// The same, which takes its time.
    fn slow(mut self) -> Self {
        self.quick = false;
        self
    }
}

/// All faults.
pub(crate) fn all() -> Result<Vec<Row>> {
    let mut rows = losses::rows();
    rows.extend(answers::rows()?);
    rows.extend(statuses::rows());
    rows.extend(secure::rows()?);
    rows.extend(http2::rows());
    Ok(rows)
}
