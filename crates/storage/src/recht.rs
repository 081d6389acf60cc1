//! Whether there is a right to benefit: what is looked into and decided.

pub mod besluit;
pub mod bewaartermijn;
pub mod inkomsten;
pub mod onderzoek;
pub mod opdracht;
pub mod opschorting;
pub mod pauze;
pub mod poort;
pub mod poortnorm;
pub mod rechtfeit;
pub mod steekproef;
pub mod verlagingstabel;
pub mod vernietigingslijst;
