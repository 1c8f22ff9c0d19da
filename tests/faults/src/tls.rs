//! TLS at the server's end, with certificates that are right or wrong.

use std::net::TcpStream;
use std::sync::Arc;

use anyhow::Result;
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::script::{Log, Step, play};

/// A certificate with its key.
#[derive(Debug, Clone)]
pub(crate) struct Tls {
    certificate: Vec<u8>,
    key: Vec<u8>,
    /// Whether the end of the data is said, as TLS demands.
    ends: bool,
}

impl Tls {
    /// A certificate for this name, which ends with this year.
    pub(crate) fn new(name: &str, year: i32) -> Result<Self> {
        let mut params = CertificateParams::new(vec![name.to_owned()])?;
        params.not_before = date_time_ymd(2000, 1, 1);
        params.not_after = date_time_ymd(year, 12, 31);
        let key = KeyPair::generate()?;
        let certificate = params.self_signed(&key)?;
        Ok(Self {
            certificate: certificate.der().to_vec(),
            key: key.serialize_der(),
            ends: true,
        })
    }

    /// The same for a server that does not say where its data end.
    pub(crate) fn without_end(mut self) -> Self {
        self.ends = false;
        self
    }

    /// The certificate (DER), for whoever is to trust it.
    pub(crate) fn certificate(&self) -> Vec<u8> {
        self.certificate.clone()
    }

    fn config(&self) -> Result<ServerConfig> {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let key = PrivateKeyDer::try_from(self.key.clone()).map_err(anyhow::Error::msg)?;
        let chain = vec![CertificateDer::from(self.certificate.clone())];
        Ok(ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, key)?)
    }
}

/// Shakes hands and plays a script inside.
pub(crate) fn converse(
    stream: TcpStream,
    tls: &Tls,
    script: &[Step],
    log: &Log,
) -> std::io::Result<()> {
    let config = tls.config().map_err(std::io::Error::other)?;
    let connection = ServerConnection::new(Arc::new(config)).map_err(std::io::Error::other)?;
    let mut stream = StreamOwned::new(connection, stream);
    let played = play(&mut stream, script, log);
    if tls.ends {
        stream.conn.send_close_notify();
        drop(stream.conn.write_tls(&mut stream.sock));
    }
    played
}
