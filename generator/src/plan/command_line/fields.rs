//! Fields: what a flag is called, what it takes, and what stands beside it in the help.

use std::collections::BTreeMap;

use crate::ir::{
    Additional, Docs, Encoding, Field, Header, Json, Location, Param, Part, PartFormat, Type,
    TypeId, TypeKind,
};
use crate::plan::docs::limits;
use crate::plan::names::{Scope, screaming, snake};
use crate::plan::operations::parts::part_media_type;
use crate::plan::reference::only_value;
use crate::plan::types::{Shape, Types};
use crate::rust::{CommandField, CommandValues, Ident, ObjectFields};
use crate::text::Text;

use super::{kebab, plain};

/// The fields of a program, with the objects that they need.
pub(super) struct Fields<'t, 'a> {
    pub(super) types: &'t Types<'a>,
    scope: Scope,
    known: BTreeMap<usize, Ident>,
    done: Vec<ObjectFields>,
}

impl<'t, 'a> Fields<'t, 'a> {
    pub(super) fn new(types: &'t Types<'a>) -> Self {
        Self {
            types,
            scope: Scope::default(),
            known: BTreeMap::new(),
            done: Vec::new(),
        }
    }

    /// The objects that are needed, sorted by name.
    pub(super) fn finish(mut self) -> Vec<ObjectFields> {
        self.done
            .sort_by(|a, b| a.constant.as_str().cmp(b.constant.as_str()));
        self.done
    }

    /// The field of a parameter.
    pub(super) fn of_param(&mut self, param: &Param, flag: String) -> CommandField {
        // What is written as XML, or as a form inside a parameter, is text here.
        let is_text = match &param.encoding {
            Encoding::Xml(_) => true,
            Encoding::Form(_) => param.location != Location::Querystring,
            _ => false,
        };
        self.field(
            &param.name,
            flag,
            if is_text { &Type::String } else { &param.ty },
            &param.docs,
            Facts {
                required: param.required,
                nullable: self.types.is_nullable(&param.ty),
                deprecated: param.deprecated,
                words: limits::words(
                    param.default.as_ref(),
                    param.constraints.as_deref(),
                    &param.examples,
                ),
            },
        )
    }

    /// The field of a property.
    pub(super) fn of_property(&mut self, property: &Field, flag: String) -> CommandField {
        self.field(
            &property.name,
            flag,
            &property.ty,
            &property.docs,
            Facts {
                required: property.required,
                nullable: property.nullable || self.types.is_nullable(&property.ty),
                deprecated: property.deprecated,
                words: limits::words(
                    property.default.as_ref(),
                    property.constraints.as_deref(),
                    &property.examples,
                ),
            },
        )
    }

    /// The field of a part.
    pub(super) fn of_part(&mut self, part: &Part, flag: String) -> CommandField {
        let field = self.field(
            &part.name,
            flag,
            &part.ty,
            &part.docs,
            Facts {
                required: part.required,
                nullable: false,
                deprecated: part.deprecated,
                words: limits::words(
                    part.default.as_ref(),
                    part.constraints.as_deref(),
                    &part.examples,
                ),
            },
        );
        let media_type = part.content_type.as_deref().and_then(part_media_type);
        let is_json = matches!(part.format, PartFormat::Usual | PartFormat::Json);
        let is_bytes = matches!(field.values, CommandValues::File)
            || matches!(&field.values, CommandValues::List(of) if **of == CommandValues::File);
        CommandField {
            media_type: media_type
                .filter(|_| !part.styled || is_bytes)
                .map(Text::from),
            // What is no JSON is written by the caller, in a file or as text.
            values: if is_json || part.styled || !is_composite(&field.values) {
                field.values
            } else {
                CommandValues::Text
            },
            ..field
        }
    }

    /// The field of a header of a part.
    pub(super) fn of_header(&mut self, part: &Part, header: &Header, flag: String) -> CommandField {
        let facts = Facts {
            required: part.required && header.required,
            nullable: false,
            deprecated: header.deprecated,
            words: limits::words(None, header.constraints.as_deref(), &header.examples),
        };
        let field = self.field(&header.name, flag, &header.ty, &header.docs, facts);
        CommandField {
            // Parts may have headers of the same name, so that the part stands before it.
            name: format!("{} {}", part.name, header.name).into(),
            header_of: Some(Text::from(&part.name)),
            ..field
        }
    }

    fn field(
        &mut self,
        name: &str,
        flag: String,
        ty: &Type,
        docs: &Docs,
        facts: Facts,
    ) -> CommandField {
        CommandField {
            flag,
            name: name.into(),
            values: self.values(ty),
            required: facts.required,
            nullable: facts.nullable,
            deprecated: facts.deprecated,
            constant: only_value(self.types, ty).map(|value| value.to_string().into()),
            media_type: None,
            header_of: None,
            help: help(docs).into(),
            facts: facts
                .words
                .map(|words| plain(&words).into())
                .unwrap_or_default(),
        }
    }

