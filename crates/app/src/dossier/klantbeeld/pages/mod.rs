pub(super) mod klantbeeld;
pub(super) mod wijzigen;
