//! Which file a reference leads to, and whether it may be read.

use crate::pointer::percent_decode;

/// Why a reference to another file is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It names a host, a scheme or a drive.
    Remote,
    /// It leads to a place that does not depend on where the description is.
    Absolute,
    /// It leads out of the folder.
    Outside,
    /// It is no name of a file.
    Malformed,
}

impl Refusal {
    /// What is wrong, in words.
    pub(super) fn message(self, reference: &str) -> String {
        match self {
            Self::Remote => {
                format!("`{reference}` is not in the description's folder, and nothing is fetched")
            }
            Self::Absolute => format!("`{reference}` is an absolute path, which is not read"),
            Self::Outside => {
                format!("`{reference}` leads out of the description's folder, and is not read")
            }
            Self::Malformed => format!("`{reference}` is not the name of a file"),
        }
    }

    /// What to do about it.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Remote => {
                "put a copy of the file beside the description, and name it by a relative path"
            }
            Self::Absolute => "name the file by a path relative to the one that refers to it",
            Self::Outside => {
                "move the file into the description's folder, or name a folder above both: `--spec FILE --root DIR`"
            }
            Self::Malformed => "name the file by a relative path with `/` between folders",
        }
    }
}

/// The name of the file that a reference in the file `base` leads to, which is in `folder` or below.
pub(super) fn resolve(folder: &str, base: &str, reference: &str) -> Result<String, Refusal> {
    let decoded = percent_decode(reference);
    // Both what is written and what it stands for have to be harmless.
    for text in [reference, decoded.as_str()] {
        check(text)?;
    }
    let lowest = folder.split('/').filter(|step| !step.is_empty()).count()
        + usize::from(folder.starts_with('/'));
    let mut steps: Vec<&str> = base.split('/').collect();
    steps.pop();
    for step in decoded.split('/') {
        match step {
            "" | "." => {}
            ".." if steps.len() <= lowest => return Err(Refusal::Outside),
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    if steps.len() <= lowest {
        return Err(Refusal::Malformed);
    }
    Ok(steps.join("/"))
}

fn check(text: &str) -> Result<(), Refusal> {
    if text.contains('\0') {
        return Err(Refusal::Malformed);
    }
    if text.starts_with("//") || text.starts_with("\\\\") {
        return Err(Refusal::Remote);
    }
    let before_path = text.split(['/', '\\']).next().unwrap_or_default();
    if before_path.contains(':') {
        return Err(Refusal::Remote);
    }
    if text.starts_with(['/', '\\', '~']) {
        return Err(Refusal::Absolute);
    }
    if text.contains('\\') {
        return Err(Refusal::Malformed);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Refusal, resolve};

    #[test]
    fn names_are_relative_to_the_file_that_refers() {
        for (base, reference, expected) in [
            ("api.yaml", "pet.yaml", "pet.yaml"),
            ("api.yaml", "./a/./pet.yaml", "a/pet.yaml"),
            ("a/b/c.yaml", "../d.yaml", "a/d.yaml"),
            ("a/b.yaml", "../c//d.yaml", "c/d.yaml"),
            ("api.yaml", "a%20b.yaml", "a b.yaml"),
        ] {
            assert_eq!(resolve("", base, reference).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn the_folder_may_be_further_up_than_the_file() {
        for (folder, base, expected) in [
            ("spec", "spec/api/v1.yaml", Ok("spec/pet.yaml")),
            ("spec/", "spec/api/v1.yaml", Ok("spec/pet.yaml")),
            ("/x/spec", "/x/spec/api/v1.yaml", Ok("/x/spec/pet.yaml")),
            ("spec", "spec/v1.yaml", Err(Refusal::Outside)),
            ("/x/spec", "/x/spec/v1.yaml", Err(Refusal::Outside)),
            ("/", "/v1.yaml", Err(Refusal::Outside)),
        ] {
            let resolved = resolve(folder, base, "../pet.yaml");
            assert_eq!(resolved.as_deref(), expected.as_deref(), "{folder} {base}");
        }
    }

    #[test]
    fn what_leads_out_of_the_folder_is_refused() {
        for (reference, refusal) in [
            ("../pet.yaml", Refusal::Outside),
            ("a/../../pet.yaml", Refusal::Outside),
            ("%2e%2e/pet.yaml", Refusal::Outside),
            ("..%2fpet.yaml", Refusal::Outside),
            ("/etc/passwd", Refusal::Absolute),
            ("%2fetc/passwd", Refusal::Absolute),
            ("~/pet.yaml", Refusal::Absolute),
            ("\\pet.yaml", Refusal::Absolute),
            ("a\\..\\..\\pet.yaml", Refusal::Malformed),
            ("..%5cpet.yaml", Refusal::Malformed),
            ("a%00.yaml", Refusal::Malformed),
            ("file:///etc/passwd", Refusal::Remote),
            ("http://127.0.0.1/x", Refusal::Remote),
            ("//host/x", Refusal::Remote),
            ("\\\\host\\x", Refusal::Remote),
            ("C:/x.yaml", Refusal::Remote),
            ("c%3a/x.yaml", Refusal::Remote),
            (".", Refusal::Malformed),
        ] {
            assert_eq!(
                resolve("", "api.yaml", reference),
                Err(refusal),
                "{reference}"
            );
        }
    }
}
