//! The plan of a client: what holds, what is being written, what was; and whether the law asks for one.

use askama::Template;
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect},
};
use domain::{
    datum::lang,
    id::{KlantId, PlanId, StapId},
    plan::{Grond, Plan, StapStand, Tekort, tekort, verplicht},
};
use storage::plan::Plicht;

use super::super::{
    actions::{self, Uitslag, concept_van, geldend},
    paths,
    weergave::{Beeld, Bij},
};
use crate::{
    klantkop::{self, Deel, Gedaan, Klantkop, gedaan::GedaanVraag},
    web::{
        Bezoek, Formulier, Fout, Pad, Pagina, Resultaat, pagina,
        woorden::{hoofdletter, zin},
    },
};

#[derive(Template)]
#[template(path = "dossier/plan/pages/plan.html")]
struct PlanPagina {
    p: Pagina,
    kop: Klantkop,
    concept: Option<Beeld>,
    huidig: Option<Beeld>,
    eerder: Vec<Eerder>,
    plicht: PlichtBeeld,
    opstellen: String,
    opstellen_naam: &'static str,
}

/// An earlier version.
struct Eerder {
    naam: String,
    wanneer: String,
    toelichting: String,
    href: String,
    /// To take its end back; empty when that cannot be.
    herstellen: String,
    versie: i64,
}

/// What the law asks.
struct PlichtBeeld {
    soort: &'static str,
    kop: String,
    tekst: String,
    /// The law asks for a plan.
    verplicht: bool,
}

impl PlichtBeeld {
    fn van(plicht: &Plicht, bezoek: &Bezoek) -> Self {
        let gevraagd = verplicht(plicht.feiten);
        let beeld = |soort, kop: String, tekst: String| Self { soort, kop, tekst, verplicht: gevraagd.is_some() };
        let Some(verplichting) = gevraagd else {
            let tekst = "Voor deze klant vraagt de wet geen plan. Een plan voor iedereen is beleid van de gemeente.";
            return beeld("info", "Een plan is hier advies.".to_owned(), tekst.to_owned());
        };
        let grond = zin(verplichting.grond.omschrijving());
        let uiterlijk = lang(verplichting.uiterlijk);
        match tekort(plicht.feiten, plicht.vastgesteld, bezoek.vandaag) {
            None => beeld("ok", "Aan de plicht is voldaan.".to_owned(), grond),
            // When the decision was made is not known here; the benefit often begins weeks before it.
            Some(Tekort::Ontbreekt(_)) if verplichting.grond == Grond::Jongere => {
                beeld("warning", "Een plan is verplicht: het hoort bij het besluit tot toekenning.".to_owned(), grond)
            }
            Some(Tekort::Ontbreekt(_)) if verplichting.uiterlijk < bezoek.vandaag => {
                beeld("warning", format!("Een plan is verplicht en had er uiterlijk {uiterlijk} moeten zijn."), grond)
            }
            Some(Tekort::Ontbreekt(_)) => {
                beeld("warning", format!("Een plan is verplicht, uiterlijk {uiterlijk}."), grond)
            }
            Some(Tekort::NietHerzien { uiterlijk }) => {
                let kop = format!("Het plan moest uiterlijk {} opnieuw bekeken zijn.", lang(uiterlijk));
                let tekst = "Bij een ontheffing op grond van PW 9a gebeurt dat elk half jaar. Maak een nieuwe versie, ook als er niets verandert.";
                beeld("warning", kop, tekst.to_owned())
            }
        }
    }
}

