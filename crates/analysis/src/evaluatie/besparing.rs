//! What the ended benefits saved and what the effort cost, both only up to the last day that counts.

use domain::{
    datum::{lang, plus_dagen},
    geld::Eurocent,
    project::{Factuur, Uren},
    uitkering::Duurzaamheid,
};
use jiff::civil::Date;
use serde::Serialize;

use super::{aandeel::tel, uitstroom::Beeindiging, venster::Venster};

/// Benefit not paid, thanks to ends that lasted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Besparing {
    /// In eurocents.
    pub bedrag_eurocent: Eurocent,
    /// How many durable ends it comes from.
    pub duurzame_beeindigingen: i64,
    /// Last day that is counted.
    pub tot_en_met: Date,
    /// How it was calculated, to stand beside the number.
    pub definitie: String,
}

impl Besparing {
    pub(super) fn bereken(einden: &[Beeindiging<'_>], venster: &Venster) -> Self {
        let duurzaam = || einden.iter().filter(|einde| einde.stand == Duurzaamheid::Duurzaam);
        Self {
            bedrag_eurocent: duurzaam().map(|einde| besparing_van(einde, venster.tot_en_met)).sum(),
            duurzame_beeindigingen: tel(duurzaam(), |_| true),
            tot_en_met: venster.tot_en_met,
            definitie: format!(
                "Per duurzaam beëindigde uitkering: het werkelijke maandbedrag maal de tijd zonder uitkering, vanaf de \
                 dag na de laatste dag van het recht tot en met {}, of tot de dag waarop de klant terugkwam. Hele \
                 kalendermaanden tellen voor het hele bedrag, een gebroken maand naar het aantal dagen, afgerond op de \
                 cent per klant. Uitkeringen die niet duurzaam of nog niet te beoordelen zijn, tellen niet mee.",
                lang(venster.tot_en_met)
            ),
        }
    }
}

/// What one durable end saved. Somebody who came back after more than six months costs benefit again from that day.
fn besparing_van(einde: &Beeindiging<'_>, tot_en_met: Date) -> Eurocent {
    let laatste_dag = einde.deelnemer.opnieuw.map_or(tot_en_met, |dag| plus_dagen(dag, -1).min(tot_en_met));
    over_periode(einde.deelnemer.maandbedrag, plus_dagen(einde.laatste_dag, 1), laatste_dag)
}

/// A monthly amount over a stretch of days, both included: whole calendar months in full, broken ones by days, rounded
/// once to the cent.
fn over_periode(maandbedrag: Eurocent, van: Date, tot_en_met: Date) -> Eurocent {
    if tot_en_met < van {
        return Eurocent::ZERO;
    }
    let maand = |dag: Date| i64::from(dag.year()) * 12 + i64::from(dag.month());
    let lengte = |dag: Date| i64::from(dag.days_in_month());
    let (eerste, laatste) = (lengte(van), lengte(tot_en_met));
    let tussen = maand(tot_en_met) - maand(van) - 1;
    if tussen < 0 {
        return maandbedrag.share(i64::from(tot_en_met.day() - van.day()) + 1, eerste);
    }
    // One fraction, so that it is rounded once: eerste deel + hele maanden + laatste deel.
    let dagen_eerste = eerste - i64::from(van.day()) + 1;
    let dagen_laatste = i64::from(tot_en_met.day());
    maandbedrag.share(dagen_eerste * laatste + tussen * eerste * laatste + dagen_laatste * eerste, eerste * laatste)
}

/// What hired staff cost. Unknown is not zero: without a single invoice the costs are unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Kosten {
    /// Sum of the invoices dated on or before the reference date, in eurocents.
    pub facturen_eurocent: Option<Eurocent>,
    /// How many invoices.
    pub aantal_facturen: i64,
    /// Hours times rate over the months that are over on the reference date, in eurocents: a check on the invoices.
    pub uren_eurocent: Option<Eurocent>,
    /// The same hours, in minutes.
    pub minuten: i64,
    /// Invoices minus hours times rate, in eurocents, when both are known.
    pub verschil_eurocent: Option<Eurocent>,
}

impl Kosten {
    pub(super) fn bereken(facturen: &[Factuur], uren: &[Uren], peildatum: Date) -> Self {
        let bekend: Vec<&Factuur> = facturen.iter().filter(|factuur| factuur.datum <= peildatum).collect();
        let gewerkt: Vec<&Uren> = uren.iter().filter(|regel| regel.maand.last_of_month() <= peildatum).collect();
        let facturen_eurocent = (!bekend.is_empty()).then(|| bekend.iter().map(|factuur| factuur.bedrag).sum());
        let uren_eurocent = (!gewerkt.is_empty()).then(|| gewerkt.iter().map(|regel| regel.bedrag()).sum());
        Self {
            facturen_eurocent,
            aantal_facturen: tel(&bekend, |_| true),
            uren_eurocent,
            minuten: gewerkt.iter().map(|regel| regel.minuten).sum(),
            verschil_eurocent: facturen_eurocent.zip(uren_eurocent).map(|(facturen, uren)| facturen - uren),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// By hand, for € 310,00 a month.
    #[test]
    fn whole_months_in_full_and_broken_months_by_days() {
        for (van, tot_en_met, cent) in [
            (date(2018, 1, 1), date(2018, 1, 31), 31_000),
            (date(2018, 1, 1), date(2018, 12, 31), 12 * 31_000),
            (date(2018, 1, 22), date(2018, 1, 31), 10_000),
            (date(2018, 1, 22), date(2018, 3, 31), 10_000 + 2 * 31_000),
            (date(2017, 12, 22), date(2018, 2, 28), 10_000 + 2 * 31_000),
            (date(2018, 12, 31), date(2018, 12, 31), 1_000),
            (date(2018, 1, 11), date(2018, 1, 20), 10_000),
            (date(2018, 1, 22), date(2018, 2, 14), 10_000 + 15_500),
            (date(2018, 4, 2), date(2018, 4, 30), 29_967),
            (date(2019, 1, 1), date(2018, 12, 31), 0),
        ] {
            assert_eq!(over_periode(Eurocent(31_000), van, tot_en_met), Eurocent(cent), "{van} – {tot_en_met}");
        }
    }

    /// € 100,01 over 15 days of June and 15 of September: two halves of 50,005 are 100,01, not 50,01 twice.
    #[test]
    fn rounded_once_per_client() {
        assert_eq!(over_periode(Eurocent(10_001), date(2018, 6, 16), date(2018, 7, 31)), Eurocent(15_002));
        assert_eq!(over_periode(Eurocent(10_001), date(2018, 6, 16), date(2018, 9, 15)), Eurocent(30_003));
    }
}
