//! The form to plan a conversation.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{datum::plaatselijk, id::KlantId};

use super::super::{actions, forms::PlanForm, paths};
use crate::{
    klant,
    klantkop::{self, Deel, Gedaan, Klantkop},
    web::{Bezoek, Formulier, Keuze, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "gesprek/pages/plannen.html")]
struct PlanPagina {
    p: Pagina,
    kop: Klantkop,
    form: PlanForm,
    soorten: Vec<Keuze>,
    duren: Vec<Keuze>,
    klantmanagers: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    dubbel: bool,
    actie: String,
    terug: String,
}

async fn tonen(bezoek: &Bezoek, id: KlantId, form: PlanForm, dubbel: bool) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, id, Deel::Anders, "gesprek.plannen_getoond").await?;
    let lijsten = bezoek.lijsten().await?;
    let fouten = form.fouten();
    let status = if fouten.is_empty() && !dubbel { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&PlanPagina {
        p: Pagina::voor(bezoek, format!("Gesprek plannen met {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        soorten: form.soorten(&lijsten, bezoek.vandaag),
        duren: form.duren(),
        klantmanagers: form.klantmanagers(&lijsten),
        fouten,
        dubbel,
        actie: paths::plannen(id),
        terug: klant::paths::tijdlijn(id),
        kop,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::gesprek) async fn toon(bezoek: Bezoek, Pad(id): Pad<KlantId>) -> Resultaat {
    tonen(&bezoek, id, PlanForm::leeg(&bezoek), false).await
}

pub(in crate::gesprek) async fn verwerk(bezoek: Bezoek, Pad(id): Pad<KlantId>, formulier: Formulier) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let mut form = PlanForm::uit(&bezoek, &formulier);
    let Some(plan) = form.lees(&lijsten, bezoek.vandaag) else { return tonen(&bezoek, id, form, false).await };
    // Two colleagues: a second conversation on one day is asked about once. The same form twice is no second one.
    let dag = plaatselijk(plan.moment).date();
    let mut reader = bezoek.reader().await?;
    let sent_before = storage::gesprek::find(&mut reader, plan.id).await?.is_some();
    let already = !sent_before && storage::gesprek::open_on_day(&mut reader, id, dag).await? > 0;
    drop(reader);
    if already && formulier.tekst("toch").is_empty() {
        return tonen(&bezoek, id, form, true).await;
    }
    match actions::plan(&bezoek, plan.gesprek(id)).await? {
        Ok(gesprek) => {
            let done = Gedaan::GesprekGepland(gesprek.id, gesprek.versie);
            Ok(Redirect::to(&done.op(&klant::paths::tijdlijn(id))).into_response())
        }
        Err(geweigerd) => {
            form.weiger(geweigerd);
            tonen(&bezoek, id, form, false).await
        }
    }
}
