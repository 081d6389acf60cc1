//! The page of today.

pub(super) mod vandaag;
mod werkvoorraad;
mod woorden;
