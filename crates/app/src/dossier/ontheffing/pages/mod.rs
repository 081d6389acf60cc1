//! The pages of exemptions.

pub(super) mod verlenen;
