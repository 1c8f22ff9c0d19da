//! The words of an outline that need nothing of the API around them.

use std::fmt::Write as _;

use crate::ir::{
    Auth, AuthKind, Constraints, Docs, Encoding, Flows, Json, Link, Location, Next, Page, PageKind,
    PageParam, Server, Status, Style, Xml,
};

pub(super) fn docs(docs: &Docs) -> String {
    let texts = [
        &docs.summary,
        &docs.description,
        &docs.link_text,
        &docs.link,
    ];
    let mut out = String::new();
    for text in texts.into_iter().flatten() {
        out.push_str(if out.is_empty() { " // " } else { " / " });
        out.push_str(&text.replace('\n', "\\n"));
    }
    out
}

pub(super) fn flag(set: bool, text: &'static str) -> &'static str {
    if set { text } else { "" }
}

pub(super) fn alias(name: Option<&str>) -> String {
    name.map(|name| format!(" named {name:?}"))
        .unwrap_or_default()
}

pub(super) fn default(value: Option<&Json>) -> String {
    value
        .map(|value| format!(" default {value}"))
        .unwrap_or_default()
}

pub(super) fn examples(values: &[Json]) -> String {
    let mut out = String::new();
    for value in values {
        let _ = write!(out, " example {value}");
    }
    out
}

/// What values have to be like, apart from the formats that a type is named after.
pub(super) fn constraints(constraints: Option<&Constraints>) -> String {
    let words = constraints.map(constraint_words).unwrap_or_default();
    if words.is_empty() {
        return String::new();
    }
    format!(" <{}>", words.join(", "))
}

fn constraint_words(of: &Constraints) -> Vec<String> {
    const NAMED: [&str; 10] = [
        "int32",
        "int64",
        "uint64",
        "date-time",
        "date",
        "uuid",
        "binary",
        "byte",
        "unixtime",
        "timestamp",
    ];
    let format = of.format.iter().filter(|name| !NAMED.contains(&&***name));
    let mut words: Vec<String> = format.map(|name| format!("format {name}")).collect();
    for (sign, bound) in [(">", &of.minimum), ("<", &of.maximum)] {
        words.extend(bound.as_ref().map(|bound| {
            let sign = format!("{sign}{}", if bound.exclusive { "" } else { "=" });
            format!("{sign} {}", bound.value)
        }));
    }
    let multiple = of.multiple_of.iter();
    words.extend(multiple.map(|number| format!("multiple of {number}")));
    words.extend(of.patterns.iter().map(|pattern| format!("/{pattern}/")));
    for (what, least, most) in [
        ("length", of.min_length, of.max_length),
        ("items", of.min_items, of.max_items),
        ("properties", of.min_properties, of.max_properties),
    ] {
        words.extend(least.map(|count| format!("{what} >= {count}")));
        words.extend(most.map(|count| format!("{what} <= {count}")));
    }
    if of.unique_items {
        words.push("unique".to_owned());
    }
    let items = of.items.as_deref().map(constraint_words);
    let items = items.filter(|words| !words.is_empty());
    words.extend(items.map(|words| format!("each <{}>", words.join(", "))));
    words
}

pub(super) fn outline_link(link: &Link) -> String {
    let mut out = format!("link {} to {}", link.name, link.operation);
    for (name, value) in &link.params {
        let _ = write!(out, " {name}={value}");
    }
    if let Some(body) = &link.body {
        let _ = write!(out, " body={body}");
    }
    out + &docs(&link.docs)
}

pub(super) fn xml(xml: Option<&Xml>) -> String {
    let Some(xml) = xml else { return String::new() };
    let mut out = String::from(" xml");
    for (key, text) in [
        ("name", &xml.name),
        ("namespace", &xml.namespace),
        ("prefix", &xml.prefix),
    ] {
        if let Some(text) = text {
            let _ = write!(out, " {key}={text}");
        }
    }
    out.push_str(flag(xml.attribute, " attribute"));
    out.push_str(flag(xml.text, " text"));
    out.push_str(flag(xml.wrapped, " wrapped"));
    if let Some(items) = &xml.items {
        let _ = write!(out, " items({})", self::xml(Some(items)).trim_start());
    }
    out
}

/// What differs from the default of the location; nothing where nothing does.
pub(super) fn encoding(encoding: &Encoding, location: Location) -> String {
    let (style, explode, allow_reserved) = match encoding {
        Encoding::Style {
            style,
            explode,
            allow_reserved,
        } => (style, explode, allow_reserved),
        Encoding::Json => return " as json".to_owned(),
        Encoding::Xml(_) => return " as xml".to_owned(),
        Encoding::Form(_) => return " as form".to_owned(),
        Encoding::Text => return " as text".to_owned(),
    };
    let usual = match location {
        Location::Path | Location::Header => Style::Simple,
        Location::Query | Location::Querystring | Location::Cookie => Style::Form,
    };
    let mut out = String::new();
    if *style != usual {
        out.push(' ');
        out.push_str(match style {
            Style::Simple => "simple",
            Style::Label => "label",
            Style::Matrix => "matrix",
            Style::Form => "form",
            Style::SpaceDelimited => "spaceDelimited",
            Style::PipeDelimited => "pipeDelimited",
            Style::TabDelimited => "tabDelimited",
            Style::DeepObject => "deepObject",
            Style::Cookie => "cookie",
        });
    }
    if *explode != matches!(style, Style::Form | Style::Cookie) {
        out.push_str(if *explode { " exploded" } else { " joined" });
    }
    out.push_str(flag(*allow_reserved, " reserved"));
    out
}

pub(super) fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Querystring => "querystring",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

pub(super) fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(digit) => format!("{digit}XX"),
        Status::Default => "default".to_owned(),
    }
}

