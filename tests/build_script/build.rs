//! Makes the module `pets` of `spec/pets.yaml`.

fn main() -> clientwright::disk::Result<()> {
    clientwright::Build::new("spec/pets.yaml").write_to_out_dir()?;
    Ok(())
}
