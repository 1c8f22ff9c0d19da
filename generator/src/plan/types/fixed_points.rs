//! Fixed points over the graph of types: which way each travels and where a box is needed.

use std::collections::BTreeSet;

use crate::ir::{Additional, Api, Direction, Media, Operation, Type, TypeId, TypeKind};

use super::graph::{components, depth};
use super::{Shape, Types};

/// Calls `each` with every type that is named in `ty`.
pub(super) fn refs(ty: &Type, each: &mut impl FnMut(TypeId)) {
    let mut open = vec![ty];
    while let Some(ty) = open.pop() {
        match ty {
            Type::Ref(id) => each(*id),
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => open.push(inner),
            Type::Tuple(members) => open.extend(members.iter().rev()),
            _ => {}
        }
    }
}

/// The types that the bodies of an operation are made of, requests and responses.
pub(in crate::plan) fn exchanged(operation: &Operation) -> Vec<TypeId> {
    let mut found = Vec::new();
    let sent = operation.body.iter().flat_map(|body| &body.contents);
    let received = operation
        .responses
        .iter()
        .flat_map(|response| &response.contents);
    for content in sent.chain(received) {
        media(&content.media, &mut |id| found.push(id));
    }
    found
}

/// Which way each type travels, and whether an operation sends it. What no operation uses is made for both.
pub(super) fn travel(api: &Api) -> (Vec<Direction>, Vec<bool>) {
    let mut sent: Vec<TypeId> = Vec::new();
    let mut received: Vec<TypeId> = Vec::new();
    for operation in &api.operations {
        for param in &operation.params {
            refs(&param.ty, &mut |id| sent.push(id));
        }
        for content in operation.body.iter().flat_map(|body| &body.contents) {
            media(&content.media, &mut |id| sent.push(id));
        }
        for response in &operation.responses {
            for content in &response.contents {
                media(&content.media, &mut |id| received.push(id));
            }
        }
    }
    for incoming in &api.incoming {
        for content in incoming.body.iter().flat_map(|body| &body.contents) {
            media(&content.media, &mut |id| received.push(id));
        }
        for response in &incoming.responses {
            for content in &response.contents {
                media(&content.media, &mut |id| sent.push(id));
            }
        }
    }
    if let Some(body) = &api.error_body {
        refs(body, &mut |id| received.push(id));
    }
    let sent = reach(api, sent, true);
    let received = reach(api, received, false);
    let directions = sent
        .iter()
        .zip(received)
        .map(|(&request, response)| Direction {
            request: request || !response,
            response: response || !request,
        });
    (directions.collect(), sent)
}

fn media(media: &Media, each: &mut impl FnMut(TypeId)) {
    match media {
        Media::Json(ty) | Media::Xml(ty, _) | Media::Events(ty) | Media::JsonLines(ty) => {
            refs(ty, each);
        }
        Media::Form { ty, fields } => {
            refs(ty, each);
            for field in fields {
                refs(&field.ty, each);
            }
        }
        Media::Multipart { parts, .. } => {
            for part in parts {
                refs(&part.ty, each);
                let headers = part.headers.iter();
                headers.for_each(|header| refs(&header.ty, each));
            }
        }
        Media::Text | Media::Bytes => {}
    }
}

/// What is reached from these types, leaving out fields that do not travel this way.
fn reach(api: &Api, from: Vec<TypeId>, request: bool) -> Vec<bool> {
    let mut reached = vec![false; api.types.len()];
    let mut open = from;
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut reached[id.index()], true) {
            continue;
        }
        match &api.type_def(id).kind {
            TypeKind::Object(object) => {
                for field in &object.fields {
                    let stays = if request {
                        field.read_only
                    } else {
                        field.write_only
                    };
                    if !stays {
                        refs(&field.ty, &mut |id| open.push(id));
                    }
                }
                if let Additional::Typed(ty) = &object.additional {
                    refs(ty, &mut |id| open.push(id));
                }
            }
            TypeKind::Union(union) => {
                for variant in &union.variants {
                    refs(&variant.ty, &mut |id| open.push(id));
                }
            }
            TypeKind::Alias(ty) => refs(ty, &mut |id| open.push(id)),
            TypeKind::Enum(_) => {}
        }
    }
    reached
}

/// The fields and members that have to be boxed, because they would hold their own type without end.
///
/// Fields are boxed first; a member of a union only where a circle has no field.
pub(super) fn boxed(types: &Types<'_>) -> BTreeSet<(usize, usize)> {
    let mut boxed = BTreeSet::new();
    for shape in [Shape::Struct, Shape::Union] {
        let held = held(types, &boxed);
        let edges: Vec<Vec<usize>> = held
            .iter()
            .map(|parts| parts.iter().map(|(_, id)| *id).collect())
            .collect();
        let found = components(&edges);
        for (from, parts) in held.iter().enumerate() {
            if types.shapes[from] == shape {
                let own = parts.iter().filter(|(_, to)| found.on_circle(from, *to));
                boxed.extend(own.map(|(place, _)| (from, *place)));
            }
        }
    }
    box_large(types, &mut boxed);
    boxed
}

