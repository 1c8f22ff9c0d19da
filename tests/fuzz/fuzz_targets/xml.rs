//! Any text as XML: what is read is the same once it has been written and read again, or it is refused.

#![no_main]

use clientwright_fuzz::{answer, client, pieces, told, wait};
use libfuzzer_sys::fuzz_target;
use readers::Error;
use readers::test_util::Answer;
use readers::types::Note;

fuzz_target!(|data: &[u8]| {
    let (read, _) = put(
        Note::new(1, "first"),
        pieces("application/xml", data, data.len() as u64),
    );
    let note = match read {
        Ok(note) => note,
        Err(error) => return assert!(told(&error), "{error:?}"),
    };
    let (again, written) = put(note.clone(), answer("application/xml").body(data.to_vec()));
    match again {
        Ok(again) => assert_eq!(again, note),
        // Reading takes characters that no document may hold, and writing refuses them.
        Err(Error::Build(_)) => return,
        Err(error) => panic!("it was read before: {error:?}"),
    }
    let (again, twice) = put(
        note.clone(),
        answer("application/xml").body(written.clone()),
    );
    let text = String::from_utf8_lossy(&written);
    match again {
        Ok(again) => assert_eq!(again, note, "as {text}"),
        Err(error) => panic!("{text} is not read again: {error:?}"),
    }
    assert_eq!(twice, written);
});

/// What the service answers to a note, and what it was sent.
fn put(note: Note, answer: Answer) -> (Result<Note, Error>, Vec<u8>) {
    let (service, client) = client([answer]);
    let read = wait(client.put_xml(note).send());
    let requests = service.requests();
    let sent = requests.first().map(|request| request.body().to_vec());
    (read, sent.unwrap_or_default())
}
