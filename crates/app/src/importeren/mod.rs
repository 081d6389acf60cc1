//! Clients and benefits from a file of the benefit administration: CSV or a workbook, one row per benefit.
//!
//! The file is read twice. The first time every row is judged by itself and against the others, and what is left in
//! memory is the file in short ([`overzicht`]). The second time the clients are compared with Klantbeeld a thousand at a
//! time and written, in one transaction: all of it or nothing. A file that was imported before changes nothing.
//!
//! Whatever differs is listed. A benefit that is no longer in the file is listed too and never ended: that is a decision
//! of a person (PW 54). A BSN is never changed.
//!
//! The command line enters at [`importeer`]; the column list is [`kolommen`], the manual `docs/importeren.md`.

mod actions;
mod fout;
pub mod kolommen;
mod lezen;
mod mapping;
mod overzicht;
mod rij;
mod verdeling;
mod vergelijk;
mod verslag;
mod voorbeeld;

#[cfg(test)]
mod tests;

pub use self::{
    actions::{Fase, Opdracht, Stap, importeer},
    fout::{Bestandsfout, Fout, Fouten, ImportFout},
    verslag::{Aantallen, Lijst, Verdwenen, Verschil, Verslag},
    voorbeeld::voorbeeldbestand,
};
