//! The people of the council papers: everybody with a benefit in Haarlem between May 2014 and the end of 2018. They are
//! the same in number for every size of today's town, so that the evaluations of those years never change.
//!
//! Only numbers that a paper names are fixed on purpose: 260 clients per contact person (letter on Pilot 300, 2015), 120
//! and then 100 per klantmanager and 83 and 66 new clients a month (final evaluation Ik doe mee, 2019). How many people
//! stayed in between is chosen so that those fit together.

use super::{
    bevolking::{Bevolking, Levensloop, Omvang, Recht, reden},
    dagen::{Dag, dag, maand},
    ik_doe_mee, pilot_300,
    toeval::{Dobbel, Schudding, meng},
};

/// Contact persons in 2014, with 260 clients each.
pub(super) const CONTACTPERSONEN: usize = 13;
pub(super) const CASELOAD_2014: usize = 260;
/// Of the clients of 2014, how many were there without a break in May 2017.
const GEBLEVEN_TOT_2017: usize = 1_760;
/// Came between May 2014 and the end of 2016, and were there in May 2017.
const ERBIJ_GEBLEVEN: usize = 1_388;
/// Came and went between those days.
const ERBIJ_VERTROKKEN: usize = 400;
/// New spells per month: 83 on average in 2017, 66 in 2018. January to April 2017 has that average of its own, because
/// the project began in May.
const INSTROOM: [(i32, [usize; 12]); 2] = [
    (2017, [86, 84, 83, 79, 88, 81, 76, 80, 87, 85, 84, 83]),
    (2018, [74, 70, 69, 66, 65, 64, 62, 63, 67, 66, 64, 62]),
];
/// New spells before the project began.
const INSTROOM_VOOR_PROJECT: usize = 86 + 84 + 83 + 79;
const INSTROOM_IN_PROJECT: usize = 83 * 12 + 66 * 12 - INSTROOM_VOOR_PROJECT;
/// Klantmanagers in May 2017, 120 clients each, and at the end of 2018, 100 each.
const KLANTMANAGERS_2017: usize = 29;
const KLANTMANAGERS_2019: usize = 34;
const CASELOAD_2019: usize = 100;
/// Colleagues of those years who have left since.
pub(super) const OUD_COLLEGAS: u32 = 24;

/// All people of the council papers.
pub(super) const AANTAL: u64 =
    (CONTACTPERSONEN * CASELOAD_2014 + ERBIJ_GEBLEVEN + ERBIJ_VERTROKKEN + INSTROOM_VOOR_PROJECT + INSTROOM_IN_PROJECT
        - ik_doe_mee::NIET_DUURZAAM) as u64;

/// The number of a contact person of 2014: the last of the colleagues who have left.
pub(super) fn contactpersoon(klantmanagers: u32, volg: usize) -> u32 {
    klantmanagers + OUD_COLLEGAS - 1 - u32::try_from(volg).unwrap_or_default()
}

/// The number of a klantmanager of 2017 (the first 29) or 2019 (all 34): ten work here still.
fn klantmanager_toen(klantmanagers: u32, volg: usize) -> u32 {
    match u32::try_from(volg).unwrap_or_default() {
        vast @ 0..5 => vast,
        weg @ 5..29 => klantmanagers + weg - 5,
        later => later - 24,
    }
}

struct Historie {
    zaad: u64,
    vandaag: Dag,
    omvang: Omvang,
    dobbel: Dobbel,
    lopen: Vec<Levensloop>,
}

/// Makes all courses of the people of the council papers.
pub(super) fn kern(zaad: u64, vandaag: Dag, omvang: Omvang) -> Vec<Levensloop> {
    let lopen = Vec::with_capacity(usize::try_from(AANTAL).unwrap_or_default());
    let mut historie = Historie { zaad, vandaag, omvang, dobbel: Dobbel::nieuw(meng(zaad, 505), 0), lopen };
    historie.stand_2014();
    pilot_300::registreer(zaad, &mut historie.lopen[..CASELOAD_2014]);
    historie.vertrek_tot_2017();
    historie.erbij_tot_2017();
    historie.instroom_voor_project();
    let cohort = historie.cohort();
    ik_doe_mee::registreer(zaad, vandaag, &mut historie.lopen, &cohort);
    historie.instroom_in_project();
    historie.stand_2019();
    historie.lopen
}

impl Historie {
    fn voeg_toe(&mut self, rechten: Vec<Recht>, wie: u32) -> &mut Levensloop {
        let nummer = self.lopen.len() as u64;
        self.lopen.push(Levensloop::nieuw(nummer, rechten, vec![(Dag::MIN, wie)]));
        let laatste = self.lopen.len() - 1;
        &mut self.lopen[laatste]
    }