pub(super) fn outline_server(server: &Server) -> String {
    let mut out = format!("server {}{}", server.url, docs(&server.docs));
    for variable in &server.variables {
        let _ = write!(out, " {}={:?}", variable.name, variable.default);
        if !variable.values.is_empty() {
            let _ = write!(out, " of {:?}", variable.values);
        }
    }
    out
}

pub(super) fn outline_auth(auth: &Auth) -> String {
    let kind = match &auth.kind {
        AuthKind::Bearer => "bearer".to_owned(),
        AuthKind::Basic => "basic".to_owned(),
        AuthKind::Http(scheme) => format!("http {scheme}"),
        AuthKind::ApiKey { location: at, name } => format!("key in {} {name}", location(*at)),
        AuthKind::OAuth2 { flows, scopes } => {
            let scopes: Vec<&str> = scopes.iter().map(|scope| &*scope.name).collect();
            format!("oauth2{} {scopes:?}", outline_flows(flows))
        }
        AuthKind::OpenIdConnect => "openIdConnect".to_owned(),
        AuthKind::MutualTls => "mutualTLS".to_owned(),
    };
    let env = auth
        .env
        .as_ref()
        .map(|env| format!(" env {env}"))
        .unwrap_or_default();
    let prefix = auth
        .prefix
        .as_ref()
        .map(|text| format!(" prefix {text:?}"))
        .unwrap_or_default();
    format!(
        "auth {}: {kind}{env}{prefix}{}",
        auth.name,
        docs(&auth.docs)
    )
}

fn outline_flows(flows: &Flows) -> String {
    let named = [
        ("", &flows.client_credentials),
        (" code", &flows.authorization_code),
        (" device", &flows.device),
        (" password", &flows.password),
    ];
    let mut out = String::new();
    for (name, flow) in named {
        let Some(flow) = flow else { continue };
        out += name;
        if let Some(url) = &flow.begin_url {
            let _ = write!(out, " at {url}");
        }
        let _ = write!(out, " from {}", flow.token_url);
        if let Some(url) = &flow.refresh_url {
            let _ = write!(out, " again from {url}");
        }
    }
    out
}

pub(super) fn outline_page(page: &Page) -> String {
    let at = |steps: &[String]| {
        steps
            .iter()
            .fold(String::new(), |out, step| out + "/" + step)
    };
    let asked = |param: &PageParam| match param {
        PageParam::Query(name) => name.clone(),
        PageParam::Header(name) => format!("header {name}"),
        PageParam::Body { path, is_number } => {
            let number = if *is_number { "number " } else { "" };
            format!("body {number}{}", at(path))
        }
    };
    let maybe = |word: &str, steps: &Option<Vec<String>>| {
        steps
            .as_ref()
            .map(|steps| format!(" {word} {}", at(steps)))
            .unwrap_or_default()
    };
    let kind = match &page.kind {
        PageKind::Cursor { param, next, more } => {
            let next = match next {
                Next::Body(steps) => at(steps),
                Next::Header(name) => format!("header {name}"),
                Next::Last(steps) => format!("last item's {}", at(steps)),
            };
            format!("cursor {} from {next}{}", asked(param), maybe("more", more))
        }
        PageKind::Offset {
            param,
            first,
            total,
        } => format!(
            "offset {} from {first}{}",
            asked(param),
            maybe("total", total)
        ),
        PageKind::Number {
            param,
            first,
            pages,
        } => format!(
            "number {} from {first}{}",
            asked(param),
            maybe("pages", pages)
        ),
        PageKind::Link { next } => format!("link{}", maybe("at", next)),
    };
    format!("page of {} by {kind}", at(&page.items))
}
