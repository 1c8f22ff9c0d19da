//! Makes a module of each description.

use clientwright::Build;

const APIS: [&str; 7] = [
    "discord",
    "docker",
    "github",
    "kubernetes",
    "openai",
    "slack",
    "stripe",
];

fn main() -> clientwright::disk::Result<()> {
    for api in APIS {
        Build::new(format!("spec/{api}.yaml")).write_to_out_dir()?;
    }
    Ok(())
}
