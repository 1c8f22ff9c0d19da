//! Values that could be several members of a union, and the one that loses nothing of them.

#![allow(
    unreachable_pub,
    reason = "the methods of the macros are for public types"
)]

use serde_json::{Value, json};

use super::codec::{again, read};
use crate::runtime::{object, union};

object! {
    pub struct HasMail {
        pub mail: String,
    }
}

object! {
    pub struct HasPhone {
        pub phone: String,
    }
}

object! {
    pub struct Both {
        pub mail: String,
        pub phone: String,
    }
}

union! {
    #[json(untagged)]
    pub enum Reachable {
        HasMail(HasMail),
        HasPhone(HasPhone),
        Both(Both),
        #[json(other)]
        Unknown(Value),
    }

    const BRANCHES: &[Branch] = &[
        (&[Check::Object], 2),
        (&[Check::Object], 0),
        (&[Check::Object], 1),
    ];
}

#[test]
fn what_is_several_members_at_once_keeps_all_of_them() {
    let both = r#"{"mail":"a@b","phone":"1"}"#;
    assert!(matches!(read(both), Ok(Reachable::Both(_))));
    assert_eq!(again::<Reachable>(both), both);
    let more = r#"{"phone":"1","more":true}"#;
    assert!(
        matches!(read(more), Ok(Reachable::HasPhone(_))),
        "what nobody describes"
    );
    assert!(matches!(
        read(r#"{"mail":"a@b"}"#),
        Ok(Reachable::HasMail(_))
    ));
}

object! {
    pub struct Person {
        pub name: String,
        pub mail: Option<String>,
    }
}

object! {
    pub struct Firm {
        pub name: String,
        pub seat: Option<String>,
        pub phone: Option<String>,
    }
}

union! {
    #[json(untagged)]
    pub enum Owner {
        Person(Person),
        Firm(Firm),
        #[json(other)]
        Unknown(Value),
    }

    const BRANCHES: &[Branch] = &[
        (&[Check::HasAny(&["mail"])], 0),
        (&[Check::HasAny(&["seat", "phone"])], 1),
        (&[Check::Object], 0),
        (&[Check::Object], 1),
    ];
}

#[test]
fn of_members_that_are_told_the_one_wins_that_loses_least() {
    let firm = r#"{"name":"n","mail":"m","seat":"s","phone":"p"}"#;
    assert!(matches!(read(firm), Ok(Owner::Firm(_))));
    let person = r#"{"name":"n","mail":"m","other":{"a":1,"b":2}}"#;
    assert!(matches!(read(person), Ok(Owner::Person(_))));
}

union! {
    #[json(tag = "kind")]
    pub enum Content {
        #[json(rename = "folder")]
        Folder(Vec<Value>),
        #[json(rename = "file")]
        File(Firm),
        #[json(rename = "size")]
        Size(i64),
        #[json(other)]
        Unknown(Value),
    }
}

#[test]
fn what_has_no_tag_is_the_member_that_it_fits() {
    assert_eq!(read("[1]"), Ok(Content::Folder(vec![json!(1)])));
    assert_eq!(read("7"), Ok(Content::Size(7)));
    let file = r#"{"name":"n","seat":"s"}"#;
    assert!(
        matches!(read(file), Ok(Content::File(_))),
        "the tag is left out"
    );
    let strange = r#"{"kind":"link","name":"n"}"#;
    assert!(
        matches!(read(strange), Ok(Content::Unknown(_))),
        "a tag that nobody knows"
    );
}
