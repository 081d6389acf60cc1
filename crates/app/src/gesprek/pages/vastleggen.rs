//! Holding and recording a conversation. The page is calm, because here somebody writes; the draft is kept while typing.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::{
    codelijst::Codelijst,
    datum::{kort, lang, plaatselijk},
    gesprek::{Gesprek, GesprekStand, OngeldigeOvergang},
    id::{GesprekId, KlantId},
};
use jiff::{SignedDuration, civil::Date};

use super::super::{
    actions::{self, Uitslag},
    forms::{PlanForm, VerslagForm},
    paths,
};
use crate::{
    klant,
    klantkop::{self, Deel, Gedaan, Klantkop, tijd},
    web::{
        Bezoek, Formulier, Keuze, Lijsten, Pad, Pagina, Resultaat,
        conflict::{Conflict, Vergelijking, conflict},
        pagina,
        woorden::zin,
    },
};

/// How the page shows a conversation that happened before: what was agreed then.
struct Eerder {
    kop: String,
    tekst: String,
    afspraken: String,
}

#[derive(Template)]
#[template(path = "gesprek/pages/vastleggen.html")]
struct VastlegPagina {
    p: Pagina,
    kop: Klantkop,
    titel: String,
    onder: String,
    form: VerslagForm,
    /// Only for a conversation that was not planned.
    plan: Option<PlanDeel>,
    eerder: Option<Eerder>,
    /// An older conversation without an outcome: in words, and where to record it.
    nog_open: Option<(String, String)>,
    collega: Option<String>,
    fouten: Vec<(String, String)>,
    versie: i64,
    actie: String,
    concept: String,
    concept_tekst: String,
    niet_doorgegaan: String,
    terug: String,
}

struct PlanDeel {
    form: PlanForm,
    soorten: Vec<Keuze>,
    duren: Vec<Keuze>,
}

/// A colleague who typed in this form within this time is still at it.
const NOG_BEZIG: SignedDuration = SignedDuration::from_mins(30);

