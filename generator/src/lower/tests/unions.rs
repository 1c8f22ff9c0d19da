//! Unions and what tells their members apart.

use super::{same, types};

#[test]
fn members_in_their_order() {
    let found = types(
        r"
A: {oneOf: [{type: string}, {type: integer}, {type: array, items: {type: string}}, {type: integer, minimum: 1}, {$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/B'}, {title: Named, description: d, type: object, properties: {k: {enum: [here]}}}]}
B: {properties: {b: {type: string}}}
One: {anyOf: [{$ref: '#/components/schemas/B'}]}
Anything: {anyOf: [{type: string}, {}]}
Nothing: {oneOf: [{type: string}, {not: {}}]}
Null: {oneOf: [{$ref: '#/components/schemas/B'}, {type: string, nullable: true}]}
Nested: {oneOf: [{$ref: '#/components/schemas/A'}, {oneOf: [{type: boolean}, {type: number}]}]}
Formats: {type: string, anyOf: [{format: date}, {format: date-time}]}
",
    );
    same(
        &found,
        r#"
        type A = union
          | string
          | int64
          | [string]
          | B
          | A.here titled "Named" // d
        type B = object
          b?: string
        type One = B
        type Anything = union
          | string
          | any
        type Nothing = string
        type Null = union nullable
          | B
          | string
        type Nested = union
          | A
          | Nested.member
        type Formats = union
          | date
          | date-time
        type A.here = object // Named / d
          k?: = "here"
        type Nested.member = union
          | bool
          | number
        "#,
    );
}

#[test]
fn the_default_of_a_discriminator_takes_every_other_tag() {
    let found = types(
        r"
Pet: {oneOf: [{$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Cat'}], discriminator: {propertyName: kind, mapping: {d: Dog, c: Cat}, defaultMapping: Dog}}
Base: {properties: {kind: {type: string}}, discriminator: {propertyName: kind, defaultMapping: '#/components/schemas/Leaf'}}
Leaf: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {l: {type: string}}}]}
Twig: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {t: {type: string}}}]}
Dog: {properties: {kind: {type: string}, d: {type: string}}}
Cat: {properties: {kind: {type: string}, c: {type: string}}}
Lost: {oneOf: [{$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Cat'}], discriminator: {propertyName: kind, defaultMapping: Bird}}
Other: {oneOf: [{$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Cat'}], discriminator: {propertyName: kind, defaultMapping: Leaf}}
",
    );
    let union = |name: &str| {
        let (_, rest) = found
            .split_once(&format!("type {name} = "))
            .expect("the type");
        rest.split("\ntype ").next().unwrap_or_default().to_owned()
    };
    let order = |name: &str, first: &str, last: &str| {
        let text = union(name);
        let (first, last) = (text.find(first), text.find(last));
        assert!(first.is_some() && first < last, "{text}");
    };
    order("Pet", "| Cat", "| Dog");
    order("Base", "| Twig", "| Leaf");
    assert!(!union("Pet").contains("when d"), "{found}");
    for (name, is_told) in [
        ("Pet", true),
        ("Base", true),
        ("Lost", false),
        ("Other", false),
    ] {
        let text = union(name);
        assert_eq!(text.contains("by kind or else the last"), is_told, "{text}");
    }
    assert!(
        found.contains("the default mapping leads nowhere"),
        "{found}"
    );
    assert!(
        found.contains("the default mapping leads to a schema that is no member"),
        "{found}"
    );
}

#[test]
fn a_tag_that_no_property_describes() {
    let found = types(
        r"
One: {oneOf: [{$ref: '#/components/schemas/B'}], discriminator: {propertyName: kind}}
Told: {oneOf: [{$ref: '#/components/schemas/B'}], discriminator: {propertyName: b}}
B: {properties: {b: {type: string}}}
",
    );
    let expected = r"
        type One = object
          b?: string
          kind?: string
        type Told = B
        type B = object
          b?: string
        ";
    same(&found, expected);
}

#[test]
fn demands_alone_make_no_union() {
    let found = types(
        r"
A: {type: object, properties: {a: {type: string}, b: {type: string}}, oneOf: [{required: [a]}, {required: [b]}]}
B: {type: object, properties: {a: {type: string}}, anyOf: [{required: [a]}, {not: {required: [a]}}]}
C: {type: object, properties: {a: {type: string}}, anyOf: [{required: [a]}, {required: [b]}]}
",
    );
    same(
        &found,
        r"
        type A = object
          a?: string
          b?: string
        type B = object
          a?: string
        type C = object
          a?: string
          b?: any
        Warning shape /components/schemas/C: `required` names `b`, which no property describes, so it may be missing or be anything
        ",
    );
}

#[test]
fn a_member_that_says_nothing_has_what_stands_beside() {
    let found = types(
        r"
A: {type: object, properties: {a: {type: string}}, oneOf: [{required: [b], properties: {b: {type: string}}}, {title: other}]}
",
    );
    let expected = r#"
        type A = union
          | A.member
          | A.member titled "other"
        type A.member = object
          a?: string
          b: string
        type A.member = object // other
          a?: string
        "#;
    same(&found, expected);
}

#[test]
fn a_discriminator_tells_members_apart() {
    let found = types(
        r"
Plain: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}
Mapped:
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}, {properties: {kind: {type: string, enum: [fish]}}}]
  discriminator: {propertyName: kind, mapping: {c: Cat, cat: '#/components/schemas/Cat', x: Nobody, e: Else}}
Cat: {properties: {kind: {type: string}}}
Dog: {properties: {kind: {type: string, enum: [dog]}}}
Else: {properties: {kind: {type: string}}}
Outer: {oneOf: [{$ref: '#/components/schemas/Plain'}, {$ref: '#/components/schemas/Else'}], discriminator: {propertyName: kind}}
",
    );
    same(
        &found,
        r#"
        type Plain = union by kind
          | Cat when Cat
          | Dog when dog
        type Mapped = union by kind
          | Cat when c, cat
          | Dog when dog
          | Mapped.fish when fish
        type Cat = object
          kind?: string
        type Dog = object
          kind?: = "dog"
        type Else = object
          kind?: string
        type Outer = union by kind
          | Plain when Cat, dog
          | Else when Else
        type Mapped.fish = object
          kind?: = "fish"
        Warning reference /components/schemas/Mapped/discriminator/mapping/x: the mapping of `x` leads nowhere; it is ignored
        Warning conflict /components/schemas/Mapped/discriminator: `e` is mapped to a schema that is no member of the union; it is ignored
        "#,
    );
}

#[test]
fn a_base_stands_for_those_that_extend_it() {
    let found = types(
        r"
Pet: {required: [kind], discriminator: {propertyName: kind, mapping: {c: Cat}}, properties: {kind: {type: string}}}
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {lives: {type: integer}}}]}
Lion: {allOf: [{$ref: '#/components/schemas/Cat'}, {properties: {mane: {type: string}}}]}
Dog: {allOf: [{$ref: '#/components/schemas/Pet'}]}
Cub: {allOf: [{$ref: '#/components/schemas/Lion'}]}
Use: {properties: {pet: {$ref: '#/components/schemas/Pet'}, said: {allOf: [{$ref: '#/components/schemas/Pet'}], description: d}}}
",
    );
    same(
        &found,
        r"
        type Pet = union by kind
          | Cat when c, Lion, Cub
          | Dog when Dog
          | Pet.base
        type Cat = union by kind
          | Lion when Lion, Cub
          | Cat.base
        type Lion = union by kind
          | Cub when Cub
          | Lion.base
        type Dog = object
          kind: string
        type Cub = object
          kind: string
          lives?: int64
          mane?: string
        type Use = object
          pet?: Pet
          said?: Pet // d
        type Pet.base = object
          kind: string
        type Cat.base = object
          kind: string
          lives?: int64
        type Lion.base = object
          kind: string
          lives?: int64
          mane?: string
        ",
    );
}

