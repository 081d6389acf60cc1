//! One file per page.

pub(super) mod tijdlijn;
