use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    datum::Periode,
    geld::Eurocent,
    recht::{
        plaat::in_de_kop,
        scenario::{Wereld, dag, past, speel},
    },
};

const VANDAAG: Date = date(2026, 11, 16);
const BEDRAG: Eurocent = Eurocent(141_946);
const OKTOBER: Periode = Periode { van: date(2026, 10, 1), tot_en_met: Some(date(2026, 10, 31)) };

fn persoon(naam: &str) -> GebruikerId {
    Uuid::from_u128(naam.bytes().fold(7, |hash, byte| hash * 31 + u128::from(byte))).into()
}

fn schending() -> String {
    "werk bij een bakkerij sinds 1 oktober".into()
}

fn verlaging() -> Verlaging {
    Verlaging {
        grond: GrondVerlaging::Uniform { verplichting: "werk aanvaarden".into() },
        gedraging_op: date(2026, 9, 2),
        inlichtingenplicht: false,
        procent: 100,
        maanden: 1,
        eerste_maand: date(2026, 10, 1),
        verwijtbaarheid: Verwijtbaarheid { verwijtbaar: true, waarom: "had geen zin".into() },
        dringende_redenen: None,
        eigen_beoordeling: None,
        heroverweging: None,
    }
}

fn terugvordering(periode: Periode, bedrag: Eurocent) -> Inhoud {
    Inhoud::Terugvordering { grond: GrondTerugvordering::Schending { schending: schending() }, periode, bedrag }
}

fn inhoud(soort: SoortBesluit) -> Inhoud {
    match soort {
        SoortBesluit::Herziening => {
            Inhoud::Herziening { schending: schending(), periode: OKTOBER, maandbedrag: Eurocent::ZERO }
        }
        SoortBesluit::Intrekking => Inhoud::Intrekking { schending: schending(), periode: OKTOBER },
        SoortBesluit::Terugvordering => terugvordering(OKTOBER, BEDRAG),
        SoortBesluit::Verlaging => Inhoud::Verlaging(verlaging()),
    }
}

fn besluit(inhoud: Inhoud, stand: BesluitStand) -> Besluit {
    Besluit {
        id: Uuid::from_u128(1).into(),
        klant: Uuid::from_u128(2).into(),
        uitkering: Uuid::from_u128(3).into(),
        onderzoek: None,
        inhoud,
        motivering: "Johan werkte en meldde dat niet.".into(),
        voorbereiding: Voorbereiding { door: persoon("Aylin"), op: VANDAAG },
        stand,
        versie: 1,
    }
}

fn reden(op: Date) -> Reden {
    Reden { door: persoon("Mehmet"), op, waarom: "De loonstrook ontbreekt.".into() }
}

fn herroeping(datum: Date) -> Herroeping {
    Herroeping { datum, kenmerk: "Z-2027-0012".into(), reden: "bezwaar gegrond".into(), door: persoon("Mehmet") }
}

fn heroverweging(op: Date) -> Heroverweging {
    let uitkomst = UitkomstHeroverweging::Handhaven;
    Heroverweging { op, door: persoon("Aylin"), uitkomst, motivering: "Er veranderde niets.".into() }
}

fn waarneming(op: Date, procent: u16) -> Waarneming {
    Waarneming { op, gezien: Gezien { procent: Some(procent), ..Gezien::default() } }
}

fn vaststelling() -> Vaststelling {
    Vaststelling { door: persoon("Mehmet"), op: VANDAAG, bezwaar_tot_en_met: date(2026, 12, 28) }
}

fn kader(tabel: &Verlagingstabel) -> Kader<'_> {
    Kader { recht: Periode::vanaf(date(2021, 3, 1)), tabel }
}

