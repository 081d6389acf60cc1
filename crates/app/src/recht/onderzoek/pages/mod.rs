//! The pages of investigations.

pub(super) mod lijst;
pub(super) mod nieuw;
pub(super) mod toon;
