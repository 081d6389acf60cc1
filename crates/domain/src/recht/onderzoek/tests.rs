use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::recht::{
    plaat::in_de_kop,
    scenario::{Wereld, dag, past, speel},
};

const BEGIN: Date = date(2026, 11, 16);
const NA_TERMIJN: Date = date(2026, 12, 1);

fn aylin() -> GebruikerId {
    Uuid::from_u128(7).into()
}

fn verzoek(nummer: u128, gevraagd: Date, weken: u16) -> Informatieverzoek {
    Informatieverzoek::vraag(Uuid::from_u128(nummer).into(), "loonstroken".into(), gevraagd, Termijn::Weken(weken))
}

fn handeling(op: Date) -> Handeling {
    Handeling { op, door: aylin(), reden: "Johan is verhuisd".into() }
}

fn gedaan(op: Date) -> Gedaan {
    Gedaan { op, door: aylin(), bevinding: String::new() }
}

fn begonnen(aanleiding: Aanleiding) -> Onderzoek {
    Onderzoek {
        id: Uuid::from_u128(1).into(),
        klant: Uuid::from_u128(2).into(),
        aanleiding,
        herkomst: None,
        begonnen: BEGIN,
        behandelaar: None,
        punten: Vec::new(),
        verzoeken: Vec::new(),
        bevindingen: String::new(),
        belang: Belang::default(),
        heropend: Vec::new(),
        stand: OnderzoekStand::Open,
        versie: 1,
    }
    .begin(BEGIN)
    .unwrap()
}

fn bekijk(onderzoek: Onderzoek, op: Date) -> Onderzoek {
    let codes: Vec<_> = onderzoek.punten.iter().map(|punt| punt.code.clone()).collect();
    codes.into_iter().fold(onderzoek, |onderzoek, code| onderzoek.controleer(&code, gedaan(op)).unwrap())
}

/// Johan's investigation in each state, everything looked at.
fn standen() -> Vec<Onderzoek> {
    let open = || bekijk(begonnen(Aanleiding::Inkomen), BEGIN);
    let uitkomst = Uitkomst::GeenWijziging;
    vec![
        open(),
        open().vraag(verzoek(9, BEGIN, 2), BEGIN).unwrap(),
        Onderzoek { stand: OnderzoekStand::Afgerond { op: BEGIN, door: aylin(), uitkomst }, ..open() },
        Onderzoek { stand: OnderzoekStand::Vervallen(handeling(BEGIN)), ..open() },
    ]
}

fn rond_af(onderzoek: Onderzoek, uitkomst: Uitkomst) -> Result<Onderzoek, OnderzoekGeweigerd> {
    let belang = onderzoek.belang.clone();
    onderzoek.rond_af("Alles klopt.".into(), belang, uitkomst, (aylin(), NA_TERMIJN))
}

type Step = fn(Onderzoek) -> Result<Onderzoek, OnderzoekGeweigerd>;

/// Every step by its name in [`OVERGANGEN`], taken on a day on which nothing but the state can refuse it.
const STEPS: [(&str, Step); 7] = [
    ("controleren", |o| o.controleer("inkomen", gedaan(BEGIN))),
    ("informatie vragen", |o| o.vraag(verzoek(10, BEGIN, 2), BEGIN)),
    ("ontvangen", |o| o.ontvang(Uuid::from_u128(9).into(), BEGIN, BEGIN)),
    ("verder zonder antwoord", |o| o.ga_verder_zonder(Uuid::from_u128(9).into(), NA_TERMIJN)),
    ("afronden", |o| rond_af(o, Uitkomst::GeenWijziging)),
    ("laten vervallen", |o| o.laat_vervallen(handeling(BEGIN))),
    ("heropenen", |o| o.heropen(handeling(BEGIN))),
];

