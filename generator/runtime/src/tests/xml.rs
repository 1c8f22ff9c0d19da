//! XML: where values stand in a document, and what is refused.

use serde_json::{Value, json};

use crate::runtime::{Content, Element, Member, from_xml, to_xml};

static PET: Element = Element::new(
    "pet",
    Content::Object(&[
        Member::attribute("id", Content::Number),
        Member::element("name", Content::Text).named("Name"),
        Member::element(
            "tags",
            Content::List(&Element::new("tag", Content::Of(&TAG))),
        ),
        Member::items("colors", Content::Text).named("color"),
        Member::element("mother", Content::Of(&PET)),
        Member::element("extra", Content::Map(&Content::Number)),
    ]),
)
.within("p", "https://example.com/pet");

static TAG: Element = Element::new(
    "Tag",
    Content::Object(&[
        Member::attribute("lang", Content::Word).within("l", "https://example.com/l"),
        Member::text("text", Content::Text),
    ]),
);

fn read(text: &str, element: &Element) -> Value {
    from_xml(text.as_bytes(), element).unwrap_or_else(|error| panic!("{}", error.source))
}

fn refused(text: &str) -> String {
    let error = from_xml::<Value>(text.as_bytes(), &PET).err();
    error.map_or_else(String::new, |error| error.source.to_string())
}

fn written(value: &Value, element: &Element) -> String {
    to_xml(value, element).expect("the value can be written")
}

static OPEN: Element = Element::new("open", Content::Object(&[Member::rest(Content::Any)]));
static LISTED: Element = Element::new("l", Content::List(&PET));

#[test]
fn each_value_stands_where_its_member_says() {
    let pet = json!({
        "id": 7,
        "name": " A & <B>\r",
        "tags": [{"lang": "en", "text": "big"}, {"text": ""}],
        "colors": ["red", "blue"],
        "mother": {"id": 1, "name": "\u{e9}"},
        "extra": {"weight": 1.5},
    });
    let text = written(&pet, &PET);
    assert_eq!(
        text,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <p:pet xmlns:p=\"https://example.com/pet\" id=\"7\"><Name> A &amp; &lt;B&gt;&#13;</Name>\
         <tags><tag xmlns:l=\"https://example.com/l\" l:lang=\"en\">big</tag><tag/></tags>\
         <color>red</color><color>blue</color><mother id=\"1\"><Name>\u{e9}</Name></mother>\
         <extra><weight>1.5</weight></extra></p:pet>"
    );
    assert_eq!(read(&text, &PET), pet);
}

#[test]
fn a_value_that_is_null_says_so() {
    let pet = json!({"name": null});
    let text = written(&pet, &PET);
    assert!(text.contains("xsi:nil=\"true\"/>"), "{text}");
    assert_eq!(read(&text, &PET), pet);
}

#[test]
fn reading_takes_what_services_send() {
    let text = "\u{feff}<!-- a pet --><?go on?>\n<anything xmlns='urn:x' id=' 007 ' more='no'>
        <x:Name xmlns:x='urn:y'><![CDATA[<b>]]>&#x21;&lt;</x:Name> <unknown><a/></unknown>
        <color/>
        <tags/>
    </anything>";
    assert_eq!(
        read(text, &PET),
        json!({"id": 7, "name": "<b>!<", "tags": [], "colors": [""]})
    );
}

#[test]
fn scalars_are_read_by_their_types() {
    static ROW: Element = Element::new(
        "row",
        Content::Object(&[
            Member::element("b", Content::Bool),
            Member::element("n", Content::Number),
            Member::element("s", Content::Scalar),
            Member::element("t", Content::Scalar),
            Member::element("w", Content::Word),
            Member::element("any", Content::Any),
            Member::rest(Content::Number),
        ]),
    );
    let text = "<row><b>1</b><n> 18446744073709551615 </n><s>true</s><t>x</t><w> 2026-11-21\n</w>\
                <any a='1'><b>x</b><b>y</b></any><more>1e3</more></row>";
    assert_eq!(
        read(text, &ROW),
        json!({
            "b": true, "n": u64::MAX, "s": true, "t": "x", "w": "2026-11-21",
            "any": {"a": "1", "b": ["x", "y"]}, "more": 1000.0,
        })
    );
    assert_eq!(
        read("<row><n/><w/></row>", &ROW),
        json!({"n": null, "w": null})
    );
    assert_eq!(read("<row><n>many</n></row>", &ROW), json!({"n": "many"}));
}

#[test]
fn lists_are_found_where_the_description_forgot_an_element() {
    static BOX: Element = Element::new(
        "box",
        Content::Object(&[
            Member::items("colors", Content::Text),
            Member::items("items", Content::Of(&ITEM)),
        ]),
    );
    static ITEM: Element = Element::new(
        "Item",
        Content::Object(&[Member::element("name", Content::Text)]),
    );
    let text = "<box><colors><string>red</string><string>blue</string></colors>\
                <items><Item><name>a</name></Item></items></box>";
    let expected = json!({"colors": ["red", "blue"], "items": [{"name": "a"}]});
    assert_eq!(read(text, &BOX), expected);
    assert_eq!(read("<box><items/></box>", &BOX), json!({"items": []}));
    let text = "<box><items><name>a</name></items></box>";
    assert_eq!(read(text, &BOX), json!({"items": [{"name": "a"}]}));
    assert_eq!(read("<items> a\n</items>", &ITEM), json!({"name": "a"}));
}

