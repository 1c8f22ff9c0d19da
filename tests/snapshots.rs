//! What becomes of small descriptions, one a feature: the API as the generator understood it, and the files.

use std::fmt::Write as _;

use clientwright_tests::generate_file;

#[test]
fn what_the_api_is() {
    insta::glob!("cases/*.{yaml,json}", |path| {
        let case = generate_file(path);
        let api = case
            .output
            .api
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        insta::assert_snapshot!(api);
    });
}

#[test]
fn what_is_generated() {
    insta::glob!("cases/*.{yaml,json}", |path| {
        let case = generate_file(path);
        let mut text = case.diagnostics();
        let description = std::fs::read_to_string(path).expect("the description can be read");
        let shared = description.contains("servers:") || description.contains("securitySchemes");
        for (path, file) in case.files().iter() {
            let of_the_case = path.starts_with("src/api/") || path.starts_with("src/types/");
            let of_the_crate = [
                "src/callbacks.rs",
                "src/error_body.rs",
                "src/headers.rs",
                "src/webhooks.rs",
                "src/xml.rs",
            ]
            .contains(&path);
            if of_the_case || of_the_crate || (shared && path == "src/client.rs") {
                let _ = write!(text, "=== {path}\n{file}");
            }
        }
        insta::assert_snapshot!(text);
    });
}
