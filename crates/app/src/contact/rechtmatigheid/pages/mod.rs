//! The pages of the lawfulness track.

pub(super) mod lijst;
pub(super) mod verslag;
