//! Addresses of the municipality's own data for statistics.

/// What can be taken out, and what is still missing in it.
pub const PAGINA: &str = "/statistiek";
/// Takes it out (POST).
pub const EXPORT: &str = "/statistiek/export";
