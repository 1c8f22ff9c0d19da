//! Signatures of webhooks, by the scheme of Standard Webhooks (`v1`).

use std::error::Error as StdError;
use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::runtime::http::secret::Secret;
use crate::runtime::platform::now;

const ID: &str = "webhook-id";
const TIMESTAMP: &str = "webhook-timestamp";
const SIGNATURE: &str = "webhook-signature";

/// What begins the public and the secret key of asymmetric signatures.
const ASYMMETRIC_KEYS: [&str; 2] = ["whpk_", "whsk_"];

/// How far the clocks may be apart.
const TOLERANCE: Duration = Duration::from_secs(300);

/// Checks that a webhook comes from the service, by the secret that both know: the scheme of
/// [Standard Webhooks](https://www.standardwebhooks.com), with the headers `webhook-id`, `webhook-timestamp` and
/// `webhook-signature`.
///
/// It checks symmetric signatures (`v1`), beside which others may stand. Asymmetric ones (`v1a`) alone are an error.
///
/// Its `Debug` output shows no secret.
#[derive(Clone)]
pub struct WebhookVerifier {
    keys: Vec<Hmac<Sha256>>,
    tolerance: Duration,
}

impl WebhookVerifier {
    /// Creates a verifier from the secret, with `whsec_` before it or without.
    ///
    /// # Errors
    ///
    /// It fails if the secret is not base64, or if it is a key of asymmetric signatures (`whpk_`).
    pub fn new(secret: impl Into<Secret>) -> Result<Self, SignatureError> {
        let none = Self {
            keys: Vec::new(),
            tolerance: TOLERANCE,
        };
        none.with_secret(secret)
    }

    /// Adds a secret that is taken as well: while secrets are changed, there are two.
    ///
    /// # Errors
    ///
    /// It fails if the secret is not base64, or if it is a key of asymmetric signatures (`whpk_`).
    pub fn with_secret(mut self, secret: impl Into<Secret>) -> Result<Self, SignatureError> {
        let secret = secret.into();
        let text = secret.expose().trim();
        if ASYMMETRIC_KEYS.iter().any(|key| text.starts_with(key)) {
            return Err(SignatureError::Asymmetric);
        }
        let text = text.strip_prefix("whsec_").unwrap_or(text);
        let key = decoded(text).filter(|key| !key.is_empty());
        let key = key.and_then(|key| Hmac::new_from_slice(&key).ok());
        self.keys.push(key.ok_or(SignatureError::Secret)?);
        Ok(self)
    }

    /// Sets how old a webhook may be, and how far in the future. The default is 5 minutes.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Checks a webhook by its headers and its body as it came. `header` returns the value of a header, whose name is given
    /// in lower case: `|name| headers.get(name)?.to_str().ok()`.
    ///
    /// A webhook may come several times: keep its `webhook-id` where it may do harm twice.
    ///
    /// # Errors
    ///
    /// It fails if a header is missing, if the webhook is too old or comes from the future, or if no signature is one of the
    /// body by one of the secrets.
    pub fn verify<'h>(
        &self,
        header: impl Fn(&str) -> Option<&'h str>,
        body: &[u8],
    ) -> Result<(), SignatureError> {
        let header = |name: &'static str| header(name).ok_or(SignatureError::MissingHeader(name));
        let (id, timestamp, signatures) = (header(ID)?, header(TIMESTAMP)?, header(SIGNATURE)?);
        let sent: u64 = timestamp
            .parse()
            .map_err(|_| SignatureError::Header(TIMESTAMP))?;
        self.check_age(sent)?;
        let mut known = signatures
            .split_ascii_whitespace()
            .filter_map(|signature| decoded(signature.strip_prefix("v1,")?))
            .peekable();
        if known.peek().is_none() {
            let mut others = signatures.split_ascii_whitespace();
            return Err(if others.any(|other| other.starts_with("v1a,")) {
                SignatureError::Asymmetric
            } else {
                SignatureError::Header(SIGNATURE)
            });
        }
        let is_right = |signature: &[u8]| {
            let mut keys = self.keys.iter();
            // The time that this takes does not tell how much of a signature is right.
            keys.any(|key| {
                signed(key, id, timestamp, body)
                    .verify_slice(signature)
                    .is_ok()
            })
        };
        if known.any(|signature| is_right(&signature)) {
            Ok(())
        } else {
            Err(SignatureError::Mismatch)
        }
    }

    /// Signs a webhook as the service would, by the first secret: the value of `webhook-signature`, for tests.
    #[must_use]
    pub fn sign(&self, id: &str, time: SystemTime, body: &[u8]) -> String {
        let seconds = seconds(time).to_string();
        let signed = self.keys.first().map(|key| signed(key, id, &seconds, body));
        let bytes = signed.map(|signed| signed.finalize().into_bytes());
        format!("v1,{}", STANDARD.encode(bytes.unwrap_or_default()))
    }

    fn check_age(&self, sent: u64) -> Result<(), SignatureError> {
        let (now, most) = (seconds(now()), self.tolerance.as_secs());
        if now.saturating_sub(sent) > most {
            return Err(SignatureError::TooOld);
        }
        if sent.saturating_sub(now) > most {
            return Err(SignatureError::TooNew);
        }
        Ok(())
    }
}

impl fmt::Debug for WebhookVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookVerifier")
            .field("tolerance", &self.tolerance)
            .finish_non_exhaustive()
    }
}

/// The seconds since 1970.
fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_secs()
}

/// What is signed: the id, the time and the body.
fn signed(key: &Hmac<Sha256>, id: &str, timestamp: &str, body: &[u8]) -> Hmac<Sha256> {
    let mut signed = key.clone();
    for piece in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
        signed.update(piece);
    }
    signed
}

/// Base64, with its padding or without.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let decoded = STANDARD
        .decode(text)
        .or_else(|_| STANDARD_NO_PAD.decode(text));
    decoded.ok()
}

/// Why a webhook is not taken for one of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureError {
    /// The secret of the verifier is not base64.
    Secret,
    /// This header is missing.
    MissingHeader(&'static str),
    /// This header makes no sense: the timestamp is not a number of seconds, or there is no signature of the version `v1`.
    Header(&'static str),
    /// The secret or the signature is one of asymmetric signatures, of the version `v1a`.
    Asymmetric,
    /// The webhook was sent too long ago.
    TooOld,
    /// The webhook says that it was sent in the future.
    TooNew,
    /// No signature is one of this body by one of the secrets.
    Mismatch,
}

impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Secret => f.write_str("the webhook secret is not base64, with `whsec_` before it or without"),
            Self::MissingHeader(name) => write!(f, "the webhook has no header `{name}`"),
            Self::Header(TIMESTAMP) => write!(f, "the header `{TIMESTAMP}` is not a number of seconds"),
            Self::Header(name) => write!(f, "the header `{name}` has no signature of the version `v1`"),
            Self::Asymmetric => f.write_str(
                "asymmetric signatures (`v1a`, of ed25519) are not checked: the service has to sign with a secret of `whsec_`",
            ),
            Self::TooOld => f.write_str("the webhook was sent too long ago: the clock is wrong, or it is a replay"),
            Self::TooNew => f.write_str("the webhook was sent in the future: the clock is wrong"),
            Self::Mismatch => f.write_str(
                "no signature of the webhook fits: the secret is another one, or the body is not the one that was sent",
            ),
        }
    }
}

impl StdError for SignatureError {}
