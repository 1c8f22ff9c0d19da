//! Parameters in the body or in a form: the request bodies of OpenAPI 3.0.

use crate::document::Tree;
use crate::document::grammar::is_method;
use crate::document::moves::local;
use crate::document::path::Path;
use crate::pointer::Pointer;
use crate::report::Code;

use super::parameters::{Place, take_style, take_value};
use super::{Map, Pass, content};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// Parameters, each with its index in the list that it was taken from.
type Indexed = Vec<(usize, Tree)>;

/// What a parameter of an operation is for.
enum Role {
    /// It stays a parameter.
    Parameter,
    /// The body, described in place.
    Body,
    /// The body, described elsewhere.
    SharedBody,
    /// A field of a form, described in place.
    Field,
    /// A field of a form, described among the shared parameters.
    SharedField(String),
}

fn role(parameter: &Tree, pass: &Pass<'_>) -> Role {
    if let Some(reference) = parameter.get("$ref").and_then(Tree::as_text) {
        return match shared_name(reference) {
            Some(name) if pass.shared.bodies.contains(&name) => Role::SharedBody,
            Some(name) if pass.shared.fields.contains_key(&name) => Role::SharedField(name),
            _ => Role::Parameter,
        };
    }
    match parameter.get("in").and_then(Tree::as_text) {
        Some("body") => Role::Body,
        Some("formData") => Role::Field,
        _ => Role::Parameter,
    }
}

/// The name of the shared parameter that a reference leads to.
fn shared_name(reference: &str) -> Option<String> {
    let place = local(reference)?;
    match place.steps() {
        [root, name] if &**root == "parameters" => Some(name.to_string()),
        _ => None,
    }
}

/// Parts parameters into those that stay such and those that are sent in a body, each with its index.
fn part(parameters: &mut Tree, pass: &Pass<'_>) -> (Indexed, Indexed) {
    let Tree::List(parameters) = parameters else {
        return (Vec::new(), Vec::new());
    };
    std::mem::take(parameters)
        .into_iter()
        .enumerate()
        .partition(|(_, parameter)| matches!(role(parameter, pass), Role::Parameter))
}

/// Puts the parameters that stay back, one close to the other.
fn put_back(list: &mut Tree, kept: Indexed, path: &Path<'_>, pass: &mut Pass<'_>) {
    let Tree::List(list) = list else { return };
    for (old, parameter) in kept {
        let (new, old) = (path.index(list.len()), path.index(old));
        pass.moves.moved(new.pointer(), old.pointer());
        list.push(parameter);
    }
}

/// Gives the bodies and fields that a path declares for all of its operations to those without their own.
pub(super) fn share_out(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    let Some(parameters) = map.get_mut("parameters") else {
        return;
    };
    let (kept, common) = part(parameters, pass);
    let old = path.key("parameters");
    if !common.is_empty() {
        for (method, operation) in map.iter_mut().filter(|(key, _)| is_method(key)) {
            let Tree::Map(operation) = operation else {
                continue;
            };
            let own = operation
                .entry("parameters".to_owned())
                .or_insert_with(|| Tree::List(Vec::new()));
            let Tree::List(own) = own else { continue };
            if own
                .iter()
                .any(|one| !matches!(role(one, pass), Role::Parameter))
            {
                continue;
            }
            let place = path.key(method);
            let place = place.key("parameters");
            for (index, parameter) in &common {
                let from = old.index(*index).pointer();
                pass.moves.made(place.index(own.len()).pointer(), &from);
                own.push(parameter.clone());
            }
        }
    }
    if let Some(parameters) = map.get_mut("parameters") {
        put_back(parameters, kept, &old, pass);
    }
}

/// Takes bodies and fields out of the parameters of an operation and describes its request body.
pub(super) fn rewrite(
    map: &mut Map,
    consumes: Option<&[String]>,
    path: &Path<'_>,
    pass: &mut Pass<'_>,
) {
    let Some(parameters) = map.get_mut("parameters") else {
        return;
    };
    let (kept, sent) = part(parameters, pass);
    let consumes = consumes.map_or_else(|| pass.shared.consumes.clone(), <[String]>::to_vec);
    let old = path.key("parameters");
    let place = path.key("requestBody");
    let mut fields: Vec<(Tree, Pointer)> = Vec::new();
    let mut body: Option<Tree> = None;
    for (index, parameter) in sent {
        let from = old.index(index);
        match (role(&parameter, pass), parameter) {
            (Role::Field, parameter) => fields.push((parameter, from.pointer())),
            (Role::SharedField(name), _) => {
                if let Some(field) = pass.shared.fields.get(&name) {
                    let place = Pointer::root().join("parameters").join(name);
                    fields.push((field.clone(), place));
                }
            }
            _ if body.is_some() => warn_second(&from, pass),
            (Role::Body, Tree::Map(parameter)) => {
                pass.moves.made(place.pointer(), &from.pointer());
                let described = describe(parameter, &consumes, (&place, &from), pass);
                body = Some(Tree::Map(described));
            }
            (_, parameter) => {
                pass.moves.made(place.pointer(), &from.pointer());
                body = Some(parameter);
            }
        }
    }
    if body.is_some() && !fields.is_empty() {
        pass.report.warning(
            Code::Parameter,
            &old.pointer(),
            "the operation has a body and fields of a form, and the fields are left out",
            "describe either of the two",
        );
    } else if !fields.is_empty() {
        body = Some(Tree::Map(describe_form(fields, &consumes, &place, pass)));
    }
    if let Some(parameters) = map.get_mut("parameters") {
        put_back(parameters, kept, &old, pass);
    }
    if let Some(body) = body {
        map.entry("requestBody".to_owned()).or_insert(body);
    }
}

