//! Every kind of fault, with the words the user reads.

use super::{FATIMA, JOHAN, KOP, Stadhuis, WIM, afgekeurd, met, opdracht, overal};
use crate::importeren::ImportFout;

/// Imports rows and gives the faults as `rij kolom (waarde): fout`.
async fn fouten(stadhuis: &Stadhuis, rijen: &[String]) -> Vec<String> {
    let rijen: Vec<&str> = rijen.iter().map(String::as_str).collect();
    let verslag = afgekeurd(stadhuis.importeer(&rijen).await);
    assert_eq!(verslag.fouten.totaal, verslag.fouten.lijst.len() as u64);
    assert!(verslag.fouten.lijst.iter().all(|fout| fout.doe.ends_with(['.', '?'])), "{:?}", verslag.fouten);
    verslag.fouten.lijst.iter().map(|f| format!("{} {} ({}): {}", f.rij, f.kolom, f.waarde, f.fout)).collect()
}

#[tokio::test]
async fn every_fault_of_a_cell_has_its_words() {
    let stadhuis = Stadhuis::open(None).await;
    let lang = "x".repeat(40_000);
    for (kolom, waarde, verwacht) in [
        ("klantnummer", "", "2 klantnummer (): deze cel is leeg"),
        (
            "klantnummer",
            "' drop",
            "2 klantnummer (' drop): een klantnummer bestaat uit 1 tot 20 letters, cijfers, punten of streepjes, bijvoorbeeld 104-2217",
        ),
        (
            "klantnummer",
            "12 34",
            "2 klantnummer (12 34): een klantnummer bestaat uit 1 tot 20 letters, cijfers, punten of streepjes, bijvoorbeeld 104-2217",
        ),
        ("bsn", "999993654", "2 bsn (*****3654): dit BSN klopt niet (elfproef): controleer de cijfers"),
        ("bsn", "12345", "2 bsn (****5): een BSN heeft 9 cijfers"),
        ("bsn", "9,99994E+08", "2 bsn (*******E+08): het rekenblad heeft van dit BSN een afgerond getal gemaakt"),
        ("geslachtsnaam", "", "2 geslachtsnaam (): deze cel is leeg"),
        ("geslachtsnaam", "=A1&B1", "2 geslachtsnaam (=A1&B1): hier staat een formule"),
        ("geslachtsnaam", "Me\u{1}er", "2 geslachtsnaam (Me·er): er staat een onleesbaar teken in deze cel"),
        ("geboortedatum", "31-02-1979", "2 geboortedatum (31-02-1979): deze datum bestaat niet of is niet te lezen"),
        ("geboortedatum", "17-03-79", "2 geboortedatum (17-03-79): het jaar heeft maar twee cijfers"),
        ("geboortedatum", "28931", "2 geboortedatum (28931): het rekenblad heeft van deze datum een getal gemaakt"),
        ("geboortedatum", "23-11-2026", "2 geboortedatum (2026-11-23): deze geboortedatum kan niet"),
        (
            "leefvorm",
            "kostganger",
            "2 leefvorm (kostganger): onbekende leefvorm; kies alleenstaande, alleenstaande ouder of gehuwden",
        ),
        (
            "postcode",
            "0011 LC",
            "2 postcode (0011 LC): een postcode heeft vier cijfers en twee letters, bijvoorbeeld 2011 AB",
        ),
        ("email", "johan", "2 email (johan): dit is geen e-mailadres"),
        ("klantmanager", "x.niemand", "2 klantmanager (x.niemand): deze gebruikersnaam bestaat niet in Klantbeeld"),
        (
            "klantmanager",
            "oud.gediende",
            "2 klantmanager (oud.gediende): dit account is gesloten of hoort niet bij een klantmanager",
        ),
        (
            "klantmanager",
            "b.beheer",
            "2 klantmanager (b.beheer): dit account is gesloten of hoort niet bij een klantmanager",
        ),
        ("segment", "trede 3", "2 segment (trede 3): deze waarde staat niet in de codelijst"),
        ("regeling", "WW", "2 regeling (WW): onbekende regeling; kies PW, IOAW, IOAZ of Bbz"),
        (
            "uitkering_ingang",
            "01-01-1970",
            "2 uitkering_ingang (1970-01-01): de uitkering begint vóór de geboortedatum",
        ),
        (
            "uitkering_ingang",
            "23-11-2027",
            "2 uitkering_ingang (2027-11-23): de ingangsdatum ligt meer dan een jaar vooruit",
        ),
        ("maandbedrag", "duizend", "2 maandbedrag (duizend): dit is geen bedrag; schrijf het als 1.419,46"),
        ("maandbedrag", "-1,00", "2 maandbedrag (-1,00): een maandbedrag kan niet negatief zijn"),
        ("maandbedrag", "141946", "2 maandbedrag (141946): een maandbedrag boven € 10.000 bestaat niet"),
        (
            "uitkering_einde",
            "31-08-2020",
            "2 uitkering_einde (2020-08-31): de einddatum ligt vóór de ingangsdatum (1 sep 2020); kies een latere datum",
        ),
        (
            "uitkering_einde",
            "01-01-2030",
            "2 uitkering_einde (2030-01-01): de einddatum ligt meer dan een jaar vooruit; kies een datum tot en met 22 nov 2027",
        ),
        ("reden_einde", "werk", "2 reden_einde (werk): er is een reden, maar geen einddatum"),
        ("reden_einde", "zin in", "2 reden_einde (zin in): deze waarde staat niet in de codelijst"),
        ("adres", lang.as_str(), "deze cel heeft 40000 tekens, hooguit 200 passen"),
        ("adres", "\"Kruisweg\n12\"", "er staat een regeleinde in deze cel"),
    ] {
        let gevonden = fouten(&stadhuis, &[met(JOHAN, kolom, waarde)]).await;
        assert!(gevonden.iter().any(|fout| fout == verwacht || fout.contains(verwacht)), "{kolom}: {gevonden:#?}");
        assert_eq!(stadhuis.stand().await.1, 0, "{kolom}: niets geïmporteerd");
    }
    stadhuis.sluit().await;
}

