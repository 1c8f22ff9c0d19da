//! Words to requests.

use crate::support::{Service, run};

/// Sends what the words ask for, and returns the request's line and body.
fn sent(words: &[&str], stdin: &str) -> (String, String) {
    let service = Service::start(vec![(200, "content-type: application/json\r\n", "{}")]);
    let mut all = vec!["-S", &service.url];
    all.extend(words);
    let url = service.url.clone();
    let mut all: Vec<&str> = all.into_iter().skip(2).collect();
    all.extend(["-S", &url]);
    let run = run(&all, stdin);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{words:?}");
    let request = service.requests().remove(0);
    assert!(
        request.head.contains("authorization: bearer sk-secret")
            || request.line.contains("/files")
            || request.line.contains("/remember"),
        "{}",
        request.head
    );
    (request.line, request.body)
}

const INVITE: &str = "POST /organization/invites";

/// Words, what stands on the standard input, and the line and body of the request.
const TABLE: &[(&[&str], &str, &str, &str)] = &[
    (
        &["retrieve-invite", "invite-abc"],
        "",
        "GET /organization/invites/invite-abc",
        "",
    ),
    (
        &["retrieve-invite", "a b/..;`id`$(id)'\""],
        "",
        "GET /organization/invites/a%20b%2F..%3B%60id%60%24%28id%29%27%22",
        "",
    ),
    (
        &["list-invites", "--limit", "5", "--after", ""],
        "",
        "GET /organization/invites?limit=5&after=",
        "",
    ),
    (
        &["list-invites", "--limit=-1"],
        "",
        "GET /organization/invites?limit=-1",
        "",
    ),
    (
        &["list-invites", "--limit", "-1"],
        "",
        "GET /organization/invites?limit=-1",
        "",
    ),
    (
        &["list-invites", "--limit", "12345678901234567890123"],
        "",
        "GET /organization/invites?limit=12345678901234567890123",
        "",
    ),
    (
        &["list-invites", "--after", "\\@x"],
        "",
        "GET /organization/invites?after=%40x",
        "",
    ),
    (
        &["list-invites", "--after", "@-"],
        "from stdin",
        "GET /organization/invites?after=from%20stdin",
        "",
    ),
    (
        &["delete-invite", "x"],
        "",
        "DELETE /organization/invites/x",
        "",
    ),
    (
        &["invite-user", "--email", "a@b.c", "--role", "reader"],
        "",
        INVITE,
        r#"{"email":"a@b.c","role":"reader"}"#,
    ),
    (
        &[
            "invite-user",
            "--email",
            "a",
            "--role",
            "reader",
            "--projects",
            "[]",
        ],
        "",
        INVITE,
        r#"{"email":"a","role":"reader","projects":[]}"#,
    ),
    (
        &[
            "invite-user",
            "--email",
            "a",
            "--role",
            "reader",
            "--projects",
            "id=p,role=member",
            "--projects",
            r#"{"role":"owner","id":1.10}"#,
        ],
        "",
        INVITE,
        r#"{"email":"a","role":"reader","projects":[{"id":"p","role":"member"},{"role":"owner","id":1.10}]}"#,
    ),
    (
        &["invite-user", "--json", "-", "--role", "owner"],
        r#"{"z":1.10,"email":"x","role":"reader"}"#,
        INVITE,
        r#"{"z":1.10,"email":"x","role":"owner"}"#,
    ),
    (
        &["invite-user", "--json", r#"{"email":"x","role":"reader"}"#],
        "",
        INVITE,
        r#"{"email":"x","role":"reader"}"#,
    ),
    (
        &["remember", "--note", "a b&c", "--number", "1.50", "--loud"],
        "",
        "POST /remember",
        "note=a%20b%26c&number=1.50&kind=note&loud=true",
    ),
    (
        &["put-note", "--body", "@-"],
        "a note",
        "PUT /remember/note",
        "a note",
    ),
    (
        &["put-note", "--note", "x"],
        "",
        "PUT /remember/note",
        r#"{"note":"x"}"#,
    ),
    (&["put-note"], "", "PUT /remember/note", "{}"),
    (
        &["put-tags", "--json", r#"["x"]"#],
        "",
        "PUT /remember/tags",
        r#"["x"]"#,
    ),
    (
        &["call", "GET", "/organization/invites?limit=1"],
        "",
        "GET /organization/invites?limit=1",
        "",
    ),
    (
        &["call", "post", "/x", "--json", r#"{"b":1,"a":2}"#],
        "",
        "POST /x",
        r#"{"b":1,"a":2}"#,
    ),
];

#[test]
fn words_become_requests() {
    for (words, stdin, line, body) in TABLE {
        let (sent_line, sent_body) = sent(words, stdin);
        assert_eq!(sent_line, *line, "{words:?}");
        let mut pairs: (Vec<&str>, Vec<&str>) =
            (sent_body.split('&').collect(), body.split('&').collect());
        pairs.0.sort_unstable();
        pairs.1.sort_unstable();
        assert_eq!(pairs.0, pairs.1, "{words:?}");
    }
}

#[test]
fn files_become_parts_with_their_names() {
    let folder = env!("CARGO_TARGET_TMPDIR");
    let file = format!("{folder}/upload one.txt");
    std::fs::write(&file, "what it holds").unwrap();
    let (line, body) = sent(
        &[
            "upload",
            "--file",
            &format!("@{file}"),
            "--purpose",
            "test",
            "--options",
            r#"{"a":1.10}"#,
        ],
        "",
    );
    assert_eq!(line, "POST /files");
    assert!(
        body.contains("name=\"file\"; filename=\"upload one.txt\""),
        "{body}"
    );
    assert!(
        body.contains("what it holds") && body.contains("\r\n\r\ntest\r\n"),
        "{body}"
    );
    assert!(
        body.contains("content-type: application/json\r\n\r\n{\"a\":1.10}")
            || body.contains("Content-Type: application/json\r\n\r\n{\"a\":1.10}"),
        "{body}"
    );
}

#[test]
fn headers_of_the_caller_are_sent() {
    let service = Service::start(vec![(200, "", "{}")]);
    let run = run(
        &[
            "retrieve-invite",
            "x",
            "-S",
            &service.url,
            "-H",
            "X-Trace: a b",
        ],
        "",
    );
    assert_eq!(run.code, 0);
    assert!(service.requests()[0].head.contains("x-trace: a b"));
}

#[test]
fn a_value_that_the_description_does_not_know_is_told_and_sent() {
    let service = Service::start(vec![(200, "", "{}")]);
    let words = [
        "invite-user",
        "--email",
        "a",
        "--role",
        "king",
        "-S",
        &service.url,
    ];
    let run = run(&words, "");
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("`king` is none of"), "{}", run.stderr);
    assert_eq!(service.requests()[0].body, r#"{"email":"a","role":"king"}"#);
}
