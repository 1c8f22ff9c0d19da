//! What a file of the table names, told by its rows and not by their text, in which a description may say anything.

use std::collections::BTreeSet;

use crate::rust::{
    Command, CommandBodyKind, CommandField, CommandPaging, CommandValues, ParamStyle,
};

/// The names, by where they come from.
#[derive(Default)]
pub(super) struct Used {
    /// Of `client::untyped`.
    pub(super) client: BTreeSet<String>,
    /// Of `crate::cli::model`.
    pub(super) model: BTreeSet<String>,
    /// Of `crate::cli`.
    pub(super) functions: BTreeSet<String>,
    /// Of `crate::table`.
    pub(super) table: BTreeSet<String>,
}

impl Used {
    /// Takes what a command names.
    pub(super) fn command(&mut self, command: &Command) {
        self.of_client(&["Method", "Operation"]);
        self.of_model(&["Command"]);
        for scheme in command.security.iter().flatten() {
            self.of_client(&[scheme.as_str()]);
        }
        if let Some(server) = &command.server {
            self.of_client(&["Server"]);
            if !server.variables.is_empty() {
                self.of_client(&["Variable"]);
            }
        }
        if let Some(paging) = &command.paging {
            self.of_client(&["Paging"]);
            if let CommandPaging::Cursor { .. } = paging {
                self.of_client(&["NextPage"]);
            }
        }
        if command.streamed {
            self.functions.insert("stream".to_owned());
        }
        if command.switch.is_some() {
            self.of_model(&["Place", "Switch"]);
        }
        if !command.responses.is_empty() {
            self.of_model(&["Response"]);
        }
        for parameter in &command.parameters {
            self.of_client(&["Encoding"]);
            self.of_model(&["Location", "Parameter"]);
            self.style(&parameter.style);
            self.field(&parameter.field);
        }
        for body in &command.bodies {
            self.of_model(&["Body", "BodyKind"]);
            match body.kind {
                CommandBodyKind::Form => self.functions.insert("form".to_owned()),
                CommandBodyKind::Multipart => self.functions.insert("multipart".to_owned()),
                CommandBodyKind::Json | CommandBodyKind::Whole => false,
            };
            for (_, style) in &body.styles {
                self.of_client(&["Encoding"]);
                self.style(style);
            }
            for field in &body.fields {
                self.field(field);
            }
        }
    }

    /// Takes what a field names.
    pub(super) fn field(&mut self, field: &CommandField) {
        self.of_model(&["Field"]);
        if field.values != CommandValues::Text {
            self.of_model(&["Values"]);
        }
        if has_object(&field.values) {
            self.table.insert("fields".to_owned());
        }
    }

    fn style(&mut self, style: &ParamStyle) {
        match style {
            ParamStyle::Styled { .. } => self.of_client(&["Style"]),
            ParamStyle::Form(styles) => styles.iter().for_each(|(_, style)| self.style(style)),
            ParamStyle::Plain | ParamStyle::Json | ParamStyle::Xml(_) | ParamStyle::Text => {}
        }
    }

    fn of_client(&mut self, names: &[&str]) {
        self.client.extend(names.iter().map(ToString::to_string));
    }

    fn of_model(&mut self, names: &[&str]) {
        self.model.extend(names.iter().map(ToString::to_string));
    }
}

fn has_object(values: &CommandValues) -> bool {
    match values {
        CommandValues::Object(_) => true,
        CommandValues::List(inner) | CommandValues::Map(inner) => has_object(inner),
        _ => false,
    }
}
