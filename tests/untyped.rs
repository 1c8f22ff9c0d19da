//! What a crate offers to its command line is what the command line takes from it.

use clientwright::{Input, generate};

const DESCRIPTION: &str = "
openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: https://t.example}]
paths:
  /things:
    get: {operationId: listThings, security: [{certificate: []}, {key: []}], responses: {'204': {description: Done.}}}
components:
  securitySchemes:
    certificate: {type: mutualTLS}
    key: {type: apiKey, in: header, name: X-Key}
";

#[test]
fn a_scheme_that_a_command_names_is_public_in_the_client() {
    let output = generate(Input::new("given", "given.yaml", DESCRIPTION.to_owned()));
    let files = output.files.expect("a crate");
    let program = output.command_line.expect("a command line");
    let uses: String = program.iter().map(|(_, text)| text).collect();
    for scheme in ["CERTIFICATE", "KEY"] {
        assert!(uses.contains(scheme), "no command names {scheme}");
        let client = files.get("src/client.rs").unwrap_or_default();
        assert!(
            client.contains(&format!("\npub static {scheme}:")),
            "{client}"
        );
        let root = files.get("src/lib.rs").unwrap_or_default();
        assert!(root.contains(scheme), "{root}");
    }
}
