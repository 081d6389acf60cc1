//! Which benefits ended, why, and whether it lasted.
//!
//! Three states, because an end of last month cannot have lasted yet. The share that is safe to print is a lower bound;
//! the shares beside it say what is known of the ends that could be judged.

use std::collections::BTreeMap;

use domain::{
    datum::{plus_dagen, plus_maanden},
    project::Rubriek,
    uitkering::{DUURZAAM_NA_MAANDEN, Duurzaamheid, duurzaamheid},
};
use jiff::civil::Date;
use serde::Serialize;

use super::{
    aandeel::{Aandeel, tel},
    cohort::{Cohort, Deelnemer},
    venster::Venster,
};

/// The heading for reasons that the project forgot to give one.
pub const NIET_INGEDEELD: &str = "niet_ingedeeld";
/// The reason that says that no reason was recorded ([`domain::uitkering::Einde`]).
const REDEN_ONBEKEND: &str = "onbekend";

/// An end that counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beeindiging<'c> {
    /// Whose.
    pub(crate) deelnemer: &'c Deelnemer,
    /// Last day of right.
    pub(crate) laatste_dag: Date,
    /// Why, a code of the list of reasons.
    pub(crate) reden: &'c str,
    /// Whether it lasted.
    pub(crate) stand: Duurzaamheid,
}

/// All ends with their last day in the project and on or before the reference date.
pub(crate) fn beeindigingen<'c>(cohort: &'c Cohort, venster: &Venster) -> Vec<Beeindiging<'c>> {
    venster
        .geselecteerden(cohort)
        .into_iter()
        .filter_map(|deelnemer| {
            let (laatste_dag, reden) = deelnemer.einde.as_ref()?;
            venster.bevat(*laatste_dag).then(|| Beeindiging {
                deelnemer,
                laatste_dag: *laatste_dag,
                reden: reden.as_str(),
                stand: duurzaamheid(*laatste_dag, deelnemer.opnieuw, venster.peildatum),
            })
        })
        .collect()
}

/// Ends by whether they lasted; the three add up to all. Units: ended benefits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Duurzaamheidstelling {
    /// More than six months without benefit.
    pub duurzaam: i64,
    /// Back on benefit within six months.
    pub niet_duurzaam: i64,
    /// Not back, but the six months are not over.
    pub nog_niet_beoordeelbaar: i64,
}

impl Duurzaamheidstelling {
    fn van<'b>(einden: impl IntoIterator<Item = &'b Beeindiging<'b>>) -> Self {
        let mut telling = Self::default();
        for einde in einden {
            match einde.stand {
                Duurzaamheid::Duurzaam => telling.duurzaam += 1,
                Duurzaamheid::NietDuurzaam => telling.niet_duurzaam += 1,
                Duurzaamheid::NogNietBeoordeelbaar => telling.nog_niet_beoordeelbaar += 1,
            }
        }
        telling
    }

    /// Ends that can be judged.
    #[must_use]
    pub const fn beoordeelbaar(&self) -> i64 {
        self.duurzaam + self.niet_duurzaam
    }
}

/// One heading of the report. Units: ended benefits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RubriekRegel {
    /// The code of the heading, or [`NIET_INGEDEELD`].
    pub rubriek: String,
    /// The words of the report.
    pub omschrijving: String,
    /// How many ended for a reason under this heading.
    pub aantal: i64,
    /// Out of all ended benefits.
    pub aandeel: Aandeel,
    /// Whether these ends lasted.
    pub duurzaamheid: Duurzaamheidstelling,
}

/// A reason without a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NietIngedeeld {
    /// The code of the reason.
    pub reden: String,
    /// How many benefits ended for it.
    pub aantal: i64,
}

