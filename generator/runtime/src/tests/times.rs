//! Instants, dates and Unix times: how they are read and written.

use super::codec::{again, read, write};
use crate::{Date, DateTime, UnixTime};

#[test]
fn instants_are_read_in_many_forms_and_written_in_one() {
    for (text, written) in [
        ("2024-02-29T12:00:00Z", "2024-02-29T12:00:00Z"),
        ("2024-02-29 12:00:00", "2024-02-29T12:00:00Z"),
        (
            "2024-02-29t12:00:00.123456789z",
            "2024-02-29T12:00:00.123456789Z",
        ),
        ("2024-02-29T12:00:00+01:30", "2024-02-29T12:00:00+01:30"),
        ("2024-02-29T12:00:00-0130", "2024-02-29T12:00:00-01:30"),
        ("2024-02-29T23:59:60Z", "2024-02-29T23:59:59Z"),
        ("2024-02-29T12:00Z", "2024-02-29T12:00:00Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("2024-02-29", "2024-02-29T00:00:00Z"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
        (
            "9999-12-31T23:59:59.999999999-14:00",
            "9999-12-31T23:59:59.999999999-14:00",
        ),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"),
        ("2024-02-29T12:00:00+00:00", "2024-02-29T12:00:00+00:00"),
    ] {
        let time: DateTime = text.parse().expect(text);
        assert_eq!(time.to_string(), written, "{text}");
        assert_eq!(write(&time), format!("\"{written}\""));
    }
    for text in [
        "",
        "now",
        "2024-02-30T12:00:00Z",
        "12:00",
        "2024-13-01T00:00:00Z",
    ] {
        assert!(text.parse::<DateTime>().is_err(), "{text}");
    }
    let time = DateTime::from_unix_seconds(-1).expect("an instant");
    assert_eq!(
        (time.to_string().as_str(), time.unix_seconds()),
        ("1969-12-31T23:59:59Z", -1)
    );
    let now = std::time::SystemTime::now();
    assert_eq!(
        std::time::SystemTime::from(DateTime::try_from(now).expect("now")),
        now
    );
}

#[test]
fn an_instant_keeps_its_offset() {
    let there: DateTime = "2024-02-29T01:30:00+02:00".parse().expect("an instant");
    let here: DateTime = "2024-02-28T23:30:00Z".parse().expect("an instant");
    assert_eq!((there, there.offset_seconds()), (here, 7200));
    assert_eq!(there.unix_seconds(), here.unix_seconds());
    assert_eq!(
        here.at_offset(7200).expect("a clock").to_string(),
        there.to_string()
    );
    assert!(there < "2024-02-29T00:00:00Z".parse().expect("an instant"));
    let last: DateTime = "9999-12-31T23:59:59Z".parse().expect("an instant");
    assert_eq!(DateTime::from_unix_seconds(last.unix_seconds()), Some(last));
    assert_eq!(last.at_offset(3600), None);
}

#[test]
fn dates_are_read_and_written() {
    assert_eq!(again::<Date>("\"2024-02-29\""), "\"2024-02-29\"");
    assert_eq!(Date::new(2024, 2, 29), "2024-02-29T00:00:00Z".parse().ok());
    assert_eq!(Date::new(2023, 2, 29), None);
    assert!("2023-02-29".parse::<Date>().is_err());
}

#[test]
fn unix_times_are_whole_seconds() {
    for (text, seconds) in [
        ("7", 7),
        ("-7", -7),
        ("7.0", 7),
        ("\"7\"", 7),
        ("4102444800", 4_102_444_800),
    ] {
        assert_eq!(read::<UnixTime>(text).expect(text).seconds(), seconds);
    }
    for text in [
        "7.5",
        "1e300",
        "18446744073709551615",
        "\"x\"",
        "null",
        "[]",
    ] {
        assert!(read::<UnixTime>(text).is_err(), "{text}");
    }
    let before = std::time::UNIX_EPOCH - std::time::Duration::from_millis(500);
    assert_eq!(UnixTime::from(before).seconds(), -1);
}
