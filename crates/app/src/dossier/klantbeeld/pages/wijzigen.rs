//! The form to draw the picture of a client. What is typed is kept as a draft while typing.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::{kort, plaatselijk},
    id::KlantId,
    klantbeeld::Klantbeeld,
};
use storage::klantbeeld::{self, Vastgelegd};

use super::super::{
    actions::{self, Uitslag},
    forms::KlantbeeldForm,
    paths,
};
use crate::{
    klantkop::{self, Deel, Gedaan, Klantkop, tijd},
    web::{
        Bezoek, Formulier, Keuze, Pad, Pagina, Resultaat,
        conflict::{Conflict, conflict},
        pagina,
    },
};

#[derive(Template)]
#[template(path = "dossier/klantbeeld/pages/wijzigen.html")]
struct WijzigPagina {
    p: Pagina,
    kop: Klantkop,
    form: KlantbeeldForm,
    treden: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    versie: i64,
    actie: String,
    concept: String,
    concept_tekst: String,
}

async fn tonen(bezoek: &Bezoek, klant: KlantId, form: KlantbeeldForm, concept_tekst: String, versie: i64) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, klant, Deel::Klantbeeld, "klant.klantbeeld_getoond").await?;
    drop(reader);
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = pagina(&WijzigPagina {
        p: Pagina::voor(bezoek, format!("Klantbeeld van {} wijzigen", kop.naam), "/caseload").met_fouten(fouten.len()),
        treden: form.treden(),
        actie: paths::wijzigen(klant),
        concept: paths::concept(klant),
        concept_tekst,
        fouten,
        versie,
        kop,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::dossier::klantbeeld) async fn toon(bezoek: Bezoek, Pad(klant): Pad<KlantId>) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let nu = klantbeeld::of_klant(&mut reader, klant).await?.into_iter().next();
    let draft = storage::concept::find(&mut reader, actions::welk(&bezoek, klant)).await?;
    drop(reader);
    let versie = nu.as_ref().map_or(0, |nu| nu.versie);
    let (form, status) = match draft {
        // A draft of before a colleague's version goes on from what was typed; saving shows the two beside each other.
        Some(concept) => {
            let saved = plaatselijk(concept.bewaard_op);
            let status = format!("Concept bewaard op {}, {} uur", kort(saved.date()), tijd(&saved));
            return tonen(
                &bezoek,
                klant,
                KlantbeeldForm::uit(&Formulier::van(concept.velden)),
                status,
                concept.object_versie,
            )
            .await;
        }
        None => (KlantbeeldForm::van(&nu.map_or_else(Klantbeeld::default, |nu| nu.beeld)), String::new()),
    };
    tonen(&bezoek, klant, form, status, versie).await
}

pub(in crate::dossier::klantbeeld) async fn verwerk(
    bezoek: Bezoek,
    Pad(klant): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    let versie = formulier.versie()?;
    let mut form = KlantbeeldForm::uit(&formulier);
    if formulier.tekst("actie") == "concept" {
        actions::bewaar_concept(&bezoek, klant, formulier.velden(), versie).await?;
        return Ok(Redirect::to(&paths::klantbeeld(klant)).into_response());
    }
    let Some(beeld) = form.lees() else { return tonen(&bezoek, klant, form, String::new(), versie).await };
    match actions::leg_vast(&bezoek, klant, versie, beeld).await? {
        Uitslag::Gedaan => {
            Ok(Redirect::to(&Gedaan::KlantbeeldVastgelegd.op(&paths::klantbeeld(klant))).into_response())
        }
        Uitslag::Intussen(nu) => twee_versies(&bezoek, klant, &form, &nu).await,
    }
}

async fn twee_versies(bezoek: &Bezoek, klant: KlantId, form: &KlantbeeldForm, nu: &Vastgelegd) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let page = Conflict {
        titel: "Klantbeeld".to_owned(),
        actie: paths::wijzigen(klant),
        terug: paths::klantbeeld(klant),
        versie: nu.versie,
        gewijzigd: Some((Some(lijsten.gebruiker(nu.door).to_owned()), nu.op)),
        velden: form.vergelijk(&nu.beeld),
    };
    conflict(bezoek, klant, page).await
}

/// Keeps the draft; called by the page while somebody types.
pub(in crate::dossier::klantbeeld) async fn concept(
    bezoek: Bezoek,
    Pad(klant): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat<StatusCode> {
    actions::bewaar_concept(&bezoek, klant, formulier.velden(), formulier.versie()?).await?;
    Ok(StatusCode::NO_CONTENT)
}