/// The ended benefits. Units: ended benefits, unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Uitstroom {
    /// Last day of right in the project and on or before the reference date.
    pub beeindigd: i64,
    /// Whether they lasted.
    pub duurzaamheid: Duurzaamheidstelling,
    /// Durable out of all: at least this many lasted. The share that *Ik doe mee* prints.
    pub ondergrens: Aandeel,
    /// Durable or not yet to be judged, out of all: at most this many can turn out to have lasted.
    pub bovengrens: Aandeel,
    /// Durable out of durable and not durable. Somewhat low when many ends are recent: a recent end is in here only if
    /// the client is back already.
    pub van_beoordeelbaar: Aandeel,
    /// Durable out of the ends before [`Self::niet_beoordeelbaar_vanaf`]: the fairest estimate, because every one of
    /// them was followed for six months, back or not.
    pub van_volledig_gevolgd: Aandeel,
    /// First last day of right that cannot be durable yet on the reference date.
    pub niet_beoordeelbaar_vanaf: Date,
    /// How many came back on or before the reference date, however late.
    pub teruggekeerd: i64,
    /// Ends of which no reason was recorded, out of all.
    pub zonder_reden: Aandeel,
    /// By heading, in the order of the report; all add up to [`Self::beeindigd`].
    pub rubrieken: Vec<RubriekRegel>,
    /// Which reasons are counted under [`NIET_INGEDEELD`].
    pub niet_ingedeeld: Vec<NietIngedeeld>,
    /// Reasons to which the project gives more than one heading; the first in the order of the report is used.
    pub dubbel_ingedeeld: Vec<String>,
}

impl Uitstroom {
    pub(super) fn tel(rubrieken: &[Rubriek], einden: &[Beeindiging<'_>], peildatum: Date) -> Self {
        let indeling = Indeling::new(rubrieken);
        let stand = Duurzaamheidstelling::van(einden);
        let vanaf = eerste_nog_niet_beoordeelbare_dag(peildatum);
        let gevolgd = Duurzaamheidstelling::van(einden.iter().filter(|einde| einde.laatste_dag < vanaf));
        let aantal = tel(einden, |_| true);
        Self {
            beeindigd: aantal,
            duurzaamheid: stand,
            ondergrens: Aandeel::new(stand.duurzaam, aantal),
            bovengrens: Aandeel::new(stand.duurzaam + stand.nog_niet_beoordeelbaar, aantal),
            van_beoordeelbaar: Aandeel::new(stand.duurzaam, stand.beoordeelbaar()),
            van_volledig_gevolgd: Aandeel::new(gevolgd.duurzaam, gevolgd.beoordeelbaar()),
            niet_beoordeelbaar_vanaf: vanaf,
            teruggekeerd: tel(einden, |einde| einde.deelnemer.opnieuw.is_some_and(|dag| dag <= peildatum)),
            zonder_reden: Aandeel::new(tel(einden, |einde| einde.reden == REDEN_ONBEKEND), aantal),
            rubrieken: indeling.regels(einden),
            niet_ingedeeld: indeling.vergeten(einden),
            dubbel_ingedeeld: indeling.dubbel,
        }
    }
}

/// The first last day of right that cannot be durable yet: months differ in length, so the rule itself is asked.
fn eerste_nog_niet_beoordeelbare_dag(peildatum: Date) -> Date {
    let te_laat = |dag| duurzaamheid(dag, None, peildatum) == Duurzaamheid::NogNietBeoordeelbaar;
    // Counting months back lands at most three days from the answer (31 August minus six is 28 February).
    let mut dag = plus_dagen(plus_maanden(peildatum, -DUURZAAM_NA_MAANDEN), -4);
    while !te_laat(dag) {
        dag = plus_dagen(dag, 1);
    }
    dag
}

/// The project's mapping of reasons to headings.
struct Indeling<'c> {
    /// Heading per reason.
    rubriek_van: BTreeMap<&'c str, &'c str>,
    /// Headings in the order of the report, with their words.
    volgorde: Vec<(&'c str, &'c str)>,
    dubbel: Vec<String>,
}

