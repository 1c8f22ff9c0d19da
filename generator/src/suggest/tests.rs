//! What is suggested, and that it can be applied as it is.

use crate::suggest::{overlay, suggest};
use crate::{Input, understand};

/// The overlay that is suggested for a description.
fn suggested(text: &str) -> String {
    let output = understand(Input::new("pets", "spec/pets.yaml", text));
    let (api, document) = (
        output.api.expect("an API"),
        output.document.expect("a document"),
    );
    let found = suggest(&api, &document, &output.sources);
    let overlay = overlay(&api.title, "pets", &found, &output.sources).unwrap_or_default();
    if !overlay.is_empty() {
        let input = Input::new("pets", "spec/pets.yaml", text);
        let with = understand(input.overlay("spec/pets.overlay.yaml", overlay.as_str()));
        assert_eq!(
            with.report.diagnostics(),
            output.report.diagnostics(),
            "{overlay}"
        );
        let (api, document) = (
            with.api.expect("an API"),
            with.document.expect("a document"),
        );
        let more = suggest(&api, &document, &with.sources);
        assert!(more.is_empty(), "it was not taken: {more:#?}\n{overlay}");
    }
    overlay
}

/// A list with these parameters and properties.
fn list(parameters: &str, properties: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: Pets, version: '1'}}\npaths:\n  /pets:\n    get:\n      operationId: listPets\n      \
         parameters: [{parameters}]\n      responses:\n        '200':\n          description: A page.\n          content:\n            \
         application/json:\n              schema: {{type: object, properties: {{\
         data: {{type: array, items: {{type: object, properties: {{id: {{type: string}}}}}}}}, {properties}}}}}\n"
    )
}

fn query(name: &str, schema: &str, description: &str) -> String {
    format!("{{name: {name}, in: query, description: '{description}', schema: {{{schema}}}}}")
}

/// Parameters and properties, and what of the overlay they lead to.
fn shown() -> Vec<(String, &'static str, &'static str)> {
    let text = "type: string";
    vec![
        (
            query("after", text, ""),
            "last_id: {type: string}, has_more: {type: boolean}",
            "cursor:\n          parameter: after\n          next: /last_id\n          more: /has_more",
        ),
        (
            query("pageToken", text, ""),
            "nextPageToken: {type: string}",
            "cursor:\n          parameter: pageToken\n          next: /nextPageToken",
        ),
        (
            query("cursor", text, ""),
            "response_metadata: {type: object, properties: {next_cursor: {type: string}}}",
            "next: /response_metadata/next_cursor",
        ),
        (
            query("cursor", text, ""),
            "cursor: {type: string, description: Give it to have the next page.}",
            "next: /cursor",
        ),
        (
            query("starting_after", text, ""),
            "has_more: {type: boolean}",
            "cursor:\n          parameter: starting_after\n          last: /id\n          more: /has_more",
        ),
        (
            query("starting_after", text, ""),
            "pages: {type: object, properties: {next: {type: object, properties: {starting_after: {type: string}}}}}",
            "next: /pages/next/starting_after",
        ),
    ]
}

/// The same of those without a cursor.
fn shown_without_cursor() -> Vec<(String, &'static str, &'static str)> {
    let number = "type: integer";
    let limit = query("limit", number, "");
    vec![
        (
            limit.clone(),
            "next: {type: string, description: The URL of the next page.}",
            "link:\n          next: /next",
        ),
        (
            limit.clone(),
            "links: {type: object, properties: {next: {type: string}}}",
            "link:\n          next: /links/next",
        ),
        (
            format!("{limit}, {}", query("offset", number, "")),
            "total: {type: integer}",
            "offset:\n          parameter: offset\n          total: /total",
        ),
        (
            format!("{limit}, {}", query("offset", number, "")),
            "count: {type: integer}",
            "offset:\n          parameter: offset\n",
        ),
        (
            query("page", "type: integer, default: 1", ""),
            "total_pages: {type: integer}",
            "number:\n          parameter: page\n          pages: /total_pages",
        ),
        (
            format!("{limit}, {}", query("page", number, "Zero-based.")),
            "x: {type: integer}",
            "number:\n          parameter: page\n          first: 0",
        ),
    ]
}

