//! The problem as the solvers see it: how many clients of each kind are with whom.
//!
//! Clients who ask the same and take the same time are of one kind; who of them goes where matters only for who stays. Of a kind
//! that a klantmanager has `x` of, those stay for whom a change weighs heaviest, so the costs of `x` are convex: every next one costs more
//! than the one before. That makes tens of thousands of yes-or-no questions into a few thousand numbers, without losing anything.

use std::collections::BTreeMap;

use super::Wensen;
use crate::opgave::Opgave;

/// What tells clients apart, beside who has them: what they ask, and their quarter-hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Soort {
    /// What they ask, as a number.
    pub(super) behoefte: usize,
    /// Quarter-hours of one client; 0 when hours play no part.
    pub(super) uren: i64,
    /// How many clients there are of it.
    pub(super) aantal: usize,
}

/// The free clients by kind, and what each klantmanager may still have of them.
#[derive(Debug, Clone)]
pub(super) struct Model {
    pub(super) soorten: Vec<Soort>,
    /// Bounds on the number of clients, after those who are fixed.
    pub(super) minstens: Vec<i64>,
    pub(super) hoogstens: Vec<i64>,
    /// Quarter-hours that are the share, after those who are fixed; below 0 when these are already more.
    pub(super) doel: Vec<i64>,
    /// What a quarter-hour off weighs.
    pub(super) kwartier: i64,
    /// What does not depend on the choice: the fixed clients, and everybody else counted as changing.
    pub(super) grondkosten: i64,
    /// Who is there now, per klantmanager and kind, the heaviest first; ties in the order of the clients.
    aanwezig: Vec<Vec<usize>>,
    /// Who has nobody now, per kind.
    nieuw: Vec<Vec<usize>>,
    /// Who is fixed, and where.
    vast: BTreeMap<usize, usize>,
    /// Where the costs of a klantmanager and kind begin in `stappen`; one longer than there are pairs.
    begin: Vec<usize>,
    /// The costs of the first, second, ... client; the last is that of everybody from elsewhere, however many.
    stappen: Vec<i64>,
}

/// Any number of quarter-hours.
pub(super) const ALLE_UREN: (i64, i64) = (i64::MIN, i64::MAX);

impl Model {
    /// What staying saves is always a multiple of this; and all that staying can save.
    pub(super) fn blijven(&self) -> (i64, i64) {
        let ggd = |mut een: i64, mut ander: i64| {
            while ander != 0 {
                (een, ander) = (ander, een % ander);
            }
            een.abs()
        };
        let (mut maat, mut alles) = (0, 0);
        for paar in 0..self.begin.len().saturating_sub(1) {
            for stap in self.stappen(paar) {
                let blijft = self.misfit(paar) - stap;
                (maat, alles) = (ggd(maat, blijft), alles + blijft);
            }
        }
        (maat, alles)
    }

    /// What it weighs that this klantmanager does not know what this kind asks; 0 when he does.
    pub(super) fn misfit(&self, paar: usize) -> i64 {
        self.stappen(paar).last().copied().unwrap_or(0)
    }

    /// How many of a plan ask what this klantmanager does not know, and how many quarter-hours it has above his share.
    pub(super) fn misfits_en_uren(&self, j: usize, x: &[u32]) -> (i64, i64) {
        let (mut misfits, mut uren) = (0, -self.doel[j]);
        for ((soort, wat), &x) in self.soorten.iter().enumerate().zip(x) {
            uren += wat.uren * i64::from(x);
            misfits += if self.misfit(self.paar(j, soort)) > 0 { i64::from(x) } else { 0 };
        }
        (misfits, uren)
    }

    /// The quarter-hours of everybody beyond all shares together.
    pub(super) fn scheef(&self) -> i64 {
        let uren: i64 = self.soorten.iter().map(|soort| soort.uren * i64::try_from(soort.aantal).unwrap_or(0)).sum();
        uren - self.doel.iter().sum::<i64>()
    }

