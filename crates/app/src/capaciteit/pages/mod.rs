//! One file per page.

pub(super) mod bestanden;
pub(super) mod scenario;
pub(super) mod vergelijken;
