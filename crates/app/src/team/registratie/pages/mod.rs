//! The page of registration quality.

pub(super) mod registratie;
