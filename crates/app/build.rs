//! The style sheets and scripts come from `make assets`. Without them the program still builds, with bare pages.
//!
//! And the released program holds each piece of machine code once.

use std::{env, path::Path};

fn main() {
    vouw_gelijke_code();
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/dist");
    println!("cargo::rerun-if-changed=assets/dist");
    if !dist.join("manifest.json").exists() {
        println!("cargo::warning=assets/dist is leeg: voer eerst `make assets` uit");
        if let Err(error) = std::fs::create_dir_all(&dist) {
            println!("cargo::warning=assets/dist is niet te maken: {error}");
        }
    }
}

/// Thousands of generic functions come out as the same instructions; the linker keeps one of them, which makes the program 1.6 MiB
/// smaller (`make bench` prints its size). Rust promises nothing about the address of a function, and data is left as it is. Only mold
/// is asked: it is the linker of `.cargo/config.toml`, and another one may not know the word.
fn vouw_gelijke_code() {
    let of = |naam: &str| env::var(naam).unwrap_or_default();
    if of("PROFILE") == "release" && of("CARGO_ENCODED_RUSTFLAGS").contains("-fuse-ld=mold") {
        println!("cargo::rustc-link-arg-bins=-Wl,--icf=all");
    }
}
