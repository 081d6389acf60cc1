//! Stories that cross slices: named persons, the real router, a fresh database of each kind.

mod demonstratie;
mod gesprek;
mod house;
mod klantkop;
mod toegang;
