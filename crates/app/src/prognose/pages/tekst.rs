//! Everything a scenario assumes, as text: for what has no field of its own.

use analysis::prognose::{Opzet, OpzetGeweigerd};
use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::id::OpzetId;
use storage::prognose::BewaardeOpzet;

use super::super::{
    actions::{self, Uitslag},
    paths,
};
use crate::web::{Bezoek, Formulier, Fout, Pad, Pagina, Resultaat, Veld, pagina, veld, woorden::zin};

/// So long a text may be; the longest that can be played is a tenth of it.
const HOOGSTENS: usize = 200_000;

#[derive(Template)]
#[template(path = "prognose/pages/tekst.html")]
struct TekstPagina {
    p: Pagina,
    titel: String,
    tekst: Veld,
    fouten: Vec<(String, String)>,
    actie: String,
    terug: String,
    versie: i64,
}

fn veld_met(waarde: &str) -> Veld {
    Veld::new("tekst", "Scenario")
        .uitleg("In TOML. Elk getal heeft een bron; schrijf \"aanname\" als die er niet is.")
        .met(waarde)
}

fn tonen(bezoek: &Bezoek, bewaard: &BewaardeOpzet, versie: i64, tekst: Veld) -> Resultaat {
    let fouten = veld::fouten(&[&tekst]);
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&TekstPagina {
        p: Pagina::voor(bezoek, format!("{} als tekst", bewaard.naam), "/capaciteit").met_fouten(fouten.len()),
        titel: format!("{} als tekst", bewaard.naam),
        actie: paths::tekst(bewaard.id),
        terug: paths::opzet(bewaard.id),
        tekst,
        fouten,
        versie,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::prognose) async fn toon(bezoek: Bezoek, Pad(id): Pad<OpzetId>) -> Resultaat {
    let bewaard = storage::prognose::opzet(&mut bezoek.reader().await?, id).await?.ok_or(Fout::NietGevonden)?;
    tonen(&bezoek, &bewaard, bewaard.versie, veld_met(&bewaard.inhoud))
}

/// The scenario, or what is wrong with it.
fn lees(tekst: &str) -> Result<Opzet, String> {
    if tekst.len() > HOOGSTENS {
        return Err("Deze tekst is te lang. Gebruik hooguit 200.000 tekens.".to_owned());
    }
    let opzet = Opzet::lees(tekst).map_err(|geweigerd| match &geweigerd {
        // The parser speaks English; where it stopped is what helps.
        OpzetGeweigerd::GeenOpzet(waar) => format!("Deze tekst is niet te lezen. Kijk bij {waar}."),
        _ => zin(&geweigerd.to_string()),
    })?;
    match opzet.naam.trim().chars().count() {
        1..=100 => Ok(opzet),
        _ => Err("Geef het scenario een naam van hooguit 100 tekens.".to_owned()),
    }
}

pub(in crate::prognose) async fn bewaar(bezoek: Bezoek, Pad(id): Pad<OpzetId>, formulier: Formulier) -> Resultaat {
    let bewaard = storage::prognose::opzet(&mut bezoek.reader().await?, id).await?.ok_or(Fout::NietGevonden)?;
    let versie = formulier.versie()?;
    let mut tekst = veld_met(formulier.tekst("tekst"));
    let opzet = match lees(&tekst.waarde) {
        Ok(opzet) => opzet,
        Err(fout) => {
            tekst.afkeuren(fout);
            return tonen(&bezoek, &bewaard, versie, tekst);
        }
    };
    match actions::wijzig(&bezoek, id, &opzet, versie).await? {
        Uitslag::Gedaan => Ok(Redirect::to(&format!("{}?bewaard=ja", paths::opzet(id))).into_response()),
        Uitslag::NaamBestaat => {
            tekst.afkeuren("Er is al een scenario met deze naam. Kies een andere.");
            tonen(&bezoek, &bewaard, versie, tekst)
        }
        Uitslag::Intussen => {
            tekst.afkeuren(super::opzet::INTUSSEN);
            tonen(&bezoek, &bewaard, bewaard.versie, tekst)
        }
    }
}