impl<'c> Indeling<'c> {
    fn new(rubrieken: &'c [Rubriek]) -> Self {
        let mut gesorteerd: Vec<&Rubriek> = rubrieken.iter().collect();
        gesorteerd.sort_by_key(|r| (r.volgorde, &r.rubriek, &r.reden, &r.omschrijving));
        let mut indeling = Self { rubriek_van: BTreeMap::new(), volgorde: Vec::new(), dubbel: Vec::new() };
        for regel in gesorteerd {
            let (reden, rubriek) = (regel.reden.as_str(), regel.rubriek.as_str());
            if *indeling.rubriek_van.entry(reden).or_insert(rubriek) != rubriek {
                indeling.dubbel.push(reden.to_owned());
            }
            if indeling.volgorde.iter().all(|(code, _)| *code != rubriek) {
                indeling.volgorde.push((rubriek, &regel.omschrijving));
            }
        }
        indeling
    }

    fn rubriek(&self, einde: &Beeindiging<'_>) -> &'c str {
        self.rubriek_van.get(einde.reden).copied().unwrap_or(NIET_INGEDEELD)
    }

    fn regels(&self, einden: &[Beeindiging<'_>]) -> Vec<RubriekRegel> {
        let mut koppen = self.volgorde.clone();
        let ontbreekt = koppen.iter().all(|(code, _)| *code != NIET_INGEDEELD);
        if ontbreekt && einden.iter().any(|einde| self.rubriek(einde) == NIET_INGEDEELD) {
            koppen.push((NIET_INGEDEELD, "Niet ingedeeld"));
        }
        let totaal = tel(einden, |_| true);
        koppen
            .into_iter()
            .map(|(code, omschrijving)| {
                let onder_deze: Vec<&Beeindiging<'_>> = einden.iter().filter(|e| self.rubriek(e) == code).collect();
                let aantal = tel(&onder_deze, |_| true);
                RubriekRegel {
                    rubriek: code.to_owned(),
                    omschrijving: omschrijving.to_owned(),
                    aantal,
                    aandeel: Aandeel::new(aantal, totaal),
                    duurzaamheid: Duurzaamheidstelling::van(onder_deze),
                }
            })
            .collect()
    }

    fn vergeten(&self, einden: &[Beeindiging<'_>]) -> Vec<NietIngedeeld> {
        let mut per_reden: BTreeMap<&str, i64> = BTreeMap::new();
        for einde in einden.iter().filter(|einde| !self.rubriek_van.contains_key(einde.reden)) {
            *per_reden.entry(einde.reden).or_default() += 1;
        }
        per_reden.into_iter().map(|(reden, aantal)| NietIngedeeld { reden: reden.to_owned(), aantal }).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ends_from_1_july_2018_cannot_be_judged_on_1_january_2019() {
        assert_eq!(eerste_nog_niet_beoordeelbare_dag(date(2019, 1, 1)), date(2018, 7, 1));
        assert_eq!(eerste_nog_niet_beoordeelbare_dag(date(2018, 12, 31)), date(2018, 6, 30));
        assert_eq!(
            eerste_nog_niet_beoordeelbare_dag(date(2025, 8, 31)),
            date(2025, 2, 28),
            "without benefit from 1 March: six months are over on 1 September"
        );
    }

    proptest! {
        /// On every reference date: the day before can be durable, the day itself cannot.
        #[test]
        fn the_limit_is_where_the_rule_of_the_domain_turns(dag in 0_i64..20_000) {
            let peildatum = plus_dagen(date(2000, 1, 1), dag);
            let grens = eerste_nog_niet_beoordeelbare_dag(peildatum);
            prop_assert_eq!(duurzaamheid(grens, None, peildatum), Duurzaamheid::NogNietBeoordeelbaar);
            prop_assert_eq!(duurzaamheid(plus_dagen(grens, -1), None, peildatum), Duurzaamheid::Duurzaam);
        }
    }
}
