//! What the targets share: texts of several files, and a client whose service answers with what the fuzzer makes up.

use std::cell::RefCell;
use std::fmt::Debug;

use readers::test_util::{Answer, TestService};
use readers::{Client, Error};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::runtime::{Builder, Runtime};

/// The line that parts the files of one input.
const MARK: &[u8] = b"\n%%\n";

/// The files of an input: what stands between lines of `%%`.
#[must_use]
pub fn files(data: &[u8]) -> Vec<&[u8]> {
    let mut files = Vec::new();
    let mut rest = data;
    while let Some(end) = rest.windows(MARK.len()).position(|window| window == MARK) {
        files.push(&rest[..end]);
        rest = &rest[end + MARK.len()..];
    }
    files.push(rest);
    files
}

/// The file that another one refers to as `N.yaml`, or whatever else begins or ends with its number.
pub fn further(files: &[&[u8]], name: &str) -> Result<String, String> {
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    let file = digits
        .parse()
        .ok()
        .and_then(|index: usize| files.get(index));
    let file = file.ok_or_else(|| format!("there is no {name}"))?;
    String::from_utf8(file.to_vec()).map_err(|error| error.to_string())
}

thread_local! {
    static RUNTIME: RefCell<Runtime> = RefCell::new(
        Builder::new_current_thread()
            .enable_time()
            .build()
            .expect("a runtime"),
    );
}

/// Waits for what a call comes to.
pub fn wait<F: Future>(call: F) -> F::Output {
    RUNTIME.with_borrow(|runtime| runtime.block_on(call))
}

/// A client whose service gives these answers.
#[must_use]
pub fn client(answers: impl IntoIterator<Item = Answer>) -> (TestService, Client) {
    let service = answers
        .into_iter()
        .fold(TestService::new(), TestService::answer);
    let client = service.client().expect("a client");
    (service, client)
}

/// An answer of this media type.
#[must_use]
pub fn answer(media_type: &str) -> Answer {
    Answer::new(200).header("content-type", media_type)
}

/// An answer with this body, in pieces whose lengths the seed decides.
#[must_use]
pub fn pieces(media_type: &str, body: &[u8], seed: u64) -> Answer {
    let mut rng = fastrand::Rng::with_seed(seed);
    let mut answer = answer(media_type);
    let mut rest = body;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rng.usize(1..=rest.len().min(8)));
        answer = answer.body(piece.to_vec());
        rest = after;
    }
    answer
}

/// Whether an error has its texts, and is not one of an answer that was lost: making them must not fail either.
pub fn told(error: &Error) -> bool {
    assert!(!error.to_string().is_empty() && !format!("{error:?}").is_empty());
    !matches!(error, Error::Transport(_))
}

/// What is read from a text is the same once it has been written and read again.
pub fn stable<T: DeserializeOwned + Serialize + PartialEq + Debug>(text: &[u8]) -> Option<T> {
    let value: T = serde_json::from_slice(text).ok()?;
    let written = serde_json::to_string(&value).expect("what was read can be written");
    let again: T = serde_json::from_str(&written)
        .unwrap_or_else(|error| panic!("{written} is not read again: {error}"));
    assert_eq!(again, value, "as {written}");
    let twice = serde_json::to_string(&again).expect("what was read can be written");
    assert_eq!(twice, written);
    Some(value)
}
