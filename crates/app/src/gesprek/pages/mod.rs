//! The pages of a conversation.

pub(super) mod gesprek;
pub(super) mod niet_doorgegaan;
pub(super) mod plannen;
pub(super) mod vastleggen;
