//! Registration quality (*registratie op orde*, M38): of whom the record lacks something, as a number to steer by.
//!
//! The final evaluation of Ik doe mee (Haarlem, 12 March 2019) says that registration before the project was not in order, so that
//! a comparison over time was hard, and a quarter of its ends (118 of 468) had no usable reason. The Koersdocument (2016) and the
//! motions ask that every client is spoken to and has a plan. This is the one place that says what counts: [`Gebrek`] with its
//! [`Definitie`]. The queries that count are in `storage::registratie`, and a story holds them to what stands here.
//!
//! # What a month in the past looked like
//!
//! Most of it could be worked out today from dated facts: conversations, segments, plans and ends have a day. But that tells how
//! the client was served, not how the record stood. A conversation of May that was written down in July was a gap on 31 May, and a
//! reason that somebody looked up a year later was missing until then. Worked out afterwards, every month would look better than it
//! was, and the more so the longer ago. So each month is **counted when it ends and kept** ([`te_meten`]); nothing that is corrected
//! later changes it. Only months of before the counting began are worked out from dated facts, once, and are marked as such
//! ([`Meting::achteraf`]): they are the best there is, and flatter.
//!
//! Investigations have no past here: when one was opened again stands encrypted in its record, so neither a measurement of before
//! nor the klantmanager belongs to it. They are counted today, for the whole municipality: who is looked into is not known to the
//! guidance (ADR 0011).

use std::ops::Add;

use jiff::civil::Date;

use crate::datum::{plus_dagen, plus_maanden};

/// After so many months a segment that nobody looked at is old. A choice of Klantbeeld: the papers name no term.
pub const SEGMENT_MAANDEN: i32 = 12;
/// Ends of so many months count in the number of today.
pub const EINDEN_MAANDEN: i32 = 12;
/// So many months stand in the trend.
pub const VERLOOP_MAANDEN: i32 = 24;
/// A month that is counted within so many days after its end counts as counted at its end: an installation may have been off.
const OP_TIJD_DAGEN: i64 = 7;

/// What can be missing in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gebrek {
    /// Nobody looked at the segment for a year.
    Segment,
    /// No conversation for as long as the norm says: out of view.
    Gesprek,
    /// The law asks for a plan, and there is none.
    Plan,
    /// The benefit ended without a usable reason.
    Reden,
    /// An investigation is open beyond its term, or a question in it.
    Onderzoek,
}

/// What a number means: stands beside it wherever it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definitie {
    /// The head of a column.
    pub kop: &'static str,
    /// What is counted.
    pub betekenis: &'static str,
    /// Of what it is a part.
    pub eenheid: &'static str,
    /// What to do about it.
    pub doen: &'static str,
    /// Who asks for it.
    pub bron: &'static str,
}

impl Gebrek {
    /// All of them, in the order of a table.
    pub const ALLE: [Self; 5] = [Self::Segment, Self::Gesprek, Self::Plan, Self::Reden, Self::Onderzoek];

    /// What it means.
    #[must_use]
    pub const fn definitie(self) -> Definitie {
        match self {
            Self::Segment => Definitie {
                kop: "Segment verouderd",
                betekenis: "Het segment is langer dan een jaar niet bekeken. Bekeken is: ingedeeld, of in een gesprek \
                            beoordeeld. Wie nog nooit is ingedeeld, telt mee vanaf een jaar na het begin van de uitkering.",
                eenheid: "klanten met een lopende uitkering",
                doen: "Beoordeel het segment in het volgende gesprek, ook als het gelijk blijft.",
                bron: "Collegebesluit aanbod (2017): het aanbod volgt de doelgroep. Het jaar is een keuze van Klantbeeld.",
            },
            Self::Gesprek => Definitie {
                kop: "Uit beeld",
                betekenis: "Er is zo lang geen gesprek gevoerd als de contactnorm zegt (uit beeld). Wie nieuw is, telt mee vanaf \
                            even lang na het begin van de uitkering.",
                eenheid: "klanten met een lopende uitkering",
                doen: "Plan een gesprek, of leg een gesprek vast dat al is gevoerd.",
                bron: "Koersdocument (2016) en moties: elke klant wordt gesproken.",
            },
            Self::Plan => Definitie {
                kop: "Plan ontbreekt",
                betekenis: "De wet vraagt een plan van aanpak, en er is geen vastgesteld plan.",
                eenheid: "klanten met een lopende uitkering",
                doen: "Stel het plan samen op en stel het vast.",
                bron: "Participatiewet, artikel 44 lid 4 (jonger dan 27 bij toekenning) en 9a (alleenstaande ouder).",
            },
            Self::Reden => Definitie {
                kop: "Einde zonder reden",
                betekenis: "De uitkering is beëindigd met de reden ‘onbekend’.",
                eenheid: "klanten van wie in de afgelopen 12 maanden een uitkering eindigde",
                doen: "Zoek de reden op in het dossier of vraag haar na, en leg haar alsnog vast.",
                bron: "Eindevaluatie Ik doe mee (2019): 118 van de 468 uitkeringen eindigden zonder bruikbare reden.",
            },
            Self::Onderzoek => Definitie {
                kop: "Onderzoek over termijn",
                betekenis: "Een onderzoek staat langer dan acht weken open, of een vraag om gegevens is niet op tijd beantwoord.",
                eenheid: "onderzoeken die lopen, in de hele gemeente",
                doen: "Rechtmatigheid rondt het onderzoek af, of legt vast waarom het langer duurt.",
                bron: "Pilot 300 (2015). De acht weken zijn een keuze van Klantbeeld, gelijk aan een opschorting.",
            },
        }
    }
}

