//! The form to write a plan: a first one, a new version, or the concept anew. Steps are added by a button that shows the
//! form again with everything that was typed.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    codelijst::Kijker,
    datum::{kort, plaatselijk},
    gesprek::{Actiepunt, GesprekStand},
    id::KlantId,
    plan::{MEESTE_STAPPEN, Plan, Stap},
    verwijzing::Verwijzing,
};
use jiff::SignedDuration;

use super::super::{
    actions::{self, Basis, Uitslag, concept_van, geldend},
    forms::{self, PlanForm},
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

/// A colleague who typed in this form within this time is still at it.
const NOG_BEZIG: SignedDuration = SignedDuration::from_mins(30);

#[derive(Template)]
#[template(path = "dossier/plan/pages/opstellen.html")]
struct OpstelPagina {
    p: Pagina,
    kop: Klantkop,
    form: PlanForm,
    titel: &'static str,
    soorten: Vec<Keuze>,
    trajecten: Vec<(String, String)>,
    fouten: Vec<(String, String)>,
    collega: Option<String>,
    actie: String,
    concept: String,
    concept_tekst: String,
    /// What was taken over from conversations; empty when nothing was.
    overgenomen: String,
    /// Where the page stands after a step was added; empty when there can be no more.
    volgende_stap: String,
    terug: String,
}

/// What the page says beside the form: how the draft stands, and what was taken over from conversations.
#[derive(Default)]
struct Erbij {
    concept: String,
    overgenomen: String,
}

/// What a client has when the form is opened.
struct Bestaand {
    plannen: Vec<Plan>,
    verwijzingen: Vec<Verwijzing>,
    /// What the visitor may read of special data.
    kijker: Kijker,
}

async fn bestaand(bezoek: &Bezoek, klant: KlantId) -> Resultaat<Bestaand> {
    let mut reader = bezoek.reader().await?;
    Ok(Bestaand {
        plannen: storage::plan::of_klant(&mut reader, klant).await?,
        verwijzingen: storage::verwijzing::of_klant(&mut reader, klant).await?,
        kijker: bezoek.kijker(&mut reader, klant).await?,
    })
}

async fn tonen(bezoek: &Bezoek, klant: KlantId, form: PlanForm, er_is: &Bestaand, erbij: Erbij) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, klant, Deel::Plan, "plan.opstellen_getoond").await?;
    let since = bezoek.nu - NOG_BEZIG;
    let other = storage::concept::other_writer(&mut reader, actions::welk(bezoek, klant), since).await?;
    drop(reader);
    let lijsten = bezoek.lijsten().await?;
    let fouten = form.fouten();
    let titel = match (concept_van(&er_is.plannen), geldend(&er_is.plannen)) {
        (Some(_), _) => "Concept aanpassen",
        (None, Some(_)) => "Nieuwe versie van het plan",
        (None, None) => "Plan van aanpak opstellen",
    };
    let rows = form.stappen.len();
    let mut response = pagina(&OpstelPagina {
        p: Pagina::voor(bezoek, format!("{titel}, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        titel,
        soorten: form.soorten(),
        trajecten: forms::trajecten(&er_is.verwijzingen, &lijsten, er_is.kijker),
        collega: other.map(|(naam, moment)| {
            format!("{naam} schrijft ook aan dit plan (laatst om {} uur).", tijd(&plaatselijk(moment)))
        }),
        actie: paths::opstellen(klant),
        concept: paths::concept(klant),
        concept_tekst: erbij.concept,
        overgenomen: erbij.overgenomen,
        volgende_stap: if rows < MEESTE_STAPPEN { format!("#veld-stap{}_wat", rows + 1) } else { String::new() },
        terug: paths::plan(klant),
        fouten: fouten.clone(),
        form,
        kop,
    })?;
    if !fouten.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

pub(in crate::dossier::plan) async fn toon(bezoek: Bezoek, Pad(id): Pad<KlantId>) -> Resultaat {
    let draft = storage::concept::find(&mut bezoek.reader().await?, actions::welk(&bezoek, id)).await?;
    let er_is = bestaand(&bezoek, id).await?;
    let concept = concept_van(&er_is.plannen);
    let mut erbij = Erbij::default();
    let form = match (draft, concept) {
        (Some(draft), _) => {
            let saved = plaatselijk(draft.bewaard_op);
            erbij.concept = format!("Concept bewaard op {}, {} uur", kort(saved.date()), tijd(&saved));
            let leeg = PlanForm::leeg(&bezoek);
            // Typed beside an older version: that one goes along, so that both versions are shown when it is sent.
            let basis = concept.map_or(leeg.basis, |plan| Basis { id: plan.id, versie: draft.object_versie });
            PlanForm::uit(&bezoek, &Formulier::van(draft.velden), basis)
        }
        (None, Some(plan)) => PlanForm::van(&bezoek, plan),
        (None, None) => {
            if let Some(plan) = geldend(&er_is.plannen) {
                PlanForm::nieuwe_versie(&bezoek, plan)
            } else {
                let afspraken = afspraken(&bezoek, id, &er_is.plannen).await?;
                erbij.overgenomen = match afspraken.len() {
                    0 => String::new(),
                    1 => "Eén afspraak uit een gesprek staat hieronder als stap.".to_owned(),
                    aantal => format!("{aantal} afspraken uit gesprekken staan hieronder als stap."),
                };
                PlanForm::met_afspraken(&bezoek, &afspraken)
            }
        }
    };
    tonen(&bezoek, id, form, &er_is, erbij).await
}

/// What was agreed in conversations and is still to be done: of the last conversation first.
async fn afspraken(bezoek: &Bezoek, klant: KlantId, plannen: &[Plan]) -> Resultaat<Vec<Actiepunt>> {
    let gesprekken = storage::gesprek::of_klant(&mut bezoek.reader().await?, klant).await?;
    let punten = gesprekken.into_iter().rev().flat_map(|gesprek| match gesprek.stand {
        GesprekStand::Gevoerd(verslag) => verslag.punten,
        _ => Vec::new(),
    });
    Ok(punten.filter(|punt| punt.is_open(plannen)).take(MEESTE_STAPPEN).collect())
}

/// The steps of the concept and of the plan that holds: what a form may have been filled with.
fn stappen(plannen: &[Plan]) -> Vec<Stap> {
    let er_zijn = [concept_van(plannen), geldend(plannen)];
    er_zijn.into_iter().flatten().flat_map(|plan| plan.inhoud.stappen.clone()).collect()
}

/// What the form was made for. The page with two versions sends no id; it is about a concept that exists.
fn basis(bezoek: &Bezoek, formulier: &Formulier) -> Resultaat<Basis> {
    let id = formulier.tekst("id").parse().unwrap_or_else(|_| bezoek.app.omgeving.nieuw_id());
    Ok(Basis { id, versie: formulier.versie()? })
}

pub(in crate::dossier::plan) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    let basis = basis(&bezoek, &formulier)?;
    let er_is = bestaand(&bezoek, id).await?;
    let mut form = PlanForm::uit(&bezoek, &formulier, basis);
    match formulier.tekst("actie") {
        "stap" => return tonen(&bezoek, id, form, &er_is, Erbij::default()).await,
        "concept" => {
            // A colleague was first: a draft would be thrown away, so the two versions are shown.
            if let Some(nu) = concept_van(&er_is.plannen).filter(|nu| nu.versie != basis.versie) {
                return twee_versies(&bezoek, &form, nu, &er_is).await;
            }
            actions::bewaar_concept(&bezoek, id, basis, formulier.velden()).await?;
            return Ok(Redirect::to(&Gedaan::concept(id.uuid()).op(&paths::plan(id))).into_response());
        }
        _ => {}
    }
    let plicht = actions::plicht(&mut bezoek.reader().await?, &bezoek, id).await?;
    let bekend = stappen(&er_is.plannen);
    let Some(inhoud) = form.lees(&bezoek, &er_is.verwijzingen, &bekend, plicht.feiten.ontheffing_9a.is_some()) else {
        return tonen(&bezoek, id, form, &er_is, Erbij::default()).await;
    };
    match actions::bewaar(&bezoek, id, basis, inhoud, &form.afspraken()).await? {
        Uitslag::Gedaan(plan) => {
            Ok(Redirect::to(&Gedaan::PlanBewaard(plan.id, plan.versie).op(&paths::plan(id))).into_response())
        }
        Uitslag::Geweigerd(geweigerd) => {
            // What was typed becomes a new version when it is sent again.
            form.basis = PlanForm::leeg(&bezoek).basis;
            form.weiger(geweigerd);
            tonen(&bezoek, id, form, &er_is, Erbij::default()).await
        }
        Uitslag::Intussen(nu) => twee_versies(&bezoek, &form, &nu, &er_is).await,
    }
}

async fn twee_versies(bezoek: &Bezoek, form: &PlanForm, nu: &Plan, er_is: &Bestaand) -> Resultaat {
    let trajecten = forms::trajecten(&er_is.verwijzingen, &*bezoek.lijsten().await?, er_is.kijker);
    let page = Conflict {
        titel: "Plan van aanpak".to_owned(),
        actie: paths::opstellen(nu.klant),
        terug: paths::plan(nu.klant),
        versie: nu.versie,
        gewijzigd: storage::plan::last_change(&mut bezoek.reader().await?, nu.id).await?,
        velden: form.vergelijk(bezoek, nu, &trajecten),
    };
    conflict(bezoek, nu.klant, page).await
}

/// Keeps the draft; called by the page while somebody types.
pub(in crate::dossier::plan) async fn concept(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat<StatusCode> {
    let basis = basis(&bezoek, &formulier)?;
    actions::bewaar_concept(&bezoek, id, basis, formulier.velden()).await?;
    Ok(StatusCode::NO_CONTENT)
}
