//! Addresses of a provider.

/// Where a provider begins.
pub const BEGIN: &str = "/aanbieder";
