//! Files are read back with the readers that others use.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use jiff::civil::date;

use super::*;

const FORMULES: [&str; 9] = [
    "=1+1",
    "+31 6 12345678",
    "-2+3",
    "@SUM(A1:A2)",
    "\t=1+1",
    "\r=1+1",
    "  =HYPERLINK(\"x\")",
    "＝1+1",
    "=cmd|' /C calc'!A0",
];

fn columns() -> Vec<Kolom> {
    vec![
        Kolom::new("Naam", Soort::Tekst),
        Kolom::new("Gesprekken", Soort::Getal),
        Kolom::new("Uitkering", Soort::Bedrag),
        Kolom::new("Beëindigd op", Soort::Datum),
        Kolom::new("Aandeel", Soort::Percentage),
    ]
}

fn anna() -> Vec<Cel> {
    vec![
        Cel::Tekst("Anna de Vries; \"Ans\"".to_owned()),
        Cel::Getal(-3),
        Cel::Bedrag(141_946),
        Cel::Datum(date(2026, 11, 22)),
        Cel::Percentage(0.403_846),
    ]
}

fn boris() -> Vec<Cel> {
    vec![Cel::Tekst("Boris".to_owned()), Cel::Leeg, Cel::Tekst("ntb".to_owned()), Cel::Leeg, Cel::Percentage(f64::NAN)]
}

fn explanation() -> Toelichting {
    Toelichting {
        titel: "Caseload".to_owned(),
        maker: "Nadia el Amrani".to_owned(),
        moment: date(2026, 11, 22).at(9, 14, 0, 0),
        regels: vec![("Segment".to_owned(), "=Werkfit".to_owned())],
    }
}

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

