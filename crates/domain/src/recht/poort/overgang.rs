//! Which step leads from which state to which: the picture of the gate.

use crate::gesprek::Overgang;

const fn stap(van: &'static str, stap: &'static str, naar: &'static str) -> Overgang {
    Overgang { van, stap, naar }
}

/// Every step there is.
pub const OVERGANGEN: &[Overgang] = &[
    stap("", "melden", "gemeld"),
    stap("", "melden", "in_zoektermijn"),
    stap("in_zoektermijn", "uitzonderen", "gemeld"),
    stap("in_zoektermijn", "eerder beginnen", "gemeld"),
    stap("in_zoektermijn", "intake houden", "intake"),
    stap("in_zoektermijn", "intrekken", "ingetrokken"),
    stap("in_zoektermijn", "naar werk", "naar_werk"),
    stap("in_zoektermijn", "naar voorziening", "naar_voorziening"),
    stap("gemeld", "intake houden", "intake"),
    stap("gemeld", "intrekken", "ingetrokken"),
    stap("gemeld", "naar werk", "naar_werk"),
    stap("gemeld", "naar voorziening", "naar_voorziening"),
    stap("gemeld", "herstellen", "in_zoektermijn"),
    stap("intake", "aanvragen", "aanvraag"),
    stap("intake", "intrekken", "ingetrokken"),
    stap("intake", "naar werk", "naar_werk"),
    stap("intake", "naar voorziening", "naar_voorziening"),
    stap("intake", "herstellen", "gemeld"),
    stap("aanvraag", "toekennen", "toegekend"),
    stap("aanvraag", "weigeren", "geweigerd"),
    stap("aanvraag", "intrekken", "ingetrokken"),
    stap("aanvraag", "naar werk", "naar_werk"),
    stap("aanvraag", "naar voorziening", "naar_voorziening"),
    stap("aanvraag", "herstellen", "intake"),
    stap("ingetrokken", "herstellen", "gemeld"),
    stap("naar_werk", "herstellen", "gemeld"),
    stap("naar_voorziening", "herstellen", "gemeld"),
];
