//! Pictures are read back as XML: well-formed, free of what a strict Content-Security-Policy blocks, and true to the
//! numbers.

use jiff::civil::date;
use roxmltree::{Document, Node};

use super::*;

const VIJANDIG: &str = r#"<script>alert("x")</script> & 'Zoë' سلام 😀"#;

fn curve(reeksen: Vec<Reeks>) -> Stapgrafiek {
    Stapgrafiek {
        prefix: "p".to_owned(),
        titel: VIJANDIG.to_owned(),
        omschrijving: "Wie nog in de uitkering zit.".to_owned(),
        maat: Maat::Aandeel,
        tijdas: Tijdas::Kalender(date(2017, 5, 1)),
        reeksen,
    }
}

fn series(naam: &str, aandelen: &[f64]) -> Reeks {
    let treden = aandelen
        .iter()
        .zip(0u32..)
        .map(|(aandeel, i)| Trede {
            maand: f64::from(i),
            aandeel: *aandeel,
            band: Some((aandeel - 0.02, aandeel + 0.02)),
        })
        .collect();
    Reeks { naam: naam.to_owned(), treden }
}

fn bars() -> Staafgrafiek {
    let staaf = |naam: &str, aantal, onbekend| Staaf { naam: naam.to_owned(), aantal, onbekend };
    Staafgrafiek {
        aandelen: true,
        prefix: "redenen".to_owned(),
        titel: "Beëindigd naar reden".to_owned(),
        omschrijving: String::new(),
        staven: vec![staaf("Werk", 188, false), staaf(VIJANDIG, 1115, false), staaf("Onbekend", 118, true)],
    }
}

fn drawings() -> Vec<String> {
    let curves = [
        curve(vec![series("Ik doe mee", &[1.0, 0.9, 0.8]), series(VIJANDIG, &[1.0, 0.95])]),
        curve(vec![]),
        curve(vec![series("leeg", &[]), series("één punt", &[1.0]), series("geen getal", &[f64::NAN, f64::INFINITY])]),
        curve(vec![series("buiten", &[1.7, -3.0])]),
        curve(vec![Reeks {
            naam: "eeuwig".to_owned(),
            treden: vec![Trede { maand: 1e300, aandeel: 0.5, band: Some((f64::NAN, 9.0)) }],
        }]),
    ];
    let leeg = Staafgrafiek { staven: vec![], ..bars() };
    let nul = Staafgrafiek { staven: vec![Staaf { naam: "Werk".to_owned(), aantal: 0, onbekend: false }], ..bars() };
    [Formaat::Breed, Formaat::Smal]
        .into_iter()
        .flat_map(|formaat| {
            let staven = [bars(), leeg.clone(), nul.clone()].map(|grafiek| grafiek.svg(formaat));
            curves.iter().map(move |grafiek| grafiek.svg(formaat)).chain(staven)
        })
        .collect()
}

fn texts(svg: &str) -> Vec<String> {
    let xml = Document::parse(svg).unwrap();
    xml.descendants()
        .filter(|node| node.has_tag_name("text"))
        .map(|node| node.text().unwrap_or_default().to_owned())
        .collect()
}

/// Every number in the attributes that place something.
fn coordinates(node: Node<'_, '_>) -> Vec<f64> {
    ["x", "y", "d", "cx", "cy", "width", "height"]
        .iter()
        .filter_map(|naam| node.attribute(*naam))
        .flat_map(|waarde| waarde.split(|c: char| c.is_ascii_alphabetic() || c == ' '))
        .filter(|getal| !getal.is_empty())
        .map(|getal| getal.parse().unwrap())
        .collect()
}

#[test]
fn every_drawing_is_sound_and_passes_a_strict_content_security_policy() {
    for svg in drawings() {
        let xml = Document::parse(&svg).unwrap();
        let root = xml.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        assert!(root.attribute("viewBox").is_some());
        for node in xml.descendants().filter(Node::is_element) {
            assert!(!["style", "script", "a", "image", "use", "foreignObject"].contains(&node.tag_name().name()));
            assert!(
                node.attributes().all(|attribuut| attribuut.name() != "style" && !attribuut.name().starts_with("on"))
            );
            assert!(
                coordinates(node).iter().all(|getal| getal.is_finite() && *getal >= -1.0 && *getal < 2000.0),
                "{svg}"
            );
        }
    }
}

