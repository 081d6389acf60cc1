//! Who there is: the people of one municipality, each as a course of life (spells of benefit and klantmanagers) from
//! which a file is made when it is asked for.
//!
//! The people of the council papers (2014 to 2018) are the same for every size of town, see [`super::historie`]. Everyone
//! else came after 1 January 2019 and may be any number: those courses are made one at a time and not kept.

use domain::klant::Leefvorm;
use jiff::civil::Date;

use super::{
    contact::personen,
    dagen::{Dag, dag},
    historie,
    toeval::{BsnReeks, Dobbel, Kenmerken, Schudding, meng},
};

/// A spell of benefit in the making.
#[derive(Clone)]
pub(super) struct Recht {
    pub(super) van: Dag,
    /// Last day and reason.
    pub(super) tot: Option<(Dag, &'static str)>,
    /// Eurocents per month, where it is laid down; otherwise it follows from the household and the year.
    pub(super) bedrag: Option<i64>,
}

impl Recht {
    pub(super) const fn lopend(van: Dag) -> Self {
        Self { van, tot: None, bedrag: None }
    }

    pub(super) const fn tot(van: Dag, laatste: Dag, reden: &'static str) -> Self {
        Self { van, tot: Some((laatste, reden)), bedrag: None }
    }

    pub(super) fn loopt_op(&self, dag: Dag) -> bool {
        self.van <= dag && self.tot.is_none_or(|(laatste, _)| dag <= laatste)
    }
}

/// What Pilot 300 brought for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pilot {
    /// In the caseload, but not drawn.
    NietGetrokken,
    /// The benefit ended.
    Beeindigd,
    /// A temporary exemption.
    Ontheffing,
    /// Started on a track.
    Traject,
    /// No outcome in the letter.
    Zonder,
}

/// The seat of a running client: whose caseload today, and which place in it. The place decides what stands in the
/// diary, so that a klantmanager never has two clients at one time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plek {
    pub(super) klantmanager: u32,
    pub(super) plaats: u64,
}

/// The course of one client.
#[derive(Clone)]
pub(super) struct Levensloop {
    pub(super) nummer: u64,
    pub(super) rechten: Vec<Recht>,
    /// From which day which colleague is responsible; the first entry holds from the beginning.
    pub(super) lijn: Vec<(Dag, u32)>,
    pub(super) leefvorm: Option<Leefvorm>,
    pub(super) pilot: Option<Pilot>,
    /// In the cohort of Ik doe mee.
    pub(super) cohort: bool,
    /// Days an urgent examination took in Pilot 300.
    pub(super) spoedkeuring: Option<i32>,
    /// Had a lawfulness conversation in the year before Pilot 300.
    pub(super) gecontroleerd: bool,
    pub(super) plek: Option<Plek>,
    /// Johan van der Meer, whom every demonstration opens with.
    pub(super) johan: bool,
}

impl Levensloop {
    pub(super) const fn nieuw(nummer: u64, rechten: Vec<Recht>, lijn: Vec<(Dag, u32)>) -> Self {
        Self {
            nummer,
            rechten,
            lijn,
            leefvorm: None,
            pilot: None,
            cohort: false,
            spoedkeuring: None,
            gecontroleerd: false,
            plek: None,
            johan: false,
        }
    }

    /// Which spell ran on the day.
    pub(super) fn recht_op(&self, dag: Dag) -> Option<usize> {
        self.rechten.iter().position(|recht| recht.loopt_op(dag))
    }

    /// Who was responsible on the day.
    pub(super) fn klantmanager_op(&self, dag: Dag) -> u32 {
        self.lijn.iter().rev().find(|(van, _)| *van <= dag).map_or(0, |(_, wie)| *wie)
    }
}

/// Reasons for ending with a plausible weight; the last one never for somebody who comes back.
pub(super) const REDENEN: &[(u32, &str)] = &[
    (36, "werk"),
    (5, "school"),
    (7, "niet_verschenen"),
    (6, "onjuiste_inlichtingen"),
    (12, "verhuizing"),
    (8, "samenwonen"),
    (9, "voorliggende_voorziening"),
    (2, "detentie"),
    (5, "administratief"),
    (8, "onbekend"),
    (2, "overlijden"),
];

/// Any reason, but not a death when the client comes back.
pub(super) fn reden(komt_terug: bool, dobbel: &mut Dobbel) -> &'static str {
    let einde = REDENEN.len() - usize::from(komt_terug);
    dobbel.gewogen(&REDENEN[..einde])
}

