//! The page of the municipality's own data for statistics.

pub(super) mod statistiek;
