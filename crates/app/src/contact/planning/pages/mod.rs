//! The pages of planning many conversations at once.

pub(super) mod formulier;
pub(super) mod kwartaal;
pub(super) mod kwartaalvraag;
mod kwartaalweken;
pub(super) mod ronde;
pub(super) mod voorstel;
