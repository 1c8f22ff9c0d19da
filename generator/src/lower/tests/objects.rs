//! Objects, their presence, lists, maps and scalars.

use super::{same, types};

#[test]
fn presence_is_two_bits_and_a_direction() {
    let found = types(
        "
A:
  type: object
  required: [a, b]
  properties:
    a: {type: string}
    b: {type: string, nullable: true}
    c: {type: integer, readOnly: true}
    d: {allOf: [{$ref: '#/components/schemas/B'}], nullable: true, description: D}
    e: {$ref: '#/components/schemas/B'}
B: {type: string, nullable: true, writeOnly: true}
",
    );
    same(
        &found,
        "
        type A = object
          a: string
          b: string | null
          c?: int64 read-only
          d?: B | null write-only // D
          e?: B | null write-only
        type B = string nullable
        ",
    );
}

#[test]
fn maps_lists_and_empty_objects() {
    let found = types(
        "
Any: {}
Free: {type: object}
Closed: {type: object, additionalProperties: false}
Map: {additionalProperties: {type: integer, format: int32, nullable: true}}
List: {items: {type: string, format: date-time}}
Bare: {type: array}
Extra: {properties: {a: {type: boolean}}, additionalProperties: true}
Typed: {properties: {a: {type: number}}, additionalProperties: {properties: {x: {}}}}
",
    );
    same(
        &found,
        "
        type Any = any
        type Free = {any}
        type Closed = object
        type Map = {(int32 | null)}
        type List = [date-time]
        type Bare = [any]
        type Extra = object
          a?: bool
          *: any
        type Typed = object
          a?: number
          *: Typed.value
        type Typed.value = object
          x?: any
        ",
    );
}

#[test]
fn names_docs_and_extensions_of_properties() {
    let found = types(
        r"
A:
  title: An A
  description: About A.
  deprecated: true
  externalDocs: {url: 'https://a.example'}
  x-clientwright-name: Alpha
  properties:
    '@type': {type: string, x-clientwright-name: kind, title: The type, deprecated: true}
    part: {type: object, x-clientwright-name: piece, properties: {x: {type: integer, x-clientwright-or-text: true}}}
    parts: {type: array, items: {x-clientwright-name: Piece, properties: {y: {type: string, xml: {attribute: true}}}}}
  example: {'@type': a}
",
    );
    same(
        &found,
        r#"
        type A = object named "Alpha" deprecated // An A / About A. / https://a.example
          @type?: string named "kind" deprecated // The type
          part?: A.piece named "piece"
          parts?: [A.parts/item]
          example {"@type":"a"}
        type A.piece = object
          x?: int64-or-text
        type A.parts/item = object named "Piece"
          y?: string xml attribute
        "#,
    );
}

#[test]
fn formats() {
    let found = types(
        r"
A:
  properties:
    a: {type: string, format: date-time}
    b: {type: string, format: date}
    c: {type: string, format: uuid}
    d: {type: string, format: byte}
    e: {type: string, format: binary}
    f: {type: string, format: int64}
    g: {type: integer, format: int32}
    h: {type: integer, format: uint64}
    i: {type: integer, format: unixtime}
    j: {type: number, format: unixtime}
    k: {type: integer, format: uint32, minimum: 0}
    l: {type: number, format: float}
    m: {format: date-time}
    n: {type: boolean}
    o: {type: integer, minimum: 0, maximum: 18446744073709551615}
    p: {type: integer, minimum: 9223372036854775808}
    q: {type: number, format: int64}
    r: {type: integer, minimum: 0, maximum: 9223372036854775807}
",
    );
    same(
        &found,
        r"
        type A = object
          a?: date-time
          b?: date
          c?: uuid
          d?: base64
          e?: string
          f?: string
          g?: int32
          h?: uint64
          i?: unix-time
          j?: number
          k?: int64 <format uint32, >= 0>
          l?: number <format float>
          m?: date-time
          n?: bool
          o?: uint64 <>= 0, <= 18446744073709551615>
          p?: uint64 <>= 9223372036854775808>
          q?: int64
          r?: int64 <>= 0, <= 9223372036854775807>
        ",
    );
}

#[test]
fn defaults_are_kept_where_they_fit() {
    let found = types(
        r"
A:
  properties:
    a: {type: string, default: x}
    b: {type: integer, default: text}
    c: {allOf: [{$ref: '#/components/schemas/E'}], default: p}
    d: {allOf: [{$ref: '#/components/schemas/E'}], default: other}
    e: {type: string, default: null}
    f: {type: array, items: {}, default: []}
E: {type: string, enum: [p, q], default: q}
",
    );
    same(
        &found,
        r#"
        type A = object
          a?: string default "x"
          b?: int64
          c?: E default "p"
          d?: E
          e?: string
          f?: [any] default []
        type E = enum default "q"
          "p"
          "q"
        Warning conflict /components/schemas/A/properties/b: the default `"text"` is no value of this type; it is ignored
        Warning conflict /components/schemas/A/properties/d: the default `"other"` is no value of this type; it is ignored
        "#,
    );
}

