//! The style sheets and scripts come from `make assets`. Without them the program still builds, with bare pages.
//!
//! And the released program holds each piece of machine code once, and its relocations packed.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

fn main() {
    maak_klein();
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/dist");
    println!("cargo::rerun-if-changed=assets/dist");
    if !dist.join("manifest.json").exists() {
        println!("cargo::warning=assets/dist is leeg: voer eerst `make assets` uit");
        if let Err(error) = std::fs::create_dir_all(&dist) {
            println!("cargo::warning=assets/dist is niet te maken: {error}");
        }
    }
}

/// How the released program is linked smaller (`make bench` prints its size).
///
/// - Thousands of generic functions come out as the same instructions; the linker keeps one of them: 1.6 MiB. Rust promises nothing
///   about the address of a function, and data is left as it is.
/// - A program that can be loaded at any address carries a list of what must be moved along: 3.6 MiB, packed a twentieth of that. It then asks
///   glibc 2.36, of Debian 12. The mold of Debian 12 writes a program with it that does not start, so that the linker that comes with
///   Rust does this one step.
///
/// Only with the linker of `.cargo/config.toml`: another one may not know the words.
fn maak_klein() {
    let of = |naam: &str| env::var(naam).unwrap_or_default();
    if of("PROFILE") != "release" || !of("CARGO_ENCODED_RUSTFLAGS").contains("-fuse-ld=mold") {
        return;
    }
    println!("cargo::rustc-link-arg-bins=-Wl,--icf=all");
    if let Some(map) = linker_van_rust(&of("RUSTC"), &of("TARGET")) {
        println!("cargo::rustc-link-arg-bins=-B{}", map.display());
        println!("cargo::rustc-link-arg-bins=-fuse-ld=lld");
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// The folder of the linker that comes with Rust; not every distribution brings it.
fn linker_van_rust(rustc: &str, target: &str) -> Option<PathBuf> {
    let sysroot = Command::new(rustc).args(["--print", "sysroot"]).output().ok()?;
    let sysroot = String::from_utf8(sysroot.stdout).ok()?;
    let map = Path::new(sysroot.trim()).join("lib/rustlib").join(target).join("bin/gcc-ld");
    map.join("ld.lld").exists().then_some(map)
}
