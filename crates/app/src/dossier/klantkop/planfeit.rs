//! The plan in the head of a client: since when it holds, or that it is missing where the law asks for one.

use domain::{
    datum::kort,
    plan::{Grond, Tekort, tekort},
};
use jiff::civil::Date;
use storage::{Reader, caseload::CaseloadRegel};

use crate::web::Resultaat;

/// What the head says of the plan.
pub(super) struct Planfeit {
    pub(super) waarde: String,
    /// What asks attention; empty when nothing does.
    pub(super) badge: String,
    pub(super) kleur: &'static str,
}

/// Loads it.
pub(super) async fn laad(reader: &mut Reader, regel: &CaseloadRegel, vandaag: Date) -> Resultaat<Planfeit> {
    let Some(plicht) = storage::plan::plicht(reader, regel.klant, vandaag).await? else {
        return Ok(Planfeit { waarde: "geen".to_owned(), badge: String::new(), kleur: "" });
    };
    let waarde = plicht.vastgesteld.map_or_else(|| "geen".to_owned(), |dag| format!("van {}", kort(dag)));
    let (badge, kleur) = match tekort(plicht.feiten, plicht.vastgesteld, vandaag) {
        None => (String::new(), ""),
        // The day of the decision is not known, so it is not said to be late.
        Some(Tekort::Ontbreekt(plicht)) if plicht.grond == Grond::Jongere => {
            ("verplicht bij toekenning".to_owned(), "amber")
        }
        Some(Tekort::Ontbreekt(plicht)) if plicht.uiterlijk < vandaag => {
            (format!("verplicht sinds {}", kort(plicht.uiterlijk)), "rood")
        }
        Some(Tekort::Ontbreekt(plicht)) => (format!("verplicht op {}", kort(plicht.uiterlijk)), "amber"),
        Some(Tekort::NietHerzien { uiterlijk }) => (format!("herzien vóór {}", kort(uiterlijk)), "rood"),
    };
    Ok(Planfeit { waarde, badge, kleur })
}
