//! Any description through the whole generator, with the files that it refers to: it ends in a crate that parses or in
//! an error.
//!
//! The files stand between lines of `%%`; the first is the description, and `1.yaml` is the next one. Half of the new
//! texts are made by the fuzzer from bytes, the other half by changing a description as such, which gets further than
//! the parser.

#![no_main]

use clientwright::report::Report;
use clientwright::{Input, document};
use clientwright_fuzz::{files, further};
use clientwright_tests::{flaws, mutate};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_target!(|data: &[u8]| {
    let files = files(data);
    // The same text is read as YAML and, where it looks like that, as JSON.
    let name = if files[0].starts_with(b"{") {
        "fuzz.json"
    } else {
        "fuzz.yaml"
    };
    let read = |name: &str| further(&files, name);
    let output = clientwright::generate(Input::new("fuzz", name, files[0]).read(&read));
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

/// The files in these bytes, of which one has something wrong in it, as JSON.
fn changed(data: &[u8], seed: u32) -> Option<Vec<u8>> {
    let mut rng = fastrand::Rng::with_seed(seed.into());
    let mut files: Vec<Vec<u8>> = files(data).into_iter().map(<[u8]>::to_vec).collect();
    let index = rng.usize(..files.len());
    let source = document::source_of("fuzz.yaml", &files[index]).ok()?;
    let tree = document::parse(&source, &mut Report::default())?;
    let mut value = tree.to_json();
    mutate(&mut value, &mut rng);
    files[index] = value.to_string().into_bytes();
    Some(files.join(&b"\n%%\n"[..]))
}
