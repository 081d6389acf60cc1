//! Stories that cross slices: named persons, the real router, a fresh database of each kind.

mod aanbieder;
mod buurgemeente;
mod demonstratie;
pub(crate) mod gesprek;
pub(crate) mod hersteltermijn;
mod house;
mod justitie;
mod klantkop;
mod toegang;
mod vandaag;
mod verzetten;
