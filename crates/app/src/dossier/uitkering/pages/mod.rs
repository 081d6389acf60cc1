//! The pages of a benefit.

pub(super) mod beeindigen;
mod geen_lopende;