/// Spells that end, by duration in days: CBS 85617NED, ended benefit situations in 2023, in hundreds.
const DUUR_BEEINDIGD: &[(u32, (i32, i32))] = &[
    (161, (15, 182)),
    (110, (183, 365)),
    (124, (366, 730)),
    (80, (731, 1_095)),
    (53, (1_096, 1_460)),
    (36, (1_461, 1_826)),
    (162, (1_827, 2_800)),
];
/// Running spells that began in or after 2019, by duration so far: a plausible mix.
const DUUR_LOPEND: &[(u32, (i32, i32))] =
    &[(26, (0, 365)), (20, (366, 730)), (15, (731, 1_095)), (21, (1_096, 1_825)), (18, (1_826, 2_880))];

/// The first day on which somebody outside the council papers may have come: the day after the reference date.
const NA_PAPIEREN: Dag = dag(2019, 1, 2);

/// How many people a municipality has and who works there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Omvang {
    /// With a running benefit today.
    pub(super) lopend: u64,
    /// Of these: how many have been there since before 2019.
    pub(super) blijvend: u64,
    /// People of the council papers.
    pub(super) kern: u64,
    /// Klantmanagers today.
    pub(super) klantmanagers: u32,
    /// Clients of the first klantmanager, more than the average.
    pub(super) eerste_caseload: u64,
}

impl Omvang {
    pub(super) fn haarlem(klanten: u64) -> Self {
        Self {
            lopend: klanten,
            blijvend: (klanten / 3).min(1_100),
            kern: historie::AANTAL,
            klantmanagers: u32::try_from((klanten * 3 / 220).max(10)).unwrap_or(u32::MAX),
            eerste_caseload: (klanten / 5).clamp(1, 84),
        }
    }

    pub(super) const fn zandvoort() -> Self {
        Self { lopend: 60, blijvend: 0, kern: 0, klantmanagers: 3, eerste_caseload: 20 }
    }

    /// People who came after 2018 and left again.
    const fn vertrokken(&self) -> u64 {
        (self.lopend - self.blijvend) * 6 / 10
    }

    pub(super) const fn totaal(&self) -> u64 {
        self.kern + self.lopend - self.blijvend + self.vertrokken()
    }
}

/// Which numbers people carry, one series for the whole installation.
pub(super) struct Nummers {
    pub(super) eerste: u64,
    totaal: u64,
    reeks: BsnReeks,
    bsn: Schudding,
    klant: Schudding,
    zaad: u64,
}

/// `104-2217`, the client number of Johan van der Meer, as a whole number.
const JOHAN: u64 = 42_217;

impl Nummers {
    pub(super) fn nieuw(zaad: u64, eerste: u64, totaal: u64) -> Self {
        let schud = |soort| Schudding::nieuw(meng(zaad, soort), totaal);
        Self { eerste, totaal, reeks: BsnReeks::nieuw(), bsn: schud(501), klant: schud(502), zaad }
    }

    pub(super) fn bsn(&self, nummer: u64) -> u32 {
        self.reeks.nummer(self.bsn.plaats(self.eerste + nummer))
    }

    /// A number of somebody who is no client, of either municipality.
    pub(super) fn bsn_erna(&self, volg: u64) -> u32 {
        self.reeks.nummer(self.totaal + volg)
    }

    pub(super) fn klantnummer(&self, nummer: u64, johan: bool) -> String {
        let stap = (8_990_000 / self.totaal.max(1)).clamp(2, 37);
        let plaats = self.klant.plaats(self.eerste + nummer) * stap;
        let sprong = meng(self.zaad, nummer) % stap;
        let vrij = if plaats + sprong == JOHAN { (sprong + 1) % stap } else { sprong };
        let getal = if johan { JOHAN } else { plaats + vrij };
        format!("{}-{:04}", 100 + getal / 10_000, getal % 10_000)
    }
}

/// The people of one municipality.
pub(super) struct Bevolking {
    pub(super) zaad: u64,
    pub(super) vandaag: Dag,
    pub(super) datum: Date,
    pub(super) zandvoort: bool,
    pub(super) omvang: Omvang,
    pub(super) kenmerken: Kenmerken,
    pub(super) nummers: Nummers,
    pub(super) kern: Vec<Levensloop>,
}

impl Bevolking {
    /// The seat of running client `rang`, Johan not counted.
    pub(super) fn plek(zaad: u64, omvang: &Omvang, johan: bool, rang: u64) -> Plek {
        let aantal = omvang.lopend - u64::from(johan);
        let stoel = Schudding::nieuw(meng(zaad, 503), aantal).plaats(rang);
        let eigen = omvang.eerste_caseload - u64::from(johan);
        if stoel < eigen {
            // Johan has the second place in the caseload.
            let plaats = if johan && stoel > 0 { stoel + 1 } else { stoel };
            return Plek { klantmanager: 0, plaats };
        }
        let anderen = u64::from(omvang.klantmanagers - 1);
        let rest = stoel - eigen;
        let klantmanager = u32::try_from(1 + rest % anderen).unwrap_or(1);
        Plek { klantmanager, plaats: rest / anderen }
    }