#[test]
fn pages_go_on_as_names_tell() {
    for (parameters, properties, wanted) in [shown(), shown_without_cursor()].concat() {
        let told = suggested(&list(&parameters, properties));
        assert!(
            told.contains("target: $.paths['/pets'].get\n"),
            "{parameters} {properties}:\n{told}"
        );
        assert!(told.contains("items: /data\n"), "{told}");
        assert!(told.contains(wanted), "{parameters} {properties}:\n{told}");
    }
}

#[test]
fn nothing_is_said_where_little_is_shown() {
    let number = "type: integer";
    let cases = [
        // Nothing takes the cursor.
        (query("limit", number, ""), "next_cursor: {type: string}"),
        // What it is on either side is not told.
        (
            query("cursor", "type: string", ""),
            "cursor: {type: string}",
        ),
        // The first page may be either.
        (query("page", number, ""), "total_pages: {type: integer}"),
        // It counts pages.
        (
            format!(
                "{}, {}",
                query("limit", number, ""),
                query("offset", number, "The page number.")
            ),
            "total: {type: integer}",
        ),
        // A date, say.
        (
            query("after", "type: string", "Only later ones."),
            "has_more: {type: boolean}",
        ),
        // No address.
        (
            query("limit", number, ""),
            "next: {type: string, description: Who comes next.}",
        ),
    ];
    for (parameters, properties) in cases {
        assert_eq!(
            suggested(&list(&parameters, properties)),
            "",
            "{parameters} {properties}"
        );
    }
}

#[test]
fn one_thing_with_a_list_in_it_is_no_page() {
    let text = list(
        "",
        "links: {type: object, properties: {next: {type: string}}}",
    );
    assert!(suggested(&text).contains("next: /links/next"));
    assert_eq!(suggested(&text.replace("    get:", "    post:")), "");
    let one = text.replace("/pets:", "'/pets/{id}':").replace(
        "parameters: []",
        "parameters: [{name: id, in: path, required: true, schema: {type: string}}]",
    );
    assert_eq!(suggested(&one), "");
}

#[test]
fn a_header_link_leads_on_where_a_parameter_tells_of_pages() {
    let linked = |parameters: &str| {
        let text = list(parameters, "x: {type: string}");
        let header = "description: A page.\n          headers: {Link: {schema: {type: string}}}\n";
        suggested(&text.replace("description: A page.\n", header))
    };
    let told = linked(&query("limit", "type: integer", ""));
    assert!(told.contains("items: /data\n        link: {}\n"), "{told}");
    assert_eq!(linked(&query("name", "type: string", "")), "");
}

#[test]
fn variables_are_named_where_title_domain_and_scheme_agree() {
    let text = |title: &str, scheme: &str, description: &str| {
        format!(
            "openapi: 3.0.3\ninfo: {{title: {title}, version: '1'}}\nservers: [{{url: https://api.petshop.com}}]\n\
             security: [{{{scheme}: []}}]\npaths: {{/a: {{get: {{operationId: a, responses: {{'204': {{description: d}}}}}}}}}}\n\
             components: {{securitySchemes: {{{scheme}: {{type: http, scheme: bearer, description: '{description}'}}}}}}\n"
        )
    };
    let variable = |title: &str, scheme: &str, description: &str| {
        let told = suggested(&text(title, scheme, description));
        let after = told.split("x-clientwright-env: ").nth(1).map(str::trim);
        after.unwrap_or_default().to_owned()
    };
    assert_eq!(
        variable("The Pet-Shop API", "bearerAuth", "A secret key."),
        "PETSHOP_SECRET_KEY"
    );
    assert_eq!(
        variable("Petshop", "PersonalAccessToken", ""),
        "PETSHOP_PERSONAL_ACCESS_TOKEN"
    );
    // The name of the service, what the credential is, who it lets in: none of them is told.
    assert_eq!(variable("Cats", "apiToken", ""), "");
    assert_eq!(variable("Petshop", "bearerAuth", ""), "");
    assert_eq!(variable("Petshop", "endUser", "A token."), "");
}

