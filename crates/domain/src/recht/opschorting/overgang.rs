//! Which step leads from which state to which. The steps themselves stand in [`super`]; a test takes every step from every
//! state and compares.

use crate::gesprek::{Overgang, picture};

const fn stap(van: &'static str, stap: &'static str, naar: &'static str) -> Overgang {
    Overgang { van, stap, naar }
}

/// Every step there is.
pub const OVERGANGEN: &[Overgang] = &[
    stap("", "opschorten", "opgeschort"),
    stap("opgeschort", "herstellen", "hersteld"),
    stap("opgeschort", "intrekking voorstellen", "intrekking_voorgesteld"),
    stap("opgeschort", "laten vervallen", "vervallen"),
    stap("opgeschort", "herroepen", "herroepen"),
    stap("intrekking_voorgesteld", "intrekken", "ingetrokken"),
    stap("intrekking_voorgesteld", "terugwijzen", "opgeschort"),
    stap("intrekking_voorgesteld", "herstellen", "hersteld"),
    stap("intrekking_voorgesteld", "laten vervallen", "vervallen"),
    stap("ingetrokken", "herroepen", "herroepen"),
];

/// The machine as a Mermaid state diagram.
#[must_use]
pub fn mermaid() -> String {
    picture(OVERGANGEN)
}
