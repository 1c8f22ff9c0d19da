//! The text form of an API, for people and for snapshots.

use std::fmt::{self, Display, Formatter, Write};

use super::{
    Additional, Any, Api, Auth, AuthKind, Content, Docs, Encoding, EnumDef, Field, Header, Integer,
    Location, Media, Method, Object, Operation, Origin, Page, PageKind, Param, Part, Response,
    Server, Status, Style, Type, TypeDef, TypeId, TypeKind, Union, Variant, Xml,
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
        for def in &self.types {
            f.write_str("\n")?;
            self.definition(def, f)?;
        }
        Ok(())
    }
}

impl Api {
    fn operation(&self, op: &Operation, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", op.id, method(&op.method), op.path)?;
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
        if let Some(tag) = &op.tag {
            writeln!(f, "  tag {tag}")?;
        }
        for server in &op.servers {
            writeln!(f, "  {}", outline_server(server))?;
        }
        for param in &op.params {
            writeln!(f, "  {}", self.param(param))?;
        }
        if let Some(body) = &op.body {
            let need = if body.required { "" } else { "?" };
            writeln!(f, "  body{need}{}", docs(&body.docs))?;
            self.contents(&body.contents, f)?;
        }
        for response in &op.responses {
            self.response(response, f)?;
        }
        for alternative in &op.security {
            let names: Vec<&str> = alternative
                .iter()
                .filter_map(|index| self.auth.get(*index))
                .map(|auth| auth.name.as_str())
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
        if let Some(header) = &op.idempotency_header {
            writeln!(f, "  idempotency {header}")?;
        }
        Ok(())
    }

    fn param(&self, param: &Param) -> String {
        format!(
            "{} {}{}: {}{}{}{}{}{}",
            location(param.location),
            param.name,
            flag(!param.required, "?"),
            self.ty(&param.ty),
            encoding(&param.encoding, param.location),
            default(param.default.as_ref()),
            alias(param.alias.as_deref()),
            flag(param.deprecated, " deprecated"),
            docs(&param.docs),
        )
    }

    fn response(&self, response: &Response, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "  {}{}", status(response.status), docs(&response.docs))?;
        for header in &response.headers {
            let Header {
                name,
                docs: text,
                required,
                ty,
            } = header;
            let need = flag(!required, "?");
            writeln!(f, "    header {name}{need}: {}{}", self.ty(ty), docs(text))?;
        }
        self.contents(&response.contents, f)
    }

