//! The work of the generator grows as a description does, and what would grow without end stops, and says where.

use clientwright_tests::large::{self, Large};

/// What a description that would grow without end is told.
fn refusal(name: &str, n: usize) -> String {
    let output = kind(name).make(n).generate();
    assert!(output.files.is_none(), "{name} is generated");
    clientwright::print::text(&output.report, &output.sources, false)
}

fn kind(name: &str) -> Large {
    let mut all = large::all().into_iter();
    let found = all.find(|kind| kind.name == name);
    found.expect("there is such a kind")
}

/// How much more work four times as much may be. What is linear comes to 4, what is n log n to 5, and a square to 16.
const MOST: f64 = 8.0;

/// What grows faster than the description by its nature, until a budget or a limit of depth ends it: an overlay that
/// doubles what it copies, unions that stand for all combinations, and chains of which each link has all that is in those
/// behind it.
const BUDGETED: [&str; 5] = [
    "allOf and oneOf that double",
    "overlay that doubles a list",
    "unions beside one another",
    "chain of allOf, a property each",
    "chain of discriminated families",
];

/// How often a kind is measured before it counts as wrong: other programs disturb a measurement, and only make it worse.
const TRIES: usize = 6;

/// Nanoseconds in which nothing can be measured, whatever grows.
const NOISE: u64 = 6_000_000;

/// The nanoseconds of processor time that a description of `n` costs, printed report included.
fn work(kind: &Large, n: usize) -> u64 {
    let made = kind.make(n);
    let begun = processor_time();
    let output = made.generate();
    let _ = clientwright::print::text(&output.report, &output.sources, false);
    processor_time() - begun
}

/// The nanoseconds for which this thread has run.
fn processor_time() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let spent = text.split(' ').next().and_then(|time| time.parse().ok());
    spent.unwrap_or_else(|| {
        let now = std::time::SystemTime::UNIX_EPOCH.elapsed();
        now.map_or(0, |now| u64::try_from(now.as_nanos()).unwrap_or(u64::MAX))
    })
}

/// What the smallest of descriptions costs.
fn least() -> u64 {
    let smallest = kind("schemas");
    let costs = (0..TRIES).map(|_| work(&smallest, 1));
    costs.min().unwrap_or_default()
}

/// How much more work four times as much is, by the least that each was seen to cost beyond what any description does.
fn growth(kind: &Large, least: u64) -> f64 {
    let beyond = |cost: u64| cost.saturating_sub(least).max(NOISE);
    let (mut one, mut four) = (u64::MAX, u64::MAX);
    let mut ratio = f64::MAX;
    for _ in 0..TRIES {
        one = one.min(work(kind, kind.small));
        four = four.min(work(kind, 4 * kind.small));
        #[expect(clippy::cast_precision_loss, reason = "it is a measurement")]
        let measured = beyond(four) as f64 / beyond(one) as f64;
        ratio = measured;
        if ratio <= MOST {
            break;
        }
    }
    println!(
        "{ratio:6.2}{:9} us{:9} us  {}",
        one / 1000,
        four / 1000,
        kind.name
    );
    ratio
}

#[test]
fn work_grows_as_the_description_does() {
    let least = least();
    let all = large::all().into_iter();
    let wrong: Vec<_> = all
        .filter(|kind| !BUDGETED.contains(&kind.name))
        .map(|kind| (growth(&kind, least), kind.name))
        .filter(|(growth, _)| *growth > MOST)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn schemas_that_lead_to_one_another_in_ever_more_ways_are_read_once() {
    for name in ["allOf and oneOf that double", "allOf that doubles"] {
        let all = large::all();
        let kind = all.iter().find(|kind| kind.name == name);
        let output = kind.expect("there is such a kind").make(40).generate();
        assert!(output.files.is_some(), "{name} is refused");
    }
}

#[test]
fn an_overlay_that_adds_without_end_is_refused_with_its_place() {
    let said = refusal("overlay that doubles a list", 40);
    assert!(
        said.contains("the actions add more than 500000 values"),
        "{said}"
    );
    assert!(said.contains("large.overlay.yaml:1:"), "{said}");
}

#[test]
fn more_than_most_machines_can_do_with_is_refused_with_its_place() {
    for (name, n, wanted) in [
        (
            "operations of one tag",
            20_001,
            "more than 20000 operations",
        ),
        (
            "properties of one schema",
            300_001,
            "more than 300000 schemas",
        ),
    ] {
        let said = refusal(name, n);
        assert!(said.contains(wanted), "{said}");
        assert!(said.contains("large.yaml:1:"), "{said}");
        assert!(said.contains("--allow limit"), "{said}");
    }
}

#[test]
fn a_query_that_descends_again_and_again_is_refused() {
    let said = refusal("overlay with a deep query", 6);
    assert!(
        said.contains("descends with `..` more than 3 times"),
        "{said}"
    );
}
