pub(super) mod contact;
pub(super) mod maatwerk;
pub(super) mod normen;
pub(super) mod team;
