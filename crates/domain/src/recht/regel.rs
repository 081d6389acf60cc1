//! Rules of the law as dated data: each with article, source, and the days on which it holds.
//!
//! A calculation asks for the rule of the day it is about, never of today. Where the law of a day is not known, the answer is
//! [`RegelOnbekend`], which says so in words a person can act on: nothing is guessed from the set before. Amounts stand in
//! [`crate::norm`].
//!
//! Deliberately absent: the consolidated text of the Participatiewet on 1 January 2027. What is known of it (Wet
//! Participatiewet in balans, BWBR0051679) is that it changes the rules below that end on 31 December 2026; how is not.

mod tabel;

use jiff::civil::Date;

pub use self::tabel::REGELS;
use crate::{datum::Periode, termijn::Termijn};

/// Which rule. Its number, term or age may differ from day to day; what it is about does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Welke {
    /// How long the right may be suspended.
    OpschortingTenHoogste,
    /// How long somebody under 27 looks for work or schooling before applying.
    Zoektermijn,
    /// Below which age that search period holds.
    ZoektermijnLeeftijd,
    /// How long after the end of a spell known data are used again.
    HergebruikGegevens,
    /// How often an exemption of a lone parent is looked at again.
    HeroverwegingOntheffing9a,
    /// How long exemptions of a lone parent last, all together.
    Ontheffing9aTenHoogste,
    /// Up to which age of the youngest child a lone parent can be exempted.
    Ontheffing9aLeeftijdKind,
    /// That a temporary exemption for urgent reasons needs a last day.
    OntheffingTijdelijk,
    /// That the duty of *tegenprestatie* exists.
    Tegenprestatie,
    /// That *maatschappelijke participatie* is asked.
    MaatschappelijkeParticipatie,
    /// How long earnings are partly left out of account.
    VrijlatingDuur,
    /// From which age.
    VrijlatingLeeftijd,
    /// Which part of them, in percent.
    VrijlatingPercentage,
    /// Within which time a reduction is reconsidered.
    HeroverwegingVerlaging,
    /// That a reduction for other conduct follows the municipality's own verordening.
    VerlagingVerordening,
    /// How long a reduction for a uniform duty lasts at least.
    VerlagingUniformTenMinste,
    /// How long at most.
    VerlagingUniformTenHoogste,
    /// By how much, in percent.
    VerlagingUniformPercentage,
    /// How long somebody may be off benefit through paid work without the gate.
    UitkeringspauzeTenHoogste,
    /// Within which time an objection can be made.
    Bezwaartermijn,
    /// Within which time what a decision asks back is paid.
    Betaaltermijn,
    /// Within which time an urgent medical examination is answered.
    Spoedkeuring,
    /// How long ago practical or special education may have ended for the search period not to hold.
    ZoektermijnSchool,
    /// That the search period does not hold for who can work limited hours on medical grounds, or with a wage-cost subsidy.
    ZoektermijnUitgezonderd,
    /// That the college may begin before the search period is over.
    ZoektermijnEerder,
    /// How long before the day somebody came forward the right may begin.
    TerugwerkendeKracht,
    /// Within which time the college decides on an application.
    Beslistermijn,
}

/// What a rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waarde {
    /// A stretch of time.
    Termijn(Termijn),
    /// An age in years.
    Leeftijd(i16),
    /// A part, in percent.
    Procent(u16),
    /// It holds, and has no number.
    Geldt,
    /// It changes on this day, and how is not known.
    Onbekend,
}

/// A rule on the days on which it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regel {
    /// Which.
    pub welke: Welke,
    /// What it is about, as a person reads it.
    pub omschrijving: &'static str,
    /// What it says.
    pub waarde: Waarde,
    /// Law, article and paragraph.
    pub artikel: &'static str,
    /// From and up to which day this is known to hold.
    pub geldig: Periode,
    /// Where it was read.
    pub bron: &'static str,
}

/// The rule of that day is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "welke regel op {} geldt voor \u{201c}{}\u{201d} is in Klantbeeld niet bekend ({}); beoordeel het zelf en leg vast waarom",
    crate::datum::kort(*.dag), .omschrijving, .artikel
)]
pub struct RegelOnbekend {
    /// What it is about.
    pub omschrijving: &'static str,
    /// The article that changes.
    pub artikel: &'static str,
    /// The day that was asked about.
    pub dag: Date,
}

/// The rule as it stands in the table on a day; `None` when the table says nothing of that day.
#[must_use]
pub fn regel_op(welke: Welke, dag: Date) -> Option<&'static Regel> {
    REGELS.iter().find(|regel| regel.welke == welke && regel.geldig.bevat(dag))
}

/// What the rule says on a day.
fn waarde(welke: Welke, dag: Date) -> Result<Waarde, RegelOnbekend> {
    let onbekend = |regel: Option<&Regel>| RegelOnbekend {
        omschrijving: regel.map_or("deze regel", |regel| regel.omschrijving),
        artikel: regel.map_or("geen bron", |regel| regel.artikel),
        dag,
    };
    match regel_op(welke, dag) {
        None => Err(onbekend(REGELS.iter().find(|regel| regel.welke == welke))),
        Some(regel) if regel.waarde == Waarde::Onbekend => Err(onbekend(Some(regel))),
        Some(regel) => Ok(regel.waarde),
    }
}

