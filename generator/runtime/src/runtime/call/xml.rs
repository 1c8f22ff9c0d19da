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
