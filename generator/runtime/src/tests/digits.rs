//! Numbers where `serde_json` keeps every digit, as any package of the program may have it do (`arbitrary_precision`),
//! and where it does not: `cargo xtask ci` runs these tests both ways.

use serde_json::Value;

use super::codec::{Many, again, read};
use crate::UnixTime;

/// Whether `serde_json` keeps every digit.
fn keeps_digits() -> bool {
    read::<Value>("1e400").is_ok()
}

fn many(ratio: &str, more: &str) -> String {
    format!(
        r#"{{"id":"a","@count":7,"counts":[1,18446744073709551615],"ratio":{ratio},"nullable":null,"more":{more}}}"#
    )
}

#[test]
fn numbers_with_a_type_are_read_either_way() {
    let read_many = |ratio| read::<Many>(&many(ratio, "1")).expect(ratio);
    for (text, number) in [
        ("1.5", 1.5),
        ("\"1.5\"", 1.5),
        ("-0.25e1", -2.5),
        ("7", 7.0),
    ] {
        assert_eq!(read_many(text).ratio, Some(number), "{text}");
    }
    for text in [
        "1711471533",
        "1711471533.0",
        "1.711471533e9",
        "\"1711471533\"",
    ] {
        let seconds = read::<UnixTime>(text).map(UnixTime::seconds);
        assert_eq!(seconds, Ok(1_711_471_533), "{text}");
    }
    for text in ["{}", r#"{"a": 1}"#, "1e400", "\"1e400\""] {
        assert!(read::<UnixTime>(text).is_err(), "{text}");
        assert!(read::<Many>(&many(text, "1")).is_err(), "{text}");
    }
}

#[test]
fn a_value_of_any_type_has_the_digits_that_it_came_with() {
    for digits in [
        "1",
        "-7",
        "0.1",
        "18446744073709551615",
        "-9223372036854775808",
    ] {
        assert_eq!(again::<Many>(&many("1.5", digits)), many("1.5", digits));
    }
    for digits in [
        "123456789012345678901234567890",
        "1.2345678901234567890123456789e+29",
        "0.10000000000000000000000000000000001",
        "1e+400",
    ] {
        let text = many("1.5", digits);
        if keeps_digits() {
            assert_eq!(again::<Many>(&text), text);
        } else if digits == "1e+400" {
            let error = read::<Many>(&text).err().unwrap_or_default();
            assert!(error.contains("number out of range"), "{error}");
        } else {
            assert_ne!(again::<Many>(&text), text);
        }
    }
}
