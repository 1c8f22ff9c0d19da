//! `README.md`: what the crate is and how it is used, and a table of its operations.

use std::fmt::Write as _;

use super::{example, front_page, incoming_pages, sign_in};
use crate::rust::{Crate, Output, Part, Request, SchemeKind, Ty};
use crate::text::{Text, in_cell};

/// `README.md`.
pub(super) fn file(krate: &Crate) -> String {
    let mut parts = vec![
        format!("# {}", krate.package.name),
        krate.package.title.summary(),
        format!(
            "Clientwright made this crate from {}. Do not edit it.",
            krate.source.code()
        ),
        add(krate),
        servers(krate),
        authenticate(krate),
        sign_in::section(krate),
        call(krate),
    ];
    parts.extend(example::paged(krate).map(|(request, _)| page(request)));
    parts.push(blocking(krate));
    parts.push(errors(krate));
    parts.push(options(krate));
    parts.push(incoming_pages::sections(krate));
    parts.push(test(krate));
    parts.push(operations(krate));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n"
}

fn add(krate: &Crate) -> String {
    format!(
        "## Add it\n\n```toml\n[dependencies]\n{0} = {{ path = \"../{0}\" }}\n```\n\nThe crate needs nothing that \
         stands beside it: its folder may be anywhere, in a git repository or a registry as well. TLS is rustls by default; \
         `default-features = false, features = [\"native-tls\"]` takes that of the system. \
         Further features:\n\n\
         | Feature | |\n|---|---|\n\
         {1}\n\n\
         In a browser (`wasm32-unknown-unknown`) requests go by `fetch`, which follows redirects. Connecting has no limit of \
         its own there, a body that is a stream is read to its end before it is sent, and there is no `blocking`.",
        krate.package.name,
        front_page::features()
    )
}

/// The servers to choose from, and the variables in their URLs.
fn servers(krate: &Crate) -> String {
    let api = &krate.api;
    let named = api.servers.iter().map(|named| {
        (
            format!("server(Server::{})", named.constant),
            &named.server.url,
        )
    });
    let named =
        named.map(|(method, url)| format!("| {} | {} |\n", own(&method), url.code_in_table()));
    let variables = api.variables.iter().map(|variable| {
        let method = own(&format!("{}(\"...\")", variable.method));
        format!("| {method} | {} |\n", in_cell(&variable.docs.line()))
    });
    let rows: String = named.chain(variables).collect();
    if rows.is_empty() {
        return rows;
    }
    format!(
        "## Choose the server\n\n| Method of `Client::builder()` | |\n|---|---|\n{rows}\n\
         `base_url(\"https://...\")` names any other, for all operations."
    )
}

fn authenticate(krate: &Crate) -> String {
    let api = &krate.api;
    if api.schemes.is_empty() {
        return String::new();
    }
    // A column in which nothing stands tells nothing.
    let with_env = api.schemes.iter().any(|scheme| scheme.env.is_some());
    let rows = api.schemes.iter().map(|scheme| {
        let env = scheme.env.as_ref();
        let env = env.map_or_else(|| "none".to_owned(), Text::code_in_table);
        let env = if with_env {
            format!(" {env} |")
        } else {
            String::new()
        };
        let method = match scheme.kind {
            SchemeKind::MutualTls => String::new(),
            _ => own(&example::credential(scheme)[1..]),
        };
        let client = scheme
            .client
            .as_ref()
            .map_or_else(String::new, |(client, _)| {
                format!(
                    " or {}",
                    own(&format!(
                        "{client}(ClientCredentials::new(\"id\", \"secret\"))"
                    ))
                )
            });
        format!(
            "| {} | {method}{client} |{env}\n",
            scheme.name.code_in_table()
        )
    });
    let bare = api.schemes.iter().filter(|scheme| scheme.is_bare);
    let bare: Vec<String> = bare
        .map(|scheme| {
            format!(
                "\n\nThe description does not say what stands before the credential of {} in `Authorization`: it is sent as it is given. \
                 Where the service wants a word there, give it too (`Bearer ...`, `Token ...`).",
                scheme.name.code()
            )
        })
        .collect();
    let bare = bare.concat();
    let head = if with_env {
        " Environment |\n|---|---|---|"
    } else {
        "\n|---|---|"
    };
    let told = if krate.parts.contains(&Part::Environment) {
        "`Client::from_env()` reads the variables. "
    } else {
        ""
    };
    format!(
        "## Authenticate\n\n| Scheme | Method of `Client::builder()` |{head}\n{}\n\
         {told}No credential is ever printed, nor sent to another host.{bare}{source}",
        rows.collect::<Vec<_>>().concat(),
        source = source(krate)
    )
}

/// Credentials that expire.
fn source(krate: &Crate) -> String {
    let mut schemes = krate.api.schemes.iter();
    let Some((method, _)) = schemes.find_map(|scheme| scheme.source.as_ref()) else {
        return String::new();
    };
    format!(
        "\n\nA credential that expires comes from an async function of yours. It is asked when a call needs one, and again when \
         that expires or is refused; calls share what it returns:\n\n```rust\nuse std::time::Duration;\n\n\
         use {}::{{Client, Token, TokenSource}};\n\nlet source = TokenSource::new(|| async {{\n    \
         let secret = read_from_the_vault().await?;\n    Ok(Token::new(secret).expires_in(Duration::from_secs(3600)))\n}});\n\
         let client = Client::builder().{method}(source).build()?;\n```",
        krate.package.lib
    )
}

fn call(krate: &Crate) -> String {
    format!(
        "## Call\n\n```rust\n{}\n```{}",
        example::lines(krate).join("\n"),
        groups(krate)
    )
}

