//! Expressions of examples, laid out for people: on one line where that is short, else each part on a line of its own.

use serde_json::Value;

use crate::rust::{Expr, Ident, Ty, TypeName};
use crate::text::Literal;

/// How long a line of an example may be.
const WIDTH: usize = 90;

/// Something that is written on one line or on several.
enum Layout {
    Line(String),
    /// What stands before the parts, the parts, what stands behind them.
    Parts(String, Vec<Layout>, &'static str),
    /// A root and what is called on it.
    Chain(Box<Layout>, Vec<Layout>),
}

/// Writes the chain of calls that makes a request and sends it, as a statement that begins with `before`.
pub(super) fn call(
    before: &str,
    method: &Ident,
    args: &[Expr],
    setters: &[(Ident, Expr)],
    after: &[&str],
) -> String {
    let mut links = vec![link(method, args)];
    for (setter, value) in setters {
        links.push(link(setter, std::slice::from_ref(value)));
    }
    links.extend(after.iter().map(|link| Layout::Line((*link).to_owned())));
    let chain = Layout::Chain(Box::new(Layout::Line("client".to_owned())), links);
    format!("{before}{}", chain.write(0, before.len()))
}

fn link(method: &Ident, args: &[Expr]) -> Layout {
    let args = args.iter().map(layout).collect();
    Layout::Parts(format!(".{method}("), args, ")")
}

impl Layout {
    fn flat(&self) -> String {
        match self {
            Self::Line(line) => line.clone(),
            Self::Parts(open, parts, close) => {
                let parts: Vec<String> = parts.iter().map(Self::flat).collect();
                format!("{open}{}{close}", parts.join(", "))
            }
            Self::Chain(root, links) => {
                let links: String = links.iter().map(Self::flat).collect();
                root.flat() + &links
            }
        }
    }

    /// The text behind `column` characters of a line with this indent.
    fn write(&self, indent: usize, column: usize) -> String {
        let line = self.flat();
        if column + line.chars().count() <= WIDTH {
            return line;
        }
        let inner = indent + 4;
        let pad = " ".repeat(inner);
        match self {
            Self::Line(line) => line.clone(),
            Self::Parts(open, parts, close) if parts.is_empty() => format!("{open}{close}"),
            Self::Parts(open, parts, close) if hugs(parts) => {
                let parts = parts
                    .iter()
                    .map(|part| part.write(indent, column + open.len()));
                format!("{open}{}{close}", parts.collect::<String>())
            }
            Self::Parts(open, parts, close) => {
                let parts = parts.iter().map(|part| {
                    let text = part.write(inner, inner + 1);
                    format!("{pad}{text},\n")
                });
                let parts: String = parts.collect();
                format!("{open}\n{parts}{}{close}", " ".repeat(indent))
            }
            Self::Chain(root, links) => {
                let links = links.iter().map(|link| {
                    let text = link.write(inner, inner);
                    format!("\n{pad}{text}")
                });
                root.write(indent, column) + &links.collect::<String>()
            }
        }
    }
}

/// Whether the brackets around the parts stand on the lines of the only part.
fn hugs(parts: &[Layout]) -> bool {
    matches!(parts, [Layout::Parts(_, inner, _)] if !inner.is_empty())
}

fn layout(expr: &Expr) -> Layout {
    let list = |open: &str, items: &[Expr], close| {
        Layout::Parts(open.to_owned(), items.iter().map(layout).collect(), close)
    };
    let around = |open: String, held: &Expr| Layout::Parts(open, vec![layout(held)], ")");
    match expr {
        Expr::Literal(literal) => Layout::Line(literal.to_string()),
        Expr::Text(literal) => Layout::Line(format!("{literal}.to_owned()")),
        Expr::Parsed(literal) => Layout::Line(format!("{literal}.parse()?")),
        Expr::UnixTime(literal) => Layout::Line(format!("UnixTime::from_seconds({literal})")),
        Expr::Base64(literal) => Layout::Line(format!("Base64::new({literal})")),
        Expr::File(name, content) => Layout::Line(format!("FilePart::new({name}, {content})")),
        Expr::Json(value) => match json(value) {
            // The macro takes no comma behind a value that has no parts.
            Layout::Line(line) => Layout::Line(format!("json!({line})")),
            parts => Layout::Parts("json!(".to_owned(), vec![parts], ")"),
        },
        Expr::Decoded(literal, ty) => {
            let ty = ty
                .as_ref()
                .map_or_else(String::new, |ty| format!("::<{}>", path(ty)));
            Layout::Line(format!("serde_json::from_str{ty}({literal})?"))
        }
        Expr::Unit => Layout::Line("()".to_owned()),
        Expr::None => Layout::Line("None".to_owned()),
        Expr::Some(held) => around("Some(".to_owned(), held),
        Expr::Boxed(held) => around("Box::new(".to_owned(), held),
        Expr::Array(items) => list("[", items, "]"),
        Expr::Vec(items) => list("vec![", items, "]"),
        Expr::Tuple(items) if items.len() == 1 => {
            let item = items
                .first()
                .map_or(String::new(), |item| layout(item).flat());
            Layout::Line(format!("({item},)"))
        }
        Expr::Tuple(items) => list("(", items, ")"),
        Expr::Map(members) if members.is_empty() => Layout::Line("Map::new()".to_owned()),
        Expr::Map(members) => Layout::Parts("Map::from_iter([".to_owned(), pairs(members), "])"),
        Expr::Pairs(members) => Layout::Parts("[".to_owned(), pairs(members), "]"),
        Expr::NoItems(ty, name) => {
            let of = match (ty, name) {
                (Ty::Value, _) => "serde_json::Value".to_owned(),
                (_, Some(name)) => path(name),
                (ty, None) => ty.to_string(),
            };
            Layout::Line(format!("Vec::<{of}>::new()"))
        }
        Expr::Variant(ty, variant) => Layout::Line(format!("{}::{variant}", path(ty))),
        Expr::Holding(ty, variant, held) => around(format!("{}::{variant}(", path(ty)), held),
        Expr::Newtype(ty, held) => around(format!("{}(", path(ty)), held),
        Expr::Struct { name, new, setters } => object(name, new.as_deref(), setters),
    }
}

fn pairs(members: &[(Literal, Expr)]) -> Vec<Layout> {
    let pair = |(name, value): &(Literal, Expr)| {
        let name = Layout::Line(name.to_string());
        Layout::Parts("(".to_owned(), vec![name, layout(value)], ")")
    };
    members.iter().map(pair).collect()
}

fn object(name: &TypeName, new: Option<&[Expr]>, setters: &[(Ident, Option<Expr>)]) -> Layout {
    let name = path(name);
    let made = match new {
        None => Layout::Line(format!("{name}::default()")),
        Some(args) => Layout::Parts(
            format!("{name}::new("),
            args.iter().map(layout).collect(),
            ")",
        ),
    };
    if setters.is_empty() {
        return made;
    }
    let links = setters.iter().map(|(setter, value)| {
        let value: Vec<Layout> = value.iter().map(layout).collect();
        Layout::Parts(format!(".{setter}("), value, ")")
    });
    Layout::Chain(Box::new(made), links.collect())
}

fn path(ty: &TypeName) -> String {
    if ty.qualified {
        format!("types::{}", ty.name)
    } else {
        ty.name.to_string()
    }
}

/// A JSON value as the macro `json!` takes it; texts stand there as literals.
fn json(value: &Value) -> Layout {
    match value {
        Value::Array(items) => Layout::Parts("[".to_owned(), items.iter().map(json).collect(), "]"),
        Value::Object(members) if members.is_empty() => Layout::Line("{}".to_owned()),
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let name = Literal::text(name).to_string();
                match json(value) {
                    Layout::Line(line) => Layout::Line(format!("{name}: {line}")),
                    Layout::Parts(open, parts, close) => {
                        Layout::Parts(format!("{name}: {open}"), parts, close)
                    }
                    chain @ Layout::Chain(..) => Layout::Line(chain.flat()),
                }
            });
            Layout::Parts("{ ".to_owned(), members.collect(), " }")
        }
        Value::Null => Layout::Line("null".to_owned()),
        scalar => {
            let literal = Literal::scalar(scalar);
            Layout::Line(literal.map_or_else(|| scalar.to_string(), |literal| literal.to_string()))
        }
    }
}