    fn contents(&self, contents: &[Content], f: &mut Formatter<'_>) -> fmt::Result {
        for content in contents {
            write!(f, "    {} as ", content.media_type)?;
            let (kind, parts) = match &content.media {
                Media::Json(ty) => (format!("json {}", self.ty(ty)), &[][..]),
                Media::Form { ty, fields } => (format!("form {}", self.ty(ty)), fields.as_slice()),
                Media::Multipart(parts) => ("multipart".to_owned(), parts.as_slice()),
                Media::Text => ("text".to_owned(), &[][..]),
                Media::Xml(ty) => (format!("xml {}", self.ty(ty)), &[][..]),
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
        format!(
            "{}{}: {}{}{media}{}",
            part.name,
            flag(!part.required, "?"),
            self.ty(&part.ty),
            encoding(&part.encoding, Location::Query),
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
            ..
        } = def;
        let notes = format!(
            "{}{}{}{}",
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
                    "enum{}{notes}{}",
                    default(def.default.as_ref()),
                    docs(text)
                )?;
                values(def, f)?;
            }
            TypeKind::Union(union) => {
                let by = union.discriminator.as_ref();
                let by = by
                    .map(|d| format!(" by {}", d.property))
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
            "{}{}: {}{}{}{}{}{}{}{}{}",
            field.name,
            flag(!field.required, "?"),
            self.ty(&field.ty),
            flag(field.nullable, " | null"),
            flag(field.read_only, " read-only"),
            flag(field.write_only, " write-only"),
            default(field.default.as_ref()),
            alias(field.alias.as_deref()),
            flag(field.deprecated, " deprecated"),
            xml(field.xml.as_ref()),
            docs(&field.docs),
        )
    }

    fn variants(&self, union: &Union, f: &mut Formatter<'_>) -> fmt::Result {
        for Variant {
            ty,
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
            writeln!(f, "{}", docs(text))?;
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

fn docs(docs: &Docs) -> String {
    let texts = [&docs.summary, &docs.description, &docs.link];
    let mut out = String::new();
    for text in texts.into_iter().flatten() {
        out.push_str(if out.is_empty() { " // " } else { " / " });
        out.push_str(&text.replace('\n', "\\n"));
    }
    out
}

fn flag(set: bool, text: &'static str) -> &'static str {
    if set { text } else { "" }
}

fn alias(name: Option<&str>) -> String {
    name.map(|name| format!(" named {name:?}"))
        .unwrap_or_default()
}

fn default(value: Option<&super::Json>) -> String {
    value
        .map(|value| format!(" default {value}"))
        .unwrap_or_default()
}

fn xml(xml: Option<&Xml>) -> String {
    let Some(xml) = xml else { return String::new() };
    let mut out = String::from(" xml");
    for (key, text) in [
        ("name", &xml.name),
        ("namespace", &xml.namespace),
        ("prefix", &xml.prefix),
    ] {
        if let Some(text) = text {
            let _ = write!(out, " {key}={text}");
        }
    }
    out.push_str(flag(xml.attribute, " attribute"));
    out.push_str(flag(xml.wrapped, " wrapped"));
    out
}

/// What differs from the default of the location; nothing where nothing does.
fn encoding(encoding: &Encoding, location: Location) -> String {
    let Encoding::Style {
        style,
        explode,
        allow_reserved,
    } = encoding
    else {
        return " as json".to_owned();
    };
    let usual = match location {
        Location::Path | Location::Header => Style::Simple,
        Location::Query | Location::Cookie => Style::Form,
    };
    let mut out = String::new();
    if *style != usual {
        out.push(' ');
        out.push_str(match style {
            Style::Simple => "simple",
            Style::Label => "label",
            Style::Matrix => "matrix",
            Style::Form => "form",
            Style::SpaceDelimited => "spaceDelimited",
            Style::PipeDelimited => "pipeDelimited",
            Style::TabDelimited => "tabDelimited",
            Style::DeepObject => "deepObject",
        });
    }
    if *explode != (*style == Style::Form) {
        out.push_str(if *explode { " exploded" } else { " joined" });
    }
    out.push_str(flag(*allow_reserved, " reserved"));
    out
}

fn method(method: &Method) -> &str {
    match method {
        Method::Get => "GET",
        Method::Put => "PUT",
        Method::Post => "POST",
        Method::Delete => "DELETE",
        Method::Options => "OPTIONS",
        Method::Head => "HEAD",
        Method::Patch => "PATCH",
        Method::Trace => "TRACE",
        Method::Other(name) => name,
    }
}

fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(digit) => format!("{digit}XX"),
        Status::Default => "default".to_owned(),
    }
}

fn outline_server(server: &Server) -> String {
    let mut out = format!("server {}{}", server.url, docs(&server.docs));
    for variable in &server.variables {
        let _ = write!(out, " {}={:?}", variable.name, variable.default);
        if !variable.values.is_empty() {
            let _ = write!(out, " of {:?}", variable.values);
        }
    }
    out
}

fn outline_auth(auth: &Auth) -> String {
    let kind = match &auth.kind {
        AuthKind::Bearer => "bearer".to_owned(),
        AuthKind::Basic => "basic".to_owned(),
        AuthKind::Http(scheme) => format!("http {scheme}"),
        AuthKind::ApiKey { location: at, name } => format!("key in {} {name}", location(*at)),
        AuthKind::OAuth2 { token_url, scopes } => {
            let url = token_url
                .as_ref()
                .map(|url| format!(" from {url}"))
                .unwrap_or_default();
            format!("oauth2{url} {scopes:?}")
        }
        AuthKind::OpenIdConnect => "openIdConnect".to_owned(),
        AuthKind::MutualTls => "mutualTLS".to_owned(),
    };
    let env = auth
        .env
        .as_ref()
        .map(|env| format!(" env {env}"))
        .unwrap_or_default();
    let prefix = auth
        .prefix
        .as_ref()
        .map(|text| format!(" prefix {text:?}"))
        .unwrap_or_default();
    format!(
        "auth {}: {kind}{env}{prefix}{}",
        auth.name,
        docs(&auth.docs)
    )
}

fn outline_page(page: &Page) -> String {
    let at = |steps: &[String]| {
        steps
            .iter()
            .fold(String::new(), |out, step| out + "/" + step)
    };
    let maybe = |word: &str, steps: &Option<Vec<String>>| {
        steps
            .as_ref()
            .map(|steps| format!(" {word} {}", at(steps)))
            .unwrap_or_default()
    };
    let kind = match &page.kind {
        PageKind::Cursor { param, next, more } => {
            format!("cursor {param} from {}{}", at(next), maybe("more", more))
        }
        PageKind::Offset { param, total } => format!("offset {param}{}", maybe("total", total)),
        PageKind::Number { param, pages } => format!("number {param}{}", maybe("pages", pages)),
        PageKind::Link { next } => format!("link{}", maybe("at", next)),
    };
    format!("page of {} by {kind}", at(&page.items))
}
