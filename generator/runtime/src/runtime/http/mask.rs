//! The secrets of a client, which nothing that it prints shows, whoever has said them: a service may repeat what it was
//! sent.

use std::borrow::Cow;
use std::collections::{BTreeSet, VecDeque};
use std::error::Error as StdError;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use reqwest::header::HeaderMap;

use super::credential_names::is_credential;
use super::secret::Secret;
use crate::runtime::description::scheme::Scheme;
use crate::runtime::value::encode::{Keep, base64, percent_encode};
use crate::runtime::value::source::Source;

/// How many bytes a secret has at least that is hidden wherever it is found: anything shorter is a part of words that have
/// nothing to do with it, and is hidden where it is a word.
const ANYWHERE: usize = 6;

/// How many bytes a secret has at least that is hidden where it is a word: anything shorter keeps no secret, and would be
/// found in every number.
const SHORTEST: usize = 3;

/// How many secrets are kept that a client has come to know, the latest: one client may sign in any number of people.
#[allow(dead_code, reason = "not every API has tokens that are asked for")]
const LEARNED: usize = 64;

/// Secrets that are not to be shown.
#[derive(Clone, Default)]
pub(crate) struct Mask {
    /// Those of the client.
    client: Arc<[Secret]>,
    /// Those that came later, or were sent for a token.
    learned: Arc<Mutex<VecDeque<Secret>>>,
    /// Those of one of its requests.
    request: Arc<[Secret]>,
}

impl Mask {
    /// Hides the secrets of a client.
    pub(crate) fn new(secrets: impl IntoIterator<Item = Secret>) -> Self {
        Self {
            client: secrets.into_iter().collect(),
            learned: Arc::default(),
            request: Arc::default(),
        }
    }

    /// Hides those of a request as well.
    pub(crate) fn and(&self, secrets: Vec<Secret>) -> Self {
        Self {
            client: Arc::clone(&self.client),
            learned: Arc::clone(&self.learned),
            request: secrets.into(),
        }
    }

    /// Hides what the client has come to know, here and wherever it hides its secrets: tokens, and what they are had by.
    #[allow(dead_code, reason = "not every API has tokens that are asked for")]
    pub(crate) fn learn(&self, secrets: impl IntoIterator<Item = Secret>) {
        let mut learned = self.learned();
        for secret in secrets {
            learned.retain(|known| *known != secret);
            learned.push_back(secret);
        }
        let over = learned.len().saturating_sub(LEARNED);
        learned.drain(..over);
    }

    fn learned(&self) -> MutexGuard<'_, VecDeque<Secret>> {
        self.learned.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A text without the secrets.
    pub(crate) fn apply<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let mut text = Cow::Borrowed(text);
        for form in self.forms() {
            if let Some(hidden) = hide(&text, &form) {
                text = Cow::Owned(hidden);
            }
        }
        text
    }

    /// Prints without the secrets.
    pub(crate) fn print(&self, f: &mut fmt::Formatter<'_>, shown: &dyn fmt::Debug) -> fmt::Result {
        let text = if f.alternate() {
            format!("{shown:#?}")
        } else {
            format!("{shown:?}")
        };
        f.write_str(&self.apply(&text))
    }

    /// The same error, or, where that shows a secret, another one that says the same without it.
    pub(crate) fn source(&self, source: Source) -> Source {
        let mut text = format!("{source} {source:?}");
        let mut below: Option<&dyn StdError> = source.source();
        while let Some(error) = below {
            text.extend([" ", &error.to_string(), &format!(" {error:?}")]);
            below = error.source();
        }
        match self.apply(&text) {
            Cow::Borrowed(_) => source,
            Cow::Owned(_) => self.apply(&source.to_string()).into_owned().into(),
        }
    }

    /// Every way in which a secret may be written, the longest first, so that none hides a part of another.
    fn forms(&self) -> Vec<String> {
        let learned = self.learned();
        let secrets = self.client.iter().chain(&*learned).chain(&*self.request);
        let mut forms: BTreeSet<String> =
            secrets.flat_map(Secret::texts).flat_map(written).collect();
        forms.retain(|form| form.len() >= SHORTEST);
        let mut forms: Vec<String> = forms.into_iter().collect();
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        forms
    }
}

/// A text without a secret, where it has it.
fn hide(text: &str, secret: &str) -> Option<String> {
    if secret.len() >= ANYWHERE {
        return text.contains(secret).then(|| text.replace(secret, ".."));
    }
    let (mut hidden, mut shown) = (String::new(), 0);
    for (start, _) in text.match_indices(secret) {
        let end = start + secret.len();
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        if ![before, after]
            .into_iter()
            .flatten()
            .any(char::is_alphanumeric)
        {
            hidden.extend([&text[shown..start], ".."]);
            shown = end;
        }
    }
    (shown > 0).then(|| hidden + &text[shown..])
}

/// What is printed as it is, on the way to a mask.
pub(crate) struct Plain<'a, T>(pub(crate) &'a T);

/// A text as it is, and as URLs, forms, JSON, base64 and Rust write it.
fn written(text: &str) -> Vec<String> {
    let encoded = percent_encode(text, Keep::Unreserved);
    let base64 = base64(text.as_bytes());
    let base64 = base64.trim_end_matches('=');
    let json = serde_json::to_string(text).unwrap_or_default();
    let plain = [
        text.to_owned(),
        encoded.replace("%20", "+"),
        lower_triplets(&encoded),
        encoded,
        base64.replace('+', "-").replace('/', "_"),
        base64.to_owned(),
        json.trim_matches('"').to_owned(),
        text.as_bytes().escape_ascii().to_string(),
    ];
    let escaped = plain.each_ref().map(|text| text.escape_debug().to_string());
    plain.into_iter().chain(escaped).collect()
}

/// The same with the digits of triplets in lower case.
fn lower_triplets(encoded: &str) -> String {
    let mut parts = encoded.split('%');
    let mut lower = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2).unwrap_or((part, ""));
        lower.extend(["%", &digits.to_ascii_lowercase(), rest]);
    }
    lower
}

/// The credentials that headers hold, by the names of these.
pub(crate) fn in_headers(schemes: &[&Scheme], headers: &HeaderMap) -> impl Iterator<Item = Secret> {
    headers
        .iter()
        .filter(|(name, _)| is_credential(schemes, name.as_str()))
        .filter_map(|(_, value)| value.to_str().ok())
        .flat_map(in_header)
}

/// What may be secret in a header: the whole value, what follows the name of a scheme, and the value of each cookie.
pub(crate) fn in_header(value: &str) -> Vec<Secret> {
    let after = value.split_once(' ').map(|(_, credential)| credential);
    let cookies = value.split(';').filter_map(|cookie| cookie.split_once('='));
    let cookies = cookies.map(|(_, value)| value);
    let texts = [Some(value), after].into_iter().flatten().chain(cookies);
    texts.map(|text| Secret::new(text.trim())).collect()
}
