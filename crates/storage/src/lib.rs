//! The only place that speaks SQL, for SQLite and PostgreSQL; domain types in and out.
//!
//! - One SQL text per query, for both databases. Texts stand in a [`statements!`](sql) block, so that a test can prepare
//!   all of them on both. The few that are put together (lists by filter, many rows at once) stand in files that a test
//!   names.
//! - Every query is bound to a municipality by type: [`Reader`] and [`Writer`] carry the [`domain::gemeente::Gemeente`],
//!   and the macros that run a statement bind it as `$1`. A query cannot be run without it; a test reads that the text
//!   uses it.
//! - Tables stand in the rooms of the words they keep: `dossier`, `contact`, `recht`, `team` and `basis`.
//! - A [`Writer`] can only be committed together with lines for the log: no log, no change.
//! - BSN and free text about people are encrypted before they reach a statement ([`sleutels`]).
//!
//! Deliberately absent: rules. What may happen is decided in `domain`; this crate writes down what happened.

#[macro_use]
mod sql;

pub mod basis;
pub mod bulk;
pub mod contact;
mod db;
pub mod dossier;
mod error;
pub mod invoer;
pub mod prognose;
pub mod project;
pub mod recht;
pub mod scenario;
pub mod statistiek;
pub mod team;

#[cfg(test)]
mod tests;

pub use db::{Database, DatabaseUrl, OngeldigeDatabaseUrl, Reader, Soort, Writer, make_test_database};
pub use error::{Error, Result};

// A word is called by its name alone, whichever room it stands in.
pub use basis::{codelijst, concept, gebruiker, gemeente, inzage, logboek, sessie, sleutels};
pub use contact::{
    agendafeed, brief, contactnorm, contactstand, deelnemer, emailakkoord, gesprek, herberekening, planning,
    rechtmatigheid, signaal, uitbak,
};
pub use dossier::{
    doelgroep, eindebesluit, keuring, klant, klantbeeld, klantstand, ontheffing, plan, segment, uitkering, verwijzing,
    zoeken,
};
pub use recht::{
    besluit, bewaartermijn, inkomsten, onderzoek, opdracht, opschorting, pauze, poort, poortnorm, rechtfeit,
    steekproef, verlagingstabel, vernietigingslijst,
};
pub use team::{
    belasting, caseload, overname, registratie, sluitingsdag, specialisme, toewijzing, verdeling, werkrooster,
};
