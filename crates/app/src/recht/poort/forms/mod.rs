//! The forms of the gate: coming forward, the steps, the grant, and the days that figures are about.

mod nieuw;
mod periode;
mod stappen;
mod toekenning;

pub(super) use self::{
    nieuw::{Nieuw, NieuwForm},
    periode::{PeriodeForm, PeriodeVraag},
    stappen::{Gelezen, Stap, StapForm},
    toekenning::{Toekenning, ToekenningForm},
};

const BESTAANDE_DATUM: &str = "Vul een bestaande datum in, bijvoorbeeld 1 december 2026.";
/// Longer texts are cut by nobody, but refused.
const LANGST: usize = 4_000;
/// A name, an address or a telephone number.
const LANGSTE_REGEL: usize = 120;

/// A line that may stay empty.
fn regel(text: &str) -> Option<String> {
    (text.chars().count() <= LANGSTE_REGEL).then(|| text.to_owned())
}

/// A text that must be there.
fn tekst(text: &str) -> Option<String> {
    (1..=LANGST).contains(&text.chars().count()).then(|| text.to_owned())
}
