//! The style sheets and scripts come from `make assets`. Without them the program still builds, with bare pages.

use std::path::Path;

fn main() {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/dist");
    println!("cargo::rerun-if-changed=assets/dist");
    if !dist.join("manifest.json").exists() {
        println!("cargo::warning=assets/dist is leeg: voer eerst `make assets` uit");
        if let Err(error) = std::fs::create_dir_all(&dist) {
            println!("cargo::warning=assets/dist is niet te maken: {error}");
        }
    }
}
