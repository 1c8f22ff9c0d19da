//! Any text through the whole generator: it ends in a crate that parses or in an error.
//!
//! Half of the new texts are made by the fuzzer from bytes, the other half by changing a description as such, which gets
//! further than the parser.

#![no_main]

use clientwright::report::Report;
use clientwright::{Input, document};
use clientwright_tests::{flaws, mutate};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_target!(|data: &[u8]| {
    let output = clientwright::generate(Input::new("fuzz", "fuzz.yaml", data));
    let flaws = flaws(&output);
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    if seed % 2 == 0
        && let Some(text) = changed(&data[..size], seed)
        && let Some(place) = data.get_mut(..text.len().min(max_size))
        && place.len() == text.len()
    {
        place.copy_from_slice(text.as_bytes());
        return text.len();
    }
    fuzzer_mutate(data, size, max_size)
});

/// The description in these bytes with something wrong in it, as JSON.
fn changed(data: &[u8], seed: u32) -> Option<String> {
    let source = document::source_of("fuzz.yaml", data).ok()?;
    let tree = document::parse(&source, &mut Report::default())?;
    let mut value = tree.to_json();
    mutate(&mut value, &mut fastrand::Rng::with_seed(seed.into()));
    Some(value.to_string())
}
