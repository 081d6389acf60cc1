//! What to play, and what was played.

use analysis::prognose::Opzet;
use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::{kort, plaatselijk},
    geld::thousands,
};
use storage::prognose::PrognoseRegel;

use super::{
    super::{
        actions,
        forms::SpeelForm,
        opzetten::{self, BASIS},
        paths, spelen,
    },
    stand,
};
use crate::web::{Bezoek, Formulier, Keuze, Pagina, Resultaat, pagina, woorden::zin};

/// The latest simulations that are shown.
const RECENT: i64 = 20;

struct Rij {
    href: String,
    namen: String,
    door: String,
    wanneer: String,
    hoe: String,
    stand: &'static str,
    kleur: &'static str,
}

/// A scenario of the municipality.
struct Eigen {
    href: String,
    afgeleid: String,
    naam: String,
}

#[derive(Template)]
#[template(path = "prognose/pages/overzicht.html")]
struct OverzichtPagina {
    p: Pagina,
    form: SpeelForm,
    keuzes: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    rijen: Vec<Rij>,
    eigen: Vec<Eigen>,
    nieuw: String,
}

async fn bladzijde(bezoek: &Bezoek, form: SpeelForm) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let alle = opzetten::keuzes(&mut reader).await?;
    let recent = storage::prognose::recent(&mut reader, RECENT).await?;
    drop(reader);
    let fouten = form.fouten();
    let eigen = alle.iter().filter_map(|is| {
        let id = is.eigen?;
        Some(Eigen { href: paths::opzet(id), afgeleid: paths::nieuw_van(&is.code), naam: is.naam.clone() })
    });
    pagina(&OverzichtPagina {
        p: Pagina::voor(bezoek, "Vooruitkijken", "/capaciteit").met_fouten(fouten.len()),
        keuzes: form.keuzes(&alle),
        eigen: eigen.collect(),
        nieuw: paths::nieuw_van(BASIS),
        fouten,
        form,
        rijen: recent.iter().map(|regel| rij(bezoek, regel)).collect(),
    })
}

fn rij(bezoek: &Bezoek, regel: &PrognoseRegel) -> Rij {
    let (stand, kleur) = stand(regel, bezoek.nu);
    Rij {
        href: paths::prognose(regel.vraag.id),
        namen: namen(regel),
        door: regel.door.clone(),
        wanneer: kort(plaatselijk(regel.gemaakt_op).date()),
        hoe: format!("{} keer, zaad {}", thousands(regel.vraag.herhalingen.into()), regel.vraag.zaad),
        stand,
        kleur,
    }
}

/// What was played, by name.
pub(super) fn namen(regel: &PrognoseRegel) -> String {
    let opzetten = spelen::opzetten(regel).unwrap_or_default();
    let namen: Vec<&str> = opzetten.iter().map(|opzet| opzet.naam.as_str()).collect();
    if namen.is_empty() { "Onbekende scenario's".to_owned() } else { namen.join(" · ") }
}

pub(in crate::prognose) async fn toon(bezoek: Bezoek) -> Resultaat {
    bladzijde(&bezoek, SpeelForm::leeg(&bezoek)).await
}

pub(in crate::prognose) async fn speel(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let mut form = SpeelForm::uit(&bezoek, &formulier);
    if let Some((codes, herhalingen, zaad)) = form.lees()
        && let Some(gekozen) = gekozen(&bezoek, &mut form, &codes).await?
    {
        if actions::begin(&bezoek, form.id, &gekozen, (herhalingen, zaad)).await? {
            return Ok(Redirect::to(&paths::prognose(form.id)).into_response());
        }
        form.scenarios.afkeuren("Er worden al twee simulaties gespeeld. Wacht tot er een klaar is, of stop er een.");
    }
    Ok((StatusCode::UNPROCESSABLE_ENTITY, bladzijde(&bezoek, form).await?).into_response())
}

/// The scenarios that were checked. Nothing when one is gone, or when they cannot be laid side by side; then the field says so.
async fn gekozen(bezoek: &Bezoek, form: &mut SpeelForm, codes: &[String]) -> Resultaat<Option<Vec<Opzet>>> {
    let mut reader = bezoek.reader().await?;
    let mut gekozen = Vec::new();
    for code in codes {
        let Some(opzet) = opzetten::vind(&mut reader, code).await? else {
            form.scenarios.afkeuren("Een van deze scenario's bestaat niet meer. Kies opnieuw.");
            return Ok(None);
        };
        gekozen.push(opzet);
    }
    let zelfde = |opzet: &Opzet| (opzet.begin, opzet.maanden);
    if gekozen.iter().any(|opzet| zelfde(opzet) != zelfde(&gekozen[0])) {
        form.scenarios.afkeuren(zin(&analysis::prognose::OpzetGeweigerd::NietTeVergelijken.to_string()));
        return Ok(None);
    }
    Ok(Some(gekozen))
}
