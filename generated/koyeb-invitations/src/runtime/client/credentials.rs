//! Credentials: what a client holds, and how a request shows them.

use std::sync::Arc;

use reqwest::header::{AUTHORIZATION, HeaderName};

use super::sender::Sender;
use crate::runtime::description::scheme::{Scheme, SchemeKind};
use crate::runtime::error::Error;
use crate::runtime::error::build::BuildError;
use crate::runtime::http::secret::Secret;
use crate::runtime::platform::BoxFuture;
use crate::runtime::platform::deadline::Deadline;
use crate::runtime::transport::header_value::header_name;
use crate::runtime::value::encode::{Keep, percent_encode};

/// The credentials that a client holds.
#[derive(Clone, Default)]
pub(crate) struct Credentials {
    held: Vec<(&'static Scheme, Secret)>,
    asked_for: Vec<(&'static Scheme, Arc<dyn CredentialSource>)>,
}

/// What gets a credential that nobody has beforehand.
pub(crate) trait CredentialSource: Send + Sync {
    /// Gets one that is not the one that was refused.
    fn token<'a>(
        &'a self,
        sender: &'a Arc<Sender>,
        until: &'a Deadline,
        refused: Option<Secret>,
    ) -> Asking<'a>;

    /// The secrets by which it gets one.
    fn secrets(&self) -> Vec<Secret>;
}

/// A credential that is being asked for.
pub(crate) type Asking<'a> = BoxFuture<'a, Result<Secret, Error>>;

/// The credentials of one request.
pub(crate) struct Shown<'a> {
    held: &'a [(&'static Scheme, Secret)],
    needed: &'a [&'static Scheme],
}

impl Credentials {
    pub(crate) fn set(&mut self, scheme: &'static Scheme, secret: Secret) {
        self.held.retain(|(held, _)| held.name != scheme.name);
        self.held.push((scheme, secret));
    }

    /// Has a credential asked for where it is needed.
    #[allow(dead_code, reason = "not every API has tokens that are asked for")]
    pub(crate) fn ask(&mut self, scheme: &'static Scheme, source: Arc<dyn CredentialSource>) {
        self.asked_for.retain(|(held, _)| held.name != scheme.name);
        self.asked_for.push((scheme, source));
    }

    /// All that are not to be seen.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = Secret> {
        let held = self.held.iter().map(|(_, secret)| secret.clone());
        let asked_for = self.asked_for.iter();
        held.chain(asked_for.flat_map(|(_, source)| source.secrets()))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.held.is_empty() && self.asked_for.is_empty()
    }

    /// Whether there is anything that has to be asked for.
    pub(crate) fn has_sources(&self) -> bool {
        !self.asked_for.is_empty()
    }

    fn get(&self, scheme: &Scheme) -> Option<&Secret> {
        secret_of(&self.held, scheme)
    }

    pub(crate) fn has(&self, scheme: &Scheme) -> bool {
        scheme.kind == SchemeKind::MutualTls
            || self.get(scheme).is_some()
            || self
                .asked_for
                .iter()
                .any(|(held, _)| held.name == scheme.name)
    }

    /// The credentials with those that this operation needs and that have to be asked for; `None` where there is none of
    /// them. What was asked for before has been refused.
    pub(crate) async fn complete(
        &self,
        security: &[&[&'static Scheme]],
        sender: &Arc<Sender>,
        until: &Deadline,
        before: Option<&Self>,
    ) -> Result<Option<Self>, Error> {
        let mut complete = None;
        let needed = self.choose(security)?;
        for (scheme, source) in &self.asked_for {
            let is_needed = needed.iter().any(|needed| needed.name == scheme.name);
            if is_needed && self.get(scheme).is_none() {
                let refused = before.and_then(|before| before.get(scheme)).cloned();
                let token = source.token(sender, until, refused).await?;
                let complete = complete.get_or_insert_with(|| self.clone());
                complete.set(scheme, token);
            }
        }
        Ok(complete)
    }

    /// The first alternative of which everything is there; that nothing is needed comes last, so that a credential
    /// that was given is not left out where it is optional.
    fn choose<'s>(
        &self,
        security: &[&'s [&'static Scheme]],
    ) -> Result<&'s [&'static Scheme], BuildError> {
        if security.is_empty() {
            return Ok(&[]);
        }
        let complete = |all: &&&[&'static Scheme]| all.iter().all(|scheme| self.has(scheme));
        let mut needed = security.iter().filter(|all| !all.is_empty());
        let nothing = || security.iter().find(|all| all.is_empty());
        let found = needed.find(complete).or_else(nothing);
        found.copied().ok_or_else(|| missing(security))
    }

    /// Shows what the operation needs.
    pub(crate) fn show<'a>(
        &'a self,
        security: &[&'a [&'static Scheme]],
    ) -> Result<Shown<'a>, BuildError> {
        Ok(Shown {
            held: &self.held,
            needed: self.choose(security)?,
        })
    }
}

