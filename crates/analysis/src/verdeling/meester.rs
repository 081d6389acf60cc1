//! The linear programme that finds what a client of each kind is worth.
//!
//! Every klantmanager is in it in one of two ways: with his clients in parts, or as a mixture of whole plans. Plans say more, because nobody can do half
//! a client; parts say everything at once. What joins them is that of every kind everybody must be somewhere, and the prices of those
//! rows are what the plans are made with.

use super::{
    model::Model,
    ondergrens::Eis,
    plan::{Plan, Planner},
    simplex::Simplex,
};

/// Dearer than anything that can be avoided.
const ZEER_DUUR: f64 = 1e4;

/// A plan that is not one of those a klantmanager chooses from.
const BUITEN: i64 = 2_000;

/// The programme, as far as it has been built.
pub(super) struct Meester<'a> {
    model: &'a Model,
    lp: Simplex,
    eis: Option<Eis>,
    /// Per klantmanager who is a mixture of plans: his row.
    rij: Vec<Option<usize>>,
    /// The columns that keep each price within reach: what it costs to have one too few, and one too many.
    hek: Vec<(usize, usize)>,
}

impl<'a> Meester<'a> {
    /// Begins at a distribution that is possible. `met_plannen`: who is a mixture of plans. `eis`: what all together must come to.
    pub(super) fn nieuw(
        model: &'a Model,
        x: &[u32],
        (planners, met_plannen): (&[Planner], &[bool]),
        eis: Option<Eis>,
    ) -> Self {
        let (breed, wie) = (model.soorten.len(), model.klantmanagers());
        let mut rechts: Vec<f64> = model.soorten.iter().map(|soort| soort.aantal as f64).collect();
        let mut te_kort = vec![0; breed];
        if let Some(eis) = eis {
            let (misfits, uren) = (0..wie).fold((0, 0), |(misfits, uren), j| {
                let (meer, over) = model.misfits_en_uren(j, &x[j * breed..(j + 1) * breed]);
                (misfits + meer, uren + over.abs())
            });
            rechts.extend([eis.misfits as f64, eis.uren as f64]);
            te_kort.extend([eis.misfits - misfits, eis.uren - uren]);
        }
        let mut rij = vec![None; wie];
        let mut eigen = vec![0; wie];
        for j in 0..wie {
            eigen[j] = rechts.len();
            if met_plannen[j] {
                rij[j] = Some(rechts.len());
                rechts.push(1.0);
            } else {
                rechts.extend([model.minstens[j] as f64, model.doel[j] as f64]);
            }
        }
        let mut lp = Simplex::nieuw(rechts);
        let mut basis = Vec::new();
        let mut hek = Vec::new();
        for (soort, te_kort) in te_kort.into_iter().enumerate() {
            let te_weinig = lp.kolom(ZEER_DUUR, f64::INFINITY, false, [(soort, 1.0)]);
            let te_veel = lp.kolom(ZEER_DUUR, f64::INFINITY, false, [(soort, -1.0)]);
            hek.push((te_weinig, te_veel));
            basis.push(if te_kort < 0 { te_veel } else { te_weinig });
        }
        let mut meester = Self { model, lp, eis, rij, hek };
        for j in 0..wie {
            let x = &x[j * breed..(j + 1) * breed];
            if met_plannen[j] {
                // To begin with there is a plan that may not be: dear enough to be left as soon as there are others.
                let mag = planners[j].mag(model.misfits_en_uren(j, x).1);
                let kolom = meester.kolom_van(j, x, if mag { 0 } else { BUITEN });
                basis.extend(kolom);
            } else {
                basis.extend(meester.delen(j, x, eigen[j]));
            }
        }
        meester.lp.zet_basis(&basis);
        meester
    }

    /// A klantmanager in parts: his clients, the room in his caseload, his hours off. Gives the columns that begin in the basis.
    fn delen(&mut self, j: usize, x: &[u32], rij: usize) -> [usize; 2] {
        let model = self.model;
        let (mut uren, mut n) = (0, 0);
        for (soort, &nu) in x.iter().enumerate() {
            let stappen = model.stappen(model.paar(j, soort));
            let lang = model.soorten[soort].uren;
            uren += lang * i64::from(nu);
            n += i64::from(nu);
            let nu = nu as usize;
            let mut cellen = vec![(soort, 1.0), (rij, 1.0), (rij + 1, lang as f64)];
            if self.eis.is_some() && model.misfit(model.paar(j, soort)) > 0 {
                cellen.push((x.len(), 1.0));
            }
            let daar = stappen.len() - 1;
            let mut k = 0;
            while k < daar {
                let mut hoeveel = stappen[k..daar].iter().take_while(|stap| **stap == stappen[k]).count();
                if k < nu {
                    hoeveel = hoeveel.min(nu - k);
                }
                self.lp.kolom(stappen[k] as f64, hoeveel as f64, k < nu, cellen.iter().copied());
                k += hoeveel;
            }
            if nu > daar {
                self.lp.kolom(stappen[daar] as f64, (nu - daar) as f64, true, cellen.iter().copied());
            }
            self.lp.kolom(stappen[daar] as f64, f64::INFINITY, false, cellen.iter().copied());
        }
        let ruimte = (model.hoogstens[j] - model.minstens[j]) as f64;
        let plaatsen = self.lp.kolom(0.0, ruimte, false, [(rij, -1.0)]);
        debug_assert!(n >= model.minstens[j] && n <= model.hoogstens[j], "begins at what is possible");
        let kwartier = model.kwartier as f64;
        let geteld = self.eis.map(|_| (x.len() + 1, 1.0));
        let over = self.lp.kolom(kwartier, f64::INFINITY, false, [(rij + 1, -1.0)].into_iter().chain(geteld));
        let onder = self.lp.kolom(kwartier, f64::INFINITY, false, [(rij + 1, 1.0)].into_iter().chain(geteld));
        [plaatsen, if uren >= model.doel[j] { over } else { onder }]
    }

