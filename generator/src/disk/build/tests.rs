//! What is written in one call, and what is told where it is not.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::Build;

const PETS: &str = "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\nservers: [{url: https://pets.example}]\n\
    paths:\n  /pets:\n    get: {operationId: listPets, responses: {'200': {description: The pets.}}}\n";

/// A folder with this description.
fn place(text: &str) -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("pets.yaml"), text).expect("it is written");
    place
}

#[test]
fn a_crate_and_its_command_line_are_written_in_one_call() {
    let place = place(PETS);
    let at = |name: &str| place.path().join(name);
    let build = Build::new(at("pets.yaml")).command_line(at("cli"));
    let missing = build
        .check_crate(at("crate"))
        .expect_err("nothing is there yet");
    assert!(
        missing.to_string().contains("crate/src/lib.rs is missing"),
        "{missing}"
    );
    let first = build.write_crate(at("crate")).expect("it is written");
    assert!(!first.changes.is_empty() && !first.command_line.is_empty());
    assert!(at("cli/src/main.rs").is_file());
    build.check_crate(at("crate")).expect("it is fresh");
    let again = build.write_crate(at("crate")).expect("it is written");
    assert_eq!(again.changes, []);
}

#[test]
fn an_error_holds_what_is_wrong_and_where() {
    let place = place(&PETS.replace(
        "operationId:",
        "parameters: [{$ref: '#/nowhere'}], operationId:",
    ));
    let build = Build::new(place.path().join("pets.yaml"));
    let error = build
        .write_crate(place.path().join("crate"))
        .expect_err("it is wrong");
    for text in [error.to_string(), format!("{error:?}")] {
        assert!(
            text.starts_with("nothing is generated: 1 error\n"),
            "{text}"
        );
        assert!(text.contains("pets.yaml:6:31"), "{text}");
    }
    let output = super::Spec::at(&place.path().join("pets.yaml"), None, None);
    let output = output.and_then(|spec| spec.generate()).expect("it is read");
    let same = output
        .write_to(place.path().join("crate"))
        .expect_err("it is wrong");
    assert_eq!(same.to_string(), error.to_string());
    assert!(!place.path().join("crate").exists());
}

#[test]
fn strict_takes_no_replacement() {
    let text = PETS.replace("responses: {'200': {description: The pets.}}",
        "responses: {'200': {description: d, content: {application/json: {schema: {not: {type: string}}}}}}");
    let place = place(&text);
    let build = Build::new(place.path().join("pets.yaml"));
    build
        .write_crate(place.path().join("crate"))
        .expect("it is written");
    let error = build
        .strict()
        .check_crate(place.path().join("crate"))
        .expect_err("it is strict");
    assert!(error.to_string().contains("unsupported"), "{error}");
}

#[test]
fn cargo_watches_what_was_read_and_where_an_overlay_may_come_to_be() {
    let watched = |read: &[&str]| {
        let read: Vec<PathBuf> = read.iter().map(PathBuf::from).collect();
        let watched = super::watched(&read).into_iter();
        watched
            .map(|path| path.display().to_string())
            .collect::<Vec<_>>()
    };
    let spec = ["spec/pets.yaml", "spec/parts/cat.yaml"];
    assert_eq!(
        watched(&spec),
        ["spec", "spec/pets.yaml", "spec/parts/cat.yaml"]
    );
    assert_eq!(watched(&["pets.yaml"]), ["pets.yaml"]);
    assert_eq!(watched(&["./pets.yaml"]), ["./pets.yaml"]);
}

#[test]
fn a_crate_that_is_not_deep_enough_is_told() {
    let place = place(PETS);
    fs::create_dir(place.path().join("src")).expect("a folder");
    let write =
        |text: &str| fs::write(place.path().join("src/main.rs"), text).expect("it is written");
    write("fn main() {}\n");
    let told = super::deeper(place.path(), "pets", 256).unwrap_or_default();
    assert!(
        told.ends_with("begin the crate with `#![recursion_limit = \"256\"]`"),
        "{told}"
    );
    write("#![recursion_limit = \"512\"]\nfn main() {}\n");
    assert_eq!(super::deeper(place.path(), "pets", 256), None);
}

#[test]
fn a_module_has_the_features_that_there_are() {
    let place = place(PETS);
    let build = Build::new(place.path().join("pets.yaml"));
    let folder = place.path().join("module");
    build
        .clone()
        .feature("gzip")
        .write_module(&folder)
        .expect("it is written");
    assert!(folder.join("mod.rs").is_file() && !folder.join("Cargo.toml").exists());
    let error = build
        .feature("zip")
        .write_module(&folder)
        .expect_err("there is none");
    assert!(
        error
            .to_string()
            .starts_with("there is no feature `zip`; there are `blocking`"),
        "{error}"
    );
}