#[tokio::test]
async fn all_faults_of_all_rows_come_at_once_and_stand_in_the_fault_file() {
    overal(async |stadhuis| {
        let slecht = met(&met(&met(JOHAN, "bsn", "999993654"), "postcode", "x"), "maandbedrag", "");
        let rijen = [slecht.as_str(), FATIMA, &met(WIM, "leefvorm", "?")];
        let verslag = afgekeurd(stadhuis.importeer(&rijen).await);
        assert_eq!(verslag.fouten.totaal, 4);
        assert_eq!(verslag.aantal.foute_rijen, 2);
        let foutbestand = std::fs::read_to_string(stadhuis.map.join("klanten.csv.fouten.csv")).unwrap();
        assert!(
            foutbestand.starts_with("\u{feff}rij;kolom;waarde;fout;wat te doen\r\n2;bsn;*****3654;"),
            "{foutbestand}"
        );
        assert_eq!(foutbestand.lines().count(), 5);
        assert!(!foutbestand.contains("999993654"));
        let tekst = verslag.to_string();
        assert!(
            tekst.starts_with("Er is niets geïmporteerd. klanten.csv, gemeente 0392, 0 s.\nHerstel de fouten"),
            "{tekst}"
        );
        assert!(tekst.contains("4 fouten:\n- rij 2, bsn (*****3654): dit BSN klopt niet"), "{tekst}");
        assert_eq!(stadhuis.stand().await, (2, 0));
    })
    .await;
}

#[tokio::test]
async fn a_fault_in_the_last_row_leaves_the_database_as_it_was() {
    overal(async |stadhuis| {
        stadhuis.importeer(&[JOHAN]).await.unwrap();
        let voor = (stadhuis.stand().await, stadhuis.dossier("104-2217").await);
        let (oost, slecht) = (met(JOHAN, "wijk", "Oost"), met(WIM, "bsn", "1"));
        let verslag = afgekeurd(stadhuis.importeer(&[&oost, FATIMA, &slecht]).await);
        assert_eq!(
            (verslag.fouten.totaal, verslag.verschillen.totaal),
            (1, 1),
            "what would change is listed all the same"
        );
        assert_eq!((stadhuis.stand().await, stadhuis.dossier("104-2217").await), voor);
    })
    .await;
}

