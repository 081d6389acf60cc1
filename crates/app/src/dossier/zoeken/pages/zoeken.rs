//! What was found: as a page, or as the list below the search box while somebody types.

use askama::Template;
use axum::{
    http::HeaderMap,
    response::{IntoResponse, Redirect},
};
use domain::{datum::kort, logboek::Doel};
use storage::zoeken::{Gevonden, Treffer};

use crate::{
    klant,
    web::{Bezoek, Formulier, Pagina, Resultaat, pagina},
};

/// How many are shown; whoever needs more types more.
const MOST: i64 = 20;

struct Regel {
    href: String,
    naam: String,
    onder: String,
    loopt: bool,
}

#[derive(Template)]
#[template(path = "dossier/zoeken/pages/zoeken.html")]
struct ZoekPagina {
    p: Pagina,
    onder: String,
    regels: Vec<Regel>,
    gezocht: bool,
}

#[derive(Template)]
#[template(path = "dossier/zoeken/pages/voorstellen.html")]
struct Voorstellen {
    regels: Vec<Regel>,
}

pub(in crate::dossier::zoeken) async fn leeg(bezoek: Bezoek) -> Resultaat {
    let p = Pagina::voor(&bezoek, "Zoeken", "");
    let onder = "Zoek op naam, klantnummer, BSN, geboortedatum, postcode of telefoonnummer.".to_owned();
    pagina(&ZoekPagina { p, onder, regels: Vec::new(), gezocht: false })
}

pub(in crate::dossier::zoeken) async fn zoek(bezoek: Bezoek, headers: HeaderMap, formulier: Formulier) -> Resultaat {
    let text = formulier.tekst("q");
    let Gevonden { treffers: found, gok } = storage::zoeken::find(&mut bezoek.reader().await?, text, MOST).await?;
    let fragment = headers.contains_key("x-fragment");
    let klanten = found.iter().map(|treffer| treffer.klant).collect();
    bezoek.inzage("zoeken.getoond", Doel::Begeleiding, klanten).await?;
    // A guess opens nobody's file: who typed the name chooses.
    if let ([only], false, false) = (found.as_slice(), fragment, gok) {
        return Ok(Redirect::to(&klant::paths::tijdlijn(only.klant)).into_response());
    }
    let more = found.len() >= usize::try_from(MOST).unwrap_or(usize::MAX);
    let mut regels: Vec<Regel> = found.into_iter().map(|treffer| regel(treffer, bezoek.vandaag)).collect();
    // Whoever receives a benefit is more often the one looked for; among equals the order stays.
    regels.sort_by_key(|regel| !regel.loopt);
    if fragment {
        return pagina(&Voorstellen { regels });
    }
    let onder = match regels.len() {
        0 => String::new(),
        _ if more => format!("De eerste {MOST} klanten. Typ meer om minder te vinden."),
        1 if gok => "1 klant met een naam die erop lijkt.".to_owned(),
        1 => "1 klant gevonden.".to_owned(),
        count => format!("{count} klanten gevonden."),
    };
    let mut p = Pagina::voor(&bezoek, "Zoeken", "");
    // What looks like a BSN is not repeated on the page.
    p.zoekterm = if text.parse::<domain::bsn::Bsn>().is_ok() { String::new() } else { text.to_owned() };
    pagina(&ZoekPagina { p, onder, regels, gezocht: !text.trim().is_empty() })
}

fn regel(treffer: Treffer, vandaag: jiff::civil::Date) -> Regel {
    let wie = treffer.klantmanager.unwrap_or_else(|| "nog geen klantmanager".to_owned());
    let wijk = if treffer.wijk.is_empty() { String::new() } else { format!(" · {}", treffer.wijk) };
    Regel {
        href: klant::paths::tijdlijn(treffer.klant),
        onder: format!("{} · klant {}{wijk} · {wie}", kort(treffer.geboortedatum), treffer.klantnummer),
        naam: treffer.naam,
        loopt: treffer.uitkering_tot >= vandaag,
    }
}
