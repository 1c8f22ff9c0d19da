//! `allOf` in its shapes.

use super::{same, types};

#[test]
fn members_become_one_object() {
    let found = types(
        r"
Child:
  description: A child.
  allOf:
    - {$ref: '#/components/schemas/Parent'}
    - {required: [own, name], properties: {own: {type: string}}}
    - {description: more words}
  required: [id]
  properties: {late: {type: boolean}}
Parent: {description: A parent., properties: {id: {type: integer}, name: {type: string}}}
",
    );
    same(
        &found,
        r"
        type Child = object // A child.
          id: int64
          name: string
          own: string
          late?: bool
        type Parent = object // A parent.
          id?: int64
          name?: string
        ",
    );
}

#[test]
fn one_reference_with_words_is_that_type() {
    let found = types(
        r"
Use:
  properties:
    a: {allOf: [{$ref: '#/components/schemas/A'}], description: words, nullable: true}
    b: {type: object, allOf: [{$ref: '#/components/schemas/A'}, {description: more}], readOnly: true}
    c: {allOf: [{$ref: '#/components/schemas/A'}, {required: [x]}]}
A: {properties: {x: {type: string}}}
Alias: {allOf: [{$ref: '#/components/schemas/A'}]}
",
    );
    same(
        &found,
        r"
        type Use = object
          a?: A | null // words
          b?: A read-only // more
          c?: Use.c
        type A = object
          x?: string
        type Alias = A
        type Use.c = object
          x: string
        ",
    );
}

#[test]
fn later_members_override() {
    let found = types(
        r"
A:
  allOf:
    - {properties: {a: {type: string, description: old}, b: {type: string}, c: {type: number}}}
    - {properties: {a: {description: new, nullable: true}, b: {type: integer}, c: {type: integer}}}
Scalar: {allOf: [{type: string}, {maxLength: 3}, {format: date}]}
Clash: {allOf: [{type: string, format: date}, {type: integer}]}
Both: {allOf: [{$ref: '#/components/schemas/E'}, {enum: [b, c]}]}
Neither: {allOf: [{$ref: '#/components/schemas/E'}, {enum: [x, y]}]}
E: {type: string, enum: [a, b]}
",
    );
    same(
        &found,
        r#"
        type A = object
          a?: string | null // new
          b?: int64
          c?: int64
        type Scalar = date <length <= 3>
        type Clash = int64
        type Both = enum
          "b"
        type Neither = enum
          "x"
          "y"
        type E = enum
          "a"
          "b"
        Warning conflict /components/schemas/A/allOf/1/properties/b: `b` is of the types String and Integer in the members of an `allOf`; the later wins
        Warning conflict /components/schemas/Clash: the members of this `allOf` are of the types String and Integer; the later wins
        Warning conflict /components/schemas/Neither: no value is allowed by every member of this `allOf`; the last one wins
        "#,
    );
}

#[test]
fn a_whole_number_that_is_a_number_as_well_stays_whole() {
    let found = types(
        r"
A: {type: object, required: [a], properties: {a: {type: integer}, b: {type: number}}}
B: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {a: {type: number}, b: {type: integer}}}]}
",
    );
    let expected = "
        type A = object
          a: int64
          b?: number
        type B = object
          a: int64
          b?: int64
        ";
    same(&found, expected);
}

#[test]
fn a_member_of_itself_is_left_out() {
    let found = types(
        r"
A: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {x: {type: string}}}]}
B: {allOf: [{$ref: '#/components/schemas/C'}, {properties: {b: {type: string}}}]}
C: {allOf: [{$ref: '#/components/schemas/B'}, {properties: {c: {type: string}}}]}
",
    );
    same(
        &found,
        r"
        type A = object
          x?: string
        type B = object
          c?: string
          b?: string
        type C = object
          b?: string
          c?: string
        Warning reference /components/schemas/A: this schema is a member of itself, which adds nothing; the member is left out
        Warning reference /components/schemas/B: this schema is a member of itself, which adds nothing; the member is left out
        Warning reference /components/schemas/C: this schema is a member of itself, which adds nothing; the member is left out
        ",
    );
}

