//! What the load rests on: the share of working time for contact, and whether an import spreads new clients.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{belasting::aandeel_op, datum::lang};

use super::super::{actions, forms::AandeelForm, paths};
use crate::web::{Bezoek, Formulier, Fout, Pagina, Resultaat, Veld, pagina};

#[derive(Template)]
#[template(path = "team/belasting/pages/instellen.html")]
struct InstelPagina {
    p: Pagina,
    aandelen: Vec<Aandeel>,
    form: AandeelForm,
    fouten: Vec<(String, String)>,
    verdelen: Veld,
    verdeelt: bool,
}

struct Aandeel {
    vanaf: String,
    vanaf_iso: String,
    procent: i64,
    bron: String,
    geldt: bool,
}

async fn tonen(bezoek: &Bezoek, form: AandeelForm) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let bekend = storage::belasting::aandelen(&mut reader).await?;
    let verdeelt = storage::belasting::verdeelt_import(&mut reader).await?;
    drop(reader);
    let geldt = aandeel_op(&bekend, bezoek.vandaag).map(|aandeel| aandeel.vanaf);
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&InstelPagina {
        p: Pagina::voor(bezoek, "Belasting", "/beheer").met_fouten(fouten.len()),
        aandelen: bekend
            .into_iter()
            .rev()
            .map(|aandeel| Aandeel {
                vanaf: lang(aandeel.vanaf),
                vanaf_iso: aandeel.vanaf.to_string(),
                procent: aandeel.procent,
                bron: aandeel.bron,
                geldt: Some(aandeel.vanaf) == geldt,
            })
            .collect(),
        verdelen: Veld::vrij("verdelen", "Klanten zonder klantmanager bij een import verdelen")
            .uitleg("Zij gaan naar wie dan de lichtste belasting heeft. Het verslag van de import noemt ze."),
        verdeelt,
        fouten,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::team::belasting) async fn toon(bezoek: Bezoek) -> Resultaat {
    tonen(&bezoek, AandeelForm::leeg(bezoek.vandaag)).await
}

pub(in crate::team::belasting) async fn verwerk(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let mut form = AandeelForm::uit(&formulier, bezoek.vandaag);
    let Some(aandeel) = form.lees(bezoek.vandaag) else { return tonen(&bezoek, form).await };
    actions::stel_vast(&bezoek, &aandeel).await?;
    Ok(Redirect::to(paths::INSTELLEN).into_response())
}

pub(in crate::team::belasting) async fn trek_in(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let vanaf = formulier.tekst("vanaf").parse().map_err(|_| Fout::NietGevonden)?;
    actions::trek_in(&bezoek, vanaf).await?;
    Ok(Redirect::to(paths::INSTELLEN).into_response())
}

pub(in crate::team::belasting) async fn verdeel(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    actions::verdeel(&bezoek, formulier.tekst("verdelen") == "ja").await?;
    Ok(Redirect::to(paths::INSTELLEN).into_response())
}
