//! The pages of a client.

pub(super) mod gegevens;
pub(super) mod tijdlijn;
pub(super) mod voorbereiden;
pub(super) mod wijzigen;
