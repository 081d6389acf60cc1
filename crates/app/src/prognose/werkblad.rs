//! The outcome as a list: every month and every number of every scenario, and what it rests on.

use analysis::prognose::{Opzet, Prognose, Punt, Uitvoer, Vergelijking};
use documents::tabel::{Cel, Kolom, Soort, Toelichting};
use jiff::civil::DateTime;
use storage::prognose::PrognoseRegel;

pub(super) fn kolommen() -> [Kolom; 11] {
    [
        Kolom::new("Scenario", Soort::Tekst),
        Kolom::new("Maand", Soort::Datum),
        Kolom::new("Cijfer", Soort::Tekst),
        Kolom::new("Eenheid", Soort::Tekst),
        Kolom::new("Gemiddeld", Soort::Decimaal),
        Kolom::new("Zeker van", Soort::Decimaal),
        Kolom::new("Zeker tot", Soort::Decimaal),
        Kolom::new("Laag", Soort::Decimaal),
        Kolom::new("Hoog", Soort::Decimaal),
        Kolom::new("Waarden", Soort::Tekst),
        Kolom::new("Bron", Soort::Tekst),
    ]
}

fn tekst(tekst: &str) -> Cel {
    if tekst.is_empty() { Cel::Leeg } else { Cel::Tekst(tekst.to_owned()) }
}

/// The numbers of a month.
fn maandrij(naam: &str, maand: jiff::civil::Date, uitvoer: Uitvoer, punt: &Punt) -> Vec<Cel> {
    let [van, tot] = punt.zeker;
    let getallen = [punt.gemiddeld, van, tot, punt.laag, punt.hoog].map(Cel::Decimaal);
    let eerst = [tekst(naam), Cel::Datum(maand), tekst(uitvoer.naam()), tekst(uitvoer.eenheid())];
    eerst.into_iter().chain(getallen).chain([Cel::Leeg, Cel::Leeg]).collect()
}

/// What came out, one scenario after the other; what the others differ from the first; and then everything that is assumed.
pub(super) fn rijen(uitkomst: &Vergelijking, opzetten: &[Opzet]) -> Vec<Vec<Cel>> {
    let mut uit = Vec::new();
    let maanden = uitkomst.prognoses.first().map_or(&[][..], |eerste| &eerste.maanden);
    let mut lijnen = |naam: &str, lijn: &dyn Fn(Uitvoer) -> Vec<Punt>| {
        for uitvoer in Uitvoer::ALLE {
            for (maand, punt) in maanden.iter().zip(lijn(uitvoer)) {
                uit.push(maandrij(naam, *maand, uitvoer, &punt));
            }
        }
    };
    for is in &uitkomst.prognoses {
        lijnen(&is.naam, &|uitvoer| is.lijn(uitvoer).to_vec());
    }
    let naam = |plek: usize| uitkomst.prognoses.get(plek).map_or("", |is: &Prognose| is.naam.as_str());
    for verschil in &uitkomst.verschillen {
        let kop = format!("{} min {}", naam(verschil.scenario), naam(0));
        lijnen(&kop, &|uitvoer| verschil.lijn(uitvoer).to_vec());
    }
    for opzet in opzetten {
        for regel in opzet.aannames() {
            let waarden: Vec<String> =
                regel.waarden.iter().map(|waarde| waarde.to_string().replace('.', ",")).collect();
            let mut rij = vec![tekst(&opzet.naam), Cel::Leeg, tekst(&regel.naam), tekst("aanname")];
            // One number is a number; of several there is no one cell.
            rij.push(match regel.waarden.as_slice() {
                [waarde] => Cel::Decimaal(*waarde),
                _ => Cel::Leeg,
            });
            rij.extend([Cel::Leeg, Cel::Leeg, Cel::Leeg, Cel::Leeg, tekst(&waarden.join("; ")), tekst(&regel.bron)]);
            uit.push(rij);
        }
    }
    uit
}

/// What the list is: the second sheet.
pub(super) fn toelichting(regel: &PrognoseRegel, opzetten: &[Opzet], maker: &str, moment: DateTime) -> Toelichting {
    let mut regels: Vec<(String, String)> =
        opzetten.iter().map(|opzet| (opzet.naam.clone(), opzet.toelichting.clone())).collect();
    for (naam, waarde) in [
        ("Zaad van het toeval", regel.vraag.zaad.to_string()),
        ("Hoe vaak gespeeld", regel.vraag.herhalingen.to_string()),
        ("Versie van het model", regel.vraag.model.to_string()),
        ("Zeker van en tot", "hierbinnen ligt met 95% zekerheid het echte gemiddelde van dit model".to_owned()),
        ("Laag en hoog", "5 van de 100 keer komt het lager uit, en 5 van de 100 keer hoger".to_owned()),
        ("Let op", "gespeeld en niet gemeten; contact heeft geen effect, tenzij het is ingevuld".to_owned()),
    ] {
        regels.push((naam.to_owned(), waarde));
    }
    Toelichting { titel: "Vooruitkijken".to_owned(), maker: maker.to_owned(), moment, regels }
}
