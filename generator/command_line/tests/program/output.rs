//! Responses to what is printed, and to exit codes.

use crate::support::{Run, Service, run};

const JSON: &str = "content-type: application/json\r\n";
const PAGE: &str = r#"{"object":"list","data":[{"id":"1","email":"a@b","n":1.10},{"id":"2","email":"c,d","n":null}],"last_id":"2","has_more":true}"#;
const LAST: &str =
    r#"{"object":"list","data":[{"id":"3","email":"e"}],"last_id":"3","has_more":false}"#;

fn answered(words: &[&str], responses: Vec<(u16, &'static str, &'static str)>) -> Run {
    let service = Service::start(responses);
    let mut all = words.to_vec();
    all.extend(["-S", &service.url, "--retries", "0"]);
    let run = run(&all, "");
    service.requests();
    run
}

#[test]
fn one_page_is_one_document_and_says_how_to_go_on() {
    let run = answered(&["list-invites"], vec![(200, JSON, PAGE)]);
    assert_eq!((run.code, run.stdout), (0, format!("{PAGE}\n")));
    assert!(
        run.stderr.contains("--after 2 takes the next page"),
        "{}",
        run.stderr
    );
}

#[test]
fn all_pages_are_one_document_or_records() {
    let two = || vec![(200, JSON, PAGE), (200, JSON, LAST)];
    let run = answered(&["list-invites", "--all-pages"], two());
    assert_eq!(
        run.stdout,
        "[\n{\"id\":\"1\",\"email\":\"a@b\",\"n\":1.10},\n{\"id\":\"2\",\"email\":\"c,d\",\"n\":null},\n{\"id\":\"3\",\"email\":\"e\"}\n]\n"
    );
    let run = answered(
        &[
            "list-invites",
            "--all-pages",
            "-o",
            "ndjson",
            "--select",
            "id",
        ],
        two(),
    );
    assert_eq!(
        run.stdout,
        "{\"id\":\"1\"}\n{\"id\":\"2\"}\n{\"id\":\"3\"}\n"
    );
    let run = answered(
        &[
            "list-invites",
            "--max-items",
            "1",
            "--select",
            "email,id",
            "-o",
            "csv",
        ],
        vec![(200, JSON, PAGE)],
    );
    assert_eq!(run.stdout, "email,id\r\na@b,1\r\n");
}

#[test]
fn lists_are_shown_in_every_format() {
    let shown =
        |format: &str| answered(&["list-invites", "-o", format], vec![(200, JSON, PAGE)]).stdout;
    assert_eq!(
        shown("ndjson"),
        "{\"id\":\"1\",\"email\":\"a@b\",\"n\":1.10}\n{\"id\":\"2\",\"email\":\"c,d\",\"n\":null}\n"
    );
    assert_eq!(shown("csv"), "id,email,n\r\n1,a@b,1.10\r\n2,\"c,d\",\r\n");
    assert_eq!(shown("table"), "ID  EMAIL  N\n1   a@b    1.10\n2   c,d\n");
    assert_eq!(shown("raw"), PAGE);
    assert!(shown("yaml").starts_with("object: list\ndata:\n  - id: \"1\"\n    email: a@b\n"));
}