#[test]
fn tuples_and_lists_of_several_types() {
    let found = types(
        r"
Closed: {type: array, x-clientwright-prefix-items: [{type: string}, {type: integer, nullable: true}], items: {not: {}}}
Bounded: {type: array, maxItems: 2, x-clientwright-prefix-items: [{type: string}, {type: boolean}]}
Open: {type: array, x-clientwright-prefix-items: [{type: string}, {type: integer}]}
",
    );
    same(
        &found,
        r"
        type Closed = (string, (int64 | null))
        type Bounded = (string, bool) <items <= 2>
        type Open = [Open.item]
        type Open.item = union
          | string
          | int64
        ",
    );
}

#[test]
fn references_into_other_schemas_share_one_type() {
    let found = types(
        r"
A:
  properties:
    first: {$ref: '#/components/schemas/B/properties/inner'}
    again: {$ref: '#/components/schemas/B/properties/inner'}
    word: {$ref: '#/components/schemas/B/properties/word'}
    lost: {$ref: '#/components/schemas/Nobody'}
B:
  properties:
    inner: {type: object, properties: {x: {type: string}}}
    word: {type: string, nullable: true, readOnly: true, description: not of the use}
",
    );
    same(
        &found,
        r"
        type A = object
          first?: B.inner
          again?: B.inner
          word?: string | null read-only
          lost?: any (inexpressible)
        type B = object
          inner?: B.inner
          word?: string | null read-only // not of the use
        type B.inner = object
          x?: string
        Error reference /components/schemas/A/properties/lost/$ref: the reference `#/components/schemas/Nobody` leads nowhere
        ",
    );
}

#[test]
fn recursion_and_circles() {
    let found = types(
        r"
Tree: {properties: {kids: {type: array, items: {$ref: '#/components/schemas/Tree'}}, up: {$ref: '#/components/schemas/Tree'}}}
A: {$ref: '#/components/schemas/B'}
B: {allOf: [{$ref: '#/components/schemas/A'}], description: b}
C: {$ref: '#/components/schemas/C'}
Deep: {type: array, items: {type: array, items: {type: object, additionalProperties: {$ref: '#/components/schemas/Deep'}}}}
",
    );
    same(
        &found,
        r"
        type Tree = object
          kids?: [Tree]
          up?: Tree
        type A = any (inexpressible)
        type B = A // b
        type C = any (inexpressible)
        type Deep = [[{Deep}]]
        Error reference /components/schemas/C/$ref: the reference `#/components/schemas/C` leads back to itself
        Error reference /components/schemas/A: this schema is only another name of itself
        ",
    );
}

#[test]
fn what_is_wrong_costs_itself_only() {
    let found = types(
        r"
A:
  required: [a, ghost]
  properties:
    a: {type: string, description: {not: text}}
    b: [not, a, schema]
    c: {type: nonsense}
    d: {not: {type: string}}
    e: {not: {}}
Closed: {required: [ghost], properties: {a: {type: string}}, additionalProperties: false}
",
    );
    same(
        &found,
        r"
        type A = object
          a: string
          b?: any
          c?: any
          d?: any (inexpressible)
          ghost?: any
        type Closed = object
          a?: string
          ghost?: any
        Warning shape /components/schemas/A/properties/c/type: `nonsense` is no type of JSON Schema, so any value is taken
        Warning shape /components/schemas/A/properties/a/description: `description` is a mapping; it is left out
        Unsupported unsupported /components/schemas/A/properties/b: a schema should be a mapping, and is a list; the type is any JSON
        Unsupported unsupported /components/schemas/A/properties/d: only what a value must not be is said here; the type is any JSON
        Warning shape /components/schemas/A: `required` names `ghost`, which no property describes, so it may be missing or be anything
        Warning shape /components/schemas/Closed: `required` names `ghost`, which no property describes, so it may be missing or be anything
        ",
    );
}

#[test]
fn numbers_that_64_bits_do_not_hold_are_told() {
    let found = types(
        r"
A:
  properties:
    price: {type: number, format: decimal}
    wei: {type: integer, format: uint128}
    far: {type: integer, maximum: 1e30}
    least: {type: integer, minimum: -9223372036854776000}
    big: {type: integer, minimum: 0, maximum: 18446744073709551615}
",
    );
    same(
        &found,
        r"
        type A = object
          price?: number <format decimal>
          wei?: int64 <format uint128>
          far?: int64 <<= 1e+30>
          least?: int64 <>= -9.223372036854776e+18>
          big?: uint64 <>= 0, <= 18446744073709551615>
        Unsupported unsupported /components/schemas/A/properties/price: a decimal number is read with 64 bits, which round what has more than 15 digits
        Unsupported unsupported /components/schemas/A/properties/wei: a whole number is read with 64 bits; one that has more is a decode error
        Unsupported unsupported /components/schemas/A/properties/far: the bounds of this whole number lead beyond 64 bits; one that has more is a decode error
        ",
    );
}