    fn stand_2014(&mut self) {
        for volg in 0..CONTACTPERSONEN {
            let controle = Schudding::nieuw(meng(self.zaad, 600 + volg as u64), CASELOAD_2014 as u64);
            for plaats in 0..CASELOAD_2014 as u64 {
                let gecontroleerd = controle.plaats(plaats) < pilot_300::GECONTROLEERD;
                let laatst = if gecontroleerd { dag(2014, 2, 20) } else { dag(2014, 4, 25) };
                let mut van = self.dobbel.liever_laat(dag(2004, 1, 5), laatst);
                let mut rechten = Vec::new();
                if self.dobbel.kans(12) {
                    let eerder = self.dobbel.tussen(dag(2004, 1, 5), dag(2008, 1, 1));
                    let laatste = eerder + self.dobbel.tussen(120, 900);
                    rechten.push(Recht::tot(eerder, laatste, reden(true, &mut self.dobbel)));
                    van = van.max(laatste + 190);
                }
                rechten.push(Recht::lopend(van));
                let wie = contactpersoon(self.omvang.klantmanagers, volg);
                self.voeg_toe(rechten, wie).gecontroleerd = gecontroleerd;
            }
        }
    }

    fn vertrek_tot_2017(&mut self) {
        let lopend = |loop_: &Levensloop| loop_.rechten.last().is_some_and(|recht| recht.tot.is_none());
        let mut lopende: Vec<usize> = (0..self.lopen.len()).filter(|i| lopend(&self.lopen[*i])).collect();
        self.dobbel.schud(&mut lopende);
        for &i in &lopende[GEBLEVEN_TOT_2017..] {
            // Who was drawn for the pilot and has an outcome other than an end did not end in that year.
            let vanaf = if self.lopen[i].pilot.is_some() { dag(2015, 1, 31) } else { dag(2014, 5, 20) };
            let laatste = self.dobbel.tussen(vanaf, dag(2017, 4, 30));
            let waarom = reden(false, &mut self.dobbel);
            if let Some(recht) = self.lopen[i].rechten.last_mut() {
                recht.tot = Some((laatste, waarom));
            }
        }
    }

    fn erbij_tot_2017(&mut self) {
        for volg in 0..ERBIJ_GEBLEVEN + ERBIJ_VERTROKKEN {
            let van = self.dobbel.tussen(dag(2014, 5, 2), dag(2016, 12, 31));
            let recht = if volg < ERBIJ_GEBLEVEN {
                Recht::lopend(van)
            } else {
                Recht::tot(van, self.dobbel.tussen(van + 30, dag(2017, 4, 28)), reden(false, &mut self.dobbel))
            };
            let wie = contactpersoon(self.omvang.klantmanagers, self.dobbel.plaats(CONTACTPERSONEN));
            self.voeg_toe(vec![recht], wie);
        }
    }

    fn instroom_voor_project(&mut self) {
        let (jaar, aantallen) = INSTROOM[0];
        for (m, aantal) in (1..=4).zip(aantallen) {
            for _ in 0..aantal {
                let (eerste, laatste) = maand(jaar, m);
                let van = self.dobbel.tussen(eerste, laatste);
                self.voeg_toe(vec![Recht::lopend(van)], 0);
            }
        }
    }

    /// Everybody with a running benefit on 1 May 2017, and who became their klantmanager: since July 2016 every new
    /// client has a fixed one (Koersdocument, 2016); the others followed until April 2017.
    fn cohort(&mut self) -> Vec<usize> {
        let mut cohort: Vec<usize> =
            (0..self.lopen.len()).filter(|i| self.lopen[*i].recht_op(ik_doe_mee::START).is_some()).collect();
        self.dobbel.schud(&mut cohort);
        for (volg, &i) in cohort.iter().enumerate() {
            self.lopen[i].cohort = true;
            self.vaste_klantmanager(i, volg % KLANTMANAGERS_2017);
        }
        for i in 0..self.lopen.len() {
            if !self.lopen[i].cohort {
                let volg = self.dobbel.plaats(KLANTMANAGERS_2017);
                self.vaste_klantmanager(i, volg);
            }
        }
        cohort
    }

    fn vaste_klantmanager(&mut self, i: usize, volg: usize) {
        let wie = klantmanager_toen(self.omvang.klantmanagers, volg);
        let per = self.dobbel.tussen(dag(2016, 7, 1), dag(2017, 4, 1));
        let loop_ = &mut self.lopen[i];
        if loop_.rechten[0].van >= dag(2016, 7, 1) {
            loop_.lijn = vec![(Dag::MIN, wie)];
        } else if loop_.lijn[0].1 != wie {
            loop_.lijn.push((per, wie));
        }
    }