pub(in crate::dossier::plan) async fn toon(
    bezoek: Bezoek,
    Pad(id): Pad<KlantId>,
    Query(gedaan): Query<GedaanVraag>,
) -> Resultaat {
    let melding = gedaan.melding(&bezoek).await?;
    let mut reader = bezoek.reader().await?;
    let kop = klantkop::laad(&bezoek, &mut reader, id, Deel::Plan, "plan.getoond").await?;
    let plannen = storage::plan::of_klant(&mut reader, id).await?;
    let verwijzingen = storage::verwijzing::of_klant(&mut reader, id).await?;
    let kijker = bezoek.kijker(&mut reader, id).await?;
    let plicht = actions::plicht(&mut reader, &bezoek, id).await?;
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
    let huidig = geldend(&plannen);
    pagina(&PlanPagina {
        p: Pagina::voor(&bezoek, format!("Plan van aanpak, {}", kop.naam), "/caseload").met_melding(melding),
        concept: concept_van(&plannen).map(|plan| bij.beeld(plan)),
        // Latest first.
        eerder: plannen.iter().rev().filter_map(|plan| eerder(plan, huidig.is_some())).collect(),
        opstellen: paths::opstellen(id),
        opstellen_naam: if plannen.is_empty() { "Plan opstellen" } else { "Nieuwe versie maken" },
        huidig: huidig.map(|plan| bij.beeld(plan)),
        plicht: PlichtBeeld::van(&plicht, &bezoek),
        kop,
    })
}

fn eerder(plan: &Plan, er_geldt_een: bool) -> Option<Eerder> {
    let (vaststelling, einde) = (plan.stand.vaststelling()?, plan.stand.einde()?);
    let beeindigd = plan.stand.code() == "beeindigd";
    Some(Eerder {
        naam: format!("Versie {}", plan.nummer),
        wanneer: format!("{} tot {}, {}", lang(vaststelling.op), lang(einde), plan.stand.omschrijving()),
        toelichting: plan.stand.toelichting().to_owned(),
        href: paths::lezen(plan.id),
        herstellen: if beeindigd && !er_geldt_een { paths::herstellen(plan.id) } else { String::new() },
        versie: plan.versie,
    })
}

pub(in crate::dossier::plan) async fn vaststellen(
    bezoek: Bezoek,
    Pad(id): Pad<PlanId>,
    formulier: Formulier,
) -> Resultaat {
    let uitslag = actions::stel_vast(&bezoek, id, formulier.versie()?).await?;
    klaar(uitslag, |plan| Gedaan::PlanVastgesteld(id, plan.versie))
}

pub(in crate::dossier::plan) async fn beeindigen(
    bezoek: Bezoek,
    Pad(id): Pad<PlanId>,
    formulier: Formulier,
) -> Resultaat {
    let toelichting = formulier.tekst("toelichting").trim().to_owned();
    if toelichting.chars().count() > 2_000 {
        let tekst = "De toelichting is te lang. Gebruik hooguit 2.000 tekens.";
        return Err(Fout::ongeldig("toelichting", tekst));
    }
    let uitslag = actions::beeindig(&bezoek, id, formulier.versie()?, toelichting).await?;
    klaar(uitslag, |plan| Gedaan::PlanBeeindigd(id, plan.versie))
}

pub(in crate::dossier::plan) async fn herstellen(
    bezoek: Bezoek,
    Pad(id): Pad<PlanId>,
    formulier: Formulier,
) -> Resultaat {
    let uitslag = actions::herstel(&bezoek, id, formulier.versie()?).await?;
    klaar(uitslag, |plan| Gedaan::PlanHersteld(id, plan.versie))
}

pub(in crate::dossier::plan) async fn stap(bezoek: Bezoek, Pad(id): Pad<StapId>, formulier: Formulier) -> Resultaat {
    let stand = StapStand::van(formulier.tekst("stand"), Some(bezoek.vandaag))
        .ok_or_else(|| Fout::ongeldig("stand", "Kies of de stap klaar, vervallen of weer open is."))?;
    let uitslag = actions::rond_af(&bezoek, id, formulier.versie()?, stand).await?;
    klaar(uitslag, |plan| match stand {
        StapStand::Open => Gedaan::PlanStapGeopend(id, plan.versie),
        _ => Gedaan::PlanStapAfgerond(id, plan.versie),
    })
}

/// Goes on after an act that has no form of its own to show errors in.
fn klaar(uitslag: Uitslag, gedaan: impl FnOnce(&Plan) -> Gedaan) -> Resultaat {
    match uitslag {
        Uitslag::Gedaan(plan) => Ok(Redirect::to(&gedaan(&plan).op(&paths::plan(plan.klant))).into_response()),
        Uitslag::Geweigerd(geweigerd) => Err(Fout::in_strijd("plan_stand", hoofdletter(&zin(&geweigerd.to_string())))),
        Uitslag::Intussen(_) => Err(Fout::Intussen),
    }
}
