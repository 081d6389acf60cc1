//! The form to add somebody to a conversation, and taking him away again.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    codelijst::Codelijst,
    datum::{lang, plaatselijk},
    gesprek::Gesprek,
    id::{DeelnemerId, GesprekId},
};

use super::super::{actions, forms::DeelnemerForm, paths};
use crate::{
    klantkop::{self, Deel, Klantkop},
    web::{Bezoek, Formulier, Fout, Keuze, Pad, Pagina, Resultaat, pagina, woorden::zin},
};

#[derive(Template)]
#[template(path = "contact/deelnemer/pages/toevoegen.html")]
struct ToevoegPagina {
    p: Pagina,
    kop: Klantkop,
    onder: String,
    form: DeelnemerForm,
    collegas: Vec<Keuze>,
    disciplines: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    actie: String,
    terug: String,
}

async fn tonen(bezoek: &Bezoek, gesprek: &Gesprek, form: DeelnemerForm) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, gesprek.klant, Deel::Anders, "deelnemer.toevoegen_getoond").await?;
    let allen = storage::deelnemer::of_gesprek(&mut reader, gesprek.id).await?;
    let lijsten = bezoek.lijsten().await?;
    let soort = lijsten.naam(Codelijst::SoortGesprek, gesprek.soort.as_str());
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&ToevoegPagina {
        p: Pagina::voor(bezoek, format!("Deelnemer toevoegen, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        onder: format!("{soort} van {}", lang(plaatselijk(gesprek.moment).date())),
        collegas: form.collegas(&lijsten, gesprek, &allen),
        disciplines: form.disciplines(bezoek, &lijsten),
        fouten,
        actie: paths::toevoegen(gesprek.id),
        terug: crate::gesprek::paths::gesprek(gesprek.id),
        kop,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::contact::deelnemer) async fn toon(bezoek: Bezoek, Pad(id): Pad<GesprekId>) -> Resultaat {
    let gesprek = actions::gesprek(&mut bezoek.reader().await?, id).await?;
    tonen(&bezoek, &gesprek, DeelnemerForm::leeg(&bezoek, &gesprek)).await
}

pub(in crate::contact::deelnemer) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    formulier: Formulier,
) -> Resultaat {
    let gesprek = actions::gesprek(&mut bezoek.reader().await?, id).await?;
    let lijsten = bezoek.lijsten().await?;
    let mut form = DeelnemerForm::uit(&bezoek, &gesprek, &formulier);
    let Some(nieuw) = form.lees(&bezoek, &lijsten, &gesprek) else { return tonen(&bezoek, &gesprek, form).await };
    match actions::voeg_toe(&bezoek, nieuw).await? {
        Ok(()) => Ok(Redirect::to(&crate::gesprek::paths::gesprek(id)).into_response()),
        Err(geweigerd) => {
            form.weiger(geweigerd);
            tonen(&bezoek, &gesprek, form).await
        }
    }
}

pub(in crate::contact::deelnemer) async fn weghalen(
    bezoek: Bezoek,
    Pad(id): Pad<DeelnemerId>,
    _: Formulier,
) -> Resultaat {
    match actions::haal_weg(&bezoek, id).await? {
        Ok(gesprek) => Ok(Redirect::to(&crate::gesprek::paths::gesprek(gesprek)).into_response()),
        Err(geweigerd) => Err(Fout::in_strijd("deelnemer_heeft_notitie", zin(&geweigerd.to_string()))),
    }
}
