//! The program over a description like that of Stripe.

use clientwright_program_tests::{payments, stripe};
use clientwright_tests::{Answer, Server};
use serde_json::{Value, json};

#[tokio::test]
async fn runs() {
    let customer = json!({"id":"c1","object":"customer","created":1,"livemode":false});
    let page = |data: &[&Value], more: bool| {
        json!({"object":"list","url":"/v1/customers","data":data,"has_more":more}).to_string()
    };
    let intent = json!({"id":"p","object":"payment_intent","amount":2000,"capture_method":"automatic","confirmation_method":"automatic",
        "created":1,"currency":"eur","livemode":false,"payment_method_types":["card"],"status":"succeeded","customer":"c1"});
    let server = Server::script([
        Answer::json(200, customer.to_string()),
        Answer::json(200, customer.to_string()),
        Answer::json(200, page(&[&customer], true)),
        Answer::json(200, page(&[], false)),
        Answer::json(200, intent.to_string()),
    ]);
    let client = stripe::Client::builder()
        .base_url(server.url())
        .bearer("k")
        .build()
        .unwrap();
    assert_eq!(payments::add(&client).await.unwrap(), "c1");
    assert_eq!(payments::forget_the_address(&client).await.unwrap(), "c1");
    assert_eq!(payments::since(&client, 5).await.unwrap(), ["c1"]);
    assert!(payments::charge(&client, "c1").await.unwrap());
    let sent = server.requests();
    assert_eq!(
        sent[0].text(),
        "address[city]=Rome&address[country]=IT&email=ada%40example.com&metadata[order]=6735&preferred_locales[0]=it&preferred_locales[1]=en&tax_exempt=none"
    );
    assert_eq!(sent[1].text(), "address=");
    assert!(
        sent[4]
            .text()
            .contains("automatic_payment_methods[enabled]=true")
    );
}
