//! The letters of decisions: each says what, over which days, on which article, why, and until when one can object.

use domain::{
    besluit::{
        Besluit, BesluitStand, GrondTerugvordering, GrondVerlaging, Inhoud, Vaststelling, Verlaging, Verlagingsrij,
        Verlagingstabel, Verwijtbaarheid, Voorbereiding, bezwaar_tot_en_met,
    },
    brief::Afzender,
    datum::Periode,
    geld::Eurocent,
};
use jiff::civil::date;
use uuid::Uuid;

use super::{stap, voorgelegd};
use crate::{
    besluit::brief::{is_er, maak},
    stories::hersteltermijn::met_afzender,
    testing::both,
};

const OKTOBER: Periode = Periode { van: date(2026, 10, 1), tot_en_met: Some(date(2026, 10, 31)) };

/// Decided by Meltem on Monday 23 November 2026.
fn besluit(inhoud: Inhoud) -> Besluit {
    let (op, door) = (date(2026, 11, 23), Uuid::from_u128(7).into());
    let bezwaar_tot_en_met = bezwaar_tot_en_met(op).unwrap();
    Besluit {
        id: Uuid::from_u128(0x1f3c_99a0).into(),
        klant: Uuid::from_u128(2).into(),
        uitkering: Uuid::from_u128(3).into(),
        onderzoek: None,
        inhoud,
        motivering: "U werkte en meldde dat niet. ".to_owned(),
        voorbereiding: Voorbereiding { door: Uuid::from_u128(8).into(), op },
        stand: BesluitStand::Vastgesteld(Vaststelling { door, op, bezwaar_tot_en_met }),
        versie: 1,
    }
}

fn verlaging(grond: GrondVerlaging) -> Inhoud {
    Inhoud::Verlaging(Verlaging {
        grond,
        gedraging_op: date(2026, 9, 2),
        inlichtingenplicht: false,
        procent: 30,
        maanden: 2,
        eerste_maand: date(2026, 10, 1),
        verwijtbaarheid: Verwijtbaarheid { verwijtbaar: true, waarom: "U wist het.".to_owned() },
        dringende_redenen: Some("Er zijn kinderen.".to_owned()),
        eigen_beoordeling: None,
        heroverweging: None,
    })
}

fn tekst(is: &Besluit) -> (String, String) {
    let rij = Verlagingsrij {
        code: "niet_solliciteren".to_owned(),
        gedraging: "onvoldoende solliciteren".to_owned(),
        procent: 30,
        maanden: 2,
        geldig: Periode::vanaf(date(2020, 1, 1)),
        bron: "Afstemmingsverordening, artikel 7".to_owned(),
    };
    let tabel = Verlagingstabel::try_from(vec![rij]).unwrap();
    let van = Afzender { telefoon: "14 023".to_owned(), ..Afzender::default() };
    let brief = maak(is, &tabel, &van, "Meltem Aksoy").expect("a letter");
    assert_eq!((brief.kenmerk.as_str(), brief.datum), ("R26-1F3C-99A0", date(2026, 11, 23)));
    (brief.onderwerp, brief.alineas.join("\n"))
}

#[test]
fn every_kind_of_decision_is_told_in_its_own_words() {
    let schending = || "werk bij een bakkerij".to_owned();
    let vanaf = Periode::vanaf(date(2026, 10, 1));
    let geschonden = GrondTerugvordering::Schending { schending: schending() };
    let afgewogen = GrondTerugvordering::Afweging { afweging: "U kon het weten.".to_owned() };
    let bedrag = Eurocent(141_946);
    let code = GrondVerlaging::Verordening { gedraging: "niet_solliciteren".to_owned() };
    let plicht = GrondVerlaging::Uniform { verplichting: "werk aanvaarden".to_owned() };
    let gevallen: [(Inhoud, &str, &[&str]); 7] = [
        (
            Inhoud::Herziening { schending: schending(), periode: OKTOBER, maandbedrag: Eurocent(50_000) },
            "Uw bijstand is herzien",
            &[
                "van 1 oktober 2026 tot en met 31 oktober 2026",
                "€ 500,00 per maand",
                "artikel 54, derde lid",
                "aparte brief",
            ],
        ),
        (
            Inhoud::Intrekking { schending: schending(), periode: vanaf },
            "Uw bijstand is ingetrokken",
            &[
                "in vanaf 1 oktober 2026. Vanaf die dag heeft u geen recht",
                "werk bij een bakkerij",
                "opnieuw bijstand nodig",
            ],
        ),
        (
            Inhoud::Intrekking { schending: schending(), periode: OKTOBER },
            "Uw bijstand is ingetrokken",
            &["Over die dagen had u geen recht", "artikel 54, derde lid"],
        ),
        (
            Inhoud::Terugvordering { grond: geschonden, periode: OKTOBER, bedrag },
            "U moet bijstand terugbetalen",
            // Six weeks after the letter is Monday 4 January 2027 (Awb 4:87).
            &["€ 1.419,46 terugbetalen", "uiterlijk op 4 januari 2027", "14 023", "artikel 58, eerste lid"],
        ),
        (
            Inhoud::Terugvordering { grond: afgewogen, periode: OKTOBER, bedrag },
            "U moet bijstand terugbetalen",
            &["Wat wij hebben afgewogen: U kon het weten.", "artikel 58, tweede lid"],
        ),
        (
            verlaging(code),
            "Uw bijstand wordt verlaagd",
            &[
                "2 maanden lang 30 % minder bijstand: van 1 oktober 2026 tot en met 30 november 2026",
                "onvoldoende solliciteren (Afstemmingsverordening, artikel 7)",
                "dringende reden voor: Er zijn kinderen.",
                "Uiterlijk op 23 februari 2027 kijken wij opnieuw",
                "artikel 18, tweede lid",
            ],
        ),
        (
            verlaging(plicht),
            "Uw bijstand wordt verlaagd",
            &["op 2 september 2026: werk aanvaarden", "artikel 18, vierde lid"],
        ),
    ];
    for (inhoud, onderwerp, zegt) in gevallen {
        let (heet, alineas) = tekst(&besluit(inhoud));
        assert_eq!(heet, onderwerp);
        for stuk in zegt {
            assert!(alineas.contains(stuk), "{stuk:?} in {alineas}");
        }
        assert!(alineas.contains("Waarom wij dit besluiten: U werkte en meldde dat niet.\n"), "{alineas}");
    }
}

#[test]
fn there_is_no_letter_of_what_was_not_decided() {
    let concept = Besluit {
        stand: BesluitStand::Voorbereid,
        ..besluit(verlaging(GrondVerlaging::Uniform { verplichting: "x".to_owned() }))
    };
    assert!(!is_er(&concept));
}

#[tokio::test]
async fn the_letter_is_there_once_it_is_decided_and_for_lawfulness_alone() {
    for app in both().await {
        let pad = voorgelegd(&app).await;
        let brief = format!("{pad}/brief");
        let meltem = app.log_in("m.aksoy").await;
        meltem.get(&brief).await.expect(404);
        meltem.get(&pad).await.expect(200);
        stap(&meltem, &pad, 1, "vaststellen", &[]).await;
        meltem.get(&pad).await.expect_text("Brief openen (PDF)");
        meltem.get(&brief).await.expect(409).says("van wie de brieven komen");
        met_afzender(&app).await;
        let pdf = meltem.get(&brief).await.expect(200);
        assert!(pdf.bytes.starts_with(b"%PDF"));
        for ander in ["n.elamrani", "p.devries", "beheer", "s.bakker", "t.paap"] {
            app.log_in(ander).await.get(&brief).await.expect(403);
        }
    }
}
