//! Unions as JSON.

#![allow(
    unreachable_pub,
    reason = "the methods of the macros are for public types"
)]

use serde_json::{Value, json};

use super::codec::{again, read, write};
use crate::Date;
use crate::runtime::{object, union};

object! {
    pub struct Cat {
        required name: String,
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Pet {
    Cat(Cat),
    Dog(Box<Cat>),
    Unknown(Value),
}

union! {
    Pet(Cat, Dog) by tag "kind" {
        "cat" => Cat,
        "dog" => Dog,
        "hound" => Dog,
    }
}

#[test]
fn a_tag_says_which_member_it_is() {
    let cat = r#"{"kind":"cat","name":"Tom"}"#;
    let tom = Cat {
        name: "Tom".to_owned(),
    };
    assert_eq!(read::<Pet>(cat), Ok(Pet::Cat(tom.clone())));
    assert_eq!(
        read::<Pet>(r#"{"kind":"hound","name":"Tom"}"#),
        Ok(Pet::Dog(Box::new(tom)))
    );
    assert_eq!(
        serde_json::from_str::<Value>(&again::<Pet>(cat)).expect("JSON"),
        json!({"kind": "cat", "name": "Tom"})
    );
    for strange in [r#"{"kind":"eel","name":1}"#, r#"{"name":1}"#, "[1]", "null"] {
        assert_eq!(again::<Pet>(strange), strange);
    }
    let wrong = read::<Vec<Pet>>(r#"[{"kind":"cat","name":1}]"#).expect_err("a wrong name");
    assert!(
        wrong.starts_with("as Cat at `name`: invalid type: integer `1`, expected a string"),
        "{wrong}"
    );
}

#[derive(Debug, Clone, PartialEq)]
enum Mixed {
    Text(String),
    Count(i64),
    Cat(Cat),
    Many(Vec<Mixed>),
    Else(Value),
}

union! {
    Mixed(Text, Count, Cat, Many) else Else {
        one_of("x", "y") => Text,
        integer => Count,
        object and has_any("name", "nick") and has("kind", "cat") => Cat,
        array => Many,
    }
}

#[test]
fn checks_say_which_member_it_is() {
    let text = r#"["x",7,{"name":"Tom"},["z"],true,1.5,{"kind":"cat","name":1}]"#;
    let mixed: Vec<Mixed> = read(text).expect("a mixture");
    assert_eq!(mixed[0], Mixed::Text("x".to_owned()));
    assert_eq!(mixed[1], Mixed::Count(7));
    assert_eq!(
        mixed[2],
        Mixed::Cat(Cat {
            name: "Tom".to_owned()
        }),
        "no check holds, and it fits"
    );
    assert_eq!(mixed[3], Mixed::Many(vec![Mixed::Text("z".to_owned())]));
    assert_eq!(
        mixed[4..6],
        [Mixed::Else(json!(true)), Mixed::Else(json!(1.5))]
    );
    assert!(
        matches!(mixed[6], Mixed::Else(_)),
        "the check holds, and it does not fit"
    );
    assert_eq!(read::<Value>(&write(&mixed)), read::<Value>(text));
}

#[derive(Debug, Clone, PartialEq)]
enum Open {
    Cat(Cat),
    Any(Value),
    Unknown(Value),
}

union! { Open(Cat, Any) { object => Cat, any => Any } }

#[test]
fn what_may_be_anything_takes_what_another_member_would_lose() {
    let open: Vec<Open> = read(r#"[{"name":"Tom"},{"name":"Tom","tail":1}]"#).expect("a list");
    let tom = Cat {
        name: "Tom".to_owned(),
    };
    let rest = json!({"name": "Tom", "tail": 1});
    assert_eq!(open, [Open::Cat(tom), Open::Any(rest)]);
}

#[derive(Debug, Clone, PartialEq)]
enum Guess {
    Day(Date),
    Text(String),
    Cat(Cat),
    Wide(Wide),
    Cats(Vec<Cat>),
    Wides(Vec<Wide>),
    Unknown(Value),
}

object! {
    pub struct Wide {
        required name: String,
        optional size: Option<Value>,
    }
}

union! {
    Guess(Day, Text, Cat, Wide, Cats, Wides) {
        text => Day, text => Text, object => Cat, object => Wide, array => Cats, array => Wides,
    }
}

#[test]
fn where_little_tells_which_member_it_is_the_first_that_keeps_everything_wins() {
    let guess = |text| read::<Guess>(text).expect("a guess");
    assert!(matches!(guess(r#"{"name":"Tom"}"#), Guess::Cat(_)));
    assert!(matches!(
        guess(r#"{"name":"Tom","size":{"a":1}}"#),
        Guess::Wide(_)
    ));
    assert!(matches!(guess(r#"{"name":"Tom","new":1}"#), Guess::Cat(_)));
    assert!(matches!(
        guess(r#"[{"name":"Tom","size":1}]"#),
        Guess::Wides(_)
    ));
    assert!(matches!(guess(r#""2024-02-29""#), Guess::Day(_)));
    assert!(matches!(guess(r#""2024-02-29T12:00:00Z""#), Guess::Text(_)));
}

#[derive(Debug, Clone, PartialEq)]
enum Labelled {
    Tags(Tagged),
    Size(Measured),
    Unknown(Value),
}

object! {
    pub struct Tagged {
        list tags: Vec<String>,
    }
}

object! {
    pub struct Measured {
        optional size: Option<i64>,
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Sized {
    Wide(Wide),
    Cat(Cat),
    Unknown(Value),
}

union! { Sized(Wide, Cat) { object and has_any("size") => Wide, object => Cat } }

#[test]
fn null_tells_nothing_because_it_may_be_written_as_no_property() {
    let is_wide = |text: &str| matches!(read::<Sized>(text), Ok(Sized::Wide(_)));
    assert!(is_wide(r#"{"name":"Tom","size":1}"#));
    assert!(!is_wide(r#"{"name":"Tom","size":null}"#));
}

union! { Labelled(Tags, Size) { object => Tags, object => Size } }

#[test]
fn a_member_that_would_add_something_is_not_guessed() {
    assert_eq!(
        read::<Labelled>("{}"),
        Ok(Labelled::Size(Measured { size: None }))
    );
    let tags = Tagged { tags: Vec::new() };
    assert_eq!(read::<Labelled>(r#"{"tags":[]}"#), Ok(Labelled::Tags(tags)));
}

object! {
    pub struct Long {
        required name: String,
        optional cats: Option<Vec<Wide>>,
    }
}

object! {
    pub struct Short {
        required name: String,
        optional cats: Option<Vec<Cat>>,
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Listed {
    Short(Short),
    Long(Long),
    Unknown(Value),
}

union! { Listed(Short, Long) { object => Short, object => Long } }

#[test]
fn where_no_member_keeps_everything_the_one_that_loses_least_wins() {
    let is_long = |text: &str| matches!(read::<Listed>(text), Ok(Listed::Long(_)));
    assert!(is_long(
        r#"{"name":"Tom","cats":[{"name":"a","size":1,"new":2}]}"#
    ));
    assert!(!is_long(r#"{"name":"Tom","cats":[{"name":"a","new":2}]}"#));
    assert!(!is_long(r#"{"name":"Tom","new":[]}"#));
}
