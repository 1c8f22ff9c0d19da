//! Presence: required, nullable and direction.

use super::*;

fn four(ty: &Type) -> TypeKind {
    object(vec![
        field("a", ty.clone(), true, false),
        field("b", ty.clone(), true, true),
        field("c", ty.clone(), false, false),
        field("d", ty.clone(), false, true),
    ])
}

#[test]
fn presence_in_requests() {
    let api = api(vec![declared("Thing", four(&Type::String))], REQUEST);
    let expected = "mod types::thing
  struct Thing New Set
    a: String required
    b: Option<String> required
    c: Option<String> optional .c()
    d: Maybe<String> maybe .d() .d_null()
";
    assert_eq!(types(&api), expected);
}

#[test]
fn presence_in_responses() {
    let api = api(vec![declared("Thing", four(&Type::String))], RESPONSE);
    let expected = "mod types::thing
  struct Thing NewInTests SetInTests
    a: String required
    b: Option<String> required
    c: Option<String> optional .c()
    d: Option<String> optional .d()
";
    assert_eq!(types(&api), expected);
}

#[test]
fn presence_of_lists() {
    for direction in [REQUEST, RESPONSE] {
        let api = api(
            vec![declared("Thing", four(&list(Type::String)))],
            direction,
        );
        let text = types(&api);
        assert!(text.contains("a: Vec<String> list\n"), "{text}");
        assert!(text.contains("b: Option<Vec<String>> required\n"), "{text}");
        assert!(text.contains("c: Option<Vec<String>> optional"), "{text}");
        assert_eq!(
            text.contains("Thing New Set\n"),
            direction.request,
            "{text}"
        );
    }
}

#[test]
fn presence_of_what_travels_one_way_only() {
    let mut id = required("id", Type::String);
    id.read_only = true;
    let mut secret = required("secret", Type::String);
    secret.write_only = true;
    let api = api(vec![declared("Thing", object(vec![id, secret]))], BOTH);
    let expected = "mod types::thing
  struct Thing New Set Default
    id: Option<String> received
    secret: Option<String> optional .secret()
";
    assert_eq!(types(&api), expected);
}

#[test]
fn what_only_answers_hold_is_made_in_tests() {
    let mut id = field("id", Type::String, false, false);
    id.read_only = true;
    let kind = required("object", Type::Const(Json::from("pet")));
    let defs = vec![declared("Pet", object(vec![kind, id]))];
    let expected = "mod types::pet
  struct Pet NewInTests SetInTests
";
    let text = types(&api(defs, RESPONSE));
    assert!(text.starts_with(expected), "{text}");
    assert!(
        text.ends_with("id: Option<String> optional .id()\n"),
        "{text}"
    );
}

#[test]
fn presence_of_constants() {
    let fields = vec![
        required("object", Type::Const(Json::from("list"))),
        required("version", Type::Const(Json::from(2))),
        required("kind", named(1)),
        required("model", named(2)),
    ];
    let mut model = values(&["usual"]);
    if let TypeKind::Enum(def) = &mut model {
        def.open = true;
    }
    let defs = vec![
        declared("Thing", object(fields)),
        declared("Kind", values(&["only"])),
        declared("Model", model),
    ];
    let text = types(&api(defs, REQUEST));
    let expected = "  struct Thing New from into Model
    object: String constant \"list\"
    version: i64 constant 2
    kind: Kind constant Kind::Only
    model: Model required
";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn recursion_is_boxed_where_nothing_else_breaks_it() {
    let fields = vec![
        optional("parent", named(0)),
        optional("children", list(named(0))),
        required("other", named(1)),
    ];
    let defs = vec![
        declared("Thing", object(fields)),
        declared("Other", object(vec![optional("name", Type::String)])),
    ];
    let text = types(&api(defs, REQUEST));
    for line in [
        "parent: Option<Box<Thing>> optional .parent()\n",
        "children: Option<Vec<Thing>> optional .children()\n",
        "other: Other required\n",
    ] {
        assert!(text.contains(line), "{line}{text}");
    }
}

#[test]
fn what_would_make_a_struct_too_large_is_boxed() {
    let texts = |count: usize| {
        let field = |n: usize| optional(&format!("field{n}"), Type::String);
        object((0..count).map(field).collect())
    };
    let fields = vec![
        optional("small", named(1)),
        optional("large", named(2)),
        optional("again", named(2)),
    ];
    let defs = vec![
        declared("Thing", object(fields)),
        declared("Small", texts(2)),
        declared("Large", texts(120)),
    ];
    let text = types(&api(defs, REQUEST));
    for line in [
        "small: Option<Small> ",
        "large: Option<Large> ",
        "again: Option<Box<Large>> ",
    ] {
        assert!(text.contains(line), "{line}{text}");
    }
}

#[test]
fn the_compiler_is_told_to_look_deep_into_long_circles() {
    let ring = |count: usize| {
        let defs = (0..count).map(|n| {
            let next = vec![optional("next", list(named((n + 1) % count)))];
            declared(&format!("Thing{n}"), object(next))
        });
        let api = api(defs.collect(), REQUEST);
        planned(&api, &mut Report::default()).recursion_limit
    };
    assert_eq!((ring(16), ring(17)), (None, Some(256)));
}

#[test]
fn the_compiler_is_told_to_look_deep_into_large_structs() {
    let large = |count: usize, field: fn(&str, Type) -> Field| {
        let fields = (0..count).map(|n| field(&format!("p{n}"), Type::Bool));
        let api = api(vec![declared("Large", object(fields.collect()))], REQUEST);
        planned(&api, &mut Report::default()).recursion_limit
    };
    assert_eq!(
        (large(6_000, optional), large(7_000, optional)),
        (None, Some(256))
    );
    assert_eq!(
        (large(6_000, required), large(7_000, required)),
        (None, Some(256))
    );
}

#[test]
fn a_list_of_only_itself_becomes_a_type_of_its_own() {
    let defs = vec![
        declared("Nest", TypeKind::Alias(list(named(0)))),
        declared("Egg", TypeKind::Alias(list(named(2)))),
        declared("Hen", TypeKind::Alias(list(named(1)))),
        declared("Map", TypeKind::Alias(Type::Map(Box::new(named(3))))),
    ];
    let text = types(&api(defs, BOTH));
    for line in [
        "newtype Nest of Vec<Nest>\n",
        "newtype Egg of Vec<Hen>\n",
        "type Hen = Vec<Egg>\n",
        "newtype MapType of Map<MapType>\n",
    ] {
        assert!(text.contains(line), "{line}{text}");
    }
}

#[test]
fn a_type_of_only_itself_becomes_any_value() {
    let both = Type::Tuple(vec![named(0), named(0)]);
    let defs = vec![declared("Pair", TypeKind::Alias(both))];
    let text = types(&api(defs, BOTH));
    assert!(text.contains("type Pair = Value\n"), "{text}");
}

#[test]
fn eq_ends_at_floats() {
    let defs = vec![
        declared("Outer", object(vec![required("inner", named(1))])),
        declared("Inner", object(vec![required("size", Type::Number)])),
    ];
    let text = types(&api(defs, RESPONSE));
    assert!(
        text.contains("struct Outer NewInTests\n") && text.contains("struct Inner NewInTests\n"),
        "{text}"
    );
}
