//! Signing in by OAuth 2.0: the authorization server is on loopback, and the browser is the test.

use std::io::Write as _;
use std::net::TcpStream;

use clientwright_tests::{Answer, Request};
use serde_json::json;

use crate::authorization::{Signing, browse, gives, no_token, token};

const LOGIN: [&str; 4] = ["--scheme", "account", "--client-id", "app-1"];

#[test]
fn a_person_signs_in_in_a_browser() {
    let signing = Signing::new(&[], gives(token(1, 3600)));
    let more = [
        "--scope",
        "read",
        "--scope",
        "write",
        "--param",
        "audience=a b",
    ];
    let waiting = signing.begin(&[&LOGIN[..], &more].concat());
    assert!(
        waiting
            .url
            .starts_with(&format!("{}/authorize?", signing.server.url()))
    );
    assert_eq!(waiting.param("client_id"), "app-1");
    assert_eq!(waiting.param("scope"), "read write");
    assert_eq!(waiting.param("audience"), "a b");
    assert_eq!(waiting.param("code_challenge_method"), "S256");
    let redirect = waiting.param("redirect_uri");
    assert!(
        redirect.starts_with("http://127.0.0.1:") && redirect.ends_with("/callback"),
        "{redirect}"
    );
    assert_eq!(signing.opened(), waiting.url);
    assert_eq!(
        waiting.comes_back("code=code-1"),
        "200 You are signed in. This window can be closed."
    );
    let run = waiting.end();
    assert_eq!(run.code, 0, "{run:?}");
    let printed = String::from_utf8(run.stdout).expect("text");
    assert!(
        printed.starts_with("signed in by account; the tokens are stored in "),
        "{printed}"
    );
    for secret in ["at-1", "rt-1", "code-1"] {
        assert!(
            !printed.contains(secret) && !run.stderr.contains(secret),
            "{secret}"
        );
    }
    let forms = signing.forms("/token");
    let [form] = forms.as_slice() else {
        panic!("one request: {forms:?}");
    };
    let sent = ["grant_type", "code", "redirect_uri", "client_id"].map(|name| form[name].as_str());
    assert_eq!(sent, ["authorization_code", "code-1", &redirect, "app-1"]);
    assert_eq!(form["code_verifier"].len(), 43);
    // A call shows the token.
    assert_eq!(signing.call(&[]).code, 0);
    assert_eq!(signing.shown().as_deref(), Some("Bearer at-1"));
    let status = String::from_utf8(signing.run(&["auth", "status"]).stdout).expect("text");
    assert!(status.contains("account: signed in\n"), "{status}");
    // Whoever signs out has no token any more.
    assert_eq!(
        signing.run(&["auth", "logout", "--scheme", "account"]).code,
        0
    );
    assert!(signing.stored().is_empty());
    assert_eq!(signing.call(&[]).code, 3);
}

#[test]
fn what_does_not_belong_to_the_request_ends_nothing() {
    let signing = Signing::new(&[], gives(token(1, 3600)));
    let waiting = signing.begin(&LOGIN);
    let redirect = waiting.param("redirect_uri");
    let host = redirect.trim_start_matches("http://");
    let host = host.trim_end_matches("/callback");
    // A connection that nobody uses keeps nobody waiting for long.
    let unused = TcpStream::connect(host).expect("somebody listens");
    assert!(browse(&redirect.replace("callback", "favicon.ico")).starts_with("404 "));
    assert!(browse(&format!("{redirect}?code=other&state=other")).starts_with("400 "));
    assert!(browse(&format!("{redirect}?code=other")).starts_with("400 "));
    assert!(waiting.comes_back("code=code-1").starts_with("200 "));
    drop(unused);
    assert_eq!(waiting.end().code, 0);
    assert_eq!(signing.forms("/token").len(), 1);
}

#[test]
fn an_expired_token_is_renewed_and_the_next_refresh_token_kept() {
    let signing = Signing::new(&[], gives(token(1, 0)));
    let waiting = signing.begin(&LOGIN);
    waiting.comes_back("code=code-1");
    assert_eq!(waiting.end().code, 0);
    for _ in 0..2 {
        assert_eq!(signing.call(&[]).code, 0);
        assert_eq!(signing.shown().as_deref(), Some("Bearer at-2"));
    }
    // The second call had the token that the first has stored.
    let forms = signing.forms("/refresh");
    let [form] = forms.as_slice() else {
        panic!("one request: {forms:?}");
    };
    let sent = ["grant_type", "refresh_token", "client_id"].map(|name| form[name].as_str());
    assert_eq!(sent, ["refresh_token", "rt-1", "app-1"]);
    let stored = signing.stored();
    assert_eq!(stored[0]["refresh_token"], "rt-2", "{stored:?}");
}

