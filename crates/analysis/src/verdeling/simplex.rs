//! Linear programmes by the primal simplex method, for bounded columns of few entries.
//!
//! The inverse of the basis is kept whole, column by column, and only where it is not zero it is touched: the programmes here are of many small
//! parts with few rows in common, so that is little. What comes out are prices, and prices are proposals only: what is proven with them is
//! reckoned afterwards in whole numbers.

/// What a column is at, outside the basis, or where in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plek {
    Onder,
    Boven,
    Basis(usize),
}

/// Smaller is zero.
const NUL: f64 = 1e-9;
/// A price has to be this much better.
const WINST: f64 = 1e-7;
/// After so many exchanges the inverse is made anew.
const OPNIEUW: usize = 400;

/// Minimise the costs; every row is an equation, every column is at least 0.
#[derive(Debug, Clone)]
pub(super) struct Simplex {
    rijen: usize,
    rechts: Vec<f64>,
    kosten: Vec<f64>,
    hoogstens: Vec<f64>,
    begin: Vec<usize>,
    rij: Vec<u32>,
    getal: Vec<f64>,
    plek: Vec<Plek>,
    basis: Vec<usize>,
    waarden: Vec<f64>,
    /// The inverse, column after column; and once more row after row, because both are asked for all the time.
    inverse: Vec<f64>,
    dwars: Vec<f64>,
    prijzen: Vec<f64>,
    sinds: usize,
    /// Where the search for a better column goes on.
    volgende: usize,
    /// One through the square of the length of each column.
    gewicht: Vec<f64>,
    stappen: usize,
    /// Whether the basis can be used.
    heel: bool,
}

impl Simplex {
    pub(super) fn nieuw(rechts: Vec<f64>) -> Self {
        let rijen = rechts.len();
        Self {
            rijen,
            rechts,
            kosten: Vec::new(),
            hoogstens: Vec::new(),
            begin: vec![0],
            rij: Vec::new(),
            getal: Vec::new(),
            plek: Vec::new(),
            basis: Vec::new(),
            waarden: Vec::new(),
            inverse: Vec::new(),
            dwars: Vec::new(),
            prijzen: Vec::new(),
            sinds: 0,
            volgende: 0,
            gewicht: Vec::new(),
            stappen: 0,
            heel: false,
        }
    }

    /// A column; `boven` puts it at its upper bound instead of at 0.
    pub(super) fn kolom(
        &mut self,
        kosten: f64,
        hoogstens: f64,
        boven: bool,
        waar: impl IntoIterator<Item = (usize, f64)>,
    ) -> usize {
        let mut lang = 1.0;
        for (rij, getal) in waar {
            lang += getal * getal;
            self.rij.push(u32::try_from(rij).unwrap_or(u32::MAX));
            self.getal.push(getal);
        }
        self.gewicht.push(1.0 / lang);
        self.begin.push(self.rij.len());
        self.kosten.push(kosten);
        self.hoogstens.push(hoogstens);
        self.plek.push(if boven { Plek::Boven } else { Plek::Onder });
        self.kosten.len() - 1
    }

    pub(super) fn zet_kosten(&mut self, kolom: usize, kosten: f64) {
        self.kosten[kolom] = kosten;
    }

    fn cellen(&self, kolom: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let bereik = self.begin[kolom]..self.begin[kolom + 1];
        self.rij[bereik.clone()].iter().map(|rij| *rij as usize).zip(self.getal[bereik].iter().copied())
    }

    /// Begins with these columns in the basis: one per row, each with an entry in its own row only.
    pub(super) fn zet_basis(&mut self, kolommen: &[usize]) {
        self.basis = kolommen.to_vec();
        self.heel = self.factor();
    }

