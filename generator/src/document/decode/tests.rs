//! Tests of decoding, a piece at a time.

use openapiv3 as v3;
use openapiv3::{AdditionalProperties, ReferenceOr};

use crate::document::{Document, Node, Schema, parse};
use crate::report::{Place, Report};
use crate::source::Source;

fn document(text: &str) -> Document {
    let mut report = Report::default();
    let tree = parse(&Source::new("api", text), &mut report);
    assert_eq!(report, Report::default(), "{text}");
    Document::new(tree.unwrap_or(super::Tree::Null))
}

/// Decodes the whole text as one piece, with what is said about it.
fn decode<T>(
    text: &str,
    read: impl Fn(&Node<'static>, &mut Report) -> Option<T>,
) -> (Option<T>, Vec<String>) {
    let mut report = Report::default();
    // Methods can be handed over by name only where the lifetime is fixed.
    let document: &'static Document = Box::leak(Box::new(document(text)));
    let value = read(&document.root(), &mut report);
    let said = report.diagnostics().iter().map(|diagnostic| {
        let Place::Value(place) = &diagnostic.place else {
            panic!("a place in the tree is expected: {diagnostic:?}");
        };
        format!("{} {place}: {}", diagnostic.severity, diagnostic.message)
    });
    (value, said.collect())
}

/// The schema of a text of which nothing has to be said.
fn schema(text: &str) -> Schema {
    let (schema, said) = decode(text, Node::schema);
    assert_eq!(said, [""; 0], "{text}");
    schema.expect("the schema is read")
}

/// The schema of a text, and what is said about it.
fn odd_schema(text: &str) -> (Schema, Vec<String>) {
    let (schema, said) = decode(text, Node::schema);
    (schema.expect("the schema is read"), said)
}

fn target<T>(reference: &ReferenceOr<T>) -> &str {
    match reference {
        ReferenceOr::Reference { reference } => reference,
        ReferenceOr::Item(_) => "an item",
    }
}

#[test]
fn parts_of_a_schema_are_references_to_their_places_in_order() {
    let (data, object) = schema(
        "{type: object, required: [z], properties: {z: {type: string}, a/b: {$ref: '#/x'}},
          additionalProperties: {type: array}, x-name: Z, x-clientwright-prefix-items: [{}]}",
    );
    let properties: Vec<_> = object
        .properties
        .iter()
        .map(|(name, part)| (name.as_str(), target(part)))
        .collect();
    assert_eq!(
        properties,
        [("z", "#/properties/z"), ("a/b", "#/properties/a~1b")]
    );
    assert_eq!(object.required, ["z"]);
    let Some(AdditionalProperties::Schema(rest)) = object.additional_properties else {
        panic!("a schema is expected");
    };
    assert_eq!(target(&rest), "#/additionalProperties");
    assert_eq!(data.extensions["x-name"], "Z");
    let item = serde_json::json!([{"$ref": "#/x-clientwright-prefix-items/0"}]);
    assert_eq!(data.extensions["x-clientwright-prefix-items"], item);
}

#[test]
fn members_of_unions_are_references_by_their_index() {
    let (_, schema) = schema("oneOf: [{type: string}, {$ref: '#/b'}]");
    let targets: Vec<_> = schema.one_of.iter().map(target).collect();
    assert_eq!(targets, ["#/oneOf/0", "#/oneOf/1"]);
}

#[test]
fn parts_lead_to_their_places_whatever_they_are_called() {
    let document = document("properties: {a%20b: {type: integer}, 'c~/d': [odd]}");
    let root = document.root();
    let (_, schema) = root
        .schema(&mut Report::default())
        .expect("the schema is read");
    let places: Vec<_> = schema
        .properties
        .values()
        .filter_map(|part| Some(root.part(part)?.place().to_string()))
        .collect();
    assert_eq!(places, ["/properties/a%20b", "/properties/c~0~1d"]);
}

#[test]
fn a_bare_reference_is_an_all_of_with_one_member() {
    let (_, schema) = schema("$ref: '#/b'");
    assert_eq!(
        schema.all_of.iter().map(target).collect::<Vec<_>>(),
        ["#/b"]
    );
}

#[test]
fn numbers_are_read_as_they_are_written() {
    let (_, schema) = schema(
        "{type: integer, minimum: -9223372036854775809, enum: [1, 18446744073709551615, 1.5]}",
    );
    assert!(schema.minimum.is_some_and(|least| least < -9.2e18));
    let values = serde_json::json!([1, 18_446_744_073_709_551_615_u64, 1.5]);
    assert_eq!(serde_json::Value::from(schema.enumeration), values);
    let (_, schema) = self::schema("{type: string, maxLength: 18446744073709551616}");
    assert_eq!(schema.max_length, None);
}

