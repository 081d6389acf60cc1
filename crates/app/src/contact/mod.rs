//! Pages of speaking to clients: planning, inviting, holding, recording, letters, signals.

pub mod agenda;
pub mod brief;
pub mod contactnorm;
pub mod deelnemer;
pub mod gesprek;
pub mod planning;
pub mod post;
pub mod rechtmatigheid;
pub mod signaal;
