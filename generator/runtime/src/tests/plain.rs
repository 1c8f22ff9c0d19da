//! Values where values are plain: what `new`, setters, enums and unions are made from, and what they give.

#![allow(
    unreachable_pub,
    reason = "the methods of the macros are for public types"
)]

use serde_json::{Value, json};

use crate::runtime::{Map, Maybe, object, string_enum, union, value_enum};

string_enum! {
    /// How loud.
    pub enum Volume {
        /// `low`
        Low = "low",
        #[json(other)]
        Unknown(String),
    }
}

string_enum! {
    /// A known tune.
    pub enum Tune {
        /// `march`
        March = "march",
        #[json(other)]
        Unknown(String),
    }
}

value_enum! {
    /// A size.
    pub enum Size {
        /// `1`
        One = "1",
        /// `auto`
        Auto = "\"auto\"",
        #[json(other)]
        Unknown(Value),
    }
}

object! {
    /// A note, which is made of its text.
    #[derive(Setters)]
    #[new(text: impl Into<String>)]
    #[from(into String)]
    pub struct Note {
        #[json(constant = "note")]
        pub kind: String,
        pub text: String,
        #[setters(into)]
        pub tags: Option<Vec<String>>,
        #[setters(null = volume_null)]
        pub volume: Maybe<Volume>,
        pub labels: Option<Map<i64>>,
        pub schema: Option<Map<Value>>,
        pub next: Option<Box<Note>>,
    }
}

object! {
    /// What holds notes.
    #[new(notes: impl IntoIterator<Item = impl Into<Note>>)]
    #[from([into Note])]
    pub struct Book {
        pub notes: Vec<Note>,
    }
}

union! {
    /// What is played.
    #[derive(FromStr)]
    #[json(untagged)]
    pub enum Played {
        #[get(as_tune, into_tune)]
        Tune(#[from] Tune),
        #[get(as_number, copy)]
        Number(#[from] i64),
        #[get(as_notes, into_notes)]
        Notes(#[from([into Note])] Vec<Note>),
        #[get(as_note, into_note, boxed Note)]
        Note(#[from(Note)] Box<Note>),
        #[json(other)]
        Unknown(Value),
    }

    const BRANCHES: &[Branch] = &[
        (&[Check::OneOf(&["march"])], 0),
        (&[Check::Integer], 1),
        (&[Check::Array], 2),
        (&[Check::Object], 3),
    ];
}

union! {
    /// Strings of two kinds.
    #[derive(FromStr, AsStr)]
    #[json(untagged)]
    pub enum Word {
        Tune(#[from] Tune),
        #[get(as_text, into_text, str)]
        Text(String),
        #[json(other)]
        Unknown(Value),
    }

    const BRANCHES: &[Branch] = &[(&[Check::OneOf(&["march"])], 0), (&[Check::String], 1)];
}

union! {
    /// Lists of two kinds, or prices.
    #[derive(FromStr)]
    #[json(untagged)]
    pub enum Given {
        Numbers(#[from([i64])] Vec<i64>),
        Texts(#[from([String])] Vec<String>),
        Text(String),
        #[json(other)]
        Unknown(Value),
    }

    const BRANCHES: &[Branch] = &[(&[Check::Array], 0), (&[Check::String], 2)];
}

union! {
    /// Prices, or nothing.
    #[json(untagged)]
    pub enum Prices {
        Map(#[from({Value})] Map<Value>),
        None(#[from] bool),
        #[json(other)]
        Unknown(Value),
    }

    const BRANCHES: &[Branch] = &[(&[Check::Object], 0), (&[Check::Bool], 1)];
}

#[test]
fn fields_take_what_becomes_them() {
    let note = Note::new("hello")
        .tags(["a", "b"])
        .volume("low")
        .labels([("x", 1)])
        .schema(json!({"type": "object"}))
        .next("behind");
    let expected = json!({
        "kind": "note", "text": "hello", "tags": ["a", "b"], "volume": "low", "labels": {"x": 1},
        "schema": {"type": "object"}, "next": {"kind": "note", "text": "behind"},
    });
    assert_eq!(serde_json::to_value(note).expect("JSON"), expected);
    let silent = Note::from("x").volume_null().tags(Vec::<String>::new());
    let expected = json!({"kind": "note", "text": "x", "tags": [], "volume": null});
    assert_eq!(serde_json::to_value(silent).expect("JSON"), expected);
    assert_eq!(
        Book::from(["a", "b"]),
        Book::new([Note::new("a"), Note::new("b")])
    );
    assert_eq!(Book::from(vec![Note::new("a")]).notes.len(), 1);
}

#[test]
fn json_that_is_no_object_is_told_when_it_is_sent() {
    let note = Note::new("hello").schema(json!("text"));
    let error = serde_json::to_value(note)
        .expect_err("no object")
        .to_string();
    assert!(error.contains("an object was to be sent"), "{error}");
}

#[test]
fn a_string_is_the_member_that_it_would_be_in_json() {
    assert_eq!(Played::from("march"), Played::Tune(Tune::March));
    assert_eq!(Played::from("waltz"), Played::Tune("waltz".into()));
    assert_eq!(Word::from("march"), Word::Tune(Tune::March));
    assert_eq!(Word::from("waltz"), Word::Text("waltz".to_owned()));
    assert_eq!("waltz".parse(), Ok(Word::Text("waltz".to_owned())));
    assert_eq!(Played::from(3), Played::Number(3));
    assert_eq!(Played::from(["a"]), Played::Notes(vec![Note::new("a")]));
    assert_eq!(
        Played::from(Note::new("a")),
        Played::Note(Box::new(Note::new("a")))
    );
    assert_eq!(Given::from([1, 2]), Given::Numbers(vec![1, 2]));
    assert_eq!(Given::from(["a"]), Given::Texts(vec!["a".to_owned()]));
    assert_eq!(Prices::from([("tea", 3)]), Prices::from(json!({"tea": 3})));
    assert_eq!(Prices::from(json!("none")), Prices::Unknown(json!("none")));
}

#[test]
fn members_are_had_by_their_names() {
    let played = Played::from(Note::new("a"));
    assert_eq!(played.as_note().map(|note| note.text.as_str()), Some("a"));
    assert_eq!(played.as_number(), None);
    assert_eq!(played.as_tune(), None);
    assert!(played.as_notes().is_none());
    assert_eq!(played.into_note(), Some(Note::new("a")));
    assert_eq!(Played::Number(3).as_number(), Some(3));
    assert_eq!(Played::Number(3).into_tune(), None);
    assert_eq!(
        Played::from(["a"]).into_notes().map(|notes| notes.len()),
        Some(1)
    );
    assert_eq!(Word::from("waltz").as_text(), Some("waltz"));
    assert_eq!(Word::from("waltz").into_text().as_deref(), Some("waltz"));
}

#[test]
fn strings_come_and_go() {
    assert_eq!("low".parse(), Ok(Volume::Low));
    assert_eq!(Word::from("march").as_str(), Some("march"));
    assert_eq!(Word::from("waltz").to_string(), "waltz");
    assert_eq!(format!("{:>6}", Word::from("waltz")), " waltz");
    assert_eq!(Word::Unknown(json!([1])).as_str(), None);
    assert_eq!(Word::Unknown(json!([1])).to_string(), "[1]");
    assert_eq!("1".parse(), Ok(Size::One));
    assert_eq!("auto".parse(), Ok(Size::Auto));
    assert_eq!("big".parse(), Ok(Size::Unknown(json!("big"))));
    assert_eq!(Size::from(1), Size::One);
    assert_eq!(Size::from("auto"), Size::Auto);
}
