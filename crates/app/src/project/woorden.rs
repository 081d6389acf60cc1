//! Numbers, shares, dates and sentences as they stand in a report.

use analysis::evaluatie::{Aandeel, Evaluatie};
use domain::{
    datum::{kort, lang, maand, plus_dagen},
    geld::{Eurocent, thousands},
};
use jiff::civil::Date;

/// What is printed for a number that nobody knows: not zero.
pub(crate) const ONBEKEND: &str = "onbekend";

/// `1.234`.
pub(crate) fn getal(aantal: i64) -> String {
    format!("{}{}", if aantal < 0 { "− " } else { "" }, thousands(aantal.unsigned_abs()))
}

/// `67 %`.
pub(crate) fn procent(aandeel: Aandeel) -> Option<String> {
    aandeel.procent().map(|procent| format!("{procent} %"))
}

/// `92,1 %`: with a decimal, for shares that are compared.
pub(crate) fn procent_fijn(aandeel: f64) -> String {
    format!("{:.1} %", aandeel * 100.0).replace('.', ",")
}

/// `€ 1.849.463`: without cents, for key figures.
pub(crate) fn euro(bedrag: Eurocent) -> String {
    bedrag.in_euros()
}

/// `mei 2017 t/m december 2018`; with days when a month is not whole.
pub(crate) fn periode(van: Date, tot_en_met: Date) -> String {
    if van.day() == 1 && plus_dagen(tot_en_met, 1).day() == 1 {
        let maand = |dag: Date| format!("{} {}", maand(dag), dag.year());
        return format!("{} t/m {}", maand(van), maand(tot_en_met));
    }
    format!("{} t/m {}", kort(van), kort(tot_en_met))
}

/// `2018` for the last day of a year, otherwise `30 juni 2018`.
pub(crate) fn tot_en_met(dag: Date) -> String {
    if plus_dagen(dag, 1).year() > dag.year() { dag.year().to_string() } else { lang(dag) }
}

/// `In dezelfde tijd daalde de instroom van 83 naar 66 per maand.`: what else happened than the project.
pub(crate) fn instroom_intussen(evaluatie: &Evaluatie) -> Option<String> {
    let per_maand: Vec<i64> = evaluatie.instroom.iter().filter_map(|jaar| jaar.per_maand).collect();
    let (eerste, laatste) = (*per_maand.first()?, *per_maand.last()?);
    let liep = match laatste.cmp(&eerste) {
        std::cmp::Ordering::Less => "daalde",
        std::cmp::Ordering::Greater => "steeg",
        std::cmp::Ordering::Equal => return None,
    };
    Some(format!("In dezelfde tijd {liep} de instroom van {} naar {} per maand.", getal(eerste), getal(laatste)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_period_is_named_by_its_months_when_they_are_whole() {
        assert_eq!(periode(date(2017, 5, 1), date(2018, 12, 31)), "mei 2017 t/m december 2018");
        assert_eq!(periode(date(2017, 5, 2), date(2018, 12, 31)), "2 mei 2017 t/m 31 dec 2018");
        assert_eq!(periode(date(2024, 2, 1), date(2024, 2, 28)), "1 feb 2024 t/m 28 feb 2024", "a leap year");
        assert_eq!(tot_en_met(date(2018, 12, 31)), "2018");
        assert_eq!(tot_en_met(date(2018, 6, 30)), "30 juni 2018");
    }

    #[test]
    fn numbers_are_written_as_the_dutch_do() {
        assert_eq!(getal(-1_234), "− 1.234");
        assert_eq!(procent(Aandeel::new(315, 468)).as_deref(), Some("67 %"));
        assert_eq!(procent(Aandeel::new(0, 0)), None);
        assert_eq!(procent_fijn(0.921_4), "92,1 %");
    }
}