#[test]
fn headers_and_credentials_have_their_evidence() {
    let told = suggested(
        "openapi: 3.0.3\ninfo: {title: Petshop, version: '1'}\nservers: [{url: https://api.petshop.co.uk/v1}]\n\
         security: [{ApiKeyAuth: []}]\npaths:\n  /pets:\n    post:\n      operationId: addPet\n      parameters:\n        \
         - {name: Idempotency-Key, in: header, schema: {type: string}}\n      responses:\n        '204':\n          \
         description: d\n          headers: {X-Request-Id: {schema: {type: string}}}\n    get:\n      operationId: b\n      \
         security: [{other: []}]\n      x-code: 'curl -H \"Authorization: Bearer $PETSHOP_ADMIN_KEY\"'\n      \
         responses: {'204': {description: d}}\ncomponents:\n  securitySchemes:\n    \
         ApiKeyAuth: {type: apiKey, in: header, name: Authorization, description: 'Write `Bearer <key>`.'}\n    \
         other: {type: http, scheme: bearer}\n",
    );
    for wanted in [
        "  # request ID: the header `x-request-id`\n  #   a response describes it (spec/pets.yaml:11:7)\n  - target: $\n",
        "  # idempotency: addPet: POST /pets\n  #   it takes the header `Idempotency-Key` (spec/pets.yaml:7:5)\n  \
         - target: $.paths['/pets'].post\n    update:\n      x-clientwright-idempotency: Idempotency-Key\n",
        "    update:\n      x-clientwright-prefix: 'Bearer '\n",
        "x-clientwright-env: PETSHOP_API_KEY\n",
        "  #   an example has `$PETSHOP_ADMIN_KEY` (spec/pets.yaml:",
        "x-clientwright-env: PETSHOP_ADMIN_KEY\n",
    ] {
        assert!(told.contains(wanted), "{wanted}\n{told}");
    }
}

#[test]
fn a_stream_is_added_to_what_is_described_as_json() {
    let told = suggested(
        "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\npaths:\n  /ask:\n    post:\n      operationId: ask\n      \
         requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {\
         stream: {type: boolean, description: As server-sent events.}}}}}}\n      responses:\n        '200':\n          \
         description: d\n          content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}\n",
    );
    let wanted = "- target: $.paths['/ask'].post.responses['200'].content\n    update:\n      text/event-stream:\n        schema: {}\n";
    assert!(told.contains(wanted), "{told}");
}

#[test]
fn services_of_protocol_buffers_write_numbers_as_strings() {
    let told = suggested(
        "swagger: '2.0'\ninfo: {title: Pets, version: '1'}\npaths: {}\ndefinitions:\n  google.protobuf.Any: {type: object}\n  \
         Pet: {type: object, properties: {age: {type: integer, format: int64}}}\n",
    );
    let wanted = "- target: $.definitions[*].properties[?@.type == 'integer' && @.format == 'int64']\n    \
        update:\n      x-clientwright-or-text: true\n";
    assert!(told.contains(wanted), "{told}");
}

#[test]
fn pages_that_a_body_asks_for() {
    let search = |sent: &str, response: &str| {
        let list = list("", response).replace("get:", "post:");
        let body = format!(
            "      requestBody: {{content: {{application/json: {{schema: {{type: object, properties: {{{sent}}}}}}}}}}}\n"
        );
        list.replace("      responses:\n", &format!("{body}      responses:\n"))
    };
    let overlay = suggested(&search(
        "page: {type: object, properties: {cursor: {type: string}}}",
        "next_cursor: {type: string}, has_more: {type: boolean}",
    ));
    let cursor = "cursor:\n          body: /page/cursor\n          next: /next_cursor\n          more: /has_more";
    assert!(overlay.contains(cursor), "{overlay}");
    assert!(
        overlay.contains("its body takes `page.cursor`"),
        "{overlay}"
    );
    let counted = "offset: {type: integer}, limit: {type: integer}";
    let overlay = suggested(&search(counted, "total: {type: integer}"));
    let offset = "offset:\n          body: /offset\n          total: /total";
    assert!(overlay.contains(offset), "{overlay}");
    assert_eq!(suggested(&search(counted, "more: {type: string}")), "");
    let other = "cursor: {type: integer}";
    assert_eq!(suggested(&search(other, "next_cursor: {type: string}")), "");
}