impl<'a> Shown<'a> {
    /// Nothing at all.
    pub(crate) const NOTHING: Self = Self {
        held: &[],
        needed: &[],
    };

    fn iter(&self) -> impl Iterator<Item = (&'static Scheme, &'a Secret)> {
        let secret = |scheme: &Scheme| secret_of(self.held, scheme);
        self.needed
            .iter()
            .filter_map(move |scheme| Some((*scheme, secret(scheme)?)))
    }

    /// Whether there is nothing to send.
    pub(crate) fn is_empty(&self) -> bool {
        self.iter()
            .all(|(scheme, _)| scheme.kind == SchemeKind::MutualTls)
    }

    /// The headers.
    pub(crate) fn headers(&self) -> impl Iterator<Item = Result<(HeaderName, String), BuildError>> {
        self.iter().filter_map(|(scheme, secret)| {
            let (name, before) = match scheme.kind {
                SchemeKind::Bearer | SchemeKind::OAuth2(_) => (Ok(AUTHORIZATION), ["Bearer", " "]),
                SchemeKind::Basic => (Ok(AUTHORIZATION), ["Basic", " "]),
                SchemeKind::Http(kind) => (Ok(AUTHORIZATION), [kind, " "]),
                SchemeKind::Header(name) => (header_name(name), ["", ""]),
                SchemeKind::Query(_) | SchemeKind::Cookie(_) | SchemeKind::MutualTls => {
                    return None;
                }
            };
            let text = [before[0], before[1], scheme.prefix, secret.expose()].concat();
            Some(name.map(|name| (name, text)))
        })
    }

    /// The pairs of the query, encoded.
    pub(crate) fn query(&self) -> impl Iterator<Item = String> {
        self.iter()
            .filter_map(|(scheme, secret)| match scheme.kind {
                SchemeKind::Query(name) => Some(pair(name, scheme, secret)),
                _ => None,
            })
    }

    /// The cookies, as they were given: what a service has set as a cookie it wants back as it is.
    pub(crate) fn cookies(&self) -> impl Iterator<Item = Result<String, BuildError>> {
        self.iter()
            .filter_map(|(scheme, secret)| match scheme.kind {
                SchemeKind::Cookie(name) => Some(cookie(name, scheme, secret)),
                _ => None,
            })
    }
}

fn secret_of<'a>(held: &'a [(&'static Scheme, Secret)], scheme: &Scheme) -> Option<&'a Secret> {
    let found = held.iter().find(|(held, _)| held.name == scheme.name);
    found.map(|(_, secret)| secret)
}

fn pair(name: &str, scheme: &Scheme, secret: &Secret) -> String {
    let text = [scheme.prefix, secret.expose()].concat();
    let mut pair = percent_encode(name, Keep::Unreserved);
    pair.push('=');
    pair.push_str(&percent_encode(&text, Keep::Unreserved));
    pair
}

/// A cookie's name and value (RFC 6265, section 5.4). A semicolon would begin another cookie, and spaces around the value
/// would be lost.
fn cookie(name: &str, scheme: &Scheme, secret: &Secret) -> Result<String, BuildError> {
    let value = [scheme.prefix, secret.expose()].concat();
    if value.contains(';') || value.trim() != value {
        return Err(BuildError::new(format!(
            "the credential of {} goes into a cookie, which holds no `;` and no space at its ends",
            scheme.how()
        )));
    }
    Ok([name, "=", &value].concat())
}

fn missing(security: &[&[&'static Scheme]]) -> BuildError {
    let ways: Vec<String> = security
        .iter()
        .map(|all| {
            all.iter()
                .map(|scheme| scheme.how())
                .collect::<Vec<_>>()
                .join(" and ")
        })
        .collect();
    BuildError::new(format!(
        "a credential is missing: set it with {}",
        ways.join(", or with ")
    ))
}
