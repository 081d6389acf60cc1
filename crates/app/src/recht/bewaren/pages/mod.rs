//! One handler file and one template per page.

pub(super) mod lijst;
pub(super) mod overzicht;
pub(super) mod verklaring;
