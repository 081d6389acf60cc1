//! Documents are read back with an independent PDF reader.

use jiff::civil::date;
use lopdf::{Document, Object};

use super::*;
use crate::grafiek::{Formaat, Maat, Reeks, Stapgrafiek, Tijdas, Trede};

pub(super) const VIJANDIG: [&str; 6] = [
    "#import \"geheim.typ\": *",
    "] #panic() [ $ x $",
    "\"aanhaling\" \\ ` * _ <label> @bron",
    "= Kop\n- punt // noot /* meer */",
    "#read(\"/etc/passwd\")",
    "{\"soort\": \"tabel\"}",
];

fn drawing() -> Stapgrafiek {
    let treden = |eind: f64| {
        vec![
            Trede { maand: 0.0, aandeel: 1.0, band: None },
            Trede { maand: 6.0, aandeel: eind, band: Some((eind - 0.02, eind + 0.02)) },
        ]
    };
    Stapgrafiek {
        prefix: "p".to_owned(),
        titel: "Wie nog in de uitkering zit".to_owned(),
        omschrijving: String::new(),
        maat: Maat::Aandeel,
        tijdas: Tijdas::Kalender(date(2017, 5, 1)),
        reeksen: vec![
            Reeks { naam: "Ik doe mee".to_owned(), treden: treden(0.8) },
            Reeks { naam: "سلام 😀 \u{13000}".to_owned(), treden: treden(0.9) },
        ],
    }
}

fn table(rijen: Vec<Vec<String>>) -> Deel {
    let kolom = |naam: &str, rechts| TabelKolom { naam: naam.to_owned(), rechts };
    Deel::Tabel(Tabel {
        titel: "Beëindigd naar reden".to_owned(),
        kolommen: vec![kolom("Reden", false), kolom("Aantal", true)],
        rijen,
        totaal: vec!["Totaal".to_owned(), "468".to_owned()],
        voetnoot: "Afgerond.".to_owned(),
    })
}

fn report(delen: Vec<Deel>) -> Rapport {
    Rapport {
        titel: "Ik doe mee".to_owned(),
        ondertitel: "Evaluatie".to_owned(),
        gemeente: "Gemeente Voorbeeldstad".to_owned(),
        datum: date(2019, 3, 12),
        kenmerken: vec![Regel { label: "Peildatum".to_owned(), waarde: "1 januari 2019".to_owned() }],
        kerncijfers: vec![Kerncijfer {
            label: "saldo".to_owned(),
            waarde: "− € 45.900".to_owned(),
            noot: String::new(),
            negatief: true,
        }],
        waarschuwingen: vec!["er is geen nulmeting.".to_owned()],
        delen,
        bronnen: vec!["Uitkeringsadministratie".to_owned()],
    }
}

pub(super) fn read(pdf: &[u8]) -> Document {
    Document::load_mem(pdf).unwrap()
}

/// All text, with every run of white space as one space.
pub(super) fn text(pdf: &[u8]) -> String {
    let document = read(pdf);
    let paginas: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&paginas).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The metadata as a cataloguing program sees it.
pub(super) fn metadata(document: &Document) -> String {
    let metadata = document.catalog().and_then(|catalogus| catalogus.get(b"Metadata")).unwrap();
    let metadata = document.get_object(metadata.as_reference().unwrap()).and_then(Object::as_stream).unwrap();
    String::from_utf8_lossy(&metadata.content).into_owned()
}

#[test]
fn a_report_says_what_it_was_given() {
    let grafiek = drawing();
    let pdf = rapport(&report(vec![
        table(vec![vec!["Werk".to_owned(), "188".to_owned()], vec!["te kort".to_owned()]]),
        Deel::Grafiek(Grafiek {
            titel: "Verloop".to_owned(),
            svg: grafiek.svg(Formaat::Breed),
            alt: grafiek.in_woorden(),
            voetnoot: String::new(),
        }),
        Deel::Tekst(Tekst { titel: "Betekenis".to_owned(), alineas: vec!["Eén alinea.".to_owned()] }),
        Deel::Definities {
            titel: "Zo leest u dit".to_owned(),
            regels: vec![Definitie { begrip: "Duurzaam".to_owned(), betekenis: "is langer dan 6 maanden.".to_owned() }],
        },
    ]))
    .unwrap();
    let tekst = text(&pdf);
    for deel in [
        "Gemeente Voorbeeldstad",
        "Ik doe mee",
        "1 januari 2019",
        "− € 45.900",
        "er is geen nulmeting.",
        "Beëindigd naar reden",
        "188",
        "Totaal",
        "Eén alinea.",
        "Duurzaam is langer dan 6 maanden.",
        "Uitkeringsadministratie",
        "12 maart 2019",
        "pagina 1 van",
    ] {
        assert!(tekst.contains(deel), "{deel:?} ontbreekt in {tekst}");
    }
    // In a drawing every letter is placed by itself, which the reader takes for spaces.
    assert!(tekst.replace(' ', "").contains("mei2017"), "{tekst}");
}

