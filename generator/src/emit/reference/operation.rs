//! A page of operations: each with its facts.

use super::prose::{blocks, table};
use super::{Links, Page, tables};
use crate::emit::command_line::shell;
use crate::emit::example;
use crate::rust::{
    Crate, Module, Other, Output, PageParameter, Paging, PagingKind, ParamCall, Repeat, Request,
    Responder, Scheme, SchemeKind, Switch,
};
use crate::text::{Text, in_cell};

/// The page of a module.
pub(super) fn page(krate: &Crate, module: &Module, links: &Links<'_>) -> String {
    let page = Page::Operations(module);
    let rows: Vec<Vec<String>> = module.requests.iter().map(row).collect();
    let mut parts = vec![
        format!("# {}", module.name.bare()),
        module.docs.as_str().to_owned(),
        format!(
            "[Index](README.md) · [source](../src/api/{}.rs)",
            module.name.bare()
        ),
        by_group(module),
        table(&["Operation", "Request", ""], &rows),
    ];
    let sections = module.requests.iter();
    parts.extend(sections.map(|request| section(krate, request, links, page)));
    links.finish(blocks(parts), page)
}

/// Where the shorter names are, with one of them.
fn by_group(module: &Module) -> String {
    let Some(group) = &module.group else {
        return String::new();
    };
    let mut pairs = group.methods.iter().zip(&module.requests);
    let shorter = pairs
        .clone()
        .find(|(method, request)| **method != request.method);
    let Some((method, request)) = shorter.or_else(|| pairs.next()) else {
        return String::new();
    };
    let whole = request.method.bare();
    format!(
        "All of them stand behind `client.{}()` as well: `{whole}` is `{method}` there.",
        group.method
    )
}

/// A row of a table of operations on the page itself.
fn row(request: &Request) -> Vec<String> {
    let method = request.method.bare();
    vec![
        format!("[`{method}`](#{method})"),
        sent(request).code_in_table(),
        in_cell(&request.docs.summary()),
    ]
}

/// The HTTP method and the path.
pub(super) fn sent(request: &Request) -> Text {
    Text::joined(&[&request.http_method.text(), &request.path])
}

fn section(krate: &Crate, request: &Request, links: &Links<'_>, page: Page<'_>) -> String {
    let method = request.method.bare();
    let deprecated = if request.deprecated {
        "**Deprecated.**"
    } else {
        ""
    };
    blocks([
        format!("<a id=\"{method}\"></a>\n\n## `{method}`"),
        deprecated.to_owned(),
        request.docs.as_str().to_owned(),
        format!(
            "{} → {}",
            sent(request).code(),
            result(request, links, page)
        ),
        others(request, links, page),
        usage(krate, request),
        tables::parameters(request, links, page),
        tables::body(request, links, page),
        tables::statuses(krate, request, links, page),
        tables::headers(krate, request, links, page),
        tables::next(krate, request),
        facts(krate, request),
    ])
}

/// What the methods return that ask for another media type.
fn others(request: &Request, links: &Links<'_>, page: Page<'_>) -> String {
    let line = |other: &Other| {
        let output = Output::One(other.ty.clone(), other.responder.clone());
        let set = match &other.switch {
            Some(Switch::Body(pointer)) => format!(", sets {} in the body", pointer.code()),
            Some(Switch::Part(name)) => format!(", sends the part {}", name.code()),
            Some(Switch::Query(name)) => format!(", sets the parameter {}", name.code()),
            None => String::new(),
        };
        let (send, accept) = (other.send.bare(), other.accept.code());
        format!(
            "`{send}` asks for {accept}{set} and returns {}.",
            returned(&output, links, page)
        )
    };
    blocks(request.others.iter().map(line).collect::<Vec<_>>())
}

/// What `send` returns.
fn result(request: &Request, links: &Links<'_>, page: Page<'_>) -> String {
    returned(&request.output, links, page)
}

fn returned(output: &Output, links: &Links<'_>, page: Page<'_>) -> String {
    match output {
        Output::One(ty, Responder::Events | Responder::EventsByKind) => {
            format!("`Events` of {}", links.ty(ty, page))
        }
        Output::One(ty, Responder::JsonLines | Responder::JsonTexts) => {
            format!("`JsonLines` of {}", links.ty(ty, page))
        }
        Output::One(ty, _) => links.ty(ty, page),
        Output::Several { name, .. } => format!("`{name}`"),
    }
}

/// The call in Rust, and the same in the shell.
fn usage(krate: &Crate, request: &Request) -> String {
    let rust = format!(
        "```rust\n{}\n```",
        example::whole(krate, request).join("\n")
    );
    let line = krate
        .command_line
        .as_ref()
        .and_then(|program| shell::line(program, request));
    let shell = line.map_or_else(String::new, |line| {
        format!("The same in the shell:\n\n```sh\n{line}\n```")
    });
    blocks([rust, shell])
}

/// What there is to know beside the tables.
fn facts(krate: &Crate, request: &Request) -> String {
    let facts = [
        format!("- **Authorization:** {}", authorization(krate, request)),
        format!("- **HTTP headers:** {}", headers(request)),
        format!("- **Repeating:** {}", repeating(request)),
        goes_on(request),
    ];
    let facts = facts.into_iter().filter(|fact| !fact.is_empty());
    facts.collect::<Vec<_>>().join("\n")
}

