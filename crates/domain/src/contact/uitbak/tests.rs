use uuid::Uuid;

use super::*;

fn nu() -> Timestamp {
    "2026-11-23T08:30:00Z".parse().unwrap()
}

fn later(minuten: i64) -> Timestamp {
    nu() + SignedDuration::from_mins(minuten)
}

fn johan() -> Emailadres {
    "johan@voorbeeld.nl".parse().unwrap()
}

/// An invitation to Johan that was put ready at half past eight.
fn zending(stand: Poststand) -> Zending {
    let id = Uuid::from_u128(9).into();
    Zending {
        pogingen: 1,
        stand,
        ..Zending::zet_klaar(id, Uuid::from_u128(8).into(), johan(), "haarlem.example", nu())
    }
}

fn standen() -> Vec<Poststand> {
    vec![
        Poststand::Wacht { vanaf: nu() },
        Poststand::Bezig { tot: later(10) },
        Poststand::Aangeboden { tot: later(10) },
        Poststand::Verzonden { op: nu(), bewijs: "250 Ok".into() },
        Poststand::Mislukt,
        Poststand::Onzeker,
        Poststand::Teruggetrokken { waarom: Terugtrekking::PerPost },
    ]
}

/// What a person reads is no code of the storage.
#[test]
fn a_step_that_does_not_fit_is_refused_in_words() {
    for (stand, zegt) in [
        (Poststand::Wacht { vanaf: nu() }, "wacht nog op versturen"),
        (Poststand::Bezig { tot: nu() }, "wordt op dit moment verstuurd"),
        (Poststand::Aangeboden { tot: nu() }, "wordt op dit moment verstuurd"),
        (Poststand::Mislukt, "is niet aangekomen"),
        (Poststand::Onzeker, "is misschien niet aangekomen"),
    ] {
        assert_eq!(PastNiet(stand.omschrijving()).to_string(), format!("dat kan niet meer: deze e-mail {zegt}"));
    }
}

type Step = fn(Zending) -> Result<Zending, PastNiet>;

fn fout() -> String {
    "De mailserver is er niet.".to_owned()
}

/// Every step by its name in [`OVERGANGEN`]; some names have two ways.
const STEPS: [(&str, Step); 10] = [
    ("ophalen", |z| z.haal_op(nu())),
    ("aanbieden", |z| z.bied_aan(nu())),
    ("aannemen", |z| match z.stand {
        Poststand::Onzeker => z.is_aangekomen("gebeld".into(), nu()),
        _ => z.na_poging(Pogingsuitslag::Aangenomen { bewijs: "250 Ok".into() }, nu()),
    }),
    ("uitstellen", |z| z.na_poging(Pogingsuitslag::Tijdelijk { fout: fout() }, nu())),
    ("afkeuren", |z| z.na_poging(Pogingsuitslag::Blijvend { fout: fout() }, nu())),
    ("kwijtraken", |z| match z.stand {
        // Before anything was handed over, nothing is lost: it is put off.
        Poststand::Bezig { .. } => Err(PastNiet("wordt op dit moment verstuurd")),
        _ => z.na_poging(Pogingsuitslag::Onbekend { fout: fout() }, nu()),
    }),
    ("terugtrekken", |z| z.trek_terug(Terugtrekking::PerPost)),
    ("opnieuw versturen", |z| z.opnieuw(johan(), nu())),
    ("vervallen", |z| z.na_verval(later(10))),
    ("teruggelegd", |z| z.leg_terug(nu())),
];

