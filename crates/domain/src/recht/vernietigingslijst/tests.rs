use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{datum::plus_dagen, gesprek::picture, recht::plaat};

const VANDAAG: Date = date(2026, 11, 27);

fn wie(nummer: u128, op: Date) -> Handtekening {
    Handtekening { door: Uuid::from_u128(nummer).into(), op }
}

fn stukken() -> Vec<Stuk> {
    let stuk = |kenmerk: &str, soort, begin| Stuk { kenmerk: kenmerk.into(), soort, begin: Some(begin) };
    vec![
        stuk("a", Stuksoort::AanvraagAfgebroken, date(2026, 10, 1)),
        stuk("b", Stuksoort::AanvraagAfgebroken, date(2026, 10, 15)),
        stuk("c", Stuksoort::UitkeringVerstrekt, date(2016, 11, 26)),
    ]
}

fn voorgesteld() -> Vernietigingslijst {
    Vernietigingslijst::stel_voor(Uuid::from_u128(1).into(), stukken(), wie(7, VANDAAG)).unwrap()
}

fn bevestigd() -> Vernietigingslijst {
    voorgesteld().bevestig(wie(8, VANDAAG)).unwrap()
}

type Step = fn(Vernietigingslijst) -> Stap;

const STEPS: [(&str, Step); 4] = [
    ("weglaten", |l| l.laat_weg("a")),
    ("bevestigen", |l| l.bevestig(wie(8, VANDAAG))),
    ("afwijzen", |l| l.wijs_af(wie(8, VANDAAG), "eerst naar de archivaris".into())),
    ("uitvoeren", |l| l.voer_uit(&stukken(), VANDAAG)),
];

#[test]
fn every_step_from_every_state_is_in_the_picture_or_refused() {
    let afgewezen = voorgesteld().wijs_af(wie(7, VANDAAG), "dubbel".into()).unwrap();
    let uitgevoerd = bevestigd().voer_uit(&stukken(), VANDAAG).unwrap();
    let mut seen = 0;
    for (name, step) in STEPS {
        for lijst in [voorgesteld(), bevestigd(), afgewezen.clone(), uitgevoerd.clone()] {
            let van = lijst.stand.code();
            let drawn = OVERGANGEN.iter().find(|o| o.van == van && o.stap == name).map(|o| o.naar);
            let taken = step(lijst);
            assert_eq!(taken.as_ref().ok().map(|l| l.stand.code()), drawn, "{name} from {van}: {taken:?}");
            seen += usize::from(drawn.is_some());
        }
    }
    assert_eq!(seen + 1, OVERGANGEN.len(), "the picture has no step that is not taken here");
}

#[test]
fn the_picture_in_the_documentation_is_the_one_of_the_code() {
    assert_eq!(plaat::in_de_kop(include_str!("../vernietigingslijst.rs")), picture(OVERGANGEN));
}

#[test]
fn two_people_and_a_report_without_names() {
    assert_eq!(voorgesteld().bevestig(wie(7, VANDAAG)), Err(VernietigenGeweigerd::ZelfdePersoon));
    assert_eq!(voorgesteld().bevestig(wie(8, plus_dagen(VANDAAG, -1))), Err(VernietigenGeweigerd::TeVroeg));
    assert_eq!(voorgesteld().wijs_af(wie(8, VANDAAG), " ".into()), Err(VernietigenGeweigerd::RedenNodig));
    let LijstStand::Uitgevoerd(verslag) = bevestigd().voer_uit(&stukken(), VANDAAG).unwrap().stand else {
        panic!("carried out")
    };
    let aantallen = [(Stuksoort::UitkeringVerstrekt, 1), (Stuksoort::AanvraagAfgebroken, 2)];
    assert_eq!(verslag.aantallen, aantallen.into());
    assert_eq!((verslag.voorgesteld, verslag.bevestigd), (wie(7, VANDAAG), wie(8, VANDAAG)));
}

