//! The form to suspend a right, from a record of the lawfulness track or from an investigation.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::{lang, plaatselijk},
    id::{KlantId, OnderzoekId, RechtmatigheidId},
    logboek::Doel,
    onderzoek::NodigBesluit,
    opschorting::Verzuim,
    uitkering::Uitkering,
};
use jiff::civil::Date;

use super::super::{
    actions::{self, Uitslag},
    forms::{OpschortForm, op_te_schorten, uiterlijk},
    paths,
};
use crate::{
    brief,
    onderzoek::paths as onderzoeken,
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

/// What a suspension begins from: a record of the lawfulness track, or an investigation that asks for it.
struct Bron {
    klant: KlantId,
    verslag: Option<RechtmatigheidId>,
    onderzoek: Option<OnderzoekId>,
    verzuim: Verzuim,
    /// The day on which it probably failed.
    verzuim_op: Date,
}

impl Bron {
    async fn verslag(bezoek: &Bezoek, id: RechtmatigheidId) -> Resultaat<Self> {
        let mut reader = bezoek.reader().await?;
        let van = actions::verslag(&mut reader, id).await?;
        let gesprek = storage::gesprek::find(&mut reader, van.gesprek).await?.ok_or(Fout::NietGevonden)?;
        // Beside a conversation that is still to come, the failing is of today at the latest.
        let verzuim_op = plaatselijk(gesprek.moment).date().min(bezoek.vandaag);
        let verzuim = Verzuim::NietVerschenen;
        Ok(Self { klant: van.klant, verslag: Some(id), onderzoek: None, verzuim, verzuim_op })
    }

    /// The investigation keeps the record it came from, and so does the suspension.
    async fn onderzoek(bezoek: &Bezoek, id: OnderzoekId) -> Resultaat<Self> {
        let van = storage::onderzoek::find(&mut bezoek.reader().await?, id).await?.ok_or(Fout::NietGevonden)?;
        if !van.onderzoek.vraagt(NodigBesluit::Opschorting) {
            let tekst = "Dit onderzoek is niet afgerond met de uitkomst dat het recht moet worden opgeschort.";
            return Err(Fout::in_strijd("onderzoek_uitkomst", tekst));
        }
        Ok(Self {
            klant: van.onderzoek.klant,
            verslag: van.rechtmatigheid,
            onderzoek: Some(id),
            verzuim: Verzuim::GegevensNietVerstrekt,
            verzuim_op: bezoek.vandaag,
        })
    }

    fn actie(&self) -> Resultaat<String> {
        match (self.onderzoek, self.verslag) {
            (Some(id), _) => Ok(paths::uit_onderzoek(id)),
            (None, Some(id)) => Ok(paths::nieuw(id)),
            (None, None) => Err(Fout::NietGevonden),
        }
    }

    fn terug(&self) -> Resultaat<String> {
        match (self.onderzoek, self.verslag) {
            (Some(id), _) => Ok(onderzoeken::onderzoek(id)),
            (None, Some(id)) => Ok(verslagen::verslag(id)),
            (None, None) => Err(Fout::NietGevonden),
        }
    }
}

/// The benefit it is about; a refusal when none runs.
async fn uitkering(bezoek: &Bezoek, klant: KlantId) -> Resultaat<Uitkering> {
    let uitkeringen = storage::uitkering::of_klant(&mut bezoek.reader().await?, klant).await?;
    op_te_schorten(&uitkeringen, bezoek.vandaag).cloned().ok_or_else(|| {
        Fout::in_strijd(
            "geen_uitkering",
            "Er loopt vandaag geen uitkering van deze klant. Er is niets om op te schorten.",
        )
    })
}

async fn tonen(bezoek: &Bezoek, van: &Bron, uitkering: &Uitkering, form: OpschortForm) -> Resultaat {
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
        actie: van.actie()?,
        terug: van.terug()?,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

async fn begin(bezoek: &Bezoek, van: &Bron) -> Resultaat {
    let uitkering = uitkering(bezoek, van.klant).await?;
    let form = OpschortForm::voorstel(bezoek, van.verzuim, van.verzuim_op);
    tonen(bezoek, van, &uitkering, form).await
}

async fn lees(bezoek: &Bezoek, van: &Bron, formulier: &Formulier) -> Resultaat {
    let uitkering = uitkering(bezoek, van.klant).await?;
    let mut form = OpschortForm::uit(bezoek, formulier);
    let Some(nieuw) = form.lees(bezoek, (van.klant, van.onderzoek), &uitkering) else {
        return tonen(bezoek, van, &uitkering, form).await;
    };
    match actions::schort_op(bezoek, van.verslag, form.id, nieuw).await? {
        Uitslag::Gedaan(opschorting) => Ok(Redirect::to(&paths::opschorting(opschorting)).into_response()),
        Uitslag::Geweigerd(geweigerd) => {
            form.weiger(&geweigerd);
            tonen(bezoek, van, &uitkering, form).await
        }
    }
}

pub(in crate::recht::opschorting) async fn toon(bezoek: Bezoek, Pad(id): Pad<RechtmatigheidId>) -> Resultaat {
    let van = Bron::verslag(&bezoek, id).await?;
    begin(&bezoek, &van).await
}

pub(in crate::recht::opschorting) async fn toon_uit_onderzoek(bezoek: Bezoek, Pad(id): Pad<OnderzoekId>) -> Resultaat {
    let van = Bron::onderzoek(&bezoek, id).await?;
    begin(&bezoek, &van).await
}

pub(in crate::recht::opschorting) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<RechtmatigheidId>,
    formulier: Formulier,
) -> Resultaat {
    let van = Bron::verslag(&bezoek, id).await?;
    lees(&bezoek, &van, &formulier).await
}

pub(in crate::recht::opschorting) async fn verwerk_uit_onderzoek(
    bezoek: Bezoek,
    Pad(id): Pad<OnderzoekId>,
    formulier: Formulier,
) -> Resultaat {
    let van = Bron::onderzoek(&bezoek, id).await?;
    lees(&bezoek, &van, &formulier).await
}
