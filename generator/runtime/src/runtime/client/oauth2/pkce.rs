//! Proof that who began a flow ends it (RFC 7636), and what nobody can guess.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::runtime::error::build::BuildError;

/// 256 bits that nobody can guess, in 43 letters (RFC 7636, section 4.1).
pub(crate) fn random() -> Result<String, BuildError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)
        .map_err(|error| BuildError::new(format!("the system has no random numbers: {error}")))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// The challenge of a verifier by the method `S256` (RFC 7636, section 4.2).
pub(crate) fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}