/// A segment that was last looked at before this day is old.
#[must_use]
pub fn segment_grens(dag: Date) -> Date {
    plus_maanden(dag, -SEGMENT_MAANDEN)
}

/// Whether nobody looked at the segment for too long. `bekeken` is the last day on which somebody did; who never was put in a
/// segment is looked at from the first day of the benefit.
#[must_use]
pub fn segment_verouderd(bekeken: Option<Date>, ingang: Date, dag: Date) -> bool {
    bekeken.map_or(ingang, |bekeken| bekeken.max(ingang)) < segment_grens(dag)
}

/// The first and last day of the ends that count on a day.
#[must_use]
pub fn einden_venster(dag: Date) -> (Date, Date) {
    (plus_dagen(plus_maanden(dag, -EINDEN_MAANDEN), 1), dag)
}

/// How the records of some clients stand. Each is a number of clients.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stand {
    /// With a running benefit.
    pub klanten: i64,
    /// Of these, those of whom nothing is missing: neither segment, conversation nor plan.
    pub op_orde: i64,
    /// Whose segment is old.
    pub segment: i64,
    /// Who are out of view.
    pub gesprek: i64,
    /// Who must have a plan and have none.
    pub plan: i64,
    /// Whose benefit ended in the period.
    pub einden: i64,
    /// Of these, those without a usable reason.
    pub zonder_reden: i64,
}

impl Stand {
    /// Which part of the running records is in order; `None` without any.
    #[must_use]
    pub fn aandeel_op_orde(&self) -> Option<f64> {
        (self.klanten > 0).then(|| self.op_orde as f64 / self.klanten as f64)
    }

    /// Which part of the ends has a usable reason; `None` when nothing ended.
    #[must_use]
    pub fn aandeel_met_reden(&self) -> Option<f64> {
        (self.einden > 0).then(|| (self.einden - self.zonder_reden) as f64 / self.einden as f64)
    }

    /// How many lack this; `None` for what is not counted per client.
    #[must_use]
    pub const fn aantal(&self, gebrek: Gebrek) -> Option<i64> {
        match gebrek {
            Gebrek::Segment => Some(self.segment),
            Gebrek::Gesprek => Some(self.gesprek),
            Gebrek::Plan => Some(self.plan),
            Gebrek::Reden => Some(self.zonder_reden),
            Gebrek::Onderzoek => None,
        }
    }
}

impl Add for Stand {
    type Output = Self;
    fn add(self, ander: Self) -> Self {
        Self {
            klanten: self.klanten + ander.klanten,
            op_orde: self.op_orde + ander.op_orde,
            segment: self.segment + ander.segment,
            gesprek: self.gesprek + ander.gesprek,
            plan: self.plan + ander.plan,
            einden: self.einden + ander.einden,
            zonder_reden: self.zonder_reden + ander.zonder_reden,
        }
    }
}

/// The first day of the month of a day.
#[must_use]
pub fn eerste_dag(dag: Date) -> Date {
    dag.first_of_month()
}

