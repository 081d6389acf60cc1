//! One version as the client reads it: on the screen, together, or printed. Earlier versions stay readable here.

use askama::Template;
use domain::{
    id::PlanId,
    plan::{Plan, PlanStand},
};

use super::super::{
    actions, paths,
    weergave::{Beeld, Bij},
};
use crate::{
    klantkop::{self, Deel},
    web::{Bezoek, Pad, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "dossier/plan/pages/lezen.html")]
struct LeesPagina {
    p: Pagina,
    plan: Beeld,
    klant: String,
    klantnummer: String,
    klantmanager: String,
    is_concept: bool,
    geldt: bool,
    terug: String,
}

/// A plan with the names in it.
pub(super) struct Gelezen {
    pub(super) plan: Plan,
    pub(super) beeld: Beeld,
    pub(super) klant: String,
    pub(super) klantnummer: String,
    pub(super) klantmanager: String,
}

/// Loads a version in words and notes that the client is shown.
pub(super) async fn laad(bezoek: &Bezoek, id: PlanId, handeling: &'static str) -> Resultaat<Gelezen> {
    let plan = actions::plan(bezoek, id).await?;
    let mut reader = bezoek.reader().await?;
    // The head is not on this page: the client is to see the plan, not the file.
    let kop = klantkop::laad(bezoek, &mut reader, plan.klant, Deel::Plan, handeling).await?;
    let verwijzingen = storage::verwijzing::of_klant(&mut reader, plan.klant).await?;
    let kijker = bezoek.kijker(&mut reader, plan.klant).await?;
    let lijsten = bezoek.lijsten().await?;
    let klantmanager = kop.regel.klantmanager.clone().unwrap_or_else(|| "de klantmanager".to_owned());
    let bij = Bij {
        klant: &kop.naam,
        klantmanager: &klantmanager,
        lijsten: &lijsten,
        verwijzingen: &verwijzingen,
        kijker,
        vandaag: bezoek.vandaag,
    };
    let beeld = bij.beeld(&plan);
    Ok(Gelezen { plan, beeld, klant: kop.naam.clone(), klantnummer: kop.regel.klantnummer.clone(), klantmanager })
}

pub(in crate::dossier::plan) async fn toon(bezoek: Bezoek, Pad(id): Pad<PlanId>) -> Resultaat {
    let Gelezen { plan, beeld, klant, klantnummer, klantmanager } = laad(&bezoek, id, "plan.gelezen").await?;
    pagina(&LeesPagina {
        p: Pagina::voor(&bezoek, format!("Plan van aanpak, versie {}, {klant}", beeld.nummer), "/caseload"),
        is_concept: plan.stand == PlanStand::Concept,
        geldt: plan.geldt(),
        terug: paths::plan(plan.klant),
        plan: beeld,
        klant,
        klantnummer,
        klantmanager,
    })
}