#[test]
fn a_base_that_lists_those_that_extend_it() {
    let found = types(
        r"
Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind, mapping: {c: Cat, d: Dog}}, properties: {kind: {type: string}}}
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {lives: {type: integer}}}]}
Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {barks: {type: boolean}}}]}
",
    );
    same(
        &found,
        r"
        type Pet = union by kind
          | Cat when c
          | Dog when d
        type Cat = object
          kind?: string
          lives?: int64
        type Dog = object
          kind?: string
          barks?: bool
        ",
    );
}

#[test]
fn a_value_may_be_several_members_of_any_of_at_once() {
    let found = types(
        r"
Q: {anyOf: [{$ref: '#/components/schemas/HasMail'}, {$ref: '#/components/schemas/HasPhone'}]}
Three: {type: object, required: [id], properties: {id: {type: string}}, anyOf: [{required: [a], properties: {a: {type: string}}}, {required: [b], properties: {b: {type: string}}}, {properties: {c: {type: string}}}]}
HasMail: {type: object, required: [mail], properties: {mail: {type: string}}}
HasPhone: {type: object, required: [phone], properties: {phone: {type: string}}}
",
    );
    same(
        &found,
        r#"
        type Q = union
          | HasMail
          | HasPhone
          | Q.Both titled "Both" // What is both of the others at once.
        type Three = union
          | Three.member
          | Three.member
          | Three.member
          | Three.Several titled "Several" // What is several of the others at once.
        type HasMail = object
          mail: string
        type HasPhone = object
          phone: string
        type Q.Both = object
          mail: string
          phone: string
        type Three.member = object
          id: string
          a: string
        type Three.member = object
          id: string
          b: string
        type Three.member = object
          id: string
          c?: string
        type Three.Several = object
          id: string
          a?: string
          b?: string
          c?: string
        "#,
    );
}

