//! Recording a conversation that was not planned.

use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::{lang, plaatselijk},
    gesprek::Gesprek,
    id::KlantId,
};
use jiff::civil::Date;
use serde::Deserialize;

use super::{
    super::super::{
        actions::{self, Weigering},
        forms::{PlanForm, VerslagForm},
        paths,
    },
    DaarnaKeuzes, PlanDeel, VastlegPagina, bewaard, eerder, indeling, later, rij_erbij,
    twee_beelden::{self, Waar},
    vervolg_bij, weiger, welk, with_status,
};
use crate::{
    klant,
    klantkop::{self, Deel, Gedaan, tijd},
    web::{Bezoek, Formulier, Pad, Pagina, Resultaat},
};

/// Keeps the draft of a conversation that was not planned; called by the page while somebody types.
pub(in crate::contact::gesprek) async fn concept(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat<StatusCode> {
    let nieuw = PlanForm::uit(&bezoek, &formulier).id;
    actions::bewaar_concept_ongepland(&bezoek, id, nieuw, formulier.velden()).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn tonen(bezoek: &Bezoek, id: KlantId, plan: PlanForm, form: VerslagForm, concept_tekst: String) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, id, Deel::Anders, "gesprek.vastleggen_getoond").await?;
    let lijsten = bezoek.lijsten().await?;
    let gesprekken = storage::gesprek::of_klant(&mut reader, id).await?;
    let mut fouten = plan.fouten();
    fouten.extend(form.fouten());
    let keuzes =
        DaarnaKeuzes::laad(bezoek, &mut reader, id, &form, (&plan.soort.waarde, bezoek.gebruiker().id)).await?;
    let page = VastlegPagina {
        p: Pagina::voor(bezoek, format!("Gesprek vastleggen, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        titel: "Gesprek vastleggen".to_owned(),
        onder: "Een gesprek dat niet gepland was: aan de balie, aan de telefoon of onderweg.".to_owned(),
        plan: Some(PlanDeel { soorten: plan.soorten(&lijsten, bezoek.vandaag), duren: plan.duren(), form: plan }),
        keuzes,
        nog_open: open_tot(&gesprekken, bezoek.vandaag).map(|gesprek| {
            let dag = plaatselijk(gesprek.moment).date();
            (format!("Er staat nog een gesprek open van {}.", lang(dag)), paths::vastleggen(gesprek.id))
        }),
        eerder: eerder(gesprekken, None, &lijsten),
        collega: None,
        te_vroeg: String::new(),
        versie: 0,
        actie: paths::gevoerd(id),
        concept: paths::concept_ongepland(id),
        concept_tekst,
        ander: String::new(),
        niet_doorgegaan: String::new(),
        terug: klant::paths::tijdlijn(id),
        fouten,
        form,
        kop,
    };
    with_status(&page)
}

/// The last conversation up to and including a day that has no outcome yet. `gesprekken` stand oldest first.
fn open_tot(gesprekken: &[Gesprek], dag: Date) -> Option<&Gesprek> {
    gesprekken.iter().rev().find(|gesprek| gesprek.is_open() && plaatselijk(gesprek.moment).date() <= dag)
}

/// What is meant when another conversation still waits for its outcome.
#[derive(Default, Deserialize)]
pub(in crate::contact::gesprek) struct Vraag {
    /// One that was in no diary.
    #[serde(default, rename = "zonder-afspraak")]
    zonder_afspraak: bool,
}

pub(in crate::contact::gesprek) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    Query(vraag): Query<Vraag>,
) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    if let Some(concept) = storage::concept::find(&mut reader, actions::welk_ongepland(&bezoek, id)).await? {
        drop(reader);
        let status = bewaard(&concept);
        let velden = Formulier::van(concept.velden);
        let form = VerslagForm::uit(&bezoek, &velden, Some(indeling(&bezoek, id).await?));
        return tonen(&bezoek, id, plan_uit(&bezoek, &velden), form, status).await;
    }
    // A report that still has to be written comes before a new one, unless something else is meant.
    let open = storage::gesprek::open_tot(&mut reader, id, bezoek.vandaag).await?;
    drop(reader);
    match open.as_slice() {
        [een] if !vraag.zonder_afspraak => return Ok(Redirect::to(&paths::vastleggen(een.id)).into_response()),
        [_, _, ..] if !vraag.zonder_afspraak => return welk::toon(&bezoek, id, &open).await,
        _ => {}
    }
    let mut plan = PlanForm::leeg(&bezoek);
    plan.afspraak.datum.waarde = bezoek.vandaag.to_string();
    plan.afspraak.tijd.waarde = tijd(&plaatselijk(bezoek.nu));
    // At the counter or by telephone: shorter than what one plans.
    "30".clone_into(&mut plan.afspraak.duur.waarde);
    let form = VerslagForm::leeg(&bezoek, Some(indeling(&bezoek, id).await?));
    tonen(&bezoek, id, plan, form, String::new()).await
}

/// Who records what was not planned, held it.
fn plan_uit(bezoek: &Bezoek, formulier: &Formulier) -> PlanForm {
    let mut plan = PlanForm::uit(bezoek, formulier);
    plan.klantmanager.waarde = bezoek.gebruiker().id.to_string();
    plan
}

pub(in crate::contact::gesprek) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    let mut plan_form = plan_uit(&bezoek, &formulier);
    if later(&formulier) {
        actions::bewaar_concept_ongepland(&bezoek, id, plan_form.id, formulier.velden()).await?;
        return Ok(Redirect::to(&Gedaan::concept(id.uuid()).op(&klant::paths::tijdlijn(id))).into_response());
    }
    let lijsten = bezoek.lijsten().await?;
    let mut form = VerslagForm::uit(&bezoek, &formulier, Some(indeling(&bezoek, id).await?));
    if rij_erbij(&formulier) {
        return tonen(&bezoek, id, plan_form, form, String::new()).await;
    }
    let plan = plan_form.lees(&lijsten, bezoek.vandaag);
    let bij = vervolg_bij(&mut bezoek.reader().await?, id, bezoek.gebruiker().id, &lijsten).await?;
    let vastlegging = form.lees(&bezoek, &lijsten, bezoek.vandaag, bij);
    let (Some(plan), Some(vastlegging)) = (plan, vastlegging) else {
        return tonen(&bezoek, id, plan_form, form, String::new()).await;
    };
    match actions::leg_vast_ongepland(&bezoek, plan.gesprek(id), vastlegging).await? {
        Ok(gesprek) => {
            let done = Gedaan::GesprekAfgerond(gesprek.id, gesprek.versie);
            Ok(Redirect::to(&done.op(&paths::gesprek(gesprek.id))).into_response())
        }
        Err(Weigering::BeeldIntussen) => {
            let waar = Waar { actie: paths::gevoerd(id), terug: klant::paths::tijdlijn(id), versie: 0 };
            twee_beelden::toon(&bezoek, id, &formulier, &form, waar).await
        }
        Err(weigering) => {
            match weigering {
                Weigering::Gesprek(geweigerd) => plan_form.weiger(geweigerd),
                other => weiger(&mut form, other),
            }
            tonen(&bezoek, id, plan_form, form, String::new()).await
        }
    }
}