#[test]
fn unions_are_dealt_out() {
    let found = types(
        r"
A:
  type: object
  required: [id]
  properties: {id: {type: string}}
  oneOf:
    - {title: By mail, properties: {mail: {type: string}}}
    - {$ref: '#/components/schemas/B'}
B: {properties: {b: {type: string}}}
Two:
  allOf:
    - oneOf: [{properties: {a: {type: string}}}, {properties: {b: {type: string}}}]
    - oneOf: [{properties: {c: {type: string}}}, {properties: {d: {type: string}}}]
",
    );
    same(
        &found,
        r#"
        type A = union
          | A.member titled "By mail"
          | A.B
        type B = object
          b?: string
        type Two = union
          | Two.member
          | Two.member
        type A.member = object // By mail
          id: string
          mail?: string
        type A.B = object
          id: string
          b?: string
        type Two.member = union
          | Two.member.member
          | Two.member.member
        type Two.member = union
          | Two.member.member
          | Two.member.member
        type Two.member.member = object
          a?: string
          c?: string
        type Two.member.member = object
          a?: string
          d?: string
        type Two.member.member = object
          b?: string
          c?: string
        type Two.member.member = object
          b?: string
          d?: string
        "#,
    );
}

#[test]
fn too_many_combinations_are_any_json() {
    let found = types(
        r"
A: {allOf: [{oneOf: [{properties: {p0: {}}}, {properties: {p1: {}}}, {properties: {p2: {}}}, {properties: {p3: {}}}, {properties: {p4: {}}}, {properties: {p5: {}}}, {properties: {p6: {}}}, {properties: {p7: {}}}, {properties: {p8: {}}}, {properties: {p9: {}}}, {properties: {p10: {}}}, {properties: {p11: {}}}, {properties: {p12: {}}}, {properties: {p13: {}}}, {properties: {p14: {}}}, {properties: {p15: {}}}, {properties: {p16: {}}}]}, {oneOf: [{properties: {q0: {}}}, {properties: {q1: {}}}, {properties: {q2: {}}}, {properties: {q3: {}}}, {properties: {q4: {}}}, {properties: {q5: {}}}, {properties: {q6: {}}}, {properties: {q7: {}}}, {properties: {q8: {}}}, {properties: {q9: {}}}, {properties: {q10: {}}}, {properties: {q11: {}}}, {properties: {q12: {}}}, {properties: {q13: {}}}, {properties: {q14: {}}}, {properties: {q15: {}}}, {properties: {q16: {}}}]}]}
",
    );
    same(
        &found,
        r"
        type A = any (inexpressible)
        Unsupported unsupported /components/schemas/A: the unions here stand for too many combinations; the type is any JSON
        ",
    );
}

#[test]
fn properties_that_members_describe_in_part_have_all_parts() {
    let found = types(
        r"
Base: {properties: {list: {type: array, items: {$ref: '#/components/schemas/Item'}}, one: {$ref: '#/components/schemas/Item'}}}
Item: {properties: {id: {type: string}, next: {$ref: '#/components/schemas/Item'}}}
Part: {properties: {size: {type: integer}, next: {$ref: '#/components/schemas/Part'}}}
Whole: {allOf: [{$ref: '#/components/schemas/Item'}, {properties: {size: {type: integer}}}]}
A:
  allOf:
    - {$ref: '#/components/schemas/Base'}
    - properties:
        list: {items: {properties: {id: {enum: [x, y]}}}}
        one: {$ref: '#/components/schemas/Part'}
B:
  allOf:
    - {$ref: '#/components/schemas/Base'}
    - properties: {one: {$ref: '#/components/schemas/Whole'}}
",
    );
    same(
        &found,
        r#"
        type Base = object
          list?: [Item]
          one?: Item
        type Item = object
          id?: string
          next?: Item
        type Part = object
          size?: int64
          next?: Part
        type Whole = object
          id?: string
          next?: Item
          size?: int64
        type A = object
          list?: [A.list/item]
          one?: A.one
        type B = object
          list?: [Item]
          one?: Whole
        type A.list/item = object
          id?: A.list/item.id
          next?: Item
        type A.one = object
          id?: string
          next?: A.one
          size?: int64
        type A.list/item.id = enum
          "x"
          "y"
        "#,
    );
}

#[test]
fn others_than_what_a_later_member_describes() {
    let found = types(
        r"
Base: {type: object, properties: {links: {type: object, additionalProperties: {type: string}}}}
Own: {type: object, properties: {self: {type: string}}}
Whole: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {links: {$ref: '#/components/schemas/Own'}}}]}
Pairs: {type: array, prefixItems: [{type: string}, {type: string, nullable: true}]}
",
    );
    let expected = "
        type Base = object
          links?: {string}
        type Own = object
          self?: string
        type Whole = object
          links?: Whole.links
        type Pairs = [(string | null)]
        type Whole.links = object
          self?: string
          *: string
        ";
    same(&found, expected);
}
