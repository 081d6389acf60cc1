//! The pages and files of projects.

pub(super) mod bestanden;
pub(super) mod evaluatie;
pub(super) mod lijst;
