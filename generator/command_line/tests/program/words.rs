//! What is said without a service: help, mistakes, secrets, completion.

use crate::support::{run, run_with};

#[test]
fn mistakes_say_what_to_type_next() {
    let cases: &[(&[&str], &str)] = &[
        (&["invite-user"], "--email EMAIL --role owner"),
        (
            &["retrieve-invite"],
            "sample-invites retrieve-invite INVITE_ID",
        ),
        (&["retrive-invite", "x"], "did you mean: retrieve-invite"),
        (&["list-invites", "--limt", "1"], "--limit"),
        (
            &["list-invites", "--limit", "many"],
            "expected a whole number, not `many`",
        ),
        (
            &[
                "invite-user",
                "--email",
                "a",
                "--role",
                "reader",
                "--projects",
                "ids=1",
            ],
            "there is no `ids`; there are id, role",
        ),
        (&["invite-user", "--json", "{"], "this is no JSON"),
        (
            &["list-invites", "--profile", "nobody"],
            "there is no profile `nobody`",
        ),
        (
            &["put-note", "--note", "a", "--body", "b"],
            "is nothing of a body of the type",
        ),
        (&["put-tags"], "put-tags --json '[\"a\",\"b\"]'"),
        (&["completions", "tcsh"], "bash, zsh, fish or powershell"),
    ];
    for (words, said) in cases {
        let run = run(words, "");
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (2, ""),
            "{words:?}: {}",
            run.stderr
        );
        assert!(run.stderr.contains(said), "{words:?}: {}", run.stderr);
    }
}

