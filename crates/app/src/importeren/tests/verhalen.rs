//! What an import does to people who are known already.

use domain::{gemeente::Gemeente, uitkering::UitkeringStand};
use jiff::civil::date;
use storage::caseload::{self, Filter, Peildag};

use super::{FATIMA, JOHAN, KOP, Stadhuis, WIM, met, opdracht, overal};

#[tokio::test]
async fn johan_and_fatima_arrive_and_a_second_time_nothing_happens() {
    overal(async |stadhuis| {
        let verslag = stadhuis.importeer(&[JOHAN, FATIMA, &met(WIM, "klantmanager", "")]).await.unwrap();
        assert!(verslag.doorgevoerd);
        assert_eq!((verslag.aantal.nieuwe_klanten, verslag.aantal.toewijzingen, verslag.aantal.indelingen), (3, 3, 2));
        let (wim, wie) = &verslag.verdeeld.eerste[0];
        assert_eq!((wim.as_str(), wie.as_str(), verslag.verdeeld.totaal), ("104-2219", "n.elamrani", 1));
        assert_eq!(verslag.zonder_klantmanager.totaal, 0);

        let johan = stadhuis.dossier("104-2217").await;
        assert_eq!(johan.klant.naam.voluit(), "Johan van der Meer");
        assert_eq!(johan.klant.bsn.voluit(), "999993653");
        assert_eq!(johan.uitkeringen[0].maandbedrag.0, 141_946);
        assert_eq!(johan.toewijzingen[0].periode.van, date(2026, 11, 22));
        assert_eq!(johan.segmenteringen[0].segment.as_str(), "overbrugbare_afstand");
        let handelingen = stadhuis.handelingen().await;
        assert_eq!(handelingen[2..], ["klant.toegevoegd", "klant.toegevoegd", "klant.toegevoegd", "import.uitgevoerd"]);

        let voor = stadhuis.stand().await;
        let verslag = stadhuis.importeer(&[JOHAN, FATIMA, &met(WIM, "klantmanager", "")]).await.unwrap();
        assert!(!verslag.doorgevoerd && verslag.verschillen.totaal == 0);
        assert_eq!(verslag.aantal.ongewijzigde_klanten, 3);
        assert!(verslag.to_string().starts_with("Alles was al gelijk: er is niets veranderd."), "{verslag}");
        assert_eq!(stadhuis.stand().await, voor);
    })
    .await;
}

