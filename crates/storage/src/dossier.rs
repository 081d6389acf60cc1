//! The tables of what is known of a client, and the row that lists show of it.

pub mod doelgroep;
pub mod eindebesluit;
pub mod keuring;
pub mod klant;
pub mod klantbeeld;
pub mod klantstand;
pub mod ontheffing;
pub mod plan;
pub mod segment;
pub mod uitkering;
pub mod verwijzing;
pub mod zoeken;
