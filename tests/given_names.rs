//! The rules by which things get their names, as `spec/names.md` tells them.

use clientwright_tests::generate;
use serde_json::{Value, json};

/// The text of all files that a description becomes.
fn text(paths: &Value, schemas: &Value, parameters: &Value) -> String {
    let description = json!({
        "openapi": "3.0.3",
        "info": {"title": "t", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas, "parameters": parameters}
    });
    text_of(&description)
}

fn text_of(description: &Value) -> String {
    let case = generate("given.json", &description.to_string());
    let files = case.files();
    let files = files.iter().filter(|(path, _)| path.starts_with("src/"));
    files.map(|(_, text)| text).collect()
}

/// The README of the crate of some paths.
fn readme(paths: &Value) -> String {
    let description =
        json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": paths});
    let case = generate("given.json", &description.to_string());
    let files = case.files();
    files.get("README.md").unwrap_or_default().to_owned()
}

fn has(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.contains(line), "`{line}` is not there");
    }
}

fn answers(schema: &Value) -> Value {
    json!({"200": {"description": "d", "content": {"application/json": {"schema": schema}}}})
}

#[test]
fn members_of_unions_go_by_their_tag_and_else_by_what_differs() {
    let tagged = |tag: &str| {
        json!({"type": "object", "required": ["role"],
            "properties": {"role": {"type": "string", "enum": [tag]}, "id": {"type": "string"}}})
    };
    let any = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let schemas = json!({
        "ChatRequestMessage": {"oneOf": [any("ChatRequestUserMessage"), any("ChatRequestToolMessage")]},
        "ChatRequestUserMessage": tagged("user"),
        "ChatRequestToolMessage": tagged("function"),
        "StreamEvent": {"oneOf": [any("StreamOpenEvent"), any("Closed")]},
        "StreamOpenEvent": {"type": "object", "properties": {"a": {"type": "string"}}},
        "Closed": {"type": "object", "properties": {"b": {"type": "string"}}},
        "Rule": {"oneOf": [
            {"allOf": [tagged("creation"), {"type": "object", "properties": {"x": {"type": "string"}}}]},
            {"allOf": [tagged("update"), {"type": "object", "properties": {"x": {"type": "string"}}}]}
        ]},
        "Voice": {"oneOf": [
            {"type": "string"},
            {"type": "object", "properties": {"id": {"type": "string"}}}
        ]},
        // One of several properties of the only object does not tell what it is; what it requires does.
        "Label": {"oneOf": [
            {"type": "string"},
            {"type": "object", "properties": {"node_id": {"type": "string"}, "name": {"type": "string"}}}
        ]},
        "Picture": {"oneOf": [
            {"type": "string"},
            {"type": "object", "required": ["url"], "properties": {"alt": {"type": "string"}, "url": {"type": "string"}}}
        ]}
    });
    has(
        &text(&json!({}), &schemas, &json!({})),
        &[
            " User(ChatRequestUserMessage)",
            " Function(ChatRequestToolMessage)",
            " Open(StreamOpenEvent)",
            " Closed(Closed)",
            " Creation(RuleCreation)",
            " Update(RuleUpdate)",
            " Details(VoiceDetails)",
            " Details(LabelDetails)",
            " Url(PictureUrl)",
        ],
    );
}