#[test]
fn every_step_from_every_state_is_in_the_picture_or_refused() {
    let mut seen = 0;
    for (name, step) in STEPS {
        for onderzoek in standen() {
            let van = onderzoek.stand.code();
            let drawn = OVERGANGEN.iter().find(|o| o.van == van && o.stap == name).map(|o| o.naar);
            let taken = step(onderzoek);
            assert_eq!(taken.as_ref().ok().map(|o| o.stand.code()), drawn, "{name} from {van}: {taken:?}");
            if let Err(nee) = taken {
                assert!(matches!(nee, OnderzoekGeweigerd::PastNiet(_)), "{name} from {van}: {nee}");
            }
            seen += usize::from(drawn.is_some());
        }
    }
    let begin = OVERGANGEN.iter().filter(|o| o.van.is_empty()).count();
    assert_eq!(seen + begin, OVERGANGEN.len(), "the picture has no step that is not taken here");
}

#[test]
fn the_picture_in_the_documentation_is_the_one_of_the_code() {
    assert_eq!(in_de_kop(include_str!("../onderzoek.rs")), mermaid(), "paste this into the head of onderzoek.rs");
}

#[test]
fn codes_are_read_back_and_points_have_one_code() {
    for aanleiding in Aanleiding::ALLE {
        assert_eq!(aanleiding.code().parse(), Ok(aanleiding));
        let codes: Vec<_> = checklist(aanleiding, BEGIN).map(|punt| punt.code).collect();
        assert!(!codes.is_empty(), "{aanleiding:?} looks at something");
        let mut once = codes.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), codes.len(), "{aanleiding:?}");
        assert_eq!(checklist(aanleiding, date(2014, 12, 31)).count(), 0, "before the Participatiewet");
    }
    assert!(CONTROLEPUNTEN.iter().all(|punt| punt.artikel.starts_with("PW ") && !punt.bij.is_empty()));
    for gebruik in Gebruik::ALLE {
        assert_eq!(gebruik.code().parse(), Ok(gebruik));
    }
    for besluit in NodigBesluit::ALLE {
        assert_eq!(besluit.code().parse(), Ok(besluit));
    }
}

#[test]
fn it_waits_as_long_as_one_question_is_open() {
    let twee = begonnen(Aanleiding::Signaal).vraag(verzoek(9, BEGIN, 1), BEGIN).unwrap();
    let twee = twee.vraag(verzoek(10, BEGIN, 2), BEGIN).unwrap();
    let een = twee.ontvang(Uuid::from_u128(9).into(), BEGIN, BEGIN).unwrap();
    assert_eq!(een.stand, OnderzoekStand::WachtOpInformatie);
    let nog_eens = een.clone().ontvang(Uuid::from_u128(9).into(), BEGIN, BEGIN).unwrap_err();
    assert_eq!(nog_eens, OnderzoekGeweigerd::VerzoekOnbekend);
    let klaar = een.ga_verder_zonder(Uuid::from_u128(10).into(), NA_TERMIJN).unwrap();
    assert_eq!(klaar.stand, OnderzoekStand::Open);
    assert_eq!(klaar.verzoeken[1].antwoord, Antwoord::Verstreken(NA_TERMIJN));
}

#[test]
fn what_lapsed_while_waiting_waits_again_when_it_is_opened() {
    let wacht = begonnen(Aanleiding::Adres).vraag(verzoek(9, BEGIN, 2), BEGIN).unwrap();
    let weg = wacht.laat_vervallen(handeling(BEGIN)).unwrap();
    assert_eq!(weg.over_tijd(date(2027, 6, 1), EIGEN_TERMIJN), [], "nothing is late in what lapsed");
    assert_eq!(weg.heropen(handeling(NA_TERMIJN)).unwrap().stand, OnderzoekStand::WachtOpInformatie);
}

