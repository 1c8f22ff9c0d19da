//! Expressions, broken where rustfmt breaks them: calls, chains and lists at 60 columns, struct literals at 18.

use syn::{Expr, ExprClosure, ExprMatch, ExprStruct, FieldValue, Stmt};

use super::compact::compact;
use super::{MAX_WIDTH, statement, width};

/// Where an expression stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The indentation of the line.
    pub(super) indent: usize,
    /// The column where the expression begins.
    pub(super) column: usize,
    /// How many characters follow it on its last line.
    pub(super) tail: usize,
}

impl Place {
    /// The beginning of a line, with one character to follow.
    pub(super) fn line(indent: usize) -> Self {
        Self {
            indent,
            column: indent,
            tail: 1,
        }
    }

    fn after(self, text: &str) -> Self {
        Self {
            column: self.column + width(text),
            ..self
        }
    }

    fn inner(self) -> Self {
        Self::line(self.indent + 4)
    }

    fn fits(self, text: &str) -> bool {
        self.column + width(text) + self.tail <= MAX_WIDTH
    }
}

/// Writes an expression; lines after the first are indented in full.
pub(super) fn expr(expr: &Expr, place: Place) -> String {
    let line = flat(expr);
    if is_flat(expr) && place.fits(&line) {
        return line;
    }
    match expr {
        Expr::MethodCall(_) | Expr::Field(_) | Expr::Try(_) => chain(expr, place),
        Expr::Call(call) => {
            let function = compact(&call.func);
            let args: Vec<&Expr> = call.args.iter().collect();
            let arguments = arguments(&args, place.after(&function));
            function + &arguments
        }
        Expr::Struct(literal) => struct_literal(literal, place),
        Expr::Reference(reference) => {
            let inner = self::expr(&reference.expr, place.after("&"));
            format!("&{inner}")
        }
        Expr::Array(array) => {
            let items: Vec<&Expr> = array.elems.iter().collect();
            vertical("[", &items, "]", place)
        }
        Expr::Tuple(tuple) => {
            let items: Vec<&Expr> = tuple.elems.iter().collect();
            vertical("(", &items, ")", place)
        }
        Expr::Closure(function) => closure(function, place),
        Expr::Match(expr) => match_(expr, place),
        _ => line,
    }
}

/// The whole expression on one line.
fn flat(expr: &Expr) -> String {
    match expr {
        Expr::Struct(literal) if literal.rest.is_none() && !literal.fields.is_empty() => {
            let fields: Vec<String> = literal.fields.iter().map(flat_field).collect();
            format!("{} {{ {} }}", compact(&literal.path), fields.join(", "))
        }
        other => compact(other),
    }
}

/// Writes `prefix value`, as after `=` or `:`: below the prefix where that saves breaking the value.
pub(super) fn right_hand_side(prefix: &str, value: &Expr, place: Place) -> String {
    let beside = expr(value, place.after(prefix).after(" "));
    if !beside.contains('\n') && place.after(prefix).after(" ").fits(&beside) {
        return format!("{prefix} {beside}");
    }
    let lower = Place {
        tail: place.tail,
        ..place.inner()
    };
    let below = expr(value, lower);
    let lines = |text: &str| text.matches('\n').count();
    let opens = |text: &str| {
        text.lines()
            .next()
            .is_some_and(|line| line.ends_with(['(', '{', '[']))
    };
    let saves = !below.contains('\n')
        || lines(&beside) > lines(&below) + 1
        || opens(&beside) && !opens(&below);
    if saves && lower.fits(below.lines().next().unwrap_or_default()) {
        format!("{prefix}\n{}{below}", pad(lower.indent))
    } else {
        format!("{prefix} {beside}")
    }
}