#[tokio::test]
async fn rows_that_contradict_each_other() {
    let stadhuis = Stadhuis::open(None).await;
    let tweede = |kolom, waarde: &str| {
        vec![
            met(JOHAN, "uitkering_einde", "31-12-2022"),
            met(&met(JOHAN, "uitkering_ingang", "01-06-2024"), kolom, waarde),
        ]
    };
    for (rijen, verwacht) in [
        (tweede("adres", "Zijlweg 1"), vec!["3 adres (): adres is anders dan in rij 2 van dezelfde klant"]),
        (tweede("bsn", "999990019"), vec!["3 bsn (*****0019): dit klantnummer heeft in rij 2 een ander BSN"]),
        (
            vec![JOHAN.to_owned(), met(FATIMA, "bsn", "999993653")],
            vec![
                "2 bsn (*****3653): dit BSN staat ook in rij 3, bij een ander klantnummer",
                "3 bsn (*****3653): dit BSN staat ook in rij 2, bij een ander klantnummer",
            ],
        ),
        (
            vec![JOHAN.to_owned(), JOHAN.to_owned()],
            vec!["3 uitkering_ingang (2020-09-01): deze uitkering staat ook in rij 2"],
        ),
        (
            vec![met(JOHAN, "uitkering_ingang", "01-06-2024"), JOHAN.to_owned()],
            vec![
                "2 uitkering_ingang (2024-06-01): deze uitkering overlapt met die van rij 3 (vanaf 1 sep 2020, zonder einde)",
            ],
        ),
        (
            vec![met(JOHAN, "uitkering_einde", "01-06-2024"), met(JOHAN, "uitkering_ingang", "01-06-2024")],
            vec![
                "3 uitkering_ingang (2024-06-01): deze uitkering overlapt met die van rij 2 (vanaf 1 sep 2020, tot en met 1 jun 2024)",
            ],
        ),
    ] {
        assert_eq!(fouten(&stadhuis, &rijen).await, verwacht);
    }
    stadhuis.sluit().await;
}

#[tokio::test]
async fn rows_that_contradict_klantbeeld() {
    overal(async |stadhuis| {
        stadhuis.importeer(&[JOHAN, FATIMA]).await.unwrap();
        for (rij, verwacht) in [
            (met(JOHAN, "klantnummer", "999-1"), "2 bsn (*****3653): dit BSN hoort in Klantbeeld bij klantnummer 104-2217"),
            (met(JOHAN, "bsn", "999990020"), "2 bsn (*****0020): dit klantnummer heeft in Klantbeeld een ander BSN"),
            (
                met(JOHAN, "uitkering_ingang", "01-06-2024"),
                "2 uitkering_ingang (2024-06-01): deze uitkering overlapt met een Participatiewet in Klantbeeld vanaf 1 sep 2020",
            ),
        ] {
            assert_eq!(fouten(stadhuis, &[rij]).await, [verwacht]);
        }
    })
    .await;
}

#[tokio::test]
async fn headings_are_judged_before_rows() {
    let stadhuis = Stadhuis::open(None).await;
    for (kop, verwacht) in [
        (
            "klantnummer;bsn;voornamen;schoenmaat",
            vec![
                "geslachtsnaam: deze verplichte kolom ontbreekt",
                "geboortedatum: deze verplichte kolom ontbreekt",
                "leefvorm: deze verplichte kolom ontbreekt",
                "regeling: deze verplichte kolom ontbreekt",
                "uitkering_ingang: deze verplichte kolom ontbreekt",
                "maandbedrag: deze verplichte kolom ontbreekt",
            ],
        ),
        (&format!("{KOP};BSN-nummer"), vec!["bsn: twee kolommen zijn bsn"]),
        (&format!("{KOP};straat"), vec!["adres: er is een kolom adres en een kolom straat"]),
    ] {
        let pad = stadhuis.schrijf("kop.csv", format!("{kop}\n{JOHAN}\n"));
        let verslag = afgekeurd(stadhuis.doe(opdracht(&pad)).await);
        let gevonden: Vec<_> = verslag.fouten.lijst.iter().map(|f| format!("{}: {}", f.kolom, f.fout)).collect();
        assert_eq!(gevonden, verwacht);
        assert!(verslag.fouten.lijst.iter().all(|f| f.rij == 1));
    }
    let pad = stadhuis.schrijf("kop.csv", format!("{KOP}\n"));
    let verslag = afgekeurd(stadhuis.doe(opdracht(&pad)).await);
    assert_eq!(verslag.fouten.lijst[0].fout, "het bestand heeft een kop maar geen rijen");
    stadhuis.sluit().await;
}