    /// The inverse, the values and the prices of the basis, from nothing. Not when rounding has made the basis useless.
    fn factor(&mut self) -> bool {
        let n = self.rijen;
        self.inverse = vec![0.0; n * n];
        self.dwars = vec![0.0; n * n];
        for k in 0..n {
            self.inverse[k * n + k] = 1.0;
            self.dwars[k * n + k] = 1.0;
        }
        let kolommen = std::mem::take(&mut self.basis);
        let mut bezet = vec![usize::MAX; n];
        let mut rest: Vec<usize> = kolommen;
        // Columns with a row to themselves first: those cost nothing.
        rest.sort_by_key(|&k| (self.begin[k + 1] - self.begin[k], k));
        for kolom in rest {
            let alfa = self.vooruit(kolom);
            let mut beste = (0.0, usize::MAX);
            for (rij, a) in alfa.iter().enumerate() {
                if bezet[rij] == usize::MAX && a.abs() > beste.0 {
                    beste = (a.abs(), rij);
                }
            }
            if beste.1 != usize::MAX {
                self.draai(beste.1, &alfa);
                bezet[beste.1] = kolom;
            }
        }
        if bezet.contains(&usize::MAX) {
            return false;
        }
        self.basis = bezet;
        for (plaats, &kolom) in self.basis.iter().enumerate() {
            self.plek[kolom] = Plek::Basis(plaats);
        }
        self.waardeer();
        self.sinds = 0;
        true
    }

    /// Values and prices from the inverse.
    fn waardeer(&mut self) {
        let n = self.rijen;
        let mut rechts = self.rechts.clone();
        for kolom in 0..self.kosten.len() {
            if self.plek[kolom] == Plek::Boven {
                for (rij, getal) in self.cellen(kolom) {
                    rechts[rij] -= getal * self.hoogstens[kolom];
                }
            }
        }
        self.waarden = vec![0.0; n];
        for (k, r) in rechts.iter().enumerate().filter(|(_, r)| **r != 0.0) {
            for (w, i) in self.waarden.iter_mut().zip(&self.inverse[k * n..(k + 1) * n]) {
                *w += r * i;
            }
        }
        self.prijzen = (0..n)
            .map(|k| self.inverse[k * n..(k + 1) * n].iter().zip(&self.basis).map(|(i, b)| i * self.kosten[*b]).sum())
            .collect();
    }

    /// What one more of a column takes from each of the basis.
    fn vooruit(&self, kolom: usize) -> Vec<f64> {
        let n = self.rijen;
        let mut alfa = vec![0.0; n];
        for (rij, getal) in self.cellen(kolom) {
            for (a, i) in alfa.iter_mut().zip(&self.inverse[rij * n..(rij + 1) * n]) {
                *a += getal * i;
            }
        }
        for a in &mut alfa {
            if a.abs() < 1e-11 {
                *a = 0.0;
            }
        }
        alfa
    }

