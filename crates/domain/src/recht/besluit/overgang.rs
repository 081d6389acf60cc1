//! Which step leads from which state to which. The steps themselves stand in [`super`]; a test takes every step from every
//! state and compares.

use crate::gesprek::{Overgang, picture};

const fn stap(van: &'static str, stap: &'static str, naar: &'static str) -> Overgang {
    Overgang { van, stap, naar }
}

/// Every step there is.
pub const OVERGANGEN: &[Overgang] = &[
    stap("", "voorbereiden", "voorbereid"),
    stap("voorbereid", "opnieuw voorbereiden", "voorbereid"),
    stap("voorbereid", "voorleggen", "voorgelegd"),
    stap("voorbereid", "laten vervallen", "vervallen"),
    stap("voorgelegd", "vaststellen", "vastgesteld"),
    stap("voorgelegd", "terugwijzen", "teruggewezen"),
    stap("teruggewezen", "opnieuw voorbereiden", "voorbereid"),
    stap("teruggewezen", "laten vervallen", "vervallen"),
    stap("vastgesteld", "opdragen", "opgedragen"),
    stap("vastgesteld", "heroverwegen", "vastgesteld"),
    stap("vastgesteld", "herroepen", "herroepen"),
    stap("opgedragen", "bevestigen", "uitgevoerd"),
    stap("opgedragen", "afwijken", "wijkt_af"),
    stap("opgedragen", "heroverwegen", "opgedragen"),
    stap("opgedragen", "herroepen", "herroepen"),
    stap("uitgevoerd", "heroverwegen", "uitgevoerd"),
    stap("uitgevoerd", "herroepen", "herroepen"),
    stap("wijkt_af", "opdragen", "opgedragen"),
    stap("wijkt_af", "bevestigen", "uitgevoerd"),
    stap("wijkt_af", "afwijken", "wijkt_af"),
    stap("wijkt_af", "heroverwegen", "wijkt_af"),
    stap("wijkt_af", "herroepen", "herroepen"),
];

/// The machine as a Mermaid state diagram.
#[must_use]
pub fn mermaid() -> String {
    picture(OVERGANGEN)
}
