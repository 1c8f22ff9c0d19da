//! The server of a suite, as long as it is needed.

use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

/// A server on a free port of loopback, which ends with this value.
#[derive(Debug)]
pub(crate) struct Server {
    script: PathBuf,
    scratch: PathBuf,
    port: u16,
}

impl Server {
    /// Starts the server of a suite by the suite's own script, `serve.sh start|stop WORKDIR PORT`.
    ///
    /// What the script fetches for it stays in `scratch`.
    pub(crate) fn start(suite: &Path, scratch: &Path) -> Result<Self> {
        let script = suite.join("serve.sh");
        let script = script
            .canonicalize()
            .with_context(|| script.display().to_string())?;
        // The system names a port that nobody listens on.
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let server = Self {
            script,
            scratch: scratch.to_owned(),
            port,
        };
        // The number of an earlier process is another's by now, and is not to be stopped.
        fs::remove_file(scratch.join("pid")).or_else(|error| match error.kind() {
            ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        })?;
        if !server.run("start")? {
            bail!("the server of {} does not start", suite.display());
        }
        Ok(server)
    }

    /// Its URL. Links in its answers name the host like this.
    pub(crate) fn url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    fn run(&self, verb: &str) -> Result<bool> {
        let status = Command::new("bash")
            .arg(&self.script)
            .arg(verb)
            .arg(&self.scratch)
            .arg(self.port.to_string())
            // Where nothing can be fetched, that is known soon.
            .envs([
                ("npm_config_fetch_retries", "1"),
                ("npm_config_fetch_timeout", "60000"),
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .status()?;
        Ok(status.success())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if !matches!(self.run("stop"), Ok(true)) {
            eprintln!("the server at {} may still be there", self.url());
        }
    }
}
