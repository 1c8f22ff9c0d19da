//! Lists of allowed values.

use super::{same, types};

#[test]
fn values_names_and_docs() {
    let found = types(
        r"
E: {type: string, enum: [a, b, a, '<='], x-enum-varnames: [Aye, Bee], x-enum-descriptions: [The a], default: b}
I: {type: integer, enum: [1, 2]}
M: {enum: [a, 1, true]}
N: {type: string, nullable: true, enum: [a, b, null]}
Null: {enum: [null]}
Yes: {type: boolean, enum: [true]}
Both: {type: boolean, enum: [true, false]}
One: {type: string, enum: [only]}
Use: {properties: {e: {$ref: '#/components/schemas/E'}, one: {type: string, enum: [x]}, k: {enum: [3], x-clientwright-const: true}, two: {enum: [x, y], type: string}, list: {type: array, items: {type: string, enum: [l, m]}}}}
",
    );
    same(
        &found,
        r#"
        type E = enum default "b"
          "a" named "Aye" // "The a"
          "b" named "Bee"
          "<="
        type I = enum
          1
          2
        type M = enum
          "a"
          1
          true
        type N = enum nullable
          "a"
          "b"
        type Null = null nullable
        type Yes = = true
        type Both = bool
        type One = enum
          "only"
        type Use = object
          e?: E default "b"
          one?: = "x"
          k?: = 3
          two?: Use.two
          list?: [Use.list/item]
        type Use.two = enum
          "x"
          "y"
        type Use.list/item = enum
          "l"
          "m"
        "#,
    );
}

#[test]
fn values_of_another_type() {
    let found = types(
        r"
Quoted: {type: integer, enum: ['1', '2']}
Bare: {type: string, enum: [1, true, yes]}
Alien: {type: integer, enum: [a, b]}
",
    );
    same(
        &found,
        r#"
        type Quoted = enum
          1
          2
        type Bare = enum
          "1"
          "true"
          "yes"
        type Alien = enum
          "a"
          "b"
        Warning shape /components/schemas/Quoted/enum: a value is text, and is read as `integer`
        Warning shape /components/schemas/Bare/enum: a value is a number, and is read as `string`
        Warning conflict /components/schemas/Alien/enum: not all values of this `enum` are of the type Integer; they are kept as they are written
        "#,
    );
}

#[test]
fn unions_of_values_are_enums() {
    let found = types(
        r"
Consts: {oneOf: [{enum: [a], title: Ay, description: The first.}, {enum: [b]}]}
Open: {anyOf: [{type: string}, {type: string, enum: [x, y]}]}
OpenRef: {anyOf: [{type: string}, {$ref: '#/components/schemas/E'}]}
OpenOne: {anyOf: [{type: string}, {type: string, enum: [x]}]}
OpenOneRef: {oneOf: [{$ref: '#/components/schemas/One'}, {type: string}]}
Holder: {properties: {model: {anyOf: [{anyOf: [{type: string}, {const: m}]}, {type: 'null'}]}}}
One: {type: string, enum: [o]}
Both: {oneOf: [{$ref: '#/components/schemas/E'}, {$ref: '#/components/schemas/F'}]}
Numbers: {oneOf: [{enum: [1], title: One}, {enum: [2]}]}
E: {type: string, enum: [p, q]}
F: {type: string, enum: [q, r]}
",
    );
    same(
        &found,
        r#"
        type Consts = enum
          "a" named "Ay" // "The first."
          "b"
        type Open = enum or any other string
          "x"
          "y"
        type OpenRef = E
        type OpenOne = enum or any other string
          "x"
        type OpenOneRef = enum or any other string
          "o"
        type Holder = object
          model?: Holder.model | null
        type One = enum
          "o"
        type Both = enum
          "p"
          "q"
          "r"
        type Numbers = enum
          1 named "One"
          2
        type E = enum
          "p"
          "q"
        type F = enum
          "q"
          "r"
        type Holder.model = enum or any other string nullable
          "m"
        "#,
    );
}
