use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    datum::plus_dagen,
    gesprek::picture,
    recht::{
        plaat,
        scenario::{Wereld, dag, past, speel},
    },
};

const AANGEVRAAGD: Date = date(2026, 11, 2);
const VANDAAG: Date = date(2026, 11, 27);

fn keuring(spoed: bool, stand: KeuringStand) -> Keuringszaak {
    Keuringszaak {
        id: Uuid::from_u128(1).into(),
        klant: Uuid::from_u128(2).into(),
        spoed,
        aangevraagd: AANGEVRAAGD,
        stand,
        versie: 1,
    }
}

fn beperkt(per_dag: Option<u8>, per_week: Option<u8>, beperkingen: &[Beperking]) -> Belastbaarheid {
    let uren = Uren { per_dag, per_week };
    Belastbaarheid::Beperkt { uren, beperkingen: beperkingen.iter().copied().collect() }
}

fn standen() -> [KeuringStand; 3] {
    [
        KeuringStand::Aangevraagd,
        KeuringStand::Afgerond { op: VANDAAG, belastbaarheid: Some(Belastbaarheid::Volledig) },
        KeuringStand::Geannuleerd { op: VANDAAG, reden: RedenAnnulering::NietMeerNodig },
    ]
}

type Step = fn(Keuringszaak) -> Stap;

const STEPS: [(&str, Step); 3] = [
    ("afronden", |k| k.rond_af(VANDAAG, Belastbaarheid::DuurzaamNiet, VANDAAG)),
    ("annuleren", |k| k.annuleer(VANDAAG, RedenAnnulering::NietVerschenen, VANDAAG)),
    ("herstellen", Keuringszaak::herstel),
];

#[test]
fn every_step_from_every_state_is_in_the_picture_or_refused() {
    let mut seen = 0;
    for (name, step) in STEPS {
        for stand in standen() {
            let van = stand.code();
            let drawn = OVERGANGEN.iter().find(|o| o.van == van && o.stap == name).map(|o| o.naar);
            let taken = step(keuring(true, stand));
            assert_eq!(taken.as_ref().ok().map(|k| k.stand.code()), drawn, "{name} from {van}: {taken:?}");
            seen += usize::from(drawn.is_some());
        }
    }
    let begin = OVERGANGEN.iter().filter(|o| o.van.is_empty()).count();
    assert_eq!(seen + begin, OVERGANGEN.len(), "the picture has no step that is not taken here");
}

#[test]
fn the_picture_in_the_documentation_is_the_one_of_the_code() {
    assert_eq!(plaat::in_de_kop(include_str!("../keuring.rs")), picture(OVERGANGEN));
}

#[test]
fn the_dossier_shows_two_days_and_no_answer() {
    let [open, klaar, geannuleerd] = standen().map(|stand| keuring(true, stand).keuring());
    let (open, klaar) = (open.unwrap(), klaar.unwrap());
    assert_eq!((open.afgerond, open.doorlooptijd()), (None, None));
    assert_eq!((klaar.afgerond, klaar.doorlooptijd()), (Some(VANDAAG), Some(25)));
    assert_eq!(geannuleerd, None);
    let bekend = Keuringszaak::van(&klaar);
    assert_eq!((bekend.keuring(), bekend.belastbaarheid()), (Some(klaar), None));
    assert!(Keuringszaak::van(&open).is_open());
}

#[test]
fn words_are_read_back_from_their_codes() {
    for beperking in Beperking::ALLE {
        assert_eq!(beperking.code().parse(), Ok(beperking));
    }
    for reden in RedenAnnulering::ALLE {
        assert_eq!(reden.code().parse(), Ok(reden));
    }
}

#[test]
fn one_at_a_time_and_not_tomorrow() {
    let open = keuring(false, KeuringStand::Aangevraagd);
    let nieuw = Keuringszaak { id: Uuid::from_u128(9).into(), aangevraagd: VANDAAG, ..open.clone() };
    let al = [open.clone()];
    assert_eq!(nieuw.clone().vraag_aan(&al, VANDAAG), Err(KeuringGeweigerd::LooptAl(AANGEVRAAGD)));
    let klaar = [open.clone().annuleer(VANDAAG, RedenAnnulering::DubbelAangevraagd, VANDAAG).unwrap()];
    assert_eq!(nieuw.clone().vraag_aan(&klaar, VANDAAG), Ok(nieuw.clone()));
    assert_eq!(nieuw.vraag_aan(&[], plus_dagen(VANDAAG, -1)), Err(KeuringGeweigerd::Toekomst));
    let op = |dag| open.clone().rond_af(dag, Belastbaarheid::Volledig, VANDAAG).map(|_| ());
    assert_eq!(op(AANGEVRAAGD), Ok(()));
    assert_eq!(op(plus_dagen(AANGEVRAAGD, -1)), Err(KeuringGeweigerd::VoorAanvraag(AANGEVRAAGD)));
    assert_eq!(op(plus_dagen(VANDAAG, 1)), Err(KeuringGeweigerd::Toekomst));
}

