//! What is suggested for the cases and for the descriptions of this repository: it can be applied, and it says what their
//! authors' overlays say.

use std::fs;
use std::path::Path;

use clientwright::ir::{Api, Operation};
use clientwright::{Input, Output, understand};
use clientwright_tests::repository;

/// Reads a description. That of a case is read without what it says for the generator alone, and with a name for the next
/// cursor that services have.
fn read(folder: &str, name: &str, overlay: Option<&str>) -> Output {
    let is_case = folder.ends_with("cases");
    let folder = repository().join(folder);
    let parts =
        |path: &str| fs::read_to_string(folder.join(path)).map_err(|error| error.to_string());
    let text = fs::read_to_string(folder.join(name)).expect("the description");
    let is_kept =
        |line: &&str| !is_case || !line.contains("x-clientwright-") || line.ends_with(':');
    let lines: Vec<&str> = text.lines().filter(is_kept).collect();
    let text = lines.join("\n");
    let text = if is_case {
        text.replace(" next: {", " next_cursor: {")
    } else {
        text
    };
    let input = Input::new("example", name, text).read(&parts);
    match overlay {
        None => understand(input),
        Some(text) => understand(input.overlay("suggested.overlay.yaml", text)),
    }
}

/// The API with what is suggested for it, which must add no diagnostic, and the overlay.
fn with_suggestions(folder: &str, name: &str) -> (Api, String) {
    let plain = read(folder, name, None);
    let (Some(api), Some(document)) = (plain.api, &plain.document) else {
        panic!("{name} cannot be read: {:#?}", plain.report.diagnostics());
    };
    let found = clientwright::suggest::suggest(&api, document, &plain.sources);
    let overlay = clientwright::suggest::overlay(&api.title, "example", &found, &plain.sources);
    let Some(overlay) = overlay else {
        return (api, String::new());
    };
    let with = read(folder, name, Some(&overlay));
    assert_eq!(
        with.report.diagnostics(),
        plain.report.diagnostics(),
        "{name}:\n{overlay}"
    );
    (with.api.expect("an API"), overlay)
}

#[test]
fn what_is_suggested_for_the_cases_can_be_applied() {
    let mut names = Vec::new();
    for entry in fs::read_dir(repository().join("tests/cases")).expect("the folder") {
        let name = entry
            .expect("an entry")
            .file_name()
            .into_string()
            .expect("text");
        if Path::new(&name)
            .extension()
            .is_some_and(|end| end == "yaml" || end == "json")
        {
            names.push(name);
        }
    }
    names.sort();
    let suggested = names
        .iter()
        .filter(|name| !with_suggestions("tests/cases", name).1.is_empty());
    assert!(suggested.count() > 0 && names.len() > 30, "{names:?}");
}

/// What the overlays of this repository say about pages and credentials shows in the descriptions, but for the name of one
/// variable.
#[test]
fn the_overlays_of_this_repository_are_found() {
    for (name, variable) in [
        (
            "openai-invites.yaml",
            ("OPENAI_ADMIN_KEY", "OPENAI_ADMIN_API_KEY"),
        ),
        ("koyeb-invitations.json", ("KOYEB_TOKEN", "KOYEB_TOKEN")),
    ] {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let hand = repository().join(format!("spec/{stem}.overlay.yaml"));
        let hand = fs::read_to_string(hand).expect("the overlay");
        let hand = read("spec", name, Some(&hand)).api.expect("an API");
        let (found, overlay) = with_suggestions("spec", name);
        let pages = |api: &Api| {
            let pages = api.operations.iter().filter_map(|operation: &Operation| {
                Some((operation.id.clone(), operation.page.clone()?))
            });
            pages.collect::<Vec<_>>()
        };
        assert!(!pages(&hand).is_empty());
        assert_eq!(pages(&found), pages(&hand), "{overlay}");
        let prefixes = |api: &Api| {
            api.auth
                .iter()
                .map(|auth| auth.prefix.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(prefixes(&found), prefixes(&hand), "{overlay}");
        let variables = |api: &Api| {
            api.auth
                .iter()
                .map(|auth| auth.env.clone())
                .collect::<Vec<_>>()
        };
        let (wanted, suggested) = variable;
        let renamed = variables(&found).into_iter().map(|found| {
            found.map(|found| {
                if found == suggested {
                    wanted.to_owned()
                } else {
                    found
                }
            })
        });
        assert_eq!(renamed.collect::<Vec<_>>(), variables(&hand), "{overlay}");
        // Those of 64 bits in that family are read as strings, and so they are by hand.
        let lenient = |api: &Api| format!("{:?}", api.types).matches("Int64OrText").count();
        assert_eq!(lenient(&found), lenient(&hand), "{overlay}");
    }
}
