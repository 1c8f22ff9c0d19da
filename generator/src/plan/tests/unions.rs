//! How the members of unions are named and told apart.

use super::*;
use crate::ir::Discriminator;

fn tagged(tag: &str) -> TypeKind {
    object(vec![required("type", Type::Const(Json::from(tag)))])
}

#[test]
fn unions_are_told_apart_by_json_type() {
    let members = vec![
        Type::String,
        Type::Integer(crate::ir::Integer::Int64),
        list(Type::String),
    ];
    let text = types(&api(vec![declared("Input", union(members))], BOTH));
    let expected = "  union Input
    Text(String)
    Integer(i64) from i64
    TextList(Vec<String>) from each into String
    from a string
    Unknown(Value)
    if integer: Integer
    if array: TextList
    if text: Text
";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn unions_are_told_apart_by_constants() {
    let defs = vec![
        declared("Event", union(vec![named(1), named(2)])),
        declared("EventCreated", tagged("created")),
        declared("EventDeleted", tagged("deleted")),
    ];
    let text = types(&api(defs, BOTH));
    let expected = "    Created(EventCreated) from EventCreated
    Deleted(EventDeleted) from EventDeleted
    Unknown(Value)
    if \"type\" is \"created\": Created
    if \"type\" is \"deleted\": Deleted
";
    assert!(text.contains(expected), "{text}");
}

