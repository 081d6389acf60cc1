//! Conversations: the hours of a working day, who comes, and what happens to who does not.

use super::{
    kansen::Doel,
    klant::{NOOIT, hele_dagen},
    plan::UUR,
    stad::{Soort, Stad},
    uitvoer::Uitvoer,
};

impl Stad<'_> {
    /// A working day of everybody. Lawfulness goes first; then who is due, longest first, for as long as there is time: the last may run
    /// over, which is a debt to the next day. Time for which nobody is due is lost.
    pub(super) fn werkdag(&mut self) {
        for nummer in 0..self.mensen.len() {
            let mens = &mut self.mensen[nummer];
            if !mens.actief {
                continue;
            }
            let er_is = if mens.aanwezig { self.plan.mensen[nummer].minuten } else { 0.0 };
            // On leave the work of the week waits: it comes before the conversations of the next.
            let recht = f64::from(mens.caseload) * self.plan.rechtmatigheid;
            mens.saldo += er_is - recht;
            self.tel(Uitvoer::UrenBeschikbaar, er_is / UUR);
            self.tel(Uitvoer::UrenGebruikt, recht / UUR);
            while self.mensen[nummer].saldo > 0.0
                && let Some(eerste) = self.mensen[nummer].rij.pop()
            {
                self.gesprek(nummer, eerste.0);
            }
            let mens = &mut self.mensen[nummer];
            mens.saldo = mens.saldo.min(0.0);
        }
    }

    /// Somebody is invited: he comes or he does not.
    fn gesprek(&mut self, nummer: usize, beurt: u64) {
        let id = u32::try_from(beurt & u64::from(u32::MAX)).unwrap_or(u32::MAX);
        let sinds = u32::try_from(beurt >> 32).unwrap_or(u32::MAX);
        let plan = self.plan;
        let gesprek = &plan.opzet.gesprek;
        let klant = &mut self.klanten[id as usize];
        let nog = klant.aanwezig && klant.open && klant.beurt == sinds && usize::from(klant.klantmanager) == nummer;
        if !nog {
            return;
        }
        klant.open = false;
        self.open -= 1;
        let bron = klant.sleutel.voor(Doel::Verschijnt).nummer(klant.gesprek.into());
        klant.gesprek += 1;
        let kans = if klant.gemist == 0 { &gesprek.kans_niet_verschijnen } else { &gesprek.kans_opnieuw };
        let minuten = if bron.uniform() < kans.waarde { self.komt_niet(id) } else { self.komt(id, sinds) };
        self.mensen[nummer].saldo -= minuten;
        self.tel(Uitvoer::UrenGebruikt, minuten / UUR);
        self.tel(Uitvoer::UrenGesprekken, minuten / UUR);
    }

    /// First time: a new invitation with a hersteltermijn. Second time: lawfulness decides, and then it begins anew.
    fn komt_niet(&mut self, id: u32) -> f64 {
        let plan = self.plan;
        let gesprek = &plan.opzet.gesprek;
        self.tel(Uitvoer::NietVerschenen, 1.0);
        let klant = &mut self.klanten[id as usize];
        if klant.gemist == 0 {
            klant.gemist = 1;
            self.volgende_beurt(id, hele_dagen(gesprek.hersteltermijn_dagen.waarde));
            return gesprek.minuten_niet_verschenen.waarde;
        }
        klant.gemist = 0;
        let bron = klant.sleutel.voor(Doel::Rechtmatigheid).nummer(klant.gesprek.into());
        self.tel(Uitvoer::NaarRechtmatigheid, 1.0);
        let over = hele_dagen((gesprek.weken_rechtmatigheid.waarde * 7.0).round());
        if bron.uniform() < gesprek.kans_beeindiging.waarde {
            self.klanten[id as usize].beurt = NOOIT;
            self.zet_in_agenda(self.nu.saturating_add(over), id, Soort::Recht);
        } else {
            self.volgende_beurt(id, over);
        }
        gesprek.minuten_niet_verschenen.waarde + gesprek.minuten_overdracht.waarde
    }

    fn komt(&mut self, id: u32, sinds: u32) -> f64 {
        let klant = &mut self.klanten[id as usize];
        let plan = self.plan;
        let segment = &plan.segmenten[usize::from(klant.segment)];
        let intake = klant.gevoerd == 0;
        klant.gemist = 0;
        klant.gevoerd += 1;
        let nummer = u64::from(klant.gesprek);
        let (sleutel, bezig) = (klant.sleutel, klant.traject);
        self.tel(Uitvoer::Gevoerd, 1.0);
        if self.nu - sinds > self.plan.speling {
            self.tel(Uitvoer::TeLaat, 1.0);
        }
        if bezig == super::klant::Traject::Geen && !segment.verwijzing.is_empty() {
            let waar = sleutel.voor(Doel::Verwijzing).nummer(nummer).uniform();
            if let Some((_, aanbieder)) = segment.verwijzing.iter().find(|(tot, _)| waar < *tot) {
                self.verwijs(id, *aanbieder);
            }
        }
        // Without a norm there is only the first conversation.
        let gewoon = segment.norm.as_ref().map_or(0.0, |norm| norm.minuten);
        if let Some(norm) = &segment.norm {
            self.volgende_beurt(id, norm.interval);
            self.is_gesproken(id, norm.interval);
        } else {
            self.klanten[id as usize].beurt = NOOIT;
        }
        let gemiddeld = if intake { plan.opzet.gesprek.minuten_intake.waarde } else { gewoon };
        gemiddeld * self.plan.lengtes[sleutel.voor(Doel::Lengte).nummer(nummer).duizendste()]
    }

    /// By the norm, until the next conversation is late. Only where contact has an effect the rates change.
    pub(super) fn is_gesproken(&mut self, id: u32, interval: u32) {
        let tot = self.nu.saturating_add(interval).saturating_add(self.plan.speling);
        self.norm_tot[id as usize] = tot;
        if self.plan.effect {
            self.zet_in_agenda(tot.saturating_add(1), id, Soort::Norm);
            self.verander(id, |klant| klant.gesproken = true);
        }
    }

    /// The next conversation is late by now.
    pub(super) fn norm_voorbij(&mut self, id: u32) {
        if self.klanten[id as usize].aanwezig && self.norm_tot[id as usize] < self.nu {
            self.verander(id, |klant| klant.gesproken = false);
        }
    }

    /// Another segment: another norm. Who had none is due an interval from now; who had a longer one is due sooner.
    pub(super) fn andere_norm(&mut self, id: u32) {
        let plan = self.plan;
        let klant = &mut self.klanten[id as usize];
        let Some(norm) = &plan.segmenten[usize::from(klant.segment)].norm else {
            // Nobody invites him any more, but for a first conversation that is still to come.
            if klant.gevoerd > 0 {
                (klant.beurt, klant.gemist) = (NOOIT, 0);
                self.open -= u32::from(std::mem::take(&mut klant.open));
            }
            if klant.gesproken {
                self.verander(id, |klant| klant.gesproken = false);
            }
            self.norm_tot[id as usize] = 0;
            return;
        };
        let nieuw = self.nu.saturating_add(norm.interval);
        // With the first conversation still to come, or a hersteltermijn that runs, that goes on as it was.
        if !klant.open && klant.gemist == 0 && klant.gevoerd > 0 && klant.beurt > nieuw {
            self.volgende_beurt(id, norm.interval);
        }
    }
}