    /// `met_uren`: whether hours are balanced. If not, clients who ask the same are all of one kind. The opgave must be in order.
    pub(super) fn nieuw(opgave: &Opgave, wensen: &Wensen, met_uren: bool) -> Self {
        let wie = &opgave.klantmanagers;
        let gewichten = wensen.gewichten;
        let [wissel, misfit] = [gewichten.wissel, gewichten.niet_passend].map(i64::from);
        let mut nummers: BTreeMap<(&str, u32), usize> = BTreeMap::new();
        let sleutel = |i: usize| {
            let klant = &opgave.klanten[i];
            (klant.behoefte.as_str(), if met_uren { klant.kwartieren } else { 0 })
        };
        for i in (0..opgave.klanten.len()).filter(|i| !wensen.vast.contains_key(i)) {
            nummers.entry(sleutel(i)).or_default();
        }
        for (nummer, waarde) in nummers.values_mut().enumerate() {
            *waarde = nummer;
        }
        let behoeften: Vec<&str> = {
            let mut behoeften: Vec<&str> = nummers.keys().map(|(behoefte, _)| *behoefte).collect();
            behoeften.dedup();
            behoeften
        };
        let soort = |(behoefte, uren): &(&str, u32)| {
            let behoefte = behoeften.partition_point(|eerder| eerder < behoefte);
            Soort { behoefte, uren: i64::from(*uren), aantal: 0 }
        };
        let mut soorten: Vec<Soort> = nummers.keys().map(soort).collect();
        let breed = soorten.len();
        let iedereen = i64::try_from(opgave.klanten.len()).unwrap_or(i64::MAX);
        let mut model = Self {
            minstens: wie.iter().map(|k| i64::from(k.minstens)).collect(),
            // Nobody can have more than everybody: so sums stay small, whatever was filled in.
            hoogstens: wie.iter().map(|k| i64::from(k.hoogstens).min(iedereen)).collect(),
            doel: wie.iter().map(|k| if met_uren { k.doel } else { 0 }).collect(),
            kwartier: if met_uren { gewichten.kwartier.into() } else { 0 },
            grondkosten: 0,
            aanwezig: vec![Vec::new(); breed * wie.len()],
            nieuw: vec![Vec::new(); breed],
            vast: wensen.vast.clone(),
            begin: Vec::new(),
            stappen: Vec::new(),
            soorten: Vec::new(),
        };
        let mut niet_passend = vec![0; breed * wie.len()];
        for (i, klant) in opgave.klanten.iter().enumerate() {
            let huidig = usize::try_from(klant.huidig).ok();
            let weg = huidig.map_or(0, |_| wissel * i64::from(klant.gewicht));
            if let Some(&bij) = wensen.vast.get(&i) {
                model.minstens[bij] = (model.minstens[bij] - 1).max(0);
                model.hoogstens[bij] -= 1;
                model.doel[bij] -= if met_uren { i64::from(klant.kwartieren) } else { 0 };
                model.grondkosten += if huidig == Some(bij) { 0 } else { weg };
                model.grondkosten += if wie[bij].past_bij(klant) { 0 } else { misfit };
                continue;
            }
            let soort = nummers[&sleutel(i)];
            if soorten[soort].aantal == 0 {
                for (j, klantmanager) in wie.iter().enumerate() {
                    niet_passend[j * breed + soort] = if klantmanager.past_bij(klant) { 0 } else { misfit };
                }
            }
            soorten[soort].aantal += 1;
            model.grondkosten += weg;
            match huidig {
                Some(j) => model.aanwezig[j * breed + soort].push(i),
                None => model.nieuw[soort].push(i),
            }
        }
        for (daar, misfit) in model.aanwezig.iter_mut().zip(niet_passend) {
            daar.sort_by_key(|i| std::cmp::Reverse(opgave.klanten[*i].gewicht));
            model.begin.push(model.stappen.len());
            model.stappen.extend(daar.iter().map(|i| misfit - wissel * i64::from(opgave.klanten[*i].gewicht)));
            model.stappen.push(misfit);
        }
        model.begin.push(model.stappen.len());
        model.soorten = soorten;
        model
    }

