//! Tests of the reader, with both formats.

use super::{parse, source_of};
use crate::document::{Number, Tree};
use crate::report::{Code, Place, Report, Severity};
use crate::source::Source;

/// The name says JSON, so that a fallback to YAML is not silent.
fn read(text: &str) -> (Option<Tree>, Report) {
    let mut report = Report::default();
    let tree = parse(&Source::new("api.json", text), &mut report);
    (tree, report)
}

/// The tree of a text that is read without a word.
fn tree(text: &str) -> Tree {
    let (tree, report) = read(text);
    assert_eq!(report, Report::default(), "{text}");
    tree.unwrap_or(Tree::Null)
}

/// The code, line and column of the only diagnostic.
fn complaint(text: &str) -> (Severity, Code, usize, usize, String) {
    let (_, report) = read(text);
    let [only] = report.diagnostics() else {
        panic!("one diagnostic is expected: {report:?}");
    };
    let Place::Text { line, column, .. } = only.place else {
        panic!("a place in the text is expected: {only:?}");
    };
    (only.severity, only.code, line, column, only.message.clone())
}

fn keys(tree: &Tree) -> Vec<&str> {
    let entries = tree.as_map().into_iter().flatten();
    entries.map(|(key, _)| key.as_str()).collect()
}

#[test]
fn yaml_and_json_give_the_same_tree_in_the_order_of_the_text() {
    let yaml = tree("z: [1, -2, 0.5, true, null, ~]\na: {b: text}\n");
    let json = tree(r#" {"z": [1, -2, 0.5, true, null, null], "a": {"b": "text"}}"#);
    assert_eq!(yaml, json);
    assert_eq!(keys(&yaml), ["z", "a"]);
}

#[test]
fn tabs_may_stand_before_comments() {
    let tabbed = tree("a:\n\t\t# a comment\n  - x\n\t\n  - y\t# another\nb: |\n  t\n");
    assert_eq!(tabbed, tree("a: [x, y]\nb: \"t\\n\"\n"));
    let (none, report) = read("a:\n\t- x\n");
    assert!(none.is_none() && report.has_errors());
}

#[test]
fn keys_are_text_as_written() {
    let tree = tree("200: a\n0x10: b\nno: c\n2020-01-01: d\n1.50: e\ntrue: f\n? null\n: g\n");
    let expected = ["200", "0x10", "no", "2020-01-01", "1.50", "true", "null"];
    assert_eq!(keys(&tree), expected);
}

#[test]
fn scalars_have_the_types_of_yaml_1_2() {
    let tree = tree("a: [no, 2020-01-01, 0123, '1', .inf, .nan, -.inf, 1e3]");
    let texts = ["no", "2020-01-01", "0123", "1", ".inf", ".nan", "-.inf"].map(Tree::from);
    let list = tree.get("a").and_then(Tree::as_list).unwrap_or_default();
    assert_eq!(list[..7], texts);
    assert_eq!(list[7].as_number().map(Number::as_f64), Some(1000.0));
}

#[test]
fn integers_beyond_64_bits_keep_their_digits_in_yaml() {
    let tree = tree("a: -9223372036854775809\nb: 18446744073709551615\n");
    let text = |key| tree.get(key).and_then(Tree::as_number).map(Number::as_str);
    assert_eq!(text("a"), Some("-9223372036854775809"));
    assert_eq!(text("b"), Some("18446744073709551615"));
}

#[test]
fn aliases_merge_keys_and_tags_are_read() {
    let text = "\
base: &base {a: 1, b: 2}
more: &more {b: 3, c: 4}
one: {<<: *base, b: 9}
two:
  <<: [*base, *more]
  d: 5
tagged: !Thing {x: !Word y}
cast: !!str 12
";
    let tree = tree(text);
    assert_eq!(
        tree.get("one"),
        Some(&super::super::Tree::from_iter([
            ("b", Tree::from(9)),
            ("a", Tree::from(1))
        ]))
    );
    let two = [("d", 5), ("a", 1), ("b", 2), ("c", 4)].map(|(k, v)| (k, Tree::from(v)));
    assert_eq!(tree.get("two"), Some(&two.into_iter().collect()));
    let tagged = [("x", Tree::from("y"))].into_iter().collect();
    assert_eq!(tree.get("tagged"), Some(&tagged));
    assert_eq!(tree.get("cast"), Some(&Tree::from("12")));
}

#[test]
fn a_merge_key_is_an_ordinary_key_in_json() {
    assert_eq!(keys(&tree(r#"{"<<": {"a": 1}}"#)), ["<<"]);
}

#[test]
fn json_with_comments_or_a_comma_at_the_end_is_read_as_yaml() {
    let (tree, _) = read("{\n  \"a\": 1, # one\n  \"b\": [2,],\n}");
    assert_eq!(keys(&tree.unwrap_or(Tree::Null)), ["a", "b"]);
    let (severity, code, line, column, _) = complaint("{\n  \"a\": 1,\n}");
    assert_eq!(
        (severity, code, line, column),
        (Severity::Warning, Code::Syntax, 3, 1)
    );
}

#[test]
fn broken_text_is_an_error_with_a_place() {
    let syntax = |text| {
        let (severity, code, line, column, message) = complaint(text);
        assert_eq!(
            (severity, code),
            (Severity::Error, Code::Syntax),
            "{message}"
        );
        (line, column)
    };
    assert_eq!(syntax("{\"a\": \"ä\" ö}"), (1, 11));
    assert_eq!(syntax("a: 1\n\tb: 2\n"), (2, 1));
    assert_eq!(syntax("a: [1\nb: 2"), (2, 2));
    assert_eq!(syntax(""), (1, 1));
    assert_eq!(syntax("# only a comment\n"), (1, 1));
    assert_eq!(syntax("# first\n---\na: 1\n---\nb: 2\n"), (4, 1));
    assert_eq!(syntax("{} {}"), (1, 4));
    assert_eq!(syntax("a: *nobody"), (1, 4));
    assert_eq!(syntax("{a: 1}: b"), (1, 2));
}

#[test]
fn a_separator_around_one_document_is_fine() {
    assert_eq!(keys(&tree("---\na: 1\n...\n")), ["a"]);
    assert_eq!(keys(&tree("a: 1\n---\n")), ["a"]);
}

#[test]
fn doubled_keys_are_named_and_the_last_one_counts() {
    for text in [
        "a:\n  - b: 1\n    b: 2\n",
        "{\"a\": [\n{\"b\": 1,\n\"b\": 2}]}",
    ] {
        let (tree, _) = read(text);
        let place = crate::pointer::Pointer::parse("/a/0/b").unwrap_or_default();
        assert_eq!(
            tree.as_ref().and_then(|t| t.at(&place)),
            Some(&Tree::from(2))
        );
        let (severity, _, line, _, message) = complaint(text);
        assert_eq!((severity, line), (Severity::Warning, 3));
        assert!(message.contains("`b`"), "{message}");
    }
}

/// Block mappings, one inside the other.
fn nested_mappings(depth: usize) -> String {
    let lines: Vec<_> = (0..depth)
        .map(|level| format!("{}a:", " ".repeat(level)))
        .collect();
    lines.join("\n")
}

#[test]
fn depth_is_limited_on_a_small_stack() {
    let texts = [
        "{\"a\":".repeat(100_000),
        "[".repeat(100_000),
        format!("{}{}", "[".repeat(5_000), "]".repeat(5_000)),
        format!("a: {}{}", "[".repeat(200), "]".repeat(200)),
        format!("a: {}", "{a: ".repeat(100_000)),
        "- ".repeat(100_000),
        nested_mappings(300),
    ];
    for text in texts {
        let start: String = text.chars().take(20).collect();
        let thread = std::thread::Builder::new().stack_size(1 << 20);
        let code = thread
            .spawn(move || complaint(&text).1)
            .map(std::thread::JoinHandle::join);
        assert!(matches!(code, Ok(Ok(Code::Limit))), "{start}");
    }
}

#[test]
fn a_hundred_levels_are_fine() {
    assert_ne!(
        tree(&format!("{}{}", "[".repeat(100), "]".repeat(100))),
        Tree::Null
    );
    let block = nested_mappings(100);
    assert_ne!(tree(&block), Tree::Null);
}

#[test]
fn aliases_that_multiply_are_limited() {
    let mut lines = vec!["a0: &a0 [x, x, x, x, x, x, x, x, x, x]".to_owned()];
    for level in 1..9 {
        let items = vec![format!("*a{}", level - 1); 10].join(", ");
        lines.push(format!("a{level}: &a{level} [{items}]"));
    }
    assert_eq!(complaint(&lines.join("\n")).1, Code::Limit);
}

#[test]
fn a_byte_that_is_not_utf8_is_named() {
    let error = source_of("a.yaml", b"a: 1\nb\xc3\xa4: \xff").map_err(|d| d.place);
    let place = Place::Text {
        file: "a.yaml".to_owned(),
        line: 2,
        column: 5,
    };
    assert_eq!(error, Err(place));
    let text = source_of("a.yaml", b"\xef\xbb\xbfa: 1").map(|source| source.text().to_owned());
    assert_eq!(text.as_deref(), Ok("a: 1"));
}
