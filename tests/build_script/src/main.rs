//! Prints the names of all pets.

mod pets {
    include!(concat!(env!("OUT_DIR"), "/pets/mod.rs"));
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let builder = pets::Client::builder().credentials_from_env(); // the token is in PETS_TOKEN
    let client = builder.base_url(std::env::var("PETS_URL")?).build()?;
    for pet in client.pets().list().limit(10).await? {
        println!("{}: {}", pet.name, pet.kind);
    }
    Ok(())
}
