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

/// What a distribution comes to, exactly: only those are bounded then.
#[derive(Debug, Clone, Copy)]
pub(super) struct Eis {
    /// Clients who ask what their klantmanager does not know.
    pub(super) misfits: i64,
    /// Quarter-hours off.
    pub(super) uren: i64,
}

/// A bound with the prices that prove it.
#[derive(Clone)]
pub(super) struct Ondergrens {
    /// No distribution costs less.
    pub(super) waarde: i64,
    /// The same, not rounded, times [`SCHAAL`], as far as prices prove it.
    pub(super) fijn: i128,
    pub(super) planners: Vec<Planner>,
    /// The price of a client of each kind, times [`SCHAAL`]; and of a misfit and a quarter-hour off, when these are demanded.
    pub(super) prijzen: Vec<i64>,
    eis: Option<Eis>,
}

/// The plans that were made so far, and whose.
pub(super) type Plannen = Vec<(usize, Plan)>;

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
            eis: None,
        }
    }

    /// To begin a bound with for distributions of which something is demanded, at the prices there are.
    pub(super) fn met_eis(&self, eis: Eis, venster: (i64, i64)) -> Self {
        let mut grens = Self { waarde: i64::MIN, fijn: i128::MIN, eis: Some(eis), ..self.clone() };
        for planner in &mut grens.planners {
            *planner = planner.binnen(venster);
        }
        grens.prijzen.extend([0, 0]);
        grens
    }

    /// Raises the bound with the prices of everybody in parts, from a distribution that is possible, unless `verder` says no.
    pub(super) fn met_delen(&mut self, model: &Model, x: &[u32], verder: &dyn Fn() -> bool) {
        let mut delen = Meester::nieuw(model, x, (&self.planners, &vec![false; model.klantmanagers()]), None);
        if delen.los_op(verder) {
            let prijzen = delen.prijzen();
            let antwoorden = self.vraag(None, &geheel(&prijzen), EENMALIG);
            self.neem(self.som(model, &geheel(&prijzen), &antwoorden), &prijzen);
        }
    }

    /// Raises it further with plans of those who have few, until nothing gets better or `verder` says no. With a `doel` it also ends when the
    /// bound is above that, or cannot become so.
    pub(super) fn met_plannen(
        &mut self,
        model: &Model,
        x: &[u32],
        (plannen, doel): (&mut Plannen, Option<i64>),
        verder: &dyn Fn() -> bool,
    ) {
        let mut prijzen: Vec<f64> = self.prijzen.iter().map(|prijs| *prijs as f64 / SCHAAL as f64).collect();
        let antwoorden = self.vraag(None, &self.prijzen, TELKENS);
        let mut hoogste = self.som(model, &self.prijzen, &antwoorden);
        self.neem(hoogste, &prijzen);
        // Who has too many combinations of plans can nearly always be as good as with parts of clients: he stays in parts.
        let mut plant: Vec<bool> = antwoorden.iter().map(|antwoord| antwoord.plan.is_some()).collect();
        let eerste = antwoorden.into_iter().enumerate().filter_map(|(j, antwoord)| Some((j, antwoord.plan?)));
        plannen.extend(eerste);
        let mut ver = 1.0;
        let mut meester = self.meester(model, x, &plant, plannen);
        for _ in 0..RONDEN {
            if doel.is_some_and(|doel| self.boven(doel)) {
                return;
            }
            meester.omhein(&prijzen, ver);
            if !meester.los_op(verder) || !verder() {
                return;
            }
            let nu = meester.prijzen();
            let antwoorden = self.vraag(Some(&plant), &geheel(&nu), TELKENS);
            let waarde = self.som(model, &geheel(&nu), &antwoorden);
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
            let beter = waarde > hoogste;
            if beter {
                hoogste = waarde;
                prijzen = nu;
                self.neem(waarde, &prijzen);
            }
            let kansloos = !hek && doel.is_some_and(|doel| meester.waarde() <= doel as f64 && !self.boven(doel));
            if kansloos {
                return;
            }
            if hek && !nieuw && (beter || !anders) {
                ver *= 2.0;
            } else if !beter && !nieuw && !anders {
                break;
            }
            if anders {
                meester = self.meester(model, x, &plant, plannen);
            }
        }
    }

    /// Whether it is proven that everything costs more than this.
    pub(super) fn boven(&self, waarde: i64) -> bool {
        self.fijn > i128::from(waarde) * i128::from(SCHAAL)
    }

    fn neem(&mut self, waarde: i128, prijzen: &[f64]) {
        let schaal = i128::from(SCHAAL);
        self.fijn = self.fijn.max(waarde);
        // Costs are whole: above 5,674.2 is 5,675 or more.
        let heel = i64::try_from((waarde + schaal - 1).div_euclid(schaal)).unwrap_or(i64::MIN);
        self.waarde = self.waarde.max(heel);
        self.prijzen = geheel(prijzen);
    }

    /// The programme with the plans so far, as far as they may be.
    fn meester<'a>(&self, model: &'a Model, x: &[u32], plant: &[bool], plannen: &Plannen) -> Meester<'a> {
        let mut meester = Meester::nieuw(model, x, (&self.planners, plant), self.eis);
        let mag = |j: usize, x: &[u32]| self.planners[j].mag(model.misfits_en_uren(j, x).1);
        for (j, plan) in plannen.iter().filter(|(j, plan)| plant[*j] && mag(*j, &plan.x)) {
            meester.bied_aan(*j, plan);
        }
        meester
    }

    /// Everybody's answer, from who makes plans (all, if not said) with a plan, in two threads: who answers where changes nothing.
    fn vraag(&self, plant: Option<&[bool]>, prijzen: &[i64], hooguit: usize) -> Vec<Antwoord> {
        let wie = self.planners.len();
        let antwoord = |j: usize| {
            let gewoon = &self.planners[j];
            let soorten = prijzen.len().saturating_sub(2);
            let anders = self.eis.map(|_| gewoon.met_opbrengst(prijzen[soorten], prijzen[soorten + 1]));
            let planner = anders.as_ref().unwrap_or(gewoon);
            let plan = if plant.is_none_or(|plant| plant[j]) { planner.beste(prijzen, hooguit) } else { None };
            Antwoord { waarde: plan.as_ref().map_or_else(|| planner.in_delen(prijzen), |plan| plan.waarde), plan }
        };
        let doe = |van: usize, tot: usize| -> Vec<Antwoord> { (van..tot).map(antwoord).collect() };
        let half = wie / 2;
        std::thread::scope(|scope| {
            let ander = scope.spawn(|| doe(0, half));
            let eigen = doe(half, wie);
            let mut alle = ander.join().unwrap_or_else(|_| doe(0, half));
            alle.extend(eigen);
            alle
        })
    }

    /// The bound, times [`SCHAAL`].
    fn som(&self, model: &Model, prijzen: &[i64], antwoorden: &[Antwoord]) -> i128 {
        let soorten = model.soorten.iter().map(|soort| i128::try_from(soort.aantal).unwrap_or(0));
        let geeist = self.eis.iter().flat_map(|eis| [eis.misfits.into(), eis.uren.into()]);
        let klanten: i128 = prijzen.iter().zip(soorten.chain(geeist)).map(|(prijs, n)| i128::from(*prijs) * n).sum();
        let plannen: i128 = antwoorden.iter().map(|antwoord| i128::from(antwoord.waarde)).sum();
        i128::from(model.grondkosten) * i128::from(SCHAAL) + klanten + plannen
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "prices are held within reach of the costs; any whole number proves a bound"
)]
fn geheel(prijzen: &[f64]) -> Vec<i64> {
    prijzen.iter().map(|prijs| (prijs * SCHAAL as f64).round() as i64).collect()
}