fn warn_second(path: &Path<'_>, pass: &mut Pass<'_>) {
    pass.report.warning(
        Code::Parameter,
        &path.pointer(),
        "the operation has more than one body, and this one is left out",
        "describe one body",
    );
}

/// Describes a body that stands among the shared parameters.
pub(super) fn rewrite_shared(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    if map.get("in").and_then(Tree::as_text) == Some("body") {
        let consumes = pass.shared.consumes.clone();
        let parameter = std::mem::take(map);
        *map = describe(parameter, &consumes, (path, path), pass);
    }
}

/// Describes a request body by the parameter that it was.
fn describe(
    mut parameter: Map,
    consumes: &[String],
    (path, from): (&Path<'_>, &Path<'_>),
    pass: &mut Pass<'_>,
) -> Map {
    parameter.shift_remove("in");
    let schema = parameter.shift_remove("schema");
    // A body without a schema whose type stands beside it is a common slip.
    let schema = schema.unwrap_or_else(|| Tree::Map(take_value(&mut parameter)));
    if let Some(name) = parameter.shift_remove("name") {
        parameter.entry("x-body-name".to_owned()).or_insert(name);
    }
    let json = [JSON.to_owned()];
    let media_types = if consumes.is_empty() { &json } else { consumes };
    let old = from.key("schema");
    let content = content(media_types, Some(schema), path, &old, pass);
    parameter.insert("content".to_owned(), Tree::Map(content));
    parameter
}

/// Describes a form by its fields.
fn describe_form(
    fields: Vec<(Tree, Pointer)>,
    consumes: &[String],
    path: &Path<'_>,
    pass: &mut Pass<'_>,
) -> Map {
    let file = fields.iter().any(|(field, _)| is_file(field));
    let media_types = form_types(consumes, file);
    let place = path.key("content");
    let first = media_types.first().cloned().unwrap_or_default();
    let place = place.key(&first);
    let schema_place = place.key("schema");
    let place = schema_place.key("properties");
    let (mut properties, mut encodings) = (Map::new(), Map::new());
    let mut required = Vec::new();
    for (field, from) in fields {
        let Tree::Map(mut field) = field else {
            continue;
        };
        let Some(Tree::Text(name)) = field.shift_remove("name") else {
            continue;
        };
        field.shift_remove("in");
        field.shift_remove("allowEmptyValue");
        if field.shift_remove("required") == Some(Tree::Bool(true)) {
            required.push(Tree::from(name.as_str()));
        }
        let at = place.key(&name);
        pass.moves.made(at.pointer(), &from);
        if let Some(style) = take_style(&mut field, Place::Pairs, &at, pass) {
            let mut encoding = Map::new();
            style.write(&mut encoding);
            encodings.insert(name.clone(), Tree::Map(encoding));
        }
        properties.insert(name, Tree::Map(field));
    }
    let mut schema = Map::new();
    schema.insert("type".to_owned(), Tree::from("object"));
    schema.insert("properties".to_owned(), Tree::Map(properties));
    let mut body = Map::new();
    if !required.is_empty() {
        schema.insert("required".to_owned(), Tree::List(required));
        body.insert("required".to_owned(), Tree::Bool(true));
    }
    let from = schema_place;
    let mut content = content(&media_types, Some(Tree::Map(schema)), path, &from, pass);
    if !encodings.is_empty() {
        for media_type in content.values_mut() {
            media_type.insert("encoding", Tree::Map(encodings.clone()));
        }
    }
    body.insert("content".to_owned(), Tree::Map(content));
    body
}

/// The media types of a form: those of the operation that can carry it, or the one that does.
fn form_types(consumes: &[String], file: bool) -> Vec<String> {
    let fits = |name: &&String| {
        let essence = name.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case(MULTIPART) || (!file && essence.eq_ignore_ascii_case(FORM))
    };
    let fitting: Vec<String> = consumes.iter().filter(fits).cloned().collect();
    match (fitting.is_empty(), file) {
        (false, _) => fitting,
        (true, true) => vec![MULTIPART.to_owned()],
        (true, false) => vec![FORM.to_owned()],
    }
}

/// Whether a field is a file, or a list of files.
fn is_file(field: &Tree) -> bool {
    let is = |tree: &Tree| tree.get("type").and_then(Tree::as_text) == Some("file");
    is(field) || field.get("items").is_some_and(is)
}
