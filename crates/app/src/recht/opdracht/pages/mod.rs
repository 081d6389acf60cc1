//! One handler file and one template per page.

pub(super) mod lijst;
