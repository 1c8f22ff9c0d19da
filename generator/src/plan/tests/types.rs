//! Names of types, fields and values.

use super::*;

#[test]
fn inline_types_are_named_after_their_place() {
    let defs = vec![
        declared("Invite", object(vec![required("projects", list(named(1)))])),
        inline(
            0,
            &[property("projects"), Step::Item],
            object(vec![required("role", named(2))]),
        ),
        inline(1, &[property("role")], values(&["owner", "member"])),
    ];
    let text = types(&api(defs, RESPONSE));
    assert!(text.contains("struct InviteProject NewInTests\n"), "{text}");
    assert!(
        text.contains("enum InviteProjectRole of String\n"),
        "{text}"
    );
}

#[test]
fn declared_names_never_move() {
    let plain = || object(vec![required("id", Type::String)]);
    let defs = vec![
        declared("Invite", object(vec![required("project", named(1))])),
        inline(0, &[property("project")], plain()),
        declared("invite_project", plain()),
        declared("InviteProject", plain()),
    ];
    let text = types(&api(defs, RESPONSE));
    assert!(
        text.contains("project: InviteProjectInline required\n"),
        "{text}"
    );
    assert!(
        text.contains("struct InviteProject New from into String\n"),
        "{text}"
    );
    assert!(
        text.contains("struct InviteProjectType New from into String\n"),
        "{text}"
    );
}

#[test]
fn names_of_the_prelude_get_a_suffix() {
    let defs = vec![declared(
        "Option",
        object(vec![required("self", Type::String)]),
    )];
    let text = types(&api(defs, REQUEST));
    assert!(
        text.contains(
            "struct OptionType New from into String\n    self_ = \"self\": String required\n"
        ),
        "{text}"
    );
}

#[test]
fn enum_values_that_look_alike_stay_apart() {
    let defs = vec![declared(
        "Kind",
        values(&["+1", "-1", "up", "UP", "unknown", "", "a+", "a"]),
    )];
    let text = types(&api(defs, BOTH));
    let expected = "    Plus1 = \"+1\"
    Minus1 = \"-1\"
    Up = \"up\"
    UpUpper = \"UP\"
    Unknown = \"unknown\"
    Empty = \"\"
    A = \"a+\"
    A2 = \"a\"
    Other(..)
";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn setters_leave_the_names_of_others_alone() {
    let fields = vec![
        optional("clone", Type::String),
        field("a", Type::String, false, true),
        optional("a_null", Type::String),
        optional("type", Type::String),
    ];
    let text = types(&api(vec![declared("Thing", object(fields))], REQUEST));
    for line in [".clone_value(", ".a(", ".a_null_value(", ".r#type("] {
        assert!(text.contains(line), "{line}{text}");
    }
}

#[test]
fn objects_without_properties_are_maps() {
    let defs = vec![declared("Free", object(Vec::new()))];
    assert!(types(&api(defs, BOTH)).contains("type Free = Map<Value>\n"));
}

#[test]
fn null_is_told_where_a_type_is_used() {
    let mut maybe = declared("Maybe", values(&["a", "b"]));
    maybe.nullable = true;
    let defs = vec![
        declared(
            "Thing",
            object(vec![
                required("one", named(1)),
                required("many", list(named(1))),
            ]),
        ),
        maybe,
    ];
    let text = types(&api(defs, RESPONSE));
    assert!(text.contains("one: Option<MaybeType> required\n"), "{text}");
    assert!(
        text.contains("many: Vec<Option<MaybeType>> list\n"),
        "{text}"
    );
}

#[test]
fn types_without_a_description_say_where_they_are_used() {
    let defs = vec![
        declared("Invite", object(vec![required("projects", list(named(1)))])),
        inline(
            0,
            &[property("projects"), Step::Item],
            object(vec![required("role", named(2))]),
        ),
        inline(1, &[property("role")], values(&["owner", "member"])),
    ];
    let krate = planned(&api(defs, RESPONSE), &mut Report::default());
    let docs: Vec<&str> = krate
        .types
        .iter()
        .flat_map(|file| &file.items)
        .map(|item| match item {
            Item::Struct(item) => item.docs.as_str(),
            Item::Enum(item) => item.docs.as_str(),
            Item::Union(item) => item.docs.as_str(),
            Item::Alias { docs, .. } | Item::Newtype { docs, .. } => docs.as_str(),
        })
        .collect();
    assert_eq!(
        docs,
        [
            "",
            "An item of `projects` in [`Invite`].",
            "The values that `role` in [`InviteProject`] may have."
        ]
    );
}
