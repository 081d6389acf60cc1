//! Letters are read back with an independent PDF reader.

use jiff::civil::date;
use lopdf::{Document, Object};

use super::tests::{VIJANDIG, metadata, read, text};
use super::*;

fn texts(teksten: &[&str]) -> Vec<String> {
    teksten.iter().map(|tekst| (*tekst).to_owned()).collect()
}

fn alinea(tekst: &str) -> Blok {
    Blok::Alinea(tekst.to_owned())
}

/// An invitation for Fatma Yilmaz.
fn letter() -> Brief {
    Brief {
        afzender: Afzender {
            gemeente: "Gemeente Voorbeeldstad".to_owned(),
            afdeling: "Werk en Inkomen".to_owned(),
            adresregels: texts(&["Postbus 511", "2003 PB Voorbeeldstad"]),
            telefoon: "14 023".to_owned(),
            website: "www.voorbeeldstad.example".to_owned(),
        },
        geadresseerde: texts(&["Mevrouw F. Yilmaz", "Lange Herenvest 12", "2011 BS Voorbeeldstad"]),
        plaats_datum: "Voorbeeldstad, 22 november 2026".to_owned(),
        datum: date(2026, 11, 22),
        kenmerk: "WI-2026-4512".to_owned(),
        onderwerp: "Uitnodiging voor een gesprek".to_owned(),
        alineas: vec![
            alinea("Geachte mevrouw Yilmaz,"),
            alinea("U krijgt een uitkering van de gemeente."),
            Blok::Opsomming(texts(&["wat er goed gaat;", "wat u wilt bereiken."])),
            Blok::Afspraak(Afspraak {
                wanneer: "donderdag 3 december 2026 om 10.00 uur".to_owned(),
                waar: "Zijlvest 39, kamer 2.12".to_owned(),
                met_wie: "Nadia el Amrani".to_owned(),
                hoe_lang: "ongeveer 3 uur".to_owned(),
                meenemen: texts(&["uw identiteitsbewijs", "uw cv"]),
            }),
            alinea("Kunt u niet komen? Bel ons dan."),
        ],
        groet: "Met vriendelijke groet,".to_owned(),
        ondertekening: Ondertekening { naam: "Nadia el Amrani".to_owned(), functie: "Klantmanager".to_owned() },
        taal: Taal::Nl,
    }
}

fn arabic() -> Brief {
    Brief {
        onderwerp: "دعوة لمقابلة".to_owned(),
        plaats_datum: "هارلم، 22 نوفمبر 2026".to_owned(),
        alineas: vec![
            alinea("السيدة المحترمة،"),
            alinea("مكتب: 2011 RD Voorbeeldstad. اتصلوا بنا على الرقم 023 511 51 15 من 10:30 حتى 12:30."),
            Blok::Afspraak(Afspraak { waar: "مبنى Zijlvest 39".to_owned(), ..Afspraak::default() }),
        ],
        groet: "مع التحية،".to_owned(),
        taal: Taal::Ar,
        ..letter()
    }
}

/// A letter that takes `paginas` pages or one more or less.
fn long(paginas: usize) -> Brief {
    let mut brief = letter();
    let zin = "Dit is een regel die de bladzijde vult en verder niets zegt. ";
    brief.alineas = (0..paginas * 9).map(|n| alinea(&format!("{n}. {}", zin.repeat(4)))).collect();
    brief
}

fn page_texts(pdf: &[u8]) -> Vec<String> {
    let document = read(pdf);
    let paginas = document.get_pages();
    paginas.keys().map(|pagina| squeeze(&document.extract_text(&[*pagina]).unwrap())).collect()
}

/// What is printed in one go on the first page, with its distance to the left edge.
fn pieces(document: &Document) -> Vec<(f32, String)> {
    let pagina = *document.get_pages().get(&1).unwrap();
    let fonts = document.get_page_fonts(pagina).unwrap();
    let (mut letters, mut x, mut stukken) = (None, 0.0, Vec::new());
    let (mut links, mut bewaard) = (0.0, Vec::new());
    for op in document.get_and_decode_page_content(pagina).unwrap().operations {
        match (op.operator.as_str(), op.operands.as_slice()) {
            ("Tf", [naam, ..]) => {
                letters = fonts.get(naam.as_name().unwrap()).map(|font| font.get_font_encoding(document).unwrap());
            }
            ("q", _) => bewaard.push(links),
            ("Q", _) => links = bewaard.pop().unwrap(),
            ("cm", [.., e, _]) => links += e.as_float().unwrap(),
            ("Tm", [.., e, _]) => x = links + e.as_float().unwrap(),
            ("Tj" | "TJ", [tekst]) => {
                let delen = tekst.as_array().map_or_else(|_| vec![tekst.clone()], Clone::clone);
                let bytes: Vec<u8> = delen.iter().filter_map(|deel| deel.as_str().ok()).flatten().copied().collect();
                stukken.push((x, Document::decode_text(letters.as_ref().unwrap(), &bytes).unwrap()));
            }
            _ => {}
        }
    }
    stukken
}