#[test]
fn a_missing_credential_is_told_before_anything_is_sent() {
    let run = run_with(&["list-invites", "-S", "http://127.0.0.1:1"], "", &[]);
    assert_eq!(run.code, 3);
    assert!(
        run.stderr.contains("set OPENAI_ADMIN_KEY"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_line_for_curl_holds_no_secret_and_no_value_runs() {
    let run = run(
        &[
            "invite-user",
            "--email",
            "'`id`$(id)\"\n",
            "--role",
            "reader",
            "--curl",
        ],
        "",
    );
    assert_eq!(run.code, 0);
    assert!(!run.stdout.contains("sk-secret"));
    assert!(
        run.stdout
            .contains("-H \"Authorization: Bearer $OPENAI_ADMIN_KEY\""),
        "{}",
        run.stdout
    );
    let shell = std::process::Command::new("sh")
        .arg("-c")
        .arg(format!(
            "curl() {{ printf '%s\\n' \"$@\"; }}\n{}",
            run.stdout
        ))
        .env("OPENAI_ADMIN_KEY", "key")
        .output()
        .unwrap();
    let words = String::from_utf8(shell.stdout).unwrap();
    assert!(words.contains("Authorization: Bearer key"), "{words}");
    assert!(
        words.contains(r#"{"email":"'`id`$(id)\"\n","role":"reader"}"#),
        "{words}"
    );
}

#[test]
fn nothing_that_is_told_of_a_request_is_secret() {
    let run = run(
        &[
            "list-invites",
            "-v",
            "--retries",
            "0",
            "-S",
            "http://127.0.0.1:1",
        ],
        "",
    );
    assert_eq!(run.code, 6);
    assert!(
        run.stderr.contains("> GET") && !run.stderr.contains("sk-secret"),
        "{}",
        run.stderr
    );
}

#[test]
fn help_stands_for_the_reference() {
    let help = run(&["invite-user", "--help"], "").stdout;
    for said in [
        "POST /organization/invites",
        "--email <TEXT>",
        "owner|reader",
        "required",
        "id, role",
        "OPENAI_ADMIN_KEY",
        "200",
        "Invite",
    ] {
        assert!(help.contains(said), "{said}: {help}");
    }
    assert_eq!(run(&["help", "invite-user"], "").stdout, help);
    let list = run(&["list-invites", "--help"], "").stdout;
    assert!(list.contains("Default: `20`. From 1 to 100."), "{list}");
    let whole = run(&["--help"], "").stdout;
    for said in [
        "list-invites",
        "completions",
        "Exit codes:",
        "130",
        "OPENAI_ADMIN_KEY",
    ] {
        assert!(whole.contains(said), "{said}: {whole}");
    }
    assert!(
        run(&["--version"], "")
            .stdout
            .starts_with("sample-invites ")
    );
}

#[test]
fn examples_and_descriptions_are_json() {
    let example = run(&["invite-user", "--example"], "").stdout;
    assert!(serde_json::from_str::<serde_json::Value>(&example).unwrap()["email"].is_string());
    for words in [
        &["describe"][..],
        &["describe", "invite-user", "-o", "json"],
    ] {
        let text = run(words, "").stdout;
        assert!(
            serde_json::from_str::<serde_json::Value>(&text)
                .unwrap()
                .is_object()
        );
    }
}

#[test]
fn the_program_completes_itself() {
    let found = |words: &[&str]| -> Vec<String> {
        let mut all = vec!["__complete"];
        all.extend(words);
        run(&all, "").stdout.lines().map(str::to_owned).collect()
    };
    assert_eq!(found(&["inv"]), ["invite-user"]);
    assert_eq!(found(&["invite-user", "--role", "r"]), ["reader"]);
    assert_eq!(found(&["invite-user", "--role=o"]), ["--role=owner"]);
    assert_eq!(found(&["list-invites", "--al"]), ["--all-pages"]);
    assert_eq!(found(&["list-invites", "-o", "nd"]), ["ndjson"]);
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = run(&["completions", shell], "").stdout;
        assert!(
            script.len() < 1000 && script.contains("__complete"),
            "{shell}"
        );
    }
}

#[test]
fn credentials_are_stored_for_their_owner_alone() {
    let folder = format!(
        "{}/settings-{}",
        env!("CARGO_TARGET_TMPDIR"),
        std::process::id()
    );
    let variables = [("XDG_CONFIG_HOME", folder.as_str())];
    let login = run_with(
        &[
            "auth",
            "login",
            "--profile",
            "work",
            "--server",
            "http://127.0.0.1:1",
        ],
        "sk-stored\n",
        &variables,
    );
    assert_eq!(login.code, 0, "{}", login.stderr);
    assert!(!login.stdout.contains("sk-stored"));
    let status = run_with(&["auth", "status", "--profile", "work"], "", &variables).stdout;
    assert!(
        status.contains("AdminApiKeyAuth: stored") && !status.contains("sk-stored"),
        "{status}"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let file = std::fs::read_dir(format!("{folder}/sample-invites/credentials"))
            .unwrap()
            .next()
            .unwrap()
            .unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    let used = run_with(
        &["list-invites", "--profile", "work", "--retries", "0"],
        "",
        &variables,
    );
    assert_eq!(used.code, 6, "{}", used.stderr);
    assert_eq!(
        run_with(&["auth", "logout", "--profile", "work"], "", &variables).code,
        0
    );
    let used = run_with(&["list-invites", "--profile", "work"], "", &variables);
    assert_eq!(used.code, 3, "{}", used.stderr);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn manual_pages_are_written() {
    let folder = format!("{}/man-{}", env!("CARGO_TARGET_TMPDIR"), std::process::id());
    assert_eq!(run(&["man", &folder], "").code, 0);
    let page = std::fs::read_to_string(format!("{folder}/sample-invites-invite-user.1")).unwrap();
    assert!(page.contains("\\-\\-email"), "{page}");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn an_output_that_nobody_reads_is_silence() {
    let program = env!("CARGO_BIN_EXE_sample-invites");
    let run = std::process::Command::new("sh")
        .arg("-c")
        .arg(format!("{program} describe | true; echo done"))
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&run.stdout), "done\n");
    assert_eq!(String::from_utf8_lossy(&run.stderr), "");
}
