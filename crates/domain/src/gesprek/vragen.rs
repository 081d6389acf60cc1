//! What to ask in a conversation of a kind. Our own suggestions, for who prepares it: no paper prescribes questions, and
//! nobody has to ask them.

use crate::codelijst::Code;

const KLANTBEELD: &[&str] = &[
    "Waar bent u goed in, en waar wordt u blij van?",
    "Welk werk deed u, betaald of onbetaald, en wat zou u weer willen doen?",
    "Welke opleiding, cursussen en diploma's heeft u?",
    "Welke talen spreekt, leest en schrijft u, en hoe goed?",
    "Wat maakt werken of meedoen nu moeilijk: geld, gezondheid, zorg voor anderen, wonen?",
    "Wat is de eerste stap, wie doet die, en wanneer?",
];
const PARTICIPATIE: &[&str] = &[
    "Hoe gaat het sinds het vorige gesprek?",
    "Wat is er gelukt van wat we afspraken, en wat niet?",
    "Is er iets veranderd: thuis, gezondheid, geld, opleiding, werk?",
    "Past de stap waar u nu mee bezig bent nog bij u?",
    "Wat spreken we af voor de komende tijd?",
];
const POORT: &[&str] = &[
    "Wat is er gebeurd waardoor u nu bijstand vraagt?",
    "Welk werk kunt u op korte termijn doen, en wat heeft u daarvoor nodig?",
    "Is er een regeling die voorgaat, zoals WW, Wajong of AOW?",
    "Is er vandaag al hulp nodig: huur, zorgverzekering, eten?",
];
const RECHTMATIGHEID: &[&str] = &[
    "Klopt wat wij weten van uw adres en van wie er bij u woont?",
    "Heeft u inkomsten, ook uit een klein baantje of verkoop?",
    "Is uw vermogen veranderd: spaargeld, auto, erfenis, huis?",
    "Gebruikt u de minimaregelingen waar u recht op heeft?",
];
const TELEFOON: &[&str] = &[
    "Hoe gaat het met wat we afspraken?",
    "Is er iets veranderd dat ik moet weten?",
    "Wanneer spreken we elkaar weer?",
];

/// Questions for a kind of conversation; those of a participatiegesprek for a kind the municipality added itself.
#[must_use]
pub fn vragen(soort: &Code) -> &'static [&'static str] {
    match soort.as_str() {
        "klantbeeldgesprek" => KLANTBEELD,
        "poortgesprek" => POORT,
        "rechtmatigheidsgesprek" => RECHTMATIGHEID,
        "telefoongesprek" | "telefoon" => TELEFOON,
        _ => PARTICIPATIE,
    }
}
