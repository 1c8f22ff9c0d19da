//! What would grow without end stops, and says where.

use clientwright_tests::large;

/// What a description that would grow without end is told.
fn refusal(name: &str, n: usize) -> String {
    let all = large::all();
    let kind = all
        .iter()
        .find(|kind| kind.name == name)
        .expect("there is such a kind");
    let output = kind.make(n).generate();
    assert!(output.files.is_none(), "{name} is generated");
    clientwright::print::text(&output.report, &output.sources, false)
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
fn a_query_that_descends_again_and_again_is_refused() {
    let said = refusal("overlay with a deep query", 6);
    assert!(
        said.contains("descends with `..` more than 3 times"),
        "{said}"
    );
}