#[test]
fn what_is_left_empty_is_asked_for() {
    use OnderzoekGeweigerd as Nee;
    let open = || bekijk(begonnen(Aanleiding::Inkomen), BEGIN);
    let stil = Informatieverzoek { wat: " ".into(), ..verzoek(9, BEGIN, 2) };
    assert_eq!(open().vraag(stil, BEGIN).unwrap_err(), Nee::VraagLeeg);
    let nu_meteen = Informatieverzoek { uiterlijk: BEGIN, ..verzoek(9, BEGIN, 2) };
    assert_eq!(open().vraag(nu_meteen, BEGIN).unwrap_err(), Nee::GeenTermijn);
    assert_eq!(open().vraag(verzoek(9, NA_TERMIJN, 2), BEGIN).unwrap_err(), Nee::Datum(BEGIN));
    assert_eq!(open().controleer("onzin", gedaan(BEGIN)).unwrap_err(), Nee::PuntOnbekend);
    assert_eq!(open().controleer("inkomen", gedaan(date(2026, 11, 15))).unwrap_err(), Nee::Datum(BEGIN));
    let leeg = open().rond_af(" ".into(), Belang::default(), Uitkomst::GeenWijziging, (aylin(), BEGIN));
    assert_eq!(leeg.unwrap_err(), Nee::BevindingenLeeg);
    let stil = Uitkomst::WijzigingDoorgegeven { wat: " ".into(), op: BEGIN };
    assert_eq!(rond_af(open(), stil).unwrap_err(), Nee::WijzigingLeeg);
    let morgen = Uitkomst::WijzigingDoorgegeven { wat: "werk".into(), op: date(2026, 12, 2) };
    assert_eq!(rond_af(open(), morgen).unwrap_err(), Nee::Datum(BEGIN));
    assert!(rond_af(open(), Uitkomst::WijzigingDoorgegeven { wat: "werk".into(), op: NA_TERMIJN }).is_ok());
    let straks = Onderzoek { begonnen: NA_TERMIJN, ..begonnen(Aanleiding::Adres) };
    assert_eq!(straks.begin(BEGIN).unwrap_err(), Nee::BeginInToekomst);
}

#[test]
fn whoever_first_does_something_works_on_it() {
    assert_eq!(begonnen(Aanleiding::Inkomen).behandelaar, None);
    assert_eq!(bekijk(begonnen(Aanleiding::Inkomen), BEGIN).behandelaar, Some(aylin()));
}

proptest! {
    /// Whatever steps are tried in whatever order: it waits exactly while a question is open, and nothing that was answered or
    /// found is lost.
    #[test]
    fn no_row_of_steps_breaks_an_investigation(steps in prop::collection::vec(0..STEPS.len(), 0..14)) {
        let mut now = begonnen(Aanleiding::Inkomen);
        for step in steps {
            let before = now.clone();
            now = STEPS[step].1(now).unwrap_or_else(|_| before.clone());
            let open = now.verzoeken.iter().any(Informatieverzoek::is_open);
            prop_assert!(!now.stand.loopt() || open == (now.stand == OnderzoekStand::WachtOpInformatie));
            prop_assert!(now.verzoeken.len() >= before.verzoeken.len());
            let done = |onderzoek: &Onderzoek| onderzoek.punten.iter().filter(|punt| punt.gedaan.is_some()).count();
            prop_assert!(done(&now) >= done(&before));
        }
    }
}

struct Verhaal {
    onderzoek: Result<Onderzoek, OnderzoekGeweigerd>,
    belang: Belang,
    vandaag: Date,
}

impl Default for Verhaal {
    fn default() -> Self {
        let onderzoek = Ok(begonnen(Aanleiding::Inkomen));
        Self { onderzoek, belang: Belang::default(), vandaag: date(2027, 12, 31) }
    }
}

impl Verhaal {
    fn nu(&self) -> &Onderzoek {
        self.onderzoek.as_ref().expect("it was not refused")
    }

    fn doe(&mut self, step: impl FnOnce(Onderzoek) -> Result<Onderzoek, OnderzoekGeweigerd>) {
        self.onderzoek = step(self.nu().clone());
    }

    fn rond_af(&mut self, op: Date, uitkomst: Uitkomst) {
        let belang = self.belang.clone();
        self.doe(|o| o.rond_af("Alles bekeken.".into(), belang, uitkomst, (aylin(), op)));
    }

