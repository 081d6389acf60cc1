//! Speaking to clients: how often, inviting, holding, recording, writing.

pub mod brief;
pub mod contactnorm;
pub mod contactstand;
pub mod deelnemer;
pub mod emailadres;
pub mod gesprek;
pub mod kwartaal;
pub mod rechtmatigheid;
pub mod signaal;
pub mod spreiding;
pub mod uitbak;
