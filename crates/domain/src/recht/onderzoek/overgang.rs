//! Which step leads from which state to which. The steps themselves stand in [`super`]; a test takes every step from every
//! state and compares.

use crate::gesprek::{Overgang, picture};

const fn stap(van: &'static str, stap: &'static str, naar: &'static str) -> Overgang {
    Overgang { van, stap, naar }
}

/// Every step there is.
pub const OVERGANGEN: &[Overgang] = &[
    stap("", "beginnen", "open"),
    stap("open", "controleren", "open"),
    stap("open", "informatie vragen", "wacht_op_informatie"),
    stap("open", "afronden", "afgerond"),
    stap("open", "laten vervallen", "vervallen"),
    stap("wacht_op_informatie", "controleren", "wacht_op_informatie"),
    stap("wacht_op_informatie", "informatie vragen", "wacht_op_informatie"),
    stap("wacht_op_informatie", "ontvangen", "open"),
    stap("wacht_op_informatie", "verder zonder antwoord", "open"),
    stap("wacht_op_informatie", "laten vervallen", "vervallen"),
    stap("afgerond", "heropenen", "open"),
    stap("vervallen", "heropenen", "open"),
];

/// The machine as a Mermaid state diagram. While another answer is waited for, an answer leaves it waiting; the picture shows
/// the last answer.
#[must_use]
pub fn mermaid() -> String {
    picture(OVERGANGEN)
}
