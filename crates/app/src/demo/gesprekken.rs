//! Conversations: those of the projects, the regular ones of two a year, and the diary of today and the coming weeks.

use domain::{
    gesprek::{Gesprek, GesprekStand, Kanaal, Partij, Uitnodiging, Verslag},
    id::GesprekId,
};

use super::{
    bevolking::{Pilot, Plek},
    dagen::{Dag, dag, datum, is_werkdag, moment, werkdag_tot, werkdag_vanaf, werkdagen_na},
    gegevens::{codelijsten::code, verslagen},
    ik_doe_mee,
    loopbaan::Maker,
    pilot_300,
    toeval::Soort,
};

/// How a conversation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Uitkomst {
    Gevoerd,
    NietVerschenen,
    Afgezegd,
    /// Still to come, or not written down yet.
    Open,
}

/// A conversation in the making.
#[derive(Clone, Copy)]
pub(super) struct Afspraak {
    pub(super) dag: Dag,
    /// Minute of the day.
    pub(super) minuut: i32,
    pub(super) soort: &'static str,
    pub(super) duur: i64,
    pub(super) uitkomst: Uitkomst,
}

const KLANTBEELD: &str = "klantbeeldgesprek";
const PARTICIPATIE: &str = "participatiegesprek";
const RECHTMATIGHEID: &str = "rechtmatigheidsgesprek";
const POORT: &str = "poortgesprek";
const TELEFOON: &str = "telefoongesprek";

/// When conversations begin.
const TIJDEN: &[i32] = &[540, 555, 585, 600, 630, 645, 660, 690, 780, 795, 810, 840, 870, 885, 900, 930];
/// Today's diary: begin and minutes, without overlap. The second place is Johan's.
const VANDAAG: [(i32, i64); 6] = [(540, 60), (630, 60), (705, 30), (795, 60), (870, 45), (930, 60)];

/// All conversations of one client, in order of time.
pub(super) fn maak(maker: &mut Maker<'_>) -> Vec<Gesprek> {
    let mut afspraken = Vec::with_capacity(12);
    maker.voor_2015(&mut afspraken);
    maker.ik_doe_mee(&mut afspraken);
    if !maker.loop_.johan {
        maker.regulier(&mut afspraken);
    }
    maker.agenda(&mut afspraken);
    maker.uitschrijven(afspraken)
}

