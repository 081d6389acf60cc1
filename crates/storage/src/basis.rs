//! What every other room stands on: people with rights and their sessions, both logs, keys, drafts, code lists.

pub mod codelijst;
pub mod concept;
pub mod gebruiker;
pub mod gemeente;
pub mod inzage;
pub mod logboek;
pub mod sessie;
pub mod sleutels;
