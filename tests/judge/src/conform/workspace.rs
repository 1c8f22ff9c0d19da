//! The scratch workspace: the generated crates, their drivers, and the program that makes the calls.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::driver::concat;
use crate::place;

/// What the drivers stand on, as it is compiled there.
const SUPPORT: &str = include_str!("support.rs");

/// The package of that.
const SUPPORT_PACKAGE: &str = "conform-support";

/// What the program needs of tokio. The drivers are compiled with the same of it, so that they are compiled once only.
const TOKIO: &str = "tokio = { version = \"1\", default-features = false, features = [\"net\", \"rt\", \"time\"] }\n";

/// The programs run for seconds: what costs most is to compile them, and the code that unwinds is a third of that.
const PROFILE: &str = "codegen-units = 2\ndebug = false\ndebug-assertions = false\nincremental = false\npanic = \"abort\"\n";

/// A description of the run.
#[derive(Debug)]
pub(crate) struct Member {
    /// The description's file name, by which calls name it.
    pub(crate) doc: String,
    /// The package's name.
    pub(crate) package: String,
    /// The features of the crate that the driver needs, each in quotes.
    pub(crate) features: &'static str,
    /// The driver's source, or why there is no crate.
    pub(crate) driver: Result<String, String>,
}

impl Member {
    /// Whether a message of cargo's names the folder of its crate, or a file in it.
    pub(crate) fn is_named(&self, said: &str) -> bool {
        let ends = ['`', '/', ')'];
        let mut ends = ends
            .map(|end| format!("crates/{}{end}", self.package))
            .into_iter();
        ends.any(|end| said.contains(&end))
    }
}

/// Writes the workspace, without touching what has not changed.
fn write(scratch: &Path, members: &[Member]) -> Result<()> {
    let made = || {
        members
            .iter()
            .filter_map(|member| Some((member, member.driver.as_ref().ok()?)))
    };
    let list = concat(made().map(|(member, _)| {
        format!(
            "    \"crates/{0}\",\n    \"drivers/{0}\",\n",
            member.package
        )
    }));
    put(
        &scratch.join("Cargo.toml"),
        &format!(
            "[workspace]\nresolver = \"3\"\nmembers = [\n{list}    \"runner\",\n    \"support\",\n]\n\n[profile.dev]\n{PROFILE}"
        ),
    )?;
    let lock = scratch.join("Cargo.lock");
    if !lock.exists() {
        fs::copy(place::repository().join("Cargo.lock"), lock)?;
    }
    put(
        &scratch.join("support/Cargo.toml"),
        &manifest(
            SUPPORT_PACKAGE,
            &format!(
                "{TOKIO}base64 = {{ version = \"0.23\", default-features = false, features = [\"alloc\"] }}\nserde = \"1\"\nserde_json = \"1\"\n"
            ),
        ),
    )?;
    put(&scratch.join("support/src/lib.rs"), SUPPORT)?;
    for (member, driver) in made() {
        let (name, folder) = (
            &member.package,
            scratch.join("drivers").join(&member.package),
        );
        let dependencies = format!(
            "conform-support = {{ path = \"../../support\" }}\n{name} = {{ path = \"../../crates/{name}\", default-features = false, \
             features = [{}] }}\nserde_json = \"1\"\n",
            member.features
        );
        put(
            &folder.join("Cargo.toml"),
            &manifest(&driver_of(name), &dependencies),
        )?;
        put(&folder.join("src/lib.rs"), driver)?;
    }
    write_runner(scratch, &[])
}

/// Writes the program that makes the calls, for the descriptions whose drivers have been compiled.
fn write_runner(scratch: &Path, members: &[&Member]) -> Result<()> {
    let drivers = concat(members.iter().map(|member| {
        let driver = driver_of(&member.package);
        format!(
            "{driver} = {{ path = \"../drivers/{}\" }}\n",
            member.package
        )
    }));
    let arms = concat(members.iter().map(|member| {
        let driver = driver_of(&member.package).replace('-', "_");
        format!(
            "                {:?} => {driver}::call(&row, &origin).await,\n",
            member.doc
        )
    }));
    let dependencies = format!("conform-support = {{ path = \"../support\" }}\n{TOKIO}{drivers}");
    put(
        &scratch.join("runner/Cargo.toml"),
        &manifest("conform-runner", &dependencies),
    )?;
    let source = format!(
        "use std::env::args;\n\nfn main() -> Result<(), Box<dyn std::error::Error>> {{\n    let runtime = \
         tokio::runtime::Builder::new_current_thread().enable_all().build()?;\n    let list = \
         args().nth(1).unwrap_or_default();\n    let origin = args().nth(2).unwrap_or_default();\n    let docs: Vec<_> = args().skip(3).collect();\n    \
         conform_support::run(&list, &docs, |row| {{\n        runtime.block_on(async {{\n            match row.text(\"doc\") {{\n{arms}                \
         _ => Err(\"its crate is missing\".to_owned()),\n            }}\n        }})\n    }})?;\n    Ok(())\n}}\n"
    );
    put(&scratch.join("runner/src/main.rs"), &source)
}

