//! Klantbeeld: the only crate that knows people. Web pages, command line and configuration; one binary.
//!
//! One folder per thing users see (*slice*); `web` and `cli` carry what all slices stand on. A slice uses another slice's
//! `paths` only, and whatever it needs of `domain` and `storage`; a test reads the `use` lines.

pub mod agenda;
pub mod beheer;
pub mod belasting;
pub mod brief;
pub mod caseload;
pub mod cli;
pub mod config;
pub mod contact;
pub mod deelnemer;
pub mod demo;
pub mod doelgroep;
pub mod gesprek;
pub mod importeren;
pub mod inloggen;
pub mod klant;
pub mod klantbeeld;
pub mod klantkop;
pub mod omgeving;
pub mod ontheffing;
pub mod overname;
pub mod plan;
pub mod planning;
pub mod post;
pub mod project;
pub mod rechtmatigheid;
pub mod rooster;
pub mod router;
pub mod segment;
pub mod signaal;
#[cfg(test)]
mod stories;
#[cfg(test)]
pub(crate) mod testing;
pub mod uitkering;
pub mod vandaag;
pub mod web;
pub mod zoeken;
