//! The only place that speaks SQL, for SQLite and PostgreSQL; domain types in and out.
//!
//! - One SQL text per query, for both databases. Texts stand in a [`statements!`](sql) block, so that a test can prepare
//!   all of them on both. The few that are put together (lists by filter, many rows at once) stand in files that a test
//!   names.
//! - Every query is bound to a municipality by type: [`Reader`] and [`Writer`] carry the [`domain::gemeente::Gemeente`],
//!   and the macros that run a statement bind it as `$1`. A query cannot be run without it; a test reads that the text
//!   uses it.
//! - A [`Writer`] can only be committed together with lines for the log: no log, no change.
//! - BSN and free text about people are encrypted before they reach a statement ([`sleutels`]).
//!
//! Deliberately absent: rules. What may happen is decided in `domain`; this crate writes down what happened.

#[macro_use]
mod sql;

pub mod agendafeed;
pub mod belasting;
pub mod brief;
pub mod bulk;
pub mod caseload;
pub mod codelijst;
pub mod concept;
pub mod contactnorm;
pub mod contactstand;
mod db;
pub mod deelnemer;
pub mod doelgroep;
pub mod emailakkoord;
mod error;
pub mod gebruiker;
pub mod gemeente;
pub mod gesprek;
pub mod herberekening;
pub mod invoer;
pub mod inzage;
pub mod klant;
pub mod klantbeeld;
pub mod klantstand;
pub mod logboek;
pub mod ontheffing;
pub mod overname;
pub mod plan;
pub mod planning;
pub mod project;
pub mod rechtmatigheid;
pub mod segment;
pub mod sessie;
pub mod signaal;
pub mod sleutels;
pub mod sluitingsdag;
pub mod toewijzing;
pub mod uitbak;
pub mod uitkering;
pub mod verwijzing;
pub mod werkrooster;
pub mod zoeken;

#[cfg(test)]
mod tests;

pub use db::{Database, DatabaseUrl, OngeldigeDatabaseUrl, Reader, Soort, Writer, make_test_database};
pub use error::{Error, Result};