#[tokio::test]
async fn a_shifted_row_and_a_row_of_another_municipality() {
    let stadhuis = Stadhuis::open(None).await;
    let gevonden = fouten(&stadhuis, &[format!("{JOHAN};;te veel")]).await;
    assert_eq!(gevonden[0], "2 (rij) (): deze rij heeft 23 cellen, de kop 21");
    let pad = stadhuis.schrijf("g.csv", format!("{KOP};gemeente\n{JOHAN};392\n{FATIMA};0473\n"));
    let verslag = afgekeurd(stadhuis.doe(opdracht(&pad)).await);
    assert_eq!(verslag.fouten.lijst.len(), 1);
    assert_eq!(
        verslag.fouten.lijst[0].to_string(),
        "rij 3, gemeente (0473): deze rij is van een andere gemeente dan 0392. Haal de rij weg, of importeer voor die gemeente."
    );
    stadhuis.sluit().await;
}

#[tokio::test]
async fn the_good_rows_can_be_taken() {
    overal(async |stadhuis| {
        let slecht = met(WIM, "bsn", "999990021");
        let pad = stadhuis.schrijf("klanten.csv", format!("{KOP}\n{JOHAN}\n{slecht}\n{FATIMA}\n"));
        let mut opdracht = super::opdracht(&pad);
        opdracht.goede_rijen = true;
        let verslag = stadhuis.doe(opdracht.clone()).await.unwrap();
        assert!(verslag.doorgevoerd);
        assert_eq!((verslag.aantal.nieuwe_klanten, verslag.aantal.foute_rijen, verslag.fouten.totaal), (2, 1, 1));
        assert_eq!(stadhuis.stand().await.1, 2);
        // A client of whom a row was left out has no benefits that are gone.
        let pad = stadhuis.schrijf("klanten.csv", format!("{KOP}\n{}\n{FATIMA}\n", met(JOHAN, "maandbedrag", "?")));
        opdracht.bestand = pad;
        let verslag = stadhuis.doe(opdracht.clone()).await.unwrap();
        assert_eq!((verslag.verdwenen.totaal, verslag.doorgevoerd), (0, false));
        // A row of nobody in particular may have been his.
        let pad = stadhuis.schrijf("klanten.csv", format!("{KOP}\n{}\n{FATIMA}\n", met(JOHAN, "klantnummer", "")));
        opdracht.bestand = pad;
        let verslag = stadhuis.doe(opdracht).await.unwrap();
        assert_eq!(verslag.verdwenen.totaal, 1);
        assert!(verslag.to_string().contains("Let op: van 1 rij was het klantnummer niet te lezen"), "{verslag}");
    })
    .await;
}

#[tokio::test]
async fn ten_thousand_faults_are_kept_and_the_rest_is_counted() {
    let stadhuis = Stadhuis::open(None).await;
    let rij = met(&met(JOHAN, "bsn", "1"), "maandbedrag", "?");
    let inhoud = format!("{KOP}\n{}", format!("{rij}\n").repeat(6_000));
    let pad = stadhuis.schrijf("veel.csv", inhoud);
    let verslag = afgekeurd(stadhuis.doe(opdracht(&pad)).await);
    assert_eq!((verslag.fouten.totaal, verslag.fouten.lijst.len()), (12_000, 10_000));
    let foutbestand = std::fs::read_to_string(stadhuis.map.join("veel.csv.fouten.csv")).unwrap();
    assert!(foutbestand.ends_with(";;;en nog 2000 fouten, die hier niet staan;Herstel eerst deze.\r\n"));
    stadhuis.sluit().await;
}

#[tokio::test]
async fn a_municipality_that_is_not_there() {
    let stadhuis = Stadhuis::open(None).await;
    let pad = stadhuis.schrijf("klanten.csv", format!("{KOP}\n{JOHAN}\n"));
    let mut opdracht = super::opdracht(&pad);
    opdracht.gemeente = "0363".parse().unwrap();
    let Err(ImportFout::Bestand(fout)) = stadhuis.doe(opdracht).await else { panic!() };
    assert_eq!(fout.wat, "gemeente 0363 staat niet in deze database");
    assert_eq!(fout.doe, "Kies uit: 0392 Haarlem, 0473 Zandvoort.");
    stadhuis.sluit().await;
}
