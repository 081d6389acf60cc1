//! What every other room stands on: dates, money, ids, people with rights, the log.

pub mod codelijst;
pub mod datum;
pub mod gebruiker;
pub mod geld;
pub mod gemeente;
pub mod id;
pub mod logboek;
pub mod termijn;