#[test]
fn operations_of_several_tags_are_reached_by_tag_under_shorter_names() {
    let operation = |id: &str, tag: &str| json!({"operationId": id, "tags": [tag], "responses": {"204": {"description": "d"}}});
    let paths = json!({
        "/a": {"get": operation("issues/list-for-repo", "issues"), "put": operation("listIssues", "issues")},
        "/b": {"get": operation("issues_list", "issues"), "put": operation("invite-user", "invites")},
        "/c": {"get": operation("invites", "invites"), "put": operation("listOfInvites", "invites")}
    });
    let several = text(&paths, &json!({}), &json!({}));
    has(
        &several,
        &[
            "pub fn issues(&self) -> IssuesOperations<'_> {",
            "pub fn list_for_repo(&self) -> IssuesListForRepo {",
            "pub fn list(&self) -> ListIssues {",
            // Another has the shorter name.
            "pub fn issues_list(&self) -> IssuesList {\n        self.client.issues_list()",
            // The client has an operation of this name.
            "pub fn invites_operations(&self) -> InvitesOperations<'_> {",
            "self.client.invite_user()",
        ],
    );
    assert!(!several.contains("pub fn user(&self)") && !several.contains("pub fn list_of(&self)"));
    let one = json!({"/a": {"get": operation("issues/list", "issues")}});
    assert!(!text(&one, &json!({}), &json!({})).contains("IssuesOperations"));
    let sentence = "The operations of a tag stand together as well:";
    let readme = readme(&paths);
    let names = "`client.issues().list_for_repo(..)` is `client.issues_list_for_repo(..)`.";
    assert!(readme.contains(&format!("{sentence} {names}")), "{readme}");
    assert!(!self::readme(&one).contains(sentence));
}

#[test]
fn a_nested_type_says_no_word_again() {
    let status = json!({"type": "string", "enum": ["a", "b"]});
    let schemas = json!({
        "Strategy": {"oneOf": [
            {"type": "object", "required": ["type", "static"], "properties": {
                "type": {"type": "string", "enum": ["static"]},
                "static": {"type": "object", "properties": {"size": {"type": "integer"}}}
            }},
            {"type": "object", "properties": {"type": {"type": "string", "enum": ["auto"]}}}
        ]},
        "InviteProject": {"type": "object", "properties": {"project_role": status}},
        "Address": {"type": "object", "properties": {"home": {"anyOf": [
            {"title": "optional_fields_home", "type": "object", "properties": {"a": {"type": "string"}}},
            {"type": "string", "enum": ["", "none"]}
        ]}}}
    });
    has(
        &text(&json!({}), &schemas, &json!({})),
        &[
            "struct StrategyStatic {",
            "struct StrategyStaticDetails {",
            "enum InviteProjectRole {",
            "struct AddressHomeOptionalFields {",
        ],
    );
}

#[test]
fn a_type_that_is_met_again_is_named_where_it_is_written() {
    let kind = json!({"type": "string", "enum": ["wild", "tame"]});
    let any = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let schemas = json!({
        "Cat": {"allOf": [any("Animal"), {"type": "object", "properties": {"lives": {"type": "integer"}}}]},
        "Animal": {"type": "object", "properties": {"kind": kind}}
    });
    let text = text(&json!({}), &schemas, &json!({}));
    assert!(!text.contains("CatKind"));
    has(
        &text,
        &["pub enum AnimalKind {", "pub kind: Option<AnimalKind>"],
    );
}

#[test]
fn a_long_name_leaves_out_what_is_outermost_and_is_shared_by_what_is_alike() {
    let inner = json!({"type": "object", "properties": {
        "pull_request": {"type": "object", "properties": {
            "squash_merge_commit_message": {"type": "string", "enum": ["a", "b"]}
        }}
    }});
    let schemas = json!({
        "webhook-pull-request-review-requested": inner,
        "webhook-pull-request-review-request-removed": inner
    });
    let text = text(&json!({}), &schemas, &json!({}));
    let name = "PullRequestSquashMergeCommitMessage";
    assert_eq!(text.matches(&format!("pub enum {name} {{")).count(), 1);
    assert!(!text.contains("RemovedPullRequestSquash"));
}

#[test]
fn equal_errors_of_operations_are_one_type_and_others_go_by_their_status() {
    let error = |property: &str| {
        json!({"description": "d", "content": {"application/json": {"schema": {
            "type": "object", "properties": {property: {"type": "string"}}
        }}}})
    };
    let paths = json!({
        "/a": {"get": {"operationId": "getA", "responses": {"404": error("message"), "409": error("holder")}}},
        "/b": {"get": {"operationId": "getB", "responses": {"404": error("message"), "400": error("message")}}}
    });
    let text = text(&paths, &json!({}), &json!({}));
    has(&text, &["struct ErrorResponse {", "struct GetAConflict {"]);
    assert!(!text.contains("404 {") && !text.contains("GetB404"));
    let body = text.split("enum ErrorBody").nth(1).unwrap_or_default();
    assert!(body.contains("ErrorResponse(") && body.contains("GetAConflict("));
}

