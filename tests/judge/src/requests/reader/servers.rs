//! The URLs that an operation may be at.

use super::files::Version;
use super::node::Node;

/// The absolute URLs of the servers of an operation, without a slash at their ends. None where they are relative: where the
/// description was found is not in it.
pub(super) fn urls(root: Node<'_>, item: Node<'_>, operation: Node<'_>) -> Vec<String> {
    if root.version() == Version::V20 {
        return of_host(root, operation);
    }
    let nodes = [operation, item, root];
    let servers = nodes
        .iter()
        .map(|node| node.at("servers").items().collect::<Vec<_>>());
    let servers = servers
        .into_iter()
        .find(|servers| !servers.is_empty())
        .unwrap_or_default();
    let urls = servers.into_iter().map(url);
    let absolute = urls.filter(|url| url.starts_with("http://") || url.starts_with("https://"));
    absolute.collect()
}

/// The URL of a server with the default of each variable.
fn url(server: Node<'_>) -> String {
    let mut url = server.text("url").unwrap_or_default().to_owned();
    for (name, variable) in server.at("variables").entries() {
        let value = super::styles::text(variable.at("default").value()).unwrap_or_default();
        url = url.replace(&format!("{{{name}}}"), &value);
    }
    url.trim_end_matches('/').to_owned()
}

/// What `schemes`, `host` and `basePath` say; any scheme where none is told (Swagger 2.0, Swagger Object).
fn of_host(root: Node<'_>, operation: Node<'_>) -> Vec<String> {
    let Some(host) = root.text("host").filter(|host| !host.is_empty()) else {
        return Vec::new();
    };
    let schemes = operation.get("schemes").or_else(|| root.get("schemes"));
    let schemes = schemes.into_iter().flat_map(Node::items);
    let mut schemes: Vec<&str> = schemes.filter_map(|node| node.value().as_str()).collect();
    schemes.retain(|scheme| scheme.starts_with("http"));
    if schemes.is_empty() {
        schemes = vec!["https", "http"];
    }
    let path = root.text("basePath").unwrap_or_default().trim_matches('/');
    let urls = schemes
        .iter()
        .map(|scheme| format!("{scheme}://{host}/{path}"));
    urls.map(|url| url.trim_end_matches('/').to_owned())
        .collect()
}
