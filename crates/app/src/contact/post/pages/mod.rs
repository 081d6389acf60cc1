pub(super) mod beheer;
pub(super) mod besluit;