#[tokio::test]
async fn what_differs_is_changed_listed_and_logged() {
    overal(async |stadhuis| {
        stadhuis.importeer(&[JOHAN, FATIMA]).await.unwrap();
        stadhuis.het_is(date(2026, 12, 1));
        let anders = [
            ("adres", "Zijlweg 90"),
            ("geslachtsnaam", "Meerman"),
            ("maandbedrag", "1.450,00"),
            ("klantmanager", "p.bakker"),
            ("segment", "onoverbrugbare_afstand"),
            ("telefoon", ""),
        ];
        let nieuw = anders.iter().fold(JOHAN.to_owned(), |rij, (kolom, waarde)| met(&rij, kolom, waarde));
        let verslag = stadhuis.importeer(&[&nieuw, FATIMA]).await.unwrap();
        assert_eq!((verslag.aantal.gewijzigde_klanten, verslag.aantal.ongewijzigde_klanten), (1, 1));
        let regels: Vec<_> = verslag
            .verschillen
            .eerste
            .iter()
            .map(|v| format!("{} {}: {} → {}", v.klantnummer, v.veld, v.oud, v.nieuw))
            .collect();
        assert_eq!(
            regels,
            [
                "104-2217 geslachtsnaam: Meer → Meerman",
                "104-2217 adres: Kruisweg 12 → Zijlweg 90",
                "104-2217 maandbedrag: € 1.419,46 → € 1.450,00",
                "104-2217 klantmanager: n.elamrani → p.bakker",
                "104-2217 segment: overbrugbare_afstand → onoverbrugbare_afstand",
            ]
        );
        assert_eq!(verslag.aantal.leeg_in_bestand, 1, "the telephone number stays");

        let johan = stadhuis.dossier("104-2217").await;
        assert_eq!((johan.klant.versie, johan.uitkeringen[0].versie), (2, 2));
        assert_eq!(johan.klant.contact.telefoon, "06-12345678");
        assert_eq!(johan.toewijzingen[0].periode.tot_en_met, Some(date(2026, 11, 30)));
        assert_eq!(johan.toewijzingen[1].periode.van, date(2026, 12, 1));
        assert_eq!(johan.segmenteringen[0].periode.tot_en_met, Some(date(2026, 11, 30)));
        assert_eq!(
            stadhuis.handelingen().await[5..],
            ["klant.gewijzigd", "uitkering.gewijzigd", "klant.toegewezen", "klant.ingedeeld", "import.uitgevoerd"]
        );
        let mut reader = stadhuis.database.read(Gemeente::HAARLEM).await.unwrap();
        let gevonden = storage::zoeken::find(&mut reader, "meerman", 10).await.unwrap().treffers;
        assert_eq!(gevonden.len(), 1, "found under the new name");
        assert!(
            !storage::logboek::page(&mut reader, 0, 100).await.unwrap().iter().any(|r| r.details.contains("Zijlweg"))
        );
        drop(reader);
        stand_klopt(stadhuis, &["104-2217", "104-2218"]).await;
        let voor = stadhuis.stand().await;
        assert!(!stadhuis.importeer(&[&nieuw, FATIMA]).await.unwrap().doorgevoerd);
        assert_eq!(stadhuis.stand().await, voor);
    })
    .await;
}

/// What lists show is what a refresh would derive: a refresh changes nothing.
async fn stand_klopt(stadhuis: &Stadhuis, nummers: &[&str]) {
    for nummer in nummers {
        let klant = stadhuis.dossier(nummer).await.klant;
        let gevraagd = [(klant.klantnummer.clone(), klant.bsn)];
        let mut writer = stadhuis.database.write(Gemeente::HAARLEM).await.unwrap();
        let voor = storage::invoer::bekende(&mut writer, &gevraagd).await.unwrap();
        let lijst = storage::zoeken::find(&mut writer, nummer, 5).await.unwrap();
        let zonder_plan = Filter { plan_ontbreekt: true, ..Filter::default() };
        let dag = Peildag::gewoon(date(2026, 11, 23));
        let plan = caseload::page(&mut writer, &zonder_plan, dag, None, 50).await.unwrap();
        storage::klantstand::refresh(&mut writer, klant.id).await.unwrap();
        assert_eq!(storage::invoer::bekende(&mut writer, &gevraagd).await.unwrap(), voor);
        assert_eq!(storage::zoeken::find(&mut writer, nummer, 5).await.unwrap(), lijst);
        assert_eq!(caseload::page(&mut writer, &zonder_plan, dag, None, 50).await.unwrap(), plan);
    }
}