#[test]
fn nothing_expands_and_nothing_is_too_deep() {
    let bomb = "<!DOCTYPE a [<!ENTITY b '&c;&c;'><!ENTITY c SYSTEM 'file:///x'>]><a>&b;</a>";
    assert!(refused(bomb).contains("document type"), "{}", refused(bomb));
    assert_eq!(refused("<a>&b;</a>"), "an entity is not known");
    let deep = "<mother>".repeat(100_000);
    assert!(
        refused(&deep).contains("deeper than 128"),
        "{}",
        refused(&deep)
    );
    for text in [
        "",
        "text",
        "<a>",
        "<a></b>",
        "<a b>",
        "</a>",
        "<a b='1' b='2'/>",
        "<a>&#0;</a>",
        "<a/><b/>",
        "<a/><b></b>",
        "<a/>text",
        "text<a/>",
        "<a/><![CDATA[x]]>",
        "<a/>&amp;",
        "<a/><a>",
        "<a/></a>",
    ] {
        assert_ne!(refused(text), "", "{text}");
    }
    assert!(from_xml::<Value>(b"<a>\xff</a>", &PET).is_err());
}

#[test]
fn nothing_but_comments_and_space_stands_around_a_document() {
    let text = "<?xml version='1.0'?>\n<!-- a --> <a id='1'/>\n<!-- b --><?c d?>\n";
    assert_eq!(read(text, &PET), json!({"id": 1}));
    assert!(refused("<a/><a/>").contains("second outermost element"));
    assert!(refused("<a/>x").contains("text around"));
}

#[test]
fn a_document_has_a_budget_of_elements() {
    let list = |count| format!("<a>{}</a>", "<b/>".repeat(count));
    assert_eq!(refused(&list(499_999)), "");
    let limit = "the document has more than 500000 elements and attributes";
    assert_eq!(refused(&list(2_000_000)), limit);
    assert_eq!(
        refused(&format!("<a>{}</a>", "<b c='d'/>".repeat(250_000))),
        limit
    );
}

#[test]
fn an_element_that_may_come_once_comes_once() {
    let place = |text: &str| {
        let error = from_xml::<Value>(text.as_bytes(), &PET).err();
        let error = error.unwrap_or_else(|| panic!("{text} is read"));
        assert_eq!(error.source.to_string(), "the element comes more than once");
        error.path
    };
    assert_eq!(place("<a><Name>a</Name><Name>b</Name></a>"), "name");
    assert_eq!(
        place("<a><mother><mother/><mother/></mother></a>"),
        "mother.mother"
    );
    assert_eq!(place("<a><extra><b>1</b><b>2</b></extra></a>"), "extra.b");
    // The same name in another namespace is another element; an unprefixed one is meant where there is one.
    let text = "<a xmlns:x='urn:x'><x:Name>a</x:Name><Name>b</Name></a>";
    assert_eq!(read(text, &PET), json!({"name": "b"}));
    let text = "<a><x:Name>a</x:Name><y:Name>b</y:Name></a>";
    assert_eq!(read(text, &PET), json!({"name": "a"}));

    let twice = "<open><a>1</a><b/><a>2</a></open>";
    assert_eq!(read(twice, &OPEN), json!({"a": ["1", "2"], "b": ""}));
    let text = "<l><a/><a><Name/><Name/></a></l>";
    let error = from_xml::<Value>(text.as_bytes(), &LISTED).err();
    assert_eq!(error.map(|error| error.path).as_deref(), Some("[1].name"));
}

#[test]
fn a_text_that_looks_like_a_number_stays_a_text_in_a_union() {
    static ROW: Element = Element::new(
        "row",
        Content::Object(&[Member::element("s", Content::Scalar)]),
    );
    for text in [
        "007",
        "1.10",
        "+1",
        "-0",
        ".5",
        "1e3",
        "0x1",
        "12345678901234567890123",
        "inf",
    ] {
        assert_eq!(
            read(&format!("<r><s>{text}</s></r>"), &ROW),
            json!({"s": text})
        );
    }
    for (text, number) in [
        ("7", json!(7)),
        ("-1", json!(-1)),
        ("1.5", json!(1.5)),
        ("0", json!(0)),
    ] {
        assert_eq!(
            read(&format!("<r><s> {text} </s></r>"), &ROW),
            json!({"s": number})
        );
    }
}

#[test]
fn what_xml_cannot_hold_is_an_error() {
    for value in [json!({"name": "\u{0}"}), json!({"extra": {"a b": 1}})] {
        assert!(to_xml(&value, &PET).is_err(), "{value}");
    }
    let mut deep = json!({});
    for _ in 0..200 {
        deep = json!({"mother": deep});
    }
    assert!(to_xml(&deep, &PET).is_err());
}

#[test]
fn an_empty_text_in_a_union_is_a_text() {
    static PRICE: Element = Element::new(
        "price",
        Content::Object(&[
            Member::attribute("currency", Content::Scalar),
            Member::text("value", Content::Scalar),
            Member::element("more", Content::Scalar),
        ]),
    );
    for value in [
        json!({"value": "", "more": ""}),
        json!({"value": " ", "more": "\n"}),
        json!({"value": "", "currency": ""}),
        json!({"value": "1.50", "more": null}),
    ] {
        assert_eq!(read(&written(&value, &PRICE), &PRICE), value);
    }
}

#[test]
fn null_stays_null_wherever_anything_may_stand() {
    static ANY: Element = Element::new("any", Content::Any);
    for value in [
        json!({"a": null}),
        json!({"a": {"b": null, "c": "d"}}),
        json!({"a": [null, "b", null]}),
        json!(null),
    ] {
        assert_eq!(read(&written(&value, &ANY), &ANY), value);
        let open = json!({"a": value.clone()});
        if !value.is_null() {
            assert_eq!(read(&written(&open, &OPEN), &OPEN), open);
        }
    }
}