/// The names that an expression uses: of the crate's root, and of its types.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Those of the root.
    pub(super) root: Vec<String>,
    /// Those of `types`.
    pub(super) types: Vec<String>,
    /// Whether the macro `json!` is used.
    pub(super) json: bool,
}

impl Names {
    /// Adds what an expression uses.
    pub(super) fn add(&mut self, expr: &Expr) {
        self.own(expr);
        for inner in expr.parts() {
            self.add(inner);
        }
    }

    fn own(&mut self, expr: &Expr) {
        match expr {
            Expr::UnixTime(_) | Expr::NoItems(Ty::UnixTime, _) => {
                self.root.push("UnixTime".to_owned());
            }
            Expr::Base64(_) | Expr::NoItems(Ty::Base64, _) => self.root.push("Base64".to_owned()),
            Expr::File(..) => self.root.push("FilePart".to_owned()),
            Expr::Json(_) => self.json = true,
            Expr::Map(_) | Expr::NoItems(Ty::Map(_), _) => self.root.push("Map".to_owned()),
            Expr::Decoded(_, Some(ty))
            | Expr::NoItems(_, Some(ty))
            | Expr::Variant(ty, _)
            | Expr::Holding(ty, ..)
            | Expr::Newtype(ty, _)
            | Expr::Struct { name: ty, .. } => self.ty(ty),
            _ => {}
        }
    }

    fn ty(&mut self, ty: &TypeName) {
        if ty.qualified {
            self.root.push("types".to_owned());
        } else {
            self.types.push(ty.name.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::call;
    use crate::rust::{Expr, Ident};

    #[test]
    fn a_long_text_gets_no_comma_in_the_macro() {
        let text = "x".repeat(100);
        let args = [Expr::Json(json!(text)), Expr::Json(json!([text]))];
        let written = call("", &Ident::new("send"), &args, &[], &[".await?"]);
        let expected = format!(
            "        json!(\"{text}\"),\n        json!([\n            \"{text}\",\n        ]),\n"
        );
        assert!(written.contains(&expected), "{written}");
    }
}
