//! Pages about the right to benefit: what is looked into and decided.

pub(crate) mod beschikking;
pub mod besluit;
pub mod bewaren;
pub mod inkomsten;
mod intrekking;
pub mod onderzoek;
pub mod opdracht;
mod opdragen;
pub mod opschorting;
pub mod pauze;
pub mod poort;
pub mod poortnorm;
pub mod rechtfeit;
pub mod steekproef;
pub mod verlagingstabel;
