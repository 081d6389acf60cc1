//! The form: what conversations, in which period, with the clients of a list.

use askama::Template;
use axum::{extract::Query, http::StatusCode};
use domain::{
    datum::{kort, plaatselijk},
    gebruiker::Rol,
};
use jiff::SignedDuration;
use storage::{caseload::Filter, planning};

use super::super::{
    MEESTE,
    forms::PlanForm,
    lijst::{Kandidaten, kandidaten},
    paths,
};
use crate::{
    brief, caseload,
    klantkop::tijd,
    web::{Bezoek, Formulier, Keuze, Lijsten, Pagina, Resultaat, pagina},
};

#[derive(Template)]
#[template(path = "contact/planning/pages/formulier.html")]
struct PlanPagina {
    p: Pagina,
    /// A teamleider chooses whose clients.
    kiest: bool,
    klantmanagers: Vec<Keuze>,
    /// The filter, carried along.
    velden: Vec<(&'static str, String)>,
    form: PlanForm,
    soorten: Vec<Keuze>,
    duren: Vec<Keuze>,
    fouten: Vec<(String, String)>,
    /// How the list is made up; nothing while nobody was chosen.
    tellingen: Vec<(usize, String)>,
    /// There is somebody to plan for, or nobody was chosen yet.
    iemand: bool,
    /// The list one came from.
    lijst: String,
    /// The form to plan a quarter of the same clients.
    kwartaal: String,
    /// Rounds of lately: who invited nobody yet, does it from there.
    rondes: Vec<Ronde>,
}

/// A round of lately.
struct Ronde {
    href: String,
    wanneer: String,
    stand: String,
    /// Somebody in it was not invited.
    wacht: bool,
}

/// How long a round stays in sight.
const LATELY: SignedDuration = SignedDuration::from_hours(60 * 24);

async fn rondes(bezoek: &Bezoek, lijsten: &Lijsten) -> Resultaat<Vec<Ronde>> {
    let ik = bezoek.gebruiker();
    let team = ik.team.filter(|_| ik.rol == Rol::Teamleider);
    let recent = planning::recent(
        &mut bezoek.reader().await?,
        ik.id,
        team,
        (bezoek.nu - LATELY, bezoek.nu, bezoek.nu + SignedDuration::from_hours(24 * brief::VOORAF_DAGEN)),
    )
    .await?;
    let regel = |is: planning::RecenteRonde| {
        let op = plaatselijk(is.ronde.moment);
        let wie = if is.ronde.klantmanager == ik.id { "" } else { lijsten.gebruiker(is.ronde.klantmanager) };
        let wie = if wie.is_empty() { String::new() } else { format!(", {wie}") };
        Ronde {
            href: paths::ronde(is.ronde.id),
            wanneer: format!("{} om {} uur{wie}", kort(op.date()), tijd(&op)),
            stand: match (is.nu_wachtend, is.wachtend) {
                (0, 0) => format!("{} gepland", is.gepland),
                (0, 1) => format!("{} gepland, 1 wordt later uitgenodigd", is.gepland),
                (0, later) => format!("{} gepland, {later} worden later uitgenodigd", is.gepland),
                (nu, _) => format!("{} gepland, {nu} nog niet uitgenodigd", is.gepland),
            },
            wacht: is.nu_wachtend > 0,
        }
    };
    Ok(recent.into_iter().map(regel).collect())
}

/// What a list is made up of, in words.
pub(super) fn tellingen(lijst: &Kandidaten) -> Vec<(usize, String)> {
    let regel = |aantal: usize, een: &str, meer: &str| (aantal, if aantal == 1 { een } else { meer }.to_owned());
    let mut regels = vec![regel(lijst.klanten.len(), "klant kan worden ingepland", "klanten kunnen worden ingepland")];
    regels.extend(
        [
            (
                lijst.te_veel,
                format!("komen daarna; er gaan er hooguit {MEESTE} tegelijk, wie het eerst moet komen voorop"),
            ),
            (lijst.met_gesprek, "met een gesprek in de agenda".to_owned()),
            (lijst.zonder_uitkomst, "met een eerder gesprek zonder uitkomst: leg dat eerst vast".to_owned()),
            (
                lijst.in_verzuim,
                "in een hersteltermijn of bij rechtmatigheid: die klanten krijgen nu geen gewone uitnodiging"
                    .to_owned(),
            ),
            (lijst.beeindigd, "met een beëindigde uitkering".to_owned()),
        ]
        .into_iter()
        .filter(|(aantal, _)| *aantal > 0),
    );
    regels
}

/// The filter of the parameters, for the clients of one klantmanager.
pub(super) fn filter(bezoek: &Bezoek, lijsten: &Lijsten, form: &PlanForm, velden: &[(String, String)]) -> Filter {
    let filter = caseload::paths::filter(velden, bezoek.gebruiker());
    Filter { klantmanager: form.wie(bezoek, lijsten), ..filter }
}

pub(super) async fn tonen(bezoek: &Bezoek, form: PlanForm, velden: &[(String, String)]) -> Resultaat {
    let lijsten = bezoek.lijsten().await?;
    let filter = filter(bezoek, &lijsten, &form, velden);
    let gevonden = match filter.klantmanager {
        Some(_) => {
            let mut reader = bezoek.reader().await?;
            Some(kandidaten(&mut reader, &filter, lijsten.peildag(bezoek.vandaag)).await?)
        }
        None => None,
    };
    let fouten = form.fouten();
    let status = if fouten.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let eigen = caseload::paths::velden(&filter).into_iter().filter(|(naam, _)| *naam != "klantmanager");
    let mut response = pagina(&PlanPagina {
        p: Pagina::voor(bezoek, "Gesprekken plannen", "/caseload").met_fouten(fouten.len()),
        kiest: bezoek.gebruiker().rol == Rol::Teamleider,
        klantmanagers: form.keuzes(bezoek, &lijsten),
        velden: eigen.collect(),
        soorten: form.soorten(&lijsten, bezoek.vandaag),
        duren: form.duren(),
        fouten,
        iemand: gevonden.as_ref().is_none_or(|gevonden| !gevonden.klanten.is_empty()),
        tellingen: gevonden.as_ref().map(tellingen).unwrap_or_default(),
        lijst: caseload::paths::lijst(&filter),
        kwartaal: paths::kwartaal(&filter),
        rondes: rondes(bezoek, &lijsten).await?,
        form,
    })?;
    *response.status_mut() = status;
    Ok(response)
}

pub(in crate::contact::planning) async fn toon(
    bezoek: Bezoek,
    Query(velden): Query<Vec<(String, String)>>,
) -> Resultaat {
    let form = PlanForm::uit(&Formulier::van(velden.clone()), bezoek.vandaag);
    tonen(&bezoek, form, &velden).await
}
