//! Objects, enums and scalars as JSON.

#![allow(
    unreachable_pub,
    reason = "the methods of the macros are for public types"
)]
#![allow(
    deprecated,
    reason = "the macros read and write fields that are marked, as a generated crate does"
)]

use serde_json::{Value, json};

use crate::runtime::{Map, Maybe, integer_enum, object, string_enum, value_enum};
use crate::types::{Invite, InviteProjectRole, InviteRole, InviteStatus};
use crate::{Base64, UnixTime};

pub(super) fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

pub(super) fn write<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("it encodes")
}

/// Reads it and writes it again.
pub(super) fn again<T: serde::de::DeserializeOwned + serde::Serialize>(text: &str) -> String {
    write(&read::<T>(text).expect(text))
}

fn invite(change: impl FnOnce(&mut Value)) -> Result<Invite, String> {
    let mut value: Value = serde_json::from_str(super::invites::INVITE).expect("JSON");
    change(&mut value);
    read(&value.to_string())
}

#[test]
fn an_invite_is_read_as_services_write_it() {
    let full = invite(|_| ()).expect("the example");
    assert_eq!(full.created_at, UnixTime::from_seconds(1_711_471_533));
    assert_eq!(full.accepted_at, None);
    assert_eq!(full.projects[0].role, InviteProjectRole::Member);
    let projects =
        |value: &mut Value| drop(value.as_object_mut().expect("an object").remove("projects"));
    assert_eq!(invite(projects).expect("without projects").projects, []);
    assert_eq!(
        invite(|value| value["projects"] = Value::Null)
            .expect("null")
            .projects,
        []
    );
    assert!(
        invite(|value| value["new"] = json!({"x": [1]})).is_ok(),
        "an unknown field"
    );
    let late =
        invite(|value| value["expires_at"] = json!(4_102_444_800_i64)).expect("the year 2100");
    assert_eq!(late.expires_at.map(UnixTime::seconds), Some(4_102_444_800));
}

#[test]
fn an_unknown_value_is_kept_and_sent_again() {
    let strange = invite(|value| {
        value["role"] = json!("auditor");
        value["status"] = json!("paused");
    })
    .expect("an invite");
    assert_eq!(strange.role, InviteRole::Unknown("auditor".to_owned()));
    assert_eq!(strange.status, InviteStatus::from("paused"));
    let again: Value = serde_json::from_str(&write(&strange)).expect("JSON");
    assert_eq!(
        (&again["role"], &again["status"]),
        (&json!("auditor"), &json!("paused"))
    );
}

#[test]
fn what_is_missing_or_wrong_is_named() {
    let missing = invite(|value| drop(value.as_object_mut().expect("an object").remove("role")));
    assert!(
        missing
            .expect_err("no role")
            .contains("missing field `role`")
    );
    assert!(invite(|value| value["role"] = Value::Null).is_err());
    assert!(
        read::<Invite>("[]")
            .expect_err("a list")
            .contains("expected an object")
    );
    assert!(read::<Invite>("\"x\"").is_err());
}

object! {
    #[derive(Setters)]
    #[new(
        id: impl Into<String>,
        count: i64,
        counts: impl IntoIterator<Item = u64>,
        nullable: impl Into<Option<bool>>,
    )]
    pub struct Many {
        pub id: String,
        #[setters(rename = kind)]
        pub r#type: Option<String>,
        #[json(rename = "@count")]
        #[json(number_or_string)]
        pub count: i64,
        #[json(number_or_string)]
        pub counts: Vec<u64>,
        #[json(number_or_string)]
        pub ratio: Option<f64>,
        #[setters(null = note_null)]
        pub note: Maybe<String>,
        #[json(required)]
        pub nullable: Option<bool>,
        /// What nobody sets any more.
        #[deprecated = "it is from before"]
        #[json(rename = "was-before")]
        pub before: Option<String>,
        #[json(flatten)]
        pub additional_properties: Map<Value>,
    }
}

object! {
    #[derive(Default, Setters)]
    pub struct Nested {
        pub inner: Option<Box<Nested>>,
        #[setters(null = other_null)]
        pub other: Maybe<Box<Nested>>,
    }
}