    fn kolom_van(&mut self, j: usize, x: &[u32], meer: i64) -> Option<usize> {
        let rij = self.rij[j]?;
        let kosten = (self.model.kosten_van(j, x) + meer) as f64;
        let cellen = self.cellen(j, x);
        Some(self.lp.kolom(kosten, f64::INFINITY, false, cellen.into_iter().chain([(rij, 1.0)])))
    }

    /// What a plan has in each of the rows that are shared, as far as it has any.
    fn cellen(&self, j: usize, x: &[u32]) -> Vec<(usize, f64)> {
        let mut cellen: Vec<(usize, f64)> = x.iter().map(|x| f64::from(*x)).enumerate().collect();
        if self.eis.is_some() {
            let (misfits, uren) = self.model.misfits_en_uren(j, x);
            cellen.extend([(x.len(), misfits as f64), (x.len() + 1, uren.abs() as f64)]);
        }
        cellen.retain(|(_, hoeveel)| *hoeveel != 0.0);
        cellen
    }

    /// Adds a plan, whatever it is worth.
    pub(super) fn bied_aan(&mut self, j: usize, plan: &Plan) {
        self.kolom_van(j, &plan.x, 0);
    }

    /// Adds a plan if it is better than the mixture so far, at the present prices. Whether it was.
    pub(super) fn voeg_toe(&mut self, j: usize, plan: &Plan) -> bool {
        let Some(rij) = self.rij[j] else { return false };
        let prijzen = self.lp.prijzen();
        let waarde = self.model.kosten_van(j, &plan.x) as f64
            - self.cellen(j, &plan.x).iter().map(|(rij, hoeveel)| hoeveel * prijzen[*rij]).sum::<f64>();
        let beter = waarde < prijzen[rij] - 1e-6;
        if beter {
            self.kolom_van(j, &plan.x, 0);
        }
        beter
    }

    /// Keeps the prices within `ver` of these.
    pub(super) fn omhein(&mut self, prijzen: &[f64], ver: f64) {
        for (&(te_weinig, te_veel), prijs) in self.hek.iter().zip(prijzen) {
            self.lp.zet_kosten(te_weinig, prijs + ver);
            self.lp.zet_kosten(te_veel, ver - prijs);
        }
        // A quarter-hour off never brings more than it weighs: it would be best to be off as far as can be.
        if let Some(uur) = self.uur() {
            self.lp.zet_kosten(self.hek[uur].0, self.model.kwartier as f64);
        }
    }

    /// The row of the hours off, if there is one.
    fn uur(&self) -> Option<usize> {
        self.eis.map(|_| self.model.soorten.len() + 1)
    }

    /// Whether a price would go further if it could.
    pub(super) fn tegen_het_hek(&self) -> bool {
        self.hek.iter().enumerate().any(|(rij, &(min, plus))| {
            Some(rij) != self.uur() && self.lp.waarde(min) > 1e-6 || self.lp.waarde(plus) > 1e-6
        })
    }

    /// What the mixture so far costs: more than that no prices will prove, unless there come better plans or other fences.
    pub(super) fn waarde(&self) -> f64 {
        self.model.grondkosten as f64 + self.lp.doelwaarde()
    }

    /// Whether the optimum was reached.
    pub(super) fn los_op(&mut self, verder: &dyn Fn() -> bool) -> bool {
        self.lp.los_op(verder)
    }

    /// The price of a client of each kind, and of what must be come to.
    pub(super) fn prijzen(&self) -> Vec<f64> {
        let mut prijzen = self.lp.prijzen()[..self.hek.len()].to_vec();
        if let Some(uur) = self.uur() {
            prijzen[uur] = prijzen[uur].min(self.model.kwartier as f64);
        }
        prijzen
    }
}
