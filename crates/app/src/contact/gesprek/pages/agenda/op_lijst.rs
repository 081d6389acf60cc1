//! The form to put a conversation on the list of those that still need a time.

use askama::Template;
use axum::response::{IntoResponse, Redirect};
use domain::id::KlantId;

use super::super::{
    super::{actions, forms::LijstForm, paths},
    status,
};
use crate::{
    klant,
    klantkop::{self, Deel, Gedaan, Klantkop},
    web::{Bezoek, Formulier, Keuze, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "contact/gesprek/pages/agenda/op_lijst.html")]
struct LijstPagina {
    p: Pagina,
    kop: Klantkop,
    form: LijstForm,
    soorten: Vec<Keuze>,
    duren: Vec<Keuze>,
    klantmanagers: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    actie: String,
    terug: String,
}

async fn tonen(bezoek: &Bezoek, id: KlantId, form: LijstForm) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, id, Deel::Anders, "gesprek.plannen_getoond").await?;
    let lijsten = bezoek.lijsten().await?;
    let fouten = form.fouten();
    let status = status(!fouten.is_empty());
    let mut response = pagina(&LijstPagina {
        p: Pagina::voor(bezoek, format!("Op de lijst zetten, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        soorten: form.soorten(&lijsten, bezoek.vandaag),
        duren: form.duren(),
        klantmanagers: form.klantmanagers(&lijsten),
        fouten,
        actie: paths::op_lijst(id),
        terug: klant::paths::tijdlijn(id),
        kop,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::contact::gesprek) async fn toon(bezoek: Bezoek, Pad(id): Pad<KlantId>) -> Resultaat {
    tonen(&bezoek, id, LijstForm::leeg(&bezoek)).await
}

pub(in crate::contact::gesprek) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let mut form = LijstForm::uit(&bezoek, &formulier);
    let Some(plan) = form.lees(&lijsten, bezoek.vandaag) else { return tonen(&bezoek, id, form).await };
    match actions::zet_op_lijst(&bezoek, plan.gesprek(id)).await? {
        Ok(gesprek) => {
            let done = Gedaan::GesprekOpLijst(gesprek.id, gesprek.versie);
            Ok(Redirect::to(&done.op(&klant::paths::tijdlijn(id))).into_response())
        }
        Err(geweigerd) => {
            form.weiger(geweigerd);
            tonen(&bezoek, id, form).await
        }
    }
}
