//! Files as they arrive: encodings, separators, workbooks, and what is no such file at all.

use std::path::Path;

use encoding_rs::WINDOWS_1252;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::{FATIMA, JOHAN, KOP, Stadhuis, WIM, afgekeurd, opdracht, overal};
use crate::importeren::ImportFout;

#[tokio::test]
async fn the_same_people_in_every_encoding_and_with_every_separator() {
    let stadhuis = Stadhuis::open(None).await;
    let tekst = format!("{KOP}\r\n{JOHAN}\r\n\r\n{FATIMA}\r\n{WIM}\r\n");
    stadhuis.importeer(&[JOHAN, FATIMA, WIM]).await.unwrap();
    let latijns = FATIMA.replace("Özdemir", "Önder");
    for scheidingsteken in [";", ",", "\t"] {
        // Amounts hold a comma, so they are quoted as every program does.
        let velden = |regel: &str| {
            let velden =
                regel.split(';').map(|veld| if veld.contains(',') { format!("\"{veld}\"") } else { veld.to_owned() });
            velden.collect::<Vec<_>>().join(scheidingsteken)
        };
        let tekst: String = tekst.lines().map(|regel| velden(regel) + "\r\n").collect();
        for (soort, bytes) in [
            ("utf-8", tekst.clone().into_bytes()),
            ("utf-8 met BOM", format!("\u{feff}{tekst}").into_bytes()),
            ("windows-1252", WINDOWS_1252.encode(&tekst).0.into_owned()),
            ("zonder laatste regeleinde", tekst.trim_end().to_owned().into_bytes()),
            ("met sep=", format!("sep={scheidingsteken}\r\n{tekst}").into_bytes()),
            ("cr", tekst.replace("\r\n", "\r").into_bytes()),
        ] {
            let pad = stadhuis.schrijf("klanten.csv", bytes);
            let verslag =
                stadhuis.doe(opdracht(&pad)).await.unwrap_or_else(|e| panic!("{soort} {scheidingsteken:?}: {e}"));
            assert_eq!(verslag.aantal.ongewijzigde_klanten, 3, "{soort} {scheidingsteken:?}: {verslag}");
        }
    }
    // A letter with an accent in a file that is one kilobyte of plain letters otherwise.
    let bytes = WINDOWS_1252.encode(&format!("{KOP}\n{JOHAN}\n{latijns}\n{WIM}\n")).0.into_owned();
    let pad = stadhuis.schrijf("klanten.csv", bytes);
    stadhuis.doe(opdracht(&pad)).await.unwrap();
    assert_eq!(stadhuis.dossier("104-2218").await.klant.naam.geslachtsnaam, "Önder");
    stadhuis.sluit().await;
}

