//! Unions: what the `union!` macro is told.

use super::docs;
use super::file::RustFile;
use super::structs::made_of;
use super::ty::{self, Types};
use super::uses::Uses;
use crate::rust::{Branch, Check, Convert, Import, Pick, Ty, Union, UnionText, UnionVariant};
use crate::text::Text;

/// Writes a union and all that belongs to it.
pub(super) fn emit(item: &Union, types: Types<'_>, file: &mut RustFile) {
    file.uses.import(Import::Union);
    let declaration = declaration(item, types, &mut file.uses);
    file.text(declaration);
}

/// The declaration as text, because the macro `union!` takes it.
fn declaration(item: &Union, types: Types<'_>, uses: &mut Uses) -> String {
    let about = docs::lines(&item.docs, item.deprecated, "    ");
    let (name, other) = (&item.name, &item.unknown);
    let variants: Vec<String> = item
        .variants
        .iter()
        .map(|variant| {
            let about = docs::lines(&variant.docs, false, "        ");
            let tags = tags(&item.pick, variant) + &get(variant, types, uses);
            let (name, held) = (&variant.name, ty::text(&variant.ty, types, uses));
            let from = from(variant, types, uses);
            format!("{about}{tags}        {name}({from}{held}),\n")
        })
        .collect();
    let variants = variants.concat();
    let other = format!("        #[json(other)]\n        {other}(Value),\n");
    let (how, branches) = match &item.pick {
        Pick::Tag { property, .. } => (format!("tag = {}", property.literal()), String::new()),
        Pick::Checks(branches) => ("untagged".to_owned(), self::branches(item, branches)),
    };
    let derive = match item.text {
        UnionText::None => "",
        UnionText::From => "    #[derive(FromStr)]\n",
        UnionText::Is => "    #[derive(FromStr, AsStr)]\n",
    };
    format!(
        "union! {{\n{about}{derive}    #[json({how})]\n    pub enum {name} {{\n{variants}{other}    }}\n{branches}}}"
    )
}

/// The attribute of a member that has `From`. A caller has the value, not yet the box around it.
fn from(variant: &UnionVariant, types: Types<'_>, uses: &mut Uses) -> String {
    let Some(from) = &variant.from else {
        return String::new();
    };
    match &variant.ty {
        Ty::Box(inner) => format!("#[from({})] ", ty::text(inner, types, uses)),
        _ if from.convert == Convert::Plain => "#[from] ".to_owned(),
        _ => format!("#[from({})] ", made_of(from, types, uses)),
    }
}

/// The attribute with the methods that return a member.
fn get(variant: &UnionVariant, types: Types<'_>, uses: &mut Uses) -> String {
    let Some((by_reference, whole)) = &variant.get else {
        return String::new();
    };
    let inside = match &variant.ty {
        Ty::Bool | Ty::I32 | Ty::I64 | Ty::U64 | Ty::F64 => format!("{by_reference}, copy"),
        Ty::String => format!("{by_reference}, {whole}, str"),
        Ty::Box(of) => format!(
            "{by_reference}, {whole}, boxed {}",
            ty::text(of, types, uses)
        ),
        _ => format!("{by_reference}, {whole}"),
    };
    format!("        #[get({inside})]\n")
}

/// The attribute with a member's tags, or with the kinds of event that it is.
fn tags(pick: &Pick, member: &UnionVariant) -> String {
    let Pick::Tag { tags, .. } = pick else {
        let kinds: Vec<String> = member
            .events
            .iter()
            .map(|kind| kind.literal().to_string())
            .collect();
        if kinds.is_empty() {
            return String::new();
        }
        return format!("        #[json(event = {})]\n", kinds.join(", event = "));
    };
    let own = tags.iter().filter(|(_, of)| *of == member.name);
    let own: Vec<String> = own.map(|(tag, _)| tag.literal().to_string()).collect();
    if own.is_empty() {
        return String::new();
    }
    format!("        #[json(rename = {})]\n", own.join(", alias = "))
}

/// What a value is looked at for: each line ends in the name of the member that it then is.
fn branches(item: &Union, branches: &[Branch]) -> String {
    let lines: Vec<String> = branches
        .iter()
        .filter_map(|branch| {
            let is_meant = |variant: &UnionVariant| variant.name == branch.variant;
            let place = item.variants.iter().position(is_meant)?;
            let checks: Vec<String> = branch.checks.iter().map(check).collect();
            let checks = checks.join(", ");
            let name = &branch.variant;
            Some(format!("        (&[{checks}], {place}), // {name}\n"))
        })
        .collect();
    let lines = lines.concat();
    format!("\n    const BRANCHES: &[Branch] = &[\n{lines}    ];\n")
}

fn check(check: &Check) -> String {
    let inside = match check {
        Check::Null => "Null".to_owned(),
        Check::Bool => "Bool".to_owned(),
        Check::Integer => "Integer".to_owned(),
        Check::Number => "Number".to_owned(),
        Check::Text => "String".to_owned(),
        Check::Array => "Array".to_owned(),
        Check::Object => "Object".to_owned(),
        Check::Has(property) => format!("Has({})", property.literal()),
        Check::HasText(property, value) => {
            format!("HasText({}, {})", property.literal(), value.literal())
        }
        Check::HasAny(properties) => format!("HasAny(&[{}])", texts(properties)),
        Check::OneOf(values) => format!("OneOf(&[{}])", texts(values)),
    };
    format!("Check::{inside}")
}

fn texts(list: &[Text]) -> String {
    let list: Vec<String> = list
        .iter()
        .map(|value| value.literal().to_string())
        .collect();
    list.join(", ")
}
