//! Paths from the crate's root, as paths from where they stand.

use std::collections::BTreeSet;

use super::tokens::{Kind, pieces};
use crate::files::Files;

/// The module that every macro finds what it needs in.
const RUNTIME: &str = "runtime::";

/// How the files of a crate are brought up to date; those of a module are whenever it is built.
const COMMAND: &str = ": run `cargo xtask generate`.";

/// The macros of a crate that name what stands elsewhere in it.
pub(super) fn macros(files: &Files) -> BTreeSet<String> {
    let texts = files.iter().flat_map(|(_, text)| parts(text));
    let of_macros = texts.filter_map(|part| part.strip_prefix("macro_rules! "));
    let named = of_macros.filter(|part| part.contains("crate::"));
    named
        .filter_map(|part| Some(part.split_once(' ')?.0.to_owned()))
        .collect()
}

/// A file of a crate as that of a module, by its path below the folder of the module.
///
/// A macro is used in files at any depth, so it names the runtime as its users see it, and these import it.
pub(super) fn file(
    path: &str,
    text: &str,
    macros: &BTreeSet<String>,
    known: &BTreeSet<String>,
    on: &BTreeSet<String>,
) -> String {
    let root = root(path);
    let text = text.replacen(COMMAND, ".", 1);
    let mut out = String::new();
    let mut uses_macros = false;
    for part in parts(&text) {
        let is_macro = part.starts_with("macro_rules! ");
        let root = if is_macro { RUNTIME } else { &root };
        for (kind, piece) in pieces(part) {
            match kind {
                Kind::Code if is_macro => {
                    let piece = piece.replace("$crate::runtime::", RUNTIME);
                    out.push_str(&replaced(&piece, "crate::runtime::", root));
                }
                Kind::Code => {
                    uses_macros |= calls(piece, macros);
                    out.push_str(&replaced(piece, "crate::", root));
                }
                Kind::Comment => {
                    // An example names the crate, and this is none.
                    let piece = piece.replace("```no_run", "```ignore");
                    out.push_str(&piece.replace("](crate::", &format!("]({root}")));
                }
                Kind::Literal => push_literal(&mut out, piece, known, on),
            }
        }
    }
    let import = format!("use {root}runtime;\n");
    if uses_macros && !out.contains(&format!("\n{import}")) {
        let at = head(&out);
        out.insert_str(at, &import);
    }
    out
}

/// The path from a file to the root of the module.
fn root(path: &str) -> String {
    let folders = path.matches('/').count();
    let is_root = path.ends_with("mod.rs");
    match folders + usize::from(!is_root) {
        0 => "self::".to_owned(),
        depth => "super::".repeat(depth),
    }
}

/// The macros of a file, and what stands between them.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(start) = find_line(rest, "macro_rules! ") {
        let end = rest[start..]
            .find("\n}\n")
            .map_or(rest.len(), |end| start + end + 3);
        parts.extend([&rest[..start], &rest[start..end]]);
        rest = &rest[end..];
    }
    parts.push(rest);
    parts
}

/// Where the first line begins that starts with this.
fn find_line(text: &str, start: &str) -> Option<usize> {
    if text.starts_with(start) {
        return Some(0);
    }
    text.find(&format!("\n{start}")).map(|at| at + 1)
}

/// A piece of code with each path that begins with one step beginning with another.
fn replaced(piece: &str, step: &str, with: &str) -> String {
    let mut out = String::new();
    let mut rest = piece;
    while let Some(at) = rest.find(step) {
        let (before, after) = (&rest[..at], &rest[at + step.len()..]);
        out.push_str(before);
        let begins = !before.ends_with(|c: char| c.is_alphanumeric() || "_:$".contains(c));
        out.push_str(if begins { with } else { step });
        rest = after;
    }
    out + rest
}

/// Whether code calls one of these macros.
fn calls(piece: &str, macros: &BTreeSet<String>) -> bool {
    let before = piece.match_indices('!').map(|(at, _)| &piece[..at]);
    before.into_iter().any(|before| {
        let start = before.rfind(|c: char| !c.is_alphanumeric() && c != '_');
        macros.contains(&before[start.map_or(0, |at| at + 1)..])
    })
}

/// Adds a literal; the name of a feature becomes whether it is on, for the features of the package are not this module's.
fn push_literal(out: &mut String, piece: &str, known: &BTreeSet<String>, on: &BTreeSet<String>) {
    const ASKED: &str = "feature = ";
    let name = piece.trim_matches('"');
    if out.ends_with(ASKED) && known.contains(name) {
        out.truncate(out.len() - ASKED.len());
        out.push_str(if on.contains(name) { "true" } else { "false" });
    } else {
        out.push_str(piece);
    }
}

/// Where the first item of a file begins: after what says what the file is.
fn head(text: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let tells = line.starts_with("//") && !line.starts_with("///");
        if !tells && !line.trim().is_empty() {
            break;
        }
        at += line.len();
    }
    at
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{file, root};

    fn of(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_root_is_so_many_steps_up() {
        assert_eq!(root("mod.rs"), "self::");
        assert_eq!(root("client.rs"), "super::");
        assert_eq!(root("api/mod.rs"), "super::");
        assert_eq!(root("runtime/value/object.rs"), "super::super::super::");
    }

    #[test]
    fn paths_lead_from_where_they_stand() {
        let text = "//! About.\n\n/// See [`Error`](crate::Error), \"crate::x\".\npub(crate) fn a() -> crate::Error {\n    \
            b(\"crate::c\", 'c', my_crate::d)\n}\n";
        let wanted = "//! About.\n\n/// See [`Error`](super::super::Error), \"crate::x\".\n\
            pub(crate) fn a() -> super::super::Error {\n    b(\"crate::c\", 'c', my_crate::d)\n}\n";
        assert_eq!(file("a/b.rs", text, &of(&[]), &of(&[]), &of(&[])), wanted);
    }

    #[test]
    fn macros_name_the_runtime_as_their_users_see_it() {
        let text = "macro_rules! object {\n    () => {\n        $crate::runtime::X, crate::runtime::Y\n    };\n}\n\
            pub(crate) use object;\n";
        let told = file(
            "runtime/value/object.rs",
            text,
            &of(&["object"]),
            &of(&[]),
            &of(&[]),
        );
        assert!(told.contains("        runtime::X, runtime::Y\n"), "{told}");
        assert!(!told.contains("use super"), "{told}");
        let user = "// @generated\n\nuse crate::runtime::object;\n\nobject! {}\n";
        let told = file("types/pet.rs", user, &of(&["object"]), &of(&[]), &of(&[]));
        assert_eq!(
            told,
            "// @generated\n\nuse super::super::runtime;\nuse super::super::runtime::object;\n\nobject! {}\n"
        );
    }

    #[test]
    fn features_are_on_or_off() {
        let text = "#[cfg(all(feature = \"a\", not(feature = \"b\"), feature = \"c\"))]\n";
        let told = file("a.rs", text, &of(&[]), &of(&["a", "b"]), &of(&["b"]));
        assert_eq!(told, "#[cfg(all(false, not(true), feature = \"c\"))]\n");
    }
}
