//! A scenario of the municipality: its levers, made from another, filled in by hand or from the own history, thrown away.

use std::collections::HashMap;

use analysis::prognose::{BEWIJS, Bewijs, EFFECT_BRON, EFFECT_HOOGSTENS, Opzet};
use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::id::OpzetId;
use storage::prognose::BewaardeOpzet;

use super::super::{
    actions::{self, Uitslag},
    forms::OpzetForm,
    opzetten::{self, BASIS},
    paths, schatten,
};
use crate::web::{Bezoek, Formulier, Fout, Melding, Pad, Pagina, Resultaat, pagina};

/// What who comes second reads.
pub(super) const INTUSSEN: &str = "Een collega heeft dit scenario intussen gewijzigd. Wat u invulde staat hier nog; bewaart u het nu, \
    dan vervangt het dat van uw collega.";
const NAAM_BESTAAT: &str = "Er is al een scenario met deze naam. Kies een andere.";

#[derive(Template)]
#[template(path = "prognose/pages/opzet.html")]
struct OpzetPagina {
    p: Pagina,
    titel: String,
    form: OpzetForm,
    fouten: Vec<(String, String)>,
    actie: String,
    van: String,
    versie: i64,
    /// Empty for one that is not kept yet, as are the next two.
    tekst: String,
    schatten: String,
    weggooien: String,
    bewijs: [Bewijs; 8],
    effect_bron: &'static str,
    hoogstens: f64,
    hoogstens_woord: String,
}

/// Which one the page is about.
struct Welk {
    titel: String,
    van: String,
    versie: i64,
    id: Option<OpzetId>,
}

impl Welk {
    fn nieuw(van: &str) -> Self {
        Self { titel: "Eigen scenario".to_owned(), van: van.to_owned(), versie: 0, id: None }
    }

    fn bewaard(is: &BewaardeOpzet, versie: i64) -> Self {
        Self { titel: is.naam.clone(), van: String::new(), versie, id: Some(is.id) }
    }
}

fn tonen(bezoek: &Bezoek, welk: Welk, form: OpzetForm, melding: Option<Melding>) -> Resultaat {
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let pad = |pad: fn(OpzetId) -> String| welk.id.map_or_else(String::new, pad);
    let mut response = pagina(&OpzetPagina {
        p: Pagina::voor(bezoek, welk.titel.clone(), "/capaciteit").met_melding(melding).met_fouten(fouten.len()),
        actie: welk.id.map_or_else(|| paths::NIEUW.to_owned(), paths::opzet),
        tekst: pad(paths::tekst),
        schatten: pad(paths::schatten),
        weggooien: pad(paths::weggooien),
        titel: welk.titel,
        van: welk.van,
        versie: welk.versie,
        form,
        fouten,
        bewijs: BEWIJS,
        effect_bron: EFFECT_BRON,
        hoogstens: EFFECT_HOOGSTENS,
        hoogstens_woord: EFFECT_HOOGSTENS.to_string().replace('.', ","),
    })?;
    *response.status_mut() = status;
    Ok(response)
}

/// What was just done to it.
fn melding(vraag: &HashMap<String, String>) -> Option<Melding> {
    if vraag.contains_key("bewaard") {
        return Some(Melding::ok("Het scenario is bewaard."));
    }
    vraag.get("geschat").map(|codes| Melding::ok(schatten::in_woorden(codes)))
}

/// From which a new one is made.
async fn van(bezoek: &Bezoek, code: &str) -> Resultaat<Opzet> {
    let code = if code.is_empty() { BASIS } else { code };
    opzetten::vind(&mut bezoek.reader().await?, code).await?.ok_or(Fout::NietGevonden)
}

async fn bewaard(bezoek: &Bezoek, id: OpzetId) -> Resultaat<BewaardeOpzet> {
    storage::prognose::opzet(&mut bezoek.reader().await?, id).await?.ok_or(Fout::NietGevonden)
}

