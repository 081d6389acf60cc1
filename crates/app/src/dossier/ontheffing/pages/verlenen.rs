//! The form to grant an exemption, beside those the client has or had; and taking one back.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    codelijst::Codelijst,
    datum::lang,
    id::{KlantId, OntheffingId},
    ontheffing::Ontheffing,
};

use super::super::{actions, forms::OntheffingForm, paths};
use crate::{
    klant,
    klantkop::{self, Deel, Gedaan, Klantkop},
    web::{Bezoek, Formulier, Keuze, Lijsten, Pad, Pagina, Resultaat, pagina, woorden::hoofdletter},
};

#[derive(Template)]
#[template(path = "dossier/ontheffing/pages/verlenen.html")]
struct VerleenPagina {
    p: Pagina,
    kop: Klantkop,
    form: OntheffingForm,
    grondslagen: Vec<Keuze>,
    verplichtingen: Vec<Keuze>,
    redenen: Vec<Keuze>,
    bestaand: Vec<Eerder>,
    fouten: Vec<(String, String)>,
    actie: String,
    terug: String,
}

/// An exemption that was granted before.
struct Eerder {
    naam: String,
    stand: &'static str,
    kleur: &'static str,
    artikel: &'static str,
    reden: String,
    vanaf: String,
    tot: String,
    heroverweging: String,
    toelichting: String,
    intrekken: String,
    versie: i64,
}

impl Eerder {
    fn van(ontheffing: &Ontheffing, bezoek: &Bezoek, lijsten: &Lijsten) -> Self {
        let (stand, kleur) = if ontheffing.geldt_op(bezoek.vandaag) {
            ("Geldt nu", "groen")
        } else if ontheffing.datum_ingang > bezoek.vandaag {
            ("Gaat nog in", "blauw")
        } else {
            ("Afgelopen", "")
        };
        Self {
            naam: hoofdletter(ontheffing.verplichtingen.omschrijving()),
            stand,
            kleur,
            artikel: ontheffing.grondslag.kort(),
            reden: lijsten.naam(Codelijst::RedenOntheffing, ontheffing.reden.as_str()).to_owned(),
            vanaf: lang(ontheffing.datum_ingang),
            tot: ontheffing.datum_einde.map_or_else(|| "zonder einddatum".to_owned(), lang),
            heroverweging: ontheffing.heroverweging.map_or_else(String::new, lang),
            toelichting: ontheffing.toelichting.clone(),
            intrekken: paths::intrekken(ontheffing.id),
            versie: ontheffing.versie,
        }
    }
}

async fn tonen(bezoek: &Bezoek, klant: KlantId, form: OntheffingForm, bestaand: &[Ontheffing]) -> Resultaat {
    let kop = {
        let mut reader = bezoek.reader().await?;
        klantkop::laad(bezoek, &mut reader, klant, Deel::Anders, "ontheffing.getoond").await?
    };
    let lijsten = bezoek.lijsten().await?;
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&VerleenPagina {
        p: Pagina::voor(bezoek, format!("Ontheffing verlenen, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        grondslagen: form.grondslagen(),
        verplichtingen: form.verplichtingen(),
        redenen: form.redenen(&lijsten, bezoek.vandaag),
        // Latest first.
        bestaand: bestaand.iter().rev().map(|ontheffing| Eerder::van(ontheffing, bezoek, &lijsten)).collect(),
        fouten,
        actie: paths::verlenen(klant),
        terug: klant::paths::tijdlijn(klant),
        kop,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

async fn ontheffingen(bezoek: &Bezoek, klant: KlantId) -> Resultaat<Vec<Ontheffing>> {
    Ok(storage::ontheffing::of_klant(&mut bezoek.reader().await?, klant).await?)
}

pub(in crate::dossier::ontheffing) async fn toon(bezoek: Bezoek, Pad(id): Pad<KlantId>) -> Resultaat {
    let bestaand = ontheffingen(&bezoek, id).await?;
    tonen(&bezoek, id, OntheffingForm::leeg(bezoek.vandaag), &bestaand).await
}

pub(in crate::dossier::ontheffing) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    let bestaand = ontheffingen(&bezoek, id).await?;
    let mut form = OntheffingForm::uit(&formulier, bezoek.vandaag);
    let lijsten = bezoek.lijsten().await?;
    let Some(aanvraag) = form.lees(&bezoek, &lijsten, id, &bestaand) else {
        return tonen(&bezoek, id, form, &bestaand).await;
    };
    let grondslag = aanvraag.grondslag;
    match actions::verleen(&bezoek, aanvraag).await? {
        Ok(ontheffing) => {
            let done = Gedaan::OntheffingVerleend(ontheffing.id, ontheffing.versie);
            Ok(Redirect::to(&done.op(&klant::paths::tijdlijn(id))).into_response())
        }
        Err(geweigerd) => {
            // A colleague granted one in between: show that one too.
            let bestaand = ontheffingen(&bezoek, id).await?;
            form.weiger(geweigerd, grondslag, &bestaand);
            tonen(&bezoek, id, form, &bestaand).await
        }
    }
}

pub(in crate::dossier::ontheffing) async fn intrekken(
    bezoek: Bezoek,
    Pad(id): Pad<OntheffingId>,
    formulier: Formulier,
) -> Resultaat {
    let ontheffing = actions::trek_in(&bezoek, id, formulier.versie()?).await?;
    Ok(Redirect::to(&Gedaan::OntheffingIngetrokken.op(&klant::paths::tijdlijn(ontheffing.klant))).into_response())
}
