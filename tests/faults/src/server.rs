//! A server on loopback, which stops when it goes out of scope.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::Result;

use crate::frames::{self, Http2};
use crate::script::{Log, Script, play};
use crate::tls::{self, Tls};

/// What speaks at the other end.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    /// Nobody: the port is closed.
    Nobody,
    /// A server whose name nobody knows.
    Unknown,
    /// Plain HTTP/1: a script a connection, the last of them for all that follow.
    Plain(Vec<Script>),
    /// What speaks plain HTTP or less where TLS is expected.
    NoTls(Vec<Script>),
    /// HTTP/1 in TLS.
    Tls(Tls, Vec<Script>),
    /// HTTP/2 without TLS.
    Http2(Http2),
}

/// A server that runs.
pub(crate) struct Server {
    address: SocketAddr,
    url: String,
    pub(crate) log: Arc<Log>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(crate) fn start(kind: &Kind) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let (log, stop) = (Arc::new(Log::default()), Arc::new(AtomicBool::new(false)));
        let port = address.port();
        let url = match kind {
            Kind::Unknown => "https://nobody.invalid".to_owned(),
            Kind::NoTls(_) | Kind::Tls(..) => format!("https://localhost:{port}"),
            _ => format!("http://127.0.0.1:{port}"),
        };
        let thread = (!matches!(kind, Kind::Nobody)).then(|| {
            let (kind, log, stop) = (kind.clone(), Arc::clone(&log), Arc::clone(&stop));
            std::thread::spawn(move || serve(&listener, &kind, &log, &stop))
        });
        Ok(Self {
            address,
            url,
            log,
            stop,
            thread,
        })
    }

    pub(crate) fn url(&self) -> String {
        self.url.clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // The listener wakes up for one more connection.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn serve(listener: &TcpListener, kind: &Kind, log: &Arc<Log>, stop: &AtomicBool) {
    for (connection, stream) in listener.incoming().enumerate() {
        if stop.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let (log, kind) = (Arc::clone(log), kind.clone());
        // A thread for each connection, so that a silent one keeps nobody else waiting.
        std::thread::spawn(move || converse(stream, connection, &kind, &log));
    }
}

/// Speaks on one connection. What fails there is the client's business: it has gone.
fn converse(mut stream: TcpStream, connection: usize, kind: &Kind, log: &Log) {
    let patience = Some(Duration::from_secs(60));
    if stream.set_read_timeout(patience).is_err() || stream.set_write_timeout(patience).is_err() {
        return;
    }
    let of = |scripts: &[Script]| scripts.get(connection).or(scripts.last()).cloned();
    drop(match kind {
        Kind::Nobody | Kind::Unknown => Ok(()),
        Kind::Plain(scripts) | Kind::NoTls(scripts) => {
            play(&mut stream, &of(scripts).unwrap_or_default(), log)
        }
        Kind::Tls(tls, scripts) => {
            tls::converse(stream, tls, &of(scripts).unwrap_or_default(), log)
        }
        Kind::Http2(script) => frames::converse(&mut stream, script, log),
    });
}
