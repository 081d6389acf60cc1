//! Writes one of everything to a folder, to look at while working on the looks:
//! `cargo run -p documents --example voorbeeld -- <folder>`. All figures are invented. Times printed count in a release
//! build only.

mod brieven;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use documents::grafiek::{Formaat, Maat, Reeks, Staaf, Staafgrafiek, Stapgrafiek, Tijdas, Trede};
use documents::pdf::{
    Deel, Definitie, Grafiek, Kerncijfer, Rapport, Regel, Tabel, TabelKolom, Tekst, als_tekst, brief, rapport,
};
use documents::tabel::{self, Cel, Kolom, Soort, Toelichting};
use jiff::civil::date;

fn main() -> Result<(), Box<dyn Error>> {
    let map = PathBuf::from(std::env::args().nth(1).ok_or("geef een map")?);
    fs::create_dir_all(&map)?;

    let curve = curve();
    let bars = bars();
    for (naam, formaat) in [("breed", Formaat::Breed), ("smal", Formaat::Smal)] {
        fs::write(map.join(format!("curve-{naam}.svg")), curve.svg(formaat))?;
        fs::write(map.join(format!("staven-{naam}.svg")), bars.svg(formaat))?;
    }

    let gegevens = report(&curve, &bars);
    for ronde in 1..=3 {
        let begin = Instant::now();
        let pdf = rapport(&gegevens)?;
        println!("PDF {ronde}: {} bytes in {:.1?}", pdf.len(), begin.elapsed());
        fs::write(map.join("rapport.pdf"), pdf)?;
    }
    letters(&map)?;

    let kolommen = [
        Kolom::new("Naam", Soort::Tekst),
        Kolom::new("Gesprekken", Soort::Getal),
        Kolom::new("Uitkering", Soort::Bedrag),
        Kolom::new("Laatste gesprek", Soort::Datum),
        Kolom::new("Verschenen", Soort::Percentage),
    ];
    let rijen = (0..100_000_i64).map(|i| {
        vec![
            Cel::Tekst(format!("Persoon {i}")),
            Cel::Getal(i % 7),
            Cel::Bedrag(141_946 - i),
            Cel::Datum(date(2026, 11, 22)),
            Cel::Percentage(0.404),
        ]
    });
    let toelichting = Toelichting {
        titel: "Caseload".to_owned(),
        maker: "Nadia el Amrani".to_owned(),
        moment: date(2026, 11, 22).at(9, 14, 0, 0),
        regels: vec![("Filter: segment".to_owned(), "Werkfit, Participatie".to_owned())],
    };
    let begin = Instant::now();
    let werkboek = tabel::xlsx(&kolommen, rijen.clone(), &toelichting)?;
    println!("XLSX, 100.000 rijen: {} bytes in {:.1?}", werkboek.len(), begin.elapsed());
    fs::write(map.join("caseload.xlsx"), werkboek)?;
    let begin = Instant::now();
    let aantal = tabel::csv(&kolommen, rijen, fs::File::create(map.join("caseload.csv"))?)?;
    println!("CSV: {aantal} rijen in {:.1?}", begin.elapsed());
    Ok(())
}

fn letters(map: &Path) -> Result<(), Box<dyn Error>> {
    for (taal, gegevens) in brieven::letters() {
        fs::write(map.join(format!("brief-{taal}.pdf")), brief(&gegevens)?)?;
        fs::write(map.join(format!("brief-{taal}.txt")), als_tekst(&gegevens))?;
    }
    let stapel = brieven::stack(500);
    let begin = Instant::now();
    let pdf = documents::pdf::brieven(&stapel)?;
    println!("{} brieven: {} bytes in {:.1?}", stapel.len(), pdf.len(), begin.elapsed());
    fs::write(map.join("brieven.pdf"), pdf)?;
    Ok(())
}

