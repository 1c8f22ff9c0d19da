//! A place inside a document, as a JSON Pointer (RFC 6901).

use std::fmt;
use std::sync::Arc;

/// A JSON Pointer (RFC 6901): the steps from the root of a document to one of its values.
///
/// The steps are kept unescaped; escaping happens when the pointer is printed or parsed. A pointer is cheap
/// to clone and to join: its steps are shared. In the order of pointers a value comes right before everything inside it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(Arc<[Arc<str>]>);

impl Pointer {
    /// The pointer to the whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads the text form, with or without the `#` that starts a URI fragment (RFC 6901, section 6).
    ///
    /// Returns `None` where the text is neither empty nor begins with `/`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('#').unwrap_or(text);
        if text.is_empty() {
            return Some(Self::root());
        }
        let steps = text.strip_prefix('/')?;
        Some(Self(steps.split('/').map(unescape).collect()))
    }

    /// The pointer one step further down.
    #[must_use]
    pub fn join(&self, step: impl fmt::Display) -> Self {
        self.extend([Arc::from(step.to_string())])
    }

    /// The pointer to what `rest` leads to from here.
    #[must_use]
    pub fn append(&self, rest: &[Arc<str>]) -> Self {
        self.extend(rest.iter().cloned())
    }

    fn extend(&self, rest: impl IntoIterator<Item = Arc<str>>) -> Self {
        Self(self.0.iter().cloned().chain(rest).collect())
    }

    /// The pointer one step up, or `None` at the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (_, rest) = self.0.split_last()?;
        Some(Self(rest.into()))
    }

    /// The steps that lead from `ancestor` to here, or `None` where this is not inside it; no steps where both are one.
    #[must_use]
    pub fn steps_from(&self, ancestor: &Self) -> Option<&[Arc<str>]> {
        self.0.strip_prefix(&*ancestor.0)
    }

    /// The last step, or `None` at the root.
    #[must_use]
    pub fn last(&self) -> Option<&str> {
        self.0.last().map(AsRef::as_ref)
    }

    /// The same place as a `JSONPath` (RFC 9535): the target of an overlay's action.
    #[must_use]
    pub fn json_path(&self) -> String {
        let steps = self.0.iter().map(|step| {
            let is_plain = step.starts_with(|c: char| c.is_ascii_alphabetic())
                && step.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            if is_plain {
                format!(".{step}")
            } else {
                format!("['{}']", step.replace('\\', "\\\\").replace('\'', "\\'"))
            }
        });
        format!("${}", steps.collect::<String>())
    }

    /// The steps from the root down, unescaped.
    #[must_use]
    pub fn steps(&self) -> &[Arc<str>] {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in self.0.iter() {
            if step.contains(['~', '/']) {
                write!(f, "/{}", step.replace('~', "~0").replace('/', "~1"))?;
            } else {
                write!(f, "/{step}")?;
            }
        }
        Ok(())
    }
}

fn unescape(step: &str) -> Arc<str> {
    if !step.contains(['%', '~']) {
        return Arc::from(step);
    }
    let step = percent_decode(step).replace("~1", "/").replace("~0", "~");
    Arc::from(step)
}

/// Undoes the percent-encoding of a URI fragment; anything that is not valid UTF-8 stays as it was.
pub(crate) fn percent_decode(step: &str) -> String {
    if !step.contains('%') {
        return step.to_owned();
    }
    let bytes = step.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes
            .get(at + 1..at + 3)
            .and_then(|pair| std::str::from_utf8(pair).ok());
        match hex.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) if bytes[at] == b'%' => {
                out.push(byte);
                at += 3;
            }
            _ => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| step.to_owned())
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    #[test]
    fn prints_and_parses_escapes() {
        let pointer = Pointer::root().join("paths").join("/a/{b}").join("x~y");
        assert_eq!(pointer.to_string(), "/paths/~1a~1{b}/x~0y");
        assert_eq!(Pointer::parse("#/paths/~1a~1%7Bb%7D/x~0y"), Some(pointer));
        assert_eq!(Pointer::parse("not/a/pointer"), None);
    }

    #[test]
    fn keeps_what_is_no_percent_escape() {
        let pointer = Pointer::parse("#/a%zz/b%").unwrap_or_default();
        assert_eq!(pointer.to_string(), "/a%zz/b%");
    }

    #[test]
    fn leads_from_an_ancestor() {
        let schema = Pointer::root()
            .join("components")
            .join("schemas")
            .join("Pet");
        let components = Pointer::root().join("components");
        let rest = schema.steps_from(&components).unwrap_or_default();
        assert_eq!(Pointer::root().append(rest).to_string(), "/schemas/Pet");
        assert_eq!(schema.steps_from(&Pointer::root().join("comp")), None);
        assert_eq!(schema.parent().and_then(|p| p.parent()), Some(components));
    }
}
