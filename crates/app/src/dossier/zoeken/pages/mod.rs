//! The page with what was found.

pub(super) mod zoeken;
