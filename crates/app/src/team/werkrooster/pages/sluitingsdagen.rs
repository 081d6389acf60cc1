//! The days on which the municipality itself is closed, year by year.

use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use jiff::civil::date;
use serde::Deserialize;
use storage::sluitingsdag;

use super::super::{actions, forms::SluitForm, paths};
use crate::web::{Bezoek, Formulier, Fout, Melding, Pagina, Resultaat, pagina};

#[derive(Template)]
#[template(path = "team/werkrooster/pages/sluitingsdagen.html")]
struct SluitPagina {
    p: Pagina,
    titel: String,
    jaar: i16,
    versie: i64,
    jaren: Vec<Jaar>,
    ontbreekt: bool,
    form: SluitForm,
    fouten: Vec<(String, String)>,
}

struct Jaar {
    nummer: i16,
    href: String,
    stand: &'static str,
    kleur: &'static str,
    gekozen: bool,
}

/// How many years one can look ahead: planning never goes further.
const VOORUIT: i16 = 2;

#[derive(Debug, Default, Deserialize)]
pub(in crate::team::werkrooster) struct Vraag {
    #[serde(default)]
    jaar: String,
    #[serde(default)]
    gedaan: String,
}

/// The year, when it is one of those that can be filled in.
fn lees_jaar(bezoek: &Bezoek, text: &str) -> Option<i16> {
    let nu = bezoek.vandaag.year();
    text.parse().ok().filter(|jaar| (nu..=nu + VOORUIT).contains(jaar))
}

async fn tonen(bezoek: &Bezoek, jaar: i16, ingevuld: Option<(SluitForm, i64)>, melding: Option<Melding>) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let bekend = sluitingsdag::jaren(&mut reader).await?;
    let versie_van = |jaar: i16| bekend.iter().find(|(ander, _)| *ander == jaar).map_or(0, |(_, versie)| *versie);
    let (form, versie) = if let Some(ingevuld) = ingevuld {
        ingevuld
    } else {
        let dagen = sluitingsdag::list(&mut reader, date(jaar, 1, 1), date(jaar, 12, 31)).await?;
        (SluitForm::van(&dagen), versie_van(jaar))
    };
    drop(reader);
    let nu = bezoek.vandaag.year();
    let jaren = (nu..=nu + VOORUIT).map(|ander| {
        let (stand, kleur) = match versie_van(ander) {
            0 => ("nog niet ingevuld", "amber"),
            _ => ("ingevuld", "groen"),
        };
        Jaar { nummer: ander, href: paths::sluitingsdagen(ander), stand, kleur, gekozen: ander == jaar }
    });
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&SluitPagina {
        p: Pagina::voor(bezoek, format!("Sluitingsdagen {jaar}"), "/beheer")
            .met_fouten(fouten.len())
            .met_melding(melding),
        titel: format!("Sluitingsdagen van {jaar}"),
        jaar,
        versie,
        jaren: jaren.collect(),
        ontbreekt: versie_van(jaar) == 0,
        fouten,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::team::werkrooster) async fn toon(bezoek: Bezoek, Query(vraag): Query<Vraag>) -> Resultaat {
    let jaar = lees_jaar(&bezoek, &vraag.jaar).unwrap_or(bezoek.vandaag.year());
    let melding = (vraag.gedaan == "ja").then(|| Melding::ok(format!("De sluitingsdagen van {jaar} zijn opgeslagen.")));
    tonen(&bezoek, jaar, None, melding).await
}

pub(in crate::team::werkrooster) async fn verwerk(bezoek: Bezoek, formulier: Formulier) -> Resultaat {
    let jaar = lees_jaar(&bezoek, formulier.tekst("jaar")).ok_or(Fout::FormulierVerlopen)?;
    let versie = formulier.versie()?;
    let mut form = SluitForm::uit(&formulier);
    let Some(dagen) = form.lees(jaar) else { return tonen(&bezoek, jaar, Some((form, versie)), None).await };
    actions::sluit(&bezoek, jaar, versie, &dagen).await?;
    Ok(Redirect::to(&format!("{}&gedaan=ja", paths::sluitingsdagen(jaar))).into_response())
}
