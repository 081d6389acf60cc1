//! The page of the applicatiebeheerder.

pub(super) mod beheer;
pub(super) mod gebruiker;
