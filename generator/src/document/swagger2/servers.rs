//! `host`, `basePath` and `schemes`: the servers of OpenAPI 3.0.

use crate::document::Tree;
use crate::document::path::Path;

use super::{Map, Pass, take_texts};

/// Where a document says that its API is served.
#[derive(Debug, Default)]
pub(super) struct Address {
    host: Option<String>,
    base: String,
    schemes: Vec<String>,
}

impl Address {
    /// The server for each scheme, the safe ones first; without a host, where the document itself comes from.
    fn urls(&self, schemes: &[String]) -> Vec<String> {
        let Some(host) = &self.host else {
            let base = if self.base.is_empty() {
                "/"
            } else {
                &self.base
            };
            return vec![base.to_owned()];
        };
        let mut schemes: Vec<&str> = schemes
            .iter()
            .map(String::as_str)
            .filter(|scheme| matches!(*scheme, "http" | "https"))
            .collect();
        if schemes.is_empty() {
            schemes.push("https");
        }
        schemes.sort_by_key(|scheme| *scheme != "https");
        schemes.dedup();
        let base = &self.base;
        schemes
            .iter()
            .map(|scheme| format!("{scheme}://{host}{base}"))
            .collect()
    }
}

/// Writes where the API is served, unless the document says so in the way of OpenAPI 3.
pub(super) fn rewrite_root(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    let host = text(map.shift_remove("host"));
    let base = text(map.shift_remove("basePath")).unwrap_or_default();
    let base = base.trim_matches('/');
    let address = Address {
        host: host.map(|host| host.trim_end_matches('/').to_owned()),
        base: if base.is_empty() {
            String::new()
        } else {
            format!("/{base}")
        },
        schemes: take_texts(map, "schemes").unwrap_or_default(),
    };
    if !map.contains_key("servers") {
        let from = if address.host.is_some() {
            "host"
        } else {
            "basePath"
        };
        pass.moves
            .made(path.key("servers").pointer(), &path.key(from).pointer());
        let index = map.get_index_of("info").map_or(1, |index| index + 1);
        let urls = address.urls(&address.schemes);
        map.shift_insert(index.min(map.len()), "servers".to_owned(), servers(urls));
    }
    pass.shared.address = address;
}

/// Writes the servers of an operation that is served by another scheme than the rest.
pub(super) fn rewrite_operation(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    let Some(schemes) = take_texts(map, "schemes") else {
        return;
    };
    let address = &pass.shared.address;
    let (own, common) = (address.urls(&schemes), address.urls(&address.schemes));
    if own.first() == common.first() || map.contains_key("servers") {
        return;
    }
    map.insert("servers".to_owned(), servers(own));
    pass.moves.made(
        path.key("servers").pointer(),
        &path.key("schemes").pointer(),
    );
}

fn servers(urls: Vec<String>) -> Tree {
    urls.into_iter()
        .map(|url| [("url", Tree::from(url))].into_iter().collect::<Tree>())
        .collect()
}

fn text(tree: Option<Tree>) -> Option<String> {
    let text = tree?.as_text()?.trim().to_owned();
    (!text.is_empty()).then_some(text)
}