#[test]
fn one_selected_member_can_be_had_as_it_is() {
    let words = ["list-invites", "--select", "email", "-o", "raw"];
    let run = answered(&words, vec![(200, JSON, PAGE)]);
    assert_eq!(run.stdout, "a@b\nc,d\n");
    let words = ["retrieve-invite", "x", "--select", "id", "-o", "raw"];
    let run = answered(&words, vec![(200, JSON, r#"{"id":"1","email":"a"}"#)]);
    assert_eq!(run.stdout, "1\n");
}

#[test]
fn a_selection_that_finds_nothing_is_an_error() {
    let run = answered(
        &["retrieve-invite", "x", "--select", "emial"],
        vec![(200, JSON, r#"{"id":"1","email":"a"}"#)],
    );
    assert_eq!(run.code, 1);
    assert!(
        run.stderr
            .contains("--select emial: no such member; there are id, email"),
        "{}",
        run.stderr
    );
}

#[test]
fn errors_go_to_stderr_with_their_body_and_a_code_by_class() {
    let cases = [
        (400, 4),
        (401, 3),
        (403, 3),
        (404, 4),
        (409, 4),
        (429, 4),
        (500, 5),
        (503, 5),
    ];
    for (status, code) in cases {
        let run = answered(
            &["retrieve-invite", "x"],
            vec![(status, JSON, r#"{"error":{"message":"because"}}"#)],
        );
        assert_eq!((run.code, run.stdout.as_str()), (code, ""), "{status}");
        assert!(run.stderr.contains("because"), "{}", run.stderr);
    }
    let run = run(
        &[
            "retrieve-invite",
            "x",
            "-S",
            "http://127.0.0.1:1",
            "--retries",
            "0",
        ],
        "",
    );
    assert_eq!((run.code, run.stdout.as_str()), (6, ""));
}

#[test]
fn what_was_printed_is_a_document_though_a_later_page_fails() {
    let run = answered(
        &["list-invites", "--all-pages"],
        vec![(200, JSON, PAGE), (404, JSON, "{}")],
    );
    assert_eq!(run.code, 4);
    assert!(
        run.stdout.starts_with('[') && run.stdout.ends_with("\n]\n"),
        "{}",
        run.stdout
    );
}

#[test]
fn streams_are_printed_as_records() {
    let events = "content-type: text/event-stream\r\n";
    let run = answered(
        &["download", "x"],
        vec![(
            200,
            events,
            "data: {\"a\":1.10}\n\ndata: two\ndata: lines\n\ndata: [DONE]\n\n",
        )],
    );
    assert_eq!(run.stdout, "{\"a\":1.10}\n\"two\\nlines\"\n");
    let run = answered(
        &["download", "x"],
        vec![(
            200,
            "content-type: application/x-ndjson\r\n",
            "{\"a\":1}\n\n{\"b\":2}",
        )],
    );
    assert_eq!(run.stdout, "{\"a\":1}\n{\"b\":2}\n");
}

#[test]
fn bytes_go_into_a_file_that_is_not_there_yet() {
    let file = format!(
        "{}/download-{}",
        env!("CARGO_TARGET_TMPDIR"),
        std::process::id()
    );
    let bytes = || vec![(200, "content-type: application/octet-stream\r\n", "bytes")];
    let run = answered(&["download", "x", "--out", &file], bytes());
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "bytes");
    let again = crate::support::run(
        &["download", "x", "--out", &file, "-S", "http://127.0.0.1:1"],
        "",
    );
    assert_eq!(again.code, 1);
    assert!(again.stderr.contains("--clobber"), "{}", again.stderr);
    assert_eq!(
        answered(&["download", "x", "--out", &file, "--clobber"], bytes()).code,
        0
    );
    std::fs::remove_file(&file).unwrap();
}

#[test]
fn a_request_that_fails_leaves_the_file_as_it_was() {
    let file = format!(
        "{}/kept-{}",
        env!("CARGO_TARGET_TMPDIR"),
        std::process::id()
    );
    let words = ["retrieve-invite", "x", "--out", &file, "--clobber"];
    assert_eq!(answered(&words, vec![(404, JSON, "{}")]).code, 4);
    assert!(!std::path::Path::new(&file).exists());
    std::fs::write(&file, "before").unwrap();
    assert_eq!(answered(&words, vec![(404, JSON, "{}")]).code, 4);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "before");
    std::fs::remove_file(&file).unwrap();
}

#[test]
fn a_selection_from_what_is_no_json_is_an_error() {
    let run = answered(
        &["retrieve-invite", "x", "--select", "id"],
        vec![(200, "content-type: text/html\r\n", "<html>")],
    );
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("not JSON"), "{}", run.stderr);
}
