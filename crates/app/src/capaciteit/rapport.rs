//! The comparison on paper.

use documents::pdf::{Deel, Definitie, Kerncijfer, Rapport, Regel, Tabel, TabelKolom};
use domain::datum::lang;
use jiff::civil::Date;

use super::{
    lijst::Gekozen,
    vergelijking::{REGELS, gegeven, getal},
};

/// What must be known before a number is believed.
pub(super) const LET_OP: &str = "Niets van wat een scenario aanneemt is hier gemeten. Wat bij een getal als bron 'aanname' heeft, staat \
    niet in de stukken; met andere aannames komt er iets anders uit.";

pub(super) fn rapport(gekozen: &[Gekozen], gemeente: &str, datum: Date) -> Rapport {
    let kolom = |naam: &str, rechts| TabelKolom { naam: naam.to_owned(), rechts };
    let namen = gekozen.iter().map(|is| is.scenario.naam.as_str());
    let kolommen: Vec<TabelKolom> =
        std::iter::once(kolom("", false)).chain(namen.map(|naam| kolom(naam, true))).collect();
    let mut delen = vec![Deel::Definities {
        titel: "De scenario's".to_owned(),
        regels: gekozen
            .iter()
            .map(|is| Definitie {
                begrip: is.scenario.naam.clone(),
                betekenis: format!("{} Gegeven: {}.", is.scenario.toelichting, gegeven(&is.scenario).to_lowercase()),
            })
            .collect(),
    }];
    let mut tabel = Tabel { kolommen: kolommen.clone(), ..Tabel::default() };
    for regel in &REGELS {
        if !regel.kop.is_empty() {
            let vol = std::mem::replace(&mut tabel, Tabel { kolommen: kolommen.clone(), ..Tabel::default() });
            delen.extend((!vol.rijen.is_empty()).then_some(Deel::Tabel(vol)));
            regel.kop.clone_into(&mut tabel.titel);
        }
        let waarden: Vec<Option<f64>> = gekozen.iter().map(|is| (regel.waarde)(&is.uitkomst)).collect();
        if waarden.iter().any(Option::is_some) {
            let cellen = waarden.iter().map(|is| is.map_or_else(String::new, |is| getal(is, regel.decimalen)));
            tabel.rijen.push(std::iter::once(regel.naam.to_owned()).chain(cellen).collect());
        }
    }
    delen.extend((!tabel.rijen.is_empty()).then_some(Deel::Tabel(tabel)));
    for is in gekozen {
        delen.push(Deel::Tabel(Tabel {
            titel: format!("Waar {} op rekent", is.scenario.naam),
            kolommen: vec![kolom("Wat", false), kolom("Waarde", true), kolom("Bron", false)],
            rijen: is
                .scenario
                .aannames()
                .into_iter()
                .map(|(naam, aanname)| vec![naam, getal(aanname.waarde, 2), aanname.bron])
                .collect(),
            ..Tabel::default()
        }));
    }
    Rapport {
        titel: "Capaciteit".to_owned(),
        ondertitel: "Wat manieren van werken aan mensen en geld vragen".to_owned(),
        gemeente: format!("Gemeente {gemeente}"),
        datum,
        kenmerken: vec![Regel { label: "Gemaakt op".to_owned(), waarde: lang(datum) }],
        kerncijfers: gekozen
            .iter()
            .map(|is| Kerncijfer {
                label: format!("caseload: {}", is.scenario.naam),
                waarde: caseload(is).map_or_else(|| "–".to_owned(), |caseload| getal(caseload, 1)),
                noot: String::new(),
                negatief: false,
            })
            .collect(),
        waarschuwingen: vec![LET_OP.to_owned()],
        delen,
        bronnen: Vec::new(),
    }
}

/// The caseload a scenario comes to: what is possible, or what its hours ask.
pub(super) fn caseload(is: &Gekozen) -> Option<f64> {
    is.uitkomst.mogelijk.map(|mogelijk| mogelijk.caseload).or(is.uitkomst.nodig.caseload)
}