/// A text that several members list says at least that it is none of the others.
#[test]
fn unions_are_told_apart_by_constants_that_some_members_share() {
    let widget = |kind: &str, more: Field| {
        let kind = required("kind", Type::Const(Json::String(kind.to_owned())));
        object(vec![kind, required("rows", Type::String), more])
    };
    let defs = vec![
        declared(
            "Widget",
            union(vec![named(1), named(2), named(3), named(4)]),
        ),
        declared("Bars", widget("bars", optional("title", Type::String))),
        declared("Line", widget("line", optional("title", Type::String))),
        declared("Funnel", widget("funnel", optional("title", Type::String))),
        declared("Sales", widget("funnel", optional("goal", Type::String))),
    ];
    let text = types(&api(defs, BOTH));
    let expected = "    if \"kind\" is \"bars\": Bars
    if \"kind\" is \"line\": Line
    if \"kind\" is \"funnel\", has any of [\"title\"]: Funnel
    if \"kind\" is \"funnel\", has any of [\"goal\"]: Sales
    if \"kind\" is \"funnel\": Funnel
    if \"kind\" is \"funnel\": Sales
";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn unions_are_told_apart_by_properties_of_their_own() {
    let both = || required("id", Type::String);
    let defs = vec![
        declared("Either", union(vec![named(1), named(2)])),
        declared("Left", object(vec![both(), required("left", Type::String)])),
        declared(
            "Right",
            object(vec![both(), optional("right", Type::String)]),
        ),
    ];
    let text = types(&api(defs, BOTH));
    let expected = "    if has \"left\": Left
    if has any of [\"right\"]: Right
    if object: Right
    if object: Left
";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn unions_in_unions_are_told_apart_by_their_members() {
    let defs = vec![
        declared("Pet", union(vec![named(1), named(2)])),
        declared("Bird", object(vec![optional("wings", Type::Bool)])),
        declared("Other", union(vec![named(3), Type::String])),
        declared(
            "Cat",
            object(vec![
                optional("lives", Type::Bool),
                optional("claws", Type::Bool),
            ]),
        ),
    ];
    let text = types(&api(defs, BOTH));
    let expected = "    if text: Other
    if has any of [\"wings\"]: Bird
    if has any of [\"lives\", \"claws\"]: Other
    if object: Bird
    if object: Other
";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_tag_inside_a_member_tells_nothing_where_another_member_may_have_it() {
    let kind = || required("kind", Type::String);
    let mut defs = vec![
        declared("Key", union(vec![named(1), named(3)])),
        declared("Signing", union(vec![named(2), Type::String])),
        declared("Rsa", object(vec![kind()])),
        declared("Other", object(vec![kind(), optional("use", Type::String)])),
    ];
    if let TypeKind::Union(union) = &mut defs[1].kind {
        union.discriminator = Some(Discriminator {
            property: "kind".to_owned(),
            has_default: false,
        });
        union.variants[0].tags = vec!["rsa".to_owned()];
    }
    let text = types(&api(defs, BOTH));
    let expected = "    if has any of [\"use\"]: Other
    if \"kind\" is \"rsa\": Signing
";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn the_base_of_a_family_takes_what_no_tag_names() {
    let field = |name: &str| required(name, Type::String);
    let mut defs = vec![
        declared("Shape", union(vec![named(1), named(2)])),
        declared("Circle", object(vec![field("kind"), field("id")])),
        declared("Base", object(vec![field("kind")])),
    ];
    if let TypeKind::Union(union) = &mut defs[0].kind {
        union.discriminator = Some(Discriminator {
            property: "kind".to_owned(),
            has_default: false,
        });
        union.variants[0].tags = vec!["circle".to_owned()];
    }
    let text = types(&api(defs, BOTH));
    let expected = "    if \"kind\" is \"circle\": Circle
    if has \"id\": Circle
    if object: Base
    if object: Circle
";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_default_mapping_takes_what_no_tag_names_whatever_it_looks_like() {
    let kind = || optional("kind", Type::String);
    let mut defs = vec![
        declared("Pet", union(vec![named(1), named(2)])),
        declared("Cat", object(vec![kind(), optional("lives", Type::Bool)])),
        declared("Other", object(vec![kind(), optional("words", Type::Bool)])),
    ];
    if let TypeKind::Union(union) = &mut defs[0].kind {
        union.discriminator = Some(Discriminator {
            property: "kind".to_owned(),
            has_default: true,
        });
        union.variants[0].tags = vec!["cat".to_owned()];
    }
    let text = types(&api(defs, BOTH));
    let expected = "    if \"kind\" is \"cat\": Cat
    if object: Other
";
    assert!(text.contains(expected), "{text}");
    assert_eq!(text.matches(": Cat").count(), 1, "{text}");
}

#[test]
fn unions_with_a_discriminator_go_by_it() {
    let mut defs = vec![
        declared("Pet", union(vec![named(1), named(2)])),
        declared("Cat", object(vec![required("kind", Type::String)])),
        declared("Dog", object(vec![required("kind", Type::String)])),
    ];
    if let TypeKind::Union(union) = &mut defs[0].kind {
        union.discriminator = Some(Discriminator {
            property: "kind".to_owned(),
            has_default: false,
        });
        for (variant, tag) in union.variants.iter_mut().zip(["cat", "dog"]) {
            variant.tags = vec![tag.to_owned()];
        }
    }
    let text = types(&api(defs, BOTH));
    assert!(
        text.contains("    by \"kind\": \"cat\" Cat, \"dog\" Dog\n"),
        "{text}"
    );
}

#[test]
fn one_map_of_a_union_is_made_of_pairs_and_several_are_taken_as_they_are() {
    let map = |of: Type| Type::Map(Box::new(of));
    for (members, expected) in [
        (
            vec![map(Type::Bool), Type::Number],
            "    Map(Map<bool>) from each named bool\n",
        ),
        (
            vec![map(Type::Bool), map(Type::Number)],
            "    Map(Map<bool>) from Map<bool>\n    MapValue(Map<f64>) from Map<f64>\n",
        ),
    ] {
        let text = types(&api(vec![declared("Input", union(members))], BOTH));
        assert!(text.contains(expected), "{text}");
    }
}

#[test]
fn unions_of_one_rust_type_are_that_type() {
    let defs = vec![declared(
        "Name",
        union(vec![Type::String, Type::Const(Json::from("x"))]),
    )];
    assert!(types(&api(defs, BOTH)).contains("  type Name = String\n"));
}

#[test]
fn unions_of_text_and_known_texts_are_the_open_enum() {
    let defs = vec![
        declared("Model", union(vec![Type::String, named(1)])),
        declared("KnownModel", values(&["small", "large"])),
    ];
    assert!(types(&api(defs, BOTH)).contains("  type Model = KnownModel\n"));
}

#[test]
fn unions_that_hold_themselves_are_boxed() {
    let defs = vec![
        declared("Filter", union(vec![named(1), Type::String])),
        declared("Not", object(vec![required("filter", named(0))])),
    ];
    let text = types(&api(defs, BOTH));
    assert!(text.contains("filter: Box<Filter> required\n"), "{text}");
    assert!(text.contains("Not(Not) from Not\n"), "{text}");
}

#[test]
fn members_without_a_name_are_called_by_what_tells_them_apart() {
    let defs = vec![
        declared("Content", union(vec![named(1), named(2), list(named(3))])),
        inline(
            0,
            &[Step::Member(None)],
            object(vec![
                required("id", Type::String),
                required("text", Type::String),
            ]),
        ),
        inline(
            0,
            &[Step::Member(None)],
            object(vec![
                required("id", Type::String),
                required("image_url", Type::String),
            ]),
        ),
        inline(
            0,
            &[Step::Member(None), Step::Item],
            union(vec![Type::String, Type::Bool]),
        ),
    ];
    let text = types(&api(defs, BOTH));
    for line in [
        "Text(ContentText)",
        "ImageUrl(ContentImageUrl)",
        "ItemList(Vec<ContentItem>)",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}
