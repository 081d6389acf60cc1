use jiff::civil::date;
use uuid::Uuid;

use super::*;

const ONTVANGEN: Date = date(2026, 11, 16);
const VANDAAG: Date = date(2026, 11, 23);

fn behandeling() -> Behandeling {
    Behandeling { door: Uuid::from_u128(7).into(), sinds: date(2026, 11, 18) }
}

fn antwoord(op: Date) -> Antwoord {
    Antwoord { tekst: "Johan start in januari bij Pasmatch.".into(), kanaal: Kanaal::Telefoon, op }
}

fn niet() -> NietGevolgd {
    NietGevolgd { waarom: "verhuisd".into(), antwoord: Some(antwoord(VANDAAG)), op: VANDAAG }
}

/// Fatma of the wijkteam saw Johan at work in the garden of the neighbourhood.
fn signaal(stand: SignaalStand) -> Signaal {
    Signaal {
        id: Uuid::from_u128(1).into(),
        klant: Uuid::from_u128(2).into(),
        soort: "volgende_stap".parse().unwrap(),
        melder: Melder { bron: Bron::Wijkteam, naam: "Fatma Yılmaz".into(), contact: "06-01020304".into() },
        tekst: "Johan werkt nu drie dagen in de buurttuin en wil meer.".into(),
        ontvangen: ONTVANGEN,
        stand,
        versie: 1,
    }
}

fn standen() -> Vec<SignaalStand> {
    vec![
        SignaalStand::Nieuw,
        SignaalStand::InBehandeling(behandeling()),
        SignaalStand::Afgehandeld(behandeling(), antwoord(VANDAAG)),
        SignaalStand::NietGevolgd(behandeling(), niet()),
    ]
}

type Step = fn(Signaal) -> Result<Signaal, SignaalGeweigerd>;

/// Every step by its name in [`OVERGANGEN`], taken on a day on which nothing but the state can refuse it.
const STEPS: [(&str, Step); 4] = [
    ("oppakken", |s| s.pak_op(behandeling())),
    ("afhandelen", |s| s.handel_af(antwoord(VANDAAG), VANDAAG)),
    ("niet volgen", |s| s.volg_niet("verhuisd".into(), antwoord(VANDAAG), VANDAAG)),
    ("herstellen", Signaal::herstel),
];

#[test]
fn every_step_from_every_state_is_in_the_picture_or_refused() {
    let mut seen = 0;
    for (name, step) in STEPS {
        for stand in standen() {
            let van = stand.code();
            let drawn = OVERGANGEN.iter().find(|o| o.van == van && o.stap == name).map(|o| o.naar);
            let taken = step(signaal(stand));
            assert_eq!(taken.as_ref().ok().map(|s| s.stand.code()), drawn, "{name} from {van}: {taken:?}");
            seen += usize::from(drawn.is_some());
        }
    }
    let begin = OVERGANGEN.iter().filter(|o| o.van.is_empty()).count();
    assert_eq!(seen + begin, OVERGANGEN.len(), "the picture has no step that is not taken here");
}

#[test]
fn the_picture_in_the_documentation_is_the_one_of_the_code() {
    let doc: String = include_str!("../signaal.rs")
        .lines()
        .skip_while(|line| *line != "//! ```mermaid")
        .skip(1)
        .take_while(|line| *line != "//! ```")
        .map(|line| format!("{}\n", line.trim_start_matches("//!").strip_prefix(' ').unwrap_or_default()))
        .collect();
    assert_eq!(doc, mermaid(), "paste this into the head of signaal.rs");
}

#[test]
fn what_is_taken_back_goes_to_what_it_was() {
    let opgepakt = signaal(SignaalStand::Nieuw).pak_op(behandeling()).unwrap();
    let afgehandeld = opgepakt.clone().handel_af(antwoord(VANDAAG), VANDAAG).unwrap();
    assert_eq!(afgehandeld.herstel().unwrap(), opgepakt);
    let niet = opgepakt.clone().volg_niet("verhuisd".into(), antwoord(VANDAAG), VANDAAG).unwrap();
    assert_eq!(niet.herstel().unwrap(), opgepakt);
    assert_eq!(opgepakt.herstel().unwrap(), signaal(SignaalStand::Nieuw));
}

#[test]
fn a_signal_comes_in_today_or_within_the_last_two_years() {
    let ontvang = |ontvangen| Signaal { ontvangen, ..signaal(SignaalStand::Nieuw) }.ontvang(VANDAAG).map(|_| ());
    for (dag, verwacht) in [
        (VANDAAG, Ok(())),
        (date(2026, 11, 24), Err(SignaalGeweigerd::Toekomst)),
        (date(2024, 11, 23), Ok(())),
        (date(2024, 11, 22), Err(SignaalGeweigerd::TeLangGeleden)),
    ] {
        assert_eq!(ontvang(dag), verwacht, "{dag}");
    }
}

#[test]
fn an_answer_is_given_after_the_signal_and_not_tomorrow() {
    let opgepakt = signaal(SignaalStand::InBehandeling(behandeling()));
    for (dag, goed) in [(ONTVANGEN, true), (VANDAAG, true), (date(2026, 11, 15), false), (date(2026, 11, 24), false)] {
        let verwacht = if goed { Ok(()) } else { Err(SignaalGeweigerd::AntwoordDatum) };
        assert_eq!(opgepakt.clone().handel_af(antwoord(dag), VANDAAG).map(|_| ()), verwacht, "{dag}");
        let niet = opgepakt.clone().volg_niet("verhuisd".into(), antwoord(dag), VANDAAG);
        assert_eq!(niet.map(|_| ()), verwacht, "{dag}");
    }
}
