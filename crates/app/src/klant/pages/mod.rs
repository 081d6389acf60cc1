//! The pages of a client.

pub(super) mod gegevens;
pub(super) mod tijdlijn;
pub(super) mod wijzigen;
