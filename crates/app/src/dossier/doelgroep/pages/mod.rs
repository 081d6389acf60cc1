//! The page of target groups.

pub(super) mod doelgroepen;
