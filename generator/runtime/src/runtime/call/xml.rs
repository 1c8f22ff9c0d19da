//! XML bodies.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Call;
use super::reply::Reply;
use crate::runtime::error::Error;
use crate::runtime::value::xml::Element;
use crate::runtime::value::xml_read::from_xml;
use crate::runtime::value::xml_write;

impl Reply {
    /// Reads an XML body.
    pub(crate) fn xml<T: DeserializeOwned>(self, element: &'static Element) -> Result<T, Error> {
        let reply = self.described()?;
        from_xml(&reply.body, element).map_err(|error| reply.error(error.path, error.source))
    }
}

impl Call {
    /// Sets an XML body.
    pub(crate) fn xml<T: Serialize>(
        mut self,
        body: T,
        element: &'static Element,
        media_type: &'static str,
    ) -> Self {
        let written = serde_json::to_value(&body)
            .map_err(|error| error.to_string())
            .and_then(|value| xml_write::write(&value, element));
        match written {
            Ok(text) => self.bytes(text, media_type),
            Err(error) => {
                self.fail(format!("the body does not encode: {error}"));
                self
            }
        }
    }
}

/// A value as the text of a document, where a parameter or a part is described so.
pub(crate) fn xml_text<T: Serialize>(value: T, element: &Element) -> XmlText {
    let value = serde_json::to_value(value).map_err(|error| error.to_string());
    XmlText(value.and_then(|value| xml_write::write(&value, element)))
}

/// The text of a document, or why there is none.
pub(crate) struct XmlText(Result<String, String>);

impl Serialize for XmlText {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Ok(text) => serializer.serialize_str(text),
            Err(why) => Err(serde::ser::Error::custom(why)),
        }
    }
}
