//! The pages of exemptions.

mod gevolg;
pub(super) mod verlenen;
