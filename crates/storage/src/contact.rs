//! The tables of speaking to clients: norms, conversations, letters, e-mail, signals.

pub mod agendafeed;
pub mod brief;
pub mod contactnorm;
pub mod contactstand;
pub mod deelnemer;
pub mod emailakkoord;
pub mod gesprek;
pub mod herberekening;
pub mod planning;
pub mod rechtmatigheid;
pub mod signaal;
pub mod uitbak;
