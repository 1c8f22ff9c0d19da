//! Successes that are errors all the same, as `{"ok": false}` with the status 200: `x-clientwright-error-when`.

use crate::document::{Node, Tree};
use crate::ir::ErrorWhen;
use crate::pointer::Pointer;
use crate::report::{Code, Report};

const KEY: &str = "x-clientwright-error-when";

/// What the root of a description or its overlay says. Elsewhere the key means nothing, which is told.
pub(super) fn lower(root: &Node<'_>, report: &mut Report) -> Option<ErrorWhen> {
    let node = root.get(KEY)?;
    match read(&node) {
        Ok(when) => Some(when),
        Err(message) => {
            let help = "write `{property: /ok, is: false}`: a JSON pointer into the body, and the value that means an error";
            report.error(Code::Extension, node.place(), message, help);
            None
        }
    }
}

fn read(node: &Node<'_>) -> Result<ErrorWhen, String> {
    let map = node.tree().as_map().ok_or("this is no object")?;
    if let Some(key) = map
        .keys()
        .find(|key| !["property", "is"].contains(&key.as_str()))
    {
        return Err(format!("`{key}` is not known here"));
    }
    let property = map
        .get("property")
        .and_then(Tree::as_text)
        .and_then(Pointer::parse);
    let property = property.filter(|pointer| !pointer.steps().is_empty());
    let is = map
        .get("is")
        .filter(|is| !matches!(is, Tree::List(_) | Tree::Map(_)));
    Ok(ErrorWhen {
        property: property.ok_or("`property` has to be a JSON pointer such as `/ok`")?,
        is: is
            .ok_or("`is` has to be the value that means an error, such as `false`")?
            .to_json(),
    })
}
