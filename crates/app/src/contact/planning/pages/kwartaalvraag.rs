//! The form of a quarter: whose, from when, and what kind of conversations.

use askama::Template;
use axum::{extract::Query, http::StatusCode};
use domain::gebruiker::Rol;

use super::{
    super::{forms::PlanForm, paths},
    formulier,
};
use crate::{
    caseload,
    web::{Bezoek, Formulier, Keuze, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "contact/planning/pages/kwartaalvraag.html")]
struct VraagPagina {
    p: Pagina,
    /// A teamleider chooses whose quarter.
    kiest: bool,
    klantmanagers: Vec<Keuze>,
    /// The filter, carried along.
    velden: Vec<(&'static str, String)>,
    /// Only the clients of a list.
    gefilterd: bool,
    form: PlanForm,
    soorten: Vec<Keuze>,
    duren: Vec<Keuze>,
    fouten: Vec<(String, String)>,
}

pub(super) async fn tonen(bezoek: &Bezoek, form: PlanForm, velden: &[(String, String)]) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let filter = formulier::filter(bezoek, &lijsten, &form, velden);
    let velden: Vec<_> =
        caseload::paths::velden(&filter).into_iter().filter(|(naam, _)| *naam != "klantmanager").collect();
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&VraagPagina {
        p: Pagina::voor(bezoek, "Kwartaal plannen", "/caseload").met_fouten(fouten.len()),
        kiest: bezoek.gebruiker().rol == Rol::Teamleider,
        klantmanagers: form.keuzes(bezoek, &lijsten),
        gefilterd: !velden.is_empty(),
        velden,
        soorten: form.soorten(&lijsten, bezoek.vandaag),
        duren: form.duren(),
        fouten,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::contact::planning) async fn toon(
    bezoek: Bezoek,
    Query(velden): Query<Vec<(String, String)>>,
) -> Resultaat {
    let form = PlanForm::kwartaal(&Formulier::van(velden.clone()), bezoek.vandaag);
    tonen(&bezoek, form, &velden).await
}