fn standen() -> Vec<BesluitStand> {
    let (vaststelling, opgedragen) = (vaststelling(), VANDAAG);
    vec![
        BesluitStand::Voorbereid,
        BesluitStand::Voorgelegd { op: VANDAAG },
        BesluitStand::Teruggewezen(reden(VANDAAG)),
        BesluitStand::Vastgesteld(vaststelling),
        BesluitStand::Opgedragen { vaststelling, op: VANDAAG },
        BesluitStand::Uitgevoerd { vaststelling, opgedragen, waarneming: waarneming(VANDAAG, 100) },
        BesluitStand::WijktAf { vaststelling, opgedragen, waarneming: waarneming(VANDAAG, 50) },
        BesluitStand::Herroepen { vaststelling, opgedragen: Some(VANDAAG), herroeping: herroeping(VANDAAG) },
        BesluitStand::Vervallen(reden(VANDAAG)),
    ]
}

type Step = fn(Besluit) -> Result<Besluit, BesluitGeweigerd>;

/// Every step by its name in [`OVERGANGEN`], taken on a day on which nothing but the state can refuse it.
const STEPS: [(&str, Step); 10] = [
    ("opnieuw voorbereiden", |b| {
        let (inhoud, motivering, voorbereiding) = (b.inhoud.clone(), b.motivering.clone(), b.voorbereiding);
        b.bereid_opnieuw_voor(inhoud, motivering, voorbereiding, kader(&Verlagingstabel::default()))
    }),
    ("voorleggen", |b| b.leg_voor(VANDAAG)),
    ("vaststellen", |b| b.stel_vast(persoon("Mehmet"), VANDAAG)),
    ("terugwijzen", |b| b.wijs_terug(reden(VANDAAG))),
    ("laten vervallen", |b| b.laat_vervallen(reden(VANDAAG))),
    ("opdragen", |b| b.draag_op(VANDAAG)),
    ("bevestigen", |b| b.verwerk(waarneming(VANDAAG, 100))),
    ("afwijken", |b| b.verwerk(waarneming(VANDAAG, 50))),
    ("heroverwegen", |b| b.heroverweeg(heroverweging(VANDAAG))),
    ("herroepen", |b| b.herroep(herroeping(VANDAAG), VANDAAG)),
];

#[test]
fn every_step_from_every_state_is_in_the_picture_or_refused() {
    let mut seen = 0;
    for (name, step) in STEPS {
        for stand in standen() {
            let van = stand.code();
            let drawn = OVERGANGEN.iter().find(|o| o.van == van && o.stap == name).map(|o| o.naar);
            let taken = step(besluit(inhoud(SoortBesluit::Verlaging), stand));
            assert_eq!(taken.as_ref().ok().map(|b| b.stand.code()), drawn, "{name} from {van}: {taken:?}");
            if let Err(nee) = taken {
                assert!(matches!(nee, BesluitGeweigerd::PastNiet(_)), "{name} from {van}: {nee}");
            }
            seen += usize::from(drawn.is_some());
        }
    }
    let begin = OVERGANGEN.iter().filter(|o| o.van.is_empty()).count();
    assert_eq!(seen + begin, OVERGANGEN.len(), "the picture has no step that is not taken here");
}

#[test]
fn the_picture_in_the_documentation_is_the_one_of_the_code() {
    assert_eq!(in_de_kop(include_str!("../besluit.rs")), mermaid(), "paste this into the head of besluit.rs");
}

#[test]
fn codes_are_read_back() {
    for soort in SoortBesluit::ALLE {
        assert_eq!(soort.code().parse(), Ok(soort));
        assert_eq!(inhoud(soort).soort(), soort);
    }
    for uitkomst in [UitkomstHeroverweging::Handhaven, UitkomstHeroverweging::NieuwBesluit] {
        assert_eq!(uitkomst.code().parse(), Ok(uitkomst));
    }
    for grondslag in Grondslag::ALLE {
        assert_eq!(grondslag.code().parse(), Ok(grondslag));
        assert!(grondslag.omschrijving().ends_with(&format!("({})", grondslag.kort())));
    }
}