#[test]
fn keywords_of_a_wrong_shape_cost_only_themselves() {
    let ((data, schema), said) = odd_schema(
        "{type: String, description: null, deprecated: 'yes', maxLength: 1.5, minLength: '2',
          required: true, title: [a], nullable: maybe, properties: [], format: 7}",
    );
    assert!(data.deprecated);
    assert_eq!(data.description, None);
    assert_eq!(schema.typ.as_deref(), Some("string"));
    assert_eq!((schema.min_length, schema.max_length), (Some(2), None));
    assert_eq!(schema.format.as_deref(), Some("7"));
    let expected = [
        "warning /description: `description` is null; it is left out",
        "warning /deprecated: `deprecated` is the text `yes`; `true` is read",
        "warning /title: `title` is a list; it is left out",
        "warning /nullable: `nullable` is the text `maybe`; it is left out",
        "warning /type: `type` is the text `String`; the text `string` is read",
        "warning /maxLength: `maxLength` is the number `1.5`; it is left out",
        "warning /minLength: `minLength` is text; the number 2 is read",
        "warning /required: `required` is `true`; it is left out",
        "warning /properties: `properties` is an empty list; an empty mapping is read",
        "warning /format: `format` is the number `7`; the text `7` is read",
    ];
    assert_eq!(said, expected);
}

#[test]
fn a_schema_of_the_wrong_shape_is_left_out() {
    let (schema, said) = decode("[]", Node::schema);
    assert_eq!(schema, None);
    assert_eq!(
        said,
        ["unsupported : a schema should be a mapping, and is a list; the type is any JSON"]
    );
    let ((_, schema), said) = odd_schema("{properties: {a: null, b: {}}, not: null}");
    assert_eq!(schema.properties.keys().collect::<Vec<_>>(), ["b"]);
    assert_eq!(said.len(), 2, "{said:?}");
    let (never, said) = odd_schema("false");
    assert!(never.1.not.is_some() && said.is_empty());
}

#[test]
fn operations_refer_to_their_parts() {
    let (operation, said) = decode(
        "{operationId: 7, tags: pets, parameters: [{name: a}], requestBody: {}, callbacks: {c: {}},
          responses: {200: {}, 4xx: {}, default: {}, ok: {}, x-a: 1}, security: [{key: [a]}, {}],
          servers: [{url: /v1}]}",
        Node::operation,
    );
    let operation = operation.expect("the operation is read");
    assert_eq!(operation.operation_id.as_deref(), Some("7"));
    assert_eq!(operation.tags, ["pets"]);
    assert_eq!(
        operation.parameters.iter().map(target).collect::<Vec<_>>(),
        ["#/parameters/0"]
    );
    assert_eq!(
        operation.request_body.as_ref().map(target),
        Some("#/requestBody")
    );
    let responses: Vec<_> = operation
        .responses
        .responses
        .iter()
        .map(|(code, response)| (code.to_string(), target(response)))
        .collect();
    let expected = [
        ("200".to_owned(), "#/responses/200"),
        ("4XX".to_owned(), "#/responses/4xx"),
    ];
    assert_eq!(responses, expected);
    assert_eq!(
        operation.responses.default.as_ref().map(target),
        Some("#/responses/default")
    );
    let security = operation.security.expect("there are requirements");
    assert_eq!(security[0]["key"], ["a"]);
    assert!(security[1].is_empty());
    let expected = [
        "warning /operationId: `operationId` is the number `7`; the text `7` is read",
        "warning /tags: `tags` is the text `pets`; a list is read",
        "warning /responses/ok: `ok` is no status code; the response is left out",
    ];
    assert_eq!(said, expected);
}

#[test]
fn an_operation_without_responses_is_read() {
    let (operation, said) = decode("{tags: null}", Node::operation);
    assert!(operation.is_some_and(|operation| operation.responses.responses.is_empty()));
    assert_eq!(
        said,
        ["warning /tags: `tags` is null; an empty list is read"]
    );
}

#[test]
fn parameters_are_read_by_their_location() {
    let (parameter, said) = decode(
        "{name: id, in: query, required: true, style: deepObject, schema: {type: object}}",
        Node::parameter,
    );
    let Some(v3::Parameter::Query {
        parameter_data,
        style,
        ..
    }) = parameter
    else {
        panic!("a query parameter is expected: {parameter:?}");
    };
    assert_eq!(style, v3::QueryStyle::DeepObject);
    let v3::ParameterSchemaOrContent::Schema(schema) = parameter_data.format else {
        panic!("a schema is expected");
    };
    assert_eq!(target(&schema), "#/schema");
    assert_eq!(said, [""; 0]);

    let (parameter, said) = decode("{name: id, in: Header, style: form}", |node, report| {
        node.parameter(report)
    });
    assert!(
        matches!(parameter, Some(v3::Parameter::Header { .. })),
        "{parameter:?}"
    );
    assert_eq!(said.len(), 3, "{said:?}");
}

#[test]
fn a_parameter_with_content_has_its_media_types() {
    let (parameter, _) = decode(
        "{name: id, in: cookie, content: {application/json: {schema: {}, example: 1}}}",
        Node::parameter,
    );
    let Some(v3::Parameter::Cookie { parameter_data, .. }) = parameter else {
        panic!("a cookie is expected: {parameter:?}");
    };
    let v3::ParameterSchemaOrContent::Content(content) = parameter_data.format else {
        panic!("content is expected");
    };
    let schema = content["application/json"].schema.as_ref();
    assert_eq!(
        schema.map(target),
        Some("#/content/application~1json/schema")
    );
}