pub(in crate::prognose) async fn nieuw(bezoek: Bezoek, Query(vraag): Query<HashMap<String, String>>) -> Resultaat {
    let code = vraag.get("van").map_or(BASIS, String::as_str);
    let mut opzet = van(&bezoek, code).await?;
    opzet.naam = format!("{} (eigen)", opzet.naam);
    tonen(&bezoek, Welk::nieuw(code), OpzetForm::van(&bezoek, &opzet), None)
}

pub(in crate::prognose) async fn bewaar_nieuw(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let code = formulier.tekst("van").to_owned();
    let opzet = van(&bezoek, &code).await?;
    let mut form = OpzetForm::uit(&bezoek, &opzet, &formulier);
    let Some(wordt) = form.toepassen(&opzet, &bezoek.gebruiker().naam, bezoek.vandaag) else {
        return tonen(&bezoek, Welk::nieuw(&code), form, None);
    };
    if let Uitslag::NaamBestaat = actions::maak(&bezoek, form.id, &wordt).await? {
        form.naam.afkeuren(NAAM_BESTAAT);
        return tonen(&bezoek, Welk::nieuw(&code), form, None);
    }
    Ok(Redirect::to(&format!("{}?bewaard=ja", paths::opzet(form.id))).into_response())
}

pub(in crate::prognose) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<OpzetId>,
    Query(vraag): Query<HashMap<String, String>>,
) -> Resultaat {
    let is = bewaard(&bezoek, id).await?;
    let form = OpzetForm::van(&bezoek, &opzetten::lees(&is)?);
    tonen(&bezoek, Welk::bewaard(&is, is.versie), form, melding(&vraag))
}

pub(in crate::prognose) async fn bewaar(bezoek: Bezoek, Pad(id): Pad<OpzetId>, formulier: Formulier) -> Resultaat {
    let is = bewaard(&bezoek, id).await?;
    let versie = formulier.versie()?;
    let opzet = opzetten::lees(&is)?;
    let mut form = OpzetForm::uit(&bezoek, &opzet, &formulier);
    let Some(wordt) = form.toepassen(&opzet, &bezoek.gebruiker().naam, bezoek.vandaag) else {
        return tonen(&bezoek, Welk::bewaard(&is, versie), form, None);
    };
    match actions::wijzig(&bezoek, id, &wordt, versie).await? {
        Uitslag::Gedaan => Ok(Redirect::to(&format!("{}?bewaard=ja", paths::opzet(id))).into_response()),
        Uitslag::NaamBestaat => {
            form.naam.afkeuren(NAAM_BESTAAT);
            tonen(&bezoek, Welk::bewaard(&is, versie), form, None)
        }
        Uitslag::Intussen => {
            form.naam.afkeuren(INTUSSEN);
            tonen(&bezoek, Welk::bewaard(&is, is.versie), form, None)
        }
    }
}

/// Fills it in from the own history, and keeps it.
pub(in crate::prognose) async fn schat(bezoek: Bezoek, Pad(id): Pad<OpzetId>, formulier: Formulier) -> Resultaat {
    let is = bewaard(&bezoek, id).await?;
    let versie = formulier.versie()?;
    let intussen =
        || Fout::in_strijd("opzet_gewijzigd", "Een collega heeft dit scenario intussen gewijzigd. Bekijk het eerst.");
    if is.versie != versie {
        return Err(intussen());
    }
    let mut opzet = opzetten::lees(&is)?;
    let gevuld = schatten::vul(&bezoek, &mut opzet).await?;
    if !gevuld.is_empty() {
        match actions::wijzig(&bezoek, id, &opzet, versie).await? {
            Uitslag::Gedaan => {}
            Uitslag::NaamBestaat | Uitslag::Intussen => return Err(intussen()),
        }
    }
    Ok(Redirect::to(&format!("{}?geschat={}", paths::opzet(id), gevuld.join("."))).into_response())
}

pub(in crate::prognose) async fn gooi_weg(bezoek: Bezoek, Pad(id): Pad<OpzetId>, formulier: Formulier) -> Resultaat {
    actions::gooi_weg(&bezoek, id, formulier.versie()?).await?;
    Ok(Redirect::to(paths::LIJST).into_response())
}
