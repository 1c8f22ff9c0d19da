//! Any overlay on a description: it ends in a crate that parses or in an error.
//!
//! The overlay stands before a line of `%%`, the description behind it; without that line it is a usual one.

#![no_main]

use clientwright::report::Report;
use clientwright::{Input, document};
use clientwright_fuzz::files;
use clientwright_tests::{flaws, mutate};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

const USUAL: &[u8] = include_bytes!("../usual.yaml");

fuzz_target!(|data: &[u8]| {
    let files = files(data);
    let description = files.get(1).copied().unwrap_or(USUAL);
    let input = Input::new("fuzz", "fuzz.yaml", description).overlay("fuzz.overlay.yaml", files[0]);
    let output = clientwright::generate(input);
    let flaws = flaws(&output);
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
    let _ = clientwright::print::text(&output.report, &output.sources, false);
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    if seed % 2 == 0
        && let Some(text) = changed(&data[..size], seed)
        && let Some(place) = data.get_mut(..text.len().min(max_size))
        && place.len() == text.len()
    {
        place.copy_from_slice(&text);
        return text.len();
    }
    fuzzer_mutate(data, size, max_size)
});

/// The overlay in these bytes with something wrong in it, as JSON, with what stands behind it.
fn changed(data: &[u8], seed: u32) -> Option<Vec<u8>> {
    let mut files: Vec<Vec<u8>> = files(data).into_iter().map(<[u8]>::to_vec).collect();
    let source = document::source_of("fuzz.overlay.yaml", &files[0]).ok()?;
    let tree = document::parse(&source, &mut Report::default())?;
    let mut value = tree.to_json();
    mutate(&mut value, &mut fastrand::Rng::with_seed(seed.into()));
    files[0] = value.to_string().into_bytes();
    Some(files.join(&b"\n%%\n"[..]))
}
