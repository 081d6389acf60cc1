//! One file per page.

pub(super) mod normen;
