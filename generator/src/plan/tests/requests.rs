//! Operations: arguments, setters, bodies, responses and pages.

use super::*;
use crate::ir::{Needed, Next, Page, PageKind, PageParam, Xml};
use crate::plan::names::reserved;

fn one(operation: Operation, types: Vec<TypeDef>) -> String {
    calls(&with_operations(types, vec![operation]))
}

#[test]
fn required_things_are_arguments_in_the_order_of_the_path() {
    let mut call = operation("get-thing", Method::Get, "/a/{first}/b/{second}");
    call.params = vec![
        param("second", Location::Path, true, Type::String),
        param(
            "limit",
            Location::Query,
            false,
            Type::Integer(crate::ir::Integer::Int64),
        ),
        param("kinds", Location::Query, true, list(Type::String)),
        param("first", Location::Path, true, Type::String),
    ];
    let expected = "mod api::things
  fn get_thing(first: into String, second: into String, kinds: each into String) -> GetThing: GET /a/{first}/b/{second}
    first path \"first\"
    second path \"second\"
    kinds query \"kinds\"
    .limit(i64) query \"limit\"
    -> () Empty
";
    assert_eq!(one(call, Vec::new()), expected);
}

#[test]
fn parameters_of_one_name_are_told_apart_by_their_place() {
    let mut call = operation("call", Method::Get, "/{id}");
    call.params = vec![
        param("id", Location::Path, true, Type::String),
        param("id", Location::Query, false, Type::String),
        param("send", Location::Query, false, Type::String),
        param(
            "version",
            Location::Header,
            true,
            Type::Const(Json::from("2024")),
        ),
    ];
    let text = one(call, Vec::new());
    for line in [
        "fn call_request(id: into String) -> CallRequest:",
        ".id_query(into String) query \"id\"",
        ".send_query(into String) query \"send\"",
        "header \"version\" = \"2024\"",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn a_required_body_is_an_argument_whatever_its_schema_says() {
    let mut call = operation("resend", Method::Post, "/resend");
    call.body = Some(body(Type::Map(Box::new(any()))));
    let text = one(call.clone(), Vec::new());
    let expected = "  fn resend(body: any Value) -> Resend: POST /resend
    body body JsonObject(\"application/json\")
";
    assert!(text.contains(expected), "{text}");
    call.body = Some(body(any()));
    let text = one(call, Vec::new());
    assert!(text.contains("body body Json(None)\n"), "{text}");
}

#[test]
fn each_media_type_has_a_method_and_shares_what_it_can() {
    let of = |media_type: &str, media| Content {
        media_type: media_type.to_owned(),
        media,
        examples: Vec::new(),
    };
    let anything = || Type::Map(Box::new(any()));
    let mut call = operation("change-it", Method::Patch, "/it");
    call.params = vec![param("dry", Location::Query, false, Type::Bool)];
    call.body = Some(Body {
        docs: Docs::default(),
        required: true,
        contents: vec![
            of("application/json-patch+json", Media::Json(anything())),
            of("application/merge-patch+json", Media::Json(anything())),
            of("text/plain", Media::Text),
        ],
    });
    let mut clash = operation("change-it-as-text", Method::Get, "/text");
    clash.tag.clone_from(&call.tag);
    let text = calls(&with_operations(Vec::new(), vec![call.clone(), clash]));
    for line in [
        "fn change_it(body: any Value) -> ChangeIt:",
        "body JsonList(\"application/json-patch+json\")",
        "fn change_it_as_merge_patch(body: any Value) -> ChangeIt:",
        "body JsonObject(\"application/merge-patch+json\")",
        // No method of another operation moves.
        "fn change_it_as_plain(body: into String) -> ChangeIt:",
        "fn change_it_as_text() -> ChangeItAsText:",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    // A setter of the body belongs to one media type.
    if let Some(body) = &mut call.body {
        body.required = false;
    }
    let text = one(call, Vec::new());
    for line in [
        "fn change_it() -> ChangeIt:",
        "    .body(any Value) body JsonList",
        "fn change_it_as_merge_patch(body: any Value) -> ChangeItAsMergePatch:",
        "fn change_it_as_text(body: into String) -> ChangeItAsText:",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn answers_of_one_shape_or_none_are_an_option() {
    let mut call = operation("find", Method::Get, "/find");
    call.responses = vec![
        answer(Status::Code(200), vec![json(Type::String)]),
        answer(Status::Code(204), Vec::new()),
    ];
    let text = one(call, Vec::new());
    assert!(text.contains("-> Option<String> JsonOrNone\n"), "{text}");
    assert!(text.contains("accept application/json\n"), "{text}");
}

#[test]
fn answers_of_several_shapes_are_an_enum() {
    let mut call = operation("start", Method::Post, "/start");
    call.responses = vec![
        answer(Status::Code(200), vec![json(Type::String)]),
        answer(Status::Code(202), vec![json(Type::Bool)]),
    ];
    let expected = "    -> enum StartResponse
       Ok(String) Code(200) Json
       Accepted(bool) Code(202) Json
";
    let text = one(call, Vec::new());
    assert!(text.contains(expected), "{text}");
}

#[test]
fn xml_is_typed_where_its_schema_says_more_than_text() {
    let xml = |ty| Content {
        media_type: "application/xml".to_owned(),
        media: Media::Xml(ty, Xml::default()),
        examples: Vec::new(),
    };
    let mut call = operation("put-thing", Method::Put, "/things");
    call.body = Some(Body {
        docs: Docs::default(),
        required: true,
        contents: vec![xml(named(0))],
    });
    call.responses = vec![
        answer(Status::Code(200), vec![xml(list(named(0)))]),
        answer(Status::Code(400), vec![xml(named(0)), json(named(0))]),
        answer(Status::Code(500), vec![xml(named(0))]),
        answer(Status::Default, vec![xml(Type::String)]),
    ];
    let defs = vec![declared("Thing", object(vec![required("id", Type::Bool)]))];
    let api = with_operations(defs, vec![call]);
    let text = outlined(&api, &mut Report::default());
    for part in [
        "fn put_thing(body: into Thing) -> PutThing:",
        "body body Xml(\"application/xml\", Ident(\"THING\"))\n",
        "-> Vec<Thing> Xml(Ident(\"THING_LIST\"))\n",
        "error Thing(Thing) thing() Json, thing_xml() Xml(Ident(\"THING\"))\n",
        "error Text(String) text() Text\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn errors_are_typed_once_for_the_crate() {
    let defs = || {
        let kind = || object(vec![optional("message", Type::String)]);
        vec![declared("Error", kind()), declared("Problem", kind())]
    };
    let mut call = operation("a", Method::Get, "/a");
    call.responses = vec![
        answer(Status::Code(200), Vec::new()),
        answer(Status::Default, vec![json(named(1))]),
        answer(Status::Code(404), vec![json(named(0))]),
        answer(Status::Range(5), vec![json(named(0))]),
    ];
    let mut other = operation("b", Method::Get, "/b");
    other.responses = vec![answer(Status::Code(200), Vec::new())];
    let mut api = with_operations(defs(), vec![call, other]);
    api.error_body = Some(named(1));
    let text = outline(&api);
    for part in [
        "error Problem(Problem) problem() Json\nerror Error(types::Error) error() Json\n",
        "    error Code(404) error()\n    error Range(5) error()\n    error Default problem()\n",
        "fn b() -> B: GET /b\n    -> () Empty\n    error Default problem()\n",
    ] {
        assert!(text.contains(part), "{part}{text}");
    }
}

#[test]
fn a_request_is_not_called_like_what_it_sends() {
    let mut call = operation("create-thing", Method::Post, "/things");
    call.body = Some(body(named(0)));
    let defs = vec![declared(
        "CreateThing",
        object(vec![required("id", Type::String)]),
    )];
    let text = one(call, defs);
    assert!(
        text.contains("fn create_thing(body: into CreateThing) -> CreateThingRequest:"),
        "{text}"
    );
}

#[test]
fn pages_follow_the_properties_that_are_named() {
    let mut call = operation("list", Method::Get, "/list");
    call.params = vec![param("after", Location::Query, false, Type::String)];
    call.responses = vec![answer(Status::Code(200), vec![json(named(0))])];
    call.page = Some(Page {
        kind: PageKind::Cursor {
            param: PageParam::Query("after".to_owned()),
            next: Next::Body(vec!["last_id".to_owned()]),
            more: Some(vec!["has_more".to_owned()]),
        },
        items: vec!["data".to_owned()],
    });
    let defs = vec![
        declared(
            "Page",
            object(vec![
                required("data", list(named(1))),
                optional("last_id", Type::String),
                required("has_more", Type::Bool),
            ]),
        ),
        declared("Thing", object(vec![required("id", Type::String)])),
    ];
    let text = one(call, defs);
    let expected = "pages of Thing in data by after = last_id? while has_more\n";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn the_first_server_with_a_host_is_that_of_the_api() {
    let of = |urls: &[&str]| {
        let servers = urls.iter().map(|url| crate::ir::Server {
            alias: None,
            url: (*url).to_owned(),
            docs: Docs::default(),
            variables: Vec::new(),
        });
        let call = operation("get-it", Method::Get, "/it");
        let mut api = with_operations(Vec::new(), vec![call]);
        api.servers = servers.collect();
        outline(&api)
    };
    for (urls, server) in [
        (&["/", "https://a.example"][..], Some("https://a.example")),
        (
            &["/v1", "not a url", "https://a.example/v1"],
            Some("https://a.example/v1"),
        ),
        (&["https://a.example", "/"], Some("https://a.example")),
        (
            &["https://b.example", "https://a.example"],
            Some("https://b.example"),
        ),
        (&["/v1"], None),
    ] {
        let text = of(urls);
        let found = text
            .lines()
            .find_map(|line| line.strip_prefix("server https"));
        assert_eq!(
            found,
            server.and_then(|url| url.strip_prefix("https")),
            "{text}"
        );
    }
}

#[test]
fn the_methods_of_the_runtime_are_reserved() {
    let builder = [
        include_str!("../../../runtime/src/runtime/client/builder.rs"),
        include_str!("../../../runtime/src/runtime/client/oauth2/client_credentials.rs"),
        include_str!("../../../runtime/src/runtime/client/servers.rs"),
        include_str!("../../../runtime/src/runtime/client/token_source.rs"),
    ];
    for text in builder {
        let block = text
            .split("impl ClientBuilder {")
            .nth(1)
            .unwrap_or_default();
        let block = block.split("\n}\n").next().unwrap_or_default();
        for line in block.lines().filter(|line| line.contains(" fn ")) {
            let name = line.split(" fn ").nth(1).unwrap_or_default();
            let name = name.split(['(', '<']).next().unwrap_or_default();
            assert!(reserved::BUILDER_METHODS.contains(&name), "{name}");
        }
    }
}

#[test]
fn the_methods_of_every_request_are_reserved() {
    let text = include_str!("../../../runtime/src/runtime/call/methods.rs");
    let names = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub fn "));
    // A name of the description's begins with `$` there.
    let names = names.filter(|line| !line.starts_with('$'));
    for name in names.filter_map(|line| line.split('(').next()) {
        let mut reserved = reserved::REQUEST_METHODS
            .iter()
            .chain(reserved::STREAM_METHODS);
        assert!(reserved.any(|known| *known == name), "{name}");
    }
}

#[test]
fn methods_say_what_their_statuses_and_scopes_are() {
    let mut call = operation("get-thing", Method::Get, "/a");
    let mut missing = answer(Status::Code(404), vec![json(Type::String)]);
    missing.docs.description = Some("There is none | at all.".to_owned());
    call.responses = vec![
        missing,
        answer(Status::Code(200), vec![json(Type::Bool)]),
        answer(Status::Default, Vec::new()),
    ];
    call.security = vec![vec![Needed {
        scheme: 0,
        scopes: vec!["read".to_owned()],
    }]];
    let mut api = with_operations(Vec::new(), vec![call]);
    api.auth = vec![crate::ir::Auth {
        name: "KeyAuth".to_owned(),
        alias: None,
        docs: Docs::default(),
        kind: crate::ir::AuthKind::Bearer,
        env: None,
        prefix: None,
    }];
    let krate = planned(&api, &mut Report::default());
    assert_eq!(
        krate.modules[0].requests[0].method_docs.as_str(),
        "`GET /a`

| Status | Meaning | Result |
|---|---|---|
| 200 |  | `bool` |
| 404 | There is none \\| at all. | [`ErrorBody::Text`] |
| other |  | [`Error`](crate::Error) |

Credential: [`key`](crate::ClientBuilder::key) with the scope `read`."
    );
}

#[test]
fn a_key_that_stands_alone_in_authorization_is_told() {
    let auth = |name: &str, prefix: Option<&str>| crate::ir::Auth {
        name: "Key".to_owned(),
        alias: None,
        docs: Docs::default(),
        kind: crate::ir::AuthKind::ApiKey {
            location: Location::Header,
            name: name.to_owned(),
        },
        env: None,
        prefix: prefix.map(str::to_owned),
    };
    for (name, prefix, bare) in [
        ("Authorization", None, true),
        ("authorization", Some("Token "), false),
        ("X-Key", None, false),
    ] {
        let mut api = with_operations(Vec::new(), Vec::new());
        api.auth = vec![auth(name, prefix)];
        let krate = planned(&api, &mut Report::default());
        let scheme = &krate.api.schemes[0];
        let told = scheme
            .docs
            .as_str()
            .contains("with the word that the service wants");
        assert_eq!((scheme.is_bare, told), (bare, bare), "{name} {prefix:?}");
    }
}
