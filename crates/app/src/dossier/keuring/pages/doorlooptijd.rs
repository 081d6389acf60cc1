//! How long examinations take, per year: numbers only, nobody by name.

use askama::Template;
use domain::keuring::{Doorlooptijden, Keuringszaak};
use jiff::civil::date;

use crate::web::{Bezoek, Pagina, Resultaat, pagina};

/// This year and the two before it.
const JAREN: i16 = 3;

struct Regel {
    jaar: i16,
    soort: &'static str,
    aangevraagd: usize,
    afgerond: usize,
    gemiddeld: String,
    mediaan: String,
    op_tijd: String,
}

#[derive(Template)]
#[template(path = "dossier/keuring/pages/doorlooptijd.html")]
struct DoorlooptijdPagina {
    p: Pagina,
    regels: Vec<Regel>,
}

/// `11,5 dagen`; without answers there is no number.
fn dagen(waarde: Option<f64>) -> String {
    waarde.map_or_else(|| "nog niet bekend".to_owned(), |dagen| format!("{dagen:.1} dagen").replace('.', ","))
}

fn regel(jaar: i16, soort: &'static str, zaken: &[&Keuringszaak], vandaag: jiff::civil::Date) -> Regel {
    let telling = Doorlooptijden::van(zaken.iter().copied(), vandaag);
    let op_tijd = telling.aandeel_op_tijd().map_or_else(
        || "geen termijn".to_owned(),
        |aandeel| format!("{} van {} ({:.0}%)", telling.op_tijd, telling.te_beoordelen, aandeel * 100.0),
    );
    Regel {
        jaar,
        soort,
        aangevraagd: zaken.len(),
        afgerond: telling.afgerond,
        gemiddeld: dagen(telling.gemiddeld),
        mediaan: dagen(telling.mediaan),
        op_tijd,
    }
}

pub(in crate::dossier::keuring) async fn toon(bezoek: Bezoek) -> Resultaat {
    let vandaag = bezoek.vandaag;
    let eerste = date(vandaag.year() - JAREN + 1, 1, 1);
    let keuringen = storage::keuring::aangevraagd(&mut bezoek.reader().await?, eerste, vandaag).await?;
    let zaken: Vec<Keuringszaak> = keuringen.iter().map(Keuringszaak::van).collect();
    let mut regels = Vec::new();
    for jaar in (eerste.year()..=vandaag.year()).rev() {
        for (soort, spoed) in [("Spoedkeuring", true), ("Gewone keuring", false)] {
            let deze: Vec<&Keuringszaak> =
                zaken.iter().filter(|zaak| zaak.spoed == spoed && zaak.aangevraagd.year() == jaar).collect();
            if !deze.is_empty() {
                regels.push(regel(jaar, soort, &deze, vandaag));
            }
        }
    }
    pagina(&DoorlooptijdPagina { p: Pagina::voor(&bezoek, "Doorlooptijd van keuringen", "/projecten"), regels })
}
