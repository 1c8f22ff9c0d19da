//! The package's own facts, made valid for Cargo.

pub(super) mod runtime;

use crate::ir::Api;
use crate::rust::Package;

use super::names::{lone, snake};
use super::{Options, docs};

/// Package names that cargo or the compiler refuse.
const REFUSED: &[&str] = &[
    "alloc",
    "build",
    "core",
    "deps",
    "examples",
    "incremental",
    "proc-macro",
    "std",
    "test",
];

/// Plans the package.
pub(super) fn plan(api: &Api, options: &Options) -> Package {
    let name = name(&options.name);
    let title = api.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let description = docs::first_line(&crate::ir::Docs {
        summary: Some(if title.is_empty() {
            name.clone()
        } else {
            title
        }),
        ..crate::ir::Docs::default()
    });
    let description = description.unwrap_or_else(|| name.clone());
    Package {
        title: docs::own(&description),
        lib: lone(&name.replace('-', "_")),
        version: version(&api.version),
        description: description.into(),
        license: api.license.clone(),
        name,
    }
}

/// The name in kebab case.
fn name(wish: &str) -> String {
    let kebab = snake(wish).replace('_', "-");
    let name = lone(&snake(wish));
    // What is a keyword, or a name that cargo keeps for itself, gets a word after it.
    if name.as_str() != name.bare() || name.bare().ends_with('_') || REFUSED.contains(&&*kebab) {
        return format!("{}-client", kebab.trim_end_matches('-'));
    }
    kebab
}

/// The version where it is one that Cargo takes, `0.1.0` otherwise.
fn version(text: &str) -> String {
    let text = text.trim();
    let core = text.strip_prefix(['v', 'V']).unwrap_or(text);
    let parts: Vec<&str> = core.split('.').collect();
    let number = |part: &&str| {
        let plain = *part == "0" || !part.starts_with('0');
        plain && part.len() < 10 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
    };
    match parts.as_slice() {
        [major, minor, patch] if [major, minor, patch].into_iter().all(number) => core.to_owned(),
        _ => "0.1.0".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{name, version};

    #[test]
    fn packages_have_valid_names() {
        assert_eq!(name("openai-invites"), "openai-invites");
        assert_eq!(name("Pet Store (v2)"), "pet-store-v2");
        assert_eq!(name("3scale"), "value-3scale");
        assert_eq!(name("test"), "test-client");
        assert_eq!(name("type"), "type-client");
        assert_eq!(name("self"), "self-client");
    }

    #[test]
    fn packages_have_valid_versions() {
        assert_eq!(version("2.3.0"), "2.3.0");
        assert_eq!(version("v1.2.3"), "1.2.3");
        for odd in [
            "",
            "v1",
            "2024-01-01",
            "1.0",
            "01.2.3",
            "1.2.3; x",
            "1.0.99999999999",
        ] {
            assert_eq!(version(odd), "0.1.0", "{odd}");
        }
    }
}
