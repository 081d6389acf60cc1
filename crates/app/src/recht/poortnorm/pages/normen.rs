//! The terms that were set, with a form to set another.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{datum::lang, poort::gesproken_binnen, termijn::Termijn};

use super::super::{actions, forms::NormForm, paths};
use crate::web::{Bezoek, Formulier, Fout, Pagina, Resultaat, pagina};

struct Rij {
    vanaf: String,
    iso: String,
    dagen: u16,
    bron: String,
    stand: &'static str,
    kleur: &'static str,
    /// It has not begun before today, so it can be taken back.
    intrekken: bool,
}

#[derive(Template)]
#[template(path = "recht/poortnorm/pages/normen.html")]
struct NormenPagina {
    p: Pagina,
    onder: String,
    rijen: Vec<Rij>,
    form: NormForm,
    fouten: Vec<(String, String)>,
}

async fn tonen(bezoek: &Bezoek, form: NormForm) -> Resultaat {
    let normen = storage::poortnorm::list(&mut bezoek.reader().await?).await?;
    let vandaag = bezoek.vandaag;
    let geldt = normen.iter().filter(|norm| norm.vanaf <= vandaag).map(|norm| norm.vanaf).max();
    let nu = match gesproken_binnen(&normen, vandaag) {
        Termijn::Dagen(1) => "1 dag".to_owned(),
        Termijn::Dagen(dagen) => format!("{dagen} dagen"),
        Termijn::Weken(weken) => format!("{weken} weken"),
        Termijn::Maanden(maanden) => format!("{maanden} maanden"),
    };
    let eigen = if geldt.is_none() { "; niets vastgesteld, dus de keuze van Klantbeeld" } else { "" };
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&NormenPagina {
        p: Pagina::voor(bezoek, "Termijn aan de poort", "/beheer").met_fouten(fouten.len()),
        onder: format!("Nu: gesproken binnen {nu} na de melding{eigen}"),
        rijen: normen
            .iter()
            .rev()
            .map(|norm| {
                let (stand, kleur) = if norm.vanaf > vandaag {
                    ("gaat nog in", "blauw")
                } else if geldt == Some(norm.vanaf) {
                    ("geldt nu", "groen")
                } else {
                    ("voorbij", "")
                };
                Rij {
                    vanaf: lang(norm.vanaf),
                    iso: norm.vanaf.to_string(),
                    dagen: norm.dagen,
                    bron: norm.bron.clone(),
                    stand,
                    kleur,
                    intrekken: norm.vanaf >= vandaag,
                }
            })
            .collect(),
        fouten,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::recht::poortnorm) async fn toon(bezoek: Bezoek) -> Resultaat {
    tonen(&bezoek, NormForm::leeg()).await
}

pub(in crate::recht::poortnorm) async fn stel_vast(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let mut form = NormForm::uit(&formulier);
    let Some(norm) = form.lees(bezoek.vandaag) else { return tonen(&bezoek, form).await };
    actions::stel_vast(&bezoek, &norm).await?;
    Ok(Redirect::to(paths::NORMEN).into_response())
}

pub(in crate::recht::poortnorm) async fn trek_in(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let vanaf = formulier.tekst("vanaf").parse().map_err(|_| Fout::FormulierVerlopen)?;
    actions::trek_in(&bezoek, vanaf).await?;
    Ok(Redirect::to(paths::NORMEN).into_response())
}