#[tokio::test]
async fn what_is_no_list_is_named_with_what_to_do() {
    let stadhuis = Stadhuis::open(None).await;
    let utf16: Vec<u8> = format!("{KOP}\n{JOHAN}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let met_bom = [b"\xff\xfe".as_slice(), &utf16].concat();
    let zip = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec();
    let half = std::fs::read(werkmap(&stadhuis.map.join("heel.xlsx"))).unwrap();
    let gemengd = [format!("{KOP}\n{JOHAN}\nééééé ").as_bytes(), b"caf\xe9\n"].concat();
    for (naam, inhoud, wat) in [
        ("leeg.csv", Vec::new(), "het bestand is leeg"),
        ("wit.csv", b"\n  \r\n".to_vec(), "het bestand is leeg"),
        ("bom.csv", b"\xef\xbb\xbf".to_vec(), "het bestand is leeg"),
        ("brief.csv", b"%PDF-1.7 ...".to_vec(), "dit is een PDF"),
        (
            "oud.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ...".to_vec(),
            "dit is een oud Excel-bestand (.xls) of een werkmap met een wachtwoord",
        ),
        (
            "pagina.xls",
            b"<html><table>".to_vec(),
            "dit is een webpagina of XML-bestand, ook als de naam op .xls of .csv eindigt",
        ),
        ("utf16.csv", met_bom, "dit bestand is in UTF-16 (in Excel heet dat 'Unicode-tekst')"),
        ("utf16zonder.csv", utf16, "dit bestand is in UTF-16 (in Excel heet dat 'Unicode-tekst')"),
        ("binair.csv", b"klantnummer;bsn\0\x01\x02;abc".to_vec(), "dit is geen tekst maar een binair bestand"),
        ("leeg.xlsx", zip, "dit is een ingepakt bestand (zip), maar geen Excel-werkmap"),
        ("half.xlsx", half[..half.len() / 2].to_vec(), "de werkmap is beschadigd"),
        ("gemengd.csv", gemengd, "het bestand is UTF-8, behalve 1 tekens, het eerste in regel 3"),
    ] {
        let pad = stadhuis.schrijf(naam, inhoud);
        let Err(ImportFout::Bestand(fout)) = stadhuis.doe(opdracht(&pad)).await else { panic!("{naam}") };
        assert!(fout.wat.starts_with(wat), "{naam}: {fout}");
        assert!(fout.doe.ends_with('.') && fout.to_string().contains(naam), "{fout}");
    }
    for (pad, wat) in [
        (stadhuis.map.join("weg.csv"), "het bestand bestaat niet"),
        (stadhuis.map.clone(), "dit is een map, geen bestand"),
    ] {
        let Err(ImportFout::Bestand(fout)) = stadhuis.doe(opdracht(&pad)).await else { panic!() };
        assert_eq!(fout.wat, wat);
        assert_eq!(ImportFout::from(fout).exitcode(), 1);
    }
    assert_eq!(stadhuis.stand().await.1, 0);
    stadhuis.sluit().await;
}

#[tokio::test]
async fn a_quote_that_is_never_closed_is_found_where_it_opens() {
    let stadhuis = Stadhuis::open(None).await;
    let open = JOHAN.replace("Kruisweg 12", "\"Kruisweg 12");
    let lang = format!("{WIM}\n").repeat(20_000);
    for (naam, inhoud, rij) in [
        ("aan het eind", format!("{KOP}\n{FATIMA}\n{open}\n"), 3),
        ("met rijen erachter", format!("{KOP}\n{open}\n{FATIMA}\n{WIM}\n"), 2),
        ("in een groot bestand", format!("{KOP}\n{open}\n{lang}"), 2),
    ] {
        let pad = stadhuis.schrijf("klanten.csv", inhoud);
        let verslag = afgekeurd(stadhuis.doe(opdracht(&pad)).await);
        let fout = verslag.fouten.lijst.last().unwrap();
        assert_eq!(fout.rij, rij, "{naam}: {fout}");
        assert!(fout.fout.starts_with("het aanhalingsteken (\") wordt niet gesloten"), "{naam}: {fout}");
    }
    stadhuis.sluit().await;
}

#[tokio::test]
async fn a_folder_that_is_not_there_stops_the_import_before_it_writes() {
    let stadhuis = Stadhuis::open(None).await;
    let pad = stadhuis.schrijf("klanten.csv", format!("{KOP}\n{JOHAN}\n"));
    stadhuis.doe(opdracht(&pad)).await.unwrap();
    let voor = stadhuis.stand().await;
    let pad = stadhuis.schrijf("klanten.csv", format!("{KOP}\n{FATIMA}\n"));
    let mut opdracht = super::opdracht(&pad);
    opdracht.uitvoermap = Some(stadhuis.map.join("nergens"));
    let Err(ImportFout::Bestand(fout)) = stadhuis.doe(opdracht).await else { panic!() };
    assert_eq!(fout.wat, "de map bestaat niet");
    assert_eq!(stadhuis.stand().await, voor);
    stadhuis.sluit().await;
}

/// Johan, Fatima and Wim as Excel keeps them: numbers, dates and a formula.
fn werkmap(pad: &Path) -> &Path {
    let mut werkmap = Workbook::new();
    werkmap.add_worksheet().set_name("Toelichting").unwrap().write(0, 0, "Klanten staan op het tweede blad").unwrap();
    let blad = werkmap.add_worksheet().set_name("Klanten").unwrap();
    let datum = Format::new().set_num_format("dd-mm-yyyy");
    for (kolom, kop) in (0..).zip(KOP.split(';')) {
        blad.write(0, kolom, kop).unwrap();
    }
    for (rij, regel) in (1..).zip([JOHAN, FATIMA, WIM]) {
        for (kolom, (kop, cel)) in (0..).zip(KOP.split(';').zip(regel.split(';'))) {
            match kop {
                _ if cel.is_empty() => {}
                "bsn" => {
                    blad.write(rij, kolom, cel.parse::<f64>().unwrap()).unwrap();
                }
                "maandbedrag" => {
                    blad.write(rij, kolom, cel.replace('.', "").replace(',', ".").parse::<f64>().unwrap()).unwrap();
                }
                "geboortedatum" | "uitkering_ingang" => {
                    let dag = domain::datum::lees(cel).unwrap();
                    let dag = ExcelDateTime::from_ymd(
                        dag.year().unsigned_abs(),
                        dag.month().unsigned_abs(),
                        dag.day().unsigned_abs(),
                    );
                    blad.write_with_format(rij, kolom, dag.unwrap(), &datum).unwrap();
                }
                "wijk" => {
                    blad.write(rij, kolom, Formula::new("=Z1").set_result(cel)).unwrap();
                }
                _ => {
                    blad.write(rij, kolom, cel).unwrap();
                }
            }
        }
    }
    werkmap.save(pad).unwrap();
    pad
}

#[tokio::test]
async fn a_workbook_says_the_same_as_a_text_file() {
    overal(async |stadhuis| {
        let pad = stadhuis.map.join("klanten.xlsx");
        let mut opdracht = super::opdracht(werkmap(&pad));
        let verslag = afgekeurd(stadhuis.doe(opdracht.clone()).await);
        assert_eq!(
            verslag.fouten.lijst[0].fout, "deze verplichte kolom ontbreekt",
            "the first sheet is the explanation"
        );
        opdracht.mapping = Some(stadhuis.schrijf("m.toml", "werkblad = \"klanten\"\n"));
        assert_eq!(stadhuis.doe(opdracht.clone()).await.unwrap().aantal.nieuwe_klanten, 3);
        let voor = stadhuis.stand().await;
        let verslag = stadhuis.importeer(&[JOHAN, FATIMA, WIM]).await.unwrap();
        assert_eq!((verslag.doorgevoerd, verslag.verschillen.totaal), (false, 0), "{verslag}");
        assert_eq!(stadhuis.stand().await, voor);
        opdracht.mapping = Some(stadhuis.schrijf("m.toml", "werkblad = \"Blad3\"\n"));
        let Err(ImportFout::Bestand(fout)) = stadhuis.doe(opdracht).await else { panic!() };
        assert_eq!(fout.wat, "de werkmap heeft geen werkblad 'Blad3'; er zijn: Toelichting, Klanten");
    })
    .await;
}

#[tokio::test]
async fn cells_that_excel_spoiled() {
    let stadhuis = Stadhuis::open(None).await;
    let mut werkmap = Workbook::new();
    let blad = werkmap.add_worksheet();
    for (kolom, (kop, cel)) in (0..).zip(KOP.split(';').zip(JOHAN.split(';'))) {
        blad.write(0, kolom, kop).unwrap();
        match kop {
            "geboortedatum" => blad.write(1, kolom, 28_931.0).unwrap(),
            "wijk" => blad.write(1, kolom, Formula::new("=1/0").set_result("#DIV/0!")).unwrap(),
            "maandbedrag" => blad.write(1, kolom, 1419.4567).unwrap(),
            _ => blad.write(1, kolom, cel).unwrap(),
        };
    }
    let pad = stadhuis.map.join("stuk.xlsx");
    werkmap.save(&pad).unwrap();
    let verslag = afgekeurd(stadhuis.doe(opdracht(&pad)).await);
    let fouten: Vec<_> = verslag.fouten.lijst.iter().map(|f| format!("{} {}: {}", f.rij, f.kolom, f.fout)).collect();
    assert_eq!(
        fouten,
        [
            "2 geboortedatum: het rekenblad heeft van deze datum een getal gemaakt",
            "2 wijk: de formule in deze cel geeft een fout (#DIV/0!)",
            "2 maandbedrag: dit bedrag heeft meer dan twee decimalen of is te groot",
        ]
    );
    stadhuis.sluit().await;
}

/// A megabyte that unpacks to more than a gigabyte is refused before any of it is unpacked.
#[tokio::test]
async fn a_workbook_that_swells_is_refused() {
    use std::io::Write as _;

    let stadhuis = Stadhuis::open(None).await;
    let pad = stadhuis.map.join("bom.xlsx");
    // Of the texts the size alone is too much; of a sheet that it is one letter over and over.
    for (deel, megabytes, gezegd) in
        [("xl/sharedStrings.xml", 300, "314 MB in xl/sharedStrings.xml"), ("xl/worksheets/sheet1.xml", 40, "41 MB")]
    {
        let mut zip = zip::ZipWriter::new(std::fs::File::create(&pad).unwrap());
        zip.start_file(deel, zip::write::SimpleFileOptions::default()).unwrap();
        let piece = vec![b'a'; 1 << 20];
        for _ in 0..megabytes {
            zip.write_all(&piece).unwrap();
        }
        zip.finish().unwrap();
        let fout = stadhuis.doe(opdracht(&pad)).await.unwrap_err().to_string();
        assert!(fout.contains(&format!("uitgepakt te groot ({gezegd}")), "{fout}");
    }
    stadhuis.sluit().await;
}