    /// Brings a column with these entries into the inverse, at this place.
    fn draai(&mut self, plaats: usize, alfa: &[f64]) {
        let n = self.rijen;
        let geraakt: Vec<(usize, f64)> =
            alfa.iter().copied().enumerate().filter(|(k, a)| *k != plaats && *a != 0.0).collect();
        let spil = alfa[plaats];
        let rij: Vec<(usize, f64)> = self.dwars[plaats * n..(plaats + 1) * n]
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, deel)| *deel != 0.0)
            .map(|(k, deel)| (k, deel / spil))
            .collect();
        for &(k, deel) in &rij {
            let kolom = &mut self.inverse[k * n..(k + 1) * n];
            for &(rij, a) in &geraakt {
                kolom[rij] -= a * deel;
            }
            kolom[plaats] = deel;
            self.dwars[plaats * n + k] = deel;
        }
        for &(i, a) in &geraakt {
            let regel = &mut self.dwars[i * n..(i + 1) * n];
            for &(k, deel) in &rij {
                regel[k] -= a * deel;
            }
        }
    }

    /// What one more of a column would change.
    fn verschil(&self, kolom: usize) -> f64 {
        let mut verschil = self.kosten[kolom];
        for (rij, getal) in self.cellen(kolom) {
            verschil -= self.prijzen[rij] * getal;
        }
        verschil
    }

    /// The best of a part of the columns; the next part when there is none, until all have been seen.
    fn kies(&mut self) -> Option<usize> {
        let alle = self.kosten.len();
        let deel = (alle / 12).max(400).min(alle);
        let mut gezien = 0;
        while gezien < alle {
            let mut beste = (0.0, None);
            for _ in 0..deel {
                let kolom = self.volgende;
                self.volgende = if kolom + 1 >= alle { 0 } else { kolom + 1 };
                let winst = match self.plek[kolom] {
                    Plek::Basis(_) => continue,
                    Plek::Onder => -self.verschil(kolom),
                    Plek::Boven => self.verschil(kolom),
                };
                if winst > WINST {
                    let punten = winst * winst * self.gewicht[kolom];
                    if punten > beste.0 {
                        beste = (punten, Some(kolom));
                    }
                }
            }
            gezien += deel;
            if beste.1.is_some() {
                return beste.1;
            }
        }
        None
    }

    /// Until no column is better, or `verder` says no. Whether it got there.
    pub(super) fn los_op(&mut self, verder: &dyn Fn() -> bool) -> bool {
        if !self.heel {
            return false;
        }
        self.waardeer();
        let genoeg = self.stappen + 200 * self.rijen + 20_000;
        let mut nagerekend = false;
        while self.stappen < genoeg {
            if self.sinds >= OPNIEUW {
                self.heel = self.factor();
            }
            if !self.heel || self.stappen.is_multiple_of(64) && !verder() {
                return false;
            }
            if let Some(kolom) = self.kies() {
                nagerekend = false;
                if !self.stap(kolom) {
                    return false;
                }
                self.stappen += 1;
            } else if self.sinds > 0 && !nagerekend {
                self.heel = self.factor();
                nagerekend = true;
            } else {
                return true;
            }
        }
        false
    }

    /// One column in, up to where one of the basis (or itself) meets a bound.
    fn stap(&mut self, kolom: usize) -> bool {
        let alfa = self.vooruit(kolom);
        let teken = if self.plek[kolom] == Plek::Boven { -1.0 } else { 1.0 };
        let mut ruimte = self.hoogstens[kolom];
        // First how far with a little leniency, then the firmest of who is met by then.
        let mut soepel = ruimte;
        for (plaats, a) in alfa.iter().enumerate().filter(|(_, a)| a.abs() > NUL) {
            let daalt = a * teken;
            let rest = if daalt > 0.0 {
                self.waarden[plaats]
            } else {
                self.hoogstens[self.basis[plaats]] - self.waarden[plaats]
            };
            soepel = soepel.min((rest.max(0.0) + 1e-9) / daalt.abs());
        }
        let mut uit = None;
        let mut firmst = 0.0;
        for (plaats, a) in alfa.iter().enumerate().filter(|(_, a)| a.abs() > NUL) {
            let daalt = a * teken;
            let rest = if daalt > 0.0 {
                self.waarden[plaats]
            } else {
                self.hoogstens[self.basis[plaats]] - self.waarden[plaats]
            };
            let ver = rest.max(0.0) / daalt.abs();
            if ver <= soepel && daalt.abs() > firmst {
                firmst = daalt.abs();
                uit = Some((plaats, daalt > 0.0));
                ruimte = ver;
            }
        }
        if self.hoogstens[kolom] <= ruimte {
            uit = None;
            ruimte = self.hoogstens[kolom];
        }
        if !ruimte.is_finite() {
            return false;
        }
        for (waarde, a) in self.waarden.iter_mut().zip(&alfa) {
            *waarde -= a * teken * ruimte;
        }
        let Some((plaats, naar_onder)) = uit else {
            self.plek[kolom] = if teken > 0.0 { Plek::Boven } else { Plek::Onder };
            return true;
        };
        let verschil = self.verschil(kolom);
        let n = self.rijen;
        let deel = verschil / alfa[plaats];
        for (prijs, i) in self.prijzen.iter_mut().zip(&self.dwars[plaats * n..(plaats + 1) * n]) {
            *prijs += deel * i;
        }
        let oud = self.basis[plaats];
        self.plek[oud] = if naar_onder { Plek::Onder } else { Plek::Boven };
        self.waarden[plaats] = if teken > 0.0 { ruimte } else { self.hoogstens[kolom] - ruimte };
        self.draai(plaats, &alfa);
        self.basis[plaats] = kolom;
        self.plek[kolom] = Plek::Basis(plaats);
        self.sinds += 1;
        true
    }

    pub(super) fn prijzen(&self) -> &[f64] {
        &self.prijzen
    }

    /// What it costs as it stands.
    pub(super) fn doelwaarde(&self) -> f64 {
        (0..self.kosten.len()).map(|kolom| self.kosten[kolom] * self.waarde(kolom)).filter(|deel| *deel != 0.0).sum()
    }

    pub(super) fn waarde(&self, kolom: usize) -> f64 {
        match self.plek[kolom] {
            Plek::Onder => 0.0,
            Plek::Boven => self.hoogstens[kolom],
            Plek::Basis(plaats) => self.waarden[plaats],
        }
    }
}