    /// The values of a type.
    pub(super) fn values(&mut self, ty: &Type) -> CommandValues {
        match ty {
            Type::Bool => CommandValues::Boolean,
            Type::Integer(_) | Type::UnixTime => CommandValues::Integer,
            Type::Number => CommandValues::Number,
            Type::String | Type::DateTime | Type::Date | Type::Uuid | Type::Base64 => {
                CommandValues::Text
            }
            Type::Binary => CommandValues::File,
            Type::Const(value) => of_constant(value),
            Type::Any(_) | Type::Null | Type::Tuple(_) => CommandValues::Any,
            Type::List(items) => CommandValues::List(Box::new(self.values(items))),
            Type::Map(values) => CommandValues::Map(Box::new(self.values(values))),
            Type::Nullable(inner) => self.values(inner),
            Type::Ref(id) => self.of_id(*id),
        }
    }

    fn of_id(&mut self, id: TypeId) -> CommandValues {
        let types = self.types;
        if let Shape::Alias(ty) = &types.shapes[id.index()] {
            return self.values(ty);
        }
        match &types.def(id).kind {
            TypeKind::Object(_) => CommandValues::Object(self.object(id)),
            TypeKind::Enum(values) => {
                let texts: Option<Vec<Text>> = values
                    .values
                    .iter()
                    .map(|value| value.value.as_str().map(Text::from))
                    .collect();
                match texts {
                    Some(texts) => CommandValues::Choice(texts),
                    None if values
                        .values
                        .iter()
                        .all(|value| value.value.is_i64() || value.value.is_u64()) =>
                    {
                        CommandValues::Integer
                    }
                    None => CommandValues::Any,
                }
            }
            TypeKind::Union(_) | TypeKind::Alias(_) => CommandValues::Any,
        }
    }

    /// The static with the properties of an object.
    fn object(&mut self, id: TypeId) -> Ident {
        if let Some(known) = self.known.get(&id.index()) {
            return known.clone();
        }
        let name = screaming(self.types.names[id.index()].bare());
        let constant = self
            .scope
            .claim_constant(&[name.clone(), format!("{name}_FIELDS")]);
        self.known.insert(id.index(), constant.clone());
        let mut flags = Scope::default();
        let properties = self.properties(id);
        let fields = properties.iter().map(|property| {
            let flag = flags.claim(&[snake(property.alias.as_deref().unwrap_or(&property.name))]);
            self.of_property(property, kebab(flag.bare()))
        });
        let fields = fields.collect();
        self.done.push(ObjectFields {
            constant: constant.clone(),
            fields,
        });
        constant
    }

    /// The properties of an object that a request may hold.
    pub(super) fn properties(&self, id: TypeId) -> Vec<&'a Field> {
        match &self.types.def(id).kind {
            TypeKind::Object(object) => object
                .fields
                .iter()
                .filter(|field| !field.read_only)
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The object that a type is, where it is one with properties.
    pub(super) fn as_object(&self, ty: &Type) -> Option<TypeId> {
        match self.types.resolve(ty) {
            Type::Ref(id) => match &self.types.def(*id).kind {
                TypeKind::Object(object)
                    if !object.fields.is_empty()
                        || matches!(object.additional, Additional::Ignored) =>
                {
                    Some(*id)
                }
                _ => None,
            },
            _ => None,
        }
    }
}

/// The values of a type that has one value.
fn of_constant(value: &Json) -> CommandValues {
    match value {
        Json::String(_) => CommandValues::Text,
        Json::Bool(_) => CommandValues::Boolean,
        Json::Number(number) if number.is_f64() => CommandValues::Number,
        Json::Number(_) => CommandValues::Integer,
        _ => CommandValues::Any,
    }
}

/// Whether a value is no text, number or truth value, nor a list of these.
fn is_composite(values: &CommandValues) -> bool {
    match values {
        CommandValues::List(items) => is_composite(items),
        CommandValues::Object(_) | CommandValues::Map(_) | CommandValues::Any => true,
        _ => false,
    }
}

struct Facts {
    required: bool,
    nullable: bool,
    deprecated: bool,
    words: Option<String>,
}

/// One paragraph of what the description says.
fn help(docs: &Docs) -> String {
    let text = docs
        .description
        .as_deref()
        .or(docs.summary.as_deref())
        .unwrap_or_default();
    let paragraph = plain(text);
    let paragraph = paragraph.split("\n\n").next().unwrap_or_default();
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
}
