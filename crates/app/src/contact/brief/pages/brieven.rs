//! The templates of the municipality, and from whom its letters come.

use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    brief::{Sjabloonsoort, Taal, standaard},
    datum::{kort, plaatselijk},
};
use serde::Deserialize;
use storage::{Reader, brief::sjabloon};

use super::super::{actions, forms::AfzenderForm, paths};
use crate::web::{Bezoek, Formulier, Lijsten, Melding, Pagina, Resultaat, pagina, woorden::hoofdletter};

#[derive(Template)]
#[template(path = "contact/brief/pages/brieven.html")]
struct BrievenPagina {
    p: Pagina,
    sjablonen: Vec<Regel>,
    form: AfzenderForm,
    fouten: Vec<(String, String)>,
    versie: i64,
}

struct Regel {
    href: String,
    naam: String,
    taal: &'static str,
    stand: String,
}

/// What was just done.
#[derive(Deserialize, Default)]
pub(in crate::contact::brief) struct Vraag {
    #[serde(default)]
    gedaan: String,
}

async fn sjablonen(reader: &mut Reader, lijsten: &Lijsten) -> Resultaat<Vec<Regel>> {
    let mut regels = Vec::new();
    for soort in Sjabloonsoort::ALLE {
        for taal in Taal::ALLE.into_iter().filter(|taal| standaard(soort, *taal).is_some()) {
            let eigen = sjabloon::nieuwste(reader, soort, taal).await?;
            regels.push(Regel {
                href: paths::sjabloon(soort, taal),
                naam: hoofdletter(soort.omschrijving()),
                taal: taal.omschrijving(),
                stand: eigen.map_or_else(
                    || "standaardtekst".to_owned(),
                    |eigen| {
                        let (op, wie) = (plaatselijk(eigen.gemaakt_op).date(), lijsten.gebruiker(eigen.gemaakt_door));
                        format!("versie {}, {} door {wie}", eigen.versie, kort(op))
                    },
                ),
            });
        }
    }
    Ok(regels)
}

async fn tonen(bezoek: &Bezoek, form: AfzenderForm, versie: i64, melding: Option<Melding>) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let sjablonen = sjablonen(&mut bezoek.reader().await?, &lijsten).await?;
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let p = Pagina::voor(bezoek, "Brieven", "/beheer").met_melding(melding).met_fouten(fouten.len());
    let mut response = pagina(&BrievenPagina { p, sjablonen, form, fouten, versie })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::contact::brief) async fn toon(bezoek: Bezoek, Query(vraag): Query<Vraag>) -> Resultaat {
    let melding = match vraag.gedaan.as_str() {
        "afzender" => Some(Melding::ok("De afzender is opgeslagen. Nieuwe brieven krijgen hem.")),
        "sjabloon" => Some(Melding::ok("De tekst is opgeslagen. Nieuwe brieven krijgen hem.")),
        _ => None,
    };
    let bekend = sjabloon::afzender(&mut bezoek.reader().await?).await?;
    let (afzender, versie) = bekend.unwrap_or_default();
    tonen(&bezoek, AfzenderForm::van(&afzender), versie, melding).await
}

pub(in crate::contact::brief) async fn verwerk(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let versie = formulier.versie()?;
    let mut form = AfzenderForm::uit(&formulier);
    let Some(afzender) = form.lees(&bezoek.sessie.gemeente_naam) else {
        return tonen(&bezoek, form, versie, None).await;
    };
    actions::bewaar_afzender(&bezoek, &afzender, versie).await?;
    Ok(Redirect::to(&format!("{}?gedaan=afzender", paths::BEHEER)).into_response())
}
