//! What to ask in a conversation of a kind, and how long it usually takes. The three hours of a klantbeeldgesprek stand in
//! the papers (Ik doe mee, 2019); the rest are our own suggestions, for who prepares it: nobody has to follow them.

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
const DRIEGESPREK: &[&str] = &[
    "Wat gaat er volgens u goed, en wat volgens de partner?",
    "Wat heeft u van de partner nodig, en wat van de gemeente?",
    "Klopt het doel nog waar wij samen aan werken?",
    "Mogen wij aan elkaar vertellen hoe het gaat? Wat wel en wat niet?",
    "Wie doet wat, en wanneer kijken wij samen of het gelukt is?",
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
        "driegesprek" => DRIEGESPREK,
        "telefoongesprek" | "telefoon" => TELEFOON,
        _ => PARTICIPATIE,
    }
}

/// How many minutes a conversation of a kind usually takes; an hour for a kind the municipality added itself.
#[must_use]
pub fn gebruikelijke_duur(soort: &Code) -> i64 {
    match soort.as_str() {
        "klantbeeldgesprek" => 180,
        "poortgesprek" => 90,
        "rechtmatigheidsgesprek" => 45,
        "telefoongesprek" | "telefoon" => 15,
        _ => 60,
    }
}

/// Whether nobody has to come for a conversation of a kind: it is held by telephone.
#[must_use]
pub fn per_telefoon(soort: &Code) -> bool {
    matches!(soort.as_str(), "telefoongesprek" | "telefoon")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codelijst::{Codelijst, standaard};

    #[test]
    fn every_kind_a_municipality_starts_with_has_questions_and_a_length() {
        let soorten = standaard::alle().into_iter().filter(|item| item.lijst == Codelijst::SoortGesprek);
        let met_vragen: Vec<_> = soorten.map(|item| (vragen(&item.code).as_ptr(), item.code)).collect();
        assert_eq!(met_vragen.len(), 6);
        for (eigen, code) in &met_vragen {
            let same = met_vragen.iter().filter(|(ander, _)| ander == eigen).count();
            assert_eq!(same, 1, "{code} has questions of its own");
            assert!((15..=180).contains(&gebruikelijke_duur(code)));
        }
        assert_eq!(gebruikelijke_duur(&"klantbeeldgesprek".parse().unwrap()), 180);
    }
}
