//! How the values of bodies are written: what the Encoding Object says of a form or a part, and what a part holds.

use clientwright_tests::generate;
use serde_json::{Value, json};

/// The code of the one operation of a description whose body has this schema and encoding, white space taken out.
fn operation(media_type: &str, schema: &Value, encoding: &Value) -> String {
    let content = json!({media_type: {"schema": schema, "encoding": encoding}});
    let body = json!({"required": true, "content": content});
    let responses = json!({"204": {"description": "d"}});
    let operation =
        json!({"operationId": "send", "tags": ["it"], "requestBody": body, "responses": responses});
    let description = json!({
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"post": operation}}
    });
    let files = generate("bodies.json", &description.to_string()).files();
    let text = files
        .get("src/api/it.rs")
        .expect("there is a module of the tag");
    text.split_whitespace().collect()
}

fn holds(text: &str, code: &str) {
    let code: String = code.split_whitespace().collect();
    assert!(text.contains(&code), "no {code} in {text}");
}

#[test]
fn a_part_of_one_file_or_several_takes_files() {
    let file = json!({"type": "string", "format": "binary"});
    let schema = json!({"type": "object", "required": ["image"], "properties": {
        "image": {"anyOf": [file, {"type": "array", "items": file}]},
        "mode": {"oneOf": [{"type": "string", "enum": ["auto"]}, {"type": "integer"}]}
    }});
    let text = operation("multipart/form-data", &schema, &json!({}));
    holds(&text, "image: impl IntoIterator<Item = FilePart>");
    holds(&text, "self.call(&SEND).part_files(\"image\", image, None)");
    // A scalar is plain text, and a string among others stands in no quotes.
    holds(&text, "self.call.part_text(\"mode\", mode.into(), None)");
}

#[test]
fn an_explicit_style_of_a_form_overrides_the_media_type_of_an_object() {
    let schema = json!({"type": "object", "required": ["addr"], "properties": {
        "addr": {"type": "object", "properties": {"city": {"type": "string"}, "zip": {"type": "string"}}}
    }});
    let of = |encoding: &Value| {
        operation(
            "application/x-www-form-urlencoded",
            &schema,
            &json!({"addr": encoding}),
        )
    };
    let styled = |explode: bool, reserved: bool| {
        format!(
            "(\"addr\", Encoding::Style {{ style: Style::Form, explode: {explode}, allow_reserved: {reserved} }})"
        )
    };
    for (encoding, explode, reserved) in [
        (json!({"style": "form"}), true, false),
        (json!({"explode": true}), true, false),
        (json!({"style": "form", "explode": false}), false, false),
        (json!({"allowReserved": true}), true, true),
    ] {
        let text = of(&encoding);
        let code: String = styled(explode, reserved).split_whitespace().collect();
        assert!(
            text.replace(",)", ")").replace(",}", "}").contains(&code),
            "no {code} in {text}"
        );
    }
    assert!(!of(&json!({})).contains("Encoding::Style"));
}

#[test]
fn a_part_is_written_in_the_format_of_its_label_or_given_as_a_file() {
    let schema = json!({"type": "object", "required": ["meta"], "properties": {
        "meta": {"type": "object", "properties": {"a": {"type": "integer"}}}
    }});
    let of = |label: &str| {
        operation(
            "multipart/form-data",
            &schema,
            &json!({"meta": {"contentType": label}}),
        )
    };
    let xml = of("application/xml");
    holds(
        &xml,
        "xml_text(meta, &xml::META), Some(\"application/xml\")",
    );
    let json = of("application/json");
    holds(
        &json,
        "part_json(\"meta\", meta, Some(\"application/json\"))",
    );
    let other = of("application/yaml");
    holds(&other, "meta: impl Into<FilePart>");
    holds(&other, "Some(\"application/yaml\")");
}