fn johans_plan() -> Plan {
    let stap = |wat: &str, wie: &str, staat: &str| PlanStap {
        wat: wat.to_owned(),
        wie: wie.to_owned(),
        voor: "14 december 2026".to_owned(),
        staat: staat.to_owned(),
    };
    Plan {
        titel: "Plan van aanpak".to_owned(),
        klant: "Johan van der Meer".to_owned(),
        gemeente: "Gemeente Voorbeeldstad".to_owned(),
        datum: date(2026, 11, 23),
        kenmerken: vec![Regel { label: "Versie".to_owned(), waarde: "2".to_owned() }],
        stand: String::new(),
        soort: "Werk".to_owned(),
        doel: "Een baan als hovenier.".to_owned(),
        stappen: vec![
            stap("Meld u aan bij het taalcafé.", "Johan van der Meer", ""),
            stap("Vraag een proefplaats.", "Pasmatch", "Klaar op 20 november 2026"),
        ],
        plichten: vec!["U werkt mee aan dit plan.".to_owned(), "Lukt iets niet? Vertel het ons.".to_owned()],
        evaluatie: "Op 22 februari 2027 bekijken wij het plan samen.".to_owned(),
        ondertekend: String::new(),
    }
}

#[test]
fn a_plan_has_a_place_to_sign_until_it_is_signed() {
    let open = text(&plan(&johans_plan()).unwrap());
    for deel in [
        "Johan van der Meer",
        "Een baan als hovenier.",
        "Meld u aan bij het taalcafé.",
        "(klaar op 20 november 2026)",
        "U werkt mee aan dit plan.",
        "Op 22 februari 2027 bekijken wij het plan samen.",
        "datum en handtekening",
        "pagina 1 van 1",
    ] {
        assert!(open.contains(deel), "{deel:?} ontbreekt in {open}");
    }
    let ondertekend = Plan { ondertekend: "23 november 2026, op papier".to_owned(), ..johans_plan() };
    let ondertekend = text(&plan(&ondertekend).unwrap());
    assert!(ondertekend.contains("Ondertekend: 23 november 2026, op papier."), "{ondertekend}");
    assert!(!ondertekend.contains("datum en handtekening"), "{ondertekend}");
}

#[test]
fn a_plan_prints_whatever_was_typed() {
    for vijandig in VIJANDIG {
        let mut gegevens = Plan { doel: vijandig.to_owned(), klant: vijandig.to_owned(), ..johans_plan() };
        gegevens.stappen[0].wat = vijandig.to_owned();
        gegevens.plichten.push(vijandig.to_owned());
        let tekst = text(&plan(&gegevens).unwrap());
        let verwacht = vijandig.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(tekst.matches(&verwacht).count() >= 4, "{verwacht:?} staat niet overal letterlijk in {tekst}");
    }
}

#[test]
fn texts_of_people_are_never_evaluated() {
    for vijandig in VIJANDIG {
        let mut gegevens = report(vec![
            table(vec![vec![vijandig.to_owned(), "1".to_owned()]]),
            Deel::Tekst(Tekst { titel: vijandig.to_owned(), alineas: vec![vijandig.to_owned()] }),
            Deel::Definities {
                titel: vijandig.to_owned(),
                regels: vec![Definitie { begrip: vijandig.to_owned(), betekenis: vijandig.to_owned() }],
            },
        ]);
        gegevens.titel = vijandig.to_owned();
        gegevens.gemeente = vijandig.to_owned();
        gegevens.waarschuwingen.push(vijandig.to_owned());
        gegevens.bronnen.push(vijandig.to_owned());
        let tekst = text(&rapport(&gegevens).unwrap());
        let verwacht = vijandig.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(tekst.matches(&verwacht).count() >= 8, "{verwacht:?} staat niet overal letterlijk in {tekst}");
    }
}