impl Maker<'_> {
    /// Writes the conversations out, leaving away what does not lie in a spell of benefit.
    pub(super) fn uitschrijven(&mut self, mut afspraken: Vec<Afspraak>) -> Vec<Gesprek> {
        afspraken.sort_by_key(|afspraak| (afspraak.dag, afspraak.minuut));
        afspraken.retain(|afspraak| self.loop_.recht_op(afspraak.dag).is_some());
        let mut gesprekken = Vec::with_capacity(afspraken.len());
        for (volg, afspraak) in afspraken.into_iter().enumerate() {
            gesprekken.push(self.gesprek(volg, afspraak));
        }
        gesprekken
    }

    fn gesprek(&mut self, volg: usize, afspraak: Afspraak) -> Gesprek {
        let id: GesprekId = self.id(Soort::Gesprek, volg);
        let klantmanager = self.gebruiker(self.loop_.klantmanager_op(afspraak.dag));
        let uitnodiging = self.uitnodiging(&afspraak);
        let dobbel = &mut self.dobbel;
        let stand = match afspraak.uitkomst {
            Uitkomst::Gevoerd => GesprekStand::Gevoerd(Verslag {
                tekst: verslagen::verslag(self.segment, afspraak.soort == RECHTMATIGHEID, dobbel),
                afspraken: verslagen::afspraken(dobbel),
                punten: Vec::new(),
            }),
            Uitkomst::NietVerschenen => {
                GesprekStand::NietVerschenen { toelichting: verslagen::niet_verschenen(dobbel) }
            }
            Uitkomst::Afgezegd => {
                GesprekStand::Afgezegd { door: Partij::Klant, toelichting: verslagen::afgezegd(dobbel) }
            }
            Uitkomst::Open if uitnodiging.is_some() => GesprekStand::Uitgenodigd,
            Uitkomst::Open => GesprekStand::Gepland,
        };
        let plaats = if afspraak.soort == TELEFOON {
            "telefonisch".to_owned()
        } else if self.bevolking.zandvoort {
            "raadhuis, spreekkamer 1".to_owned()
        } else {
            (*dobbel.kies(&[
                "spreekkamer 1",
                "spreekkamer 2",
                "spreekkamer 3",
                "kamer 2.14",
                "wijkcentrum",
                "bij klant thuis",
            ]))
            .to_owned()
        };
        Gesprek {
            id,
            klant: self.klant,
            klantmanager,
            soort: code(afspraak.soort),
            moment: moment(afspraak.dag, afspraak.minuut),
            duur_minuten: afspraak.duur,
            plaats,
            tolk: self.tolk.to_owned(),
            uitnodiging,
            bevestigd: None,
            vorige: None,
            te_houden_voor: None,
            teruggenomen: Vec::new(),
            stand,
            versie: 1,
        }
    }

    /// The invitation: two to three weeks ahead, by letter mostly. A call and a talk at the gate need none.
    fn uitnodiging(&mut self, afspraak: &Afspraak) -> Option<Uitnodiging> {
        if matches!(afspraak.soort, TELEFOON | POORT) {
            return None;
        }
        let op = werkdag_tot(afspraak.dag - self.dobbel.tussen(11, 20));
        let kanaal = self.dobbel.gewogen(&[
            (66, Kanaal::Brief),
            (22, Kanaal::Email),
            (8, Kanaal::Telefoon),
            (4, Kanaal::Mondeling),
        ]);
        let van = self.loop_.recht_op(afspraak.dag).map_or(op, |recht| self.loop_.rechten[recht].van);
        (op <= self.vandaag()).then(|| Uitnodiging { op: datum(op.max(van)), kanaal, bewijs: String::new() })
    }

    fn afspraak(&mut self, dag: Dag, soort: &'static str, uitkomst: Uitkomst) -> Afspraak {
        let duur = match soort {
            KLANTBEELD => 180,
            TELEFOON => *self.dobbel.kies(&[10, 15, 20, 30]),
            RECHTMATIGHEID => 90,
            _ => *self.dobbel.kies(&[45, 50, 60, 60]),
        };
        // A long conversation ends before the town hall closes.
        let minuut = *self.dobbel.kies(if duur >= 90 { &TIJDEN[..9] } else { TIJDEN });
        Afspraak { dag: werkdag_tot(dag), minuut, soort, duur, uitkomst }
    }

    fn voor_2015(&mut self, afspraken: &mut Vec<Afspraak>) {
        if self.loop_.gecontroleerd {
            let ingang =
                self.loop_.rechten.iter().rfind(|recht| recht.van < pilot_300::START).map_or(0, |recht| recht.van);
            let wanneer = self.dobbel.tussen((ingang + 20).max(dag(2013, 6, 3)), dag(2014, 4, 16));
            afspraken.push(self.afspraak(wanneer, RECHTMATIGHEID, Uitkomst::Gevoerd));
        }
        if let Some(uitkomst) = self.loop_.pilot {
            self.pilot(uitkomst, afspraken);
        }
        let Some(recht) = self.loop_.recht_op(dag(2015, 11, 2)) else { return };
        let tot = self.loop_.rechten[recht].tot.map_or(Dag::MAX, |(laatste, _)| laatste);
        if self.dobbel.kans(24) {
            let wanneer = self.dobbel.tussen(dag(2015, 11, 2), tot.min(dag(2017, 3, 31)));
            afspraken.push(self.afspraak(wanneer, RECHTMATIGHEID, Uitkomst::Gevoerd));
        }
    }

    /// Pilot 300: everybody is invited; whoever did not come twice, after a cure period, lost the benefit.
    fn pilot(&mut self, uitkomst: Pilot, afspraken: &mut Vec<Afspraak>) {
        let gesprek = if self.dobbel.kans(70) { PARTICIPATIE } else { "driegesprek" };
        let Some((einde, reden)) =
            self.loop_.recht_op(pilot_300::START).map(|recht| self.loop_.rechten[recht].tot.unwrap_or((Dag::MAX, "")))
        else {
            return;
        };
        let laatste = (einde - 8).min(dag(2014, 11, 28));
        let wanneer = self.dobbel.tussen(dag(2014, 5, 22), laatste.max(dag(2014, 5, 24)));
        match uitkomst {
            Pilot::NietGetrokken => {}
            Pilot::Beeindigd if reden == "niet_verschenen" => {
                let eerste = self.dobbel.tussen(dag(2014, 5, 26), einde - 50);
                afspraken.push(self.afspraak(eerste, gesprek, Uitkomst::NietVerschenen));
                afspraken.push(self.afspraak(eerste + 21, gesprek, Uitkomst::NietVerschenen));
            }
            // An exemption or a track follows the conversation.
            Pilot::Beeindigd => afspraken.push(self.afspraak(wanneer, gesprek, Uitkomst::Gevoerd)),
            Pilot::Ontheffing | Pilot::Traject => {
                let vroeg = self.dobbel.tussen(dag(2014, 5, 22), dag(2014, 9, 12));
                afspraken.push(self.afspraak(vroeg, gesprek, Uitkomst::Gevoerd));
            }
            Pilot::Zonder => {
                let hoe = self.dobbel.gewogen(&[
                    (45, Uitkomst::Gevoerd),
                    (30, Uitkomst::Afgezegd),
                    (25, Uitkomst::NietVerschenen),
                ]);
                afspraken.push(self.afspraak(wanneer, gesprek, hoe));
            }
        }
    }

    /// Ik doe mee: everybody is invited for a klantbeeldgesprek, with a lawfulness check beside it.
    fn ik_doe_mee(&mut self, afspraken: &mut Vec<Afspraak>) {
        if !self.loop_.cohort {
            return;
        }
        let Some(recht) = self.loop_.recht_op(ik_doe_mee::START) else { return };
        let (einde, reden) = self.loop_.rechten[recht].tot.unwrap_or((Dag::MAX, ""));
        let laatste = einde.min(dag(2018, 12, 14));
        let tot = (laatste - 9).max(dag(2017, 5, 30));
        let wanneer = self.dobbel.tussen(dag(2017, 5, 29), tot);
        if reden == "niet_verschenen" && einde <= ik_doe_mee::EINDE {
            let eerste = self.dobbel.tussen(dag(2017, 5, 29), (einde - 32).max(dag(2017, 5, 30)));
            afspraken.push(self.afspraak(eerste, KLANTBEELD, Uitkomst::NietVerschenen));
            afspraken.push(self.afspraak((eerste + 21).min(einde - 2), KLANTBEELD, Uitkomst::NietVerschenen));
            return;
        }
        match self.dobbel.onder(100) {
            0..=8 => {
                afspraken.push(self.afspraak(wanneer, KLANTBEELD, Uitkomst::NietVerschenen));
                if wanneer + 24 < laatste {
                    afspraken.push(self.afspraak(wanneer + 21, KLANTBEELD, Uitkomst::Gevoerd));
                }
            }
            9..=13 => afspraken.push(self.afspraak(wanneer, KLANTBEELD, Uitkomst::Afgezegd)),
            _ => afspraken.push(self.afspraak(wanneer, KLANTBEELD, Uitkomst::Gevoerd)),
        }
        if self.dobbel.kans(20) || matches!(reden, "onjuiste_inlichtingen") && einde <= ik_doe_mee::EINDE {
            afspraken.push(self.afspraak((wanneer + 7).min(laatste - 4), RECHTMATIGHEID, Uitkomst::Gevoerd));
        }
        let vervolg = wanneer + self.dobbel.tussen(90, 200);
        if vervolg < laatste && self.dobbel.kans(60) {
            afspraken.push(self.afspraak(vervolg, PARTICIPATIE, Uitkomst::Gevoerd));
        }
    }

    /// Two conversations a year since 2019; for somebody new a talk at the gate and a klantbeeldgesprek first. About one
    /// in twelve has slipped out of view for more than a year.
    fn regulier(&mut self, afspraken: &mut Vec<Afspraak>) {
        let gepland = self.loop_.plek.is_some_and(|plek| plek.plaats < 30);
        for volg in 0..self.loop_.rechten.len() {
            let (van, tot) = (self.loop_.rechten[volg].van, self.loop_.rechten[volg].tot);
            let laatste = tot.map_or(Dag::MAX, |(laatste, _)| laatste);
            if laatste < dag(2019, 1, 2) && van < ik_doe_mee::START {
                continue;
            }
            let mut grens = laatste.min(self.vandaag() - if gepland { 25 } else { 4 });
            if tot.is_none() && !gepland && self.vandaag() - van > 500 && self.dobbel.kans(18) {
                grens = grens.min(self.vandaag() - self.dobbel.tussen(380, 800));
            }
            let mut wanneer = if van >= ik_doe_mee::START {
                self.instap(van, grens, afspraken)
            } else {
                dag(2019, 1, 7) + self.dobbel.tussen(0, 190)
            };
            while wanneer <= grens {
                self.periodiek(wanneer, afspraken);
                // The caseloads of some years ago left room for one conversation a year.
                let recent = wanneer > self.vandaag() - 1_300;
                wanneer += if recent { self.dobbel.tussen(130, 235) } else { self.dobbel.tussen(250, 430) };
            }
        }
    }

    fn instap(&mut self, van: Dag, grens: Dag, afspraken: &mut Vec<Afspraak>) -> Dag {
        let (poort, beeld) = (werkdag_vanaf(van + self.dobbel.tussen(1, 9)), van + self.dobbel.tussen(28, 75));
        if poort <= grens {
            afspraken.push(self.afspraak(poort, POORT, Uitkomst::Gevoerd));
        }
        if beeld <= grens {
            afspraken.push(self.afspraak(beeld, KLANTBEELD, Uitkomst::Gevoerd));
        }
        beeld + self.dobbel.tussen(140, 230)
    }

    fn periodiek(&mut self, wanneer: Dag, afspraken: &mut Vec<Afspraak>) {
        let soort = self.dobbel.gewogen(&[
            (55, PARTICIPATIE),
            (17, KLANTBEELD),
            (14, TELEFOON),
            (9, RECHTMATIGHEID),
            (5, "driegesprek"),
        ]);
        let uitkomst =
            self.dobbel.gewogen(&[(83, Uitkomst::Gevoerd), (8, Uitkomst::NietVerschenen), (9, Uitkomst::Afgezegd)]);
        afspraken.push(self.afspraak(wanneer, soort, uitkomst));
        if uitkomst != Uitkomst::Gevoerd && wanneer + 25 < self.vandaag() && self.dobbel.kans(80) {
            let later = werkdag_vanaf(wanneer + self.dobbel.tussen(9, 18));
            afspraken.push(self.afspraak(later, soort, Uitkomst::Gevoerd));
        }
    }

    /// What stands in the diary, by the client's place in the caseload: today, the next four weeks, and two conversations
    /// of last week that still have no outcome.
    fn agenda(&mut self, afspraken: &mut Vec<Afspraak>) {
        let Some(Plek { klantmanager, plaats }) = self.loop_.plek else { return };
        let vandaag = self.vandaag();
        let (eerste, aantal) = (werkdag_vanaf(vandaag), 4 + u64::from(klantmanager % 3));
        let open = |dag, (minuut, duur), soort| Afspraak { dag, minuut, soort, duur, uitkomst: Uitkomst::Open };
        if let Some(&tijd) =
            usize::try_from(plaats).ok().and_then(|plaats| VANDAAG.get(plaats)).filter(|_| plaats < aantal)
        {
            let soort = if tijd.1 < 45 {
                TELEFOON
            } else if plaats == 1 && self.loop_.johan {
                KLANTBEELD
            } else {
                PARTICIPATIE
            };
            afspraken.push(open(eerste, tijd, soort));
            return;
        }
        let volgende = plaats - aantal;
        match volgende {
            // At the weekend the day is not quite empty either.
            0 | 1 if !is_werkdag(vandaag) => {
                afspraken.push(open(vandaag, if volgende == 0 { (630, 30) } else { (675, 30) }, TELEFOON));
            }
            0..=21 => {
                // 7 and 22 have no common divisor: everyone on a day of his or her own.
                let verder = u32::try_from(volgende * 7 % 22).unwrap_or_default();
                let soort = if volgende % 4 == 0 { KLANTBEELD } else { PARTICIPATIE };
                let duur = if volgende % 4 == 0 { 180 } else { 60 };
                afspraken.push(open(werkdagen_na(eerste, verder + 1), (TIJDEN[verder as usize % 9], duur), soort));
            }
            22..=23 => {
                let terug = vandaag - 1 - i32::try_from(volgende % 2 * 3).unwrap_or_default();
                let dag = werkdag_tot(terug - i32::try_from(klantmanager % 3).unwrap_or_default());
                afspraken.push(open(dag, (600, 60), PARTICIPATIE));
            }
            _ => {}
        }
    }
}
