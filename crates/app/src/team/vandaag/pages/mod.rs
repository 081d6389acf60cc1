//! The page of today.

mod agenda;
pub(super) mod vandaag;
mod werkvoorraad;
mod woorden;