#[test]
fn what_is_left_empty_is_asked_for() {
    use BesluitGeweigerd as Nee;
    let leeg = String::new;
    let tabel = Verlagingstabel::default();
    let voor = |inhoud| besluit(inhoud, BesluitStand::Voorbereid).bereid_voor(kader(&tabel)).unwrap_err();
    let afweging = GrondTerugvordering::Afweging { afweging: leeg() };
    let stil = GrondTerugvordering::Schending { schending: leeg() };
    for (inhoud, nee) in [
        (Inhoud::Intrekking { schending: leeg(), periode: OKTOBER }, Nee::SchendingLeeg),
        (Inhoud::Herziening { schending: leeg(), periode: OKTOBER, maandbedrag: BEDRAG }, Nee::SchendingLeeg),
        (
            Inhoud::Herziening { schending: schending(), periode: OKTOBER, maandbedrag: Eurocent(-1) },
            Nee::BedragNegatief,
        ),
        (Inhoud::Terugvordering { grond: stil, periode: OKTOBER, bedrag: BEDRAG }, Nee::SchendingLeeg),
        (Inhoud::Terugvordering { grond: afweging, periode: OKTOBER, bedrag: BEDRAG }, Nee::AfwegingLeeg),
        (terugvordering(Periode::vanaf(OKTOBER.van), BEDRAG), Nee::TerugvorderingOpen(VANDAAG)),
    ] {
        assert_eq!(voor(inhoud), nee);
    }
    let voorgelegd = besluit(inhoud(SoortBesluit::Herziening), BesluitStand::Voorgelegd { op: VANDAAG });
    let stil = Reden { waarom: leeg(), ..reden(VANDAAG) };
    assert_eq!(voorgelegd.clone().wijs_terug(stil).unwrap_err(), Nee::RedenLeeg);
    let gisteren = date(2026, 11, 15);
    assert_eq!(voorgelegd.stel_vast(persoon("Mehmet"), gisteren).unwrap_err(), Nee::VoorVorigeStap(VANDAAG));
    let vast = besluit(inhoud(SoortBesluit::Herziening), BesluitStand::Vastgesteld(vaststelling()));
    assert_eq!(vast.clone().heroverweeg(heroverweging(VANDAAG)).unwrap_err(), Nee::GeenVerlaging);
    let opgedragen = vast.draag_op(VANDAAG).unwrap();
    let niets = Waarneming { op: VANDAAG, gezien: Gezien::default() };
    assert_eq!(opgedragen.verwerk(niets).unwrap_err(), Nee::NietsGezien);
}

#[test]
fn a_right_may_begin_within_the_first_month_of_a_reduction() {
    let tabel = Verlagingstabel::default();
    let voor = |van| {
        let kader = Kader { recht: Periode { van, tot_en_met: None }, tabel: &tabel };
        besluit(inhoud(SoortBesluit::Verlaging), BesluitStand::Voorbereid).bereid_voor(kader).is_ok()
    };
    assert!(voor(date(2026, 10, 31)), "on the last day of the month");
    assert!(!voor(date(2026, 11, 1)), "after it");
}

