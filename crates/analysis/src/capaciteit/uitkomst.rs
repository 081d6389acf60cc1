//! What follows from a scenario.

use serde::Serialize;

use super::{Gegeven, Scenario, ScenarioGeweigerd};

/// What a group asks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroepUitkomst {
    /// Which group.
    pub naam: String,
    /// How many clients.
    pub klanten: f64,
    /// Hours of support per year, all together.
    pub uren_begeleiding: f64,
    /// Hours of lawfulness per year, all together.
    pub uren_rechtmatigheid: f64,
}

/// What the hours per client ask.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Nodig {
    /// Hours of support per year.
    pub uren_begeleiding: f64,
    /// Hours of lawfulness per year.
    pub uren_rechtmatigheid: f64,
    /// Hours per client per year, both together, on average.
    pub uren_per_klant: f64,
    /// Fte who have clients.
    pub fte_klanten: f64,
    /// Fte, overhead included.
    pub fte: f64,
    /// Euro a year; nothing when no costs are known.
    pub euro: Option<f64>,
    /// Clients for each fte who has clients. Nothing when no hours are asked: then one could have them all.
    pub caseload: Option<f64>,
}

/// What is possible with what is given.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Mogelijk {
    /// Fte who have clients.
    pub fte_klanten: f64,
    /// Fte, overhead included.
    pub fte: f64,
    /// Euro a year; nothing when no costs are known.
    pub euro: Option<f64>,
    /// Clients for each fte who has clients.
    pub caseload: f64,
    /// Hours per client per year there are.
    pub uren_per_klant: f64,
    /// Hours per client per year left for lawfulness when all support is given; below nought there are too few even for that.
    pub uren_rechtmatigheid: f64,
    /// The share of the support that is possible when all lawfulness is done: 1 is all of it, 2 twice as much. Nothing when none is asked.
    pub deel_begeleiding: Option<f64>,
    /// Fte too few (or, below nought, too many) for what the hours ask, overhead included.
    pub fte_tekort: f64,
}

/// Everything that follows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Uitkomst {
    /// All clients.
    pub klanten: f64,
    /// The hours of one fte for clients, per year.
    pub productieve_uren: f64,
    /// Per group.
    pub groepen: Vec<GroepUitkomst>,
    /// What the hours ask.
    pub nodig: Nodig,
    /// What is possible; nothing when only the hours are given.
    pub mogelijk: Option<Mogelijk>,
}

impl Uitkomst {
    /// Works a scenario out.
    pub fn van(scenario: &Scenario) -> Result<Self, ScenarioGeweigerd> {
        scenario.toets()?;
        let klanten = scenario.klanten();
        let productief = scenario.productieve_uren();
        let rechtmatigheid = scenario.uren.rechtmatigheid_per_klant.waarde;
        let groepen: Vec<GroepUitkomst> = scenario
            .groepen
            .iter()
            .map(|groep| GroepUitkomst {
                naam: groep.naam.clone(),
                klanten: groep.klanten.waarde,
                uren_begeleiding: groep.klanten.waarde * groep.uren_begeleiding.waarde,
                uren_rechtmatigheid: groep.klanten.waarde * rechtmatigheid,
            })
            .collect();
        let kosten = scenario.kosten_per_fte().map(|kosten| kosten.euro);
        let met_overhead = 1.0 + scenario.uren.overhead.waarde;
        let uren_begeleiding: f64 = groepen.iter().map(|groep| groep.uren_begeleiding).sum();
        let uren_rechtmatigheid: f64 = groepen.iter().map(|groep| groep.uren_rechtmatigheid).sum();
        let uren = uren_begeleiding + uren_rechtmatigheid;
        let nodig = Nodig {
            uren_begeleiding,
            uren_rechtmatigheid,
            uren_per_klant: uren / klanten,
            fte_klanten: uren / productief,
            fte: uren / productief * met_overhead,
            euro: kosten.map(|kosten| uren / productief * met_overhead * kosten),
            caseload: (uren > 0.0).then(|| klanten * productief / uren),
        };
        let per_fte = || kosten.ok_or(ScenarioGeweigerd::GeenKosten(scenario.peildatum));
        let fte_klanten = match scenario.gegeven {
            Gegeven::Norm => None,
            Gegeven::Fte(fte) => Some(fte / met_overhead),
            Gegeven::Caseload(caseload) => Some(klanten / caseload),
            Gegeven::Euro(euro) => Some(euro / per_fte()? / met_overhead),
            Gegeven::Erbij { caseload, euro } => Some(klanten / caseload + euro / per_fte()? / met_overhead),
        };
        let mogelijk = fte_klanten.map(|fte_klanten| {
            let uren_per_klant = fte_klanten * productief / klanten;
            let begeleiding = uren_begeleiding / klanten;
            Mogelijk {
                fte_klanten,
                fte: fte_klanten * met_overhead,
                euro: kosten.map(|kosten| fte_klanten * met_overhead * kosten),
                caseload: klanten / fte_klanten,
                uren_per_klant,
                uren_rechtmatigheid: uren_per_klant - begeleiding,
                deel_begeleiding: (begeleiding > 0.0)
                    .then(|| ((uren_per_klant - rechtmatigheid) / begeleiding).max(0.0)),
                fte_tekort: nodig.fte - fte_klanten * met_overhead,
            }
        });
        Ok(Self { klanten, productieve_uren: productief, groepen, nodig, mogelijk })
    }
}