/// A rule that is of another kind than was asked: a mistake in this module, which the tests rule out.
const ANDERE_SOORT: &str = "the table holds a value of this kind for this rule";

/// The term of a rule on a day.
///
/// # Panics
/// When the rule is not about a term.
pub fn termijn(welke: Welke, dag: Date) -> Result<Termijn, RegelOnbekend> {
    waarde(welke, dag).map(|waarde| match waarde {
        Waarde::Termijn(termijn) => termijn,
        _ => panic!("{ANDERE_SOORT}"),
    })
}

/// The age of a rule on a day.
///
/// # Panics
/// When the rule is not about an age.
pub fn leeftijd(welke: Welke, dag: Date) -> Result<i16, RegelOnbekend> {
    waarde(welke, dag).map(|waarde| match waarde {
        Waarde::Leeftijd(jaren) => jaren,
        _ => panic!("{ANDERE_SOORT}"),
    })
}

/// The day on which somebody reaches an age, as [`crate::datum::leeftijd`] counts: born on 29 February, that is 1 March in other
/// years.
#[must_use]
pub fn bereikt(geboren: Date, jaren: i16) -> Date {
    let dag = crate::datum::plus_maanden(geboren, i32::from(jaren) * 12);
    if crate::datum::leeftijd(geboren, dag) < jaren { crate::datum::plus_dagen(dag, 1) } else { dag }
}

/// The part of a rule on a day, in percent.
///
/// # Panics
/// When the rule is not about a part.
pub fn procent(welke: Welke, dag: Date) -> Result<u16, RegelOnbekend> {
    waarde(welke, dag).map(|waarde| match waarde {
        Waarde::Procent(procent) => procent,
        _ => panic!("{ANDERE_SOORT}"),
    })
}

/// Whether a rule without a number holds on a day.
pub fn geldt(welke: Welke, dag: Date) -> Result<bool, RegelOnbekend> {
    match waarde(welke, dag) {
        Ok(_) => Ok(true),
        // Before its first day, or after its last: it does not hold, and that is known.
        Err(_) if regel_op(welke, dag).is_none() => Ok(false),
        Err(onbekend) => Err(onbekend),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::datum::plus_dagen;

    const VOOR_2027: Date = date(2026, 12, 31);
    const BALANS_2027: Date = date(2027, 1, 1);

    #[test]
    fn every_rule_names_its_article_and_source_and_holds_once_a_day() {
        for regel in REGELS {
            assert!(!regel.artikel.is_empty() && !regel.bron.is_empty() && !regel.omschrijving.is_empty());
            for dag in [Some(regel.geldig.van), regel.geldig.tot_en_met].into_iter().flatten() {
                let same = REGELS.iter().filter(|other| other.welke == regel.welke && other.geldig.bevat(dag));
                assert_eq!(same.count(), 1, "{:?} on {dag}", regel.welke);
            }
        }
    }

    #[test]
    fn every_rule_gives_one_kind_of_value() {
        for regel in REGELS {
            let kind = |waarde: Waarde| match waarde {
                Waarde::Onbekend => None,
                known => Some(std::mem::discriminant(&known)),
            };
            let others =
                REGELS.iter().filter(|other| other.welke == regel.welke).filter_map(|other| kind(other.waarde));
            assert!(others.collect::<Vec<_>>().windows(2).all(|two| two[0] == two[1]), "{:?}", regel.welke);
        }
    }

    #[test]
    fn an_age_is_reached_on_a_birthday() {
        for (geboren, jaren, dag) in [
            (date(1999, 11, 22), 27, date(2026, 11, 22)),
            (date(2000, 2, 29), 27, date(2027, 3, 1)),
            (date(2000, 2, 29), 28, date(2028, 2, 29)),
        ] {
            assert_eq!(bereikt(geboren, jaren), dag, "{geboren}");
            assert_eq!(crate::datum::leeftijd(geboren, dag), jaren);
            assert_eq!(crate::datum::leeftijd(geboren, plus_dagen(dag, -1)), jaren - 1);
        }
    }

    #[test]
    fn new_years_day_of_2027_is_a_border() {
        let (oud, nieuw) = (VOOR_2027, plus_dagen(VOOR_2027, 1));
        assert_eq!(nieuw, BALANS_2027);
        assert_eq!(geldt(Welke::Tegenprestatie, oud), Ok(true));
        assert_eq!(geldt(Welke::Tegenprestatie, nieuw), Ok(false));
        assert_eq!(geldt(Welke::MaatschappelijkeParticipatie, oud), Ok(false));
        let wat = geldt(Welke::MaatschappelijkeParticipatie, nieuw).unwrap_err().to_string();
        assert!(wat.contains("1 jan 2027") && wat.contains("niet bekend"), "{wat}");
        assert_eq!(procent(Welke::VrijlatingPercentage, oud), Ok(25));
        assert!(procent(Welke::VrijlatingPercentage, nieuw).is_err());
        assert_eq!(termijn(Welke::OpschortingTenHoogste, nieuw), Ok(Termijn::Weken(8)), "this one does not change");
    }
}
