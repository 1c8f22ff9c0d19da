//! The text form of an API, for people and for snapshots.

mod words;

use std::fmt::{self, Display, Formatter};

use super::{
    Additional, Any, Api, Body, Content, EnumDef, Field, Header, Incoming, Integer, Location,
    Media, Object, Operation, Origin, Param, Part, Response, Switch, Type, TypeDef, TypeId,
    TypeKind, Union, Variant,
};
use words::{
    alias, constraints, default, docs, encoding, examples, flag, location, outline_auth,
    outline_link, outline_page, outline_server, status, xml,
};

impl Display for Api {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "api {:?} {:?}{}",
            self.title,
            self.version,
            docs(&self.docs)
        )?;
        if let Some(license) = &self.license {
            writeln!(f, "license {license:?}")?;
        }
        if let Some(header) = &self.request_id_header {
            writeln!(f, "request id {header}")?;
        }
        if let Some(when) = &self.error_when {
            writeln!(f, "error when {} is {}", when.property, when.is)?;
        }
        if let Some(ty) = &self.error_body {
            writeln!(f, "error body {}", self.ty(ty))?;
        }
        for server in &self.servers {
            writeln!(f, "{}", outline_server(server))?;
        }
        for auth in &self.auth {
            writeln!(f, "{}", outline_auth(auth))?;
        }
        for tag in &self.tags {
            writeln!(f, "tag {:?}{}", tag.name, docs(&tag.docs))?;
        }
        for operation in &self.operations {
            f.write_str("\n")?;
            self.operation(operation, f)?;
        }
        if self.signs_webhooks {
            f.write_str("\nwebhooks are signed\n")?;
        }
        for incoming in &self.incoming {
            f.write_str("\n")?;
            self.incoming(incoming, f)?;
        }
        for def in &self.types {
            f.write_str("\n")?;
            self.definition(def, f)?;
        }
        Ok(())
    }
}

impl Api {
    fn operation(&self, op: &Operation, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", op.id, op.method.text().line(), op.path)?;
        if op.made_up_id {
            f.write_str(" (id made up)")?;
        }
        writeln!(
            f,
            "{}{}{}",
            alias(op.alias.as_deref()),
            flag(op.deprecated, " deprecated"),
            docs(&op.docs)
        )?;
        if op.is_first_example {
            writeln!(f, "  first example")?;
        }
        if let Some(tag) = &op.tag {
            writeln!(f, "  tag {tag}")?;
        }
        for server in &op.servers {
            writeln!(f, "  {}", outline_server(server))?;
        }
        for param in &op.params {
            writeln!(f, "  {}", self.param(param))?;
        }
        self.exchange(op.body.as_ref(), &op.responses, f)?;
        for alternative in &op.security {
            let names: Vec<String> = alternative
                .iter()
                .filter_map(|needed| Some((self.auth.get(needed.scheme)?, &needed.scopes)))
                .map(|(auth, scopes)| match &scopes[..] {
                    [] => auth.name.clone(),
                    scopes => format!("{} {scopes:?}", auth.name),
                })
                .collect();
            let names = if names.is_empty() {
                "nothing".to_owned()
            } else {
                names.join(" + ")
            };
            writeln!(f, "  security {names}")?;
        }
        if let Some(page) = &op.page {
            writeln!(f, "  {}", outline_page(page))?;
        }
        match &op.switch {
            Some(Switch::Body(steps)) => writeln!(f, "  stream by /{}", steps.join("/"))?,
            Some(Switch::Query(name)) => writeln!(f, "  stream by query {name}")?,
            None => {}
        }
        if let Some(header) = &op.idempotency_header {
            writeln!(f, "  idempotency {header}")?;
        }
        Ok(())
    }

    fn exchange(
        &self,
        body: Option<&Body>,
        responses: &[Response],
        f: &mut Formatter<'_>,
    ) -> fmt::Result {
        if let Some(body) = body {
            let need = if body.required { "" } else { "?" };
            writeln!(f, "  body{need}{}", docs(&body.docs))?;
            self.contents(&body.contents, f)?;
        }
        responses
            .iter()
            .try_for_each(|response| self.response(response, f))
    }