/// Two curves that fall a little every week.
fn curve() -> Stapgrafiek {
    let reeks = |naam: &str, eind: f64, breed: f64| {
        let treden = (0..=80_u32)
            .map(|week| {
                let t = f64::from(week) / 80.0;
                let ruis = f64::from((week * 7919) % 13) / 6500.0;
                let aandeel = 1.0 - (1.0 - eind) * t.powf(0.97) - if week == 0 { 0.0 } else { ruis };
                let marge = breed * t.sqrt();
                Trede { maand: t * 19.0, aandeel, band: Some((aandeel - marge, (aandeel + marge).min(1.0))) }
            })
            .collect();
        Reeks { naam: naam.to_owned(), treden }
    };
    Stapgrafiek {
        prefix: "overleving".to_owned(),
        titel: "Wie nog in de uitkering zit".to_owned(),
        omschrijving: "Aandeel van de groep dat nog een uitkering heeft, per maand sinds mei 2017.".to_owned(),
        maat: Maat::Aandeel,
        tijdas: Tijdas::Kalender(date(2017, 5, 1)),
        reeksen: vec![reeks("Ik doe mee", 0.734, 0.019), reeks("vergelijkingsgroep", 0.811, 0.018)],
    }
}

fn bars() -> Staafgrafiek {
    let staaf = |naam: &str, aantal, onbekend| Staaf { naam: naam.to_owned(), aantal, onbekend };
    Staafgrafiek {
        aandelen: true,
        prefix: "redenen".to_owned(),
        titel: "Beëindigd naar reden".to_owned(),
        omschrijving: "Waarom uitkeringen zijn beëindigd.".to_owned(),
        staven: vec![
            staaf("Werk", 188, false),
            staaf("Rechtmatigheid", 115, false),
            staaf("Verhuizing naar een andere gemeente", 47, false),
            staaf("Overig of onbekend", 118, true),
        ],
    }
}

fn table(titel: &str, kolommen: &[&str], rijen: &[&[&str]], totaal: &[&str], voetnoot: &str) -> Deel {
    let teksten = |rij: &[&str]| rij.iter().map(|cel| (*cel).to_owned()).collect::<Vec<_>>();
    Deel::Tabel(Tabel {
        titel: titel.to_owned(),
        kolommen: kolommen
            .iter()
            .enumerate()
            .map(|(i, naam)| TabelKolom { naam: (*naam).to_owned(), rechts: i > 0 })
            .collect(),
        rijen: rijen.iter().map(|rij| teksten(rij)).collect(),
        totaal: teksten(totaal),
        voetnoot: voetnoot.to_owned(),
    })
}

fn report(curve: &Stapgrafiek, bars: &Staafgrafiek) -> Rapport {
    let regel = |label: &str, waarde: &str| Regel { label: label.to_owned(), waarde: waarde.to_owned() };
    let cijfer = |label: &str, waarde: &str, noot: &str, negatief| Kerncijfer {
        label: label.to_owned(),
        waarde: waarde.to_owned(),
        noot: noot.to_owned(),
        negatief,
    };
    Rapport {
        titel: "Ik doe mee".to_owned(),
        ondertitel: "Evaluatie van de gesprekken met iedereen in de bijstand".to_owned(),
        gemeente: "Gemeente Voorbeeldstad".to_owned(),
        datum: date(2019, 3, 12),
        kenmerken: vec![
            regel("Projectperiode", "mei 2017 t/m december 2018"),
            regel("Peildatum", "1 januari 2019"),
            regel("Versie", "3, definitief"),
        ],
        kerncijfers: vec![
            cijfer("uitkeringen beëindigd", "468", "25 % zonder bruikbare reden", false),
            cijfer("daarvan duurzaam", "315", "67 % van alle, minimaal", false),
            cijfer("besparing", "€ 1.849.463", "tot en met 2018, werkelijke bedragen", false),
            cijfer("saldo", "− € 45.900", "na € 1.895.363 kosten", true),
        ],
        waarschuwingen: vec![
            "Er is geen nulmeting. Niet elke beëindiging komt door het project; in dezelfde tijd daalde de instroom van 83 naar 66 per maand.".to_owned(),
            "Wie na 1 juli 2018 uitstroomde, kan op deze peildatum nog niet duurzaam uit de uitkering zijn. Het aandeel duurzaam is daarom een ondergrens.".to_owned(),
        ],
        delen: parts(curve, bars),
        bronnen: vec![
            "Uitkeringsadministratie, stand 1 januari 2019, kennis per 12 maart 2019, 09.14 uur.".to_owned(),
            "Gespreksregistratie van de klantmanagers, mei 2017 tot en met december 2018.".to_owned(),
            "Projectbegroting 2017–2018, vastgesteld door het college.".to_owned(),
        ],
    }
}

