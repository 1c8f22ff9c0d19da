//! Objects in short: `id=proj_1,role=member`.

use super::json::Json;
use super::model::{Field, Values};
use super::value;

/// Reads an object of known properties. A property inside an object is written `outer.inner=value`; one that is a list may
/// be named several times.
pub(crate) fn object(fields: &'static [Field], text: &str) -> Result<Json, String> {
    let mut object = Json::Object(Vec::new());
    for (name, text) in pairs(text)? {
        let (path, field) = find(fields, &name)?;
        let new = if text == "null" && field.nullable {
            Json::null()
        } else {
            value::of(field.values, &text).map_err(|message| format!("`{name}`: {message}"))?
        };
        put(&mut object, &path, new);
    }
    Ok(object)
}

/// Reads an object whose keys are the caller's.
pub(crate) fn map(values: Values, text: &str) -> Result<Json, String> {
    let pairs = pairs(text)?.into_iter();
    let members = pairs.map(|(name, text)| {
        Ok((
            name.clone(),
            value::of(values, &text).map_err(|message| format!("`{name}`: {message}"))?,
        ))
    });
    Ok(Json::Object(members.collect::<Result<_, String>>()?))
}

/// Puts a value behind members; a list goes on where there is one already.
pub(crate) fn put(object: &mut Json, path: &[&str], new: Json) {
    let held = object.at(path).cloned();
    let value = match (held, new) {
        (Some(Json::List(mut held)), Json::List(new)) => {
            held.extend(new);
            Json::List(held)
        }
        (Some(Json::Object(mut held)), Json::Object(new)) => {
            held.retain(|(name, _)| !new.iter().any(|(added, _)| added == name));
            held.extend(new);
            Json::Object(held)
        }
        (_, new) => new,
    };
    object.put(path, value);
}

/// The field that a name means, by the names on the wire or by the flags, and the members that lead to it.
pub(crate) fn find(
    fields: &'static [Field],
    name: &str,
) -> Result<(Vec<&'static str>, &'static Field), String> {
    let (first, rest) = name
        .split_once('.')
        .map_or((name, None), |(first, rest)| (first, Some(rest)));
    let by_name = |field: &&Field| field.name == name || field.flag == name;
    if let Some(field) = fields.iter().find(by_name) {
        return Ok((vec![field.name], field));
    }
    let found = fields
        .iter()
        .find(|field| field.name == first || field.flag == first);
    if let (Some((field, Values::Object(inner))), Some(rest)) =
        (found.map(|field| (field, field.values)), rest)
    {
        let (mut path, found) = find(inner.fields()?, rest)?;
        path.insert(0, field.name);
        Ok((path, found))
    } else {
        let known: Vec<&str> = fields.iter().map(|field| field.name).collect();
        Err(format!(
            "there is no `{name}`; there are {}",
            known.join(", ")
        ))
    }
}

/// The pairs of a text. A comma, and anything else, may stand in a value between double quotes, with `\"` and `\\` for a
/// quote and a backslash.
fn pairs(text: &str) -> Result<Vec<(String, String)>, String> {
    let mut pairs = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let Some((name, after)) = rest.split_once('=') else {
            return Err(format!(
                "expected name=value, not `{rest}`; or a JSON object"
            ));
        };
        let (value, after) = if let Some(quoted) = after.strip_prefix('"') {
            in_quotes(quoted)?
        } else {
            let end = after.find(',').unwrap_or(after.len());
            (after[..end].to_owned(), &after[end..])
        };
        rest = match after.strip_prefix(',') {
            Some(after) => after,
            None if after.is_empty() => after,
            None => return Err(format!("expected a comma before `{after}`")),
        };
        pairs.push((name.trim().to_owned(), value));
    }
    Ok(pairs)
}

fn in_quotes(text: &str) -> Result<(String, &str), String> {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Ok((value, &text[at + 1..])),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    Err("a double quote is not closed".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{map, object};
    use crate::cli::model::{Field, Values};
    use crate::cli::row::Object;

    static INNER: Object = Object::new("HOME [{\"name\":\"city\"}]", "HOME");
    static FIELDS: &[Field] = &[
        Field {
            flag: "id",
            name: "id",
            ..Field::DEFAULT
        },
        Field {
            flag: "sort-by",
            name: "sortBy",
            values: Values::List(&Values::Integer),
            nullable: true,
            ..Field::DEFAULT
        },
        Field {
            flag: "home",
            name: "home",
            values: Values::Object(&INNER),
            ..Field::DEFAULT
        },
    ];

    fn short(text: &str) -> Result<String, String> {
        object(FIELDS, text).map(|json| json.to_string())
    }

    #[test]
    fn pairs_become_members() {
        assert_eq!(
            short("id=a,home.city=b").unwrap(),
            r#"{"id":"a","home":{"city":"b"}}"#
        );
        assert_eq!(
            short(r#"id="a,\"b\"",sortBy=1,sort-by=2"#).unwrap(),
            r#"{"id":"a,\"b\"","sortBy":[1,2]}"#
        );
        assert_eq!(short("sortBy=null").unwrap(), r#"{"sortBy":null}"#);
        assert_eq!(short("id=").unwrap(), r#"{"id":""}"#);
        assert_eq!(
            map(Values::Text, "k=v,x=1").unwrap().to_string(),
            r#"{"k":"v","x":"1"}"#
        );
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(
            short("ids=a").unwrap_err(),
            "there is no `ids`; there are id, sortBy, home"
        );
        assert_eq!(
            short("a").unwrap_err(),
            "expected name=value, not `a`; or a JSON object"
        );
        assert_eq!(
            short(r#"id="a"#).unwrap_err(),
            "a double quote is not closed"
        );
        assert_eq!(
            short("sortBy=x").unwrap_err(),
            "`sortBy`: expected a whole number, not `x`"
        );
    }
}
