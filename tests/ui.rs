//! What is printed of wrong descriptions: one small file a mistake, in YAML and JSON.

use clientwright_tests::{generate, generate_file};

#[test]
fn wrong_descriptions_are_explained() {
    insta::glob!("ui/*.{yaml,json}", |path| {
        if path.to_string_lossy().contains(".overlay.") {
            return;
        }
        let case = generate_file(path);
        let end = if case.output.files.is_some() {
            "a crate is generated"
        } else {
            "nothing is generated"
        };
        insta::assert_snapshot!(format!("{}{end}", case.diagnostics()));
    });
}

#[test]
fn every_diagnostic_is_also_json() {
    insta::glob!("ui/*.{yaml,json}", |path| {
        if path.to_string_lossy().contains(".overlay.") {
            return;
        }
        let output = generate_file(path).output;
        let lines = clientwright::print::json(&output.report, &output.sources);
        assert_eq!(lines.lines().count(), output.report.diagnostics().len());
        for line in lines.lines() {
            let value: serde_json::Value =
                serde_json::from_str(line).expect("one JSON text a line");
            for key in ["severity", "code", "message", "file"] {
                assert!(value[key].is_string(), "`{key}` is missing in {line}");
            }
            assert!(
                value["line"].as_u64() >= Some(1) && value["column"].as_u64() >= Some(1),
                "{line}"
            );
        }
    });
}

#[test]
fn hostile_texts_end_in_a_diagnostic() {
    let texts = [
        ("brackets.json", "[".repeat(100_000)),
        (
            "closed.json",
            format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)),
        ),
        (
            "objects.json",
            format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000)),
        ),
        ("dashes.yaml", "- ".repeat(100_000)),
        ("flow.yaml", "{a: ".repeat(100_000)),
        (
            "anchors.yaml",
            format!("a: &a [x]\nb: [{}]", "*a, ".repeat(200_000)),
        ),
        ("self.yaml", "a: &a [*a]".to_owned()),
        ("quotes.json", "\"".repeat(99_999)),
        ("zeros.json", "\0".repeat(1000)),
        ("tag.yaml", "!!python/object:os.system x".to_owned()),
    ];
    for (name, text) in texts {
        let case = generate(name, &text);
        assert!(case.output.report.has_errors(), "{name} has been taken");
        assert!(
            case.diagnostics().len() < 20_000,
            "{name}: the message is too long"
        );
    }
}
