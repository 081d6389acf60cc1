pub(super) mod feed;
pub(super) mod mijn;