#[test]
fn members_of_which_a_value_is_one_are_not_combined() {
    let found = types(
        r"
OneOf: {oneOf: [{$ref: '#/components/schemas/HasMail'}, {properties: {b: {type: string}}}]}
Covered: {anyOf: [{$ref: '#/components/schemas/HasMail'}, {properties: {mail: {type: string}, name: {type: string}}}]}
Closed: {anyOf: [{$ref: '#/components/schemas/HasMail'}, {additionalProperties: false, properties: {b: {type: string}}}]}
Kinds: {anyOf: [{$ref: '#/components/schemas/HasMail'}, {required: [gone], properties: {gone: {enum: [true]}}}]}
Different: {anyOf: [{$ref: '#/components/schemas/HasMail'}, {properties: {mail: {type: integer}, b: {type: string}}}]}
HasMail: {type: object, required: [mail], properties: {mail: {type: string}}}
",
    );
    same(
        &found,
        r"
        type OneOf = union
          | HasMail
          | OneOf.member
        type Covered = union
          | HasMail
          | Covered.member
        type Closed = union
          | HasMail
          | Closed.member
        type Kinds = union
          | HasMail
          | Kinds.member
        type Different = union
          | HasMail
          | Different.member
        type HasMail = object
          mail: string
        type OneOf.member = object
          b?: string
        type Covered.member = object
          mail?: string
          name?: string
        type Closed.member = object
          b?: string
        type Kinds.member = object
          gone: = true
        type Different.member = object
          mail?: int64
          b?: string
        ",
    );
}

#[test]
fn members_of_any_of_that_differ_in_a_property_are_told() {
    let found = types(
        r"
Q: {anyOf: [{properties: {at: {type: string}, a: {type: string}}}, {properties: {at: {type: string, maxLength: 9}, b: {type: string}}}]}
Apart: {anyOf: [{properties: {k: {enum: [x, y]}, a: {type: string}}}, {properties: {k: {enum: [z, w]}, b: {type: string}}}]}
Kinds: {anyOf: [{required: [k], properties: {k: {type: string}, a: {type: string}}}, {properties: {k: {type: boolean}, b: {type: string}}}]}
",
    );
    same(
        &found,
        r#"
        type Q = union
          | Q.member
          | Q.member
        type Apart = union
          | Apart.x
          | Apart.z
        type Kinds = union
          | Kinds.member
          | Kinds.member
        type Q.member = object
          at?: string
          a?: string
        type Q.member = object
          at?: string <length <= 9>
          b?: string
        type Apart.x = object
          k?: Apart.x.k
          a?: string
        type Apart.z = object
          k?: Apart.z.k
          b?: string
        type Kinds.member = object
          k: string
          a?: string
        type Kinds.member = object
          k?: bool
          b?: string
        type Apart.x.k = enum
          "x"
          "y"
        type Apart.z.k = enum
          "z"
          "w"
        Unsupported unsupported /components/schemas/Q/anyOf/1: `at` is described differently by an earlier member of this `anyOf`: a value that is both is read as one of them
        "#,
    );
}

#[test]
fn a_whole_number_or_a_string() {
    let found = types(
        r"
Port: {type: string, format: int-or-string, description: A port.}
Spec: {properties: {port: {$ref: '#/components/schemas/Port'}, most: {x-kubernetes-int-or-string: true}, both: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}}}
",
    );
    same(
        &found,
        r"
        type Port = union // A port.
          | int64
          | string
        type Spec = object
          port?: Port
          most?: Spec.most
          both?: Spec.both
        type Spec.most = union
          | int64
          | string
        type Spec.both = union
          | int64
          | string
        ",
    );
}
