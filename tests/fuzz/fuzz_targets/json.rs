//! Any text as JSON of objects, unions, enums, maps and scalars: what is read is the same once it has been written and
//! read again, by itself and through the client.

#![no_main]

use clientwright_fuzz::{answer, client, pieces, stable, told, wait};
use libfuzzer_sys::fuzz_target;
use readers::types::{Mix, Page, Pet, Thing};
use readers::{Base64, Date, DateTime, UnixTime};

fuzz_target!(|data: &[u8]| {
    stable::<Pet>(data);
    stable::<Mix>(data);
    stable::<Vec<(Date, DateTime)>>(data);
    stable::<(UnixTime, Base64, Date, DateTime)>(data);
    if let Some(thing) = stable::<Thing>(data) {
        put(thing);
    }
    page(data);
});

/// The client sends what it was given, and gives what it has received.
fn put(thing: Thing) {
    let text = serde_json::to_vec(&thing).expect("what was read can be written");
    let (service, client) = client([answer("application/json").body(text.clone())]);
    let same = wait(client.put_thing(thing.clone()).send()).expect("it was read before");
    assert_eq!(same, thing);
    assert_eq!(service.requests()[0].body(), &text);
}

/// An answer that came is decoded, or it is an error that says so.
fn page(data: &[u8]) {
    let seed = data.len() as u64;
    let (_, client) = client([pieces("application/json", data, seed)]);
    let mark = data.strip_prefix("\u{feff}".as_bytes()).unwrap_or(data);
    match (wait(client.list_things().send()), stable::<Page>(mark)) {
        (Ok(page), Some(same)) => assert_eq!(page, same),
        (Err(error), None) => assert!(told(&error), "{error:?}"),
        (page, same) => panic!("{page:?} is not {same:?}"),
    }
}