    /// New clients during the project. People of the cohort who came back are counted as new spells too, so they come
    /// off the number of the month.
    fn instroom_in_project(&mut self) {
        let terug: Vec<Dag> = self.lopen.iter().flat_map(|l| l.rechten.iter().skip(1)).map(|recht| recht.van).collect();
        let eerste_nieuw = self.lopen.len();
        for (jaar, aantallen) in INSTROOM {
            for (m, aantal) in (1..=12).zip(aantallen) {
                let (eerste, laatste) = maand(jaar, m);
                if eerste < ik_doe_mee::START {
                    continue;
                }
                let al_terug = terug.iter().filter(|van| (eerste..=laatste).contains(*van)).count();
                for _ in al_terug..aantal {
                    let van = self.dobbel.tussen(eerste, laatste);
                    let wie = klantmanager_toen(self.omvang.klantmanagers, self.dobbel.plaats(KLANTMANAGERS_2019));
                    self.voeg_toe(vec![Recht::lopend(van)], wie);
                }
            }
        }
        self.korte_rechten(eerste_nieuw);
    }

    /// Of the new clients only as many are still there on 1 January 2019 as make 100 clients per klantmanager.
    fn korte_rechten(&mut self, eerste_nieuw: usize) {
        let er_nog = self.lopen[..eerste_nieuw].iter().filter(|l| l.recht_op(ik_doe_mee::PEILDATUM).is_some()).count();
        let plaatsen = KLANTMANAGERS_2019 * CASELOAD_2019 - er_nog;
        let grens = dag(2018, 12, 30);
        let mut nieuwen: Vec<(Dag, usize)> = (eerste_nieuw..self.lopen.len())
            .map(|i| {
                let van = self.lopen[i].rechten[0].van;
                let rang = if van > grens - 20 { Dag::MAX } else { van + self.dobbel.tussen(0, 300) };
                (rang, i)
            })
            .collect();
        nieuwen.sort_unstable();
        let vertrekkers = nieuwen.len().saturating_sub(plaatsen);
        for &(_, i) in &nieuwen[..vertrekkers] {
            let van = self.lopen[i].rechten[0].van;
            let laatste = self.dobbel.tussen(van + 14, (van + 420).min(grens));
            self.lopen[i].rechten[0].tot = Some((laatste, reden(false, &mut self.dobbel)));
        }
    }

    /// Spreads the clients of 1 January 2019 evenly, keeping people with their own klantmanager where that fits, and says
    /// who of them is still here today.
    fn stand_2019(&mut self) {
        let mut er_nog: Vec<usize> =
            (0..self.lopen.len()).filter(|i| self.lopen[*i].recht_op(ik_doe_mee::PEILDATUM).is_some()).collect();
        self.dobbel.schud(&mut er_nog);
        self.verdeel_2019(&er_nog);
        for (rang, &i) in er_nog.iter().enumerate() {
            if (rang as u64) < self.omvang.blijvend {
                let plek = Bevolking::plek(self.zaad, &self.omvang, true, rang as u64);
                self.lopen[i].plek = Some(plek);
            } else if let Some(recht) = self.lopen[i].rechten.last_mut() {
                let (vroeg, laat) = (dag(2019, 1, 20), self.vandaag - 15);
                let laatste = self.dobbel.tussen(vroeg, laat).min(self.dobbel.tussen(vroeg, laat));
                recht.tot = Some((laatste, reden(false, &mut self.dobbel)));
            }
        }
        self.naar_huidige_klantmanager();
    }

    fn verdeel_2019(&mut self, er_nog: &[usize]) {
        let toen: Vec<u32> =
            (0..KLANTMANAGERS_2019).map(|volg| klantmanager_toen(self.omvang.klantmanagers, volg)).collect();
        let mut bezet = vec![0; KLANTMANAGERS_2019];
        let mut over = Vec::new();
        for &i in er_nog {
            let huidig = self.lopen[i].klantmanager_op(ik_doe_mee::START.max(self.lopen[i].rechten[0].van));
            match toen.iter().position(|wie| *wie == huidig) {
                Some(k) if bezet[k] < CASELOAD_2019 => bezet[k] += 1,
                _ => over.push(i),
            }
        }
        for i in over {
            let Some(k) = (0..KLANTMANAGERS_2019).min_by_key(|k| bezet[*k]) else { continue };
            bezet[k] += 1;
            let per = self.dobbel.tussen(dag(2018, 2, 1), dag(2018, 12, 10));
            let loop_ = &mut self.lopen[i];
            if loop_.rechten[0].van >= ik_doe_mee::START {
                loop_.lijn = vec![(Dag::MIN, toen[k])];
            } else {
                loop_.lijn.push((per, toen[k]));
            }
        }
    }

    /// Colleagues left, and the teams were formed anew.
    fn naar_huidige_klantmanager(&mut self) {
        let grens = dag(2022, 6, 30).min(self.vandaag - 60);
        for loop_ in &mut self.lopen {
            let einde = loop_.rechten.last().and_then(|recht| recht.tot).map_or(Dag::MAX, |(laatste, _)| laatste);
            let per = self.dobbel.tussen(dag(2019, 3, 1), grens);
            let toevallig = self.dobbel.onder(self.omvang.klantmanagers);
            let wie = loop_.plek.map_or(toevallig, |plek| plek.klantmanager);
            if einde > per && loop_.klantmanager_op(per) != wie {
                loop_.lijn.push((per, wie));
            }
        }
    }
}
