//! `programs`: whether the programs of `tests/programs` compile and run over the descriptions whose shape they are written to.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use clientwright::disk::{self, Edited, Spec};
use clientwright::print;
use clientwright::report::Code;

use crate::corpus::check::write_workspace;
use crate::place::{self, Scratch};

/// Compiles the programs of `tests/programs` over real descriptions, runs them against their server, and says which pass.
///
/// Each is generated as a crate, with the overlay that belongs to the small description of the same shape, where there is one. The exit code is 1 where
/// a program fails, or none of the descriptions is there.
#[derive(Debug, Args)]
pub(crate) struct Programs {
    /// The folder with the descriptions.
    #[arg(value_name = "FOLDER")]
    corpus: PathBuf,

    /// Only this program or API.
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
}

/// A program, the API that it is written to, and how the name of that API's description begins.
struct Program {
    name: &'static str,
    api: &'static str,
    description: &'static str,
}

const PROGRAMS: [Program; 7] = [
    program("channel", "discord", "discord-"),
    program("chat", "openai", "openai-openapi."),
    program("cluster", "kubernetes", "kubernetes-swagger."),
    program("containers", "docker", "docker-engine."),
    program("issues", "github", "github-api."),
    program("payments", "stripe", "stripe-spec"),
    program("workspace", "slack", "slack-web-api."),
];

const fn program(name: &'static str, api: &'static str, description: &'static str) -> Program {
    Program {
        name,
        api,
        description,
    }
}

/// Runs the verb.
pub(crate) fn run(args: &Programs) -> Result<()> {
    let scratch = Scratch::new("programs")?;
    write_server(&scratch)?;
    let is_meant = |program: &&Program| {
        let only = args.only.as_deref();
        only.is_none_or(|only| [program.name, program.api].contains(&only))
    };
    let (mut passed, mut failed) = (0, 0);
    for program in PROGRAMS.iter().filter(is_meant) {
        let Some(description) = find(&args.corpus, program.description)? else {
            println!("{} ({}): no description", program.name, program.api);
            continue;
        };
        let outcome = judge(&scratch, program, &description)?;
        println!("{} ({}): {outcome}", program.name, program.api);
        if outcome == PASSES {
            passed += 1;
        } else {
            failed += 1;
        }
    }
    println!("{passed} of {} programs pass", passed + failed);
    if failed > 0 || passed == 0 {
        bail!("{failed} programs fail");
    }
    Ok(())
}

/// The file whose name begins like this, the first in their order.
fn find(folder: &Path, begins: &str) -> Result<Option<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(begins) {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found.into_iter().next())
}

const PASSES: &str = "passes";

/// Generates the crate of a description, compiles a program with it, and runs the program's test.
fn judge(scratch: &Path, program: &Program, description: &Path) -> Result<String> {
    let mut spec = Spec::at(description, None, Some(program.api))?;
    let overlay = of_programs("spec").join(format!("{}.overlay.yaml", program.api));
    if overlay.is_file() {
        spec.overlay = Some(overlay);
    }
    spec.allowed = Code::ALLOWABLE.to_vec();
    let output = spec.generate()?;
    let Some(files) = &output.files else {
        let said = print::text(&output.report, &output.sources, true);
        return Ok(format!("is refused\n{said}"));
    };
    disk::write(
        &scratch.join("crates").join(program.api),
        files,
        Edited::Overwrite,
    )?;
    let package = format!("{}-program", program.name);
    write_program(scratch, &package, program)?;
    let members = ["server", program.api, &package].into_iter();
    write_workspace(scratch, "crates", members, "")?;
    let built = cargo(
        scratch,
        &package,
        &["--no-run", "--message-format", "short"],
    )?;
    if let Some(said) = built {
        return Ok(format!("does not compile\n{said}"));
    }
    let ran = cargo(scratch, &package, &[])?;
    Ok(ran.map_or_else(|| PASSES.to_owned(), |said| format!("fails\n{said}")))
}

/// What cargo says of the tests of a package, where they fail.
fn cargo(scratch: &Path, package: &str, args: &[&str]) -> Result<Option<String>> {
    let output = Command::new("cargo")
        .args(["test", "--offline", "--quiet", "--package", package])
        .args(args)
        .current_dir(scratch)
        .env("CARGO_TARGET_DIR", scratch.join("target"))
        .env("RUST_BACKTRACE", "0")
        .output()?;
    if output.status.success() {
        return Ok(None);
    }
    let said = [output.stdout, output.stderr].concat();
    Ok(Some(String::from_utf8_lossy(&said).into_owned()))
}

/// A folder of the programs.
fn of_programs(folder: &str) -> PathBuf {
    place::repository().join("tests/programs").join(folder)
}

/// Writes the server as a package of its own, under the name by which the programs know it: what else is in that package
/// need not be compiled.
fn write_server(scratch: &Path) -> Result<()> {
    let folder = scratch.join("crates/server");
    write(
        &folder.join("Cargo.toml"),
        &manifest("clientwright-tests", ""),
    )?;
    let tests = place::repository().join("tests/src");
    for name in ["message.rs", "server.rs"] {
        let path = tests.join(name);
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        write(&folder.join("src").join(name), &text)?;
    }
    write(
        &folder.join("src/lib.rs"),
        "mod message;\nmod server;\n\npub use message::{Answer, Request};\npub use server::Server;\n",
    )
}

/// Writes the package of one program and its test, both as they are.
fn write_program(scratch: &Path, package: &str, program: &Program) -> Result<()> {
    let Program { name, api, .. } = program;
    let folder = scratch.join("crates").join(package);
    let dependencies = format!(
        "{api} = {{ path = \"../{api}\" }}\nclientwright-tests = {{ path = \"../server\" }}\nserde_json = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n\n\
         [lib]\nname = \"clientwright_program_tests\"\ndoctest = false\n"
    );
    write(
        &folder.join("Cargo.toml"),
        &manifest(package, &dependencies),
    )?;
    let source = format!("pub use ::{api};\n\npub mod {name};\n");
    write(&folder.join("src/lib.rs"), &source)?;
    let file = format!("{name}.rs");
    let copy = |from: PathBuf, to: PathBuf| -> Result<()> {
        let text = fs::read_to_string(&from).with_context(|| from.display().to_string())?;
        write(&to, &text)
    };
    copy(
        of_programs("src").join(&file),
        folder.join("src").join(&file),
    )?;
    let tests = of_programs("tests/programs");
    copy(tests.join(&file), folder.join("tests/programs").join(&file))?;
    let main = fs::read_to_string(tests.join("main.rs"))?;
    let is_of_other = |line: &str| line.starts_with("mod ") && line != format!("mod {name};");
    let lines = main.lines().filter(|line| !is_of_other(line));
    let lines: Vec<&str> = lines.collect();
    write(
        &folder.join("tests/programs/main.rs"),
        &format!("{}\n", lines.join("\n")),
    )
}

fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n{dependencies}"
    )
}

/// Writes a file, unless it is so already.
fn write(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    fs::write(path, text).with_context(|| path.display().to_string())
}
