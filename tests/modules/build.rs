//! Makes a module of some descriptions that together need most parts of the runtime.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use clientwright::Build;

const CASES: [&str; 8] = [
    "oauth2",
    "pages",
    "parts",
    "scalars",
    "streams",
    "union-discriminator",
    "webhooks",
    "xml",
];

fn main() -> Result<(), Box<dyn Error>> {
    for case in CASES {
        let features = ["blocking", "http-client", "test-util"];
        let build = Build::new(format!("../cases/{case}.yaml"));
        features
            .into_iter()
            .fold(build, Build::feature)
            .write_to_out_dir()?;
    }
    write_wide()
}

/// Makes a module of two objects with more properties than the compiler follows an expansion deep.
fn write_wide() -> Result<(), Box<dyn Error>> {
    let names: Vec<String> = (0..400).map(|number| format!("p{number}")).collect();
    let properties: Vec<String> = names
        .iter()
        .map(|name| format!("{name}: {{type: string}}"))
        .collect();
    let (names, properties) = (names.join(", "), properties.join(", "));
    let description = format!(
        "openapi: 3.1.0
info: {{title: Wide, version: '1'}}
servers: [{{url: https://wide.example}}]
paths:
  /open: {{post: {{operationId: open, requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Open'}}}}}}}}, responses: {{'204': {{description: Done.}}}}}}}}
  /full: {{post: {{operationId: full, requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Full'}}}}}}}}, responses: {{'204': {{description: Done.}}}}}}}}
components:
  schemas:
    Open: {{type: object, properties: {{{properties}}}}}
    Full: {{type: object, required: [{names}], properties: {{{properties}}}}}
"
    );
    let folder = env::var_os("OUT_DIR").unwrap_or_default();
    let file = Path::new(&folder).join("wide.yaml");
    fs::write(&file, description)?;
    Build::new(file).write_to_out_dir()?;
    Ok(())
}
