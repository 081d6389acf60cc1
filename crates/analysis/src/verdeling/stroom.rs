//! The cheapest distribution when hours play no part: a flow of clients through kinds and klantmanagers.
//!
//! It begins with everybody where he costs least, whatever the bounds say. Who has too many then passes clients on, along the cheapest
//! chain there is, until the bounds hold. Because every chain is the cheapest, so is the end: the costs are convex, so no cycle of clients
//! could be turned round at a profit.

use std::collections::VecDeque;

use super::model::Model;

/// Beyond every chain of costs.
const ONEINDIG: i64 = i64::MAX / 4;

/// The network: kinds, klantmanagers and one sink. Between a kind and a klantmanager flow his clients of it; to the sink flows his number
/// of clients.
struct Netwerk<'a> {
    model: &'a Model,
    breed: usize,
    /// The clients of each pair of klantmanager and kind.
    x: Vec<u32>,
    /// What flows to the sink, always within the bounds.
    caseload: Vec<i64>,
    /// What a node has too much of, or too little if below 0; node numbers are kinds, then klantmanagers, then the sink.
    over: Vec<i64>,
}

/// The numbers of clients per pair, at least costs. The bounds must be possible.
pub(super) fn goedkoopste(model: &Model) -> Vec<u32> {
    let mut netwerk = Netwerk::nieuw(model);
    while netwerk.schuif() {}
    netwerk.x
}

impl<'a> Netwerk<'a> {
    fn nieuw(model: &'a Model) -> Self {
        let (breed, wie) = (model.soorten.len(), model.klantmanagers());
        let mut x = vec![0; breed * wie];
        for soort in 0..breed {
            let komen = |j: usize| model.stappen(model.paar(j, soort)).last().copied().unwrap_or(0);
            let Some(beste) = (0..wie).min_by_key(|&j| komen(j)) else { continue };
            let prijs = komen(beste);
            let mut rest = u32::try_from(model.soorten[soort].aantal).unwrap_or(u32::MAX);
            for j in 0..wie {
                let blijven = model.stappen(model.paar(j, soort)).iter().filter(|stap| **stap < prijs).count();
                let blijven = u32::try_from(blijven).unwrap_or(0);
                x[model.paar(j, soort)] = blijven;
                rest -= blijven;
            }
            x[model.paar(beste, soort)] += rest;
        }
        let mut netwerk = Self { model, breed, x, caseload: vec![0; wie], over: vec![0; breed + wie + 1] };
        let put = breed + wie;
        for j in 0..wie {
            let heeft: i64 = netwerk.x[j * breed..(j + 1) * breed].iter().map(|x| i64::from(*x)).sum();
            netwerk.caseload[j] = heeft.max(model.minstens[j]).min(model.hoogstens[j]);
            netwerk.over[breed + j] = heeft - netwerk.caseload[j];
            netwerk.over[put] -= heeft - netwerk.caseload[j];
        }
        netwerk
    }

    /// Sends what it can along one cheapest chain, from a node with too much to one with too little.
    fn schuif(&mut self) -> bool {
        let knopen = self.over.len();
        let mut afstand = vec![ONEINDIG; knopen];
        let mut van = vec![usize::MAX; knopen];
        let mut wacht: VecDeque<usize> = (0..knopen).filter(|&k| self.over[k] > 0).collect();
        let mut in_rij = vec![false; knopen];
        for &knoop in &wacht {
            afstand[knoop] = 0;
            in_rij[knoop] = true;
        }
        while let Some(knoop) = wacht.pop_front() {
            in_rij[knoop] = false;
            self.buren(knoop, |naar, prijs| {
                if afstand[knoop] + prijs < afstand[naar] {
                    afstand[naar] = afstand[knoop] + prijs;
                    van[naar] = knoop;
                    if !in_rij[naar] {
                        in_rij[naar] = true;
                        wacht.push_back(naar);
                    }
                }
            });
        }
        let tekort = (0..knopen).filter(|&k| self.over[k] < 0 && afstand[k] < ONEINDIG);
        let Some(doel) = tekort.min_by_key(|&k| afstand[k]) else { return false };
        let mut keten = vec![doel];
        let mut knoop = doel;
        while van[knoop] != usize::MAX {
            knoop = van[knoop];
            keten.push(knoop);
        }
        keten.reverse();
        let ruimte = keten.windows(2).map(|paar| self.ruimte(paar[0], paar[1])).min().unwrap_or(0);
        let hoeveel = ruimte.min(self.over[knoop]).min(-self.over[doel]);
        for paar in keten.windows(2) {
            self.stuur(paar[0], paar[1], hoeveel);
        }
        self.over[knoop] -= hoeveel;
        self.over[doel] += hoeveel;
        hoeveel > 0
    }

    /// Every node to which one more can be sent, with what that costs.
    fn buren(&self, knoop: usize, mut langs: impl FnMut(usize, i64)) {
        let (breed, model) = (self.breed, self.model);
        let put = breed + model.klantmanagers();
        if knoop < breed {
            for j in 0..model.klantmanagers() {
                let paar = model.paar(j, knoop);
                langs(breed + j, model.stap(paar, self.x[paar]));
            }
        } else if knoop < put {
            let j = knoop - breed;
            for soort in 0..breed {
                let paar = model.paar(j, soort);
                if self.x[paar] > 0 {
                    langs(soort, -model.stap(paar, self.x[paar] - 1));
                }
            }
            if self.caseload[j] < model.hoogstens[j] {
                langs(put, 0);
            }
        } else {
            for j in 0..model.klantmanagers() {
                if self.caseload[j] > model.minstens[j] {
                    langs(breed + j, 0);
                }
            }
        }
    }

    /// How many can go from one node to the next at the same price each.
    fn ruimte(&self, van: usize, naar: usize) -> i64 {
        let (breed, model) = (self.breed, self.model);
        let put = breed + model.klantmanagers();
        if naar == put {
            let j = van - breed;
            model.hoogstens[j] - self.caseload[j]
        } else if van == put {
            let j = naar - breed;
            self.caseload[j] - model.minstens[j]
        } else {
            let paar = if van < breed { model.paar(naar - breed, van) } else { model.paar(van - breed, naar) };
            let (x, stappen) = (self.x[paar], model.stappen(paar));
            let gelijk = if van < breed {
                let nu = model.stap(paar, x);
                if stappen.last() == Some(&nu) {
                    return ONEINDIG;
                }
                stappen[x as usize..].iter().take_while(|stap| **stap == nu).count()
            } else {
                let nu = model.stap(paar, x - 1);
                (1..=x).rev().take_while(|x| model.stap(paar, x - 1) == nu).count()
            };
            i64::try_from(gelijk).unwrap_or(ONEINDIG)
        }
    }

    fn stuur(&mut self, van: usize, naar: usize, hoeveel: i64) {
        let (breed, put) = (self.breed, self.breed + self.model.klantmanagers());
        let aantal = u32::try_from(hoeveel).unwrap_or(0);
        if naar == put {
            self.caseload[van - breed] += hoeveel;
        } else if van == put {
            self.caseload[naar - breed] -= hoeveel;
        } else if van < breed {
            self.x[self.model.paar(naar - breed, van)] += aantal;
        } else {
            self.x[self.model.paar(van - breed, naar)] -= aantal;
        }
    }
}
