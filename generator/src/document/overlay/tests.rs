//! Overlays on small documents.

use crate::document::{Origins, Tree, parse};
use crate::pointer::Pointer;
use crate::report::{Place, Report};
use crate::source::Source;

use super::apply;

const API: &str = "
openapi: 3.0.0
info: {title: t, version: '1'}
tags: [{name: a}, {name: b}, {name: c}]
paths:
  /a: {get: {operationId: x, parameters: [{name: p, in: query}, {name: q, in: query}]}}
  /b: {get: {operationId: y, parameters: [{name: q, in: query}]}}
";

fn read(text: &str) -> Tree {
    let mut report = Report::default();
    let text = format!("---\n{text}");
    let tree = parse(&Source::new("api.yaml", text), &mut report);
    assert_eq!(report.diagnostics(), []);
    tree.unwrap_or(Tree::Null)
}

fn at(text: &str) -> Pointer {
    Pointer::parse(text).unwrap_or_default()
}

/// The description, its origins, and each message with the place in the overlay that it is about.
fn overlaid(overlay: &str) -> (Tree, Origins, Vec<(String, String)>) {
    let mut tree = read(API);
    let (mut origins, mut report) = (Origins::new("api.yaml"), Report::default());
    apply(
        &mut tree,
        &read(overlay),
        "api.overlay.yaml",
        &mut origins,
        &mut report,
    );
    let said = report.diagnostics().iter().map(|said| {
        let place = match &said.place {
            Place::Value(place) => origins.origin(place),
            Place::Text { .. } => origins.origin(&Pointer::root()),
        };
        assert_eq!(place.file, "api.overlay.yaml");
        (place.place.to_string(), said.message.clone())
    });
    let said = said.collect();
    (tree, origins, said)
}

fn with_actions(version: &str, actions: &str) -> (Tree, Origins, Vec<(String, String)>) {
    overlaid(&format!(
        "overlay: {version}\ninfo: {{title: o, version: '1'}}\nactions:\n{actions}"
    ))
}

/// Checks what stands at a place after some actions, of which none is wrong.
#[track_caller]
fn leads_to(actions: &str, place: &str, expected: &str) {
    let (tree, _, said) = with_actions("1.1.0", actions);
    assert_eq!(said, []);
    assert_eq!(tree.at(&at(place)), Some(&read(expected)));
}

/// Checks where and how an action is complained about, and that it changes nothing.
#[track_caller]
fn is_wrong(version: &str, actions: &str, place: &str, message: &str) {
    let (tree, _, said) = with_actions(version, actions);
    let [(found, text)] = said.as_slice() else {
        panic!("one complaint is expected: {said:?}");
    };
    assert_eq!(found, place);
    assert!(text.contains(message), "{text}");
    assert_eq!(tree, read(API));
}

#[test]
fn an_update_merges_mappings_and_replaces_scalars() {
    leads_to(
        "- {target: $.info, update: {title: new, contact: {name: n}}}",
        "/info",
        "{title: new, version: '1', contact: {name: n}}",
    );
    leads_to(
        "- {target: $, update: {info: {x-a: 1}, tags: [{name: d}]}}",
        "",
        &API.replace("version: '1'}", "version: '1', x-a: 1}")
            .replace("{name: c}]", "{name: c}, {name: d}]"),
    );
}

#[test]
fn an_update_of_a_list_is_added_to_its_end() {
    let expected = "[{name: a}, {name: b}, {name: c}, {name: d}]";
    leads_to("- {target: $.tags, update: {name: d}}", "/tags", expected);
    leads_to("- {target: $.tags, update: [{name: d}]}", "/tags", expected);
}

#[test]
fn a_query_may_select_many_values() {
    let (tree, _, said) = with_actions(
        "1.0.0",
        "- {target: '$.paths.*.get', update: {x-safe: true}}\n\
         - {target: \"$.paths.*.get.parameters[?@.name == 'q' && @.in == 'query']\", update: {required: true}}",
    );
    assert_eq!(said, []);
    for place in ["/paths/~1a/get/x-safe", "/paths/~1b/get/x-safe"] {
        assert_eq!(tree.at(&at(place)), Some(&Tree::Bool(true)));
    }
    assert_eq!(tree.at(&at("/paths/~1a/get/parameters/0/required")), None);
    for place in [
        "/paths/~1a/get/parameters/1/required",
        "/paths/~1b/get/parameters/0/required",
    ] {
        assert_eq!(tree.at(&at(place)), Some(&Tree::Bool(true)));
    }
}

#[test]
fn what_is_selected_can_be_removed() {
    leads_to(
        "- {target: \"$.paths['/a']\", remove: true}",
        "/paths",
        "{/b: {get: {operationId: y, parameters: [{name: q, in: query}]}}}",
    );
    leads_to(
        "- {target: '$.tags[0,2]', remove: true}",
        "/tags",
        "[{name: b}]",
    );
    leads_to(
        "- {target: '$.tags[*]', remove: true, update: {a: 1}}",
        "/tags",
        "[]",
    );
}

