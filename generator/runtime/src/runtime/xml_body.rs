//! XML bodies.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::call::Call;
use super::error::Error;
use super::reply::Reply;
use super::xml::Element;
use super::xml_read::from_xml;
use super::xml_write;

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
