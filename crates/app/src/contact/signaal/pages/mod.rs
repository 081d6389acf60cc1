//! The pages of signals.

pub(super) mod lijst;
pub(super) mod signaal;
pub(super) mod toevoegen;