/// How operations are reached by their tag: where a group has a shorter name for one, that stands there.
fn groups(krate: &Crate) -> String {
    let groups = krate.modules.iter();
    let groups = groups.filter_map(|module| Some((module.group.as_ref()?, &module.requests)));
    let mut names = groups.flat_map(|(group, requests)| {
        let names = group.methods.iter().zip(requests);
        names.map(move |(name, request)| (group, name, &request.method))
    });
    let first = names.clone().next();
    let Some((group, name, whole)) = names.find(|(_, name, whole)| name != whole).or(first) else {
        return String::new();
    };
    let group = &group.method;
    let same = if name == whole {
        String::new()
    } else {
        format!(" is `client.{whole}(..)`")
    };
    format!(
        "\n\nThe operations of a tag stand together as well: `client.{group}().{name}(..)`{same}."
    )
}

fn page(request: &Request) -> String {
    format!(
        "## Page\n\n```rust\nlet mut items = {}.items();\nwhile let Some(item) = items.try_next().await? {{\n    \
         println!(\"{{item:?}}\");\n}}\n```\n\n`pages()` gives whole pages instead. Both are streams, which `max_pages` and \
         `max_items` limit; `position` of pages says where the next one begins, and `resume` goes on there another time.",
        example::call(request)
    )
}

/// Calls and lists for callers without an async runtime.
fn blocking(krate: &Crate) -> String {
    let Some(request) = example::request(krate) else {
        return String::new();
    };
    let upload = if krate.parts.contains(&Part::Body) {
        " `Body::reader` sends a file without holding it."
    } else {
        ""
    };
    let call = example::call(request);
    let result = match request.output {
        Output::One(Ty::Unit, _) => "",
        _ => "let response = ",
    };
    let mut code = format!("{result}{call}.send_blocking()?;\n");
    if let Some((request, _)) = example::paged(krate) {
        let list = example::call(request);
        let _ = write!(
            code,
            "for item in {list}.items().blocking() {{\n    println!(\"{{:?}}\", item?);\n}}\n"
        );
    }
    format!(
        "## Without an async runtime\n\nWith the feature `blocking`, the same client waits:\n\n```rust\n{code}```\n\n\
         Each method that sends has such a twin, and each stream becomes an iterator by `blocking()`. They keep their thread \
         until the response is there, in an async task as well, where awaiting is better.{upload}"
    )
}

fn errors(krate: &Crate) -> String {
    let mut kinds = String::from("`Build` (nothing was sent), `Transport`, `Api` and `Decode`");
    if krate.parts.contains(&Part::Paging) {
        kinds = String::from("`Build` (nothing was sent), `Transport`, `Api`, `Decode` and `Page`");
    }
    format!(
        "## Errors\n\nEvery call fails with one type, `Error`: {kinds}. An `ApiError` has the `status()`, the `headers()`, \
         the `request_id()`, the body as it came (`bytes()`), and the body as one of the types in `ErrorBody` (`body()`)."
    )
}

fn options(krate: &Crate) -> String {
    let headers = if krate.headers.is_empty() {
        ""
    } else {
        " The module `headers` has the described headers of answers with their types: \
         `answer.header(headers::NAME)?`."
    };
    let text = "## Options of a call\n\n`.options(CallOptions::new())` before `.await` sets headers, query parameters, a timeout, \
     retries and an idempotency key for that call; `.response()` returns the status and headers as well, `.raw()` the \
     body as it came. The builder's `on_request` and `on_response` tell functions of yours of each attempt.";
    let files = if krate.parts.contains(&Part::Multipart) {
        " A file of a multipart body is bytes or a `Body::stream`: `FilePart::new(\"name\", content)`."
    } else {
        ""
    };
    let events = if krate.parts.contains(&Part::Events) {
        " `CallOptions::reconnect` lets streams of events go on after a lost connection."
    } else {
        ""
    };
    format!("{text}{headers}{files}{events}")
}

fn test(krate: &Crate) -> String {
    format!(
        "## Test what you write with it\n\nWith the feature `test-util`, nothing has to listen anywhere:\n\n```rust\n\
         use {}::test_util::{{Answer, TestService}};\n\n\
         let service = TestService::new().answer(Answer::new(503)).answer(Answer::json(200, &answer));\n\
         let client = service.client()?;\n\
         // Call what is to be tested, then look at `service.requests()`.\n```\n\n\
         Answers are made of the types of this crate: with that feature, each has `new` or `default` and a setter for \
         whatever may be left out. `fault` loses a request, and `Answer::new(200).body(\"..\").then(..)` breaks off on the way.",
        krate.package.lib
    )
}

fn operations(krate: &Crate) -> String {
    let modules = krate.modules.iter();
    let requests = modules.flat_map(|module| module.requests.iter().map(move |one| (module, one)));
    let rows = requests.map(|(module, request)| {
        let summary = in_cell(&request.docs.summary());
        let (page, method) = (module.name.bare(), request.method.bare());
        let path = Text::joined(&[&request.http_method.text(), &request.path]).code_in_table();
        format!("| [`{method}`](docs/{page}.md#{method}) | {path} | {summary} |")
    });
    let rows: Vec<String> = rows.collect();
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "## Operations\n\nThe [reference](docs/README.md) describes each with its parameters, responses and errors, and all \
         types; [api.md](api.md) has their signatures alone. `cargo test --features test-util` sends its examples to a service of the test's own.\n\n| Method | Request | |\n|---|---|---|\n{}",
        rows.join("\n")
    )
}

/// Code of our own inside a table.
fn own(code: &str) -> String {
    format!("`{code}`")
}
