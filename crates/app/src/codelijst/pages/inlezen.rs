//! Reading a list from a CSV file: chosen, or pasted. What was wrong comes back with the text, so that it can be mended here.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::codelijst::Codelijst;

use super::super::{actions, bestand, paths};
use crate::web::{Bezoek, Formulier, Pad, Pagina, Resultaat, Veld, pagina, woorden::zin};

/// More mistakes than these are not told one by one.
const FOUTEN: usize = 50;

#[derive(Template)]
#[template(path = "codelijst/pages/inlezen.html")]
struct InlezenPagina {
    p: Pagina,
    lijst_naam: &'static str,
    terug: String,
    actie: String,
    csv: String,
    inhoud: Veld,
    fouten: Vec<(String, String)>,
    met_cbs: bool,
}

fn tonen(bezoek: &Bezoek, lijst: Codelijst, tekst: &str, mis: Vec<String>) -> Resultaat {
    let meer = mis.len().saturating_sub(FOUTEN);
    let mut fouten: Vec<(String, String)> =
        mis.into_iter().take(FOUTEN).map(|fout| ("tekst".to_owned(), fout)).collect();
    if meer > 0 {
        fouten.push(("tekst".to_owned(), format!("En nog {meer} andere fouten.")));
    }
    let mut veld = Veld::vrij("tekst", "Of plak hier de inhoud van het bestand").met(tekst);
    if !fouten.is_empty() {
        veld.afkeuren("Er is niets ingelezen. Verbeter wat hierboven staat, hier of in uw bestand.");
    }
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&InlezenPagina {
        p: Pagina::voor(bezoek, "CSV inlezen", "/beheer").met_fouten(fouten.len()),
        lijst_naam: lijst.naam(),
        terug: paths::lijst(lijst),
        actie: paths::van_lijst(lijst, "inlezen"),
        csv: paths::van_lijst(lijst, "export.csv"),
        inhoud: veld,
        fouten,
        met_cbs: lijst.kenmerk_cbs().is_some(),
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::codelijst) async fn toon(bezoek: Bezoek, Pad(lijst): Pad<Codelijst>) -> Resultaat {
    tonen(&bezoek, lijst, "", Vec::new())
}

pub(in crate::codelijst) async fn verwerk(
    bezoek: Bezoek,
    Pad(lijst): Pad<Codelijst>,
    formulier: Formulier,
) -> Resultaat {
    let gekozen = formulier.tekst("bestand");
    let tekst = if gekozen.trim().is_empty() { formulier.tekst("tekst") } else { gekozen };
    let rijen = match bestand::lees(tekst) {
        Ok(rijen) => rijen,
        Err(mis) => return tonen(&bezoek, lijst, tekst, mis),
    };
    match actions::lees_in(&bezoek, lijst, &rijen).await? {
        Ok((nieuw, gewijzigd)) => {
            let naar = format!("{}?gedaan=ingelezen&nieuw={nieuw}&gewijzigd={gewijzigd}", paths::lijst(lijst));
            Ok(Redirect::to(&naar).into_response())
        }
        Err(fouten) => {
            let mis = fouten.into_iter().map(|(rij, fout)| format!("Rij {rij}: {}", zin(&fout.to_string()))).collect();
            tonen(&bezoek, lijst, tekst, mis)
        }
    }
}
