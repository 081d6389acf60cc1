//! The page of today.

mod agenda;
mod tellingen;
pub(super) mod vandaag;
mod werkvoorraad;
mod woorden;