/// Whether rustfmt would leave an expression on one line if the line were long enough.
fn is_flat(expr: &Expr) -> bool {
    match expr {
        Expr::MethodCall(_) | Expr::Field(_) | Expr::Try(_) => {
            let (root, links) = links(expr);
            let fits = links.len() == 1 || width(&compact(expr)) <= 60;
            fits && is_flat(root)
                && links.iter().all(|link| match link {
                    Expr::MethodCall(call) => all_flat(call.args.iter()),
                    _ => true,
                })
        }
        Expr::Call(call) => all_flat(call.args.iter()),
        Expr::Array(array) => all_flat(array.elems.iter()),
        Expr::Tuple(tuple) => all_flat(tuple.elems.iter()),
        Expr::Reference(reference) => is_flat(&reference.expr),
        Expr::Closure(closure) => is_flat(&closure.body),
        Expr::Struct(literal) => {
            let fields = literal.fields.iter();
            let fields: usize = fields.map(|f| width(&flat_field(f)) + 2).sum();
            fields <= 18 + 2 && literal.rest.is_none()
        }
        Expr::Block(_) | Expr::Match(_) | Expr::If(_) => false,
        _ => true,
    }
}

/// Whether items fit between brackets on one line.
fn all_flat<'e>(items: impl Iterator<Item = &'e Expr>) -> bool {
    let mut total = 0;
    for item in items {
        if !is_flat(item) {
            return false;
        }
        total += width(&compact(item)) + 2;
    }
    total <= 60 + 2
}

/// The root of a chain, and what is called on it in order.
fn links(expr: &Expr) -> (&Expr, Vec<&Expr>) {
    let mut links = Vec::new();
    let mut root = expr;
    loop {
        let next = match root {
            Expr::MethodCall(call) => &call.receiver,
            Expr::Field(field) => &field.base,
            Expr::Try(of) => &of.expr,
            _ => break,
        };
        if !matches!(root, Expr::Try(_)) {
            links.push(root);
        }
        root = next;
    }
    links.reverse();
    (root, links)
}

fn chain(expr: &Expr, place: Place) -> String {
    let (root, links) = links(expr);
    let mut text = self::expr(root, place);
    let mut rest = links.as_slice();
    // A root that is no wider than an indentation takes its first link with it.
    let indentation = 4usize.saturating_sub(place.column - place.indent);
    while let [first, after @ ..] = rest
        && width(&text) <= indentation
    {
        text += &link(first, place.after(&text));
        rest = after;
    }
    let budget = if links.len() == 1 {
        MAX_WIDTH
    } else {
        place.column + 60
    };
    if let Some(line) = overflowing(&text, rest, place, budget) {
        return line;
    }
    // Behind a root that goes over several lines nothing is indented.
    let below = if text.contains('\n') {
        Place::line(place.indent)
    } else {
        place.inner()
    };
    for next in rest {
        text.push('\n');
        text += &pad(below.indent);
        text += &link(next, below);
    }
    text
}

/// The whole chain on one line but for its last link, which goes over several, where that is not longer.
fn overflowing(root: &str, rest: &[&Expr], place: Place, budget: usize) -> Option<String> {
    let (last, before) = rest.split_last()?;
    let mut text = root.to_owned();
    for next in before {
        text += &link(next, place.after(&text));
    }
    if text.contains('\n') {
        return None;
    }
    let beside = link(last, place.after(&text));
    let first = beside.lines().next().unwrap_or_default();
    let lines = beside.lines().count();
    let column = place.after(&text).column + width(first);
    if column > budget || column + place.tail > MAX_WIDTH {
        return None;
    }
    let below = link(last, place.inner()).lines().count();
    (lines >= 5 || below >= lines).then(|| text + &beside)
}

fn link(expr: &Expr, place: Place) -> String {
    match expr {
        Expr::MethodCall(call) => {
            let name = match &call.turbofish {
                Some(generics) => format!(".{}{}", call.method, compact(generics)),
                None => format!(".{}", call.method),
            };
            let args: Vec<&Expr> = call.args.iter().collect();
            let arguments = arguments(&args, place.after(&name));
            name + &arguments
        }
        Expr::Field(field) => format!(".{}", compact(&field.member)),
        _ => String::new(),
    }
}

