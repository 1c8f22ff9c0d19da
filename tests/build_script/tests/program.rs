//! The program whose build script makes a client, and the page that shows it.

use std::fs;
use std::process::{Command, Output};

use clientwright_tests::{Answer, Server, repository};

fn run(server: &Server) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_clientwright-build-script-tests"));
    program
        .env("PETS_URL", server.url())
        .env("PETS_TOKEN", "secret");
    program.output().expect("the program runs")
}

#[test]
fn the_program_of_the_readme_calls_the_service() {
    let pets = r#"[{"name": "Ada", "kind": "cat"}, {"name": "Bo", "kind": "newt"}]"#;
    let server = Server::script([Answer::json(200, pets)]);
    let output = run(&server);
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "Ada: cat\nBo: newt\n",
        "{output:?}"
    );
    let request = server.request();
    assert_eq!(request.target, "/pets?limit=10");
    assert_eq!(request.header("authorization"), Some("Bearer secret"));
}

#[test]
fn errors_of_the_module_are_typed() {
    let server = Server::script([Answer::json(404, r#"{"message": "no pets here"}"#)]);
    let output = run(&server);
    assert!(!output.status.success());
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("no pets here"),
        "{output:?}"
    );
}

/// Each file of the package as the README shows it.
#[test]
fn the_readme_shows_this_package() {
    let readme = fs::read_to_string(repository().join("README.md")).expect("the page");
    let folder = repository().join("tests/build_script");
    for file in ["build.rs", "src/main.rs"] {
        let text = fs::read_to_string(folder.join(file)).expect("the file");
        let (_, code) = text
            .split_once("\n\n")
            .expect("a first line that says what it is");
        assert!(
            readme.contains(&format!("```rust\n{code}```\n")),
            "the README lacks {file}:\n{code}"
        );
    }
}

/// What is to be added to `Cargo.toml` is what the generator says.
#[test]
fn the_readme_lists_the_dependencies() {
    let folder = repository().join("tests/build_script/spec/pets.yaml");
    let text = fs::read_to_string(folder).expect("the description");
    let input = clientwright::Input::new("pets", "spec/pets.yaml", text).module([""; 0]);
    let module = clientwright::generate(input).module.expect("a module");
    let lines = module
        .dependencies
        .iter()
        .filter(|known| known.platform.is_none());
    let lines: Vec<&str> = lines.map(|known| known.line.as_str()).collect();
    let lines = lines.join("\n");
    let readme = fs::read_to_string(repository().join("README.md")).expect("the page");
    assert!(readme.contains(&lines), "the README lacks:\n{lines}");
}