#[test]
fn title_and_description_are_tied_to_the_drawing_by_ids_that_differ_per_shape() {
    let paar = format!("<div>{}</div>", curve(vec![series("a", &[1.0, 0.5])]).svg_paar());
    let xml = Document::parse(&paar).unwrap();
    let ids: Vec<&str> = xml.descendants().filter_map(|node| node.attribute("id")).collect();
    assert_eq!(ids, ["p-breed-titel", "p-breed-omschrijving", "p-smal-titel", "p-smal-omschrijving"]);
    for svg in xml.root_element().children() {
        let naam = svg.attribute("aria-labelledby").unwrap();
        let titel = svg.children().find(|node| node.attribute("id") == Some(naam)).unwrap();
        assert_eq!((titel.tag_name().name(), titel.text()), ("title", Some(VIJANDIG)));
        let omschrijving = svg.attribute("aria-describedby").unwrap();
        assert!(svg.children().any(|node| node.has_tag_name("desc") && node.attribute("id") == Some(omschrijving)));
    }
}

#[test]
fn a_curve_names_its_lines_and_says_where_the_axis_begins() {
    let grafiek =
        curve(vec![series("Ik doe mee", &[1.0, 0.9, 0.735]), series("vergelijkingsgroep", &[1.0, 0.95, 0.81])]);
    for formaat in [Formaat::Breed, Formaat::Smal] {
        let teksten = texts(&grafiek.svg(formaat));
        for tekst in
            ["100 %", "70 %", "mei 2017", "Ik doe mee", "73,5 %", "vergelijkingsgroep", "81,0 %", "as begint bij 70 %"]
        {
            assert!(teksten.iter().any(|gevonden| gevonden == tekst), "{tekst} ontbreekt in {teksten:?}");
        }
    }
    let woorden = grafiek.in_woorden();
    assert!(woorden.contains("Ik doe mee: van 100 % naar 73,5 % in 2 maanden (marge 71,5 tot 75,5 %)."), "{woorden}");
}

#[test]
fn lines_differ_by_dashes_and_not_only_by_colour() {
    let namen = ["a", "b", "c", "d"].map(|naam| series(naam, &[1.0, 0.9]));
    let svg = curve(namen.to_vec()).svg(Formaat::Breed);
    let xml = Document::parse(&svg).unwrap();
    let lijnen =
        xml.descendants().filter(|node| node.attribute("class").is_some_and(|c| c.starts_with("grafiek-lijn")));
    let mut streken: Vec<Option<&str>> = lijnen.map(|node| node.attribute("stroke-dasharray")).collect();
    assert_eq!(streken.len(), 4);
    streken.sort_unstable();
    streken.dedup();
    assert_eq!(streken.len(), 4);
}

#[test]
fn a_curve_goes_in_steps() {
    let mut reeks = series("a", &[1.0, 0.5, 0.0]);
    reeks.treden.iter_mut().for_each(|trede| trede.band = None);
    let svg = curve(vec![reeks]).svg(Formaat::Breed);
    let xml = Document::parse(&svg).unwrap();
    let pad = xml.descendants().find(|node| node.attribute("class") == Some("grafiek-lijn reeks-1")).unwrap();
    let letters: String = pad.attribute("d").unwrap().chars().filter(char::is_ascii_alphabetic).collect();
    assert_eq!(letters, "MHVHV");
    assert!(!svg.contains("grafiek-band"));
}