    fn stappen(&mut self, zin: &str) -> bool {
        let vandaag = self.vandaag;
        let vraag = || Uuid::from_u128(9).into();
        if let Some(deel) = past("op {} begint een onderzoek bij Johan, aanleiding {}", zin) {
            let aanleiding = deel[1].parse().expect("a cause");
            let nieuw = Onderzoek { begonnen: dag(deel[0]), ..begonnen(aanleiding) };
            self.onderzoek = nieuw.begin(vandaag);
        } else if let Some(deel) = past("Aylin op {} de loonstroken vraagt, binnen {} weken", zin) {
            let weken = deel[1].parse().expect("a number");
            self.doe(|o| o.vraag(verzoek(9, dag(deel[0]), weken), vandaag));
        } else if let Some(deel) = past("Aylin op {} verder gaat zonder antwoord", zin) {
            self.doe(|o| o.ga_verder_zonder(vraag(), dag(deel[0])));
        } else if let Some(deel) = past("de loonstroken binnenkomen op {}", zin) {
            self.doe(|o| o.ontvang(vraag(), dag(deel[0]), vandaag));
        } else if let Some(deel) = past("het is {}", zin) {
            self.vandaag = dag(deel[0]);
        } else if let Some(deel) = past("bijzondere bijstand: {}, afgesproken: {}", zin) {
            self.belang.bijzondere_bijstand = deel[0].parse().expect("a use");
            self.belang.vervolg = deel[1].to_owned();
        } else if let Some(deel) = past("bijzondere bijstand: {}, afgesproken:", zin) {
            self.belang.bijzondere_bijstand = deel[0].parse().expect("a use");
        } else if let Some(deel) = past("Aylin alles bekijkt op {}", zin) {
            self.onderzoek = Ok(bekijk(self.nu().clone(), dag(deel[0])));
        } else if let Some(deel) = past("Aylin afrondt op {} met geen wijziging", zin) {
            self.rond_af(dag(deel[0]), Uitkomst::GeenWijziging);
        } else if let Some(deel) = past("Aylin afrondt op {} met besluit nodig:{}", zin) {
            let besluiten = deel[1].split(',').map(str::trim).filter(|besluit| !besluit.is_empty());
            let besluiten = besluiten.map(|besluit| besluit.parse().expect("a decision")).collect();
            self.rond_af(dag(deel[0]), Uitkomst::BesluitNodig(besluiten));
        } else if let Some(deel) = past("Aylin heropent op {}", zin) {
            self.doe(|o| o.heropen(handeling(dag(deel[0]))));
        } else if let Some(deel) = past("het vervalt op {} omdat:{}", zin) {
            self.doe(|o| o.laat_vervallen(Handeling { reden: deel[1].to_owned(), ..handeling(dag(deel[0])) }));
        } else {
            return false;
        }
        true
    }
}

impl Wereld for Verhaal {
    fn stap(&mut self, zin: &str) -> bool {
        if let Some(deel) = past("is het antwoord geweigerd: {}", zin) {
            let nee = self.onderzoek.as_ref().unwrap_err().to_string();
            assert!(nee.contains(deel[0]), "{nee}");
        } else if let Some(deel) = past("is het antwoord {}", zin) {
            assert_eq!(self.nu().stand.code(), deel[0]);
        } else if let Some(deel) = past("is de laatste dag om te antwoorden {}", zin) {
            assert_eq!(self.nu().verzoeken[0].uiterlijk, dag(deel[0]));
        } else if let Some(deel) = past("is op {} over tijd: {}", zin) {
            let woord = |over_tijd| match over_tijd {
                OverTijd::Verzoek { .. } => "vraag",
                OverTijd::Onderzoek { .. } => "onderzoek",
            };
            let woorden: Vec<_> = self.nu().over_tijd(dag(deel[0]), EIGEN_TERMIJN).into_iter().map(woord).collect();
            assert_eq!(if woorden.is_empty() { "niets".to_owned() } else { woorden.join(", ") }, deel[1]);
        } else {
            return self.stappen(zin);
        }
        true
    }
}

#[test]
fn the_scenarios_hold() {
    assert!(speel::<Verhaal>(include_str!("onderzoek.feature")) >= 25);
}
