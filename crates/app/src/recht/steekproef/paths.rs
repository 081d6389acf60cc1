//! Addresses of samples.

use domain::id::SteekproefId;

/// The samples that were drawn.
pub const LIJST: &str = "/steekproeven";

/// Draws one.
pub const NIEUW: &str = "/steekproeven/nieuw";

/// A sample: with what it was drawn, and who were.
#[must_use]
pub fn steekproef(id: SteekproefId) -> String {
    format!("/steekproeven/{id}")
}
