//! Pages about what is known of a client, and finding one.

pub mod aanbieder;
pub mod doelgroep;
pub mod keuring;
pub mod klant;
pub mod klantbeeld;
pub mod klantkop;
pub mod ontheffing;
pub mod plan;
pub mod segment;
pub mod uitkering;
pub mod zoeken;
