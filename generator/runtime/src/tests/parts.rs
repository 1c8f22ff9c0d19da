//! Multipart bodies of every type: names, headers and styles of parts, and bodies without any.

use serde_json::json;

use super::requests::{PLAIN, sent, style};
use crate::runtime::{Call, Encoding, FilePart, Style};

/// The media type and the body of what a call sends, with `B` for the boundary.
async fn body(call: impl FnOnce(Call) -> Call) -> Result<(String, String), String> {
    let seen = sent(|client| call(client.call(&PLAIN))).await;
    let seen = seen.map_err(|error| error.to_string())?;
    let media_type = seen.header("content-type").unwrap_or_default().to_owned();
    let boundary = media_type.split("boundary=").nth(1).unwrap_or("none");
    Ok((
        media_type.replace(boundary, "B"),
        seen.body.replace(boundary, "B"),
    ))
}

#[tokio::test]
async fn a_body_of_related_parts_names_the_type_of_its_root() {
    let (media_type, text) = body(|call| {
        let call = call.multipart("multipart/related");
        let call = call.part_json("meta", json!({"a": 1}), None);
        call.part_file("media", b"bytes".to_vec(), Some("image/png"))
    })
    .await
    .expect("it is sent");
    assert_eq!(
        media_type,
        "multipart/related; type=\"application/json\"; boundary=B"
    );
    assert_eq!(
        text,
        "--B\r\nContent-Disposition: attachment; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{\"a\":1}\r\n\
         --B\r\nContent-Disposition: attachment; name=\"media\"; filename=\"file\"\r\nContent-Type: image/png\r\n\r\nbytes\r\n\
         --B--\r\n"
    );
}

#[tokio::test]
async fn parts_without_names_are_told_by_their_order() {
    let (media_type, text) = body(|call| {
        let call = call.optional_multipart("multipart/mixed");
        let json = FilePart::text("{}").media_type("application/json");
        call.unnamed_parts([json, FilePart::text("ü")])
    })
    .await
    .expect("it is sent");
    assert_eq!(media_type, "multipart/mixed; boundary=B");
    assert_eq!(
        text,
        "--B\r\nContent-Type: application/json\r\n\r\n{}\r\n\
         --B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nü\r\n--B--\r\n"
    );
}

#[tokio::test]
async fn a_body_that_has_to_be_there_is_sent_without_parts() {
    let (media_type, text) = body(|call| call.multipart("multipart/form-data"))
        .await
        .expect("it is sent");
    assert_eq!(media_type, "multipart/form-data; boundary=B");
    assert_eq!(text, "--B--\r\n");
    let (media_type, text) = body(|call| call.optional_multipart("multipart/mixed"))
        .await
        .expect("it is sent");
    assert_eq!((media_type.as_str(), text.as_str()), ("", ""));
}

#[tokio::test]
async fn a_part_has_its_headers_whenever_they_are_given() {
    let header = |call: Call| call.part_header("meta", "X-Sum", [1, 2], Encoding::SIMPLE);
    let part = |call: Call| call.part_json("meta", json!({"a": 1}), None);
    let expected = "--B\r\nContent-Disposition: form-data; name=\"meta\"\r\n\
         Content-Type: application/json\r\nX-Sum: 1,2\r\n\r\n{\"a\":1}\r\n--B--\r\n";
    for call in [
        body(|call| part(header(call))).await,
        body(|call| header(part(call))).await,
    ] {
        assert_eq!(call.expect("it is sent").1, expected);
    }
    let error = body(header).await.expect_err("there is no such part");
    assert!(
        error.contains("the header `X-Sum` is given, but not the part `meta`"),
        "{error}"
    );
    let twice = |call: Call| header(header(part(call)));
    let error = body(twice).await.expect_err("there is one of them");
    assert!(error.contains("the header `X-Sum` twice"), "{error}");
}

#[tokio::test]
async fn parts_have_styles() {
    let list = json!(["a", "b c"]);
    let object = json!({"k": "v", "n": 1});
    for (value, encoding, expected) in [
        (&list, style(Style::Form, false), &[("p", "a,b c")] as &[_]),
        (&list, style(Style::Form, true), &[("p", "a"), ("p", "b c")]),
        (&list, style(Style::PipeDelimited, false), &[("p", "a|b c")]),
        (
            &list,
            style(Style::SpaceDelimited, false),
            &[("p", "a b c")],
        ),
        (&list, style(Style::TabDelimited, false), &[("p", "a\tb c")]),
        (
            &list,
            style(Style::DeepObject, true),
            &[("p[0]", "a"), ("p[1]", "b c")],
        ),
        (&object, style(Style::Form, false), &[("p", "k,v,n,1")]),
        (&object, style(Style::Form, true), &[("k", "v"), ("n", "1")]),
        (
            &object,
            style(Style::DeepObject, true),
            &[("p[k]", "v"), ("p[n]", "1")],
        ),
    ] {
        let (_, text) = body(|call| call.part_as("p", value, encoding))
            .await
            .expect("it is sent");
        let parts = expected.iter().map(|(name, text)| {
            format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
        });
        let parts: Vec<String> = parts.collect();
        let parts = parts.concat();
        assert_eq!(text, format!("{parts}--B--\r\n"), "{encoding:?}");
    }
}

#[tokio::test]
async fn many_parts_cost_what_each_of_them_does() {
    let (_, text) = body(|call| call.parts_json("p", 0..20_000, None))
        .await
        .expect("it is sent");
    assert_eq!(text.matches("name=\"p\"").count(), 20_000);
}

#[tokio::test]
async fn without_a_media_type_a_value_says_how_it_is_written() {
    let part = |value: serde_json::Value, media_type: Option<&'static str>| async move {
        let (_, text) = body(|call| call.part_json("a", value, media_type))
            .await
            .expect("it is sent");
        let text = text.replace("--B\r\nContent-Disposition: form-data; name=\"a\"", "");
        text.replace("\r\n", "|")
    };
    assert_eq!(part(json!("auto"), None).await, "||auto|--B--|");
    assert_eq!(part(json!(1.5), None).await, "||1.5|--B--|");
    let object = "|Content-Type: application/json||{\"b\":[1]}|--B--|";
    assert_eq!(part(json!({"b": [1]}), None).await, object);
    assert_eq!(
        part(json!([true, [1], {}]), None).await,
        "||true||Content-Type: application/json||[1]||Content-Type: application/json||{}|--B--|"
    );
    let told = Some("application/json");
    assert_eq!(
        part(json!(["a"]), told).await,
        "|Content-Type: application/json||[\"a\"]|--B--|"
    );
    assert_eq!(
        part(json!("a"), told).await,
        "|Content-Type: application/json||\"a\"|--B--|"
    );
}
