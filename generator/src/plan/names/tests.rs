//! How names of descriptions are written in Rust.

use super::{Scope, pascal, screaming, snake, spelled, type_name};

#[test]
fn names_follow_rust_conventions() {
    assert_eq!(type_name("google.rpc.Status"), "GoogleRpcStatus");
    assert_eq!(pascal("partner_csp_unit"), "PartnerCspUnit");
    assert_eq!(pascal("gpt-3.5-turbo"), "Gpt3_5Turbo");
    assert_eq!(snake("list-invites"), "list_invites");
    assert_eq!(snake("inviteUser"), "invite_user");
    assert_eq!(snake("@type"), "type");
    assert_eq!(snake("userIDs"), "user_ids");
    assert_eq!(snake("the user's 'own' don’ts"), "the_users_own_donts");
    assert_eq!(type_name("OAuth2Token"), "Oauth2Token");
    assert_eq!(screaming("list-invites"), "LIST_INVITES");
}

#[test]
fn names_without_letters_are_spelled() {
    assert_eq!(pascal("+1"), "Plus1");
    assert_eq!(pascal("-1"), "Minus1");
    assert_eq!(pascal("<="), "LessOrEqual");
    assert_eq!(pascal("*"), "Asterisk");
    assert_eq!(pascal(""), "Empty");
    assert_eq!(pascal(" "), "Space");
    assert_eq!(pascal("\u{e000}"), "Ue000");
    assert_eq!(snake("$"), "dollar");
    assert_eq!(pascal(&spelled("c++")), "CPlusPlus");
}

#[test]
fn letters_of_every_alphabet_are_written_with_latin_ones() {
    assert_eq!(snake("größe"), "grosse");
    assert_eq!(snake("gro\u{308}\u{df}e"), "grosse");
    assert_eq!(pascal("Élément_de_menu"), "ElementDeMenu");
    assert_eq!(snake("имя"), "imia");
    assert_eq!(snake("名前"), "ming_qian");
    assert_eq!(type_name("中"), "Zhong");
}

#[test]
fn names_do_not_begin_with_a_digit() {
    assert_eq!(pascal("256x256"), "Value256x256");
    assert_eq!(type_name("3d_model"), "Type3dModel");
    assert_eq!(snake("2fa"), "value_2fa");
}

#[test]
fn keywords_are_raw_or_suffixed() {
    let mut scope = Scope::default();
    assert_eq!(scope.claim(&["type"]).as_str(), "r#type");
    assert_eq!(scope.claim(&["self"]).as_str(), "self_");
    assert_eq!(scope.claim(&["Self"]).as_str(), "Self_");
    assert_eq!(scope.claim(&["Self"]).as_str(), "Self2");
}

#[test]
fn a_scope_gives_each_name_once() {
    let mut scope = Scope::new(["new"]);
    assert_eq!(scope.claim(&["new", "new_value"]).as_str(), "new_value");
    assert_eq!(scope.claim(&["Get"]).as_str(), "Get");
    assert_eq!(scope.claim(&["Get"]).as_str(), "Get2");
    assert_eq!(scope.claim(&["Get"]).as_str(), "Get3");
    assert_eq!(scope.claim(&["id"]).as_str(), "id");
    assert_eq!(scope.claim(&["id"]).as_str(), "id_2");
}

#[test]
fn long_names_are_cut() {
    assert!(snake(&"word_".repeat(1000)).len() <= 100);
}