#[test]
fn names_at_ends_that_coincide_do_not_overlap() {
    let namen = ["eerste", "tweede", "derde"].map(|naam| series(naam, &[1.0, 0.801]));
    let svg = curve(namen.to_vec()).svg(Formaat::Breed);
    let xml = Document::parse(&svg).unwrap();
    let mut hoogtes: Vec<f64> = xml
        .descendants()
        .filter(|node| node.attribute("font-weight") == Some("600"))
        .map(|node| node.attribute("y").unwrap().parse().unwrap())
        .collect();
    hoogtes.sort_by(f64::total_cmp);
    assert!(hoogtes.windows(2).all(|paar| paar[1] - paar[0] >= 34.0), "{hoogtes:?}");
}

#[test]
fn bars_carry_count_and_share_and_the_unknown_looks_different() {
    let teksten = texts(&bars().svg(Formaat::Breed));
    for tekst in ["Werk", "188 · 13 %", "1.115 · 78 %", "118 · 8 %"] {
        assert!(teksten.iter().any(|gevonden| gevonden == tekst), "{tekst} ontbreekt in {teksten:?}");
    }
    let svg = bars().svg(Formaat::Smal);
    assert_eq!(svg.matches("grafiek-onbekend").count(), 1);
    assert!(svg.contains("Onbekend: 118, 8 %."));
}

#[test]
fn weeks_above_the_line_are_told_in_words_and_by_height() {
    let grafiek = Weekgrafiek {
        prefix: "belasting".to_owned(),
        titel: "Belasting per week".to_owned(),
        omschrijving: "Boven de streep is het te veel.".to_owned(),
        maandagen: (0..4).map(|week| jiff::civil::date(2026, 11, 2 + week * 7)).collect(),
        grens: 110,
        rijen: vec![Weekrij {
            naam: "Nadia <el> Amrani".to_owned(),
            weken: vec![Week::Procent(110), Week::Procent(165), Week::Onbekend, Week::Geen],
        }],
    };
    for formaat in [Formaat::Breed, Formaat::Smal] {
        let svg = grafiek.svg(formaat);
        assert!(svg.contains("Boven de streep is het te veel. Nadia &lt;el&gt; Amrani: 1 van 2 weken boven 110 %."));
        assert!(svg.contains("nov 2026") && svg.contains("1 week"));
        for klasse in ["grafiek-staaf", "grafiek-boven", "grafiek-onbekend", "grafiek-grens"] {
            assert_eq!(svg.matches(&format!("\"{klasse}\"")).count(), 1, "{klasse} in {svg}");
        }
        assert!(svg.contains("v-34.0"), "half as much again as the line fills the height");
        assert!(!svg.contains("style="));
    }
    let leeg = Weekgrafiek { rijen: Vec::new(), ..grafiek };
    assert!(leeg.svg(Formaat::Smal).contains("Geen gegevens om te tekenen"));
}

#[test]
fn an_axis_of_numbers_has_round_lines_and_its_words_are_numbers() {
    for (hoogste, heel) in
        [(3_300.0, 5_000.0), (1_000.0, 1_000.0), (0.7, 1.0), (11.0, 20.0), (f64::NAN, 1.0), (0.0, 1.0)]
    {
        assert_eq!(Maat::tot(hoogste), Maat::Getal(heel), "{hoogste}");
    }
    let maat = Maat::tot(3_300.0);
    let treden = [3_300.0, 2_450.0, 1_210.0].into_iter().zip(0u32..).map(|(waarde, maand)| Trede {
        maand: maand.into(),
        aandeel: maat.deel(waarde),
        band: Some((maat.deel(waarde - 50.0), maat.deel(waarde + 50.0))),
    });
    let grafiek = Stapgrafiek { maat, ..curve(vec![Reeks { naam: "Basis".to_owned(), treden: treden.collect() }]) };
    let teksten = texts(&grafiek.svg(Formaat::Breed));
    for lijn in ["0", "1.000", "2.000", "3.000", "4.000", "1.210"] {
        assert!(teksten.iter().any(|tekst| tekst == lijn), "{lijn} in {teksten:?}");
    }
    assert!(grafiek.in_woorden().contains("Basis: van 3.300 naar 1.210 in 2 maanden (marge 1.160 tot 1.260)."));
}
