//! Servers: which can be used, what they are called, and the variables in their URLs.

use crate::ir;
use crate::rust::{NamedServer, Server, Variable, VariableSetter};
use crate::text::Text;

use crate::plan::docs;
use crate::plan::names::{Scope, screaming, snake};

/// A server that is an absolute one, or that the caller can make one: of a relative one only those know the host who found
/// the description there. The first such server is that of the API.
pub(super) fn absolute(server: &ir::Server) -> Option<Server> {
    usable(server).filter(|server| !server.url.raw().starts_with('/'))
}

/// The URL that examples give a client of which no server is known: a made up host, and the path where the first server
/// has one that is nothing but one.
pub(super) fn example(server: Option<&ir::Server>) -> Text {
    let url = server.and_then(usable).map(|server| server.url);
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-._~".contains(c);
    let path = url.filter(|url| is_path(url.raw()) && url.raw().chars().all(plain));
    let path = path.unwrap_or_default();
    Text::from(format!("https://api.example.com{}", path.raw()))
}

/// The server of an operation; a relative one stands beside that of the API.
pub(in crate::plan) fn own(server: &ir::Server) -> Option<Server> {
    usable(server).filter(|server| server.url != *"/" && !server.url.is_empty())
}

/// The servers to choose from: none where there is no choice.
pub(super) fn several(servers: &[ir::Server]) -> Vec<NamedServer> {
    let mut scope = Scope::default();
    let mut named: Vec<NamedServer> = Vec::new();
    for server in servers {
        let Some(planned) = absolute(server) else {
            continue;
        };
        if named.iter().any(|known| known.server == planned) {
            continue;
        }
        let url = planned.url.raw();
        named.push(NamedServer {
            constant: scope.claim_constant(&[screaming(&name(server))]),
            docs: docs::of_with(&server.docs, || docs::code(url), &also(server, url)),
            server: planned,
        });
    }
    if named.len() < 2 {
        named.clear();
    }
    named
}

/// The URL below what the description says of a server.
fn also(server: &ir::Server, url: &str) -> Vec<String> {
    let said = !docs::is_empty(&server.docs);
    said.then(|| format!("{}.", docs::code(url)))
        .into_iter()
        .collect()
}

/// A server is named by all that is said of it up to this many words.
const LONGEST: usize = 6;

/// How many words it is named by where more is said.
const CUT: usize = 4;

/// The name that an overlay gives, what the description says in few words, or the host.
fn name(server: &ir::Server) -> String {
    if let Some(alias) = &server.alias {
        return alias.clone();
    }
    let words = docs::first_line(&server.docs).unwrap_or_default();
    let words = words.trim_end_matches('.').split_whitespace();
    let mut words: Vec<&str> = words.collect();
    if words.len() > LONGEST {
        words.truncate(CUT);
    }
    if !words.is_empty() {
        return words.join(" ");
    }
    host(&server.url).to_owned()
}

/// A method of the builder for each variable, whichever servers have it.
pub(super) fn variables(api: &ir::Api, methods: &mut Scope) -> Vec<VariableSetter> {
    let own = api
        .operations
        .iter()
        .flat_map(|operation| &operation.servers);
    let mut setters: Vec<VariableSetter> = Vec::new();
    for server in api.servers.iter().chain(own) {
        if usable(server).is_none() {
            continue;
        }
        for variable in server.variables.iter().filter(|v| is_in(v, &server.url)) {
            if setters.iter().any(|setter| setter.name == *variable.name) {
                continue;
            }
            let method = snake(&variable.name);
            setters.push(VariableSetter {
                method: methods.claim(&[method.clone(), format!("{method}_variable")]),
                name: Text::from(&variable.name),
                docs: docs::of_with(
                    &variable.docs,
                    || {
                        format!(
                            "Sets the variable {} of the server's URL.",
                            docs::code(&variable.name)
                        )
                    },
                    &[values(variable)],
                ),
            });
        }
    }
    setters
}

/// Which values a variable may have.
fn values(variable: &ir::ServerVariable) -> String {
    let listed: Vec<String> = variable
        .values
        .iter()
        .map(|value| docs::code(value))
        .collect();
    let default = docs::code(&variable.default);
    match (listed.split_last(), variable.default.is_empty()) {
        (Some((last, [])), _) => format!("The only value is {last}."),
        (Some((last, others)), _) => {
            format!(
                "One of {} and {last}. The default is {default}.",
                others.join(", ")
            )
        }
        (None, true) => "There is no default.".to_owned(),
        (None, false) => format!("The default is {default}."),
    }
}

fn is_in(variable: &ir::ServerVariable, url: &str) -> bool {
    url.contains(&format!("{{{}}}", variable.name))
}

/// A server whose URL can become one: an absolute one, one that begins with a variable, or a path.
fn usable(server: &ir::Server) -> Option<Server> {
    let url = server.url.trim().trim_end_matches('/').to_owned();
    let variables: Vec<&ir::ServerVariable> = server
        .variables
        .iter()
        .filter(|variable| is_in(variable, &url))
        .collect();
    let fill = |empty: &str| {
        let filled = variables.iter().fold(url.clone(), |url, variable| {
            let value = Some(&*variable.default).filter(|value| !value.is_empty());
            url.replace(&format!("{{{}}}", variable.name), value.unwrap_or(empty))
        });
        filled.trim_end_matches('/').to_owned()
    };
    // What is left out may be what the host is called.
    let absolute = is_absolute(&fill("")) && host(&fill("")) == host(&fill("x"));
    let could_be = is_absolute(&fill("x")) || is_absolute(&fill("https://x"));
    (could_be || is_path(&fill(""))).then(|| Server {
        variables: variables.into_iter().map(planned).collect(),
        absolute,
        url: url.into(),
    })
}

fn planned(variable: &ir::ServerVariable) -> Variable {
    let mut values = variable.values.clone();
    // A default that is not listed is one of the values all the same.
    if !values.is_empty() && !values.contains(&variable.default) {
        values.push(variable.default.clone());
    }
    Variable {
        name: Text::from(&variable.name),
        default: Text::from(&variable.default),
        values: values.into_iter().map(Text::from).collect(),
    }
}

fn is_absolute(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    rest.is_some() && !host(url).is_empty() && is_plain(url)
}

/// What stands between `://` and the next slash.
fn host(url: &str) -> &str {
    let (_, rest) = url.split_once("://").unwrap_or(("", url));
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

fn is_path(url: &str) -> bool {
    url.starts_with('/') && !url.starts_with("//") && is_plain(url)
}

/// Whether nothing is in the text that no URL holds.
fn is_plain(url: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control() || "{}<>\"\\".contains(c);
    !url.contains(odd)
}
