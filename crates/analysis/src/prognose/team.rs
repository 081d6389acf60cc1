//! Klantmanagers: who is there, who has which client, and who waits for one.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::{
    kalender::Dag,
    kansen::Doel,
    klant::GEEN,
    plan::PlanMens,
    stad::{Soort, Stad},
};

/// A klantmanager, as he stands.
#[derive(Debug, Default)]
pub(super) struct Mens {
    /// Works here.
    pub(super) actief: bool,
    /// Not on leave and not ill, this week.
    pub(super) aanwezig: bool,
    pub(super) caseload: u32,
    /// Minutes; below nought it is work that is still to be done before the next conversation.
    pub(super) saldo: f64,
    /// Who is due, longest first; who has another klantmanager by now, or left, still stands in it.
    pub(super) rij: BinaryHeap<Reverse<u64>>,
}

/// Whose day comes first goes first; of one day, who was there first.
pub(super) fn beurt(dag: u32, klant: u32) -> Reverse<u64> {
    Reverse((u64::from(dag) << 32) | u64::from(klant))
}

impl Stad<'_> {
    /// Who is there this week. Also of who does not work here yet: it is his own draw.
    pub(super) fn nieuwe_week(&mut self, dag: &Dag) {
        let kans = self.plan.afwezig[dag.maand_van_jaar];
        let bron = self.wortel.voor(Doel::Verlof);
        for (mens, plan) in self.mensen.iter_mut().zip(&self.plan.mensen) {
            mens.aanwezig = bron.nummer(plan.nummer).nummer(dag.week.into()).uniform() >= kans;
        }
    }

    /// Who begins today, and who is gone.
    pub(super) fn wissel_mensen(&mut self) {
        let nu = self.nu;
        if !self.plan.mensen.iter().any(|mens| mens.van == nu || mens.tot == nu) {
            return;
        }
        let mut iemand_begint = false;
        for nummer in 0..self.mensen.len() {
            let plan = &self.plan.mensen[nummer];
            let was = self.mensen[nummer].actief;
            let is = plan.van <= nu && nu < plan.tot;
            self.mensen[nummer].actief = is;
            if was && !is {
                self.neemt_afscheid(nummer);
            }
            iemand_begint |= is && !was;
        }
        // At the very start everybody is dealt round already.
        if iemand_begint && nu > 1 && self.plan.opzet.team.herverdelen {
            self.herverdeel();
        }
    }

    /// His clients wait for another, in the order in which they came.
    fn neemt_afscheid(&mut self, nummer: usize) {
        let mens = &mut self.mensen[nummer];
        mens.rij.clear();
        (mens.caseload, mens.saldo) = (0, 0.0);
        for id in 0..self.klanten.len() {
            let klant = &mut self.klanten[id];
            if klant.aanwezig && usize::from(klant.klantmanager) == nummer {
                klant.klantmanager = GEEN;
                self.wachtlijst.push_back(u32::try_from(id).unwrap_or(u32::MAX));
                self.wachtend += 1;
            }
        }
    }

    /// Evens out, as far as it goes: from who has more than his part to who has the least for his hours.
    fn herverdeel(&mut self) {
        let actief = || self.mensen.iter().zip(&self.plan.mensen).filter(|(mens, _)| mens.actief);
        let klanten: f64 = actief().map(|(mens, _)| f64::from(mens.caseload)).sum();
        let plaats: f64 = actief().map(|(_, plan)| f64::from(plan.hooguit)).sum();
        let deel = if plaats > 0.0 { klanten / plaats } else { return };
        for id in 0..self.klanten.len() {
            let klant = &self.klanten[id];
            if !klant.aanwezig || klant.klantmanager == GEEN {
                continue;
            }
            let oud = usize::from(klant.klantmanager);
            if f64::from(self.mensen[oud].caseload) <= (deel * f64::from(self.plan.mensen[oud].hooguit)).ceil() {
                continue;
            }
            let Some(nieuw) = self.minst_belast() else { return };
            let na = f64::from(self.mensen[nieuw].caseload + 1);
            if nieuw == oud || na > (deel * f64::from(self.plan.mensen[nieuw].hooguit)).ceil() {
                continue;
            }
            self.mensen[oud].caseload -= 1;
            self.krijgt(u32::try_from(id).unwrap_or(u32::MAX), nieuw);
        }
    }

    /// Who has the fewest clients for what he can have, and room; of equals the first.
    fn minst_belast(&self) -> Option<usize> {
        // Compared crosswise, in whole numbers: no rounding decides.
        let minder = |(mens, plan): (&Mens, &PlanMens), (ander, plan_ander): (&Mens, &PlanMens)| {
            u64::from(mens.caseload) * u64::from(plan_ander.hooguit)
                < u64::from(ander.caseload) * u64::from(plan.hooguit)
        };
        let mut beste: Option<usize> = None;
        for (nummer, (mens, plan)) in self.mensen.iter().zip(&self.plan.mensen).enumerate() {
            if mens.actief
                && mens.caseload < plan.hooguit
                && beste.is_none_or(|beste| minder((mens, plan), (&self.mensen[beste], &self.plan.mensen[beste])))
            {
                beste = Some(nummer);
            }
        }
        beste
    }

    fn krijgt(&mut self, id: u32, nummer: usize) {
        let mens = &mut self.mensen[nummer];
        mens.caseload += 1;
        let klant = &mut self.klanten[id as usize];
        klant.klantmanager = u16::try_from(nummer).unwrap_or(GEEN);
        if klant.open {
            mens.rij.push(beurt(klant.beurt, id));
        }
    }

    /// Who waits gets a klantmanager, in order, for as long as there is room. Who is new is due for a first conversation at once.
    pub(super) fn plaats(&mut self) {
        while self.wachtend > 0 {
            let Some(nummer) = self.minst_belast() else { return };
            let Some(id) = self.wachtlijst.pop_front() else { return };
            let klant = &mut self.klanten[id as usize];
            // Who left while he waited still stood in the list.
            if !klant.aanwezig || klant.klantmanager != GEEN {
                continue;
            }
            self.wachtend -= 1;
            if klant.gevoerd == 0 && klant.gesprek == 0 && !klant.open {
                (klant.open, klant.beurt) = (true, self.nu);
                self.tel_beurt();
            }
            self.krijgt(id, nummer);
        }
    }

    /// Who is due today and has a klantmanager joins the queue; who waits for one joins it later.
    pub(super) fn is_aan_de_beurt(&mut self, id: u32) {
        let klant = &mut self.klanten[id as usize];
        if !klant.aanwezig || klant.open || klant.beurt != self.nu {
            return;
        }
        klant.open = true;
        let wie = klant.klantmanager;
        if let Some(mens) = self.mensen.get_mut(usize::from(wie)) {
            mens.rij.push(beurt(self.nu, id));
        }
        self.tel_beurt();
    }

    /// The next conversation, or a new invitation.
    pub(super) fn volgende_beurt(&mut self, id: u32, over: u32) {
        let dag = self.nu.saturating_add(over);
        self.klanten[id as usize].beurt = dag;
        self.zet_in_agenda(dag, id, Soort::Beurt);
    }
}
