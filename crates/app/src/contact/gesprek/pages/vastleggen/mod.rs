//! Holding and recording a conversation. The page is calm, because here somebody writes; the draft is kept while typing.
//! One form settles it all: the report, what was learned of the client, what was agreed, whether segment and ladder are still
//! right, and what comes next.

pub(in crate::contact::gesprek) mod gepland;
pub(in crate::contact::gesprek) mod ongepland;
mod twee_beelden;
mod welk;

use askama::Template;
use axum::http::StatusCode;
use domain::{
    codelijst::Codelijst,
    datum::{kort, plaatselijk},
    gesprek::{Actiepunt, Gesprek, GesprekStand},
    id::{GebruikerId, GesprekId, KlantId},
    plan::{Plan, PlanStand},
};

use super::super::{
    actions::Weigering,
    forms::{IndelingNu, PlanForm, VerslagForm, beeld::BeeldForm},
};
use crate::{
    klantkop::{Klantkop, tijd},
    web::{Bezoek, Formulier, Keuze, Lijsten, Pagina, Resultaat, pagina, woorden::zin},
};

/// How the page shows a conversation that happened before: what was agreed then.
struct Eerder {
    kop: String,
    tekst: String,
    afspraken: String,
}

#[derive(Template)]
#[template(path = "contact/gesprek/pages/vastleggen/vastleggen.html")]
struct VastlegPagina {
    p: Pagina,
    kop: Klantkop,
    titel: String,
    onder: String,
    form: VerslagForm,
    /// Only for a conversation that was not planned.
    plan: Option<PlanDeel>,
    keuzes: DaarnaKeuzes,
    eerder: Option<Eerder>,
    /// An older conversation without an outcome: in words, and where to record it.
    nog_open: Option<(String, String)>,
    collega: Option<String>,
    /// Its day is still to come: it cannot be recorded yet.
    te_vroeg: String,
    fouten: Vec<(String, String)>,
    versie: i64,
    actie: String,
    concept: String,
    concept_tekst: String,
    niet_doorgegaan: String,
    /// Where a conversation is recorded that was in no diary; empty when this is one.
    ander: String,
    terug: String,
}

struct PlanDeel {
    form: PlanForm,
    soorten: Vec<Keuze>,
    duren: Vec<Keuze>,
}

/// What can be chosen for what is settled in the same movement; empty when that is done elsewhere.
#[derive(Default)]
struct DaarnaKeuzes {
    nu: String,
    segment_basis: String,
    beeld_basis: i64,
    segmenten: Vec<Keuze>,
    treden: Vec<Keuze>,
    soorten: Vec<Keuze>,
    /// In whose diary the next conversation comes.
    agenda_van: String,
    /// How the klantbeeld stands, and whether its fields are shown open.
    beeld: (String, bool),
    /// Whether agreements become steps of a plan.
    heeft_plan: bool,
    /// An agreement stands in the plan that holds, which does not change when the report is corrected.
    in_geldend_plan: bool,
}

impl DaarnaKeuzes {
    async fn laad(
        bezoek: &Bezoek,
        reader: &mut storage::Reader,
        klant: KlantId,
        form: &VerslagForm,
        (soort, voert): (&str, GebruikerId),
    ) -> Resultaat<Self> {
        let plannen = storage::plan::of_klant(reader, klant).await?;
        let heeft_plan = plannen.iter().any(|plan| plan.geldt() || plan.stand == PlanStand::Concept);
        let in_geldend_plan = staat_alleen_in_geldend(&plannen, &form.bekend);
        let Some(daarna) = &form.daarna else { return Ok(Self { heeft_plan, in_geldend_plan, ..Self::default() }) };
        let lijsten = bezoek.lijsten().await?;
        let basis = daarna.indeling.nu.basis();
        Ok(Self {
            nu: daarna.indeling.nu.in_woorden(&lijsten),
            segment_basis: basis.segment.map_or_else(String::new, |id| id.to_string()),
            beeld_basis: basis.beeld,
            segmenten: daarna.indeling.segmenten(&lijsten, bezoek.vandaag),
            treden: daarna.indeling.treden(),
            soorten: daarna.vervolg.soorten(&lijsten, bezoek.vandaag),
            agenda_van: lijsten.gebruiker(vervolg_bij(reader, klant, voert, &lijsten).await?).to_owned(),
            beeld: (BeeldForm::stand(&daarna.indeling.nu, &lijsten), daarna.beeld.is_open(soort)),
            heeft_plan,
            in_geldend_plan,
        })
    }
}

/// Whether one of these agreements stands in the plan that holds and in no concept of a next version.
fn staat_alleen_in_geldend(plannen: &[Plan], punten: &[Actiepunt]) -> bool {
    let Some(geldend) = plannen.iter().find(|plan| plan.geldt()) else { return false };
    let volgt = plannen.iter().any(|plan| plan.stand == PlanStand::Concept && plan.vorige == Some(geldend.id));
    !volgt && punten.iter().any(|punt| punt.plan == Some(geldend.id))
}

/// Who holds the next conversation: the client's klantmanager of today. The client may have gone to somebody else since this one was
/// planned, and who serves at the counter serves for a colleague. Without one who works here it is who held this one.
async fn vervolg_bij(
    reader: &mut storage::Reader,
    klant: KlantId,
    voert: GebruikerId,
    lijsten: &Lijsten,
) -> Resultaat<GebruikerId> {
    let nu = storage::caseload::find(reader, klant).await?.and_then(|regel| regel.klantmanager_id);
    let werkt = |id: &GebruikerId| lijsten.gebruikers.iter().any(|een| een.id == *id && een.actief);
    Ok(nu.filter(werkt).unwrap_or(voert))
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
        afspraken: verslag.alle_afspraken(),
        tekst: verslag.tekst,
    })
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

/// Whether the form was sent for a row more.
fn rij_erbij(formulier: &Formulier) -> bool {
    formulier.tekst("actie") == "afspraak"
}

/// Puts a refusal at the part of the form it is about; what is about the conversation itself is the caller's.
fn weiger(form: &mut VerslagForm, weigering: Weigering) {
    let daarna = form.daarna.as_mut();
    match (weigering, daarna) {
        (Weigering::Segment(geweigerd), Some(daarna)) => daarna.indeling.segment.afkeuren(zin(&geweigerd.to_string())),
        (Weigering::IndelingIntussen, Some(daarna)) => daarna.indeling.intussen(),
        (Weigering::Beeld(geweigerd), Some(daarna)) => daarna.beeld.deel.weiger(geweigerd),
        (Weigering::Vervolg(geweigerd), Some(daarna)) => daarna.vervolg.weiger(geweigerd),
        (Weigering::VervolgBezwaar(bezwaren, gezegd), Some(daarna)) => daarna.vervolg.bezwaar(&bezwaren, gezegd),
        (Weigering::Gesprek(geweigerd), _) => form.tekst.afkeuren(zin(&geweigerd.to_string())),
        // The handler shows both versions.
        (Weigering::BeeldIntussen, _) | (_, None) => {}
    }
}

/// How the client stands, for a conversation that was not recorded yet.
async fn indeling(bezoek: &Bezoek, klant: KlantId) -> Resultaat<IndelingNu> {
    super::super::actions::indeling_nu(&mut bezoek.reader().await?, klant).await
}