#[test]
fn shared_responses_go_by_words_and_not_by_numbers_of_statuses() {
    let keys = [
        ("info@200", "InfoResponse"),
        ("Generic401", "GenericUnauthorized"),
        ("BadRequest400", "BadRequest"),
        ("404", "NotFound"),
        ("425-2", "TooEarly2"),
        ("int64", "Int64"),
        ("Four0404", "Four0404"),
    ];
    let mut responses = serde_json::Map::new();
    let mut paths = serde_json::Map::new();
    for (key, _) in keys {
        let schema =
            json!({"type": "object", "properties": {format!("of {key}"): {"type": "string"}}});
        let content = json!({"application/json": {"schema": schema}});
        responses.insert(
            key.to_owned(),
            json!({"description": "d", "content": content}),
        );
        let response = json!({"$ref": format!("#/components/responses/{key}")});
        paths.insert(
            format!("/{key}"),
            json!({"get": {"responses": {"200": response}}}),
        );
    }
    let description = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": paths,
        "components": {"responses": responses}});
    let text = text_of(&description);
    for (key, name) in keys {
        assert!(
            text.contains(&format!("pub struct {name} {{")),
            "{key} is no {name}"
        );
    }
}

#[test]
fn members_of_unions_go_by_a_few_words_or_by_what_is_inside_a_property() {
    let team = |more: &str| json!({"type": "object", "properties": {"id": {"type": "string"}, more: {"type": "string"}}});
    let member = |more: &str| json!({"type": "object", "required": ["team"], "properties": {"team": team(more)}});
    let schemas = json!({
        "Found": {"anyOf": [member("name"), member("domain")]},
        "Record": {"oneOf": [
            {"type": "object", "description": "SMS (Outbound)", "properties": {"a": {"type": "string"}}},
            {"type": "object", "description": "Voice Call", "properties": {"a": {"type": "integer"}}},
            {"type": "object", "description": "What is said here is no name.", "properties": {"a": {"type": "boolean"}}}
        ]}
    });
    has(
        &text(&json!({}), &schemas, &json!({})),
        &[
            "struct FoundTeamName {",
            "struct FoundTeamDomain {",
            "struct RecordSmsOutbound {",
            "struct RecordVoiceCall {",
            "struct RecordDetails {",
        ],
    );
}

#[test]
fn types_of_shared_parameters_go_by_the_parameter_and_requests_by_no_name_of_their_body() {
    let direction = json!({"name": "direction", "in": "query", "schema": {"type": "string", "enum": ["asc", "desc"]}});
    let body = json!({"$ref": "#/components/schemas/CreateResponse"});
    let paths = json!({"/a": {"post": {
        "operationId": "createResponse",
        "parameters": [{"$ref": "#/components/parameters/direction"}],
        "requestBody": {"content": {"application/json": {"schema": body}}},
        "responses": answers(&json!({"type": "string"}))
    }}});
    let schemas =
        json!({"CreateResponse": {"type": "object", "properties": {"model": {"type": "string"}}}});
    has(
        &text(&paths, &schemas, &json!({"direction": direction})),
        &[
            "pub enum Direction {",
            "pub struct CreateResponseRequest {",
            "pub struct CreateResponse {",
        ],
    );
}