/// The whole months before a day that stand in the trend, each by its first day, oldest first.
#[must_use]
pub fn maanden(vandaag: Date) -> Vec<Date> {
    let deze = eerste_dag(vandaag);
    (1..=VERLOOP_MAANDEN).rev().map(|terug| plus_maanden(deze, -terug)).collect()
}

/// A month that is to be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meting {
    /// Its first day.
    pub maand: Date,
    /// Its last day: how the records stood on it is counted.
    pub peildag: Date,
    /// It is too long over: worked out from dated facts, in which later corrections are.
    pub achteraf: bool,
}

/// Which months are to be counted on a day: those of the trend that were not.
#[must_use]
pub fn te_meten(vandaag: Date, gemeten: &[Date]) -> Vec<Meting> {
    let open = maanden(vandaag).into_iter().filter(|maand| !gemeten.contains(maand));
    open.map(|maand| {
        let peildag = maand.last_of_month();
        Meting { maand, peildag, achteraf: plus_dagen(peildag, OP_TIJD_DAGEN) < vandaag }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_segment_is_old_on_the_day_after_a_year() {
        let (lang, vandaag) = (date(2020, 9, 1), date(2026, 11, 23));
        for (bekeken, ingang, oud) in [
            (Some(date(2025, 11, 22)), lang, true),
            (Some(date(2025, 11, 23)), lang, false),
            (None, date(2025, 11, 22), true),
            (None, date(2025, 11, 23), false),
            // Who came back last month has a segment of an earlier benefit.
            (Some(date(2019, 1, 1)), date(2026, 10, 1), false),
            (Some(date(2026, 11, 23)), lang, false),
        ] {
            assert_eq!(segment_verouderd(bekeken, ingang, vandaag), oud, "{bekeken:?} {ingang}");
        }
    }

    #[test]
    fn ends_of_twelve_months_count_up_to_and_including_today() {
        assert_eq!(einden_venster(date(2026, 11, 23)), (date(2025, 11, 24), date(2026, 11, 23)));
        assert_eq!(einden_venster(date(2024, 2, 29)), (date(2023, 3, 1), date(2024, 2, 29)));
    }

    #[test]
    fn the_trend_has_the_whole_months_before_today() {
        let alle = maanden(date(2026, 11, 1));
        assert_eq!((alle.len(), alle[0], alle[23]), (24, date(2024, 11, 1), date(2026, 10, 1)));
    }

    /// A month is counted once, when it ends; what was missed is worked out afterwards and says so.
    #[test]
    fn which_months_are_counted_when() {
        let alle = maanden(date(2026, 11, 23));
        for (vandaag, gemeten, nu, achteraf) in [
            // Nothing was ever counted: the past is worked out; the last month is too long over as well.
            (date(2026, 11, 23), &[][..], 0, 24),
            // The first day after a month.
            (date(2026, 12, 1), &alle[1..], 1, 0),
            // A week later it still counts as the end of the month; after that it does not.
            (date(2026, 12, 7), &alle[1..], 1, 0),
            (date(2026, 12, 8), &alle[1..], 0, 1),
            // Everything was counted: a correction changes nothing any more.
            (date(2026, 11, 23), &alle[..], 0, 0),
            (date(2026, 11, 30), &alle[..], 0, 0),
        ] {
            let metingen = te_meten(vandaag, gemeten);
            let (later, op_tijd): (Vec<Meting>, Vec<Meting>) = metingen.into_iter().partition(|meting| meting.achteraf);
            assert_eq!((op_tijd.len(), later.len()), (nu, achteraf), "{vandaag}");
        }
        let [november] = te_meten(date(2026, 12, 1), &alle[1..])[..] else { panic!("one") };
        assert_eq!((november.maand, november.peildag), (date(2026, 11, 1), date(2026, 11, 30)));
    }

    #[test]
    fn a_share_of_nobody_is_not_known() {
        assert_eq!(Stand::default().aandeel_op_orde(), None);
        assert_eq!(Stand::default().aandeel_met_reden(), None);
        let stand = Stand { klanten: 4, op_orde: 3, einden: 468, zonder_reden: 118, ..Stand::default() };
        assert_eq!(stand.aandeel_op_orde(), Some(0.75));
        assert!((stand.aandeel_met_reden().unwrap() - 350.0 / 468.0).abs() < 1e-9, "Ik doe mee");
        let samen = stand + stand;
        assert_eq!((samen.klanten, samen.zonder_reden), (8, 236));
    }
}
