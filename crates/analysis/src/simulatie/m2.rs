//! Model M2: the same caseload week by week.
//!
//! Every week, in this order: who leaves; who comes, to the klantmanager with the fewest clients; and who is spoken to. A klantmanager takes
//! whoever is due, in order, until the hours of the week are used; the last one may run over, and that is a debt to the next week. Hours
//! that are not used are lost.
//!
//! The week in which somebody leaves is drawn when he comes: that is the same chance as asking it anew every week.

use super::{
    Opzet, Uitkomst,
    kansen::Kansen,
    opzet::WEKEN_PER_MAAND,
    rij::{Beurt, Rij},
};

struct Klant {
    segment: u32,
    klantmanager: u32,
    vertrekweek: u32,
}

struct Stad<'a> {
    opzet: &'a Opzet,
    kansen: Kansen,
    /// The chance to stay for a week, by segment.
    blijft: Vec<f64>,
    klanten: Vec<Klant>,
    /// Who leaves in a week.
    vertrekken: Vec<Vec<u32>>,
    caseloads: Vec<u32>,
    rijen: Vec<Rij>,
    aanwezig: u32,
    uitkomst: Uitkomst,
}

/// One replication. The opzet must have passed [`Opzet::toets`].
#[must_use]
pub fn speel(opzet: &Opzet, zaad: u64) -> Uitkomst {
    let klantmanagers = opzet.klantmanagers as usize;
    let blijft = |segment: &super::Segment| (-segment.uitstroom_per_maand / WEKEN_PER_MAAND).exp();
    let mut stad = Stad {
        opzet,
        kansen: Kansen::new(opzet, zaad),
        blijft: opzet.segmenten.iter().map(blijft).collect(),
        klanten: Vec::new(),
        vertrekken: vec![Vec::new(); opzet.weken as usize + 1],
        caseloads: vec![0; klantmanagers],
        rijen: (0..klantmanagers).map(|_| Rij::default()).collect(),
        aanwezig: 0,
        uitkomst: Uitkomst { uren_er_waren: opzet.uren_samen(), ..Uitkomst::default() },
    };
    for (segment, deel) in opzet.segmenten.iter().enumerate() {
        for _ in 0..deel.klanten {
            let wie = stad.klanten.len() % klantmanagers;
            let op = stad.kansen.uniform() * deel.interval_weken;
            stad.komt(segment, wie, 0, op, false);
        }
    }
    let mut schulden = vec![0.0; klantmanagers];
    for week in 1..=opzet.weken {
        stad.week(week, &mut schulden);
    }
    stad.uitkomst
}

impl Stad<'_> {
    fn komt(&mut self, segment: usize, wie: usize, week: u32, op: f64, intake: bool) {
        let klant = u32::try_from(self.klanten.len()).unwrap_or(u32::MAX);
        let vertrekweek = self.kansen.vertrekweek(week, self.blijft[segment]);
        if let Some(die_week) = self.vertrekken.get_mut(vertrekweek as usize) {
            die_week.push(klant);
        }
        let klein = |nummer: usize| u32::try_from(nummer).unwrap_or(u32::MAX);
        self.klanten.push(Klant { segment: klein(segment), klantmanager: klein(wie), vertrekweek });
        self.caseloads[wie] += 1;
        self.aanwezig += 1;
        self.rijen[wie].sluit_aan(Beurt { op, klant, intake });
    }

    fn week(&mut self, week: u32, schulden: &mut [f64]) {
        for klant in std::mem::take(&mut self.vertrekken[week as usize]) {
            self.caseloads[self.klanten[klant as usize].klantmanager as usize] -= 1;
            self.aanwezig -= 1;
            self.uitkomst.uitstroom += 1;
        }
        let komen = self.kansen.aantal(self.opzet.instroom_per_maand / WEKEN_PER_MAAND);
        self.uitkomst.instroom += komen;
        for _ in 0..komen {
            let minste = self.caseloads.iter().enumerate().min_by_key(|(_, caseload)| **caseload);
            let wie = minste.map_or(0, |(wie, _)| wie);
            let segment = self.kansen.segment();
            self.komt(segment, wie, week, week.into(), true);
        }
        for (wie, schuld) in schulden.iter_mut().enumerate() {
            self.gesprekken(wie, week, schuld);
        }
        self.uitkomst.tel_stand(week, self.aanwezig);
        self.uitkomst.tel_band(&self.caseloads);
    }

    /// The week of one klantmanager, who begins it with a debt of hours.
    fn gesprekken(&mut self, wie: usize, week: u32, schuld: &mut f64) {
        let opzet = self.opzet;
        let nu = f64::from(week);
        let mut gebruikt = 0.0;
        while *schuld + gebruikt < opzet.uren_per_week
            && let Some(mut eerste) = self.rijen[wie].eerste()
            && eerste.op <= nu
        {
            let klant = &self.klanten[eerste.klant as usize];
            if klant.vertrekweek <= week {
                Rij::weg(eerste);
                continue;
            }
            let segment = &opzet.segmenten[klant.segment as usize];
            self.uitkomst.tel_gewacht(nu - eerste.op.floor());
            if self.kansen.uniform() < opzet.kans_niet_verschijnen {
                self.uitkomst.niet_verschenen += 1;
                gebruikt += opzet.uren_niet_verschenen;
                eerste.op = nu + opzet.weken_opnieuw;
            } else {
                gebruikt += self.kansen.lengte(if eerste.intake { opzet.uren_intake } else { segment.uren });
                self.uitkomst.gevoerd += 1;
                eerste.op = nu + segment.interval_weken;
                eerste.intake = false;
            }
        }
        self.uitkomst.uren += gebruikt;
        *schuld = (*schuld + gebruikt - opzet.uren_per_week).max(0.0);
    }
}
