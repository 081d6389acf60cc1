//! The form to suspend a right, from a record of the lawfulness track.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::{lang, plaatselijk},
    id::RechtmatigheidId,
    logboek::Doel,
    rechtmatigheid::Rechtmatigheid,
    uitkering::Uitkering,
};

use super::super::{
    actions::{self, Uitslag},
    forms::{OpschortForm, op_te_schorten, uiterlijk},
    paths,
};
use crate::{
    brief,
    rechtmatigheid::paths as verslagen,
    web::{Bezoek, Formulier, Fout, Keuze, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "recht/opschorting/pages/nieuw.html")]
struct NieuwPagina {
    p: Pagina,
    titel: String,
    onder: String,
    form: OpschortForm,
    fouten: Vec<(String, String)>,
    verzuimen: Vec<Keuze>,
    verwijten: Vec<Keuze>,
    /// Why no letter can be made; empty when nothing stands in the way.
    hindernis: &'static str,
    /// Until when it can last at most, by the first day that stands there now.
    uiterlijk: String,
    actie: String,
    terug: String,
}

/// The record and the benefit it is about; a refusal when no benefit runs.
async fn basis(bezoek: &Bezoek, id: RechtmatigheidId) -> Resultaat<(Rechtmatigheid, Uitkering)> {
    let mut reader = bezoek.reader().await?;
    let van = actions::verslag(&mut reader, id).await?;
    let uitkeringen = storage::uitkering::of_klant(&mut reader, van.klant).await?;
    let uitkering = op_te_schorten(&uitkeringen, bezoek.vandaag).cloned().ok_or_else(|| {
        Fout::in_strijd(
            "geen_uitkering",
            "Er loopt vandaag geen uitkering van deze klant. Er is niets om op te schorten.",
        )
    })?;
    Ok((van, uitkering))
}

async fn tonen(bezoek: &Bezoek, van: &Rechtmatigheid, uitkering: &Uitkering, form: OpschortForm) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let klant = storage::klant::find(&mut reader, van.klant).await?.ok_or(Fout::NietGevonden)?;
    let afzender = storage::brief::sjabloon::afzender(&mut reader).await?;
    bezoek.inzage("rechtmatigheid.getoond", Doel::Rechtmatigheid, vec![van.klant]).await?;
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let naam = klant.naam.voluit();
    let uiterlijk = domain::datum::lees(&form.eerste_dag.waarde).and_then(uiterlijk);
    let mut response = pagina(&NieuwPagina {
        p: Pagina::voor(bezoek, format!("Recht opschorten, {naam}"), verslagen::LIJST).met_fouten(fouten.len()),
        titel: "Recht opschorten".to_owned(),
        onder: format!("{naam} · klant {} · uitkering vanaf {}", klant.klantnummer, lang(uitkering.datum_ingang)),
        fouten,
        verzuimen: form.verzuimen(),
        verwijten: form.verwijten(),
        hindernis: if afzender.is_none() { brief::ZONDER_AFZENDER } else { "" },
        uiterlijk: uiterlijk.map_or_else(String::new, lang),
        actie: paths::nieuw(van.id),
        terug: verslagen::verslag(van.id),
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::recht::opschorting) async fn toon(bezoek: Bezoek, Pad(id): Pad<RechtmatigheidId>) -> Resultaat {
    let (van, uitkering) = basis(&bezoek, id).await?;
    let gesprek = storage::gesprek::find(&mut bezoek.reader().await?, van.gesprek).await?.ok_or(Fout::NietGevonden)?;
    // Beside a conversation that is still to come, the failing is of today at the latest.
    let form = OpschortForm::voorstel(&bezoek, plaatselijk(gesprek.moment).date().min(bezoek.vandaag));
    tonen(&bezoek, &van, &uitkering, form).await
}

pub(in crate::recht::opschorting) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<RechtmatigheidId>,
    formulier: Formulier,
) -> Resultaat {
    let (van, uitkering) = basis(&bezoek, id).await?;
    let mut form = OpschortForm::uit(&bezoek, &formulier);
    let Some(nieuw) = form.lees(&bezoek, &van, &uitkering) else {
        return tonen(&bezoek, &van, &uitkering, form).await;
    };
    match actions::schort_op(&bezoek, id, form.id, nieuw).await? {
        Uitslag::Gedaan(opschorting) => Ok(Redirect::to(&paths::opschorting(opschorting)).into_response()),
        Uitslag::Geweigerd(geweigerd) => {
            form.weiger(&geweigerd);
            tonen(&bezoek, &van, &uitkering, form).await
        }
    }
}
