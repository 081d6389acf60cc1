//! Addresses of the table of reductions.

/// The table; a new row (POST).
pub const TABEL: &str = "/beheer/verlagingstabel";

/// Gives a row its last day (POST).
pub const BEEINDIGEN: &str = "/beheer/verlagingstabel/beeindigen";
