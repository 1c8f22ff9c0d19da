//! What generated files import: the one table from which their `use` declarations are made, and by which names of the
//! description keep out of the way.

/// What every crate exports of the runtime at its root. An operation has no request of such a name, so that nobody mistakes one
/// for the other.
pub const EXPORTS: [&str; 16] = [
    "ApiError",
    "BuildError",
    "Bytes",
    "CallOptions",
    "Client",
    "ClientBuilder",
    "DecodeError",
    "Error",
    "Headers",
    "RequestInfo",
    "Response",
    "ResponseInfo",
    "RetryPolicy",
    "Secret",
    "TransportError",
    "TransportErrorKind",
];

/// The files of a crate in which an item may be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Importer {
    /// Those of `types/`, where every type of the description is declared: none of these may have the item's name.
    Types,
    /// Those of `api/`, `headers.rs` and `error_body.rs`, which name types of the description: one that has the item's
    /// name is written `types::Name` there.
    Calls,
    /// `webhooks.rs` and `callbacks.rs`, where the same holds as for the calls.
    Incoming,
    /// `client.rs` and `xml.rs`, which name no type of the description.
    Facts,
}

macro_rules! imports {
    ($($variant:ident = $path:literal $name:literal in $($importer:ident)+,)*) => {
        /// An item that is not of the description, and that a generated file may import.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each is named after the item")]
        pub enum Import {
            $($variant,)*
        }

        impl Import {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The path before the item's name.
            #[must_use]
            pub fn path(self) -> &'static str {
                match self {
                    $(Self::$variant => $path,)*
                }
            }

            /// The item's name.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The files in which it may be imported.
            #[must_use]
            pub fn importers(self) -> &'static [Importer] {
                match self {
                    $(Self::$variant => &[$(Importer::$importer),+],)*
                }
            }
        }
    };
}

imports! {
    Accept = "crate::runtime" "accept" in Calls,
    AnyResponse = "crate::runtime" "any_response" in Calls,
    Api = "crate::runtime" "Api" in Facts,
    AuthorizationCode = "crate::runtime" "AuthorizationCode" in Facts,
    Base64 = "crate::runtime" "Base64" in Types Calls,
    Body = "crate::runtime" "Body" in Calls,
    Bytes = "bytes" "Bytes" in Types Calls,
    Call = "crate::runtime" "Call" in Calls,
    Client = "crate::runtime" "Client" in Facts Calls,
    ClientBuilder = "crate::runtime" "ClientBuilder" in Facts,
    ClientCredentials = "crate::runtime" "ClientCredentials" in Facts,
    Content = "crate::runtime" "Content" in Facts,
    Cursor = "crate::runtime" "Cursor" in Calls,
    Date = "crate::runtime" "Date" in Types Calls,
    DateTime = "crate::runtime" "DateTime" in Types Calls,
    DeviceCode = "crate::runtime" "DeviceCode" in Facts,
    Element = "crate::runtime" "Element" in Facts,
    Encoding = "crate::runtime" "Encoding" in Calls,
    FormText = "crate::runtime" "form_text" in Calls,
    XmlText = "crate::runtime" "xml_text" in Calls,
    Error = "crate::runtime" "Error" in Calls,
    ErrorBody = "crate::error_body" "ErrorBody" in Calls,
    Events = "crate::runtime" "Events" in Calls,
    FilePart = "crate::runtime" "FilePart" in Calls,
    FromSlice = "crate::runtime" "from_slice" in Calls,
    FromXml = "crate::runtime" "from_xml" in Calls,
    Header = "crate::runtime" "Header" in Calls,
    IntegerEnum = "crate::runtime" "integer_enum" in Types,
    Items = "crate::runtime" "Items" in Calls,
    JsonLines = "crate::runtime" "JsonLines" in Calls,
    Link = "crate::runtime" "Link" in Calls,
    Map = "crate::runtime" "Map" in Types Calls,
    Maybe = "crate::runtime" "Maybe" in Types Calls,
    Member = "crate::runtime" "Member" in Facts,
    Method = "crate::runtime" "Method" in Calls,
    Newtype = "crate::runtime" "newtype" in Types,
    Object = "crate::runtime" "object" in Types,
    Offset = "crate::runtime" "Offset" in Calls,
    Operation = "crate::runtime" "Operation" in Calls,
    PageNumber = "crate::runtime" "PageNumber" in Calls,
    PageParameter = "crate::runtime" "PageParameter" in Calls,
    Pages = "crate::runtime" "Pages" in Calls,
    Payload = "crate::runtime" "payload" in Incoming,
    Password = "crate::runtime" "Password" in Facts,
    Reply = "crate::runtime" "Reply" in Calls,
    Request = "crate::runtime" "request" in Calls,
    Said = "crate::runtime" "said" in Incoming,
    Scheme = "crate::runtime" "Scheme" in Facts,
    SchemeKind = "crate::runtime" "SchemeKind" in Facts,
    Secret = "crate::runtime" "Secret" in Facts,
    Server = "crate::runtime" "Server" in Facts Calls,
    Status = "crate::runtime" "Status" in Calls,
    StringEnum = "crate::runtime" "string_enum" in Types,
    Style = "crate::runtime" "Style" in Calls,
    TokenSource = "crate::runtime" "TokenSource" in Facts,
    Types = "crate::types" "self" in Calls Incoming,
    Union = "crate::runtime" "union" in Types,
    UnixTime = "crate::runtime" "UnixTime" in Types Calls,
    Uuid = "uuid" "Uuid" in Types Calls,
    Serialize = "serde" "Serialize" in Calls,
    Value = "serde_json" "Value" in Types Calls Incoming,
    ValueEnum = "crate::runtime" "value_enum" in Types,
    Variable = "crate::runtime" "Variable" in Facts Calls,
    WebhookError = "crate::runtime" "WebhookError" in Incoming,
    Xml = "crate::xml" "self" in Calls,
}

impl Import {
    /// The names that these files import.
    pub fn names(importer: Importer) -> impl Iterator<Item = &'static str> {
        let is_meant = move |import: &&Self| import.importers().contains(&importer);
        Self::ALL
            .iter()
            .filter(is_meant)
            .map(|import| import.name())
    }
}