    /// The course of client `nummer`.
    pub(super) fn levensloop(&self, nummer: u64) -> Levensloop {
        if let Some(loop_) = usize::try_from(nummer).ok().and_then(|plaats| self.kern.get(plaats)) {
            return loop_.clone();
        }
        let volg = nummer - self.omvang.kern;
        let mut dobbel = Dobbel::nieuw(meng(self.zaad, 504), nummer);
        if volg < self.omvang.lopend - self.omvang.blijvend {
            self.nieuwe_klant(nummer, volg, &mut dobbel)
        } else {
            self.vertrokken_klant(nummer, &mut dobbel)
        }
    }

    fn nieuwe_klant(&self, nummer: u64, volg: u64, dobbel: &mut Dobbel) -> Levensloop {
        let heeft_johan = !self.zandvoort;
        if heeft_johan && volg == 0 {
            let van = super::dagen::van_datum(domain::datum::plus_maanden(self.datum, -74)).max(NA_PAPIEREN);
            let mut johan = Levensloop::nieuw(nummer, vec![Recht::lopend(van)], vec![(Dag::MIN, 0)]);
            johan.leefvorm = Some(Leefvorm::Alleenstaande);
            johan.plek = Some(Plek { klantmanager: 0, plaats: 1 });
            johan.johan = true;
            return johan;
        }
        let rang = self.omvang.blijvend + volg - u64::from(heeft_johan);
        let plek = Self::plek(self.zaad, &self.omvang, heeft_johan, rang);
        let (kort, lang) = dobbel.gewogen(DUUR_LOPEND);
        let mut duur = dobbel.tussen(kort, lang);
        let persoon = personen::op_plek(&self.omvang, self.zandvoort, Some(plek)).is_some();
        if persoon {
            duur = duur.max(personen::DAGEN);
        }
        let van = (self.vandaag - duur).max(NA_PAPIEREN);
        let mut rechten = self.eerder_recht(van, dobbel);
        rechten.push(Recht::lopend(van));
        let mut lijn = self.eerdere_lijn(&rechten, dobbel);
        if duur > 150 && dobbel.kans(35) && !persoon {
            lijn.push((lijn.last().map_or(Dag::MIN, |_| van - 20), dobbel.onder(self.omvang.klantmanagers)));
            lijn.push((dobbel.tussen(van + 60, self.vandaag - 30), plek.klantmanager));
        } else {
            lijn.push((lijn.last().map_or(Dag::MIN, |_| van - 20), plek.klantmanager));
        }
        Levensloop { plek: Some(plek), ..Levensloop::nieuw(nummer, rechten, lijn) }
    }

    fn vertrokken_klant(&self, nummer: u64, dobbel: &mut Dobbel) -> Levensloop {
        let (kort, lang) = dobbel.gewogen(DUUR_BEEINDIGD);
        let duur = dobbel.tussen(kort, lang);
        let laatste = dobbel.tussen(NA_PAPIEREN + 14, self.vandaag - 1).max(NA_PAPIEREN + duur).min(self.vandaag - 1);
        let van = (laatste - duur).max(NA_PAPIEREN);
        let mut rechten = self.eerder_recht(van, dobbel);
        rechten.push(Recht::tot(van, laatste, reden(false, dobbel)));
        let mut lijn = self.eerdere_lijn(&rechten, dobbel);
        lijn.push((lijn.last().map_or(Dag::MIN, |_| van - 20), dobbel.onder(self.omvang.klantmanagers)));
        Levensloop::nieuw(nummer, rechten, lijn)
    }

    /// One in six had a benefit before: before 2014, or since 2019. Never in the years of the council papers, whose
    /// figures are complete.
    fn eerder_recht(&self, van: Dag, dobbel: &mut Dobbel) -> Vec<Recht> {
        if !dobbel.kans(17) {
            return Vec::new();
        }
        let (begin, laatste) = if van > NA_PAPIEREN + 400 && dobbel.kans(60) {
            let begin = dobbel.tussen(NA_PAPIEREN, van - 350);
            (begin, dobbel.tussen(begin + 60, van - 45))
        } else if self.zandvoort {
            return Vec::new();
        } else {
            let begin = dobbel.tussen(dag(2008, 1, 7), dag(2012, 6, 1));
            (begin, begin + dobbel.tussen(100, 550))
        };
        vec![Recht::tot(begin, laatste, reden(true, dobbel))]
    }

    /// Whoever was responsible in an earlier spell.
    fn eerdere_lijn(&self, rechten: &[Recht], dobbel: &mut Dobbel) -> Vec<(Dag, u32)> {
        if rechten.len() < 2 {
            return Vec::new();
        }
        let toen = if rechten[0].van < NA_PAPIEREN {
            historie::contactpersoon(self.omvang.klantmanagers, dobbel.plaats(historie::CONTACTPERSONEN))
        } else {
            dobbel.onder(self.omvang.klantmanagers)
        };
        vec![(Dag::MIN, toen)]
    }
}
