//! A scenario of the municipality: made from another, changed, thrown away.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{codelijst::Codelijst, id::ScenarioId};

use super::super::{
    actions::{self, Uitslag},
    forms::ScenarioForm,
    lijst, paths,
};
use crate::web::{Bezoek, Formulier, Fout, Pad, Pagina, Resultaat, pagina};

/// From what one begins who chose nothing.
const EERST: &str = "uren-4-4-4";

#[derive(Template)]
#[template(path = "capaciteit/pages/scenario.html")]
struct ScenarioPagina {
    p: Pagina,
    titel: String,
    form: ScenarioForm,
    keuzes: Vec<crate::web::Keuze>,
    fouten: Vec<(String, String)>,
    actie: String,
    terug: &'static str,
    van: String,
    versie: i64,
    /// Empty for one that is not kept yet.
    weggooien: String,
}

/// Which one the page is about.
struct Welk {
    titel: String,
    actie: String,
    van: String,
    versie: i64,
    weggooien: String,
}

impl Welk {
    fn nieuw(van: &str) -> Self {
        Self {
            titel: "Eigen scenario".to_owned(),
            actie: paths::NIEUW.to_owned(),
            van: van.to_owned(),
            versie: 0,
            weggooien: String::new(),
        }
    }

    fn bewaard(id: ScenarioId, naam: &str, versie: i64) -> Self {
        Self {
            titel: naam.to_owned(),
            actie: paths::scenario(id),
            van: String::new(),
            versie,
            weggooien: paths::weggooien(id),
        }
    }
}

fn tonen(bezoek: &Bezoek, welk: Welk, form: ScenarioForm) -> Resultaat {
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&ScenarioPagina {
        p: Pagina::voor(bezoek, welk.titel.clone(), paths::PAGINA).met_fouten(fouten.len()),
        titel: welk.titel,
        keuzes: form.keuzes(),
        form,
        fouten,
        actie: welk.actie,
        terug: paths::PAGINA,
        van: welk.van,
        versie: welk.versie,
        weggooien: welk.weggooien,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::capaciteit) async fn nieuw(bezoek: Bezoek, Query(vraag): Query<HashMap<String, String>>) -> Resultaat {
    let van = vraag.get("van").map_or(EERST, String::as_str);
    let gevonden = lijst::vind(&mut bezoek.reader().await?, van).await?;
    let (_, mut scenario) = gevonden.ok_or(Fout::NietGevonden)?;
    scenario.naam = format!("{} (eigen)", scenario.naam);
    tonen(&bezoek, Welk::nieuw(van), ScenarioForm::van(&bezoek, &scenario))
}

pub(in crate::capaciteit) async fn toon(bezoek: Bezoek, Pad(id): Pad<ScenarioId>) -> Resultaat {
    let bewaard = storage::scenario::find(&mut bezoek.reader().await?, id).await?.ok_or(Fout::NietGevonden)?;
    let form = ScenarioForm::van(&bezoek, &lijst::lees(&bewaard)?);
    tonen(&bezoek, Welk::bewaard(id, &bewaard.naam, bewaard.versie), form)
}

/// Whether the button was that which counts the clients of today; then the form is shown again, and nothing is kept.
async fn geteld(bezoek: &Bezoek, formulier: &Formulier, form: &mut ScenarioForm) -> Resultaat<bool> {
    if formulier.tekst("actie") != "tellen" {
        return Ok(false);
    }
    let lijsten = bezoek.lijsten().await?;
    let klanten = storage::scenario::klanten(&mut bezoek.reader().await?, bezoek.vandaag).await?;
    let mut groepen: Vec<(String, i64)> = Vec::new();
    let ontheven: i64 = klanten.iter().filter(|(_, ontheven, _)| *ontheven).map(|(.., aantal)| aantal).sum();
    for (segment, _, aantal) in klanten.into_iter().filter(|(_, ontheven, _)| !ontheven) {
        let naam = match segment.as_str() {
            "" => "Niet ingedeeld".to_owned(),
            code => lijsten.naam(Codelijst::Segment, code).to_owned(),
        };
        groepen.push((naam, aantal));
    }
    groepen.push(("Ontheven van de arbeidsplicht".to_owned(), ontheven));
    form.tel(&groepen, bezoek.vandaag);
    Ok(true)
}

pub(in crate::capaciteit) async fn bewaar_nieuw(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let van = formulier.tekst("van").to_owned();
    let mut form = ScenarioForm::uit(&bezoek, &formulier);
    if geteld(&bezoek, &formulier, &mut form).await? {
        return tonen(&bezoek, Welk::nieuw(&van), form);
    }
    let Some(scenario) = form.lees() else { return tonen(&bezoek, Welk::nieuw(&van), form) };
    if let Uitslag::NaamBestaat = actions::maak(&bezoek, form.id, &scenario).await? {
        form.naam.afkeuren("Er is al een scenario met deze naam. Kies een andere.");
        return tonen(&bezoek, Welk::nieuw(&van), form);
    }
    // The form says from which it was made; only what can be a code comes in an address.
    let is_code =
        |code: &String| !code.is_empty() && code.bytes().all(|teken| teken.is_ascii_alphanumeric() || teken == b'-');
    let naast: Vec<String> = [van, form.id.to_string()].into_iter().filter(is_code).collect();
    Ok(Redirect::to(&paths::naast_elkaar("", &naast)).into_response())
}

pub(in crate::capaciteit) async fn bewaar(bezoek: Bezoek, Pad(id): Pad<ScenarioId>, formulier: Formulier) -> Resultaat {
    let bewaard = storage::scenario::find(&mut bezoek.reader().await?, id).await?.ok_or(Fout::NietGevonden)?;
    let versie = formulier.versie()?;
    let welk = || Welk::bewaard(id, &bewaard.naam, versie);
    let mut form = ScenarioForm::uit(&bezoek, &formulier);
    if geteld(&bezoek, &formulier, &mut form).await? {
        return tonen(&bezoek, welk(), form);
    }
    let Some(scenario) = form.lees() else { return tonen(&bezoek, welk(), form) };
    match actions::wijzig(&bezoek, id, &scenario, versie).await? {
        Uitslag::Gedaan => Ok(Redirect::to(&paths::naast_elkaar("", &[id.to_string()])).into_response()),
        Uitslag::NaamBestaat => {
            form.naam.afkeuren("Er is al een scenario met deze naam. Kies een andere.");
            tonen(&bezoek, welk(), form)
        }
        Uitslag::Intussen => {
            let fout = "Een collega heeft dit scenario intussen gewijzigd. Wat u invulde staat hier nog; bewaart u het nu, dan \
                vervangt het dat van uw collega.";
            form.naam.afkeuren(fout);
            tonen(&bezoek, Welk { versie: bewaard.versie, ..welk() }, form)
        }
    }
}

pub(in crate::capaciteit) async fn gooi_weg(
    bezoek: Bezoek,
    Pad(id): Pad<ScenarioId>,
    formulier: Formulier,
) -> Resultaat {
    actions::gooi_weg(&bezoek, id, formulier.versie()?).await?;
    Ok(Redirect::to(paths::PAGINA).into_response())
}
