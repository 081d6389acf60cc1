//! Providers: places, and who waits for one.

use std::collections::VecDeque;

use super::{
    kansen::Doel,
    klant::Traject,
    stad::{Soort, Stad, stuk},
    uitvoer::Uitvoer,
};

/// A provider, as it stands.
#[derive(Debug, Default)]
pub(super) struct Loket {
    pub(super) bezet: u32,
    pub(super) wachtend: u32,
    /// In order; who left still stands in it.
    pub(super) wachtlijst: VecDeque<u32>,
}

impl Stad<'_> {
    /// Who has a place at the start: by lot from the segments that are sent there, each somewhere on the way, and paid for before.
    pub(super) fn bezet_bij_begin(&mut self) {
        let plan = self.plan;
        for (nummer, aanbieder) in (0_u8..).zip(&plan.aanbieders).filter(|(_, aanbieder)| aanbieder.bezet > 0) {
            let gaat: Vec<bool> = plan
                .segmenten
                .iter()
                .map(|segment| segment.verwijzing.iter().any(|(_, naar)| *naar == nummer))
                .collect();
            let mogelijk = (0_u32..)
                .zip(&self.klanten)
                .filter(|(_, klant)| gaat[usize::from(klant.segment)] && klant.traject == Traject::Geen);
            let mut loting: Vec<_> =
                mogelijk.map(|(id, klant)| (klant.sleutel.voor(Doel::Traject).nummer(nummer.into()), id)).collect();
            loting.sort_unstable();
            for (lot, id) in loting.into_iter().take(aanbieder.bezet) {
                self.klanten[id as usize].traject = Traject::Bezig(nummer);
                self.loketten[usize::from(nummer)].bezet += 1;
                self.zet_in_agenda(1 + stuk(lot.nummer(0).uniform(), aanbieder.dagen), id, Soort::Traject);
            }
        }
    }

    pub(super) fn verwijs(&mut self, id: u32, aanbieder: u8) {
        self.klanten[id as usize].traject = Traject::Wacht(aanbieder);
        let loket = &mut self.loketten[usize::from(aanbieder)];
        loket.wachtlijst.push_back(id);
        loket.wachtend += 1;
    }

    /// Who waits gets a place, for as long as there are any.
    pub(super) fn vul_plaatsen(&mut self) {
        let plan = self.plan;
        for (nummer, plan) in (0_u8..).zip(&plan.aanbieders) {
            let plek = usize::from(nummer);
            while self.loketten[plek].wachtend > 0
                && self.loketten[plek].bezet < plan.plaatsen
                && let Some(id) = self.loketten[plek].wachtlijst.pop_front()
            {
                let klant = &mut self.klanten[id as usize];
                if !klant.aanwezig || klant.traject != Traject::Wacht(nummer) {
                    continue;
                }
                klant.traject = Traject::Bezig(nummer);
                self.loketten[plek].wachtend -= 1;
                self.loketten[plek].bezet += 1;
                self.tel(Uitvoer::EuroVoorzieningen, plan.euro);
                self.zet_in_agenda(self.nu.saturating_add(plan.dagen), id, Soort::Traject);
            }
        }
    }

    /// A place is free again: it has lasted long enough, or the client left.
    pub(super) fn verlaat_aanbieder(&mut self, id: u32) {
        let traject = std::mem::replace(&mut self.klanten[id as usize].traject, Traject::Geen);
        match traject {
            Traject::Geen => {}
            Traject::Wacht(nummer) => self.loketten[usize::from(nummer)].wachtend -= 1,
            Traject::Bezig(nummer) => self.loketten[usize::from(nummer)].bezet -= 1,
        }
    }
}