    fn incoming(&self, incoming: &Incoming, f: &mut Formatter<'_>) -> fmt::Result {
        match &incoming.callback {
            Some((operation, _)) => write!(f, "callback {operation}")?,
            None => f.write_str("webhook")?,
        }
        let url = incoming.callback.as_ref();
        let url = url.map_or_else(String::new, |(_, url)| format!(" {url}"));
        writeln!(
            f,
            " {} {}{url}{}{}{}",
            incoming.name,
            incoming.method.text().line(),
            alias(incoming.alias.as_deref()),
            flag(incoming.deprecated, " deprecated"),
            docs(&incoming.docs)
        )?;
        for header in &incoming.headers {
            writeln!(f, "  header {}", self.header(header))?;
        }
        self.exchange(incoming.body.as_ref(), &incoming.responses, f)
    }

    fn param(&self, param: &Param) -> String {
        format!(
            "{} {}{}: {}{}{}{}{}{}{}{}",
            location(param.location),
            param.name,
            flag(!param.required, "?"),
            self.ty(&param.ty),
            constraints(param.constraints.as_deref()),
            encoding(&param.encoding, param.location),
            default(param.default.as_ref()),
            examples(&param.examples),
            alias(param.alias.as_deref()),
            flag(param.deprecated, " deprecated"),
            docs(&param.docs),
        )
    }