async fn tonen(bezoek: &Bezoek, gesprek: &Gesprek, form: VerslagForm, concept_tekst: String, versie: i64) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, gesprek.klant, Deel::Anders, "gesprek.vastleggen_getoond").await?;
    let lijsten = bezoek.lijsten().await?;
    let begin = plaatselijk(gesprek.moment);
    let soort = lijsten.naam(Codelijst::SoortGesprek, gesprek.soort.as_str()).to_owned();
    let other =
        storage::concept::other_writer(&mut reader, actions::welk(bezoek, gesprek.id), bezoek.nu - NOG_BEZIG).await?;
    let fouten = form.fouten();
    let page = VastlegPagina {
        p: Pagina::voor(bezoek, format!("{soort} vastleggen, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        titel: soort,
        onder: format!("{}, {} uur, {} minuten", lang(begin.date()), tijd(&begin), gesprek.duur_minuten),
        plan: None,
        nog_open: None,
        eerder: eerder(storage::gesprek::of_klant(&mut reader, gesprek.klant).await?, Some(gesprek.id), &lijsten),
        collega: other.map(|(naam, moment)| {
            format!("{naam} schrijft ook in dit verslag (laatst om {} uur).", tijd(&plaatselijk(moment)))
        }),
        actie: paths::vastleggen(gesprek.id),
        concept: if gesprek.is_open() { paths::concept(gesprek.id) } else { String::new() },
        concept_tekst,
        niet_doorgegaan: if gesprek.is_open() { paths::niet_doorgegaan(gesprek.id) } else { String::new() },
        terug: klant::paths::tijdlijn(gesprek.klant),
        fouten,
        versie,
        form,
        kop,
    };
    with_status(&page)
}

fn with_status(page: &VastlegPagina) -> Resultaat {
    let mut response = pagina(page)?;
    if !page.fouten.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// The last conversation that took place: what to come back to.
fn eerder(gesprekken: Vec<Gesprek>, behalve: Option<GesprekId>, lijsten: &Lijsten) -> Option<Eerder> {
    let held = gesprekken.into_iter().rev().filter(|g| Some(g.id) != behalve).find_map(|gesprek| match gesprek.stand {
        GesprekStand::Gevoerd(verslag) => Some((gesprek.moment, gesprek.soort, verslag)),
        _ => None,
    });
    held.map(|(moment, soort, verslag)| Eerder {
        kop: format!("{}, {}", lijsten.naam(Codelijst::SoortGesprek, soort.as_str()), kort(plaatselijk(moment).date())),
        tekst: verslag.tekst,
        afspraken: verslag.afspraken,
    })
}

pub(in crate::gesprek) async fn toon(bezoek: Bezoek, Pad(id): Pad<GesprekId>) -> Resultaat {
    let gesprek = actions::gesprek(&bezoek, id).await?;
    let draft = storage::concept::find(&mut bezoek.reader().await?, actions::welk(&bezoek, id)).await?;
    let (form, status) = match (&gesprek.stand, draft) {
        (_, Some(concept)) if gesprek.is_open() => {
            let status = bewaard(&concept);
            (VerslagForm::uit(&Formulier::van(concept.velden)), status)
        }
        (GesprekStand::Gevoerd(verslag), _) => (VerslagForm::van(verslag), String::new()),
        _ => (VerslagForm::leeg(), String::new()),
    };
    tonen(&bezoek, &gesprek, form, status, gesprek.versie).await
}

/// What the page says of a draft it shows.
fn bewaard(concept: &storage::concept::Concept) -> String {
    let saved = plaatselijk(concept.bewaard_op);
    format!("Concept bewaard op {}, {} uur", kort(saved.date()), tijd(&saved))
}

/// Whether the form was sent to go on later: the draft is kept, also by a browser without script.
fn later(formulier: &Formulier) -> bool {
    formulier.tekst("actie") == "concept"
}

pub(in crate::gesprek) async fn verwerk(bezoek: Bezoek, Pad(id): Pad<GesprekId>, formulier: Formulier) -> Resultaat {
    let versie = formulier.versie()?;
    let gesprek = actions::gesprek(&bezoek, id).await?;
    let mut form = VerslagForm::uit(&formulier);
    if later(&formulier) {
        // A colleague was first: a draft would be thrown away, so the two texts are shown.
        if gesprek.versie != versie {
            return twee_versies(&bezoek, &form, &gesprek).await;
        }
        actions::bewaar_concept(&bezoek, id, formulier.velden(), versie).await?;
        let done = Gedaan::ConceptBewaard(id.uuid());
        return Ok(Redirect::to(&done.op(&klant::paths::tijdlijn(gesprek.klant))).into_response());
    }
    let Some(verslag) = form.lees() else { return tonen(&bezoek, &gesprek, form, String::new(), versie).await };
    match actions::leg_vast(&bezoek, id, versie, verslag).await? {
        Uitslag::Gedaan(gesprek) => {
            let done = Gedaan::GesprekAfgerond(id, gesprek.versie);
            Ok(Redirect::to(&done.op(&klant::paths::tijdlijn(gesprek.klant))).into_response())
        }
        Uitslag::Geweigerd(geweigerd) => {
            weiger(&mut form, geweigerd);
            tonen(&bezoek, &gesprek, form, String::new(), versie).await
        }
        Uitslag::Intussen(nu) => twee_versies(&bezoek, &form, &nu).await,
    }
}

fn weiger(form: &mut VerslagForm, geweigerd: OngeldigeOvergang) {
    form.tekst.afkeuren(zin(&geweigerd.to_string()));
}

async fn twee_versies(bezoek: &Bezoek, form: &VerslagForm, nu: &Gesprek) -> Resultaat {
    let (tekst, afspraken) = match &nu.stand {
        GesprekStand::Gevoerd(verslag) => (verslag.tekst.clone(), verslag.afspraken.clone()),
        _ if nu.is_open() => (String::new(), String::new()),
        stand => (format!("({}) {}", stand.omschrijving(), stand.toelichting()), String::new()),
    };
    let page = Conflict {
        titel: "Verslag van het gesprek".to_owned(),
        actie: paths::vastleggen(nu.id),
        terug: paths::gesprek(nu.id),
        versie: nu.versie,
        gewijzigd: storage::gesprek::last_change(&mut bezoek.reader().await?, nu.id).await?,
        velden: vec![Vergelijking::van(&form.tekst, tekst), Vergelijking::van(&form.afspraken, afspraken)],
    };
    conflict(bezoek, nu.klant, page).await
}

/// Keeps the draft; called by the page while somebody types.
pub(in crate::gesprek) async fn concept(
    bezoek: Bezoek,
    Pad(id): Pad<GesprekId>,
    formulier: Formulier,
) -> Resultaat<StatusCode> {
    actions::bewaar_concept(&bezoek, id, formulier.velden(), formulier.versie()?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Keeps the draft of a conversation that was not planned; called by the page while somebody types.
pub(in crate::gesprek) async fn concept_ongepland(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat<StatusCode> {
    let nieuw = PlanForm::uit(&bezoek, &formulier).id;
    actions::bewaar_concept_ongepland(&bezoek, id, nieuw, formulier.velden()).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn tonen_ongepland(
    bezoek: &Bezoek,
    id: KlantId,
    plan: PlanForm,
    form: VerslagForm,
    concept_tekst: String,
) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(bezoek, &mut reader, id, Deel::Anders, "gesprek.vastleggen_getoond").await?;
    let lijsten = bezoek.lijsten().await?;
    let gesprekken = storage::gesprek::of_klant(&mut reader, id).await?;
    let mut fouten = plan.fouten();
    fouten.extend(form.fouten());
    let page = VastlegPagina {
        p: Pagina::voor(bezoek, format!("Gesprek vastleggen, {}", kop.naam), "/caseload").met_fouten(fouten.len()),
        titel: "Gesprek vastleggen".to_owned(),
        onder: "Een gesprek dat niet gepland was: aan de balie, aan de telefoon of onderweg.".to_owned(),
        plan: Some(PlanDeel {
            soorten: plan.soorten(&lijsten, bezoek.vandaag),
            duren: plan.afspraak.duren(),
            form: plan,
        }),
        nog_open: open_tot(&gesprekken, bezoek.vandaag).map(|gesprek| {
            let dag = plaatselijk(gesprek.moment).date();
            (format!("Er staat nog een gesprek open van {}.", lang(dag)), paths::vastleggen(gesprek.id))
        }),
        eerder: eerder(gesprekken, None, &lijsten),
        collega: None,
        versie: 0,
        actie: paths::gevoerd(id),
        concept: paths::concept_ongepland(id),
        concept_tekst,
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

pub(in crate::gesprek) async fn toon_ongepland(bezoek: Bezoek, Pad(id): Pad<KlantId>) -> Resultaat {
    let mut reader = bezoek.reader().await?;
    if let Some(concept) = storage::concept::find(&mut reader, actions::welk_ongepland(&bezoek, id)).await? {
        drop(reader);
        let status = bewaard(&concept);
        let velden = Formulier::van(concept.velden);
        return tonen_ongepland(&bezoek, id, plan_uit(&bezoek, &velden), VerslagForm::uit(&velden), status).await;
    }
    // The one in today's diary is probably the one meant. An older one is asked about on the page.
    let gesprekken = storage::gesprek::of_klant(&mut reader, id).await?;
    drop(reader);
    let open = open_tot(&gesprekken, bezoek.vandaag);
    if let Some(gesprek) = open.filter(|gesprek| plaatselijk(gesprek.moment).date() == bezoek.vandaag) {
        return Ok(Redirect::to(&paths::vastleggen(gesprek.id)).into_response());
    }
    let mut plan = PlanForm::leeg(&bezoek);
    plan.afspraak.datum.waarde = bezoek.vandaag.to_string();
    plan.afspraak.tijd.waarde = tijd(&plaatselijk(bezoek.nu));
    // At the counter or by telephone: shorter than what one plans.
    "30".clone_into(&mut plan.afspraak.duur.waarde);
    tonen_ongepland(&bezoek, id, plan, VerslagForm::leeg(), String::new()).await
}

/// Who records what was not planned, held it.
fn plan_uit(bezoek: &Bezoek, formulier: &Formulier) -> PlanForm {
    let mut plan = PlanForm::uit(bezoek, formulier);
    plan.klantmanager.waarde = bezoek.gebruiker().id.to_string();
    plan
}

pub(in crate::gesprek) async fn verwerk_ongepland(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    formulier: Formulier,
) -> Resultaat {
    let mut plan_form = plan_uit(&bezoek, &formulier);
    if later(&formulier) {
        actions::bewaar_concept_ongepland(&bezoek, id, plan_form.id, formulier.velden()).await?;
        return Ok(Redirect::to(&Gedaan::ConceptBewaard(id.uuid()).op(&klant::paths::tijdlijn(id))).into_response());
    }
    let lijsten = bezoek.lijsten().await?;
    let mut form = VerslagForm::uit(&formulier);
    let (plan, verslag) = (plan_form.lees(&lijsten, bezoek.vandaag), form.lees());
    let (Some(plan), Some(verslag)) = (plan, verslag) else {
        return tonen_ongepland(&bezoek, id, plan_form, form, String::new()).await;
    };
    match actions::leg_vast_ongepland(&bezoek, plan.gesprek(id), verslag).await? {
        Ok(gesprek) => {
            let done = Gedaan::GesprekAfgerond(gesprek.id, gesprek.versie);
            Ok(Redirect::to(&done.op(&klant::paths::tijdlijn(id))).into_response())
        }
        Err(geweigerd) => {
            plan_form.weiger(geweigerd);
            tonen_ongepland(&bezoek, id, plan_form, form, String::new()).await
        }
    }
}
