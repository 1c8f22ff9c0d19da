//! A server on loopback that plays scripted responses and remembers what it was asked.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::{Client, ClientBuilder, RetryPolicy};

/// A request as it came over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    /// The method and the target.
    pub(super) line: String,
    /// The headers, names in lower case.
    pub(super) headers: Vec<(String, String)>,
    /// The body.
    pub(super) body: String,
    /// Which of the connections it came over, from 0.
    pub(super) connection: usize,
}

impl Seen {
    /// A header's value.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(held, _)| held == name)
            .map(|(_, value)| value.as_str())
    }
}

/// One thing that the server does for a request.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// Writes these bytes.
    Write(Vec<u8>),
    /// Waits.
    Wait(Duration),
    /// Writes these bytes until nobody reads any more.
    Endless(Vec<u8>),
    /// Waits until the client has closed the connection, and counts that.
    UntilGone,
    /// Reads the next request from the same connection, instead of closing it.
    Stay,
}

/// What the server does for a request, after which it closes the connection unless it is told to stay.
pub(super) type Script = Vec<Step>;

/// A whole answer.
pub(super) fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Script {
    let mut text = format!(
        "HTTP/1.1 {status} Status\r\nconnection: close\r\ncontent-length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        text.extend([name, ": ", value, "\r\n"]);
    }
    text.push_str("\r\n");
    text.push_str(body);
    vec![Step::Write(text.into_bytes())]
}

/// A JSON response with status 200.
pub(super) fn json(body: &str) -> Script {
    answer(200, &[("content-type", "application/json")], body)
}

/// A JSON response after which the server says nothing of closing the connection.
pub(super) fn open(status: u16, body: &str) -> Script {
    let length = body.len();
    raw(&format!(
        "HTTP/1.1 {status} Status\r\ncontent-length: {length}\r\n\r\n{body}"
    ))
}

/// Bytes as they are, after which the connection closes.
pub(super) fn raw(text: &str) -> Script {
    vec![Step::Write(text.as_bytes().to_vec())]
}

/// What has happened so far.
#[derive(Default)]
struct Log {
    seen: Mutex<Vec<Seen>>,
    gone: AtomicUsize,
    closed: AtomicUsize,
}

/// A server, which stops when it goes out of scope.
pub(super) struct Server {
    address: SocketAddr,
    log: Arc<Log>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a server that plays one script a request, the last of them for all that follow.
    pub(super) fn start(scripts: Vec<Script>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let log = Arc::new(Log::default());
        let stop = Arc::new(AtomicBool::new(false));
        let thread = std::thread::spawn({
            let (log, stop) = (Arc::clone(&log), Arc::clone(&stop));
            move || serve(&listener, &scripts, &log, &stop)
        });
        Self {
            address,
            log,
            stop,
            thread: Some(thread),
        }
    }

    /// The server's URL.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A builder of a client of this server with a key, which does not wait before it tries again.
    pub(super) fn builder(&self) -> ClientBuilder {
        let policy =
            RetryPolicy::default().wait(Duration::from_millis(1), Duration::from_millis(2));
        Client::builder()
            .base_url(self.url())
            .admin_api_key("sk-secret")
            .retry(policy)
    }

    /// A client of this server.
    pub(super) fn client(&self) -> Client {
        self.builder().build().expect("a client")
    }

    /// What the server was asked.
    pub(super) fn seen(&self) -> Vec<Seen> {
        self.log.seen.lock().expect("no panic").clone()
    }

    /// The connection of each request.
    pub(super) fn connections(&self) -> Vec<usize> {
        self.seen().iter().map(|seen| seen.connection).collect()
    }

    /// How often the client went away while the server waited for that.
    pub(super) fn gone(&self) -> usize {
        self.log.gone.load(Ordering::SeqCst)
    }

    /// How many connections the server has closed.
    pub(super) fn closed(&self) -> usize {
        self.log.closed.load(Ordering::SeqCst)
    }

    /// The only request that there was.
    pub(super) fn only(&self) -> Seen {
        let seen = self.seen();
        assert_eq!(seen.len(), 1, "{seen:?}");
        seen.into_iter().next().expect("one")
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

fn serve(listener: &TcpListener, scripts: &[Script], log: &Arc<Log>, stop: &AtomicBool) {
    for (connection, stream) in listener.incoming().enumerate() {
        if stop.load(Ordering::SeqCst) {
            return;
        }
        let Ok(mut stream) = stream else { continue };
        let (log, scripts) = (Arc::clone(log), scripts.to_vec());
        // A thread for each connection, so that a silent response keeps nobody else waiting.
        std::thread::spawn(move || {
            converse(&mut stream, connection, &scripts, &log);
            drop(stream);
            log.closed.fetch_add(1, Ordering::SeqCst);
        });
    }
}

/// Responses the requests of one connection.
fn converse(stream: &mut TcpStream, connection: usize, scripts: &[Script], log: &Log) {
    while let Some(request) = read_request(stream, connection) {
        let script = {
            let mut seen = log.seen.lock().expect("no panic");
            seen.push(request);
            scripts
                .get(seen.len() - 1)
                .or(scripts.last())
                .cloned()
                .unwrap_or_default()
        };
        let stays = matches!(script.last(), Some(Step::Stay));
        for step in script {
            if play(stream, step, log).is_err() {
                return;
            }
        }
        if !stays {
            return;
        }
    }
}

fn play(stream: &mut TcpStream, step: Step, log: &Log) -> std::io::Result<()> {
    match step {
        Step::Write(bytes) => stream.write_all(&bytes),
        Step::Wait(time) => {
            std::thread::sleep(time);
            Ok(())
        }
        Step::Endless(bytes) => loop {
            stream.write_all(&bytes)?;
        },
        Step::UntilGone => {
            while stream.read(&mut [0; 64]).is_ok_and(|read| read > 0) {}
            log.gone.fetch_add(1, Ordering::SeqCst);
            Ok(())
        }
        Step::Stay => Ok(()),
    }
}

fn read_request(stream: &mut TcpStream, connection: usize) -> Option<Seen> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        read_more(stream, &mut bytes)?;
    };
    let text = String::from_utf8_lossy(&bytes[..head]).into_owned();
    let mut lines = text.split("\r\n");
    let line = lines.next()?.trim_end_matches(" HTTP/1.1").to_owned();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers
        .iter()
        .find(|(name, _)| name == "content-length")
        .and_then(|(_, value)| value.parse().ok());
    let chunked = headers
        .iter()
        .any(|(name, value)| name == "transfer-encoding" && value == "chunked");
    while bytes.len() < head + 4 + length.unwrap_or(0)
        || (chunked && !bytes.ends_with(b"\r\n0\r\n\r\n"))
    {
        read_more(stream, &mut bytes)?;
    }
    let body = String::from_utf8_lossy(&bytes[head + 4..]).into_owned();
    Some(Seen {
        line,
        headers,
        body,
        connection,
    })
}

fn read_more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<()> {
    let mut buffer = [0; 4096];
    let read = stream.read(&mut buffer).ok().filter(|read| *read > 0)?;
    bytes.extend_from_slice(&buffer[..read]);
    Some(())
}