#[test]
fn no_name_keeps_a_document_from_being_made() {
    let namen = [
        "Çağla Öztürk-Şahin",
        "Nguyễn Thị Hồng",
        "Łukasz Żółć",
        "Αλέξανδρος",
        "Ольга",
        "سلام",
        "שלום",
        "😀",
        "👨\u{200d}👩\u{200d}👧",
        "❤\u{fe0f}",
        "漢字",
        "\u{e000}\u{f8ff}",
        "\u{0}\u{7}\u{feff}\u{fffe}\u{202e}x",
        "e\u{301}\u{302}\u{303}",
        "\u{13000}",
    ];
    let rijen = namen.iter().map(|naam| vec![(*naam).to_owned(), "1".to_owned()]).collect();
    let tekst = text(&rapport(&report(vec![table(rijen)])).unwrap());
    for naam in &namen[..5] {
        assert!(tekst.contains(naam), "{naam} ontbreekt in {tekst}");
    }
    for teken in ['😀', '❤', char::REPLACEMENT_CHARACTER] {
        assert!(tekst.contains(teken), "{teken} ontbreekt in {tekst}");
    }
    // A reader gives letters that run from right to left in the order in which they stand on paper.
    for naam in ["سلام", "שלום"] {
        assert!(naam.chars().all(|letter| tekst.contains(letter)), "{naam} ontbreekt in {tekst}");
    }
}

#[test]
fn the_document_is_tagged_dutch_and_claims_both_standards() {
    let pdf = rapport(&report(vec![table(vec![vec!["Werk".to_owned(), "188".to_owned()]])])).unwrap();
    let document = read(&pdf);
    let catalogus = document.catalog().unwrap();
    assert!(catalogus.has(b"StructTreeRoot"));
    assert_eq!(catalogus.get(b"Lang").and_then(Object::as_str).unwrap(), b"nl-NL");
    let gemerkt = catalogus.get(b"MarkInfo").and_then(Object::as_dict).unwrap();
    assert!(gemerkt.get(b"Marked").and_then(Object::as_bool).unwrap());
    let xmp = metadata(&document);
    for deel in
        ["<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<", "Ik doe mee", "2019-03-12", "Klantbeeld"]
    {
        assert!(xmp.contains(deel), "{deel} ontbreekt in {xmp}");
    }
}

#[test]
fn a_long_table_runs_over_pages_and_every_page_is_numbered() {
    let rijen = (0..120).map(|i| vec![format!("Reden {i}"), i.to_string()]).collect();
    let pdf = rapport(&report(vec![table(rijen)])).unwrap();
    let paginas = read(&pdf).get_pages().len();
    assert!(paginas > 2);
    let tekst = text(&pdf);
    for pagina in 1..=paginas {
        assert!(tekst.contains(&format!("pagina {pagina} van {paginas}")), "{tekst}");
    }
    assert!(tekst.contains("Reden 119"));
}

#[test]
fn a_very_long_word_stays_on_the_paper() {
    let woord = "x".repeat(400);
    let gegevens = report(vec![Deel::Tekst(Tekst { titel: woord.clone(), alineas: vec![woord.clone()] })]);
    let tekst = text(&rapport(&gegevens).unwrap()).replace([' ', '\u{200b}'], "");
    assert_eq!(tekst.matches(&woord).count(), 2);
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let gegevens = report(vec![table(vec![vec!["Werk".to_owned(), "188".to_owned()]])]);
    assert_eq!(rapport(&gegevens).unwrap(), rapport(&gegevens).unwrap());
}

#[test]
fn a_document_that_would_not_conform_is_not_made() {
    let mut gegevens = report(vec![]);
    gegevens.titel = String::new();
    assert!(matches!(rapport(&gegevens), Err(Fout::Zetten(_))));
    let zonder_alt = Grafiek {
        titel: "Verloop".to_owned(),
        svg: drawing().svg(Formaat::Breed),
        alt: String::new(),
        voetnoot: String::new(),
    };
    assert!(matches!(rapport(&report(vec![Deel::Grafiek(zonder_alt)])), Err(Fout::Zetten(_))));
}

#[test]
fn a_drawing_can_show_no_other_file() {
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="/gegevens.json" width="9" height="9"/><image href="/etc/passwd" width="9" height="9"/></svg>"#;
    let grafiek = Grafiek { titel: "x".to_owned(), svg: svg.to_owned(), alt: "x".to_owned(), voetnoot: String::new() };
    assert!(matches!(rapport(&report(vec![Deel::Grafiek(grafiek)])), Err(Fout::Zetten(_))));
}