    fn response(&self, response: &Response, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "  {}{}{}",
            status(response.status),
            alias(response.alias.as_deref()),
            docs(&response.docs)
        )?;
        for header in &response.headers {
            writeln!(f, "    header {}", self.header(header))?;
        }
        self.contents(&response.contents, f)?;
        for link in &response.links {
            writeln!(f, "    {}", outline_link(link))?;
        }
        Ok(())
    }

    fn header(&self, header: &Header) -> String {
        format!(
            "{}{}: {}{}{}{}{}",
            header.name,
            flag(!header.required, "?"),
            self.ty(&header.ty),
            constraints(header.constraints.as_deref()),
            examples(&header.examples),
            flag(header.deprecated, " deprecated"),
            docs(&header.docs),
        )
    }

    fn contents(&self, contents: &[Content], f: &mut Formatter<'_>) -> fmt::Result {
        for content in contents {
            write!(f, "    {} as ", content.media_type)?;
            let (kind, parts) = match &content.media {
                Media::Json(ty) => (format!("json {}", self.ty(ty)), &[][..]),
                Media::Form { ty, fields } => (format!("form {}", self.ty(ty)), fields.as_slice()),
                Media::Multipart { parts, open } => (
                    format!("multipart{}", flag(*open, " open")),
                    parts.as_slice(),
                ),
                Media::Text => ("text".to_owned(), &[][..]),
                Media::Xml(ty, _) => (format!("xml {}", self.ty(ty)), &[][..]),
                Media::Bytes => ("bytes".to_owned(), &[][..]),
                Media::Events(ty) => (format!("events {}", self.ty(ty)), &[][..]),
                Media::JsonLines(ty) => (format!("json lines {}", self.ty(ty)), &[][..]),
            };
            writeln!(f, "{kind}")?;
            for part in parts {
                writeln!(f, "      {}", self.part(part))?;
            }
            for example in &content.examples {
                writeln!(f, "      example {example}")?;
            }
        }
        Ok(())
    }

    fn part(&self, part: &Part) -> String {
        let media = part
            .content_type
            .as_ref()
            .map(|t| format!(" as {t}"))
            .unwrap_or_default();
        let headers = part.headers.iter();
        let headers = headers.map(|header| format!(" header {}", self.header(header)));
        let headers: Vec<String> = headers.collect();
        format!(
            "{}{}: {}{}{}{media}{}{}{}{}{}",
            part.name,
            flag(!part.required, "?"),
            self.ty(&part.ty),
            constraints(part.constraints.as_deref()),
            encoding(&part.encoding, Location::Query),
            default(part.default.as_ref()),
            examples(&part.examples),
            flag(part.deprecated, " deprecated"),
            headers.concat(),
            docs(&part.docs),
        )
    }

    fn definition(&self, def: &TypeDef, f: &mut Formatter<'_>) -> fmt::Result {
        let TypeDef {
            alias: name,
            docs: text,
            deprecated,
            nullable,
            kind,
            xml: element,
            constraints: limits,
            ..
        } = def;
        let notes = format!(
            "{}{}{}{}{}",
            constraints(limits.as_deref()),
            flag(*nullable, " nullable"),
            alias(name.as_deref()),
            flag(*deprecated, " deprecated"),
            xml(element.as_ref())
        );
        write!(f, "type {} = ", self.name_of(def))?;
        match kind {
            TypeKind::Object(object) => {
                writeln!(f, "object{notes}{}", docs(text))?;
                self.object(object, f)?;
            }
            TypeKind::Enum(def) => {
                writeln!(
                    f,
                    "enum{}{}{notes}{}",
                    flag(def.open, " or any other string"),
                    default(def.default.as_ref()),
                    docs(text)
                )?;
                values(def, f)?;
            }
            TypeKind::Union(union) => {
                let by = union.discriminator.as_ref();
                let by = by
                    .map(|d| {
                        format!(
                            " by {}{}",
                            d.property,
                            flag(d.has_default, " or else the last")
                        )
                    })
                    .unwrap_or_default();
                writeln!(f, "union{by}{notes}{}", docs(text))?;
                self.variants(union, f)?;
            }
            TypeKind::Alias(ty) => writeln!(f, "{}{notes}{}", self.ty(ty), docs(text))?,
        }
        for example in &def.examples {
            writeln!(f, "  example {example}")?;
        }
        Ok(())
    }

    fn object(&self, object: &Object, f: &mut Formatter<'_>) -> fmt::Result {
        for field in &object.fields {
            writeln!(f, "  {}", self.field(field))?;
        }
        match &object.additional {
            Additional::Ignored => Ok(()),
            Additional::Typed(ty) => writeln!(f, "  *: {}", self.ty(ty)),
        }
    }

    fn field(&self, field: &Field) -> String {
        format!(
            "{}{}: {}{}{}{}{}{}{}{}{}{}{}",
            field.name,
            flag(!field.required, "?"),
            self.ty(&field.ty),
            flag(field.nullable, " | null"),
            constraints(field.constraints.as_deref()),
            flag(field.read_only, " read-only"),
            flag(field.write_only, " write-only"),
            default(field.default.as_ref()),
            examples(&field.examples),
            alias(field.alias.as_deref()),
            flag(field.deprecated, " deprecated"),
            xml(field.xml.as_ref()),
            docs(&field.docs),
        )
    }

    fn variants(&self, union: &Union, f: &mut Formatter<'_>) -> fmt::Result {
        for Variant {
            ty,
            alias: name,
            title,
            docs: text,
            tags,
        } in &union.variants
        {
            write!(f, "  | {}", self.ty(ty))?;
            if !tags.is_empty() {
                write!(f, " when {}", tags.join(", "))?;
            }
            if let Some(title) = title {
                write!(f, " titled {title:?}")?;
            }
            writeln!(f, "{}{}", alias(name.as_deref()), docs(text))?;
        }
        Ok(())
    }

    fn name_of(&self, def: &TypeDef) -> String {
        let (owner, role) = match &def.origin {
            Origin::Declared(name) => return name.clone(),
            Origin::Inline { owner, role, .. } => (self.named(*owner), role),
            Origin::Operation {
                operation, role, ..
            } => (format!("{operation}()"), role),
        };
        format!("{owner}.{role}")
    }

    fn named(&self, id: TypeId) -> String {
        match self.types.get(id.index()) {
            Some(def) => self.name_of(def),
            None => format!("?{}", id.index()),
        }
    }

    fn ty(&self, ty: &Type) -> String {
        let scalar = match ty {
            Type::List(item) => return format!("[{}]", self.ty(item)),
            Type::Map(value) => return format!("{{{}}}", self.ty(value)),
            Type::Nullable(inner) => return format!("({} | null)", self.ty(inner)),
            Type::Ref(id) => return self.named(*id),
            Type::Const(value) => return format!("= {value}"),
            Type::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|item| self.ty(item)).collect();
                return format!("({})", items.join(", "));
            }
            Type::Bool => "bool",
            Type::Integer(Integer::Int32) => "int32",
            Type::Integer(Integer::Int64) => "int64",
            Type::Integer(Integer::Uint64) => "uint64",
            Type::Integer(Integer::Int64OrText) => "int64-or-text",
            Type::Number => "number",
            Type::String => "string",
            Type::DateTime => "date-time",
            Type::Date => "date",
            Type::UnixTime => "unix-time",
            Type::Uuid => "uuid",
            Type::Base64 => "base64",
            Type::Binary => "binary",
            Type::Any(Any::Unconstrained) => "any",
            Type::Any(Any::Inexpressible) => "any (inexpressible)",
            Type::Null => "null",
        };
        scalar.to_owned()
    }
}

fn values(def: &EnumDef, f: &mut Formatter<'_>) -> fmt::Result {
    for value in &def.values {
        write!(f, "  {}", value.value)?;
        if let Some(name) = &value.name {
            write!(f, " named {name:?}")?;
        }
        if let Some(docs) = &value.docs {
            write!(f, " // {docs:?}")?;
        }
        f.write_str("\n")?;
    }
    Ok(())
}
