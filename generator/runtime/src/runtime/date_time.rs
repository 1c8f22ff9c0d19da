//! Instants as dates with a time.

use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

use jiff::Timestamp;
use jiff::civil::DateTime as Civil;
use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

/// An instant, such as `2024-02-29T12:00:00Z` (RFC 3339), to the nanosecond.
///
/// Reading is tolerant: a blank for the `T`, small letters, and no offset at all, which then is UTC. What is written is
/// exact, and in UTC.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime(Timestamp);

impl DateTime {
    /// Returns the present instant.
    #[must_use]
    pub fn now() -> Self {
        Self(Timestamp::now())
    }

    /// Makes an instant of its seconds since 1970, if it lies in a year of four digits.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        Timestamp::from_second(seconds).ok().map(Self)
    }

    /// Returns the whole seconds since 1970, rounded down.
    #[must_use]
    pub fn unix_seconds(self) -> i64 {
        self.0
            .as_nanosecond()
            .div_euclid(1_000_000_000)
            .try_into()
            .unwrap_or(i64::MAX)
    }

    /// Returns the nanoseconds since the last whole second.
    #[must_use]
    pub fn nanoseconds(self) -> u32 {
        self.0
            .as_nanosecond()
            .rem_euclid(1_000_000_000)
            .try_into()
            .unwrap_or(0)
    }
}

/// What is no instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateTimeError;

impl fmt::Display for DateTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text is no date with a time such as 2024-02-29T12:00:00Z")
    }
}

impl std::error::Error for DateTimeError {}

impl TryFrom<SystemTime> for DateTime {
    type Error = DateTimeError;

    fn try_from(time: SystemTime) -> Result<Self, DateTimeError> {
        Timestamp::try_from(time)
            .map(Self)
            .map_err(|_| DateTimeError)
    }
}

impl From<DateTime> for SystemTime {
    fn from(time: DateTime) -> Self {
        time.0.into()
    }
}

impl FromStr for DateTime {
    type Err = DateTimeError;

    fn from_str(text: &str) -> Result<Self, DateTimeError> {
        let text = text.trim().to_ascii_uppercase();
        if let Ok(time) = text.parse() {
            return Ok(Self(time));
        }
        // Some write the offset without a colon, and some none at all.
        let time: Civil = text.parse().map_err(|_| DateTimeError)?;
        let time = time
            .to_zoned(jiff::tz::TimeZone::UTC)
            .map_err(|_| DateTimeError)?;
        Ok(Self(time.timestamp()))
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
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