#[test]
fn what_the_file_does_not_show_is_no_difference() {
    let opdracht =
        besluit(terugvordering(OKTOBER, BEDRAG), BesluitStand::Vastgesteld(vaststelling())).opdracht().unwrap();
    let zelfde = Gezien { van: Some(OKTOBER.van), tot_en_met: OKTOBER.tot_en_met, bedrag: Some(BEDRAG), procent: None };
    assert_eq!(opdracht.verschillen(&zelfde), []);
    let een_dag = Gezien { van: Some(date(2026, 10, 2)), ..Gezien::default() };
    let verschillen = opdracht.verschillen(&een_dag);
    assert_eq!(verschillen, [Verschil::Van { gevraagd: OKTOBER.van, gezien: date(2026, 10, 2) }]);
    assert_eq!(verschillen[0].omschrijving(), "ingang: gevraagd 1 okt 2026, in de administratie 2 okt 2026");
    let alles = Gezien { tot_en_met: Some(VANDAAG), bedrag: Some(Eurocent(1)), procent: Some(20), ..zelfde };
    assert_eq!(opdracht.verschillen(&alles).len(), 3);
    let regels: Vec<_> = opdracht.regels().into_iter().map(|(naam, waarde)| format!("{naam}: {waarde}")).collect();
    assert_eq!(
        regels,
        [
            "opdracht: bedrag terugvorderen",
            "vanaf: 1 oktober 2026",
            "tot en met: 31 oktober 2026",
            "bedrag: € 1.419,46",
            "grond: PW 58 lid 1"
        ]
    );
}

#[test]
fn an_order_is_there_once_it_was_decided() {
    for stand in standen() {
        let van = stand.code();
        let decided = stand.vaststelling().is_some();
        let opdracht = besluit(inhoud(SoortBesluit::Verlaging), stand).opdracht();
        assert_eq!(opdracht.is_some(), decided, "{van}");
    }
    let nooit = besluit(inhoud(SoortBesluit::Verlaging), BesluitStand::Vastgesteld(vaststelling()));
    assert_eq!(nooit.herroep(herroeping(VANDAAG), VANDAAG).unwrap().opdracht(), None, "nobody was asked yet");
}

#[test]
fn recovery_must_follow_a_breach_that_cost_money() {
    let vast = BesluitStand::Vastgesteld(vaststelling());
    let intrekking = besluit(inhoud(SoortBesluit::Intrekking), vast.clone());
    let volgend = |inhoud, stand| Besluit { id: Uuid::from_u128(9).into(), ..besluit(inhoud, stand) };
    let zonder = |ander: Besluit| zonder_terugvordering(&[intrekking.clone(), ander]) == [intrekking.id];
    assert_eq!(zonder_terugvordering(std::slice::from_ref(&intrekking)), [intrekking.id]);
    assert!(!zonder(volgend(terugvordering(OKTOBER, BEDRAG), BesluitStand::Voorbereid)), "somebody is at work on it");
    assert!(zonder(volgend(terugvordering(OKTOBER, BEDRAG), BesluitStand::Vervallen(reden(VANDAAG)))));
    let later = Periode { van: date(2026, 11, 1), tot_en_met: Some(date(2026, 11, 2)) };
    assert!(zonder(volgend(terugvordering(later, BEDRAG), vast.clone())), "about other days");
    let grond = GrondTerugvordering::Afweging { afweging: "vergissing van de gemeente".into() };
    let kan = Inhoud::Terugvordering { grond, periode: OKTOBER, bedrag: BEDRAG };
    assert!(zonder(volgend(kan, vast.clone())), "on another ground");
    let vanaf_nu = Inhoud::Intrekking { schending: schending(), periode: Periode::vanaf(VANDAAG) };
    assert_eq!(zonder_terugvordering(&[besluit(vanaf_nu, vast)]), [], "nothing was paid of those days");
}

proptest! {
    /// Whatever steps are tried in whatever order by whomever: four eyes decide where they must, what was decided keeps its
    /// content, and nothing but a new decision undoes it.
    #[test]
    fn no_row_of_steps_decides_with_one_pair_of_eyes(
        soort in 0..SoortBesluit::ALLE.len(), steps in prop::collection::vec((0..STEPS.len(), any::<bool>()), 0..16),
    ) {
        let mut now = besluit(inhoud(SoortBesluit::ALLE[soort]), BesluitStand::Voorbereid);
        for (step, zelf) in steps {
            let before = now.clone();
            let after = match STEPS[step].0 {
                "vaststellen" => now.stel_vast(persoon(if zelf { "Aylin" } else { "Mehmet" }), VANDAAG),
                _ => STEPS[step].1(now),
            };
            now = after.unwrap_or_else(|_| before.clone());
            if let Some(vast) = now.stand.vaststelling() {
                prop_assert!(!now.inhoud.soort().vier_ogen() || vast.door != now.voorbereiding.door);
            }
            if before.stand.geldt() {
                prop_assert!(now.stand.geldt() || now.stand.code() == "herroepen");
                prop_assert_eq!(now.inhoud.periode(), before.inhoud.periode());
                prop_assert_eq!(&now.motivering, &before.motivering);
            }
        }
    }
}

