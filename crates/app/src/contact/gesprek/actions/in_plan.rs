//! What was agreed in a conversation, in the plan of the client: new agreements become steps of its concept, and a correction of one
//! that stands in the concept is followed there.

use domain::{
    gesprek::{Actiepunt, Verslag},
    id::KlantId,
    logboek::Regel,
    plan::{Plan, PlanStand, Stap, StapStand},
};
use serde_json::json;
use storage::Writer;

use crate::web::{Bezoek, Resultaat};

/// New agreements become steps of the concept of the client's plan; there is one, or what holds gets a next version. Without
/// a plan, or when they do not fit in it, they stay with the conversation.
pub(super) async fn in_plan(
    bezoek: &Bezoek,
    writer: &mut Writer,
    klant: KlantId,
    verslag: &mut Verslag,
) -> Resultaat<Vec<Regel>> {
    if verslag.punten.is_empty() {
        return Ok(Vec::new());
    }
    let plannen = storage::plan::of_klant(writer, klant).await?;
    for punt in &mut verslag.punten {
        // A plan that was thrown away is none.
        punt.plan = punt.plan.filter(|id| plannen.iter().any(|plan| plan.id == *id));
    }
    let nieuw = |punt: &&mut Actiepunt| punt.plan.is_none() && punt.stand == StapStand::Open;
    let stappen: Vec<Stap> = verslag
        .punten
        .iter_mut()
        .filter(nieuw)
        .map(|punt| Stap {
            id: bezoek.app.omgeving.nieuw_id(),
            wat: punt.wat.clone(),
            wie: punt.wie.clone(),
            voor: punt.voor,
            verwijzing: None,
            stand: StapStand::Open,
        })
        .collect();
    if stappen.is_empty() {
        return Ok(Vec::new());
    }
    let concept = plannen.iter().find(|plan| plan.stand == PlanStand::Concept);
    let Some(plicht) = storage::plan::plicht(writer, klant, bezoek.vandaag).await? else { return Ok(Vec::new()) };
    let basis = match (concept, plannen.iter().find(|plan| plan.geldt())) {
        (Some(concept), _) => concept.clone(),
        (None, Some(geldend)) => {
            let nummer = plannen.last().map_or(1, |plan| plan.nummer + 1);
            let id = (bezoek.app.omgeving.nieuw_id(), nummer);
            geldend.volgende_versie(id, bezoek.gebruiker().id, bezoek.vandaag, || bezoek.app.omgeving.nieuw_id())
        }
        (None, None) => return Ok(Vec::new()),
    };
    // What holds says all of it already: then there is nothing to make a next version for.
    let (er_waren, geldend) = (basis.inhoud.stappen.len(), plannen.iter().find(|plan| plan.geldt()));
    let Ok(plan) = basis.neem_op(stappen, bezoek.vandaag, plicht.feiten.ontheffing_9a.is_some()) else {
        return Ok(Vec::new());
    };
    if let (None, Some(geldend)) = (concept, geldend)
        && plan.inhoud.stappen.len() == er_waren
    {
        verslag.punten.iter_mut().filter(nieuw).for_each(|punt| punt.plan = Some(geldend.id));
        return Ok(Vec::new());
    }
    let handeling = schrijf_plan(bezoek, writer, &plan, concept.is_some()).await?;
    verslag.punten.iter_mut().filter(nieuw).for_each(|punt| punt.plan = Some(plan.id));
    let details = json!({ "nummer": plan.nummer, "van": concept.map(|_| "concept"), "naar": "concept" });
    Ok(vec![bezoek.regel(handeling, plan.id, Some(klant), &details)])
}

/// An agreement that is corrected or taken out of the report is so in the concept of the plan too, also when the report was taken back
/// in between, and when the concept is the next version of the plan in which the agreement stands. A plan that was established
/// is changed by a next version only, which somebody makes on the page of the plan.
pub(super) async fn volg_plan(
    bezoek: &Bezoek,
    writer: &mut Writer,
    klant: KlantId,
    (was, wordt): (&[Actiepunt], &[Actiepunt]),
) -> Resultaat<Vec<Regel>> {
    let anders: Vec<(&Actiepunt, Option<&Actiepunt>)> = was
        .iter()
        .filter(|punt| punt.plan.is_some())
        .map(|punt| (punt, wordt.iter().find(|nu| nu.id == punt.id)))
        .filter(|(was, nu)| nu.is_none_or(|nu| (&nu.wat, &nu.wie, nu.voor) != (&was.wat, &was.wie, was.voor)))
        .collect();
    if anders.is_empty() {
        return Ok(Vec::new());
    }
    let plannen = storage::plan::of_klant(writer, klant).await?;
    let Some(concept) = plannen.into_iter().find(|plan| plan.stand == PlanStand::Concept) else {
        return Ok(Vec::new());
    };
    let Some(plicht) = storage::plan::plicht(writer, klant, bezoek.vandaag).await? else { return Ok(Vec::new()) };
    let mut inhoud = concept.inhoud.clone();
    for (was, nu) in anders.into_iter().filter(|(was, _)| was.plan == Some(concept.id) || was.plan == concept.vorige) {
        let deze = |stap: &Stap| (&stap.wat, &stap.wie, stap.voor) == (&was.wat, &was.wie, was.voor);
        match nu {
            None => inhoud.stappen.retain(|stap| !deze(stap)),
            Some(nu) => {
                for stap in inhoud.stappen.iter_mut().filter(|stap| deze(stap)) {
                    (stap.wat, stap.wie, stap.voor) = (nu.wat.clone(), nu.wie.clone(), nu.voor);
                }
            }
        }
    }
    if inhoud == concept.inhoud {
        return Ok(Vec::new());
    }
    // Without the step it may be no plan any more: then the concept stays as it was, for somebody to look at.
    let Ok(plan) = concept.wijzig(inhoud, bezoek.vandaag, plicht.feiten.ontheffing_9a.is_some()) else {
        return Ok(Vec::new());
    };
    let handeling = schrijf_plan(bezoek, writer, &plan, true).await?;
    let details = json!({ "nummer": plan.nummer, "van": "concept", "naar": "concept" });
    Ok(vec![bezoek.regel(handeling, plan.id, Some(klant), &details)])
}

async fn schrijf_plan(bezoek: &Bezoek, writer: &mut Writer, plan: &Plan, bestaat: bool) -> Resultaat<&'static str> {
    let (door, nu) = (bezoek.gebruiker().id, bezoek.nu);
    if bestaat {
        storage::plan::update(writer, plan, door, nu).await?;
        Ok("plan.gewijzigd")
    } else {
        storage::plan::insert(writer, plan, door, nu).await?;
        Ok("plan.opgesteld")
    }
}
