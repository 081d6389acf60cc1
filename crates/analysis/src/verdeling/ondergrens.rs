//! What a distribution costs at least.
//!
//! If every kind of client has a price, each klantmanager can make his cheapest plan by himself; those plans together, and the prices of everybody, never
//! cost more than any distribution does. Good prices make that bound high. They come from a linear programme ([`Meester`]), first with
//! everybody in parts of clients, then with whole plans, made again and again with the newest prices. The bound is reckoned in whole
//! numbers from the prices alone, so however the programme was rounded, the bound holds.

use super::{
    meester::Meester,
    model::Model,
    plan::{Plan, Planner, SCHAAL},
};

/// The most times that plans are made anew.
const RONDEN: usize = 120;
/// The most combinations of clients that are looked at for one plan: once only, and time and again.
const EENMALIG: usize = 1 << 24;
const TELKENS: usize = 1 << 20;

/// A bound with the prices that prove it.
pub(super) struct Ondergrens {
    /// No distribution costs less.
    pub(super) waarde: i64,
    /// The same, not rounded, times [`SCHAAL`], as far as prices prove it.
    pub(super) fijn: i128,
    pub(super) planners: Vec<Planner>,
    /// The price of a client of each kind, times [`SCHAAL`].
    pub(super) prijzen: Vec<i64>,
}

/// What a klantmanager answers to prices.
struct Antwoord {
    waarde: i64,
    plan: Option<Plan>,
}

impl Ondergrens {
    /// Without prices: hours aside nothing is cheaper than `goedkoopst`, and the hours together are what they are.
    pub(super) fn nieuw(model: &Model, goedkoopst: i64) -> Self {
        Self {
            waarde: goedkoopst + model.kwartier * model.scheef().abs(),
            fijn: i128::MIN,
            planners: (0..model.klantmanagers()).map(|j| Planner::nieuw(model, j)).collect(),
            prijzen: vec![0; model.soorten.len()],
        }
    }

    /// Raises the bound with the prices of everybody in parts, from a distribution that is possible, unless `verder` says no.
    pub(super) fn met_delen(&mut self, model: &Model, x: &[u32], verder: &dyn Fn() -> bool) {
        let mut delen = Meester::nieuw(model, x, &vec![false; model.klantmanagers()]);
        if delen.los_op(verder) {
            let prijzen = delen.prijzen();
            let antwoorden = vraag(&self.planners, None, &geheel(&prijzen), EENMALIG);
            self.neem(som(model, &geheel(&prijzen), &antwoorden), &prijzen);
        }
    }

    /// Raises it further with plans of those who have few, until nothing gets better or `verder` says no.
    pub(super) fn met_plannen(&mut self, model: &Model, x: &[u32], verder: &dyn Fn() -> bool) {
        let mut prijzen: Vec<f64> = self.prijzen.iter().map(|prijs| *prijs as f64 / SCHAAL as f64).collect();
        let antwoorden = vraag(&self.planners, None, &self.prijzen, TELKENS);
        let mut hoogste = som(model, &self.prijzen, &antwoorden);
        // Who has too many combinations of plans can nearly always be as good as with parts of clients: he stays in parts.
        let mut plant: Vec<bool> = antwoorden.iter().map(|antwoord| antwoord.plan.is_some()).collect();
        let mut plannen: Vec<(usize, Plan)> =
            antwoorden.into_iter().enumerate().filter_map(|(j, antwoord)| Some((j, antwoord.plan?))).collect();
        let mut ver = 1.0;
        let mut meester = opnieuw(model, x, &plant, &plannen);
        for _ in 0..RONDEN {
            meester.omhein(&prijzen, ver);
            if !meester.los_op(verder) || !verder() {
                return;
            }
            let nu = meester.prijzen();
            let antwoorden = vraag(&self.planners, Some(&plant), &geheel(&nu), TELKENS);
            let waarde = som(model, &geheel(&nu), &antwoorden);
            let hek = meester.tegen_het_hek();
            let (mut nieuw, mut anders) = (false, false);
            for (j, antwoord) in antwoorden.into_iter().enumerate() {
                if let Some(plan) = antwoord.plan {
                    if meester.voeg_toe(j, &plan) {
                        plannen.push((j, plan));
                        nieuw = true;
                    }
                } else {
                    anders |= plant[j];
                    plant[j] = false;
                }
            }
            if anders {
                meester = opnieuw(model, x, &plant, &plannen);
            }
            if waarde > hoogste {
                hoogste = waarde;
                prijzen = nu;
                self.neem(waarde, &prijzen);
                ver *= if hek && !nieuw { 2.0 } else { 1.0 };
            } else if !nieuw && !anders && hek {
                ver *= 2.0;
            } else if !nieuw && !anders {
                return;
            }
        }
    }

    fn neem(&mut self, waarde: i128, prijzen: &[f64]) {
        let schaal = i128::from(SCHAAL);
        self.fijn = self.fijn.max(waarde);
        // Costs are whole: above 5,674.2 is 5,675 or more.
        let heel = i64::try_from((waarde + schaal - 1).div_euclid(schaal)).unwrap_or(i64::MIN);
        self.waarde = self.waarde.max(heel);
        self.prijzen = geheel(prijzen);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "prices are held within reach of the costs; any whole number proves a bound"
)]
fn geheel(prijzen: &[f64]) -> Vec<i64> {
    prijzen.iter().map(|prijs| (prijs * SCHAAL as f64).round() as i64).collect()
}

/// The programme with the plans so far.
fn opnieuw<'a>(model: &'a Model, x: &[u32], plant: &[bool], plannen: &[(usize, Plan)]) -> Meester<'a> {
    let mut meester = Meester::nieuw(model, x, plant);
    for (j, plan) in plannen.iter().filter(|(j, _)| plant[*j]) {
        meester.bied_aan(*j, plan);
    }
    meester
}

/// Everybody's answer, from who makes plans (all, if not said) with a plan, in two threads: who answers where changes nothing.
fn vraag(planners: &[Planner], plant: Option<&[bool]>, prijzen: &[i64], hooguit: usize) -> Vec<Antwoord> {
    let doe = |van: usize, tot: usize| -> Vec<Antwoord> {
        let antwoord = |j: usize| {
            let planner = &planners[j];
            let plan = if plant.is_none_or(|plant| plant[j]) { planner.beste(prijzen, hooguit) } else { None };
            Antwoord { waarde: plan.as_ref().map_or_else(|| planner.in_delen(prijzen), |plan| plan.waarde), plan }
        };
        (van..tot).map(antwoord).collect()
    };
    let half = planners.len() / 2;
    std::thread::scope(|scope| {
        let ander = scope.spawn(|| doe(0, half));
        let eigen = doe(half, planners.len());
        let mut alle = ander.join().unwrap_or_else(|_| doe(0, half));
        alle.extend(eigen);
        alle
    })
}

/// The bound, times [`SCHAAL`].
fn som(model: &Model, prijzen: &[i64], antwoorden: &[Antwoord]) -> i128 {
    let klanten: i128 = prijzen
        .iter()
        .zip(&model.soorten)
        .map(|(prijs, soort)| i128::from(*prijs) * i128::try_from(soort.aantal).unwrap_or(0))
        .sum();
    let plannen: i128 = antwoorden.iter().map(|antwoord| i128::from(antwoord.waarde)).sum();
    i128::from(model.grondkosten) * i128::from(SCHAAL) + klanten + plannen
}
