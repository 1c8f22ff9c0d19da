//! Whole queries: parameters that are `in: querystring` (OpenAPI 3.2, Parameter Object).

use serde::Serialize;
use serde_json::Value;

use super::Call;
use crate::runtime::value::encode::{Keep, percent_encode};
use crate::runtime::value::style::{self, Encoding};

impl Call {
    /// Sets the whole query to a text.
    pub(crate) fn query_text<T: Serialize>(mut self, query: T) -> Self {
        match serde_json::to_value(query) {
            Ok(value) => self.set_encoded_query(style::text(&value)),
            Err(error) => self.fail(format!("the query does not encode: {error}")),
        }
        self
    }

    /// Sets the whole query to JSON text.
    pub(crate) fn query_json<T: Serialize>(mut self, query: T) -> Self {
        match serde_json::to_string(&query) {
            Ok(text) => self.set_encoded_query(Some(text)),
            Err(error) => self.fail(format!("the query does not encode: {error}")),
        }
        self
    }

    /// Sets the whole query to a form of the properties of an object; those that are named are written otherwise than the rest.
    pub(crate) fn query_form<T: Serialize>(
        mut self,
        query: T,
        encodings: &[(&str, Encoding)],
    ) -> Self {
        match pairs(&query, encodings) {
            Ok(pairs) => self.set_query(pairs),
            Err(why) => self.fail(format!("the query {why}")),
        }
        self
    }

    fn set_encoded_query(&mut self, text: Option<String>) {
        let text = text.filter(|text| !text.is_empty());
        let query = text.map(|text| percent_encode(&text, Keep::Unreserved));
        self.set_query(query.into_iter().collect());
    }

    /// Sets what stands in the query in the place of parameters, encoded.
    fn set_query(&mut self, query: Vec<String>) {
        self.query.retain(|(name, _)| !name.is_empty());
        self.query.push(("", query));
    }
}

/// The pairs of a form.
pub(crate) fn pairs<T: Serialize>(
    of: &T,
    encodings: &[(&str, Encoding)],
) -> Result<Vec<String>, String> {
    let members = match serde_json::to_value(of) {
        Ok(Value::Object(members)) => members,
        Ok(_) => return Err("is no object, so it can't be sent as a form".to_owned()),
        Err(error) => return Err(format!("does not encode: {error}")),
    };
    let pairs = members.iter().flat_map(|(name, value)| {
        let told = encodings.iter().find(|(named, _)| named == name);
        let encoding = match (told, value) {
            (Some((_, told)), _) => *told,
            // An object has no style of its own here (OpenAPI, Encoding Object).
            (None, Value::Object(_)) => Encoding::Json,
            (None, _) => Encoding::FORM,
        };
        style::pairs(name, value, encoding)
    });
    Ok(pairs.collect())
}
