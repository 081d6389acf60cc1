//! The pages of code lists.

pub(super) mod inlezen;
pub(super) mod lijst;
pub(super) mod post;
