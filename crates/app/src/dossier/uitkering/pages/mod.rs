//! The pages of a benefit.

pub(super) mod beeindigen;
mod geen_lopende;
pub(super) mod terugdraaien;
pub(super) mod uitkeringen;
