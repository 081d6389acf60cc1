//! Stories that cross slices: named persons, the real router, a fresh database of each kind.

mod demonstratie;
pub(crate) mod gesprek;
mod hersteltermijn;
mod house;
mod klantkop;
mod toegang;
mod verzetten;
