//! Instants as dates with a time.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::civil::{self, Time};
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

/// An instant, such as `2024-02-29T12:00:00Z` (RFC 3339), to the nanosecond.
///
/// Reading is tolerant: a blank for the `T`, small letters, and no offset at all, which then is UTC. What is written is
/// exact, and has the offset that was read. Instants are equal that are the same moment, whatever their offsets.
#[derive(Clone, Copy)]
pub struct DateTime {
    /// What clocks show at the offset.
    local: civil::DateTime,
    /// The offset from UTC, where it is not written as `Z`.
    offset: Option<Offset>,
}

/// The beginning of 1970.
const EPOCH: civil::DateTime = civil::DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

impl DateTime {
    /// Returns the current time.
    #[must_use]
    pub fn now() -> Self {
        Self::utc(Offset::UTC.to_datetime(Timestamp::now()))
    }

    /// Creates an instant from Unix seconds; `None` if its year does not have four digits.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        let local = EPOCH.checked_add(SignedDuration::from_secs(seconds));
        local.ok().map(Self::utc)
    }

    fn utc(local: civil::DateTime) -> Self {
        Self {
            local,
            offset: None,
        }
    }

    /// The same instant at another offset from UTC in seconds, as clocks there show it; `None` where no clock does.
    #[must_use]
    pub fn at_offset(self, seconds: i32) -> Option<Self> {
        let offset = Offset::from_seconds(seconds).ok()?;
        let further = SignedDuration::from_secs(i64::from(seconds) - self.shift());
        Some(Self {
            local: self.local.checked_add(further).ok()?,
            offset: Some(offset),
        })
    }

    /// Returns the offset from UTC in seconds, east of Greenwich positive.
    #[must_use]
    pub fn offset_seconds(self) -> i32 {
        self.offset.map_or(0, Offset::seconds)
    }

    fn shift(self) -> i64 {
        self.offset_seconds().into()
    }

    /// The time since 1970.
    fn since_epoch(self) -> SignedDuration {
        self.local.duration_since(EPOCH) - SignedDuration::from_secs(self.shift())
    }

    /// Returns the Unix seconds, rounded down.
    #[must_use]
    pub fn unix_seconds(self) -> i64 {
        let since = self.since_epoch();
        since.as_secs() - i64::from(since.subsec_nanos() < 0)
    }

    /// Returns the nanoseconds since the last whole second.
    #[must_use]
    pub fn nanoseconds(self) -> u32 {
        self.local.subsec_nanosecond().unsigned_abs()
    }
}

impl Default for DateTime {
    /// The beginning of 1970.
    fn default() -> Self {
        Self::utc(EPOCH)
    }
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.since_epoch() == other.since_epoch()
    }
}

impl Eq for DateTime {}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        self.since_epoch().cmp(&other.since_epoch())
    }
}

impl Hash for DateTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.since_epoch().hash(state);
    }
}

/// The error for a string that is not a date with a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateTimeError;

impl fmt::Display for DateTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the string is not a date with a time such as 2024-02-29T12:00:00Z")
    }
}

impl std::error::Error for DateTimeError {}

impl TryFrom<SystemTime> for DateTime {
    type Error = DateTimeError;

    fn try_from(time: SystemTime) -> Result<Self, DateTimeError> {
        let since = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => SignedDuration::try_from(after),
            Err(before) => SignedDuration::try_from(before.duration()).map(|before| -before),
        };
        let local = EPOCH.checked_add(since.map_err(|_| DateTimeError)?);
        local.map(Self::utc).map_err(|_| DateTimeError)
    }
}

impl From<DateTime> for SystemTime {
    fn from(time: DateTime) -> Self {
        let since = time.since_epoch();
        if since.is_negative() {
            UNIX_EPOCH - since.unsigned_abs()
        } else {
            UNIX_EPOCH + since.unsigned_abs()
        }
    }
}

impl FromStr for DateTime {
    type Err = DateTimeError;

    fn from_str(text: &str) -> Result<Self, DateTimeError> {
        let text = text.trim().to_ascii_uppercase();
        let pieces = Pieces::parse(&text).map_err(|_| DateTimeError)?;
        let time = pieces.time().unwrap_or(Time::midnight());
        let offset = match pieces.offset() {
            Some(PiecesOffset::Numeric(offset)) => Some(offset.offset()),
            _ => None,
        };
        Ok(Self {
            local: pieces.date().to_datetime(time),
            offset,
        })
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(offset) = self.offset else {
            return write!(f, "{}Z", self.local);
        };
        // No clock stands by less than a minute beside others today, and RFC 3339 knows no such offset.
        let minutes = (offset.seconds() + if offset.is_negative() { -30 } else { 30 }) / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
        write!(f, "{}{sign}{hours:02}:{minutes:02}", self.local)
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DateTime({self})")
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text)
    }
}

struct Text;

impl Visitor<'_> for Text {
    type Value = DateTime;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date with a time such as 2024-02-29T12:00:00Z")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<DateTime, E> {
        text.parse()
            .map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }
}

super::presence::present!(DateTime);