#[test]
fn only_what_is_due_and_still_the_same_is_destroyed() {
    let id = Uuid::from_u128(1).into();
    let niet = |soort, begin| {
        let stuk = Stuk { kenmerk: "x".into(), soort, begin };
        Vernietigingslijst::stel_voor(id, vec![stuk], wie(7, VANDAAG)).map(|_| ())
    };
    let geweigerd = Err(VernietigenGeweigerd::NietAanDeBeurt("x".into()));
    assert_eq!(niet(Stuksoort::AanvraagAfgebroken, Some(date(2026, 10, 15))), Ok(()), "on the 43rd day");
    assert_eq!(niet(Stuksoort::AanvraagAfgebroken, Some(date(2026, 10, 16))), geweigerd, "on the 42nd");
    assert_eq!(niet(Stuksoort::UitkeringVerstrekt, None), geweigerd);
    assert_eq!(niet(Stuksoort::Beleidsevaluatie, Some(date(1990, 1, 1))), geweigerd);
    assert_eq!(niet(Stuksoort::SociaalMedischAdvies, Some(date(1990, 1, 1))), geweigerd);
    assert_eq!(Vernietigingslijst::stel_voor(id, vec![], wie(7, VANDAAG)), Err(VernietigenGeweigerd::Leeg));
    // The client came back: the benefit runs, and its record is kept.
    let mut nu = stukken();
    nu[2].begin = None;
    assert_eq!(bevestigd().voer_uit(&nu, VANDAAG), Err(VernietigenGeweigerd::Veranderd("c".into())));
    assert_eq!(bevestigd().voer_uit(&[], VANDAAG), Err(VernietigenGeweigerd::Veranderd("a".into())));
}

#[test]
fn what_must_stay_is_left_off_and_an_empty_list_is_not_confirmed() {
    let zonder = voorgesteld().laat_weg("a").unwrap();
    assert_eq!(zonder.stukken.iter().map(|stuk| stuk.kenmerk.as_str()).collect::<Vec<_>>(), ["b", "c"]);
    assert_eq!(zonder.clone().laat_weg("a"), Err(VernietigenGeweigerd::Veranderd("a".into())), "twice");
    let leeg = zonder.laat_weg("b").unwrap().laat_weg("c").unwrap();
    assert_eq!(leeg.bevestig(wie(8, VANDAAG)), Err(VernietigenGeweigerd::Leeg));
    for reden in Weglating::TE_KIEZEN.into_iter().chain([Weglating::Veranderd, Weglating::Afgewezen]) {
        assert_eq!(reden.code().parse(), Ok(reden));
    }
    assert_eq!("toeval".parse::<Weglating>(), Err(()));
}

#[test]
fn of_a_batch_only_what_is_the_same_and_due_goes() {
    let mut nu = stukken();
    nu[2].begin = None;
    let (weg, blijft) = Vernietigingslijst::scheid(&stukken(), &nu, VANDAAG);
    assert_eq!((weg.len(), blijft.len(), blijft[0].kenmerk.as_str()), (2, 1, "c"));
    let (weg, blijft) = Vernietigingslijst::scheid(&stukken(), &stukken(), date(2026, 11, 26));
    assert_eq!((weg.len(), blijft.len()), (1, 2), "b is due on the 27th, as is c");
}

proptest! {
    /// Whatever is put on a list, nothing that is not due is ever destroyed.
    #[test]
    fn nothing_is_destroyed_before_its_day(begin in -9_000_i64..0, soort in 0_usize..14, dag in 0_i64..400) {
        let soort = crate::bewaartermijn::BEWAARTERMIJNEN[soort].soort;
        let stuk = Stuk { kenmerk: "x".into(), soort, begin: Some(plus_dagen(VANDAAG, begin)) };
        let op = plus_dagen(VANDAAG, dag);
        let lijst = Vernietigingslijst::stel_voor(Uuid::nil().into(), vec![stuk.clone()], wie(7, op));
        prop_assert_eq!(lijst.is_ok(), stuk.te_vernietigen(op));
    }
}
