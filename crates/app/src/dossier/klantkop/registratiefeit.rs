//! What the record of a client lacks, said where it can be put right: a segment that nobody looked at for a year, an end without a
//! reason. A missing plan and who is out of view have their own facts.

use domain::{datum::kort, id::KlantId, registratie::segment_verouderd};
use jiff::civil::Date;
use storage::{Reader, caseload::CaseloadRegel};

use super::Waarschuwing;
use crate::{uitkering, web::Resultaat};

/// What is lacking.
#[derive(Default)]
pub(super) struct Registratiefeit {
    /// Since when nobody looked at the segment, when that is too long ago; else empty.
    pub(super) segment: String,
    /// The latest benefit ended without a usable reason.
    pub(super) zonder_reden: bool,
}

/// Loads it; asks only about what can be lacking.
pub(super) async fn laad(reader: &mut Reader, regel: &CaseloadRegel, vandaag: Date) -> Resultaat<Registratiefeit> {
    let Some(ingang) = regel.uitkering_ingang else { return Ok(Registratiefeit::default()) };
    if regel.uitkering_tot.is_some_and(|tot| tot < vandaag) {
        let zonder_reden = storage::registratie::zonder_reden(reader, regel.klant).await?;
        return Ok(Registratiefeit { zonder_reden, ..Registratiefeit::default() });
    }
    if !segment_verouderd(regel.segment_sinds, ingang, vandaag) {
        return Ok(Registratiefeit::default());
    }
    let bekeken = storage::registratie::segment_bekeken(reader, regel.klant).await?.max(regel.segment_sinds);
    let segment = match bekeken {
        _ if !segment_verouderd(bekeken, ingang, vandaag) => String::new(),
        None => "deel in: langer dan een jaar in de uitkering".to_owned(),
        Some(dag) => format!("beoordeel opnieuw: niet bekeken sinds {}", kort(dag)),
    };
    Ok(Registratiefeit { segment, ..Registratiefeit::default() })
}

/// Where the reason of an end can still be recorded.
pub(super) fn zonder_reden(klant: KlantId) -> Waarschuwing {
    Waarschuwing {
        soort: "info",
        tekst: "De uitkering eindigde zonder bekende reden.".to_owned(),
        doen: "Zoek de reden op en leg haar vast",
        href: uitkering::paths::beeindigen(klant),
    }
}
