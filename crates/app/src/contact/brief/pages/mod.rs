//! The pages of letters.

pub(super) mod afdrukken;
pub(super) mod brief;
pub(super) mod brieven;
pub(super) mod ronde;
pub(super) mod sjabloon;