fn as_csv(kolommen: &[Kolom], rijen: Vec<Vec<Cel>>) -> String {
    let mut bytes = Vec::new();
    csv(kolommen, rijen.into_iter(), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_workbook_holds_real_numbers_dates_and_shares() {
    let mut boek = open(xlsx(&columns(), [anna(), boris()].into_iter(), &explanation()).unwrap());
    assert_eq!(boek.sheet_names(), ["Gegevens", "Toelichting"]);
    let blad = boek.worksheet_range("Gegevens").unwrap();
    let kop: Vec<String> = blad.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(kop, ["Naam", "Gesprekken", "Uitkering", "Beëindigd op", "Aandeel"]);
    assert_eq!(blad.get((1, 0)), Some(&Data::String("Anna de Vries; \"Ans\"".to_owned())));
    assert_eq!(blad.get((1, 1)), Some(&Data::Float(-3.0)));
    assert_eq!(blad.get((1, 2)), Some(&Data::Float(1419.46)));
    let Some(Data::DateTime(dag)) = blad.get((1, 3)) else { panic!("geen datum: {:?}", blad.get((1, 3))) };
    assert_eq!(dag.to_ymd_hms_milli(), (2026, 11, 22, 0, 0, 0, 0));
    assert_eq!(blad.get((1, 4)), Some(&Data::Float(0.403_846)));
    assert_eq!(blad.get((2, 1)), Some(&Data::Empty));
    assert_eq!(blad.get((2, 2)), Some(&Data::String("ntb".to_owned())));
    assert!(matches!(blad.get((2, 4)), None | Some(Data::Empty)));
}

#[test]
fn the_second_sheet_says_what_the_list_is() {
    let mut boek = open(xlsx(&columns(), [anna(), boris()].into_iter(), &explanation()).unwrap());
    let blad = boek.worksheet_range("Toelichting").unwrap();
    let cellen: Vec<String> = blad.rows().flatten().map(ToString::to_string).filter(|cel| !cel.is_empty()).collect();
    assert_eq!(
        cellen,
        [
            "Caseload",
            "Segment",
            "=Werkfit",
            "Gemaakt door",
            "Nadia el Amrani",
            "Gemaakt op",
            "22-11-2026 09:14",
            "Aantal rijen",
            "2"
        ]
    );
}

#[test]
fn a_workbook_never_holds_a_formula() {
    let kolommen = [Kolom::new("=Naam", Soort::Tekst)];
    let rijen = FORMULES.map(|tekst| vec![Cel::Tekst(tekst.to_owned())]);
    let mut boek = open(xlsx(&kolommen, rijen.into_iter(), &explanation()).unwrap());
    for naam in ["Gegevens", "Toelichting"] {
        assert_eq!(boek.worksheet_formula(naam).unwrap().used_cells().count(), 0);
    }
    let blad = boek.worksheet_range("Gegevens").unwrap();
    let teksten: Vec<String> = blad.rows().flatten().map(ToString::to_string).collect();
    // XML readers fold a carriage return to a line feed unless it is escaped; either is text.
    let gelijk = |tekst: &str| tekst.replace('\r', "\n");
    let verwacht: Vec<String> = std::iter::once("=Naam").chain(FORMULES).map(gelijk).collect();
    assert_eq!(teksten.iter().map(|tekst| gelijk(tekst)).collect::<Vec<_>>(), verwacht);
}

#[test]
fn the_same_list_gives_the_same_workbook() {
    let maak = || xlsx(&columns(), [anna(), boris()].into_iter(), &explanation()).unwrap();
    assert_eq!(maak(), maak());
}

#[test]
fn what_a_spreadsheet_cannot_hold_is_written_as_text_or_cut_visibly() {
    let kolommen =
        [Kolom::new("Nummer", Soort::Getal), Kolom::new("Dag", Soort::Datum), Kolom::new("Verslag", Soort::Tekst)];
    let rij = vec![Cel::Getal(i64::MAX), Cel::Datum(date(1899, 5, 1)), Cel::Tekst("é".repeat(40_000))];
    let mut boek = open(xlsx(&kolommen, std::iter::once(rij.clone()), &explanation()).unwrap());
    let blad = boek.worksheet_range("Gegevens").unwrap();
    assert_eq!(blad.get((1, 0)), Some(&Data::String(i64::MAX.to_string())));
    assert_eq!(blad.get((1, 1)), Some(&Data::String("1899-05-01".to_owned())));
    let Some(Data::String(verslag)) = blad.get((1, 2)) else { panic!("geen tekst") };
    assert_eq!(verslag.chars().count(), 32_767);
    assert!(verslag.ends_with("(afgekapt: de cel was te lang)"));
    assert!(as_csv(&kolommen, vec![rij]).contains(&"é".repeat(40_000)));
}

#[test]
fn csv_opens_in_dutch_excel() {
    assert_eq!(
        as_csv(&columns(), vec![anna(), boris()]),
        "\u{feff}Naam;Gesprekken;Uitkering;Beëindigd op;Aandeel\r\n\
         \"Anna de Vries; \"\"Ans\"\"\";-3;1419,46;2026-11-22;40,3846%\r\n\
         Boris;;ntb;;\r\n"
    );
}

#[test]
fn amounts_in_csv_keep_their_sign_and_cents() {
    let kolommen = [Kolom::new("Bedrag", Soort::Bedrag)];
    for (cent, tekst) in
        [(0, "0,00"), (5, "0,05"), (-5, "-0,05"), (-141_946, "-1419,46"), (i64::MIN, "-92233720368547758,08")]
    {
        assert_eq!(as_csv(&kolommen, vec![vec![Cel::Bedrag(cent)]]), format!("\u{feff}Bedrag\r\n{tekst}\r\n"));
    }
}

#[test]
fn csv_never_holds_a_formula() {
    let kolommen = [Kolom::new("@naam", Soort::Tekst), Kolom::new("Getal", Soort::Getal)];
    let rijen = FORMULES.map(|tekst| vec![Cel::Tekst(tekst.to_owned()), Cel::Getal(-1)]);
    let tekst = as_csv(&kolommen, rijen.to_vec());
    let mut lezer =
        ::csv::ReaderBuilder::new().delimiter(b';').from_reader(tekst.trim_start_matches('\u{feff}').as_bytes());
    assert_eq!(lezer.headers().unwrap().get(0), Some("'@naam"));
    let gelezen: Vec<::csv::StringRecord> = lezer.records().map(Result::unwrap).collect();
    assert_eq!(gelezen.len(), FORMULES.len());
    for (rij, formule) in gelezen.iter().zip(FORMULES) {
        assert_eq!(rij.get(0), Some(format!("'{formule}").as_str()));
        assert_eq!(rij.get(1), Some("-1"));
    }
}

#[test]
fn an_ordinary_text_is_left_alone() {
    for tekst in ["Anna", "2 = 2", "a@b.nl", "'s-Gravenhage", "é-mail", ""] {
        assert!(!looks_like_formula(tekst), "{tekst}");
    }
}

#[test]
fn a_row_that_does_not_fit_is_refused() {
    let mut kort = anna();
    kort.pop();
    let fout = xlsx(&columns(), [anna(), kort].into_iter(), &explanation()).unwrap_err();
    assert!(matches!(fout, Fout::Rijlengte { rij: 2, verwacht: 5, gekregen: 4 }), "{fout}");
    let mut verkeerd = anna();
    verkeerd[2] = Cel::Getal(3);
    let fout = csv(&columns(), std::iter::once(verkeerd), Vec::new()).unwrap_err();
    assert!(matches!(fout, Fout::Soort { rij: 1, kolom: 3 }), "{fout}");
    assert!(matches!(xlsx(&[], std::iter::empty(), &explanation()), Err(Fout::Kolommen(0))));
}

#[test]
fn an_empty_list_is_a_file_with_only_a_heading() {
    let mut boek = open(xlsx(&columns(), std::iter::empty(), &explanation()).unwrap());
    assert_eq!(boek.worksheet_range("Gegevens").unwrap().height(), 1);
}
