//! What can be done with plans: load, decide, write, log, commit, in one transaction.

use domain::{
    id::{ActiepuntId, KlantId, PlanId, StapId},
    logboek::Regel,
    plan::{Akkoord, Inhoud, Plan, PlanGeweigerd, PlanStand, Stap, StapStand, verplicht},
};
use serde_json::json;
use storage::{
    Reader, Writer,
    concept::{self, Concept, Welk},
    plan::Plicht,
};

use super::{FORMULIER, forms};
use crate::web::{Bezoek, Fout, Resultaat};

/// How an act went.
pub(super) enum Uitslag {
    /// Done; the plan as it is now.
    Gedaan(Box<Plan>),
    /// The rules say no.
    Geweigerd(PlanGeweigerd),
    /// Somebody else was first; the plan as it stands now.
    Intussen(Box<Plan>),
}

impl Uitslag {
    fn gedaan(plan: Plan) -> Self {
        Self::Gedaan(Box::new(plan))
    }
}

/// What a form was made for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Basis {
    /// The id that a new plan will have: sent twice, the form makes one plan.
    pub(super) id: PlanId,
    /// The version of the concept that was shown; 0 when there was none.
    pub(super) versie: i64,
}

/// The draft of this visitor for the plan of a client.
pub(super) fn welk(bezoek: &Bezoek, klant: KlantId) -> Welk {
    Welk { gebruiker: bezoek.gebruiker().id, formulier: FORMULIER, object: klant.uuid() }
}

/// A plan of this municipality.
pub(super) async fn plan(bezoek: &Bezoek, id: PlanId) -> Resultaat<Plan> {
    storage::plan::find(&mut bezoek.reader().await?, id).await?.ok_or(Fout::NietGevonden)
}

/// What the law asks of this client today.
pub(super) async fn plicht(reader: &mut Reader, bezoek: &Bezoek, klant: KlantId) -> Resultaat<Plicht> {
    storage::plan::plicht(reader, klant, bezoek.vandaag).await?.ok_or(Fout::NietGevonden)
}

/// The one that is being written.
pub(super) fn concept_van(plannen: &[Plan]) -> Option<&Plan> {
    plannen.iter().find(|plan| plan.stand == PlanStand::Concept)
}

/// The one that holds.
pub(super) fn geldend(plannen: &[Plan]) -> Option<&Plan> {
    plannen.iter().find(|plan| plan.geldt())
}

/// Whether two say the same; steps of a concept get new ids each time it is saved.
fn zelfde(een: &Inhoud, ander: &Inhoud) -> bool {
    let stappen = |inhoud: &Inhoud| {
        let telling = |stap: &Stap| (stap.wat.clone(), stap.wie.clone(), stap.voor, stap.verwijzing);
        inhoud.stappen.iter().map(telling).collect::<Vec<_>>()
    };
    (een.soort, &een.doel, &een.rechten_en_plichten, een.evaluatie)
        == (ander.soort, &ander.doel, &ander.rechten_en_plichten, ander.evaluatie)
        && stappen(een) == stappen(ander)
}

/// Takes the row of the client, so that on PostgreSQL too two acts with one client's plans come one after the other.
async fn neem(writer: &mut Writer, klant: KlantId) -> Resultaat<Vec<Plan>> {
    if !storage::klantstand::lock(writer, klant).await? {
        return Err(Fout::NietGevonden);
    }
    Ok(storage::plan::of_klant(writer, klant).await?)
}