fn parts(curve: &Stapgrafiek, bars: &Staafgrafiek) -> Vec<Deel> {
    vec![
        Deel::Grafiek(Grafiek {
            titel: curve.titel.clone(),
            svg: curve.svg(Formaat::Breed),
            alt: curve.in_woorden(),
            voetnoot: "Kaplan–Meier; de banden geven de marge van 95 % aan.".to_owned(),
        }),
        table(
            "Beëindigd naar reden",
            &["Reden", "Aantal", "Aandeel", "Duurzaam", "Niet duurzaam", "Nog niet te beoordelen"],
            &[
                &["Werk", "188", "40 %", "121", "23", "44"],
                &["Rechtmatigheid", "115", "25 %", "88", "14", "13"],
                &["Verhuizing", "47", "10 %", "35", "4", "8"],
                &["Overig of onbekend", "118", "25 %", "71", "17", "30"],
            ],
            &["Totaal", "468", "100 %", "315", "58", "95"],
            "Aandelen zijn afgerond. Duurzaam: langer dan 6 maanden geen uitkering.",
        ),
        Deel::Grafiek(Grafiek {
            titel: "Redenen in beeld".to_owned(),
            svg: bars.svg(Formaat::Breed),
            alt: bars.in_woorden(),
            voetnoot: String::new(),
        }),
        table(
            "Uitnodiging en resultaat",
            &["Stap", "Aantal", "Aandeel van de vorige stap"],
            &[
                &["Uitgenodigd", "2.905", ""],
                &["Verschenen", "2.604", "90 %"],
                &["Gesprek met uitkomst", "2.311", "89 %"],
                &["Trajectplan gemaakt", "1.480", "64 %"],
            ],
            &[],
            "",
        ),
        table(
            "Besparing tegenover kosten",
            &["Post", "2017", "2018", "Samen"],
            &[
                &["Besparing op uitkeringen", "€ 412.220", "€ 1.437.243", "€ 1.849.463"],
                &["Kosten: inzet van klantmanagers", "− € 590.000", "− € 1.180.000", "− € 1.770.000"],
                &["Kosten: overig", "− € 41.788", "− € 83.575", "− € 125.363"],
            ],
            &["Saldo", "− € 219.568", "€ 173.668", "− € 45.900"],
            "Besparing is berekend uit de werkelijke bedragen tot en met de peildatum.",
        ),
        explanation(),
        meaning(),
    ]
}

fn explanation() -> Deel {
    let begrip =
        |begrip: &str, betekenis: &str| Definitie { begrip: begrip.to_owned(), betekenis: betekenis.to_owned() };
    Deel::Definities {
        titel: "Zo leest u dit".to_owned(),
        regels: vec![
            begrip("Duurzaam", "is langer dan 6 maanden geen uitkering na de beëindiging."),
            begrip("Niet duurzaam", "is binnen 6 maanden weer een uitkering in deze gemeente."),
            begrip(
                "Nog niet te beoordelen",
                "is op de peildatum korter dan 6 maanden geleden beëindigd en niet teruggekomen.",
            ),
            begrip(
                "Besparing",
                "is het bedrag dat zonder beëindiging zou zijn uitgekeerd, van de dag van beëindiging tot de peildatum of tot de dag van terugkeer.",
            ),
        ],
    }
}

fn meaning() -> Deel {
    Deel::Tekst(Tekst {
            titel: "Wat dit betekent".to_owned(),
            alineas: vec![
                "Van de mensen die zijn uitgenodigd, zat na twintig maanden nog 73 procent in de uitkering. In de vergelijkingsgroep was dat 81 procent. Het verschil is groter dan de marge.".to_owned(),
                "De kosten zijn op de peildatum bijna terugverdiend. Omdat de besparing doorloopt en de kosten niet, is te verwachten dat het saldo in 2019 positief wordt. Dat is een verwachting en geen uitkomst.".to_owned(),
            ],
        })
}
