//! The server: one thread, one request a connection, everything recorded.

use std::io::{self, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::{Answer, Request};

/// How long a client may leave a request half sent.
const PATIENCE: Duration = Duration::from_secs(5);

/// A server on a free port of 127.0.0.1, stopped when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stop: Arc<AtomicBool>,
    requests: Arc<Mutex<Vec<Request>>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a server that gives these responses, one a request, in their order; after the last it says 599.
    #[must_use]
    pub fn script(answers: impl IntoIterator<Item = Answer>) -> Self {
        let mut answers = answers.into_iter().collect::<Vec<_>>().into_iter();
        Self::start(move |_| answers.next().unwrap_or_else(|| Answer::status(599)))
    }

    /// Starts a server that makes up each response from the request.
    ///
    /// # Panics
    ///
    /// Where the system has no port to give.
    #[must_use]
    pub fn start(answer: impl FnMut(&Request) -> Answer + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
        let address = listener.local_addr().expect("the port's address");
        let stop = Arc::new(AtomicBool::new(false));
        let requests = Arc::default();
        let thread = std::thread::spawn({
            let (stop, requests) = (Arc::clone(&stop), Arc::clone(&requests));
            move || serve(&listener, &stop, &requests, answer)
        });
        Self {
            address,
            stop,
            requests,
            thread: Some(thread),
        }
    }

    /// The server's base URL, without a slash at its end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The only request so far.
    ///
    /// # Panics
    ///
    /// Where there was none, or more than one.
    #[must_use]
    pub fn request(&self) -> Request {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1, "one request was expected: {requests:#?}");
        requests.remove(0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // The thread waits for a connection, so it gets one.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(
    listener: &TcpListener,
    stop: &AtomicBool,
    requests: &Mutex<Vec<Request>>,
    mut answer: impl FnMut(&Request) -> Answer,
) {
    let mut silent = Vec::new();
    for stream in listener.incoming().map_while(Result::ok) {
        if stop.load(Ordering::SeqCst) {
            break;
        }
        // A client that hangs up is a case of some tests; the request, or its lack, is what they look at.
        if let Ok(Some(stream)) = serve_one(stream, requests, &mut answer) {
            silent.push(stream);
        }
    }
}

/// Serves one request; gives back the connection where it is to stay open without a response.
fn serve_one(
    mut stream: TcpStream,
    requests: &Mutex<Vec<Request>>,
    answer: &mut impl FnMut(&Request) -> Answer,
) -> io::Result<Option<TcpStream>> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let Some(request) = Request::read(&mut BufReader::new(&stream))? else {
        return Ok(None);
    };
    let answer = answer(&request);
    requests
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(request);
    if answer.is_silent() {
        return Ok(Some(stream));
    }
    stream.write_all(&answer.to_bytes())?;
    stream.flush()?;
    Ok(None)
}
