//! The pages of working days.

pub(super) mod rooster;
pub(super) mod sluitingsdagen;
pub(super) mod wijzigen;
