//! Addresses of letters by e-mail.

use domain::id::BriefId;

/// How the outbox stands, and a message to try the server with.
pub const BEHEER: &str = "/beheer/uitgaande-email";

/// Decides what happens with a letter that did not arrive, or of which that is not known (POST).
#[must_use]
pub fn besluit(brief: BriefId) -> String {
    format!("/brieven/{brief}/email")
}
