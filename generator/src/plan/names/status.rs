//! The names of statuses.

/// The name of a status (RFC 9110, section 15, and the registry that it founds).
pub(in crate::plan) fn of(code: u16) -> Option<&'static str> {
    Some(match code {
        100 => "Continue",
        101 => "SwitchingProtocols",
        103 => "EarlyHints",
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritative",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        407 => "ProxyAuthenticationRequired",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "ContentTooLarge",
        414 => "UriTooLong",
        415 => "UnsupportedMediaType",
        416 => "RangeNotSatisfiable",
        417 => "ExpectationFailed",
        418 => "ImATeapot",
        421 => "MisdirectedRequest",
        422 => "UnprocessableContent",
        423 => "Locked",
        424 => "FailedDependency",
        425 => "TooEarly",
        426 => "UpgradeRequired",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        431 => "HeaderFieldsTooLarge",
        451 => "UnavailableForLegalReasons",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        505 => "VersionNotSupported",
        507 => "InsufficientStorage",
        508 => "LoopDetected",
        511 => "NetworkAuthenticationRequired",
        _ => return None,
    })
}

/// The key of a response that begins or ends with the number of its status, with a word in its place: `Generic401` is
/// `Generic Unauthorized`, and `info@200` `info Response`. A word that is there already is not said again.
pub(in crate::plan) fn in_words(key: &str) -> Option<String> {
    let is_sign = |c: char| !c.is_ascii_digit();
    let status = |digits: &str| {
        let code: u16 = digits.parse().ok().filter(|_| digits.len() == 3)?;
        Some((code, of(code)?))
    };
    let behind = key.rsplit(is_sign).next().and_then(status);
    let behind = behind.map(|status| (key.split_at(key.len() - 3).0, "", status));
    let before = || {
        Some((
            "",
            key.split_at(3).1,
            key.split(is_sign).next().and_then(status)?,
        ))
    };
    let (first, last, (code, name)) = behind.or_else(before)?;
    let [first, last] = [first, last].map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()));
    let rest = first.to_owned() + last;
    Some(match code {
        _ if rest.is_empty() => name.to_owned(),
        ..400 => format!("{rest} Response"),
        _ if super::type_name(&rest).contains(name) => rest,
        _ => format!("{first} {name} {last}"),
    })
}

/// The name of a status as a description writes it: `404`, `4XX`, `default`.
pub(super) fn written(status: &str) -> Option<&'static str> {
    match status {
        "1XX" => Some("Informational"),
        "2XX" => Some("Success"),
        "3XX" => Some("Redirect"),
        "4XX" => Some("ClientError"),
        "5XX" => Some("ServerError"),
        code if code.len() == 3 => of(code.parse().ok()?),
        _ => None,
    }
}
