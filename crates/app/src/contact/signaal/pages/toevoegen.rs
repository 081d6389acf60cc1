//! The form to add a signal about a client.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::id::KlantId;

use super::super::{actions, forms::SignaalForm, paths};
use crate::{
    klant,
    klantkop::{self, Deel, Gedaan, Klantkop},
    web::{Bezoek, Formulier, Keuze, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "contact/signaal/pages/toevoegen.html")]
struct ToevoegenPagina {
    p: Pagina,
    kop: Klantkop,
    form: SignaalForm,
    soorten: Vec<Keuze>,
    bronnen: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    actie: String,
    terug: String,
}

async fn tonen(bezoek: &Bezoek, klant: KlantId, form: SignaalForm) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, klant, Deel::Anders, "signaal.toevoegen_getoond").await?;
    let lijsten = bezoek.lijsten().await?;
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&ToevoegenPagina {
        p: Pagina::voor(bezoek, format!("Signaal toevoegen, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        soorten: form.soorten(&lijsten, bezoek.vandaag),
        bronnen: form.bronnen(),
        fouten,
        actie: paths::toevoegen(klant),
        terug: klant::paths::tijdlijn(klant),
        kop,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::contact::signaal) async fn toon(bezoek: Bezoek, Pad(id): Pad<KlantId>) -> Resultaat {
    tonen(&bezoek, id, SignaalForm::leeg(&bezoek)).await
}

pub(in crate::contact::signaal) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    let mut form = SignaalForm::uit(&bezoek, &formulier);
    let lijsten = bezoek.lijsten().await?;
    let Some(signaal) = form.lees(&lijsten, id, bezoek.vandaag) else { return tonen(&bezoek, id, form).await };
    match actions::ontvang(&bezoek, signaal).await? {
        Ok(signaal) => {
            let gedaan = Gedaan::SignaalOntvangen(signaal.id, signaal.versie);
            Ok(Redirect::to(&gedaan.op(&klant::paths::tijdlijn(id))).into_response())
        }
        Err(geweigerd) => {
            form.weiger(geweigerd);
            tonen(&bezoek, id, form).await
        }
    }
}