#[test]
fn every_step_from_every_state_is_in_the_picture_or_refused() {
    let mut seen = 0;
    for (name, step) in STEPS {
        for stand in standen() {
            let van = stand.code();
            // A process that died is the same as an attempt that was put off or lost.
            let drawn_as = match (name, van) {
                ("vervallen" | "teruggelegd", "bezig") => "uitstellen",
                ("vervallen", "aangeboden") => "kwijtraken",
                _ => name,
            };
            let drawn = OVERGANGEN.iter().find(|o| o.van == van && o.stap == drawn_as).map(|o| o.naar);
            let taken = step(zending(stand));
            assert_eq!(taken.as_ref().ok().map(|z| z.stand.code()), drawn, "{name} from {van}: {taken:?}");
            seen += usize::from(drawn.is_some() && !matches!(name, "vervallen" | "teruggelegd"));
        }
    }
    let begin = OVERGANGEN.iter().filter(|o| o.van.is_empty()).count();
    assert_eq!(seen + begin, OVERGANGEN.len(), "the picture has no step that is not taken here");
}

#[test]
fn the_picture_in_the_documentation_is_the_one_of_the_code() {
    let doc: String = include_str!("../uitbak.rs")
        .lines()
        .skip_while(|line| *line != "//! ```mermaid")
        .skip(1)
        .take_while(|line| *line != "//! ```")
        .map(|line| format!("{}\n", line.trim_start_matches("//!").strip_prefix(' ').unwrap_or_default()))
        .collect();
    assert_eq!(doc, mermaid(), "paste this into the head of uitbak.rs");
}

#[test]
fn a_process_that_lives_keeps_its_letter() {
    for stand in [Poststand::Bezig { tot: later(10) }, Poststand::Aangeboden { tot: later(10) }] {
        assert!(zending(stand).na_verval(later(9)).is_err());
    }
    let dood = zending(Poststand::Aangeboden { tot: later(10) }).na_verval(later(10)).unwrap();
    assert_eq!((dood.stand, dood.fout.as_str()), (Poststand::Onzeker, ONDERBROKEN));
}

#[test]
fn a_restart_on_the_third_day_is_no_reason_to_give_up() {
    let geprobeerd = Zending { fout: fout(), ..zending(Poststand::Bezig { tot: later(10) }) };
    let dag_drie = nu() + HOOGSTENS;
    let terug = geprobeerd.leg_terug(dag_drie).unwrap();
    assert_eq!((&terug.stand, terug.fout), (&Poststand::Wacht { vanaf: dag_drie }, fout()));
}

#[test]
fn the_waiting_doubles_to_half_an_hour() {
    for (al, wachten) in [(0, 1), (1, 1), (2, 2), (4, 4), (16, 16), (29, 29), (30, 30), (31, 30), (4000, 30)] {
        assert_eq!(wachttijd(nu(), later(al)), SignedDuration::from_mins(wachten), "al {al} minuten geprobeerd");
    }
}

#[test]
fn a_server_that_stays_away_is_waited_for_three_days_and_then_a_person_is_asked() {
    let mut zending = Zending { pogingen: 0, ..zending(Poststand::Wacht { vanaf: nu() }) };
    let mut klok = nu();
    while let Poststand::Wacht { vanaf } = zending.stand {
        klok = vanaf;
        let id = zending.message_id.clone();
        zending = zending.haal_op(klok).unwrap().na_poging(Pogingsuitslag::Tijdelijk { fout: fout() }, klok).unwrap();
        assert_eq!(zending.message_id, id, "the same message however often it is tried");
    }
    assert_eq!(zending.stand, Poststand::Mislukt);
    let geduurd = klok.duration_since(nu());
    assert!(geduurd <= HOOGSTENS && geduurd > HOOGSTENS - SignedDuration::from_mins(31), "{geduurd:?}");
    assert!((140..160).contains(&zending.pogingen), "{}", zending.pogingen);

    // Somebody who says to try again gives it three days more.
    let opnieuw = zending.opnieuw(johan(), klok).unwrap();
    let stand =
        opnieuw.haal_op(klok).unwrap().na_poging(Pogingsuitslag::Tijdelijk { fout: fout() }, klok).unwrap().stand;
    assert_eq!(stand, Poststand::Wacht { vanaf: klok + SignedDuration::from_mins(1) });
}

#[test]
fn the_message_id_says_nothing_about_a_person() {
    let id = zending(Poststand::Mislukt).message_id;
    assert_eq!(id, "<00000000-0000-0000-0000-000000000009@haarlem.example>");
}
