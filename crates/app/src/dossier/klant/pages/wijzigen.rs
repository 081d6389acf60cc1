//! The form to change the data of a client.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{id::KlantId, klant::Klant};

use super::super::{
    actions::{self, Gewijzigd},
    forms::GegevensForm,
    paths,
};
use crate::{
    klantkop::{self, Deel, Gedaan, Klantkop},
    web::{
        Bezoek, Formulier, Keuze, Pad, Pagina, Resultaat,
        conflict::{Conflict, conflict},
        pagina,
    },
};

#[derive(Template)]
#[template(path = "dossier/klant/pages/wijzigen.html")]
struct WijzigPagina {
    p: Pagina,
    kop: Klantkop,
    form: GegevensForm,
    leefvormen: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    versie: i64,
    actie: String,
    terug: String,
}

async fn tonen(bezoek: &Bezoek, id: KlantId, form: GegevensForm, versie: i64) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, id, Deel::Gegevens, "klant.gegevens_getoond").await?;
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&WijzigPagina {
        p: Pagina::voor(bezoek, format!("Gegevens van {} wijzigen", kop.naam), "/caseload").met_fouten(fouten.len()),
        leefvormen: form.leefvormen(),
        fouten,
        versie,
        actie: paths::wijzigen(id),
        terug: paths::gegevens(id),
        kop,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::dossier::klant) async fn toon(bezoek: Bezoek, Pad(id): Pad<KlantId>) -> Resultaat {
    let klant = actions::klant(&bezoek, id).await?;
    tonen(&bezoek, id, GegevensForm::van(&klant), klant.versie).await
}

pub(in crate::dossier::klant) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let klant = actions::klant(&bezoek, id).await?;
    let mut form = GegevensForm::uit(&formulier);
    let Some(nieuw) = form.lees(&klant, bezoek.vandaag) else { return tonen(&bezoek, id, form, versie).await };
    match actions::wijzig(&bezoek, &Klant { versie, ..nieuw }).await? {
        Gewijzigd::Ja => Ok(Redirect::to(&Gedaan::GegevensGewijzigd.op(&paths::gegevens(id))).into_response()),
        Gewijzigd::Intussen(nu) => {
            let gewijzigd = storage::klant::last_change(&mut bezoek.reader().await?, id).await?;
            let page = Conflict {
                titel: format!("Gegevens van {}", nu.naam.voluit()),
                actie: paths::wijzigen(id),
                terug: paths::gegevens(id),
                versie: nu.versie,
                gewijzigd,
                velden: form.vergelijk(&nu),
            };
            conflict(&bezoek, id, page).await
        }
    }
}