#[test]
fn a_parameter_without_a_name_or_location_is_left_out() {
    for text in [
        "{in: query, schema: {}}",
        "{name: a, schema: {}}",
        "{name: a, in: body, schema: {}}",
    ] {
        let (parameter, said) = decode(text, Node::parameter);
        assert_eq!(parameter, None, "{text}");
        let last = said.last().map(String::as_str).unwrap_or_default();
        assert!(last.starts_with("unsupported : "), "{said:?}");
    }
}

#[test]
fn responses_and_bodies_are_read_without_what_clients_do_not_need() {
    let (response, said) = decode(
        "{headers: {X-A: {}}, content: {text/plain: {}}, links: {}}",
        Node::response,
    );
    let response = response.expect("the response is read");
    assert_eq!(target(&response.headers["X-A"]), "#/headers/X-A");
    assert_eq!(response.content.keys().collect::<Vec<_>>(), ["text/plain"]);
    assert_eq!(said, [""; 0]);
    let (body, _) = decode("{required: true}", Node::request_body);
    assert!(body.is_some_and(|body| body.required && body.content.is_empty()));
    let (media, _) = decode(
        "{encoding: {a: {contentType: image/png, style: form, explode: true, headers: {h: {}}}}}",
        Node::media_type,
    );
    let media = media.expect("the media type is read");
    assert_eq!(
        media.encoding["a"].content_type.as_deref(),
        Some("image/png")
    );
    assert_eq!(media.encoding["a"].style, Some(v3::QueryStyle::Form));
    let (header, _) = decode("{required: true, schema: {type: string}}", Node::header);
    assert!(header.is_some_and(|header| header.required));
}

#[test]
fn security_schemes_are_read_by_their_type() {
    let read = |text| decode(text, Node::security_scheme);
    let (key, said) = read("{type: apikey, in: header, name: X-Key, x-a: 1}");
    assert!(
        matches!(key, Some(v3::SecurityScheme::APIKey { .. })),
        "{said:?}"
    );
    let (http, _) = read("{type: http, scheme: bearer, bearerFormat: JWT}");
    assert!(matches!(http, Some(v3::SecurityScheme::HTTP { .. })));
    let (oauth, said) = read("{type: oauth2, flows: {clientCredentials: {tokenUrl: /t}}}");
    let Some(v3::SecurityScheme::OAuth2 { flows, .. }) = oauth else {
        panic!("oauth2 is expected: {said:?}");
    };
    assert!(
        flows
            .client_credentials
            .is_some_and(|flow| flow.token_url == "/t")
    );
    let (open_id, _) = read("{type: openIdConnect, openIdConnectUrl: /x}");
    assert!(matches!(
        open_id,
        Some(v3::SecurityScheme::OpenIDConnect { .. })
    ));
    for text in [
        "{type: mutualTLS}",
        "{type: apiKey, name: a}",
        "{}",
        "{type: http}",
    ] {
        let (scheme, said) = read(text);
        assert_eq!(scheme, None);
        assert!(!said.is_empty(), "{text}");
    }
}

#[test]
fn the_frame_of_a_document_is_read_with_gaps() {
    let (info, said) = decode("{title: A, version: 1.0}", Node::info);
    assert_eq!(info.map(|info| info.version).as_deref(), Some("1.0"));
    assert_eq!(said.len(), 1, "{said:?}");
    let (info, said) = decode("{}", Node::info);
    assert_eq!(info.map(|info| info.title).as_deref(), Some(""));
    assert_eq!(said.len(), 2, "{said:?}");
    let (server, _) = decode(
        "{url: 'https://{a}', variables: {a: {default: x, enum: [x, y]}}}",
        Node::server,
    );
    let variables = server
        .and_then(|server| server.variables)
        .unwrap_or_default();
    assert_eq!(variables["a"].enumeration, ["x", "y"]);
    let (item, _) = decode("{get: {responses: {}}, parameters: [{}]}", Node::path_item);
    assert!(item.is_some_and(|item| item.get.is_none() && item.parameters.len() == 1));
    let (components, _) = decode("{schemas: {B: {}, A: {}}}", |node, report| {
        node.components(report)
    });
    let schemas = components
        .map(|components| components.schemas)
        .unwrap_or_default();
    assert_eq!(schemas.keys().collect::<Vec<_>>(), ["B", "A"]);
    let (tag, _) = decode("{name: a, externalDocs: {}}", |node, report| {
        node.tag(report)
    });
    assert_eq!(tag.map(|tag| tag.name).as_deref(), Some("a"));
    let (security, said) = decode("[{a: []}, {b: null}]", Node::security);
    let security = security.expect("there are requirements");
    assert!(security[0].contains_key("a") && security[1].contains_key("b"));
    assert_eq!(said.len(), 1, "{said:?}");
}
