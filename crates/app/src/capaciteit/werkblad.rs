//! The comparison as a list: one number per row, to sort, filter and count on with.

use documents::tabel::{Cel, Kolom, Soort, Toelichting};
use jiff::civil::DateTime;

use super::{lijst::Gekozen, vergelijking::REGELS};

pub(super) fn kolommen() -> [Kolom; 5] {
    [
        Kolom::new("Scenario", Soort::Tekst),
        Kolom::new("Deel", Soort::Tekst),
        Kolom::new("Regel", Soort::Tekst),
        Kolom::new("Waarde", Soort::Decimaal),
        Kolom::new("Bron", Soort::Tekst),
    ]
}

/// What was worked out, and then what it was worked out with.
pub(super) fn rijen(gekozen: &[Gekozen]) -> Vec<Vec<Cel>> {
    let tekst = |tekst: &str| if tekst.is_empty() { Cel::Leeg } else { Cel::Tekst(tekst.to_owned()) };
    let mut uit = Vec::new();
    for is in gekozen {
        let mut deel = "";
        for regel in &REGELS {
            deel = if regel.kop.is_empty() { deel } else { regel.kop };
            let Some(waarde) = (regel.waarde)(&is.uitkomst) else { continue };
            uit.push(vec![tekst(&is.scenario.naam), tekst(deel), tekst(regel.naam), Cel::Decimaal(waarde), Cel::Leeg]);
        }
        for (naam, aanname) in is.scenario.aannames() {
            uit.push(vec![
                tekst(&is.scenario.naam),
                tekst("Waar het op rekent"),
                tekst(&naam),
                Cel::Decimaal(aanname.waarde),
                tekst(&aanname.bron),
            ]);
        }
    }
    uit
}

/// What the list is: the second sheet.
pub(super) fn toelichting(gekozen: &[Gekozen], maker: &str, moment: DateTime) -> Toelichting {
    let regels = gekozen.iter().map(|is| (is.scenario.naam.clone(), is.scenario.toelichting.clone())).collect();
    Toelichting { titel: "Capaciteit: scenario's naast elkaar".to_owned(), maker: maker.to_owned(), moment, regels }
}