/// The arguments of a call with their brackets.
fn arguments(args: &[&Expr], place: Place) -> String {
    let line: Vec<String> = args.iter().map(|arg| compact(*arg)).collect();
    let line = format!("({})", line.join(", "));
    if width(&line) <= 60 + 2 && args.iter().all(|arg| is_flat(arg)) && place.fits(&line) {
        return line;
    }
    if let Some((last, before)) = args.split_last()
        && (matches!(last, Expr::Closure(_)) || before.is_empty() && may_overflow(last))
    {
        let before: String = before.iter().map(|arg| compact(*arg) + ", ").collect();
        let opening = format!("({before}");
        let text = expr(last, place.after(&opening));
        let first = text.lines().next().unwrap_or_default();
        if width(&before) + width(first) <= 60
            && place.after(&opening).fits(first)
            && text.contains('\n')
        {
            return format!("{opening}{text})");
        }
    }
    vertical("(", args, ")", place)
}

/// Whether the only argument of a call may go over several lines without a line of its own.
fn may_overflow(expr: &Expr) -> bool {
    match expr {
        Expr::Call(_) | Expr::Struct(_) | Expr::Array(_) | Expr::Tuple(_) => true,
        Expr::Reference(reference) => may_overflow(&reference.expr),
        _ => false,
    }
}

fn vertical(open: &str, items: &[&Expr], close: &str, place: Place) -> String {
    let inner = place.inner();
    let lines = items.iter().map(|item| expr(item, inner) + ",");
    block(open, lines.collect(), close, place)
}

/// Lines between brackets, each indented once more.
fn block(open: &str, lines: Vec<String>, close: &str, place: Place) -> String {
    let inner = pad(place.indent + 4);
    let lines: Vec<String> = lines
        .into_iter()
        .map(|line| inner.clone() + &line + "\n")
        .collect();
    format!("{open}\n{}{}{close}", lines.concat(), pad(place.indent))
}

fn struct_literal(literal: &ExprStruct, place: Place) -> String {
    let inner = place.inner();
    let fields = literal.fields.iter();
    let mut lines: Vec<String> = fields.map(|f| field_value(f, inner) + ",").collect();
    lines.extend(
        literal
            .rest
            .as_ref()
            .map(|rest| format!("..{}", compact(rest))),
    );
    block(&format!("{} {{", compact(&literal.path)), lines, "}", place)
}

/// A field on one line; `name` alone where that is also the value.
fn flat_field(field: &FieldValue) -> String {
    let (name, value) = (compact(&field.member), compact(&field.expr));
    if name == value {
        name
    } else {
        format!("{name}: {value}")
    }
}

fn field_value(field: &FieldValue, place: Place) -> String {
    let name = compact(&field.member);
    if compact(&field.expr) == name {
        return name;
    }
    right_hand_side(&format!("{name}:"), &field.expr, place)
}

fn closure(closure: &ExprClosure, place: Place) -> String {
    let inputs: Vec<String> = closure.inputs.iter().map(compact).collect();
    let head = format!("|{}| ", inputs.join(", "));
    let statements = match &*closure.body {
        Expr::Block(block) => block.block.stmts.clone(),
        body => {
            let text = expr(body, place.after(&head));
            let flat = !text.contains('\n') && place.after(&head).fits(&text);
            if flat || matches!(body, Expr::Struct(_) | Expr::Closure(_)) {
                return head + &text;
            }
            vec![Stmt::Expr(body.clone(), None)]
        }
    };
    let lines = statements
        .iter()
        .map(|line| statement(line, place.indent + 4));
    block(&(head + "{"), lines.collect(), "}", place)
}

fn match_(of: &ExprMatch, place: Place) -> String {
    let inner = place.inner();
    let arms = of.arms.iter().map(|arm| {
        let pattern = format!("{} => ", compact(&arm.pat));
        let body = expr(&arm.body, inner.after(&pattern));
        pattern + &body + ","
    });
    block(
        &format!("match {} {{", compact(&of.expr)),
        arms.collect(),
        "}",
        place,
    )
}

pub(super) fn pad(indent: usize) -> String {
    " ".repeat(indent)
}
