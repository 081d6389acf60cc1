//! The linear programme that finds what a client of each kind is worth.
//!
//! Every klantmanager is in it in one of two ways: with his clients in parts, or as a mixture of whole plans. Plans say more, because nobody can do half
//! a client; parts say everything at once. What joins them is that of every kind everybody must be somewhere, and the prices of those
//! rows are what the plans are made with.

use super::{model::Model, plan::Plan, simplex::Simplex};

/// Dearer than anything that can be avoided.
const ZEER_DUUR: f64 = 1e4;

/// A plan with hours outside the window.
const BUITEN: i64 = 2_000;

/// The programme, as far as it has been built.
pub(super) struct Meester<'a> {
    model: &'a Model,
    lp: Simplex,
    /// Per klantmanager who is a mixture of plans: his row.
    rij: Vec<Option<usize>>,
    /// The columns that keep the price of a kind within reach: what it costs to have one too few, and one too many.
    hek: Vec<(usize, usize)>,
}

impl<'a> Meester<'a> {
    /// Begins at a distribution that is possible. `met_plannen`: who is a mixture of plans.
    pub(super) fn nieuw(model: &'a Model, x: &[u32], met_plannen: &[bool]) -> Self {
        let (breed, wie) = (model.soorten.len(), model.klantmanagers());
        let mut rechts: Vec<f64> = model.soorten.iter().map(|soort| soort.aantal as f64).collect();
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
        for soort in 0..breed {
            let te_weinig = lp.kolom(ZEER_DUUR, f64::INFINITY, false, [(soort, 1.0)]);
            let te_veel = lp.kolom(ZEER_DUUR, f64::INFINITY, false, [(soort, -1.0)]);
            hek.push((te_weinig, te_veel));
            basis.push(te_weinig);
        }
        let mut meester = Self { model, lp, rij, hek };
        for j in 0..wie {
            let x = &x[j * breed..(j + 1) * breed];
            if met_plannen[j] {
                let kolom = meester.kolom_van(j, x);
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
            let cellen = [(soort, 1.0), (rij, 1.0), (rij + 1, lang as f64)];
            let daar = stappen.len() - 1;
            let mut k = 0;
            while k < daar {
                let mut hoeveel = stappen[k..daar].iter().take_while(|stap| **stap == stappen[k]).count();
                if k < nu {
                    hoeveel = hoeveel.min(nu - k);
                }
                self.lp.kolom(stappen[k] as f64, hoeveel as f64, k < nu, cellen);
                k += hoeveel;
            }
            if nu > daar {
                self.lp.kolom(stappen[daar] as f64, (nu - daar) as f64, true, cellen);
            }
            self.lp.kolom(stappen[daar] as f64, f64::INFINITY, false, cellen);
        }
        let ruimte = (model.hoogstens[j] - model.minstens[j]) as f64;
        let plaatsen = self.lp.kolom(0.0, ruimte, false, [(rij, -1.0)]);
        debug_assert!(n >= model.minstens[j] && n <= model.hoogstens[j], "begins at what is possible");
        let kwartier = model.kwartier as f64;
        let over = self.lp.kolom(kwartier, f64::INFINITY, false, [(rij + 1, -1.0)]);
        let onder = self.lp.kolom(kwartier, f64::INFINITY, false, [(rij + 1, 1.0)]);
        [plaatsen, if uren >= model.doel[j] { over } else { onder }]
    }

    fn kolom_van(&mut self, j: usize, x: &[u32]) -> Option<usize> {
        let rij = self.rij[j]?;
        let model = self.model;
        let uren =
            x.iter().zip(&model.soorten).map(|(x, soort)| i64::from(*x) * soort.uren).sum::<i64>() - model.doel[j];
        let (van, tot) = model.venster[j];
        // To begin with there is a plan that may not be: dear enough to be left as soon as there are others.
        let kosten = model.kosten_van(j, x) + if (van..=tot).contains(&uren) { 0 } else { BUITEN };
        let cellen = x.iter().enumerate().filter(|(_, x)| **x > 0).map(|(soort, x)| (soort, f64::from(*x)));
        Some(self.lp.kolom(kosten as f64, f64::INFINITY, false, cellen.chain([(rij, 1.0)])))
    }

    /// Adds a plan, whatever it is worth.
    pub(super) fn bied_aan(&mut self, j: usize, plan: &Plan) {
        self.kolom_van(j, &plan.x);
    }

    /// Adds a plan if it is better than the mixture so far, at the present prices. Whether it was.
    pub(super) fn voeg_toe(&mut self, j: usize, plan: &Plan) -> bool {
        let Some(rij) = self.rij[j] else { return false };
        let prijzen = self.lp.prijzen();
        let waarde = self.model.kosten_van(j, &plan.x) as f64
            - plan.x.iter().zip(prijzen).map(|(x, prijs)| f64::from(*x) * prijs).sum::<f64>();
        let beter = waarde < prijzen[rij] - 1e-6;
        if beter {
            self.kolom_van(j, &plan.x);
        }
        beter
    }

    /// Keeps the prices within `ver` of these.
    pub(super) fn omhein(&mut self, prijzen: &[f64], ver: f64) {
        for (&(te_weinig, te_veel), prijs) in self.hek.iter().zip(prijzen) {
            self.lp.zet_kosten(te_weinig, prijs + ver);
            self.lp.zet_kosten(te_veel, ver - prijs);
        }
    }

    /// Whether a price would go further if it could.
    pub(super) fn tegen_het_hek(&self) -> bool {
        self.hek.iter().any(|&(min, plus)| self.lp.waarde(min) > 1e-6 || self.lp.waarde(plus) > 1e-6)
    }

    /// Whether the optimum was reached.
    pub(super) fn los_op(&mut self, verder: &dyn Fn() -> bool) -> bool {
        self.lp.los_op(verder)
    }

    /// The price of a client of each kind.
    pub(super) fn prijzen(&self) -> Vec<f64> {
        self.lp.prijzen()[..self.model.soorten.len()].to_vec()
    }
}
