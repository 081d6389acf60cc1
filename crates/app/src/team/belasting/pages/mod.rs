//! The pages of how heavy caseloads are.

pub(super) mod instellen;
pub(super) mod uitleg;
pub(super) mod verloop;
