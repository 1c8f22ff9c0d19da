//! Makes a module of some descriptions that together need most parts of the runtime.

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

fn main() -> clientwright::disk::Result<()> {
    for case in CASES {
        let features = ["blocking", "http-client", "test-util"];
        let build = Build::new(format!("../cases/{case}.yaml"));
        features
            .into_iter()
            .fold(build, Build::feature)
            .write_to_out_dir()?;
    }
    Ok(())
}