struct Verhaal {
    recht: Periode,
    uitkomst: Option<Result<Besluit, BesluitGeweigerd>>,
}

impl Default for Verhaal {
    fn default() -> Self {
        Self { recht: Periode::vanaf(VANDAAG), uitkomst: None }
    }
}

impl Verhaal {
    fn nu(&self) -> &Besluit {
        self.uitkomst.as_ref().expect("somebody prepared").as_ref().expect("it was not refused")
    }

    fn doe(&mut self, step: impl FnOnce(Besluit) -> Result<Besluit, BesluitGeweigerd>) {
        self.uitkomst = Some(step(self.nu().clone()));
    }

    fn bereid_voor(&mut self, wie: &str, op: &str, inhoud: Inhoud, motivering: &str) {
        let tabel = Verlagingstabel::default();
        let voorbereiding = Voorbereiding { door: persoon(wie), op: dag(op) };
        let nieuw =
            Besluit { motivering: motivering.into(), voorbereiding, ..besluit(inhoud, BesluitStand::Voorbereid) };
        self.uitkomst = Some(nieuw.bereid_voor(Kader { recht: self.recht, tabel: &tabel }));
    }

    fn voorbereiding(&mut self, zin: &str) -> bool {
        let soort = |tekst: &str| tekst.parse::<SoortBesluit>().expect("a kind of decision");
        if let Some(deel) = past("{} bereidt op {} een terugvordering voor van {} over {} tot en met {}", zin) {
            let periode = Periode { van: dag(deel[3]), tot_en_met: Some(dag(deel[4])) };
            let bedrag = deel[2].parse().expect("an amount");
            self.bereid_voor(deel[0], deel[1], terugvordering(periode, bedrag), "Johan werkte.");
        } else if let Some(deel) = past("{} bereidt op {} een {} voor zonder motivering", zin) {
            self.bereid_voor(deel[0], deel[1], inhoud(soort(deel[2])), " ");
        } else if let Some(deel) = past("{} bereidt op {} een {} voor", zin) {
            self.bereid_voor(deel[0], deel[1], inhoud(soort(deel[2])), "Johan werkte.");
        } else if let Some(deel) = past("{} het opnieuw voorbereidt op {}", zin) {
            let tabel = Verlagingstabel::default();
            let kader = Kader { recht: self.recht, tabel: &tabel };
            let voorbereiding = Voorbereiding { door: persoon(deel[0]), op: dag(deel[1]) };
            self.doe(|b| {
                let inhoud = b.inhoud.clone();
                b.bereid_opnieuw_voor(inhoud, "Met loonstrook.".into(), voorbereiding, kader)
            });
        } else {
            return false;
        }
        true
    }

