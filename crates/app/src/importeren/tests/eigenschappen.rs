//! What holds for any file.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{KOP, Stadhuis, opdracht, overal};
use crate::importeren::voorbeeldbestand;

#[tokio::test]
async fn fifty_thousand_rows_arrive_and_a_second_time_nothing_happens() {
    overal(async |stadhuis| {
        let mut inhoud = Vec::new();
        voorbeeldbestand(50_000, 7, &mut inhoud).unwrap();
        let pad = stadhuis.schrijf("veel.csv", inhoud);
        let verslag = stadhuis.doe(opdracht(&pad)).await.unwrap();
        assert_eq!(
            (verslag.aantal.rijen, verslag.aantal.nieuwe_klanten, verslag.aantal.terugkeer),
            (50_000, 40_000, 10_000)
        );
        assert!(verslag.waarschuwingen.is_empty(), "a first import is no surprise");
        let voor = stadhuis.stand().await;
        assert_eq!(voor.1, 40_000);
        let verslag = stadhuis.doe(opdracht(&pad)).await.unwrap();
        assert_eq!((verslag.aantal.ongewijzigde_klanten, verslag.doorgevoerd), (40_000, false));
        assert_eq!(stadhuis.stand().await, voor);
        // The indexes that were put off are back: a client is found by name, number and BSN.
        let dossier = stadhuis.dossier("100-40000").await;
        let mut reader = stadhuis.database.read(domain::gemeente::Gemeente::HAARLEM).await.unwrap();
        for zoek in [dossier.klant.bsn.voluit(), "100-40000".to_owned(), dossier.klant.contact.telefoon] {
            let gevonden = storage::zoeken::find(&mut reader, &zoek, 5).await.unwrap().treffers;
            assert!(gevonden.iter().any(|treffer| treffer.klantnummer == "100-40000"));
        }
    })
    .await;
}

#[tokio::test]
async fn a_file_in_which_nobody_is_known_is_looked_at_with_suspicion() {
    let stadhuis = Stadhuis::open(None).await;
    stadhuis.importeer(&[super::JOHAN]).await.unwrap();
    let mut inhoud = Vec::new();
    voorbeeldbestand(200, 7, &mut inhoud).unwrap();
    let mut opdracht = opdracht(&stadhuis.schrijf("elders.csv", inhoud));
    opdracht.proef = true;
    let verslag = stadhuis.doe(opdracht).await.unwrap();
    assert_eq!(
        verslag.waarschuwingen,
        ["geen enkele klant uit dit bestand stond al in Klantbeeld. Is het van deze gemeente?"]
    );
    stadhuis.sluit().await;
}

#[test]
fn the_same_seed_gives_the_same_file() {
    let maak = |zaad| {
        let mut uit = Vec::new();
        voorbeeldbestand(500, zaad, &mut uit).unwrap();
        uit
    };
    assert_eq!(maak(1), maak(1));
    assert_ne!(maak(1), maak(2));
    assert_eq!(String::from_utf8(maak(1)).unwrap().lines().count(), 501);
}

/// A cell as CSV writes it.
fn cel(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever people are called and wherever they live, it arrives letter by letter, in whatever order the rows stand.
    #[test]
    fn rows_arrive_as_they_were_written(
        mensen in proptest::collection::btree_map(
            0_usize..300,
            ("[A-Za-zÀ-ÿ' -]{1,30}", "[A-Za-zÀ-ÿ\"',; .-]{0,40}", 0_i64..1_000_000, 1_i32..15_000),
            1..40,
        ),
        omgekeerd in any::<bool>(),
    ) {
        let bsns: Vec<u32> = (999_990_000..999_999_999).filter(|n| domain::bsn::Bsn::try_from_number(*n).is_ok()).collect();
        let mut rijen = Vec::new();
        let mut verwacht = BTreeMap::new();
        for (nummer, (naam, adres, bedrag, dagen)) in &mensen {
            // A name of spaces is an empty cell, and a formula is refused: other tests.
            let naam = format!("A{}", naam.trim());
            let adres = adres.trim();
            let ingang = domain::datum::plus_dagen(jiff::civil::date(1985, 1, 1), i64::from(*dagen));
            let bedrag_tekst = format!("{},{:02}", bedrag / 100, bedrag % 100);
            rijen.push(format!(
                "K{nummer};{};;;{};1970-01-01;gehuwden;{};;;;;;;;;PW;{ingang};{bedrag_tekst};;",
                bsns[*nummer], cel(&naam), cel(adres),
            ));
            verwacht.insert(format!("K{nummer}"), (naam, adres.to_owned(), *bedrag, ingang));
        }
        if omgekeerd {
            rijen.reverse();
        }
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        runtime.block_on(async {
            let stadhuis = Stadhuis::open(None).await;
            let pad = stadhuis.schrijf("p.csv", format!("{KOP}\n{}\n", rijen.join("\n")));
            stadhuis.doe(opdracht(&pad)).await.unwrap();
            for (nummer, (naam, adres, bedrag, ingang)) in &verwacht {
                let dossier = stadhuis.dossier(nummer).await;
                assert_eq!(&dossier.klant.naam.geslachtsnaam, naam);
                assert_eq!(&dossier.klant.contact.adres, adres);
                assert_eq!((dossier.uitkeringen[0].maandbedrag.0, dossier.uitkeringen[0].datum_ingang), (*bedrag, *ingang));
            }
            assert!(!stadhuis.doe(opdracht(&pad)).await.unwrap().doorgevoerd);
            stadhuis.sluit().await;
        });
    }
}
