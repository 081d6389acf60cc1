//! The form on which the client signs, or somebody for him: by name on the screen, or on paper.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    id::PlanId,
    plan::{Akkoord, Plan},
};

use super::super::{
    actions::{self, Uitslag},
    forms::AkkoordForm,
    paths,
};
use crate::{
    klantkop::{self, Deel, Gedaan, Klantkop},
    web::{Bezoek, Formulier, Fout, Keuze, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "dossier/plan/pages/ondertekenen.html")]
struct OndertekenPagina {
    p: Pagina,
    kop: Klantkop,
    form: AkkoordForm,
    wijzen: Vec<Keuze>,
    wie_tekent: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    nummer: i64,
    versie: i64,
    actie: String,
    lezen: String,
    terug: String,
}

async fn tonen(bezoek: &Bezoek, plan: &Plan, form: AkkoordForm, versie: i64) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop =
        klantkop::laad(bezoek, &mut reader, plan.klant, Deel::Plan, "plan.ondertekenen_getoond").await?.voor_de_klant();
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&OndertekenPagina {
        p: Pagina::voor(bezoek, format!("Plan ondertekenen, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        wijzen: form.wijzen(),
        wie_tekent: form.wie_tekent(),
        nummer: plan.nummer,
        versie,
        actie: paths::ondertekenen(plan.id),
        lezen: paths::lezen(plan.id),
        terug: paths::plan(plan.klant),
        fouten,
        form,
        kop,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::dossier::plan) async fn toon(bezoek: Bezoek, Pad(id): Pad<PlanId>) -> Resultaat {
    let plan = actions::plan(&bezoek, id).await?;
    // Nothing to sign any more, or not yet: the page of the plan tells.
    if !plan.geldt() || plan.stand.vaststelling().is_some_and(|vaststelling| vaststelling.akkoord.is_some()) {
        return Ok(Redirect::to(&paths::plan(plan.klant)).into_response());
    }
    let klant = storage::klant::find(&mut bezoek.reader().await?, plan.klant).await?.ok_or(Fout::NietGevonden)?;
    let form = AkkoordForm::leeg(&klant.naam.voluit(), bezoek.vandaag);
    tonen(&bezoek, &plan, form, plan.versie).await
}

pub(in crate::dossier::plan) async fn verwerk(bezoek: Bezoek, Pad(id): Pad<PlanId>, formulier: Formulier) -> Resultaat {
    let versie = formulier.versie()?;
    let plan = actions::plan(&bezoek, id).await?;
    let mut form = AkkoordForm::uit(&formulier, bezoek.vandaag);
    let Some((wijze, op)) = form.lees() else { return tonen(&bezoek, &plan, form, versie).await };
    let akkoord = Akkoord { wijze, op, vastgelegd_door: bezoek.gebruiker().id };
    match actions::onderteken(&bezoek, id, versie, akkoord).await? {
        Uitslag::Gedaan(plan) => {
            let done = Gedaan::PlanOndertekend(id, plan.versie);
            Ok(Redirect::to(&done.op(&paths::plan(plan.klant))).into_response())
        }
        Uitslag::Geweigerd(geweigerd) => {
            form.weiger(geweigerd);
            tonen(&bezoek, &plan, form, versie).await
        }
        Uitslag::Intussen(_) => Err(Fout::Intussen),
    }
}