fn authorization(krate: &Crate, request: &Request) -> String {
    let words = request.reference.credentials_in_words(|needed| {
        let scheme = krate.api.schemes.iter();
        let scheme = scheme.clone().find(|scheme| scheme.name == needed.name);
        let name = needed.name.code();
        match scheme {
            Some(scheme) if scheme.kind != SchemeKind::MutualTls => {
                format!("{name}, set by {}", given(scheme))
            }
            _ => format!("{name}, a certificate"),
        }
    });
    words.map_or_else(|| "none is needed.".to_owned(), |words| words + ".")
}

/// How a credential is given to the client.
fn given(scheme: &Scheme) -> String {
    let mut ways = vec![format!("`Client::builder().{}(..)`", scheme.method)];
    ways.extend(
        scheme
            .env
            .as_ref()
            .map(|variable| format!("the variable {}", variable.code())),
    );
    let flows = scheme.flows.iter();
    ways.extend(flows.map(|flow| format!("`{}`", flow.path())));
    ways.join(" or ")
}

/// The headers that the client sends for this operation, beside those of its parameters.
fn headers(request: &Request) -> String {
    let inputs = request.args.iter().map(|argument| &argument.call);
    let inputs = inputs.chain(request.setters.iter().map(|setter| &setter.call));
    let mut inputs = request.constants.iter().chain(inputs);
    let body = inputs.find_map(|call| match call {
        ParamCall::Body(kind) => Some(tables::body_type(kind)),
        ParamCall::Multipart(media_type, _) => Some(media_type.clone()),
        ParamCall::Part(..) | ParamCall::Parts => Some("multipart/form-data".into()),
        _ => None,
    });
    let accept = request.accept.as_ref();
    let accept = accept.map(|accept| Text::joined(&[&"Accept:".into(), accept]).code());
    let body = body.map(|body| Text::joined(&[&"Content-Type:".into(), &body]).code());
    let key = request.idempotency_header.as_ref();
    let key = key.map(|name| format!("{} with a key of the call's own", name.code()));
    let all: Vec<String> = accept.into_iter().chain(body).chain(key).collect();
    if all.is_empty() {
        return "none beside the usual ones.".to_owned();
    }
    all.join(", ") + "."
}

fn repeating(request: &Request) -> String {
    match &request.reference.repeat {
        Repeat::Idempotent => {
            "safe. The client sends it again by itself after a lost connection or a status that asks for it.".to_owned()
        }
        Repeat::ByKey(header) => format!(
            "safe, because each call has a key in the header {} that stays the same when the client sends it again.",
            header.code()
        ),
        Repeat::Unsafe => {
            "not safe. The client sends it again only where no connection could be made, unless \
             `CallOptions::idempotency_key` gives it a key."
                .to_owned()
        }
    }
}

/// How it pages or streams.
fn goes_on(request: &Request) -> String {
    if let Some(paging) = &request.paging {
        return format!(
            "- **Pages:** `.items()` is a stream of all items and `.pages()` one of the pages; {}.",
            next_page(paging)
        );
    }
    match &request.output {
        Output::One(_, Responder::Events | Responder::EventsByKind) => {
            "- **Stream:** of server-sent events, which come as the service sends them.".to_owned()
        }
        Output::One(_, Responder::JsonLines | Responder::JsonTexts) => {
            "- **Stream:** of JSON texts, one a line, which come as the service sends them."
                .to_owned()
        }
        Output::One(_, Responder::Bytes) => {
            "- **Stream:** `.stream()` gives the bytes as they come, instead of all at once."
                .to_owned()
        }
        _ => String::new(),
    }
}

fn next_page(paging: &Paging) -> String {
    match &paging.kind {
        PagingKind::Cursor { param, .. } => {
            format!(
                "the next page is asked for with the cursor {}",
                asked(param)
            )
        }
        PagingKind::Offset { param, .. } => {
            format!(
                "the next page is asked for with the offset {}",
                asked(param)
            )
        }
        PagingKind::Number { param, .. } => {
            format!(
                "the next page is asked for with its number in {}",
                asked(param)
            )
        }
        PagingKind::Link { .. } => "each page has a link to the next one".to_owned(),
    }
}

/// Where a request says which page it asks for.
fn asked(param: &PageParameter) -> String {
    let name = param.name().code();
    match param {
        PageParameter::Query(_) | PageParameter::Header(_) => name,
        PageParameter::Text(_) | PageParameter::Number(_) | PageParameter::Field(_) => {
            format!("{name} of the body")
        }
    }
}

/// The rows of the index for a module.
pub(super) fn index_rows(module: &Module) -> Vec<Vec<String>> {
    let requests = module.requests.iter();
    let rows = requests.map(|request| {
        let (file, method) = (module.name.bare(), request.method.bare());
        let about = tables::deprecated(request.deprecated, in_cell(&request.docs.summary()));
        vec![
            format!("[`{method}`]({file}.md#{method})"),
            sent(request).code_in_table(),
            about,
        ]
    });
    rows.collect()
}
