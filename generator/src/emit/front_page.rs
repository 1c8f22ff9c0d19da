//! The front page of the crate's documentation: how to authenticate, call, page and see errors, and every operation.

use super::{example, incoming_pages, sign_in};
use crate::rust::{Crate, Doc, Module, Part, Request, Scheme, SchemeKind};
use crate::text::{Text, in_cell};

/// The features that users choose from, and what each adds.
pub(super) const FEATURES: [(&str, &str); 7] = [
    (
        "blocking",
        "`send_blocking()` and the like for callers without an async runtime, `blocking()` makes iterators of streams",
    ),
    ("gzip", "asks for compressed responses"),
    ("http2", "speaks HTTP/2 where the service does"),
    ("tracing", "makes a span of each attempt"),
    (
        "test-util",
        "`test_util::TestService` responds in your own tests as it is told, and remembers the requests",
    ),
    (
        "transport",
        "`ClientBuilder::transport` sends requests by a function of yours",
    ),
    (
        "http-client",
        "`ClientBuilder::http_client` takes a `reqwest::Client`",
    ),
];

/// The rows of a table of the features.
pub(super) fn features() -> String {
    let rows = FEATURES.map(|(name, what)| format!("| `{name}` | {what} |"));
    rows.join("\n")
}

/// What stands below the description's own words.
pub(super) fn sections(krate: &Crate) -> Vec<String> {
    let sections = [
        example_of(krate),
        authenticate(krate),
        call(krate),
        page(krate),
        errors(krate),
        incoming_pages::front_page(krate),
        format!("# Features\n\n| Feature | |\n|---|---|\n{}", features()),
        operations(krate),
    ];
    let text = sections.into_iter().filter(|section| !section.is_empty());
    let text = text.collect::<Vec<_>>().join("\n\n");
    [""].into_iter()
        .chain(text.lines())
        .map(str::to_owned)
        .collect()
}

/// A call that the compiler checks; it holds nothing of the description but names.
fn example_of(krate: &Crate) -> String {
    compiled(krate, &example::lines(krate))
}

fn compiled(krate: &Crate, lines: &[String]) -> String {
    format!(
        "```no_run\n# async fn example() -> Result<(), {}::Error> {{\n{}\n# Ok(())\n# }}\n```",
        krate.package.lib,
        lines.join("\n")
    )
}

fn authenticate(krate: &Crate) -> String {
    let schemes = &krate.api.schemes;
    let sent = |scheme: &&Scheme| scheme.kind != SchemeKind::MutualTls;
    // A column in which nothing stands tells nothing.
    let env = schemes.iter().any(|scheme| scheme.env.is_some());
    let own = schemes.iter().filter(sent);
    let mut rows: Vec<String> = own.map(|row| scheme(row, env)).collect();
    rows.extend(sign_in::flows(krate).map(|(scheme, flow)| {
        let name = scheme.name.code_in_table();
        format!(
            "| {name} | [`{}`] signs a person in |{}",
            flow.path(),
            if env { " |" } else { "" }
        )
    }));
    if rows.is_empty() {
        return String::new();
    }
    let (told, head) = if env {
        (
            " [`Client::from_env`] takes them from the environment.",
            "| Scheme | Method | Environment |\n|---|---|---|",
        )
    } else {
        ("", "| Scheme | Method |\n|---|---|")
    };
    let source = if krate.parts.contains(&Part::TokenSource) {
        "A [`TokenSource`] is an async function of yours that returns the next [`Token`] when one is needed.\n"
    } else {
        ""
    };
    format!(
        "# Authenticate\n\nThe methods of [`Client::builder`] take credentials.{told}\n{source}\
         None is ever printed, nor sent to another host.\n\n{head}\n{}",
        rows.join("\n")
    )
}

fn scheme(scheme: &Scheme, with_env: bool) -> String {
    let name = scheme.name.code_in_table();
    let bare = scheme.method.bare();
    let row = format!("| {name} | [`{bare}`](ClientBuilder::{bare}) |");
    if !with_env {
        return row;
    }
    let env = scheme.env.as_ref();
    let env = env.map_or_else(|| "none".to_owned(), Text::code_in_table);
    format!("{row} {env} |")
}

fn call(krate: &Crate) -> String {
    if krate.modules.is_empty() {
        return String::new();
    }
    let text = "# Call\n\nEach operation is a method of [`Client`]. What it needs is an argument, what it may have is a setter of\n\
     the request that the method returns. That is sent where it is awaited, or by its `send`. Before that, `options` takes\n\
     [`CallOptions`]: headers, a timeout, retries. `response` returns the status and the headers as well.";
    let group = krate
        .modules
        .iter()
        .find_map(|module| module.group.as_ref());
    group.map_or_else(
        || text.to_owned(),
        |group| {
            let method = group.method.as_str();
            format!(
                "{text}\n\nThe operations of each tag stand behind a method of the client as well, under shorter names:\n[`{method}`](Client::{method}), for one."
            )
        },
    )
}

fn page(krate: &Crate) -> String {
    let Some((request, _)) = example::paged(krate) else {
        return String::new();
    };
    let lines = [
        format!(
            "# let client = {};",
            example::client(krate).replace("Client::", &format!("{}::Client::", krate.package.lib))
        ),
        format!("let mut items = {}.items();", example::call(request)),
        "while let Some(item) = items.try_next().await? {".to_owned(),
        "    println!(\"{item:?}\");".to_owned(),
        "}".to_owned(),
    ];
    format!(
        "# Page\n\nA list that comes in pages is a stream: of its [`Items`], or of whole [`Pages`].\n\n{}",
        compiled(krate, &lines)
    )
}

fn errors(krate: &Crate) -> String {
    let page = if krate.parts.contains(&Part::Paging) {
        ", `Decode` and `Page`"
    } else {
        " and `Decode`"
    };
    format!(
        "# Errors\n\nEvery call fails with one type, [`Error`]: `Build` (nothing was sent), `Transport`, `Api`{page}. \n\
         An [`ApiError`] has the status, the headers, the ID of the request, the body as it came, and the body as\n\
         [`ErrorBody`] types it."
    )
}

/// The operations by tag, each with a link to its method.
fn operations(krate: &Crate) -> String {
    if krate.modules.is_empty() {
        return String::new();
    }
    let modules: Vec<String> = krate.modules.iter().map(module).collect();
    format!("# Operations\n\n{}", modules.join("\n\n"))
}

fn module(module: &Module) -> String {
    let name = module.name.bare();
    let about = Some(cell(&module.docs)).filter(|about| !about.is_empty());
    let about = about.map_or_else(String::new, |about| format!(" {about}"));
    let rows: Vec<String> = module.requests.iter().map(operation).collect();
    format!(
        "**[`{name}`](api::{name})**{about}\n\n| Operation | |\n|---|---|\n{}",
        rows.join("\n")
    )
}

fn operation(request: &Request) -> String {
    let method = &request.method;
    let about = match cell(&request.docs) {
        empty if empty.is_empty() => {
            Text::joined(&[&request.http_method.text(), &request.path]).code_in_table()
        }
        about => about,
    };
    format!("| [`{0}`](Client::{0}) | {about} |", method.bare())
}

fn cell(docs: &Doc) -> String {
    in_cell(&docs.summary())
}
