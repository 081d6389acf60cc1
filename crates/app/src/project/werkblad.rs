//! The evaluation as a list: one number per row with what it means, to sort, filter and count on with.

use documents::tabel::{Cel, Kolom, Soort, Toelichting};
use domain::datum::{kort, lang};
use jiff::civil::DateTime;

use super::{
    actions::Uitslag,
    onderdelen::{Rij, Tabel, onderdelen},
    woorden::periode,
};

/// The columns.
pub(super) fn kolommen() -> [Kolom; 9] {
    [
        Kolom::new("Onderdeel", Soort::Tekst),
        Kolom::new("Regel", Soort::Tekst),
        Kolom::new("Cijfer", Soort::Tekst),
        Kolom::new("Aantal", Soort::Getal),
        Kolom::new("Bedrag", Soort::Bedrag),
        Kolom::new("Aandeel", Soort::Percentage),
        Kolom::new("Datum", Soort::Datum),
        Kolom::new("Toelichting", Soort::Tekst),
        Kolom::new("Betekenis", Soort::Tekst),
    ]
}

/// One row per number, in the order of the page.
pub(super) fn rijen(uitslag: &Uitslag) -> Vec<Vec<Cel>> {
    let mut uit = Vec::new();
    for onderdeel in onderdelen(uitslag) {
        for rij in onderdeel.tabel.met_totaal() {
            uit.extend(van_rij(uitslag, &onderdeel.titel, &onderdeel.tabel, rij));
        }
    }
    uit
}

fn van_rij<'r>(
    uitslag: &'r Uitslag,
    titel: &'r str,
    tabel: &'r Tabel,
    rij: &'r Rij,
) -> impl Iterator<Item = Vec<Cel>> + 'r {
    let tekst = |tekst: &str| if tekst.is_empty() { Cel::Leeg } else { Cel::Tekst(tekst.to_owned()) };
    tabel.cellen(rij).map(move |(kolom, waarde)| {
        let mut soorten = [Cel::Leeg, Cel::Leeg, Cel::Leeg, Cel::Leeg];
        soorten[waarde.plaats()] = waarde.cel();
        let betekenis = betekenis(uitslag, if rij.term.is_empty() { kolom.term } else { rij.term });
        [tekst(titel), tekst(&rij.naam), tekst(kolom.naam)]
            .into_iter()
            .chain(soorten)
            .chain([tekst(&rij.onder), tekst(betekenis)])
            .collect()
    })
}

/// The definition of a term; nothing for a number that its row explains.
fn betekenis<'u>(uitslag: &'u Uitslag, term: &str) -> &'u str {
    uitslag
        .evaluatie
        .definities
        .iter()
        .find(|definitie| definitie.term == term)
        .map_or("", |definitie| &definitie.tekst)
}

/// What the list is: the second sheet.
pub(super) fn toelichting(uitslag: &Uitslag, maker: &str, moment: DateTime) -> Toelichting {
    let (project, evaluatie) = (&uitslag.project, &uitslag.evaluatie);
    let regel = |naam: &str, tekst: String| (naam.to_owned(), tekst);
    let mut regels = vec![
        regel("Project", format!("{} ({})", project.naam, project.code)),
        regel("Doel", project.doel.clone()),
        regel("Periode", periode(project.start, project.einde)),
        regel("Peildatum", lang(evaluatie.peildatum)),
        regel("Bron", project.bron.clone()),
    ];
    regels.extend(evaluatie.waarschuwingen.iter().map(|waarschuwing| regel("Let op", waarschuwing.tekst.clone())));
    regels.extend(evaluatie.definities.iter().map(|definitie| (definitie.term.clone(), definitie.tekst.clone())));
    let titel = format!("{}, stand op {}", project.naam, kort(evaluatie.peildatum));
    Toelichting { titel, maker: maker.to_owned(), moment, regels }
}