    fn stappen(&mut self, zin: &str) -> bool {
        if let Some(deel) = past("Johan heeft recht op bijstand vanaf {}", zin) {
            self.recht = Periode::vanaf(dag(deel[0]));
        } else if let Some(deel) = past("het is voorgelegd op {}", zin) {
            self.doe(|b| b.leg_voor(dag(deel[0])));
        } else if let Some(deel) = past("{} het vaststelt op {}", zin) {
            self.doe(|b| b.stel_vast(persoon(deel[0]), dag(deel[1])));
        } else if let Some(deel) = past("{} het terugwijst op {}", zin) {
            self.doe(|b| b.wijs_terug(Reden { door: persoon(deel[0]), ..reden(dag(deel[1])) }));
        } else if let Some(deel) = past("{} het heroverweegt op {}", zin) {
            self.doe(|b| b.heroverweeg(Heroverweging { door: persoon(deel[0]), ..heroverweging(dag(deel[1])) }));
        } else if let Some(deel) = past("het is opgedragen op {}", zin) {
            self.doe(|b| b.draag_op(dag(deel[0])));
        } else if let Some(deel) = past("het bestand van {} een bedrag laat zien van {}", zin) {
            let gezien = Gezien { bedrag: Some(deel[1].parse().expect("an amount")), ..Gezien::default() };
            self.doe(|b| b.verwerk(Waarneming { op: dag(deel[0]), gezien }));
        } else if let Some(deel) = past("een nieuw besluit van {} herroept dat", zin) {
            self.doe(|b| b.herroep(herroeping(dag(deel[0])), dag(deel[0])));
        } else {
            return false;
        }
        true
    }

    fn dan(&self, zin: &str) -> bool {
        if let Some(deel) = past("is het antwoord geweigerd: {}", zin) {
            let nee = self.uitkomst.as_ref().unwrap().as_ref().unwrap_err().to_string();
            assert!(nee.contains(deel[0]), "{nee}");
        } else if let Some(deel) = past("is het antwoord {}", zin) {
            assert_eq!(self.nu().stand.code(), deel[0]);
        } else if let Some(deel) = past("is bezwaar mogelijk tot en met {}", zin) {
            assert_eq!(self.nu().stand.vaststelling().unwrap().bezwaar_tot_en_met, dag(deel[0]));
        } else if let Some(deel) = past("is de opdracht {} van {} op grond van {}", zin) {
            let opdracht = self.nu().opdracht().expect("there is an order");
            let bedrag = opdracht.bedrag.expect("an amount").to_string();
            assert_eq!([opdracht.soort.code(), &bedrag, &opdracht.artikel], [deel[0], deel[1], deel[2]]);
        } else if let Some(deel) = past("is het verschil: {}", zin) {
            let verschillen: Vec<_> = self.nu().verschillen().into_iter().map(Verschil::omschrijving).collect();
            assert_eq!(verschillen, [deel[0]]);
        } else if let Some(deel) = past("is op {} te doen: {}", zin) {
            assert_eq!(te_doen(self.nu(), dag(deel[0])), deel[1]);
        } else {
            return false;
        }
        true
    }
}

fn te_doen(besluit: &Besluit, vandaag: Date) -> String {
    let kort = |dag: Date| format!("{}-{}-{}", dag.day(), dag.month(), dag.year());
    let woord = |te_doen| match te_doen {
        TeDoen::Vaststellen { .. } => "vaststellen".to_owned(),
        TeDoen::Opdragen { .. } => "opdragen".to_owned(),
        TeDoen::WachtOpBevestiging { .. } => "wacht op bevestiging".to_owned(),
        TeDoen::WijktAf { .. } => "wijkt af".to_owned(),
        TeDoen::Heroverwegen { uiterlijk, te_laat: false } => format!("heroverwegen uiterlijk {}", kort(uiterlijk)),
        TeDoen::Heroverwegen { uiterlijk, te_laat: true } => format!("heroverwegen te laat sinds {}", kort(uiterlijk)),
    };
    besluit.te_doen(vandaag).into_iter().map(woord).collect::<Vec<_>>().join(", ")
}

impl Wereld for Verhaal {
    fn stap(&mut self, zin: &str) -> bool {
        self.voorbereiding(zin) || self.stappen(zin) || self.dan(zin)
    }
}

#[test]
fn the_scenarios_hold() {
    assert!(speel::<Verhaal>(include_str!("besluit.feature")) >= 25);
}
