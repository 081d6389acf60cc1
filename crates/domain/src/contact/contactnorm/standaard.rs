//! The norms that papers of Haarlem name, with what no paper names.

use jiff::civil::Date;

use super::{Contactnorm, Frequentie, Marges, NormRegel};
use crate::{codelijst::standaard::code, datum::Periode};

/// Minutes a year of 4 hours: one klantbeeldgesprek of 3 hours and one more hour (Ik doe mee, 2019).
const VIER_UUR: i64 = 240;
const ACHT_UUR: i64 = 480;
/// In how many conversations 8 hours are held: one klantbeeldgesprek of 3 hours and five of one hour. The evaluation says
/// so of 4 hours only; for 8 hours this is our own default.
const GESPREKKEN_BIJ_ACHT_UUR: Frequentie = Frequentie(6);
/// The first conversation with a new client: our own default, four weeks.
const EERSTE_GESPREK_DAGEN: u16 = 28;

const SEGMENTEN: [&str; 3] = ["direct_bemiddelbaar", "overbrugbare_afstand", "onoverbrugbare_afstand"];
const EIGEN_AANNAMEN: &str = "Eigen aannamen, want de stukken noemen ze niet: het eerste gesprek binnen 28 dagen en ten \
    minste de helft van een gelijk deel van het jaar tussen twee gesprekken; elk soort gesprek telt mee";

fn norm(code_tekst: &'static str, naam: &str, bron: String, vanaf: Date, regels: [NormRegel; 3]) -> Contactnorm {
    Contactnorm {
        code: code(code_tekst),
        naam: naam.to_owned(),
        bron,
        geldig: Periode::vanaf(vanaf),
        regels: SEGMENTEN.map(code).into_iter().zip(regels).collect(),
        niet_ingedeeld: NormRegel::nieuw(Frequentie::HALFJAARLIJKS, VIER_UUR),
        ontheven: Some(NormRegel::nieuw(Frequentie::JAARLIJKS, 60)),
        eerste_gesprek_dagen: EERSTE_GESPREK_DAGEN,
        marges: Marges::default(),
    }
}

/// Two conversations a year with everybody who is not exempt from looking for work: the two motions of the council of
/// Haarlem (settled in 2017). Whoever is exempt has no norm, as the second motion says.
///
/// Our own default: 4 hours a year, the time that two conversations took in 2018 (Ik doe mee, 2019).
#[must_use]
pub fn twee_gesprekken(vanaf: Date) -> Contactnorm {
    let bron = format!(
        "Haarlem, moties over twee gesprekken per jaar en over gesprekken na 2017 met wie niet is vrijgesteld van het \
         zoeken naar werk (2017). {EIGEN_AANNAMEN}; 4 uur per jaar, zoals in de eindevaluatie Ik doe mee (2019)."
    );
    let twee = || NormRegel::nieuw(Frequentie::HALFJAARLIJKS, VIER_UUR);
    Contactnorm {
        ontheven: None,
        ..norm("twee_gesprekken", "Twee gesprekken per jaar", bron, vanaf, [twee(), twee(), twee()])
    }
}

/// Four hours a year for every segment, as it was in 2018: one klantbeeldgesprek of 3 hours and one more hour, so two
/// conversations (Ik doe mee, 2019, the table and the text above it).
///
/// Our own defaults: 4 hours for whoever is in no segment, one hour a year for whoever is exempt. The table names neither;
/// the evaluation wants to speak with *all* clients.
#[must_use]
pub fn uren_4_4_4(vanaf: Date) -> Contactnorm {
    let bron = format!(
        "Haarlem, eindevaluatie Ik doe mee (2019), huidig aantal uur: 1 klantbeeldgesprek van 3 uur en 1 extra uur. \
         {EIGEN_AANNAMEN}; zonder segment 4 uur; met ontheffing 1 gesprek van 1 uur."
    );
    let vier = || NormRegel::nieuw(Frequentie::HALFJAARLIJKS, VIER_UUR);
    norm("uren_4_4_4", "4 uur per jaar in elk segment", bron, vanaf, [vier(), vier(), vier()])
}

/// Eight hours a year for *direct bemiddelbaar* and for an *onoverbrugbare afstand*, four for an *overbrugbare afstand*,
/// whose clients are guided by the partners: what the final evaluation wants (Ik doe mee, 2019).
///
/// Our own defaults: those of [`uren_4_4_4`], and six conversations for 8 hours (one of 3 hours, five of one hour).
#[must_use]
pub fn uren_8_4_8(vanaf: Date) -> Contactnorm {
    let bron = format!(
        "Haarlem, eindevaluatie Ik doe mee (2019), gewenst aantal uur. {EIGEN_AANNAMEN}; 8 uur als 1 gesprek van 3 uur en 5 \
         van 1 uur; zonder segment 4 uur; met ontheffing 1 gesprek van 1 uur."
    );
    let acht = || NormRegel::nieuw(GESPREKKEN_BIJ_ACHT_UUR, ACHT_UUR);
    let vier = NormRegel::nieuw(Frequentie::HALFJAARLIJKS, VIER_UUR);
    norm("uren_8_4_8", "8, 4 en 8 uur per jaar", bron, vanaf, [acht(), vier, acht()])
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const VANAF: Date = date(2019, 1, 1);

    /// `golden/ik-doe-mee.toml`, contacturen: now and wanted.
    #[test]
    fn the_hours_are_those_of_the_evaluation() {
        for (segment, huidig, gewenst) in
            [("direct_bemiddelbaar", 4, 8), ("overbrugbare_afstand", 4, 4), ("onoverbrugbare_afstand", 4, 8)]
        {
            for (norm, uren) in [(uren_4_4_4(VANAF), huidig), (uren_8_4_8(VANAF), gewenst)] {
                assert_eq!(norm.regel(Some(&code(segment))).minuten_per_jaar, uren * 60, "{segment} in {}", norm.code);
            }
        }
    }

    #[test]
    fn the_motion_asks_two_conversations_of_everybody_but_the_exempt() {
        let norm = twee_gesprekken(VANAF);
        for segment in SEGMENTEN.map(code).iter().map(Some).chain([None]) {
            assert_eq!(norm.regel(segment).gesprekken_per_jaar, Frequentie::HALFJAARLIJKS);
        }
        assert_eq!(norm.ontheven, None);
    }

    #[test]
    fn what_ships_stands_and_says_what_no_paper_names() {
        for norm in [twee_gesprekken(VANAF), uren_4_4_4(VANAF), uren_8_4_8(VANAF)] {
            assert!(norm.bron.contains("Haarlem") && norm.bron.contains("Eigen aannamen"), "{}", norm.bron);
            assert_eq!(norm.clone().stel_vast(), Ok(norm));
        }
    }
}