/// Who runs an import sees no client: that Wim is in prison is his klantmanager's to know.
#[tokio::test]
async fn why_wims_benefit_ended_stands_in_neither_log_nor_report() {
    overal(async |stadhuis| {
        stadhuis.importeer(&[WIM, JOHAN]).await.unwrap();
        let in_detentie = met(&met(WIM, "uitkering_einde", "31-05-2026"), "reden_einde", "Detentie");
        let aan_het_werk = met(&in_detentie, "reden_einde", "werk");
        for (rij, gemeld) in [(&in_detentie, ("", "afgeschermd")), (&aan_het_werk, ("afgeschermd", "werk"))] {
            let verslag = stadhuis.importeer(&[rij, JOHAN]).await.unwrap();
            let reden = verslag.verschillen.eerste.iter().find(|is| is.veld == "reden_einde").unwrap();
            assert_eq!((reden.oud.as_str(), reden.nieuw.as_str()), gemeld);
        }
        let mut reader = stadhuis.database.read(Gemeente::HAARLEM).await.unwrap();
        let regels = storage::logboek::page(&mut reader, 0, 1_000).await.unwrap();
        assert!(regels.iter().all(|regel| !regel.details.contains("detentie")), "{regels:?}");
        assert!(regels.iter().any(|regel| regel.details.contains(r#""reden":["afgeschermd","werk"]"#)), "{regels:?}");
    })
    .await;
}

#[tokio::test]
async fn a_benefit_ends_and_wim_comes_back() {
    overal(async |stadhuis| {
        stadhuis.importeer(&[WIM, JOHAN]).await.unwrap();
        let geeindigd = met(WIM, "uitkering_einde", "31-05-2026");
        let verslag = stadhuis.importeer(&[&geeindigd, JOHAN]).await.unwrap();
        assert_eq!((verslag.aantal.beeindigde_uitkeringen, verslag.aantal.zonder_reden), (1, 1));
        let UitkeringStand::Beeindigd(einde) = stadhuis.dossier("104-2219").await.uitkeringen[0].stand.clone() else {
            panic!()
        };
        assert_eq!((einde.datum, einde.reden.as_str()), (date(2026, 5, 31), "onbekend"));

        let met_reden = met(&geeindigd, "reden_einde", "Aan het werk");
        let terug = met(&met(WIM, "uitkering_ingang", "01-09-2026"), "regeling", "PW");
        let verslag = stadhuis.importeer(&[&terug, &met_reden, JOHAN]).await.unwrap();
        assert_eq!((verslag.aantal.nieuwe_uitkeringen, verslag.aantal.terugkeer), (1, 1));
        let wim = stadhuis.dossier("104-2219").await;
        assert_eq!(wim.uitkeringen[1].vorige, Some(wim.uitkeringen[0].id));
        let UitkeringStand::Beeindigd(einde) = &wim.uitkeringen[0].stand else { panic!() };
        assert_eq!(einde.reden.as_str(), "werk");
        stand_klopt(stadhuis, &["104-2219", "104-2217"]).await;

        // The reason column is empty again: what is known, stays.
        assert!(!stadhuis.importeer(&[&geeindigd, &terug, JOHAN]).await.unwrap().doorgevoerd);
        // The file says it runs, a colleague ended it here: nobody is put back on benefit by a file.
        let verslag = stadhuis.importeer(&[WIM, JOHAN]).await;
        let verslag = verslag.unwrap();
        assert!(!verslag.doorgevoerd);
        assert_eq!((verslag.aantal.niet_overgenomen, verslag.verdwenen.totaal), (1, 1));
        assert_eq!(verslag.verschillen.eerste[0].oud, "31 mei 2026");
    })
    .await;
}

#[tokio::test]
async fn benefits_that_vanished_are_listed_and_keep_running() {
    overal(async |stadhuis| {
        stadhuis.importeer(&[JOHAN, FATIMA, WIM]).await.unwrap();
        let voor = stadhuis.stand().await;
        let verslag = stadhuis.importeer(&[JOHAN]).await.unwrap();
        let weg: Vec<_> = verslag.verdwenen.eerste.iter().map(|v| v.klantnummer.as_str()).collect();
        assert_eq!(weg, ["104-2218", "104-2219"]);
        assert!(!verslag.doorgevoerd);
        assert_eq!(stadhuis.stand().await, voor);
        assert_eq!(stadhuis.dossier("104-2218").await.uitkeringen[0].stand, UitkeringStand::Lopend);
        let lijst = std::fs::read_to_string(stadhuis.map.join("klanten.csv.verdwenen.csv")).unwrap();
        assert!(lijst.contains("104-2219;IOAW;2024-01-15;€ 2.027,79;nee"), "{lijst}");
        // The next import has nothing gone, and leaves no list of the one before.
        stadhuis.importeer(&[JOHAN, FATIMA, WIM]).await.unwrap();
        assert!(!stadhuis.map.join("klanten.csv.verdwenen.csv").exists());
    })
    .await;
}

#[tokio::test]
async fn a_dry_run_tells_everything_and_writes_nothing() {
    overal(async |stadhuis| {
        stadhuis.importeer(&[JOHAN]).await.unwrap();
        let voor = stadhuis.stand().await;
        let pad = stadhuis.schrijf("proef.csv", format!("{KOP}\n{}\n{FATIMA}\n", met(JOHAN, "wijk", "Oost")));
        let mut opdracht = super::opdracht(&pad);
        opdracht.proef = true;
        let verslag = stadhuis.doe(opdracht).await.unwrap();
        assert_eq!(
            (verslag.aantal.nieuwe_klanten, verslag.aantal.gewijzigde_klanten, verslag.doorgevoerd),
            (1, 1, false)
        );
        assert!(verslag.to_string().starts_with("Proef: er is niets geschreven."));
        assert_eq!(stadhuis.stand().await, voor);
    })
    .await;
}

#[tokio::test]
async fn a_mapping_file_translates_headings_and_words() {
    let stadhuis = Stadhuis::open(None).await;
    let mapping = stadhuis.schrijf(
        "mapping.toml",
        "[kolommen]\n\"Cliënt GWS\" = \"klantnummer\"\n\"Ingang recht\" = \"uitkering_ingang\"\n[leefvorm]\n\"AO\" = \"alleenstaande ouder\"\n\
         [regeling]\n\"P\" = \"PW\"\n[segment]\n\"2\" = \"overbrugbare_afstand\"\n[reden_einde]\n\"17\" = \"werk\"\n[klantmanager]\n\"NEA\" = \"n.elamrani\"\n",
    );
    let inhoud = "Cliënt GWS\tBSN\tAchternaam\tGeb.datum\tLeefvorm\tStraat\tHuisnr\tToevoeging\tRegeling\tIngang recht\tBedrag\tEinddatum\tReden\tAfstand\tConsulent\n\
        7\t999993653\tMeer\t1979-03-17\ta.o.\tKruisweg\t12\tA\tP\t2020-09-01\t1419.46\t2026-05-31\t17\t2\tNEA\n";
    let mut opdracht = super::opdracht(&stadhuis.schrijf("gws.txt", inhoud));
    opdracht.mapping = Some(mapping);
    stadhuis.doe(opdracht).await.unwrap();
    let dossier = stadhuis.dossier("7").await;
    assert_eq!(dossier.klant.contact.adres, "Kruisweg 12 A");
    assert_eq!(dossier.segmenteringen[0].segment.as_str(), "overbrugbare_afstand");
    let UitkeringStand::Beeindigd(einde) = &dossier.uitkeringen[0].stand else { panic!() };
    assert_eq!(einde.reden.as_str(), "werk");
    stadhuis.sluit().await;
}

#[tokio::test]
async fn progress_goes_from_reading_to_writing() {
    let stadhuis = Stadhuis::open(None).await;
    let pad = stadhuis.schrijf("klanten.csv", format!("{KOP}\n{JOHAN}\n"));
    let mut stappen = Vec::new();
    let omgeving = super::op(super::VANDAAG);
    super::importeer(&stadhuis.database, &omgeving, opdracht(&pad), &mut |stap| stappen.push(stap)).await.unwrap();
    assert!(stappen.iter().all(|stap| stap.gedaan <= stap.totaal && stap.rijen == 1), "{stappen:?}");
    assert_eq!(stappen.first().unwrap().fase.omschrijving(), "Bestand controleren");
    assert_eq!(stappen.last().unwrap().fase.omschrijving(), "Vergelijken en verwerken");
    stadhuis.sluit().await;
}

/// Rows of people without a klantmanager, with numbers of the test range that pass the elfproef.
fn zonder_klantmanager(aantal: usize) -> Vec<String> {
    let bsns = (999_910_000_u32..).map(|nummer| nummer.to_string());
    let bsns = bsns.filter(|bsn| bsn.parse::<domain::bsn::Bsn>().is_ok());
    let rij = |(volg, bsn): (usize, String)| {
        let rij = met(&met(WIM, "klantmanager", ""), "bsn", &bsn);
        met(&rij, "klantnummer", &format!("200-{volg:04}"))
    };
    (1..=aantal).zip(bsns).map(rij).collect()
}

#[tokio::test]
async fn clients_without_a_klantmanager_are_spread_and_not_all_to_the_same_one() {
    overal(async |stadhuis| {
        let rijen = zonder_klantmanager(101);
        let mut alle: Vec<&str> = rijen.iter().map(String::as_str).collect();
        alle.extend([JOHAN, FATIMA]);
        let proef = {
            let pad = stadhuis.schrijf("proef.csv", format!("{KOP}\n{}\n", alle.join("\n")));
            stadhuis.doe(crate::importeren::Opdracht { proef: true, ..opdracht(&pad) }).await.unwrap()
        };
        assert_eq!(proef.verdeeld.totaal, 101, "a dry run says so too");
        let verslag = stadhuis.importeer(&alle).await.unwrap();
        assert_eq!((verslag.verdeeld.totaal, verslag.zonder_klantmanager.totaal), (101, 0));
        assert!(
            verslag.to_string().contains("101 klanten kregen een klantmanager volgens de verdeelregel"),
            "{verslag}"
        );
        let dossier = stadhuis.dossier("200-0001").await;
        assert_eq!(dossier.toewijzingen[0].reden, "verdeelregel: minste klanten voor de werktijd");
        let mut reader = stadhuis.database.read(Gemeente::HAARLEM).await.unwrap();
        let kandidaten = storage::toewijzing::kandidaten(&mut reader, super::VANDAAG).await.unwrap();
        let mut klanten: Vec<i64> = kandidaten.iter().map(|k| k.belasting.klanten).collect();
        klanten.sort_unstable();
        assert_eq!(klanten, [51, 52], "who has an account that is closed gets nobody");
        drop(reader);
        let voor = stadhuis.stand().await;
        let nog_eens = stadhuis.importeer(&alle).await.unwrap();
        assert!(!nog_eens.doorgevoerd && nog_eens.verdeeld.totaal == 0);
        assert_eq!(stadhuis.stand().await, voor);
    })
    .await;
}

#[tokio::test]
async fn switched_off_nobody_is_spread_and_switched_on_again_everybody_is() {
    overal(async |stadhuis| {
        let zet = async |aan: bool| {
            let mut writer = stadhuis.database.write(Gemeente::HAARLEM).await.unwrap();
            storage::belasting::set_verdeelt_import(&mut writer, aan).await.unwrap();
            storage::bulk::commit(writer).await.unwrap();
        };
        zet(false).await;
        let wim = met(WIM, "klantmanager", "");
        let klaar = met(&met(&zonder_klantmanager(1)[0], "uitkering_einde", "31-05-2026"), "reden_einde", "werk");
        let verslag = stadhuis.importeer(&[&wim, &klaar]).await.unwrap();
        assert_eq!((verslag.verdeeld.totaal, verslag.zonder_klantmanager.totaal), (0, 2));
        zet(true).await;
        let verslag = stadhuis.importeer(&[&wim, &klaar]).await.unwrap();
        assert_eq!(verslag.verdeeld.totaal, 1, "whose benefit has ended needs nobody");
        let dossier = stadhuis.dossier("104-2219").await;
        assert_eq!(dossier.toewijzingen[0].reden, "verdeelregel: minste klanten voor de werktijd");
        assert!(!stadhuis.importeer(&[&wim, &klaar]).await.unwrap().doorgevoerd);
    })
    .await;
}
