//! Keeps customers, and takes money.

use crate::stripe::types::{
    GetCustomersCreatedRangeQuerySpecs, PaymentIntentStatus, PostCustomersBody,
    PostCustomersBodyAddressOptionalFields, PostPaymentIntentsBody,
};
use crate::stripe::{Client, Error};

pub async fn add(client: &Client) -> Result<String, Error> {
    let address = PostCustomersBodyAddressOptionalFields::new()
        .city("Rome")
        .country("IT");
    let body = PostCustomersBody::new()
        .email("ada@example.com")
        .address(address)
        .metadata([("order", "6735")])
        .preferred_locales(["it", "en"])
        .tax_exempt("none");
    let customer = client.post_customers().body(body).await?;
    Ok(customer.id)
}

pub async fn forget_the_address(client: &Client) -> Result<String, Error> {
    Ok(client
        .post_customers()
        .body(PostCustomersBody::new().address(""))
        .await?
        .id)
}

pub async fn since(client: &Client, time: i64) -> Result<Vec<String>, Error> {
    let mut customers = client
        .get_customers()
        .created(GetCustomersCreatedRangeQuerySpecs::new().gte(time))
        .expand(["data.sources"])
        .limit(2)
        .items();
    let mut ids = Vec::new();
    while let Some(customer) = customers.try_next().await? {
        ids.push(customer.id);
    }
    Ok(ids)
}

pub async fn charge(client: &Client, customer: &str) -> Result<bool, Error> {
    let body = PostPaymentIntentsBody::new(2000, "eur")
        .customer(customer)
        .automatic_payment_methods(true)
        .payment_method_types(["card"])
        .metadata([("order", "6735")]);
    let intent = client.post_payment_intents(body).await?;
    let who = intent
        .customer
        .as_ref()
        .and_then(|customer| customer.as_text());
    assert_eq!(who, Some(customer));
    Ok(intent.status == PaymentIntentStatus::Succeeded)
}