/// How many machine words a struct may hold in place: a value is moved from function to function, and a stack that holds
/// many large ones is soon used up.
const MOST_WORDS: usize = 512;

/// How many words a field takes that holds no struct or union in place, as a text does.
const FIELD_WORDS: usize = 3;

/// Boxes fields of structs that would be too large without, the largest first. There is no circle any more.
fn box_large(types: &Types<'_>, boxed: &mut BTreeSet<(usize, usize)>) {
    let held = held(types, boxed);
    let edges: Vec<Vec<usize>> = held
        .iter()
        .map(|parts| parts.iter().map(|(_, id)| *id).collect())
        .collect();
    let mut words = vec![0; edges.len()];
    for index in components(&edges).innermost_first() {
        let shape = &types.shapes[index];
        let fields = members(types, index, shape).len() * FIELD_WORDS;
        let mut parts: Vec<(usize, usize)> = held[index]
            .iter()
            .map(|(place, id)| (words[*id], *place))
            .collect();
        parts.sort_unstable();
        if *shape != Shape::Struct {
            let largest = parts.last().map(|(words, _)| *words);
            words[index] = largest.unwrap_or_default().max(FIELD_WORDS);
            continue;
        }
        let mut total = fields + parts.iter().map(|(words, _)| words).sum::<usize>();
        while total > MOST_WORDS
            && let Some((words, place)) = parts.pop()
        {
            boxed.insert((index, place));
            total -= words;
        }
        words[index] = total;
    }
}

/// How deep the compiler has to look into a type, where that is deeper than it looks unless told.
///
/// Whether a future can be sent to another thread depends on each type inside each other, with `Option`, `Vec` and what
/// these are made of between two of them. The fields of a struct are tuples, each inside the other, in parts of 64.
pub(in crate::plan) fn recursion_limit(types: &Types<'_>) -> Option<usize> {
    const BETWEEN: usize = 8;
    const UNTOLD: usize = 128;
    const FIELDS: usize = 64;
    const AROUND: usize = 24;
    let edges = edges(types.api);
    let fields = types.api.types.iter().map(|def| match &def.kind {
        TypeKind::Object(object) => object.fields.len() / FIELDS + AROUND,
        _ => 0,
    });
    let limit = fields.fold(depth(&edges) * BETWEEN, usize::max);
    (limit > UNTOLD).then(|| limit.next_power_of_two())
}

/// For each type, those that it names.
pub(super) fn edges(api: &Api) -> Vec<Vec<usize>> {
    let edges = api.types.iter().map(|def| {
        let mut next = Vec::new();
        inside(&def.kind, &mut |id| next.push(id.index()));
        next
    });
    edges.collect()
}

/// Calls `each` with every type that a type names.
fn inside(kind: &TypeKind, each: &mut impl FnMut(TypeId)) {
    match kind {
        TypeKind::Object(object) => {
            for field in &object.fields {
                refs(&field.ty, each);
            }
            if let Additional::Typed(ty) = &object.additional {
                refs(ty, each);
            }
        }
        TypeKind::Union(union) => {
            for variant in &union.variants {
                refs(&variant.ty, each);
            }
        }
        TypeKind::Alias(ty) => refs(ty, each),
        TypeKind::Enum(_) => {}
    }
}

/// For each type, the structs and unions that its values hold without a pointer between, and at which place.
fn held(types: &Types<'_>, boxed: &BTreeSet<(usize, usize)>) -> Vec<Vec<(usize, usize)>> {
    let mut held = Vec::new();
    for (index, shape) in types.shapes.iter().enumerate() {
        let mut parts = Vec::new();
        for (place, ty) in members(types, index, shape).into_iter().enumerate() {
            if !boxed.contains(&(index, place)) {
                direct(types, ty, &mut |id| parts.push((place, id.index())));
            }
        }
        held.push(parts);
    }
    held
}

/// The types of a struct's fields or of a union's members.
fn members<'a>(types: &Types<'a>, index: usize, shape: &Shape) -> Vec<&'a Type> {
    match (&types.api.types[index].kind, shape) {
        (TypeKind::Object(object), Shape::Struct) => {
            object.fields.iter().map(|field| &field.ty).collect()
        }
        (TypeKind::Union(union), Shape::Union) => {
            union.variants.iter().map(|variant| &variant.ty).collect()
        }
        _ => Vec::new(),
    }
}

/// Calls `each` with every struct and union that a value of the type holds in place.
fn direct(types: &Types<'_>, ty: &Type, each: &mut impl FnMut(TypeId)) {
    let mut open = vec![ty];
    while let Some(ty) = open.pop() {
        match types.resolve(ty) {
            Type::Ref(id) => each(*id),
            Type::Tuple(members) => open.extend(members.iter().rev()),
            _ => {}
        }
    }
}
