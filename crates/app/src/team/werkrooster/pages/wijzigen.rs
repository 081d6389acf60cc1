//! The form to record a weekly pattern from a day on.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    id::{GebruikerId, WerkroosterId},
    werkrooster::{Werkrooster, rooster_op},
};
use storage::werkrooster;

use super::super::{
    actions::{self, wiens},
    forms::RoosterForm,
    paths,
};
use crate::{
    contactnorm,
    web::{Bezoek, Formulier, Fout, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "team/werkrooster/pages/wijzigen.html")]
struct WijzigPagina {
    p: Pagina,
    wie: String,
    form: RoosterForm,
    fouten: Vec<(String, String)>,
    id: WerkroosterId,
    versie: i64,
    actie: String,
    terug: String,
}

async fn tonen(bezoek: &Bezoek, wie: GebruikerId, (id, versie): (WerkroosterId, i64), form: RoosterForm) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let gebruiker = wiens(bezoek, &lijsten, wie)?;
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let onder = if wie == bezoek.gebruiker().id { "/vandaag" } else { contactnorm::paths::TEAM };
    let mut response = pagina(&WijzigPagina {
        p: Pagina::voor(bezoek, "Werkrooster", onder).met_fouten(fouten.len()),
        wie: gebruiker.naam.clone(),
        fouten,
        form,
        id,
        versie,
        actie: paths::wijzigen(wie),
        terug: paths::rooster(wie),
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::team::werkrooster) async fn toon(bezoek: Bezoek, Pad(wie): Pad<GebruikerId>) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let versie = werkrooster::versie(&mut reader, wie).await?;
    let roosters: Vec<Werkrooster> =
        werkrooster::of_gebruiker(&mut reader, wie).await?.into_iter().map(|vast| vast.rooster).collect();
    drop(reader);
    let form = RoosterForm::van(rooster_op(&roosters, bezoek.vandaag).or(roosters.last()), bezoek.vandaag);
    tonen(&bezoek, wie, (bezoek.app.omgeving.nieuw_id(), versie), form).await
}

pub(in crate::team::werkrooster) async fn verwerk(
    bezoek: Bezoek,
    Pad(wie): Pad<GebruikerId>,
    formulier: Formulier,
) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    wiens(&bezoek, &lijsten, wie)?;
    let id: WerkroosterId = formulier.tekst("id").parse().map_err(|_| Fout::FormulierVerlopen)?;
    let welk = (id, formulier.versie()?);
    let mut form = RoosterForm::uit(&formulier, bezoek.vandaag);
    let Some(rooster) = form.lees(bezoek.vandaag) else { return tonen(&bezoek, wie, welk, form).await };
    actions::leg_vast(&bezoek, wie, welk, &rooster).await?;
    Ok(Redirect::to(&format!("{}?gedaan=rooster", paths::rooster(wie))).into_response())
}
