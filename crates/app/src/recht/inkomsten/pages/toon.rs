//! One stretch of income: what is known of it, ending it, and taking it back.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{datum::lang, id::InkomstenId, inkomsten::Inkomsten};

use super::{
    super::{
        actions,
        forms::{Stap, StapForm},
        paths,
    },
    lijst::badge,
};
use crate::{
    klantkop::{self, Deel, Gedaan, Klantkop},
    web::{
        Bezoek, Formulier, Fout, Pad, Pagina, Resultaat, pagina,
        woorden::{hoofdletter, zin},
    },
};

#[derive(Template)]
#[template(path = "recht/inkomsten/pages/toon.html")]
struct ToonPagina {
    p: Pagina,
    kop: Klantkop,
    fouten: Vec<(String, String)>,
    badge: &'static str,
    badge_kleur: &'static str,
    feiten: Vec<(&'static str, String)>,
    /// To end it; nothing once it has a last day.
    form: Option<StapForm>,
    ingetrokken: bool,
    versie: i64,
    stap: String,
    lijst: String,
}

fn feiten(is: &Inkomsten) -> Vec<(&'static str, String)> {
    let uren = is.uren_per_week.map_or_else(|| "niet bekend".to_owned(), |uren| uren.to_string());
    vec![
        ("Soort", hoofdletter(is.soort.omschrijving())),
        ("Bedrag per maand", is.bedrag.to_string()),
        ("Uren per week", uren),
        ("Vanaf", lang(is.periode.van)),
        ("Tot en met", is.periode.tot_en_met.map_or_else(|| "loopt door".to_owned(), lang)),
    ]
}

async fn tonen(bezoek: &Bezoek, id: InkomstenId, form: Option<StapForm>, versie: Option<i64>) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let is = actions::vind(&mut reader, id).await?;
    let kop = klantkop::laad(bezoek, &mut reader, is.klant, Deel::Anders, "inkomsten.getoond").await?;
    drop(reader);
    let fouten = form.as_ref().map_or_else(Vec::new, StapForm::fouten);
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (badge, badge_kleur) = badge(&is, bezoek.vandaag);
    let loopt_door = !is.ingetrokken && is.periode.tot_en_met.is_none();
    let mut response = pagina(&ToonPagina {
        p: Pagina::voor(bezoek, format!("Inkomsten, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        kop,
        fouten,
        badge,
        badge_kleur,
        feiten: feiten(&is),
        form: form.or_else(|| loopt_door.then(StapForm::leeg)),
        ingetrokken: is.ingetrokken,
        versie: versie.unwrap_or(is.versie),
        stap: paths::een(id),
        lijst: paths::inkomsten(is.klant),
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::recht::inkomsten) async fn toon(bezoek: Bezoek, Pad(id): Pad<InkomstenId>) -> Resultaat {
    tonen(&bezoek, id, None, None).await
}

pub(in crate::recht::inkomsten) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<InkomstenId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let mut form = StapForm::uit(&formulier);
    let stap = match formulier.tekst("stap") {
        "beeindigen" => form.lees(),
        "intrekken" => Some(Stap::Intrekken),
        _ => return Err(Fout::FormulierVerlopen),
    };
    let Some(stap) = stap else { return tonen(&bezoek, id, Some(form), Some(versie)).await };
    match actions::stap(&bezoek, id, versie, stap).await? {
        Ok(is) => {
            let gedaan = match stap {
                Stap::Beeindigen(_) => Gedaan::InkomstenBeeindigd(is.id, is.versie),
                Stap::Intrekken => Gedaan::InkomstenIngetrokken(is.id, is.versie),
            };
            Ok(Redirect::to(&gedaan.op(&paths::inkomsten(is.klant))).into_response())
        }
        Err(geweigerd) => {
            if form.weiger(geweigerd) {
                return tonen(&bezoek, id, Some(form), Some(versie)).await;
            }
            Err(Fout::in_strijd("inkomsten_stand", zin(&geweigerd.to_string())))
        }
    }
}
