//! The pages of participants.

pub(super) mod mijn;
pub(super) mod notitie;
pub(super) mod toevoegen;
