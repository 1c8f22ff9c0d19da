//! Types that are alike: whatever is a value of one is a value of the other, in JSON as in Rust.

use std::fmt::Write as _;

use crate::ir::{Additional, Api, Docs, Field, Origin, Type, TypeDef, TypeKind};

/// A type with more text than this is like no other.
const LONGEST: usize = 20_000;

/// A text that two types have in common where they differ in nothing but where they stand and in what is said of them.
/// None for a type that goes by a name of the description.
pub(super) fn key(api: &Api, id: usize) -> Option<String> {
    written(api, id, None)
}

/// The same for types that differ in nothing but where they stand and in what is said of each as a whole. `further` is
/// what else they have to have in common, the types themselves and each that is in place in them, by its index.
pub(in crate::plan) fn whole_key(api: &Api, id: usize, further: &[String]) -> Option<String> {
    written(api, id, Some(further))
}

fn written(api: &Api, id: usize, further: Option<&[String]>) -> Option<String> {
    let mut writer = Writer {
        api,
        out: String::new(),
        around: Vec::new(),
        further,
    };
    if !is_inline(&api.types[id]) {
        return None;
    }
    writer.def(id);
    (writer.out.len() < LONGEST).then_some(writer.out)
}

/// Whether a type is named after its place.
pub(super) fn is_inline(def: &TypeDef) -> bool {
    def.alias.is_none() && !matches!(def.origin, Origin::Declared(_))
}

struct Writer<'a> {
    api: &'a Api,
    out: String,
    /// The types that are being written, outermost first.
    around: Vec<usize>,
    /// What is written of each type beside; what is said of each thing inside is then written as well.
    further: Option<&'a [String]>,
}

impl Writer<'_> {
    /// Writes what `write!` takes; a `String` takes everything.
    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        let _ = self.out.write_fmt(text);
    }

    fn def(&mut self, id: usize) {
        if self.out.len() >= LONGEST {
            return;
        }
        let api = self.api;
        let def = &api.types[id];
        if !self.around.is_empty() {
            self.docs(&def.docs);
        }
        if let Some(further) = self.further {
            self.put(format_args!("{} ", further[id]));
        }
        self.around.push(id);
        self.put(format_args!(
            "({:?}{:?}{:?}{:?}",
            def.nullable, def.deprecated, def.xml, def.constraints
        ));
        match &def.kind {
            TypeKind::Object(object) => {
                object.fields.iter().for_each(|field| self.field(field));
                if let Additional::Typed(ty) = &object.additional {
                    self.put(format_args!("rest"));
                    self.ty(ty);
                }
            }
            TypeKind::Enum(def) => {
                let values = def.values.iter().map(|value| (&value.value, &value.name));
                let values: Vec<_> = values.collect();
                self.put(format_args!("{values:?}{:?}", def.default));
                if self.further.is_some() {
                    let docs: Vec<_> = def.values.iter().map(|value| &value.docs).collect();
                    self.put(format_args!("{docs:?}"));
                }
            }
            TypeKind::Union(union) => {
                self.put(format_args!("{:?}", union.discriminator));
                for variant in &union.variants {
                    self.put(format_args!("{:?}{:?}", variant.tags, variant.alias));
                    self.docs(&variant.docs);
                    if self.further.is_some() {
                        self.put(format_args!("{:?}", variant.title));
                    }
                    self.ty(&variant.ty);
                }
            }
            TypeKind::Alias(ty) => self.ty(ty),
        }
        self.put(format_args!(")"));
        self.around.pop();
    }

    fn field(&mut self, field: &Field) {
        self.put(format_args!(
            "{:?}{:?}{:?}",
            field.name,
            field.alias,
            (
                field.required,
                field.nullable,
                field.read_only,
                field.write_only,
                &field.default,
                &field.constraints,
                field.deprecated,
                &field.xml
            )
        ));
        self.docs(&field.docs);
        if self.further.is_some() {
            self.put(format_args!("{:?}", field.examples));
        }
        self.ty(&field.ty);
    }

    fn docs(&mut self, docs: &Docs) {
        if self.further.is_some() {
            self.put(format_args!("{docs:?}"));
        }
    }

    fn ty(&mut self, ty: &Type) {
        match ty {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                let word = match ty {
                    Type::List(_) => "list",
                    Type::Map(_) => "map",
                    _ => "null",
                };
                self.put(format_args!("{word} "));
                self.ty(inner);
            }
            Type::Tuple(members) => {
                self.put(format_args!("tuple{} ", members.len()));
                for member in members {
                    self.ty(member);
                }
            }
            Type::Ref(id) => {
                let index = id.index();
                if let Some(at) = self.around.iter().position(|other| *other == index) {
                    self.put(format_args!("^{at}"));
                } else if is_inline(&self.api.types[index]) {
                    self.def(index);
                } else {
                    self.put(format_args!("#{index}"));
                }
            }
            plain => self.put(format_args!("{plain:?};")),
        }
    }
}