fn squeeze(tekst: &str) -> String {
    tekst.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Fails unless every piece stands in the text, one after the other.
fn assert_in_order(tekst: &str, delen: &[&str]) {
    let mut rest = tekst;
    for deel in delen {
        let plaats = rest.find(deel).unwrap_or_else(|| panic!("{deel:?} staat niet op zijn plaats in {tekst}"));
        rest = &rest[plaats + deel.len()..];
    }
}

#[test]
fn a_letter_says_what_it_was_given_in_reading_order() {
    let tekst = text(&brief(&letter()).unwrap());
    // In the content of a page the foot comes first or last; it says nothing about the order of reading.
    assert!(tekst.contains("Pagina 1 van 1"), "{tekst}");
    assert_in_order(
        &tekst,
        &[
            "Gemeente Voorbeeldstad",
            "Werk en Inkomen",
            "Postbus 511",
            "Telefoon 14 023",
            "www.voorbeeldstad.example",
            "Mevrouw F. Yilmaz",
            "2011 BS Voorbeeldstad",
            "Datum Voorbeeldstad, 22 november 2026",
            "Kenmerk WI-2026-4512",
            "Onderwerp Uitnodiging voor een gesprek",
            "Geachte mevrouw Yilmaz,",
            "U krijgt een uitkering van de gemeente.",
            "wat er goed gaat;",
            "Uw afspraak",
            "Wanneer donderdag 3 december 2026 om 10.00 uur",
            "Waar Zijlvest 39, kamer 2.12",
            "Met wie Nadia el Amrani",
            "Hoe lang ongeveer 3 uur",
            "Neem mee",
            "uw identiteitsbewijs",
            "uw cv",
            "Kunt u niet komen?",
            "Met vriendelijke groet,",
            "Nadia el Amrani",
            "Klantmanager",
        ],
    );
}

#[test]
fn the_labels_follow_the_language() {
    let pdf = brief(&Brief { taal: Taal::En, ..letter() }).unwrap();
    let tekst = text(&pdf);
    for deel in ["Date Voorbeeldstad", "Reference WI", "Subject", "Your appointment", "Please bring", "Page 1 of 1"] {
        assert!(tekst.contains(deel), "{deel:?} ontbreekt in {tekst}");
    }
    let document = read(&pdf);
    assert_eq!(document.catalog().unwrap().get(b"Lang").and_then(Object::as_str).unwrap(), b"en-GB");
}

#[test]
fn an_arabic_letter_runs_from_right_to_left_and_its_numbers_do_not() {
    let pdf = brief(&arabic()).unwrap();
    let document = read(&pdf);
    assert_eq!(document.catalog().unwrap().get(b"Lang").and_then(Object::as_str).unwrap(), b"ar");
    let tekst = text(&pdf);
    // A reader gives letters that run from right to left in the order in which they stand on paper.
    for woord in ["دعوة", "المحترمة", "التحية", "موعدكم", "الموضوع"] {
        let op_papier: String = woord.chars().rev().collect();
        assert!(tekst.contains(&op_papier), "{woord} ontbreekt in {tekst}");
    }
    for van_links in ["2011 RD Voorbeeldstad", "023 511 51 15", "Zijlvest 39", "14 023", "WI-2026-4512", "10:30"] {
        assert!(tekst.contains(van_links), "{van_links} ontbreekt in {tekst}");
    }
    // What stands in groups is printed in one piece, and a range follows the line: from to the right, until to the left.
    let stukken = pieces(&document);
    let links = |deel: &str| {
        stukken.iter().find(|(_, stuk)| stuk == deel).unwrap_or_else(|| panic!("{deel} is niet heel in {stukken:?}")).0
    };
    assert!(links("023 511 51 15") > 0.0 && links("2011 RD Voorbeeldstad") > 0.0, "{stukken:?}");
    assert!(links("12:30") < links("10:30"), "{stukken:?}");
    // The postman reads from left to right.
    assert_in_order(&tekst, &["Mevrouw F. Yilmaz", "Lange Herenvest 12", "2011 BS Voorbeeldstad"]);
}

#[test]
fn a_long_letter_numbers_every_page() {
    let bladen = page_texts(&brief(&long(3)).unwrap());
    assert!(bladen.len() > 2);
    for (n, blad) in bladen.iter().enumerate() {
        let nummer = format!("Pagina {} van {}", n + 1, bladen.len());
        assert!(blad.contains(&nummer) && blad.contains("Kenmerk WI-2026-4512"), "{nummer} ontbreekt in {blad}");
    }
}

#[test]
fn in_a_stack_every_letter_begins_on_a_fresh_sheet_and_counts_its_own_pages() {
    let lang = page_texts(&brief(&long(2)).unwrap()).len();
    let stapel: Vec<Brief> = [letter(), long(2), arabic(), letter()]
        .into_iter()
        .zip(["Aafje", "Bilal", "Chaima", "Dirk"])
        .map(|(brief, naam)| Brief { geadresseerde: texts(&[naam]), ..brief })
        .collect();
    let bladen = page_texts(&brieven(&stapel).unwrap());

    let eerste: Vec<usize> = ["Aafje", "Bilal", "Chaima", "Dirk"]
        .into_iter()
        .map(|naam| bladen.iter().position(|blad| blad.contains(naam)).unwrap() + 1)
        .collect();
    assert!(eerste.iter().all(|pagina| pagina % 2 == 1), "{eerste:?}");
    let even = lang.next_multiple_of(2);
    assert_eq!(eerste, [1, 3, 3 + even, 5 + even]);
    assert_eq!(bladen.len(), 5 + even);

    assert!(bladen[0].contains("Pagina 1 van 1"), "{bladen:?}");
    assert_eq!(bladen[1], "", "de achterkant blijft leeg");
    assert!(bladen[2].contains(&format!("Pagina 1 van {lang}")), "{bladen:?}");
    assert!(bladen[1 + lang].contains(&format!("Pagina {lang} van {lang}")), "{bladen:?}");
    assert!(bladen[4 + even].contains("Pagina 1 van 1"), "{bladen:?}");
}

#[test]
fn letters_claim_both_standards_and_the_title_tells_no_name() {
    let yilmaz = letter();
    for (stapel, titel) in [
        (vec![yilmaz.clone()], "Uitnodiging voor een gesprek<"),
        (vec![yilmaz.clone(), yilmaz.clone()], "Uitnodiging voor een gesprek (2 brieven)<"),
        (vec![yilmaz, arabic(), long(1)], "3 brieven<"),
    ] {
        let pdf = brieven(&stapel).unwrap();
        let document = read(&pdf);
        assert!(document.catalog().unwrap().has(b"StructTreeRoot"));
        let xmp = metadata(&document);
        for deel in ["<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<", titel, "2026-11-22"] {
            assert!(xmp.contains(deel), "{deel} ontbreekt in {xmp}");
        }
        assert!(!xmp.contains("Yilmaz"), "{xmp}");
    }
}

#[test]
fn texts_of_people_are_never_evaluated() {
    for vijandig in VIJANDIG {
        let tekst = || vijandig.to_owned();
        let gegevens = Brief {
            afzender: Afzender {
                gemeente: tekst(),
                afdeling: tekst(),
                adresregels: vec![tekst()],
                telefoon: tekst(),
                website: tekst(),
            },
            geadresseerde: vec![tekst()],
            plaats_datum: tekst(),
            kenmerk: tekst(),
            onderwerp: tekst(),
            alineas: vec![
                Blok::Alinea(tekst()),
                Blok::Opsomming(vec![tekst()]),
                Blok::Afspraak(Afspraak {
                    wanneer: tekst(),
                    waar: tekst(),
                    met_wie: tekst(),
                    hoe_lang: tekst(),
                    meenemen: vec![tekst()],
                }),
            ],
            groet: tekst(),
            ondertekening: Ondertekening { naam: tekst(), functie: tekst() },
            ..letter()
        };
        let verwacht = squeeze(vijandig);
        let op_papier = text(&brief(&gegevens).unwrap());
        assert!(op_papier.matches(&verwacht).count() >= 19, "{verwacht:?} staat niet overal letterlijk in {op_papier}");
        assert!(squeeze(&als_tekst(&gegevens)).matches(&verwacht).count() >= 17);
    }
}

#[test]
fn awkward_content_does_not_keep_a_letter_from_being_made() {
    let lang_woord = "ß".repeat(400);
    let mut gegevens = letter();
    gegevens.geadresseerde = texts(&["Mevrouw 😀 Ñandú سلام", "", "  ", "Straat 1", "Stad", "a", "b", "c", "d", "e"]);
    gegevens.alineas = (0..200).map(|n| alinea(&format!("Alinea nummer {n}."))).collect();
    gegevens.alineas.extend([
        alinea(""),
        alinea(&lang_woord),
        alinea("regel een\nregel twee\r\nregel drie"),
        Blok::Opsomming(vec![]),
        Blok::Opsomming(texts(&["", &lang_woord])),
        Blok::Afspraak(Afspraak { meenemen: vec!["een ding".repeat(9); 120], ..Afspraak::default() }),
        Blok::Afspraak(Afspraak::default()),
    ]);
    gegevens.ondertekening.functie = String::new();
    for taal in [Taal::Nl, Taal::Ar] {
        let gegevens = Brief { taal, ..gegevens.clone() };
        let pdf = brief(&gegevens).unwrap();
        let tekst = text(&pdf);
        for deel in ["Alinea nummer 0", "Alinea nummer 199", "regel drie", "Straat 1", "😀"] {
            assert!(tekst.contains(deel), "{deel:?} ontbreekt in {tekst}");
        }
        assert_eq!(tekst.matches("een ding").count(), 9 * 120);
        assert_eq!(tekst.matches('ß').count(), 800, "geen letter van het lange woord valt van het papier");
    }
}

#[test]
fn a_letter_of_almost_nothing_is_a_letter() {
    let leeg = String::new;
    let gegevens = Brief {
        geadresseerde: vec![],
        plaats_datum: leeg(),
        kenmerk: leeg(),
        alineas: vec![Blok::Afspraak(Afspraak::default()), alinea("\n"), Blok::Opsomming(vec![])],
        groet: leeg(),
        ..letter()
    };
    let tekst = text(&brief(&gegevens).unwrap());
    for label in ["Datum", "Kenmerk", "Uw afspraak"] {
        assert!(!tekst.contains(label), "{label} staat boven niets in {tekst}");
        assert!(!als_tekst(&gegevens).contains(label));
    }
}

#[test]
fn a_stack_of_none_or_too_many_or_a_letter_without_a_subject_is_refused() {
    assert!(matches!(brieven(&[]), Err(Fout::GeenBrieven)));
    let te_veel = brieven(&vec![letter(); BRIEVEN_PER_BESTAND + 1]).unwrap_err();
    assert_eq!(te_veel.to_string(), "1001 brieven zijn te veel voor één bestand; het zijn er hoogstens 1000");
    let zonder = Brief { onderwerp: " ".to_owned(), ..letter() };
    assert!(matches!(brieven(&[letter(), zonder]), Err(Fout::ZonderOnderwerp(2))));
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    assert_eq!(brief(&letter()).unwrap(), brief(&letter()).unwrap());
}

#[test]
fn as_text_a_letter_says_the_same() {
    let tekst = als_tekst(&Brief { kenmerk: " ".to_owned(), ..letter() });
    let verwacht = "\
Onderwerp: Uitnodiging voor een gesprek
Datum: Voorbeeldstad, 22 november 2026

Geachte mevrouw Yilmaz,

U krijgt een uitkering van de gemeente.

- wat er goed gaat;
- wat u wilt bereiken.

Uw afspraak
Wanneer: donderdag 3 december 2026 om 10.00 uur
Waar: Zijlvest 39, kamer 2.12
Met wie: Nadia el Amrani
Hoe lang: ongeveer 3 uur
Neem mee:
- uw identiteitsbewijs
- uw cv

Kunt u niet komen? Bel ons dan.

Met vriendelijke groet,

Nadia el Amrani
Klantmanager

Gemeente Voorbeeldstad
Werk en Inkomen
Postbus 511
2003 PB Voorbeeldstad
Telefoon: 14 023
www.voorbeeldstad.example
";
    assert_eq!(tekst, verwacht);
}

#[test]
fn as_text_a_letter_is_clean_and_in_its_own_language() {
    let mut gegevens = arabic();
    gegevens.alineas.push(alinea("een\r\ntwee\u{202e}\u{0} 😀"));
    let tekst = als_tekst(&gegevens);
    // The number keeps its order, whatever program shows it.
    assert!(tekst.contains("\u{2066}023 511 51 15\u{2069}"), "{tekst}");
    let tekst = tekst.replace(['\u{2066}', '\u{2069}'], "");
    assert!(tekst.starts_with("الموضوع: دعوة لمقابلة\nالتاريخ: "), "{tekst}");
    assert!(tekst.contains("\n\nموعدكم\nأين: مبنى Zijlvest 39\n\n"), "{tekst}");
    assert!(tekst.contains("\n\neen\ntwee 😀\n\n"), "{tekst}");
}