#[test]
fn an_answer_has_limits_that_can_be() {
    use OngeldigeBelastbaarheid::{GeenBeperking, TotEnMet, WeekKorterDanDag};
    let tillen = [Beperking::ZwaarTillen];
    let tijdelijk = |tot_en_met| Belastbaarheid::TijdelijkNiet { tot_en_met };
    for (antwoord, verwacht) in [
        (Belastbaarheid::Volledig, Ok(())),
        (Belastbaarheid::DuurzaamNiet, Ok(())),
        (beperkt(None, None, &tillen), Ok(())),
        (beperkt(Some(4), Some(20), &tillen), Ok(())),
        (beperkt(Some(8), Some(40), &[]), Ok(())),
        (beperkt(None, None, &[]), Err(GeenBeperking)),
        (beperkt(Some(0), None, &[]), Err(OngeldigeBelastbaarheid::Uren)),
        (beperkt(Some(9), None, &[]), Err(OngeldigeBelastbaarheid::Uren)),
        (beperkt(None, Some(41), &tillen), Err(OngeldigeBelastbaarheid::Uren)),
        (beperkt(Some(6), Some(4), &[]), Err(WeekKorterDanDag)),
        (beperkt(Some(6), Some(6), &[]), Ok(())),
        (tijdelijk(plus_dagen(VANDAAG, 1)), Ok(())),
        (tijdelijk(VANDAAG), Err(TotEnMet(VANDAAG))),
    ] {
        let stap = keuring(true, KeuringStand::Aangevraagd).rond_af(VANDAAG, antwoord.clone(), VANDAAG);
        assert_eq!(stap.map(|_| ()), verwacht.map_err(KeuringGeweigerd::from), "{antwoord:?}");
    }
}

fn na(spoed: bool, dagen: i64) -> Keuringszaak {
    let op = plus_dagen(AANGEVRAAGD, dagen);
    keuring(spoed, KeuringStand::Afgerond { op, belastbaarheid: Some(Belastbaarheid::Volledig) })
}

#[test]
fn turnaround_is_unknown_without_answers_and_counts_what_is_late() {
    let leeg = Doorlooptijden::van([], VANDAAG);
    assert_eq!((leeg.gemiddeld, leeg.mediaan, leeg.aandeel_op_tijd()), (None, None, None));
    let [open, _, geannuleerd] = standen().map(|stand| keuring(true, stand));
    let lijst = [na(true, 10), na(true, 14), na(true, 15), na(false, 41), open.clone(), geannuleerd];
    let telling = Doorlooptijden::van(&lijst, VANDAAG);
    assert_eq!((telling.afgerond, telling.gemiddeld, telling.mediaan), (4, Some(20.0), Some(14.5)));
    assert_eq!((telling.te_beoordelen, telling.op_tijd), (4, 2), "three answered with a term, and one open and late");
    assert_eq!(telling.aandeel_op_tijd(), Some(0.5));
    let jong = Doorlooptijden::van([&open], plus_dagen(AANGEVRAAGD, 14));
    assert_eq!(jong.aandeel_op_tijd(), None, "it can still be in time");
}

proptest! {
    /// The median is one of the values or between two, and half of them lie on each side.
    #[test]
    fn the_median_has_as_many_below_as_above(dagen in prop::collection::vec(0_i64..100, 1..20)) {
        let lijst: Vec<_> = dagen.iter().map(|dagen| na(false, *dagen)).collect();
        let mediaan = Doorlooptijden::van(&lijst, VANDAAG).mediaan.unwrap();
        let onder = dagen.iter().filter(|dagen| (**dagen as f64) < mediaan).count();
        let boven = dagen.iter().filter(|dagen| (**dagen as f64) > mediaan).count();
        prop_assert!(onder <= dagen.len() / 2 && boven <= dagen.len() / 2);
    }
}

#[derive(Default)]
struct Bureau(Option<Keuringszaak>);

impl Wereld for Bureau {
    fn stap(&mut self, zin: &str) -> bool {
        if let Some(p) = past("een {}, aangevraagd op {}", zin) {
            let open = keuring(p[0] == "spoedkeuring", KeuringStand::Aangevraagd);
            self.0 = Some(Keuringszaak { aangevraagd: dag(p[1]), ..open });
            return true;
        }
        let Some(keuring) = self.0.clone() else { return false };
        if let Some(p) = past("de uitslag komt op {}", zin) {
            self.0 = Some(keuring.rond_af(dag(p[0]), Belastbaarheid::Volledig, dag(p[0])).unwrap());
        } else if let Some(p) = past("is de keuring op {} {} over tijd", zin) {
            assert_eq!(keuring.over_tijd(dag(p[0])), p[1] == "wel", "{zin}");
        } else if let Some(p) = past("is de keuring {}", zin) {
            let oordeel = match Doorlooptijden::van([&keuring], VANDAAG).aandeel_op_tijd() {
                None => "zonder termijn",
                Some(1.0) => "op tijd",
                Some(_) => "te laat",
            };
            assert_eq!(oordeel, p[0]);
        } else {
            return false;
        }
        true
    }
}

#[test]
fn the_scenarios_hold() {
    assert_eq!(speel::<Bureau>(include_str!("keuring.feature")), 10);
}
