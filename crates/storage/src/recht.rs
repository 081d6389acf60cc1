//! Whether there is a right to benefit: what is looked into and decided.

pub mod inkomsten;
pub mod onderzoek;
pub mod opschorting;
pub mod pauze;
pub mod poort;
pub mod steekproef;
