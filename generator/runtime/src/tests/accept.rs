//! Responses in another media type than the operation asks for by itself.

#![expect(
    dead_code,
    unreachable_pub,
    reason = "the macros make more methods than the tests call"
)]

use super::server::{Server, answer};
use crate::runtime::{Call, Error, Events, Operation, Reply, accept, request};

static REPORT: Operation = Operation {
    path: "/report",
    accept: Some("application/json"),
    ..Operation::DEFAULT
};

struct GetReport {
    call: Call,
}

request!(GetReport -> i64, Reply::json);

impl GetReport {
    /// Sends the request and returns the body of the response.
    ///
    /// # Errors
    ///
    /// See [`Error`] for what may go wrong.
    #[inline]
    pub fn send(self) -> impl Future<Output = Result<i64, Error>> {
        self.call.send(Reply::json)
    }
}

accept!(GetReport, send_csv, send_csv_blocking, "text/csv" -> String, Reply::text);

accept!(GetReport, send_events, send_events_blocking, "text/event-stream" -> Events<i64>, Reply::events);

fn report(server: &Server) -> GetReport {
    GetReport {
        call: server.client().call(&REPORT),
    }
}

#[tokio::test]
async fn the_caller_chooses_the_media_type() {
    let events = [("content-type", "text/event-stream")];
    let server = Server::start(vec![
        answer(200, &[], "7"),
        answer(200, &[], "a,b"),
        answer(200, &events, "data: 1\n\ndata: 2\n\n"),
    ]);
    assert_eq!(report(&server).send().await.expect("a number"), 7);
    assert_eq!(report(&server).send_csv().await.expect("a text"), "a,b");
    let mut events = report(&server).send_events().await.expect("a stream");
    let mut data = Vec::new();
    while let Some(event) = events.try_next().await.expect("an event") {
        data.push(event.data);
    }
    assert_eq!(data, [1, 2]);
    let accepts = server.seen().into_iter().map(|seen| {
        let accept = seen.header("accept").map(str::to_owned);
        accept.unwrap_or_default()
    });
    let accepts: Vec<String> = accepts.collect();
    assert_eq!(
        accepts,
        ["application/json", "text/csv", "text/event-stream"]
    );
}

#[cfg(feature = "blocking")]
#[test]
fn so_does_a_caller_without_an_async_runtime() {
    let server = Server::start(vec![answer(200, &[], "a,b")]);
    let text = report(&server).send_csv_blocking();
    assert_eq!(text.expect("a text"), "a,b");
}
