//! Klantbeeld: the only crate that knows people. Web pages, command line and configuration; one binary.
//!
//! One folder per thing users see (*slice*), in the rooms `dossier`, `contact`, `recht` and `team`; `web` and `cli` carry what all slices
//! stand on. A slice uses another slice's
//! `paths` only, and whatever it needs of `domain` and `storage`; a test reads the `use` lines.

pub mod beheer;
pub mod capaciteit;
pub mod cli;
pub mod codelijst;
pub mod config;
pub mod contact;
pub mod demo;
pub mod dossier;
pub mod importeren;
pub mod inloggen;
pub mod omgeving;
pub mod prognose;
pub mod project;
pub mod recht;
pub mod router;
pub mod statistiek;
#[cfg(test)]
mod stories;
pub mod team;
#[cfg(test)]
pub(crate) mod testing;
pub mod web;

// A word is called by its name alone, whichever room it stands in.
pub use contact::{agenda, brief, contactnorm, deelnemer, gesprek, planning, post, rechtmatigheid, signaal};
pub use dossier::{
    aanbieder, doelgroep, keuring, klant, klantbeeld, klantkop, ontheffing, plan, segment, uitkering, zoeken,
};
pub use recht::{
    besluit, bewaren, inkomsten, onderzoek, opdracht, opschorting, pauze, poort, poortnorm, rechtfeit, steekproef,
    verlagingstabel,
};
pub use team::{belasting, caseload, overname, registratie, vandaag, verdeling, werkrooster};
