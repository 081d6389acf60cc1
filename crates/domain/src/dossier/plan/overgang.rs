//! Which step leads from which state to which: the picture of the machine. The steps themselves stand in [`super`]; a test
//! takes every step from every state and compares.

use crate::gesprek::Overgang;

const fn stap(van: &'static str, stap: &'static str, naar: &'static str) -> Overgang {
    Overgang { van, stap, naar }
}

/// Every step there is.
pub const OVERGANGEN: &[Overgang] = &[
    stap("", "opstellen", "concept"),
    stap("concept", "wijzigen", "concept"),
    stap("concept", "vaststellen", "vastgesteld"),
    stap("vastgesteld", "ondertekenen", "vastgesteld"),
    stap("vastgesteld", "stap afronden", "vastgesteld"),
    stap("vastgesteld", "vervangen", "vervangen"),
    stap("vastgesteld", "beeindigen", "beeindigd"),
    stap("vastgesteld", "herstellen", "concept"),
    stap("vervangen", "herstellen", "vastgesteld"),
    stap("beeindigd", "herstellen", "vastgesteld"),
];
