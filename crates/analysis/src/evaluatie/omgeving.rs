//! The municipality around the cohort: caseload, inflow, urgent examinations and hours of contact.

use domain::{
    codelijst::Code,
    datum::dagen_tussen,
    project::{Caseloadnorm, Contacturen},
};
use jiff::civil::Date;
use serde::Serialize;

use super::{
    aandeel::{Aandeel, gedeeld, tel},
    cohort::{Cohort, Omgeving},
    venster::Venster,
};

/// New spells of benefit in a calendar year that the project touches and that is over on the reference date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Instroom {
    /// The year.
    pub jaar: i16,
    /// New spells in the months that are recorded.
    pub nieuw: i64,
    /// How many months are recorded, 0 to 12.
    pub maanden: i64,
    /// New spells per recorded month, rounded half up.
    pub per_maand: Option<i64>,
}

impl Instroom {
    pub(super) fn per_jaar(cohort: &Cohort, venster: &Venster) -> Vec<Self> {
        let laatste = cohort.project.einde.year().min(venster.laatste_hele_jaar());
        (cohort.project.start.year()..=laatste)
            .map(|jaar| {
                let maanden: Vec<i64> =
                    cohort.omgeving.instroom.range((jaar, 1)..=(jaar, 12)).map(|(_, n)| *n).collect();
                let (nieuw, aantal) = (maanden.iter().sum(), tel(&maanden, |_| true));
                Self { jaar, nieuw, maanden: aantal, per_maand: gedeeld(nieuw, aantal) }
            })
            .collect()
    }
}

/// Urgent medical examinations asked for in the project. Units: examinations and days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Spoedkeuringen {
    /// Asked for.
    pub aangevraagd: i64,
    /// Answered on or before the reference date.
    pub beantwoord: i64,
    /// Not answered yet on the reference date: not in the average, which is a little flattered by that.
    pub open: i64,
    /// Answered before they were asked for: a mistake in the registration, not in the average.
    pub onmogelijk: i64,
    /// Days between asking and answering, all answered ones together.
    pub dagen: i64,
    /// Days on average, rounded half up.
    pub gemiddeld_dagen: Option<i64>,
}

impl Spoedkeuringen {
    pub(super) fn tel(cohort: &Cohort, venster: &Venster) -> Self {
        let deelnemers = venster.geselecteerden(cohort);
        let gevraagd: Vec<(Date, Option<Date>)> = deelnemers
            .iter()
            .flat_map(|deelnemer| deelnemer.spoedkeuringen.iter())
            .filter(|(gevraagd, _)| *gevraagd <= venster.tot_en_met)
            .map(|(gevraagd, antwoord)| (*gevraagd, antwoord.filter(|dag| *dag <= venster.peildatum)))
            .collect();
        let duren: Vec<i64> = gevraagd.iter().filter_map(|(van, tot)| tot.map(|tot| dagen_tussen(*van, tot))).collect();
        let dagen = duren.iter().filter(|duur| **duur >= 0).sum();
        let beantwoord = tel(&duren, |duur| **duur >= 0);
        Self {
            aangevraagd: tel(&gevraagd, |_| true),
            beantwoord,
            open: tel(&gevraagd, |(_, antwoord)| antwoord.is_none()),
            onmogelijk: tel(&duren, |duur| **duur < 0),
            dagen,
            gemiddeld_dagen: gedeeld(dagen, beantwoord),
        }
    }
}

/// A caseload that was decided on or planned: clients per klantmanager.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseloadRegel {
    /// Such as `vastgesteld`.
    pub code: Code,
    /// What leads to it.
    pub omschrijving: String,
    /// Clients per klantmanager.
    pub klanten: i64,
    /// From which day.
    pub vanaf: Date,
    /// Where it was decided or proposed.
    pub bron: String,
}

/// Clients per klantmanager, then and now, as it is and as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Caseload {
    /// Clients in the caseload from which the cohort was drawn, on the first day; unknown when it was not one caseload.
    pub bij_start: Option<i64>,
    /// Of those, how many had a lawfulness conversation in the year before the first day.
    pub rechtmatigheid_voor_start: Option<Aandeel>,
    /// Clients with a running benefit on the reference date.
    pub klanten: i64,
    /// Klantmanagers with at least one of them.
    pub klantmanagers: i64,
    /// Clients per klantmanager on the reference date, rounded half up.
    pub op_peildatum: Option<i64>,
    /// The last calendar year that is over on the reference date: the fall in volume up to then is in the caseload.
    pub laatste_hele_jaar: i16,
    /// What was decided or planned, by first day. Plans may lie after the reference date.
    pub normen: Vec<CaseloadRegel>,
}

impl Caseload {
    pub(super) fn bereken(cohort: &Cohort, venster: &Venster) -> Self {
        let omgeving = &cohort.omgeving;
        let Omgeving { klanten_op_peildatum: klanten, klantmanagers_op_peildatum: klantmanagers, .. } = *omgeving;
        Self {
            bij_start: omgeving.caseload_bij_start,
            rechtmatigheid_voor_start: omgeving
                .caseload_bij_start
                .map(|caseload| Aandeel::new(omgeving.rechtmatigheid_in_jaar_voor_start, caseload)),
            klanten,
            klantmanagers,
            op_peildatum: gedeeld(klanten, klantmanagers),
            laatste_hele_jaar: venster.laatste_hele_jaar(),
            normen: geldende(&cohort.caseloadnormen, venster.peildatum, |norm| (&norm.code, norm.vanaf))
                .into_iter()
                .map(|Caseloadnorm { code, omschrijving, klanten, vanaf, bron }| CaseloadRegel {
                    code,
                    omschrijving,
                    klanten,
                    vanaf,
                    bron,
                })
                .collect(),
        }
    }
}

/// Hours of contact per client per year, aimed at taking part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContacturenRegel {
    /// Distance to the labour market.
    pub segment: Code,
    /// As they are.
    pub huidig: i64,
    /// As they should be.
    pub gewenst: i64,
    /// From which day the wish counts.
    pub vanaf: Date,
    /// Where it was proposed.
    pub bron: String,
}

impl ContacturenRegel {
    pub(super) fn lijst(contacturen: &[Contacturen], peildatum: Date) -> Vec<Self> {
        geldende(contacturen, peildatum, |uren| (&uren.segment, uren.vanaf))
            .into_iter()
            .map(|Contacturen { segment, huidig, gewenst, vanaf, bron }| Self { segment, huidig, gewenst, vanaf, bron })
            .collect()
    }
}

/// One entry per code: the one in force on the reference date, otherwise the first one that will be. By first day.
fn geldende<T: Clone>(alle: &[T], peildatum: Date, sleutel: impl Fn(&T) -> (&Code, Date)) -> Vec<T> {
    let mut gekozen: Vec<&T> = Vec::new();
    let mut gesorteerd: Vec<&T> = alle.iter().collect();
    gesorteerd.sort_by_key(|regel| sleutel(regel));
    for regel in gesorteerd {
        let (code, vanaf) = sleutel(regel);
        match gekozen.last_mut().filter(|vorige| sleutel(vorige).0 == code) {
            Some(vorige) if vanaf <= peildatum => *vorige = regel,
            Some(_) => {}
            None => gekozen.push(regel),
        }
    }
    gekozen.sort_by_key(|regel| (sleutel(regel).1, sleutel(regel).0));
    gekozen.into_iter().cloned().collect()
}
