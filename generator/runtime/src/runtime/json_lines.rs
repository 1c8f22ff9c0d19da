//! Bodies of one JSON text a line.

use serde::Serialize;

use super::call::Call;

impl Call {
    /// Sets a body of one JSON text for each item.
    pub(crate) fn json_lines<T: Serialize>(
        mut self,
        items: impl IntoIterator<Item = T>,
        media_type: &'static str,
    ) -> Self {
        let mut body = Vec::new();
        for item in items {
            if let Err(error) = serde_json::to_writer(&mut body, &item) {
                self.fail(format!("an item of the body does not encode: {error}"));
                return self;
            }
            body.push(b'\n');
        }
        self.bytes(body, media_type)
    }
}
