//! The pages of segments.

pub(super) mod indelen;
