//! A plan on paper.

use documents::pdf::{Plan as Papier, PlanStap, Regel};
use domain::{
    datum::lang,
    plan::{Plan, PlanStand},
};

use super::weergave::Beeld;

/// The document; its day is that of the plan, so that the same version gives the same paper.
pub(super) fn papier(plan: &Plan, beeld: &Beeld, gemeente: &str, klant: &str, klantmanager: &str) -> Papier {
    let regel = |label: &str, waarde: String| Regel { label: label.to_owned(), waarde };
    let vaststelling = plan.stand.vaststelling();
    let dag = vaststelling.map_or(plan.opgesteld, |vaststelling| vaststelling.op);
    let stand = match plan.stand {
        PlanStand::Concept => "Dit is een concept. Het plan geldt nog niet.".to_owned(),
        PlanStand::Vastgesteld(_) => String::new(),
        PlanStand::Vervangen { .. } | PlanStand::Beeindigd { .. } => format!("Dit plan is {}.", beeld.einde),
    };
    Papier {
        titel: "Plan van aanpak".to_owned(),
        klant: klant.to_owned(),
        gemeente: format!("Gemeente {gemeente}"),
        datum: dag,
        kenmerken: vec![
            regel("Versie", beeld.nummer.to_string()),
            regel(if vaststelling.is_some() { "Vastgesteld" } else { "Opgesteld" }, lang(dag)),
            regel("Klantmanager", klantmanager.to_owned()),
            regel("Samen bekijken", beeld.evaluatie.clone()),
        ],
        stand,
        soort: beeld.soort.to_owned(),
        doel: beeld.doel.clone(),
        stappen: beeld
            .stappen
            .iter()
            .map(|stap| PlanStap {
                wat: stap.wat.clone(),
                wie: stap.wie.clone(),
                voor: stap.voor.clone(),
                staat: if stap.open { String::new() } else { stap.staat.clone() },
            })
            .collect(),
        plichten: beeld.plichten.clone(),
        evaluatie: format!(
            "Op {} bekijken wij het plan samen. Wilt u eerder praten? Bel dan uw klantmanager, {klantmanager}.",
            beeld.evaluatie
        ),
        ondertekend: beeld.ondertekend.clone(),
    }
}
