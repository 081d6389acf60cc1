//! The pages of plans.

pub(super) mod bestand;
pub(super) mod lezen;
pub(super) mod ondertekenen;
pub(super) mod opstellen;
pub(super) mod plan;
