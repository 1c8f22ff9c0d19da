//! What objects hold beside what is declared.

#![allow(
    unreachable_pub,
    reason = "the methods of the macros are for public types"
)]

use serde_json::{Value, json};

use super::codec::{Many, read, write};
use crate::runtime::{Map, object};

object! {
    pub struct Wide {
        pub a: Option<i64>,
        pub b: Option<i64>,
        pub c: Option<i64>,
        pub d: Option<i64>,
        pub e: Option<i64>,
        pub f: Option<i64>,
        pub g: Option<i64>,
        pub h: Option<i64>,
        #[json(rename = "@last")]
        pub last: Option<i64>,
        #[json(flatten)]
        pub more: Map<Value>,
    }
}

#[test]
fn a_declared_name_cannot_be_written_twice() {
    let many = |key: &str| {
        let more = Map::from_iter([("x", json!(1)), (key, json!(2))]);
        let many = Many::new("a", 1, vec![], None).additional_properties(more);
        serde_json::to_string(&many).map_err(|error| error.to_string())
    };
    for key in ["id", "type", "@count", "note"] {
        let message = format!(
            "`{key}` is the name of a field, and cannot be given among what is not declared"
        );
        assert_eq!(many(key), Err(message));
    }
    for key in ["r#type", "count", "additional_properties"] {
        assert!(many(key).is_ok(), "{key}");
    }
    for key in ["a", "h", "@last"] {
        let mut wide: Wide = read("{}").expect("it is one");
        wide.more.insert(key, json!(1));
        assert!(serde_json::to_string(&wide).is_err(), "{key}");
    }
}

#[test]
fn of_a_key_that_comes_twice_the_last_value_counts() {
    let text = r#"{"id":"a","@count":1,"x":1,"counts":[],"id":"b","nullable":null,"x":2}"#;
    let many: Many = read(text).expect("it is one");
    assert_eq!(
        (many.id.as_str(), &many.additional_properties["x"]),
        ("b", &json!(2))
    );
    assert_eq!(many.additional_properties.len(), 1);
    let map: Map<i64> = read(r#"{"a":1,"b":2,"a":3}"#).expect("a map");
    assert_eq!(write(&map), r#"{"a":3,"b":2}"#);
}
