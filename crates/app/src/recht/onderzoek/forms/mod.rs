//! The forms of an investigation: to begin one, and one for each step.

mod nieuw;
mod rijen;
mod stappen;

pub(super) use self::{
    nieuw::NieuwForm,
    rijen::Open,
    stappen::{Stap, Stappen, gebruiken},
};

const BESTAANDE_DATUM: &str = "Vul een bestaande datum in, bijvoorbeeld 1 december 2026.";
/// Longer texts are cut by nobody, but refused.
const LANGST: usize = 4_000;
const TE_LANG: &str = "Deze tekst is te lang. Gebruik hooguit 4.000 tekens.";