#[test]
fn a_refused_refresh_token_is_told_with_what_to_do() {
    let signing = Signing::new(&[], |request: &Request| match request.path() {
        "/token" => token(1, 0),
        "/refresh" => no_token("invalid_grant"),
        _ => Answer::json(200, "[]"),
    });
    let waiting = signing.begin(&LOGIN);
    waiting.comes_back("code=code-1");
    assert_eq!(waiting.end().code, 0);
    let run = signing.call(&[]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(
        run.stderr.contains("invalid_grant") && run.stderr.contains("auth login"),
        "{run:?}"
    );
    assert!(!run.stderr.contains("rt-1"), "{run:?}");
    assert_eq!(signing.shown(), None);
}

#[test]
fn a_token_that_cannot_be_renewed_is_no_credential_once_it_has_expired() {
    let lone = json!({ "access_token": "at-1", "token_type": "Bearer", "expires_in": 0 });
    let signing = Signing::new(&[], gives(Answer::json(200, lone.to_string())));
    let waiting = signing.begin(&LOGIN);
    waiting.comes_back("code=code-1");
    assert_eq!(waiting.end().code, 0);
    let run = signing.call(&[]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(
        run.stderr.contains("auth login --scheme account"),
        "{run:?}"
    );
}

#[test]
fn who_comes_back_without_access_is_not_signed_in() {
    let ways: [(&str, Answer, &str); 3] = [
        (
            "error=access_denied&error_description=Not%20you",
            token(1, 3600),
            "access_denied: Not you",
        ),
        ("nothing=1", token(1, 3600), "no `code`"),
        ("code=code-1", no_token("invalid_grant"), "invalid_grant"),
    ];
    for (params, answer, why) in ways {
        let signing = Signing::new(&[], gives(answer));
        let waiting = signing.begin(&LOGIN);
        let shown = waiting.comes_back(params);
        assert!(shown.starts_with("403 You are not signed in"), "{shown}");
        let run = waiting.end();
        assert_eq!(run.code, 3, "{run:?}");
        assert!(run.stderr.contains(why), "{run:?}");
        assert!(run.stdout.is_empty() && signing.stored().is_empty());
    }
    // A service that fails is none that refuses.
    let signing = Signing::new(&[], gives(Answer::status(500)));
    let waiting = signing.begin(&LOGIN);
    waiting.comes_back("code=code-1");
    assert_eq!(waiting.end().code, 5);
}

#[test]
fn without_a_browser_the_url_is_pasted() {
    let signing = Signing::new(&[], gives(token(1, 3600)));
    let words = [&LOGIN[..], &["--no-browser", "--redirect-uri", "app:/back"]].concat();
    let mut waiting = signing.begin(&words);
    assert_eq!(waiting.param("redirect_uri"), "app:/back");
    let pasted = format!("app:/back?code=code-1&state={}\n", waiting.param("state"));
    let mut keys = waiting.child.stdin.take().expect("a pipe");
    keys.write_all(pasted.as_bytes()).expect("it is pasted");
    drop(keys);
    let run = waiting.end();
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(signing.forms("/token")[0]["redirect_uri"], "app:/back");
    assert!(!signing.place.files().join("opened").exists());
    // Whoever pastes nothing, or what belongs to another request, has not signed in.
    for pasted in ["", "app:/back?code=code-1&state=other\n"] {
        let run = signing.fed(
            &[&["auth", "login"], &words[..]].concat(),
            pasted.as_bytes(),
        );
        assert_eq!(run.code, 3, "{run:?}");
    }
    assert_eq!(signing.forms("/token").len(), 1);
}

#[test]
fn a_person_signs_in_on_another_device() {
    let mut asked = 0;
    let signing = Signing::new(&[], move |request: &Request| {
        match request.path() {
        "/device" => Answer::json(
            200,
            json!({
                "device_code": "dc-1", "user_code": "ABCD-EFGH", "verification_uri": "https://example.com/device",
                "interval": 0, "expires_in": 60,
            })
            .to_string(),
        ),
        "/token" => {
            asked += 1;
            match asked {
                1 => no_token("authorization_pending"),
                2 => no_token("slow_down"),
                _ => token(1, 3600),
            }
        }
        _ => Answer::json(200, "[]"),
    }
    });
    let words = [
        &["auth", "login"],
        &LOGIN[..],
        &["--flow", "device-code", "--scope", "read"],
    ]
    .concat();
    let run = signing.run(&words);
    assert_eq!(run.code, 0, "{run:?}");
    let told = "Open https://example.com/device on any device, and enter the code ABCD-EFGH\n";
    assert!(
        run.stderr.starts_with(told) && !run.stderr.contains("dc-1"),
        "{run:?}"
    );
    let form = &signing.forms("/device")[0];
    assert_eq!([&form["client_id"], &form["scope"]], ["app-1", "read"]);
    assert_eq!(signing.forms("/token").len(), 3);
    assert_eq!(signing.call(&[]).code, 0);
    assert_eq!(signing.shown().as_deref(), Some("Bearer at-1"));
    assert_eq!(signing.stored()[0]["flow"], "device-code");
}

#[test]
fn who_gives_no_access_on_another_device_is_not_signed_in() {
    let code = |interval: u32, lifetime: u32| {
        json!({
            "device_code": "dc-1", "user_code": "A", "verification_uri": "https://example.com/device",
            "interval": interval, "expires_in": lifetime,
        })
    };
    let ways = [
        (
            Answer::json(200, code(0, 60).to_string()),
            "access_denied",
            3,
            "access_denied",
        ),
        (
            Answer::json(200, code(0, 60).to_string()),
            "expired_token",
            3,
            "expired_token",
        ),
        (
            Answer::json(200, code(5, 1).to_string()),
            "authorization_pending",
            3,
            "the code has expired",
        ),
        (
            no_token("unauthorized_client"),
            "",
            4,
            "unauthorized_client",
        ),
    ];
    for (device, error, code, why) in ways {
        let error = error.to_owned();
        let signing = Signing::new(&[], move |request: &Request| match request.path() {
            "/device" => device.clone(),
            _ => no_token(&error),
        });
        let run =
            signing.run(&[&["auth", "login"], &LOGIN[..], &["--flow", "device-code"]].concat());
        assert_eq!(run.code, code, "{run:?}");
        assert!(run.stderr.contains(why), "{run:?}");
        assert!(signing.stored().is_empty());
    }
}

#[test]
fn the_secret_of_an_application_comes_from_the_environment_alone() {
    let variables = [
        ("PROGRAM_CLIENT_ID", "app-2"),
        ("PROGRAM_CLIENT_SECRET", "shh-secret"),
    ];
    let signing = Signing::new(&variables, gives(token(1, 0)));
    let waiting = signing.begin(&["--scheme", "account"]);
    assert_eq!(waiting.param("client_id"), "app-2");
    assert!(!waiting.url.contains("shh"));
    waiting.comes_back("code=code-1");
    let run = waiting.end();
    assert_eq!(run.code, 0, "{run:?}");
    assert!(!run.stderr.contains("shh"), "{run:?}");
    let run = signing.call(&["-v"]);
    assert_eq!(run.code, 0, "{run:?}");
    for secret in [
        "shh",
        "YXBwLTI6c2hoLXNlY3JldA==",
        "at-1",
        "at-2",
        "rt-1",
        "rt-2",
    ] {
        assert!(!run.stderr.contains(secret), "{secret}: {run:?}");
    }
    // It is kept with the tokens, which are renewed by it.
    for path in ["/token", "/refresh"] {
        let requests = signing.server.requests();
        let request = requests.iter().find(|request| request.path() == path);
        let shown = request.and_then(|request| request.header("authorization"));
        assert_eq!(shown, Some("Basic YXBwLTI6c2hoLXNlY3JldA=="), "{path}");
    }
    let run = signing.run(&[
        "auth",
        "login",
        "--scheme",
        "account",
        "--client-secret",
        "x",
    ]);
    assert_eq!(run.code, 2, "{run:?}");
}

#[test]
fn what_is_missing_to_sign_in_is_told() {
    let signing = Signing::new(&[], gives(token(1, 3600)));
    let run = signing.run(&["auth", "login", "--scheme", "account"]);
    assert_eq!(run.code, 2, "{run:?}");
    for told in ["--client-id ID", "PROGRAM_CLIENT_ID", "--token-file FILE"] {
        assert!(run.stderr.contains(told), "{told}: {run:?}");
    }
    let wrong = [
        ("--redirect-uri", "https://example.com/back", "--no-browser"),
        ("--flow", "password", "authorization-code"),
        ("--param", "audience", "NAME=VALUE"),
    ];
    for (option, value, told) in wrong {
        let run = signing.run(&[&["auth", "login"], &LOGIN[..], &[option, value]].concat());
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains(told), "{run:?}");
    }
    // A token that somebody has is stored as it is, and so is a key, which no flow gives.
    for (scheme, words) in [("account", &["--token-file", "-"][..]), ("key", &[])] {
        let words = [&["auth", "login", "--scheme", scheme], words].concat();
        let run = signing.fed(&words, b"own\n");
        assert_eq!(run.code, 0, "{run:?}");
    }
    assert_eq!(signing.call(&[]).code, 0);
    assert_eq!(signing.shown().as_deref(), Some("Bearer own"));
}
