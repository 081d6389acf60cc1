//! The page to log in.

pub(super) mod inloggen;
