//! Objects, their presence, lists, maps, scalars and enums.

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