/// What cargo made of the workspace.
#[derive(Debug, Default)]
struct Build {
    /// The packages that compiled.
    compiled: BTreeSet<String>,
    /// What the compiler said first of a package.
    errors: BTreeMap<String, String>,
    /// What cargo itself said.
    said: String,
}

/// Compiles the drivers. The crates are asked for by their drivers alone: by themselves they would be compiled with their
/// default features, and once more for the program.
fn compile(scratch: &Path, members: &[Member]) -> Result<Build> {
    let made = members.iter().filter(|member| member.driver.is_ok());
    let drivers = made.flat_map(|member| ["--package".to_owned(), driver_of(&member.package)]);
    let mut child = cargo(scratch)
        .args([
            "build",
            "--quiet",
            "--keep-going",
            "--message-format",
            "json",
        ])
        .args(["--package", SUPPORT_PACKAGE])
        .args(drivers)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut build = Build::default();
    // Cargo writes its messages to one stream and next to nothing to the other one.
    let stdout = child.stdout.take().context("cargo's messages")?;
    for line in BufReader::new(stdout).lines() {
        let message: Value = serde_json::from_str(&line?).unwrap_or_default();
        let target = message["target"]["name"]
            .as_str()
            .unwrap_or_default()
            .replace('_', "-");
        match message["reason"].as_str() {
            Some("compiler-artifact") => drop(build.compiled.insert(target)),
            Some("compiler-message") if message["message"]["level"] == "error" => {
                let text = message["message"]["rendered"].as_str().unwrap_or_default();
                build
                    .errors
                    .entry(target)
                    .or_insert_with(|| text.to_owned());
            }
            _ => {}
        }
    }
    let output = child.wait_with_output()?;
    build.said = String::from_utf8_lossy(&output.stderr).into_owned();
    Ok(build)
}

/// Writes and compiles everything that compiles, says of each other member why it does not, and returns the program
/// that makes the calls.
pub(crate) fn build(scratch: &Path, members: &mut [Member]) -> Result<PathBuf> {
    let build = loop {
        write(scratch, members)?;
        let build = compile(scratch, members)?;
        if build.compiled.contains(SUPPORT_PACKAGE) {
            break build;
        }
        // Cargo could not even begin, as where it cannot load one of the manifests, whose path it tells.
        let mut made = members.iter_mut().filter(|member| member.driver.is_ok());
        let Some(member) = made.find(|member| member.is_named(&build.said)) else {
            bail!("cargo fails: {}", build.said);
        };
        member.driver = Err(format!("cargo does not take its crate: {}", build.said));
    };
    for member in members.iter_mut().filter(|member| member.driver.is_ok()) {
        let driver = driver_of(&member.package);
        if !build.compiled.contains(&driver) {
            let errors = &build.errors;
            let text = errors.get(&member.package).or_else(|| errors.get(&driver));
            let text = text.map_or("cargo did not say why", String::as_str);
            member.driver = Err(format!("its crate or driver does not compile: {text}"));
        }
    }
    let made: Vec<_> = members
        .iter()
        .filter(|member| member.driver.is_ok())
        .collect();
    write_runner(scratch, &made)?;
    let status = cargo(scratch)
        .args(["build", "--quiet", "--package", "conform-runner"])
        .status()?;
    if !status.success() {
        bail!("the program that makes the calls does not compile");
    }
    Ok(target(scratch).join("debug/conform-runner"))
}

fn cargo(scratch: &Path) -> Command {
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(scratch)
        .env("CARGO_TARGET_DIR", target(scratch));
    cargo
}

/// What the crates depend on is compiled once for all workspaces.
fn target(scratch: &Path) -> PathBuf {
    scratch.with_file_name("target")
}

fn driver_of(package: &str) -> String {
    format!("drive-{package}")
}

fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n{dependencies}"
    )
}

fn put(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    fs::write(path, text).with_context(|| path.display().to_string())
}