/// Writes the concept of a client: a new one, or the one that is there anew. `afspraken` of conversations stand in a new one as a
/// step.
pub(super) async fn bewaar(
    bezoek: &Bezoek,
    klant: KlantId,
    basis: Basis,
    inhoud: Inhoud,
    afspraken: &[ActiepuntId],
) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let plannen = neem(&mut writer, klant).await?;
    let artikel_9a = plicht(&mut writer, bezoek, klant).await?.feiten.ontheffing_9a.is_some();
    let (gedaan, handeling) = match concept_van(&plannen) {
        Some(nu) if zelfde(&nu.inhoud, &inhoud) => return Ok(Uitslag::gedaan(nu.clone())),
        Some(nu) if nu.versie != basis.versie => return Ok(Uitslag::Intussen(Box::new(nu.clone()))),
        Some(nu) => (nu.clone().wijzig(inhoud, bezoek.vandaag, artikel_9a), "plan.gewijzigd"),
        // A colleague established it while this form was open.
        None if basis.versie != 0 => return Ok(Uitslag::Geweigerd(PlanGeweigerd::AlVastgesteld)),
        None => {
            // The form was sent twice, and what the first one made was established in between.
            if let Some(eerder) = plannen.iter().find(|plan| plan.id == basis.id) {
                return Ok(Uitslag::gedaan(eerder.clone()));
            }
            (nieuw(bezoek, klant, basis.id, &plannen, inhoud).stel_op(bezoek.vandaag, artikel_9a), "plan.opgesteld")
        }
    };
    let mut plan = match gedaan {
        Ok(plan) => plan,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    let (door, nu) = (bezoek.gebruiker().id, bezoek.nu);
    let mut meer = Vec::new();
    if handeling == "plan.opgesteld" {
        match storage::plan::insert(&mut writer, &plan, door, nu).await {
            // The id of a plan of somebody else.
            Err(storage::Error::Duplicate(_)) => return Err(Fout::NietGevonden),
            written => written?,
        }
        meer = neem_afspraken_op(bezoek, &mut writer, &plan, afspraken).await?;
    } else {
        storage::plan::update(&mut writer, &plan, door, nu).await?;
        plan.versie += 1;
    }
    concept::delete(&mut writer, welk(bezoek, klant)).await?;
    writer.commit(regel(bezoek, handeling, &plan, None), &meer).await?;
    Ok(Uitslag::gedaan(plan))
}

/// Notes with the conversations which agreements became steps: once the plan is established, it tells how they stand.
async fn neem_afspraken_op(
    bezoek: &Bezoek,
    writer: &mut Writer,
    plan: &Plan,
    afspraken: &[ActiepuntId],
) -> Resultaat<Vec<Regel>> {
    let mut regels = Vec::new();
    if afspraken.is_empty() {
        return Ok(regels);
    }
    let gesprekken = storage::gesprek::of_klant(writer, plan.klant).await?;
    for gesprek in gesprekken.into_iter().filter_map(|gesprek| gesprek.neem_in_plan_op(afspraken, plan.id)) {
        storage::gesprek::update(writer, &gesprek, bezoek.gebruiker().id, bezoek.nu).await?;
        let details = json!({ "plan": plan.id });
        regels.push(bezoek.regel("gesprek.afspraken_in_plan", gesprek.id, Some(plan.klant), &details));
    }
    Ok(regels)
}

fn nieuw(bezoek: &Bezoek, klant: KlantId, id: PlanId, plannen: &[Plan], inhoud: Inhoud) -> Plan {
    Plan {
        id,
        klant,
        nummer: plannen.last().map_or(1, |plan| plan.nummer + 1),
        vorige: geldend(plannen).map(|plan| plan.id),
        opsteller: bezoek.gebruiker().id,
        opgesteld: bezoek.vandaag,
        inhoud,
        stand: PlanStand::Concept,
        versie: 1,
    }
}

/// A log line: which version, and between which states it went.
fn regel(bezoek: &Bezoek, handeling: &'static str, plan: &Plan, van: Option<&'static str>) -> Regel {
    let details = json!({ "nummer": plan.nummer, "van": van, "naar": plan.stand.code() });
    bezoek.regel(handeling, plan.id, Some(plan.klant), &details)
}

/// A plan with the other versions of its client, the row of the client taken.
async fn open(bezoek: &Bezoek, id: PlanId) -> Resultaat<(Writer, Plan, Vec<Plan>)> {
    let mut writer = bezoek.writer().await?;
    let klant = storage::plan::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?.klant;
    let mut plannen = neem(&mut writer, klant).await?;
    let place = plannen.iter().position(|plan| plan.id == id).ok_or(Fout::NietGevonden)?;
    let plan = plannen.remove(place);
    Ok((writer, plan, plannen))
}