    /// How far this number of clients is beyond the bounds of a klantmanager.
    pub(super) fn buiten(&self, j: usize, n: i64) -> i64 {
        (self.minstens[j] - n).max(n - self.hoogstens[j]).max(0)
    }

    pub(super) fn klantmanagers(&self) -> usize {
        self.minstens.len()
    }

    /// As many of each kind as there are, at most.
    pub(super) fn alles(&self) -> Vec<(u32, u32)> {
        self.soorten.iter().map(|soort| (0, u32::try_from(soort.aantal).unwrap_or(u32::MAX))).collect()
    }

    /// The pair of a klantmanager and a kind, as one number.
    pub(super) fn paar(&self, klantmanager: usize, soort: usize) -> usize {
        klantmanager * self.soorten.len() + soort
    }

    /// What the costs are of one more, when there are already `x`.
    pub(super) fn stap(&self, paar: usize, x: u32) -> i64 {
        let (begin, einde) = (self.begin[paar], self.begin[paar + 1]);
        self.stappen[(begin + x as usize).min(einde - 1)]
    }

    /// The costs of each next client of a pair: one for each who is there now, and the last for whoever comes after.
    pub(super) fn stappen(&self, paar: usize) -> &[i64] {
        &self.stappen[self.begin[paar]..self.begin[paar + 1]]
    }

    /// Changes and misfits of a choice.
    pub(super) fn kosten(&self, x: &[u32]) -> i64 {
        let som = |(paar, x): (usize, &u32)| (0..*x).map(|k| self.stap(paar, k)).sum::<i64>();
        self.grondkosten + x.iter().enumerate().map(som).sum::<i64>()
    }

    /// What a plan of one klantmanager costs, hours off included.
    pub(super) fn kosten_van(&self, j: usize, x: &[u32]) -> i64 {
        let mut kosten = 0;
        let mut uren = -self.doel[j];
        for ((soort, wat), &x) in self.soorten.iter().enumerate().zip(x) {
            let stappen = self.stappen(self.paar(j, soort));
            let (daar, n) = (stappen.len() - 1, x as usize);
            kosten += stappen[..n.min(daar)].iter().sum::<i64>();
            kosten += stappen[daar] * i64::try_from(n.saturating_sub(daar)).unwrap_or(0);
            uren += wat.uren * i64::from(x);
        }
        kosten + self.kwartier * uren.abs()
    }

    /// Who goes where: the heaviest stay, the others are dealt out in their order.
    pub(super) fn uitdelen(&self, x: &[u32], klanten: usize) -> Vec<usize> {
        let mut bij = vec![0; klanten];
        for (&klant, &j) in &self.vast {
            bij[klant] = j;
        }
        for (soort, nieuw) in self.nieuw.iter().enumerate() {
            let mut komen = nieuw.clone();
            for j in 0..self.klantmanagers() {
                let paar = self.paar(j, soort);
                for (plaats, &klant) in self.aanwezig[paar].iter().enumerate() {
                    if plaats < x[paar] as usize {
                        bij[klant] = j;
                    } else {
                        komen.push(klant);
                    }
                }
            }
            komen.sort_unstable();
            let mut komen = komen.into_iter();
            for j in 0..self.klantmanagers() {
                let paar = self.paar(j, soort);
                for klant in komen.by_ref().take((x[paar] as usize).saturating_sub(self.aanwezig[paar].len())) {
                    bij[klant] = j;
                }
            }
        }
        bij
    }

    /// The numbers per pair of a distribution of everybody.
    pub(super) fn tellen(&self, bij: &[usize]) -> Vec<u32> {
        let breed = self.soorten.len();
        let mut x = vec![0; breed * self.klantmanagers()];
        for (paar, daar) in self.aanwezig.iter().enumerate() {
            for &klant in daar {
                x[self.paar(bij[klant], paar % breed)] += 1;
            }
        }
        for (soort, nieuw) in self.nieuw.iter().enumerate() {
            for &klant in nieuw {
                x[self.paar(bij[klant], soort)] += 1;
            }
        }
        x
    }
}