#[test]
fn what_is_held_in_a_box_is_given_without_one() {
    let nested = Nested::default()
        .inner(Nested::default().inner(Nested::default()))
        .other(Nested::default());
    assert_eq!(write(&nested), r#"{"inner":{"inner":{}},"other":{}}"#);
    assert_eq!(write(&Nested::default().other_null()), r#"{"other":null}"#);
}

#[test]
fn a_deprecated_field_and_its_setter_are_marked_and_still_sent() {
    let many = Many::new("a", 1, vec![2], None);
    #[expect(deprecated, reason = "the setter is marked")]
    let many = many.before("b");
    #[expect(deprecated, reason = "the field is marked")]
    let before = many.before.as_deref();
    assert_eq!(before, Some("b"));
    assert!(
        write(&many).contains(r#","was-before":"b"}"#),
        "{}",
        write(&many)
    );
    assert!(format!("{many:?}").contains(r#"before: Some("b")"#));
}

#[test]
fn a_struct_is_made_of_what_it_cannot_be_without() {
    let many = || Many::new("a", 1, vec![2], None);
    let least = r#"{"id":"a","@count":1,"counts":[2],"nullable":null}"#;
    assert_eq!(write(&many()), least);
    let more = Map::from_iter([("x".to_owned(), json!(1))]);
    assert_eq!(
        many().additional_properties(more).additional_properties["x"],
        json!(1)
    );
    assert_eq!(
        write(&many().note("b").note_null().kind("c").ratio(0.5)),
        r#"{"id":"a","type":"c","@count":1,"counts":[2],"ratio":0.5,"note":null,"nullable":null}"#
    );
}

#[test]
fn each_presence_is_read_and_written() {
    let text = r#"{"id":"i","type":"t","@count":7,"counts":[1,2],"ratio":0.5,"note":null,"nullable":null,"z":1,"a":[]}"#;
    assert_eq!(again::<Many>(text), text);
    let least = r#"{"id":"i","@count":"-9223372036854775808","nullable":null,"counts":["1",2],"ratio":"1e3"}"#;
    let many: Many = read(least).expect("the least");
    assert_eq!(
        (many.count, many.counts, many.ratio),
        (i64::MIN, vec![1, 2], Some(1000.0))
    );
    assert_eq!(many.note, Maybe::Absent);
    assert!(read::<Many>(r#"{"id":"i","@count":"x","nullable":null}"#).is_err());
    assert!(read::<Many>(r#"{"id":"i","@count":9223372036854775808,"nullable":null}"#).is_err());
    assert!(
        read::<Many>(r#"{"id":"i","@count":1}"#)
            .expect_err("it is required")
            .contains("nullable")
    );
    let doubled: Many =
        read(r#"{"id":"a","id":"b","@count":1,"nullable":true,"x":1,"x":2}"#).expect("doubled");
    assert_eq!(
        (doubled.id.as_str(), &doubled.additional_properties["x"]),
        ("b", &json!(2))
    );
    let named: Many =
        read(r#"{"id":"a","@count":1,"nullable":true,"additional_properties":3}"#).expect("named");
    assert_eq!(
        named.additional_properties["additional_properties"],
        json!(3)
    );
}

object! {
    pub struct Renamed {
        pub a: Option<i64>,
        #[json(rename = "B")]
        pub b: Option<i64>,
        #[json(rename = "a.c")]
        pub c: Option<i64>,
        pub d: Option<i64>,
        pub e: Option<i64>,
        pub f: Option<i64>,
        pub g: Option<i64>,
        #[json(rename = "b")]
        pub h: Option<i64>,
        pub r#type: Option<i64>,
        pub j: Option<i64>,
        #[json(rename = "j k")]
        pub k: Option<i64>,
        pub l: Option<i64>,
        #[json(flatten)]
        pub rest: Map<Value>,
    }
}

#[test]
fn fields_have_names_of_their_own_on_the_wire() {
    let text = r#"{"a":1,"B":2,"a.c":3,"d":4,"h":0,"b":5,"type":6,"j":7,"j k":8,"l":9,"rest":0}"#;
    let renamed: Renamed = read(text).expect("it is one");
    assert_eq!(
        (renamed.b, renamed.h, renamed.r#type),
        (Some(2), Some(5), Some(6))
    );
    let expected =
        r#"{"a":1,"B":2,"a.c":3,"d":4,"b":5,"type":6,"j":7,"j k":8,"l":9,"h":0,"rest":0}"#;
    assert_eq!(write(&renamed), expected);
    // In any order: the members from the last to the first.
    let members: Map<Value> = read(text).expect("an object");
    let members: Vec<(&str, &Value)> = members.iter().collect();
    let back = members.iter().rev();
    let back: Vec<String> = back
        .map(|(key, value)| format!("{key:?}:{value}"))
        .collect();
    let backwards: Renamed = read(&format!("{{{}}}", back.join(","))).expect("it is one");
    let declared =
        r#"{"a":1,"B":2,"a.c":3,"d":4,"b":5,"type":6,"j":7,"j k":8,"l":9,"rest":0,"h":0}"#;
    assert_eq!(write(&backwards), declared);
    let shown = format!("{renamed:?}");
    assert!(
        shown.starts_with("Renamed { a: Some(1), b: Some(2), c: Some(3),")
            && shown.contains(" type: Some(6)"),
        "{shown}"
    );
}

object! {
    pub struct Nothing {}
}

#[test]
fn an_object_may_have_no_field() {
    assert_eq!(again::<Nothing>(r#"{"x":1}"#), "{}");
    assert!(read::<Nothing>("7").is_err());
}

#[test]
fn what_is_skipped_need_not_be_utf_8_and_what_is_read_must() {
    let read = |json: &[u8]| crate::runtime::from_slice::<Flag>(json).map(|flag| flag.id);
    assert_eq!(
        read(b"{\"x\":\"\xff\",\"id\":\"a\"}").ok().as_deref(),
        Some("a")
    );
    assert_eq!(
        read(b"{\"id\":\"\xff\"}").map_err(|error| error.path),
        Err("id".to_owned())
    );
    assert!(read(b"{\"id\":\"a\"} b").is_err());
}

object! {
    pub struct Flag {
        pub id: String,
    }
}

integer_enum! {
    pub enum Level {
        Low = -1,
        High = 2,
        #[json(other)]
        Other(i64),
    }
}

value_enum! {
    pub enum Size {
        One = "1",
        Auto = "\"auto\"",
        #[json(other)]
        Unknown(Value),
    }
}

#[test]
fn enums_of_other_values_are_open() {
    assert_eq!(
        read::<Vec<Level>>("[-1,2,3]").expect("levels"),
        [Level::Low, Level::High, Level::Other(3)]
    );
    assert_eq!(again::<Vec<Level>>("[-1,2,3]"), "[-1,2,3]");
    let sizes = [Size::One, Size::Auto, Size::Unknown(json!(true))];
    assert_eq!(
        read::<Vec<Size>>(r#"[1.0,"auto",true]"#).expect("sizes"),
        sizes
    );
    assert_eq!(write(&sizes), r#"[1,"auto",true]"#);
}

string_enum! {
    pub enum Word {
        Yes = "yes",
        Unknown = "unknown",
        #[json(other)]
        Unlisted(String),
    }
}

#[test]
fn the_variant_for_all_else_may_have_another_name() {
    let words = [Word::Yes, Word::Unknown, Word::Unlisted("no".to_owned())];
    assert_eq!(
        read::<Vec<Word>>(r#"["yes","unknown","no"]"#).expect("words"),
        words
    );
    assert_eq!(format!("{:>4}", Word::from("no".to_owned())), "  no");
}

object! {
    pub struct Counts {
        pub n: i64,
        pub many: Vec<u64>,
        pub some: Option<i32>,
        pub share: Option<f64>,
    }
}

#[test]
fn integers_may_be_written_as_other_numbers_are() {
    let counts = |text: &str| crate::runtime::from_slice::<Counts>(text.as_bytes());
    let read = counts(r#"{"n":5.0,"many":[1e3,18446744073709551615],"some":-2.0e0,"share":0.5}"#);
    let expected = Counts {
        n: 5,
        many: vec![1000, u64::MAX],
        some: Some(-2),
        share: Some(0.5),
    };
    assert_eq!(read.expect("integers"), expected);
    for text in [r#"{"n":5.5,"many":[]}"#, r#"{"n":1e300,"many":[]}"#] {
        assert_eq!(counts(text).expect_err("no integer").path, "n", "{text}");
    }
}

#[test]
fn bytes_are_base64() {
    assert_eq!(again::<Base64>("\"aGk/\""), "\"aGk/\"");
    for text in ["\"-_8=\"", "\"-_8\"", "\"+/8\"", "\"+/\\n8=\""] {
        assert_eq!(read::<Base64>(text).expect(text).as_bytes(), [0xFB, 0xFF]);
    }
    for text in ["\"-_8\"", "\"aGk\"", "\"aGk=\""] {
        assert_eq!(again::<Base64>(text), text);
    }
    assert_eq!(Base64::url([0xFB, 0xFF]).to_string(), "-_8");
    assert!(read::<Base64>("\"a\"").is_err());
    assert!(read::<Base64>("\"!!!!\"").is_err());
}

#[test]
fn a_map_keeps_the_order_and_compares_without_it() {
    let mut map: Map<i64> = read(r#"{"z":1,"a":2,"z":3}"#).expect("a map");
    assert_eq!(write(&map), r#"{"z":3,"a":2}"#);
    assert_eq!(map, [("a", 2), ("z", 3)].into_iter().collect());
    assert_eq!(
        (map.insert("b", 4), map.insert("a", 5), map.remove("z")),
        (None, Some(2), Some(3))
    );
    assert_eq!(map.iter().collect::<Vec<_>>(), [("a", &5), ("b", &4)]);
    assert_eq!(map["b"], 4);
    assert_eq!(map.get("z"), None);
}

#[test]
fn floats_are_the_nearest_double() {
    for text in ["2.5976931e-101", "1.2345678901234568e29", "0.1", "5e-324"] {
        let nearest: f64 = text.parse().expect("a float");
        assert_eq!(read::<f64>(text).map(f64::to_bits), Ok(nearest.to_bits()));
        assert_eq!(
            read::<Value>(text).map(|value| value.as_f64()),
            Ok(Some(nearest))
        );
    }
    assert_eq!(again::<Value>("2.5976931e-101"), "2.5976931e-101");
}
