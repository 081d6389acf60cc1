//! Model M1: a caseload event by event.
//!
//! Clients come as a Poisson process and stay for an exponential time that depends on their segment. Who comes goes at once to the
//! klantmanager with the fewest clients, or waits for one when everybody is full. A klantmanager speaks to one client at a time, in the order
//! in which they became due, so many hours a week; now and then somebody does not come. Nothing that is said changes how long
//! somebody stays.
//!
//! Because it does not, the coming and going is played first, for the whole town, and then the diary of each klantmanager by itself: a
//! queue of a hundred instead of one of three thousand.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, VecDeque},
};

use super::{
    Opzet, Uitkomst,
    kansen::Kansen,
    opzet::WEKEN_PER_MAAND,
    rij::{Beurt, Rij},
};

/// A time as the heap orders it; never negative, so that its bits are in the order of its value.
fn sleutel(tijd: f64) -> u64 {
    tijd.to_bits()
}

struct Klant {
    segment: u32,
    /// When the benefit ends; beyond the horizon it may be any time.
    vertrek: f64,
    klantmanager: Option<u32>,
}

/// The coming and going, with the diary of everybody as it begins.
struct Stad<'a> {
    opzet: &'a Opzet,
    kansen: Kansen,
    klanten: Vec<Klant>,
    /// Who leaves before the horizon, soonest first.
    vertrekken: BinaryHeap<Reverse<(u64, u32)>>,
    caseloads: Vec<u32>,
    wachtlijst: VecDeque<u32>,
    rijen: Vec<Rij>,
    aanwezig: u32,
    uitkomst: Uitkomst,
}

/// One replication. The opzet must have passed [`Opzet::toets`].
#[must_use]
pub fn speel(opzet: &Opzet, zaad: u64) -> Uitkomst {
    let klantmanagers = opzet.klantmanagers as usize;
    let mut stad = Stad {
        opzet,
        kansen: Kansen::new(opzet, zaad),
        klanten: Vec::new(),
        vertrekken: BinaryHeap::new(),
        caseloads: vec![0; klantmanagers],
        wachtlijst: VecDeque::new(),
        rijen: (0..klantmanagers).map(|_| Rij::default()).collect(),
        aanwezig: 0,
        uitkomst: Uitkomst { uren_er_waren: opzet.uren_samen(), ..Uitkomst::default() },
    };
    stad.begin();
    stad.komen_en_gaan();
    for nummer in 0..klantmanagers {
        stad.gesprekken(nummer);
    }
    stad.uitkomst
}

impl Stad<'_> {
    fn horizon(&self) -> f64 {
        self.opzet.weken.into()
    }

    /// Who is there at the start, dealt round; the first conversation of each is due somewhere in the interval.
    fn begin(&mut self) {
        for (segment, deel) in self.opzet.segmenten.iter().enumerate() {
            for _ in 0..deel.klanten {
                let klant = self.nieuw(segment, 0.0);
                let wie = klant as usize % self.caseloads.len();
                let op = self.kansen.uniform() * deel.interval_weken;
                self.wijs_toe(klant, wie, Beurt { op, klant, intake: false });
            }
        }
    }

    /// Somebody whose benefit begins.
    fn nieuw(&mut self, segment: usize, nu: f64) -> u32 {
        let per_week = self.opzet.segmenten[segment].uitstroom_per_maand / WEKEN_PER_MAAND;
        let vertrek = nu + self.kansen.wacht(per_week);
        let klant = u32::try_from(self.klanten.len()).unwrap_or(u32::MAX);
        if vertrek < self.horizon() {
            self.vertrekken.push(Reverse((sleutel(vertrek), klant)));
        }
        let segment = u32::try_from(segment).unwrap_or(u32::MAX);
        self.klanten.push(Klant { segment, vertrek, klantmanager: None });
        self.aanwezig += 1;
        klant
    }

    fn wijs_toe(&mut self, klant: u32, wie: usize, beurt: Beurt) {
        self.klanten[klant as usize].klantmanager = u32::try_from(wie).ok();
        self.caseloads[wie] += 1;
        self.rijen[wie].sluit_aan(beurt);
    }

    /// To who has the fewest, of whom the first; or on the list of who waits.
    fn plaats(&mut self, klant: u32, nu: f64) {
        let minste = self.caseloads.iter().enumerate().min_by_key(|(_, caseload)| **caseload);
        match minste {
            Some((wie, caseload)) if *caseload < self.opzet.hooguit => {
                self.wijs_toe(klant, wie, Beurt { op: nu, klant, intake: true });
            }
            _ => self.wachtlijst.push_back(klant),
        }
    }

    fn komen_en_gaan(&mut self) {
        let per_week = self.opzet.instroom_per_maand / WEKEN_PER_MAAND;
        let mut komst = self.kansen.wacht(per_week);
        let mut week = 1;
        while week <= self.opzet.weken {
            let vertrek = self.vertrekken.peek().map_or(f64::INFINITY, |Reverse((bits, _))| f64::from_bits(*bits));
            // What happens on the last moment of a week belongs to it.
            if komst.min(vertrek) >= f64::from(week) {
                self.uitkomst.tel_stand(week, self.aanwezig);
                self.uitkomst.tel_band(&self.caseloads);
                week += 1;
            } else if komst < vertrek {
                self.uitkomst.instroom += 1;
                let segment = self.kansen.segment();
                let klant = self.nieuw(segment, komst);
                self.plaats(klant, komst);
                komst += self.kansen.wacht(per_week);
            } else if let Some(Reverse((_, klant))) = self.vertrekken.pop() {
                self.vertrekt(klant, vertrek);
            }
        }
    }

    fn vertrekt(&mut self, klant: u32, nu: f64) {
        self.uitkomst.uitstroom += 1;
        self.aanwezig -= 1;
        match self.klanten[klant as usize].klantmanager {
            None => self.wachtlijst.retain(|wacht| *wacht != klant),
            Some(wie) => {
                self.caseloads[wie as usize] -= 1;
                if let Some(wacht) = self.wachtlijst.pop_front() {
                    self.plaats(wacht, nu);
                }
            }
        }
    }

    /// The diary of one klantmanager.
    fn gesprekken(&mut self, wie: usize) {
        let (opzet, horizon) = (self.opzet, self.horizon());
        let mut rij = std::mem::take(&mut self.rijen[wie]);
        let mut vrij = 0.0_f64;
        while let Some(mut eerste) = rij.eerste() {
            let begin = vrij.max(eerste.op);
            if begin >= horizon {
                return;
            }
            let klant = &self.klanten[eerste.klant as usize];
            if klant.vertrek <= begin {
                Rij::weg(eerste);
                continue;
            }
            let segment = &opzet.segmenten[klant.segment as usize];
            self.uitkomst.tel_gewacht(begin - eerste.op);
            if self.kansen.uniform() < opzet.kans_niet_verschijnen {
                self.uitkomst.niet_verschenen += 1;
                self.uitkomst.uren += opzet.uren_niet_verschenen;
                vrij = begin + opzet.uren_niet_verschenen / opzet.uren_per_week;
                eerste.op = vrij + opzet.weken_opnieuw;
            } else {
                let uren = self.kansen.lengte(if eerste.intake { opzet.uren_intake } else { segment.uren });
                self.uitkomst.gevoerd += 1;
                self.uitkomst.uren += uren;
                vrij = begin + uren / opzet.uren_per_week;
                eerste.op = vrij + segment.interval_weken;
                eerste.intake = false;
            }
        }
    }
}
