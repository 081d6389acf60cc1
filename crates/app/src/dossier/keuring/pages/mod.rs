//! The pages of examinations.

pub(super) mod doorlooptijd;
pub(super) mod lijst;
pub(super) mod toon;
