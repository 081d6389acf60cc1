//! Which step leads from which state to which: the picture of the machine. The steps themselves stand in [`super`]; a test
//! takes every step from every state and compares.

/// A step between two states, by their codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overgang {
    /// The state before; empty when there was no conversation yet.
    pub van: &'static str,
    /// What is done.
    pub stap: &'static str,
    /// The state after.
    pub naar: &'static str,
}

const fn stap(van: &'static str, stap: &'static str, naar: &'static str) -> Overgang {
    Overgang { van, stap, naar }
}

/// Every step there is.
pub const OVERGANGEN: &[Overgang] = &[
    stap("", "op de lijst zetten", "te_plannen"),
    stap("", "plannen", "gepland"),
    stap("te_plannen", "inplannen", "gepland"),
    stap("te_plannen", "afzeggen", "afgezegd"),
    stap("gepland", "terug op de lijst", "te_plannen"),
    stap("gepland", "uitnodigen", "uitgenodigd"),
    stap("gepland", "verzetten", "verzet"),
    stap("gepland", "afzeggen", "afgezegd"),
    stap("gepland", "voeren", "gevoerd"),
    stap("gepland", "niet verschijnen", "niet_verschenen"),
    stap("uitgenodigd", "bevestigen", "bevestigd"),
    stap("uitgenodigd", "verzetten", "verzet"),
    stap("uitgenodigd", "afzeggen", "afgezegd"),
    stap("uitgenodigd", "voeren", "gevoerd"),
    stap("uitgenodigd", "niet verschijnen", "niet_verschenen"),
    stap("uitgenodigd", "herstellen", "gepland"),
    stap("bevestigd", "verzetten", "verzet"),
    stap("bevestigd", "afzeggen", "afgezegd"),
    stap("bevestigd", "voeren", "gevoerd"),
    stap("bevestigd", "niet verschijnen", "niet_verschenen"),
    stap("bevestigd", "herstellen", "uitgenodigd"),
    stap("verzet", "herstellen", "gepland"),
    stap("afgezegd", "herstellen", "gepland"),
    stap("gevoerd", "herstellen", "gepland"),
    stap("niet_verschenen", "hersteltermijn geven", "in_hersteltermijn"),
    stap("niet_verschenen", "herstellen", "gepland"),
    stap("in_hersteltermijn", "alsnog komen", "hersteld"),
    stap("in_hersteltermijn", "overdragen", "naar_rechtmatigheid"),
    stap("in_hersteltermijn", "herstellen", "niet_verschenen"),
    stap("hersteld", "herstellen", "in_hersteltermijn"),
    stap("naar_rechtmatigheid", "herstellen", "in_hersteltermijn"),
];

/// The machine as a Mermaid state diagram. An outcome that is taken back goes to what it was before: planned, invited or
/// confirmed; the picture shows the first.
#[must_use]
pub fn mermaid() -> String {
    picture(OVERGANGEN)
}

/// Any machine as a Mermaid state diagram.
#[must_use]
pub fn picture(overgangen: &[Overgang]) -> String {
    let mut picture = String::from("stateDiagram-v2\n");
    for Overgang { van, stap, naar } in overgangen {
        let van = if van.is_empty() { "[*]" } else { van };
        picture.push_str(&format!("    {van} --> {naar}: {stap}\n"));
    }
    picture
}