/// Writes plans that changed together, logs them and commits. Gives the first as it is now.
async fn schrijf(bezoek: &Bezoek, mut writer: Writer, plannen: Vec<(Plan, Regel)>) -> Resultaat<Uitslag> {
    for (plan, _) in &plannen {
        storage::plan::update(&mut writer, plan, bezoek.gebruiker().id, bezoek.nu).await?;
    }
    let (plannen, regels): (Vec<Plan>, Vec<Regel>) = plannen.into_iter().unzip();
    let mut regels = regels.into_iter();
    let first = regels.next().ok_or_else(|| Fout::Onverwacht("no plan was changed".to_owned()))?;
    writer.commit(first, regels.as_slice()).await?;
    let plan = plannen.into_iter().next_back().ok_or(Fout::NietGevonden)?;
    Ok(Uitslag::gedaan(Plan { versie: plan.versie + 1, ..plan }))
}

/// Establishes a concept that was read at `versie`; the version that held until now makes room.
pub(super) async fn stel_vast(bezoek: &Bezoek, id: PlanId, versie: i64) -> Resultaat<Uitslag> {
    let (mut writer, nu, anderen) = open(bezoek, id).await?;
    if nu.versie != versie {
        // The button was pressed twice.
        let gedaan = nu.geldt() && nu.versie == versie + 1;
        return Ok(if gedaan { Uitslag::gedaan(nu) } else { Uitslag::Intussen(Box::new(nu)) });
    }
    let artikel_9a = plicht(&mut writer, bezoek, nu.klant).await?.feiten.ontheffing_9a.is_some();
    let plan = match nu.stel_vast(bezoek.gebruiker().id, bezoek.vandaag, artikel_9a) {
        Ok(plan) => plan,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    let mut plannen = Vec::new();
    // The former first: of one client only one plan holds.
    if let Some(vorige) = geldend(&anderen) {
        let vorige = match vorige.clone().vervang(bezoek.vandaag) {
            Ok(vorige) => vorige,
            Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
        };
        let regel = regel(bezoek, "plan.vervangen", &vorige, Some("vastgesteld"));
        plannen.push((vorige, regel));
    }
    let regel = regel(bezoek, "plan.vastgesteld", &plan, Some("concept"));
    plannen.push((plan, regel));
    schrijf(bezoek, writer, plannen).await
}

/// Records that the client, or somebody for him, signed a plan that was read at `versie`.
pub(super) async fn onderteken(bezoek: &Bezoek, id: PlanId, versie: i64, akkoord: Akkoord) -> Resultaat<Uitslag> {
    let (mut writer, nu, _) = open(bezoek, id).await?;
    if nu.versie != versie {
        let bekend = nu.stand.vaststelling().and_then(|vaststelling| vaststelling.akkoord.as_ref());
        let gedaan = bekend == Some(&akkoord);
        return Ok(if gedaan { Uitslag::gedaan(nu) } else { Uitslag::Intussen(Box::new(nu)) });
    }
    let klant = storage::klant::find(&mut writer, nu.klant).await?.ok_or(Fout::NietGevonden)?.naam;
    een(bezoek, writer, nu, "plan.ondertekend", |plan| plan.onderteken(akkoord, &klant, bezoek.vandaag)).await
}

/// Ends a plan that was read at `versie`, without a newer one.
pub(super) async fn beeindig(bezoek: &Bezoek, id: PlanId, versie: i64, toelichting: String) -> Resultaat<Uitslag> {
    let (mut writer, nu, _) = open(bezoek, id).await?;
    if nu.versie != versie {
        let gedaan = nu.stand.code() == "beeindigd" && nu.stand.toelichting() == toelichting;
        return Ok(if gedaan { Uitslag::gedaan(nu) } else { Uitslag::Intussen(Box::new(nu)) });
    }
    if toelichting.trim().is_empty() && verplicht(plicht(&mut writer, bezoek, nu.klant).await?.feiten).is_some() {
        let tekst = "De wet vraagt voor deze klant een plan. Schrijf op waarom het eindigt.";
        return Err(Fout::in_strijd("plan_reden", tekst));
    }
    een(bezoek, writer, nu, "plan.beeindigd", |plan| plan.beeindig(bezoek.vandaag, toelichting)).await
}

/// Notes where a step stands, in a plan that was read at `versie`.
pub(super) async fn rond_af(bezoek: &Bezoek, stap: StapId, versie: i64, stand: StapStand) -> Resultaat<Uitslag> {
    let plan = storage::plan::find_by_stap(&mut bezoek.reader().await?, stap).await?.ok_or(Fout::NietGevonden)?;
    let (writer, nu, _) = open(bezoek, plan.id).await?;
    if nu.versie != versie {
        let gedaan = nu.inhoud.stappen.iter().any(|is| is.id == stap && is.stand.code() == stand.code());
        return Ok(if gedaan { Uitslag::gedaan(nu) } else { Uitslag::Intussen(Box::new(nu)) });
    }
    let handeling = match stand {
        StapStand::Open => "plan.stap_geopend",
        StapStand::Klaar { .. } => "plan.stap_klaar",
        StapStand::Vervallen { .. } => "plan.stap_vervallen",
    };
    een(bezoek, writer, nu, handeling, |plan| plan.rond_af(stap, stand)).await
}

/// Takes the last step back. Of a version that took the place of another, that one holds again.
pub(super) async fn herstel(bezoek: &Bezoek, id: PlanId, versie: i64) -> Resultaat<Uitslag> {
    let (writer, nu, anderen) = open(bezoek, id).await?;
    if nu.versie != versie {
        return Ok(Uitslag::Intussen(Box::new(nu)));
    }
    let van = nu.stand.code();
    let vorige = nu.vorige.filter(|_| nu.geldt());
    let plan = match nu.herstel() {
        Ok(plan) => plan,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    if plan.stand == PlanStand::Concept && concept_van(&anderen).is_some() {
        let tekst = "Er is al een concept van een nieuwere versie. Stel dat vast, of pas het aan.";
        return Err(Fout::in_strijd("plan_concept", tekst));
    }
    if van != "vastgesteld" && geldend(&anderen).is_some() {
        let tekst = "Er geldt een nieuwere versie. Draai die eerst terug.";
        return Err(Fout::in_strijd("plan_nieuwer", tekst));
    }
    let weer = anderen.into_iter().find(|ander| Some(ander.id) == vorige && ander.stand.code() == "vervangen");
    let weer = weer.filter(|_| plan.stand == PlanStand::Concept).and_then(|vorige| vorige.herstel().ok());
    let hersteld = regel(bezoek, "plan.hersteld", &plan, Some(van));
    let first = Plan { versie: plan.versie + 1, ..plan.clone() };
    let mut plannen = vec![(plan, hersteld)];
    // The newer one first: of one client only one plan holds.
    plannen.extend(weer.map(|vorige| {
        let regel = regel(bezoek, "plan.hersteld", &vorige, Some("vervangen"));
        (vorige, regel)
    }));
    schrijf(bezoek, writer, plannen).await?;
    Ok(Uitslag::gedaan(first))
}

/// One step with one plan.
async fn een(
    bezoek: &Bezoek,
    writer: Writer,
    nu: Plan,
    handeling: &'static str,
    step: impl FnOnce(Plan) -> Result<Plan, PlanGeweigerd>,
) -> Resultaat<Uitslag> {
    let van = nu.stand.code();
    match step(nu) {
        Ok(plan) => {
            let regel = regel(bezoek, handeling, &plan, Some(van));
            schrijf(bezoek, writer, vec![(plan, regel)]).await
        }
        Err(geweigerd) => Ok(Uitslag::Geweigerd(geweigerd)),
    }
}

/// Keeps what is being typed.
pub(super) async fn bewaar_concept(
    bezoek: &Bezoek,
    klant: KlantId,
    basis: Basis,
    velden: &[(String, String)],
) -> Resultaat<()> {
    {
        let mut reader = bezoek.reader().await?;
        storage::caseload::find(&mut reader, klant).await?.ok_or(Fout::NietGevonden)?;
        let plannen = storage::plan::of_klant(&mut reader, klant).await?;
        // A colleague was first, or the form was sent in the meantime: a draft that arrives late must not come back.
        let versie = concept_van(&plannen).map_or(0, |plan| plan.versie);
        if versie != basis.versie || plannen.iter().any(|plan| plan.id == basis.id && basis.versie == 0) {
            return Err(Fout::Intussen);
        }
    }
    let keep = velden.iter().filter(|(naam, _)| forms::is_veld(naam)).cloned().collect();
    let concept = Concept { velden: keep, object_versie: basis.versie, bewaard_op: bezoek.nu };
    Ok(concept::save(&bezoek.app.database, bezoek.gemeente(), welk(bezoek, klant), &concept).await?)
}
