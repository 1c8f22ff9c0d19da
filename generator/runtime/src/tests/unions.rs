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
        pub name: String,
    }
}

union! {
    #[json(tag = "kind")]
    pub enum Pet {
        #[json(rename = "cat")]
        Cat(Cat),
        #[json(rename = "dog", alias = "hound")]
        Dog(#[from(Cat)] Box<Cat>),
        #[json(other)]
        Unknown(Value),
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
        wrong.starts_with("as Cat at `name`: invalid type: ")
            && wrong.contains("expected a string"),
        "{wrong}"
    );
}

union! {
    #[json(untagged)]
    pub enum Mixed {
        Text(#[from] String),
        Count(#[from] i64),
        Cat(Cat),
        Many(Vec<Mixed>),
        #[json(other)]
        Else(Value),
    }

    const BRANCHES: &[Branch] = &[
        (&[Check::OneOf(&["x", "y"])], 0),
        (&[Check::Integer], 1),
        (
            &[
                Check::Object,
                Check::HasAny(&["name", "nick"]),
                Check::HasText("kind", "cat"),
            ],
            2,
        ),
        (&[Check::Array], 3),
    ];
}

#[test]
fn a_member_becomes_the_union() {
    assert_eq!(Mixed::from(7), Mixed::Count(7));
    assert_eq!(Mixed::from("z".to_owned()), Mixed::Text("z".to_owned()));
    let tom = Cat {
        name: "Tom".to_owned(),
    };
    assert_eq!(Pet::from(tom.clone()), Pet::Dog(Box::new(tom)));
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

union! {
    #[json(untagged)]
    pub enum Open {
        Cat(Cat),
        Any(Value),
        #[json(other)]
        Unknown(Value),
    }

    const BRANCHES: &[Branch] = &[(&[Check::Object], 0), (&[], 1)];
}

#[test]
fn what_may_be_anything_takes_what_another_member_would_lose() {
    let open: Vec<Open> = read(r#"[{"name":"Tom"},{"name":"Tom","tail":1}]"#).expect("a list");
    let tom = Cat {
        name: "Tom".to_owned(),
    };
    let rest = json!({"name": "Tom", "tail": 1});
    assert_eq!(open, [Open::Cat(tom), Open::Any(rest)]);
}

object! {
    pub struct Wide {
        pub name: String,
        pub size: Option<Value>,
    }
}

union! {
    #[json(untagged)]
    pub enum Guess {
        Day(Date),
        Text(String),
        Cat(Cat),
        Wide(Wide),
        Cats(Vec<Cat>),
        Wides(Vec<Wide>),
        #[json(other)]
        Unknown(Value),
    }

    const BRANCHES: &[Branch] = &[
        (&[Check::String], 0),
        (&[Check::String], 1),
        (&[Check::Object], 2),
        (&[Check::Object], 3),
        (&[Check::Array], 4),
        (&[Check::Array], 5),
    ];
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

object! {
    pub struct Tagged {
        pub tags: Vec<String>,
    }
}

object! {
    pub struct Measured {
        pub size: Option<i64>,
    }
}

union! {
    #[json(untagged)]
    pub enum Sized {
        Wide(Wide),
        Cat(Cat),
        #[json(other)]
        Unknown(Value),
    }

    const BRANCHES: &[Branch] = &[
        (&[Check::Object, Check::HasAny(&["size"])], 0),
        (&[Check::Object], 1),
    ];
}

#[test]
fn null_tells_nothing_because_it_may_be_written_as_no_property() {
    let is_wide = |text: &str| matches!(read::<Sized>(text), Ok(Sized::Wide(_)));
    assert!(is_wide(r#"{"name":"Tom","size":1}"#));
    assert!(!is_wide(r#"{"name":"Tom","size":null}"#));
}

union! {
    #[json(untagged)]
    pub enum Labelled {
        Tags(Tagged),
        Size(Measured),
        #[json(other)]
        Unknown(Value),
    }

    const BRANCHES: &[Branch] = &[(&[Check::Object], 0), (&[Check::Object], 1)];
}

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
        pub name: String,
        pub cats: Option<Vec<Wide>>,
    }
}

object! {
    pub struct Short {
        pub name: String,
        pub cats: Option<Vec<Cat>>,
    }
}

union! {
    #[json(untagged)]
    pub enum Listed {
        Short(Short),
        Long(Long),
        #[json(other)]
        Unknown(Value),
    }

    const BRANCHES: &[Branch] = &[(&[Check::Object], 0), (&[Check::Object], 1)];
}

#[test]
fn where_no_member_keeps_everything_the_one_that_loses_least_wins() {
    let is_long = |text: &str| matches!(read::<Listed>(text), Ok(Listed::Long(_)));
    assert!(is_long(
        r#"{"name":"Tom","cats":[{"name":"a","size":1,"new":2}]}"#
    ));
    assert!(!is_long(r#"{"name":"Tom","cats":[{"name":"a","new":2}]}"#));
    assert!(!is_long(r#"{"name":"Tom","new":[]}"#));
}

object! {
    pub struct First {
        pub ok: bool,
        pub at: Option<i64>,
    }
}

union! {
    #[json(tag = "version")]
    pub enum Numbered {
        #[json(rename = "1")]
        Many(Vec<First>),
        #[json(rename = "2")]
        First(First),
        #[json(other)]
        Unknown(Value),
    }
}

#[test]
fn tags_may_be_of_any_scalar() {
    let second = r#"{"version":2,"ok":true,"at":7.0}"#;
    let first = First {
        ok: true,
        at: Some(7),
    };
    assert_eq!(read::<Numbered>(second), Ok(Numbered::First(first)));
    assert!(matches!(
        read::<Numbered>(r#"{"version":3}"#),
        Ok(Numbered::Unknown(_))
    ));
}

#[test]
fn what_is_no_object_needs_no_tag() {
    let many = read::<Numbered>(r#"[{"ok":false}]"#);
    assert_eq!(
        many,
        Ok(Numbered::Many(vec![First {
            ok: false,
            at: None
        }]))
    );
    assert_eq!(read::<Numbered>("7"), Ok(Numbered::Unknown(json!(7))));
}

object! {
    pub struct Second {
        pub ok: bool,
        pub at: Option<i64>,
    }
}

union! {
    #[json(untagged)]
    pub enum Outcome {
        First(First),
        Second(Second),
        #[json(other)]
        Unknown(Value),
    }

    const BRANCHES: &[Branch] = &[
        (&[Check::HasText("ok", "true")], 0),
        (&[Check::HasText("ok", "false")], 1),
    ];
}

#[test]
fn constants_of_any_scalar_tell_members_apart() {
    assert!(matches!(
        read::<Outcome>(r#"{"ok":true}"#),
        Ok(Outcome::First(_))
    ));
    assert!(matches!(
        read::<Outcome>(r#"{"ok":false}"#),
        Ok(Outcome::Second(_))
    ));
    assert!(matches!(
        read::<Outcome>(r#"{"ok":false,"at":1.0}"#),
        Ok(Outcome::Second(_))
    ));
}
