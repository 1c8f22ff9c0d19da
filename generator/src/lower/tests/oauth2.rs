//! The flows of OAuth 2.0, in each version of OpenAPI.

use super::{outline, same};

#[test]
fn flows_of_3_x() {
    let found = outline(
        r"
openapi: 3.2.0
info: {title: T, version: '1'}
paths: {}
components:
  securitySchemes:
    all:
      type: oauth2
      flows:
        implicit: {authorizationUrl: https://a, scopes: {i: in}}
        password: {tokenUrl: https://p, scopes: {p: pass}}
        clientCredentials: {tokenUrl: https://c, refreshUrl: '', scopes: {}}
        authorizationCode: {authorizationUrl: https://a, tokenUrl: https://t, refreshUrl: https://r, scopes: {a: any}}
        deviceAuthorization: {deviceAuthorizationUrl: https://d, tokenUrl: https://t, scopes: {a: any, d: dev}}
    device: {type: oauth2, flows: {deviceAuthorization: {tokenUrl: https://t, scopes: {}}}}
",
    );
    same(
        &found,
        r#"
        api "T" "1"
        auth all: oauth2 from https://c code at https://a from https://t again from https://r device at https://d from https://t password from https://p ["i", "p", "a", "d"]
        auth device: oauth2 device at  from https://t []
        Unsupported unsupported /components/securitySchemes/all/flows/implicit: clients do not begin the implicit flow, which OAuth 2.1 drops; the caller gives the token
        Warning security /components/securitySchemes/device/flows/deviceAuthorization: the flow has no `deviceAuthorizationUrl`; the caller has to give it
        "#,
    );
}

#[test]
fn flows_of_2_0() {
    let found = outline(
        r"
swagger: '2.0'
info: {title: T, version: '1'}
paths: {}
securityDefinitions:
  i: {type: oauth2, flow: implicit, authorizationUrl: https://a, scopes: {r: read}}
  p: {type: oauth2, flow: password, tokenUrl: https://t}
  a: {type: oauth2, flow: application, tokenUrl: https://t}
  c: {type: oauth2, flow: accessCode, authorizationUrl: https://a, tokenUrl: https://t}
",
    );
    same(
        &found,
        r#"
        api "T" "1"
        server /
        auth i: oauth2 ["r"]
        auth p: oauth2 password from https://t []
        auth a: oauth2 from https://t []
        auth c: oauth2 code at https://a from https://t []
        Unsupported unsupported /components/securitySchemes/i/flows/implicit: clients do not begin the implicit flow, which OAuth 2.1 drops; the caller gives the token
        "#,
    );
}