#[test]
fn an_id_that_is_taken_gets_its_tag_and_a_part_the_name_that_it_has() {
    let deployments = |version: &str| {
        json!({"get": {"operationId": "listDeployment", "tags": [format!("apps_{version}")],
            "responses": answers(&json!({"type": "string"}))}})
    };
    let form = json!({"multipart/form-data": {"schema": {"type": "object", "properties": {
        "file": {"type": "string", "format": "binary"},
        "stream": {"type": "boolean"}, "poll": {"type": "boolean"}
    }}}});
    let paths = json!({
        "/apis/apps/v1/deployments": deployments("v1"),
        "/apis/apps/v1beta1/deployments": deployments("v1beta1"),
        "/files": {"post": {"operationId": "upload", "requestBody": {"content": form},
            "responses": answers(&json!({"type": "string"}))}}
    });
    has(
        &text(&paths, &json!({}), &json!({})),
        &[
            "pub fn list_deployment(&self)",
            "pub fn list_deployment_apps_v1beta1(&self)",
            "pub fn stream(mut self",
            "pub fn poll(mut self",
        ],
    );
}

#[test]
fn a_member_that_a_sentence_tells_goes_by_its_first_words() {
    let member = |said: &str| json!({"type": "object", "properties": {"said": {"type": "string", "enum": [said]}}});
    let schemas = json!({
        "Detail": {"anyOf": [
            member("Shipping options are not supported when the type is given and the preference is none."),
            member("The currency code should have three letters, and no more than that."),
            member("It is late.")
        ]},
        "Reason": {"anyOf": [
            member("The length of the name of the template should be 3."),
            member("The length of the name of the template should be 4.")
        ]}
    });
    has(
        &text(&json!({}), &schemas, &json!({})),
        &[
            "struct DetailShippingOptionsAreNotSupportedWhen {",
            "struct DetailTheCurrencyCodeShouldHaveThree {",
            "struct DetailItIsLate {",
            // The first words do not tell these apart.
            "struct ReasonTheLengthOfTheNameOfTheTemplateShouldBe3 {",
            "struct ReasonTheLengthOfTheNameOfTheTemplateShouldBe4 {",
        ],
    );
}

#[test]
fn a_property_beside_one_with_a_symbol_gets_no_number() {
    let schemas = json!({"Thing": {"type": "object", "properties": {
        "$schema": {"type": "string"}, "schema": {"type": "string"}
    }}});
    has(
        &text(&json!({}), &schemas, &json!({})),
        &[
            "pub schema: Option<String>",
            "pub schema_property: Option<String>",
        ],
    );
}

#[test]
fn what_a_macro_knows_by_a_word_is_not_imported() {
    let schemas = json!({
        "Labels": {"type": "object", "additionalProperties": {}},
        "Input": {"anyOf": [{"type": "string"}, {"$ref": "#/components/schemas/Labels"}]}
    });
    let body = json!({"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Input"}}}});
    let description = json!({
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/a": {"post": {"operationId": "a", "requestBody": body, "responses": {"204": {"description": "d"}}}}},
        "components": {"schemas": schemas}
    });
    let case = generate("given.json", &description.to_string());
    let files = case.files();
    let input = files.get("src/types/input.rs").unwrap_or_default();
    has(input, &["Labels(#[from({Value})] Labels)"]);
    assert!(!input.contains("use serde_json::Value"), "{input}");
}

/// An item is not imported for what only tests of the caller give.
#[test]
fn what_only_tests_take_imports_nothing() {
    let any = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let schemas = json!({
        "Tag": {"type": "object", "properties": {"name": {"type": "string"}}},
        "Tags": {"type": "array", "items": any("Tag")},
        "Note": {"type": "object", "required": ["tags"], "properties": {"tags": any("Tags"), "more": any("Tags")}}
    });
    let paths = json!({"/a": {"get": {"operationId": "a", "responses": answers(&any("Note"))}}});
    let description = json!({
        "openapi": "3.0.3",
        "info": {"title": "t", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas}
    });
    let input = clientwright::Input::new("given", "given.json", description.to_string());
    let output = clientwright::generate(input);
    assert_eq!(clientwright_tests::flaws(&output), [""; 0]);
    let files = output.files.expect("there is a crate");
    let note = files.get("src/types/note.rs").unwrap_or_default();
    has(note, &["new(tags: impl Into<Tags>)", "use super::Tags;"]);
}