#[test]
fn actions_see_what_those_before_them_did() {
    leads_to(
        "- {target: $.info, update: {contact: {name: n}}}\n\
         - {target: $.info.contact, update: {url: u}}\n\
         - {target: $.info.contact.name, remove: true}",
        "/info/contact",
        "{url: u}",
    );
}

#[test]
fn a_copy_is_merged_like_an_update() {
    leads_to(
        "- {target: $.paths, update: {/c: {}}}\n- {target: \"$.paths['/c']\", copy: \"$.paths['/b']\"}",
        "/paths/~1c",
        "{get: {operationId: y, parameters: [{name: q, in: query}]}}",
    );
    is_wrong(
        "1.1.0",
        "- {target: $.info, copy: '$.tags[*]'}",
        "/actions/0/copy",
        "matches 3 values",
    );
}

#[test]
fn an_action_that_matches_nothing_is_an_error() {
    is_wrong(
        "1.1.0",
        "- {target: $.info.nothing, update: {}}",
        "/actions/0/target",
        "matches nothing",
    );
}

#[test]
fn a_scalar_is_replaced_by_a_scalar_since_1_1() {
    leads_to(
        "- {target: $.info.title, update: new}",
        "/info/title",
        "new",
    );
    let scalar = "- {target: $.info.title, update: new}";
    is_wrong("1.0.0", scalar, "/actions/0/update", "cannot be updated");
    let mapping = "- {target: $.info.title, update: {}}";
    is_wrong("1.1.0", mapping, "/actions/0/update", "cannot be updated");
    let text = "- {target: $.info, update: new}";
    is_wrong("1.1.0", text, "/actions/0/update", "cannot be updated");
}

#[test]
fn wrong_shapes_are_errors_at_their_places() {
    for (actions, place, message) in [
        ("- text", "/actions/0", "is a mapping"),
        ("- {update: {}}", "/actions/0", "needs `target`"),
        ("- {target: $.info}", "/actions/0", "one of three"),
        (
            "- {target: $.info, update: {}, copy: $.info}",
            "/actions/0",
            "one of three",
        ),
        (
            "- {target: $.info, remove: 'yes'}",
            "/actions/0/remove",
            "boolean",
        ),
        (
            "- {target: $.info, updates: {}}",
            "/actions/0/updates",
            "not known",
        ),
        (
            "- {target: 'info', remove: true}",
            "/actions/0/target",
            "not a JSONPath",
        ),
        (
            "- {target: '$[?((((((((((((((1==1))))))))))))))]', remove: true}",
            "/actions/0/target",
            "brackets",
        ),
        (
            "- {target: $, remove: true}",
            "/actions/0/target",
            "whole description",
        ),
    ] {
        is_wrong("1.1.0", actions, place, message);
    }
}

#[test]
fn wrong_overlays_are_errors() {
    for (overlay, place, message) in [
        ("[]", "", "is a mapping"),
        (
            "{info: {title: o, version: '1'}, actions: [{target: $.info, update: {}}]}",
            "",
            "version",
        ),
        (
            "{overlay: 2.0.0, info: {title: o, version: '1'}, actions: [{target: $.info, update: {}}]}",
            "/overlay",
            "version",
        ),
        (
            "{overlay: 1.0.0, actions: [{target: $.info, update: {}}]}",
            "",
            "`info`",
        ),
        (
            "{overlay: 1.0.0, info: {title: o}, actions: [{target: $.info, update: {}}]}",
            "/info",
            "`version`",
        ),
        (
            "{overlay: 1.0.0, info: {title: o, version: '1'}, actions: []}",
            "",
            "`actions`",
        ),
        (
            "{overlay: 1.0.0, info: {title: o, version: '1'}, action: 1, actions: [{target: $.info, update: {}}]}",
            "/action",
            "not known",
        ),
    ] {
        let (_, _, said) = overlaid(overlay);
        let [(found, text)] = said.as_slice() else {
            panic!("one complaint is expected: {said:?}");
        };
        assert_eq!(found, place);
        assert!(text.contains(message), "{text}");
    }
}

#[test]
fn values_know_which_file_they_stand_in() {
    let (_, origins, said) = with_actions(
        "1.1.0",
        "- {target: $.info, update: {title: new, contact: {name: n}}}\n\
         - {target: '$.tags[0]', remove: true}\n\
         - {target: $.tags, update: [{name: d}]}\n\
         - {target: $.tags, copy: $.info}",
    );
    assert_eq!(said, []);
    for (place, file, old) in [
        ("/info/title", "api.overlay.yaml", "/actions/0/update/title"),
        (
            "/info/contact/name",
            "api.overlay.yaml",
            "/actions/0/update/contact/name",
        ),
        ("/info/version", "api.yaml", "/info/version"),
        ("/tags/0/name", "api.yaml", "/tags/1/name"),
        (
            "/tags/2/name",
            "api.overlay.yaml",
            "/actions/2/update/0/name",
        ),
        ("/tags/3/version", "api.yaml", "/info/version"),
        (
            "/tags/3/title",
            "api.overlay.yaml",
            "/actions/0/update/title",
        ),
    ] {
        let origin = origins.origin(&at(place));
        assert_eq!(
            (origin.file.as_str(), origin.place.to_string().as_str()),
            (file, old),
            "{place}"
        );
    }
}
