//! Pages about the right to benefit: what is looked into and decided.

pub mod inkomsten;
pub mod opschorting;
pub mod pauze;
