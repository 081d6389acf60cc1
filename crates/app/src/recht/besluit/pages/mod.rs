//! One handler file and one template per page.

pub(super) mod lijst;
pub(super) mod nieuw;
pub(super) mod toon;
