//! Distance to the labour market (*afstand tot de arbeidsmarkt*): the three groups by which Haarlem steers offer and
//! contact (collegebesluit aanbod, 2017; final evaluation Ik doe mee, 2019). Dated, with who and why.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    codelijst::Code,
    datum::Periode,
    id::{GebruikerId, GesprekId, KlantId, SegmenteringId},
};

/// A client belonged to a segment during a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segmentering {
    /// Which record.
    pub id: SegmenteringId,
    /// The client.
    pub klant: KlantId,
    /// A code of [`crate::codelijst::Codelijst::Segment`].
    pub segment: Code,
    /// From and up to which day.
    pub periode: Periode,
    /// Who judged so; nobody for what was imported.
    pub door: Option<GebruikerId>,
    /// Why.
    pub toelichting: String,
}

/// In a conversation it was judged whether segment and step on the participatieladder are still right: a dated *ja* counts
/// as much as a change, because a segment that nobody looks at for years steers nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beoordeling {
    /// In which conversation.
    pub gesprek: GesprekId,
    /// About whom.
    pub klant: KlantId,
    /// On which day.
    pub dag: Date,
    /// Whether something changed.
    pub gewijzigd: bool,
    /// The segment it was found to be.
    pub segment: Option<Code>,
    /// The step on the participatieladder it was found to be.
    pub trede: Option<i64>,
    /// By whom.
    pub door: GebruikerId,
    /// Why; may be empty when nothing changed. Encrypted at rest.
    pub toelichting: String,
}

/// Why a change of segment is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SegmenteringGeweigerd {
    /// The client is in this segment.
    #[error("de klant is al in dit segment ingedeeld")]
    Ongewijzigd,
    /// The first day lies before that of the present segment.
    #[error("de huidige indeling begint later; kies een datum na de begindatum daarvan")]
    VoorHuidige,
    /// The first day lies in the future.
    #[error("een indeling kan niet in de toekomst ingaan; kies vandaag of eerder")]
    Toekomst,
}

/// Puts a client in a segment: closes the present record on the day before, or replaces it when both start on one day.
pub fn deel_in(
    huidig: Option<Segmentering>,
    nieuw: Segmentering,
    vandaag: Date,
) -> Result<(Option<Segmentering>, Segmentering), SegmenteringGeweigerd> {
    if nieuw.periode.van > vandaag {
        return Err(SegmenteringGeweigerd::Toekomst);
    }
    let Some(huidig) = huidig else { return Ok((None, nieuw)) };
    if huidig.segment == nieuw.segment {
        return Err(SegmenteringGeweigerd::Ongewijzigd);
    }
    if nieuw.periode.van < huidig.periode.van {
        return Err(SegmenteringGeweigerd::VoorHuidige);
    }
    // Two judgements on one day: the first lasted no day. It keeps an empty stretch, so that history shows both.
    let laatste_dag = nieuw.periode.van.yesterday().map_err(|_| SegmenteringGeweigerd::VoorHuidige)?;
    let oud = Segmentering { periode: Periode { tot_en_met: Some(laatste_dag), ..huidig.periode }, ..huidig };
    Ok((Some(oud), nieuw))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn record(segment: &str, van: Date) -> Segmentering {
        Segmentering {
            id: Uuid::from_u128(1).into(),
            klant: Uuid::from_u128(2).into(),
            segment: segment.parse().unwrap(),
            periode: Periode::vanaf(van),
            door: None,
            toelichting: String::new(),
        }
    }

    #[test]
    fn a_new_judgement_closes_the_old_one() {
        let vandaag = date(2026, 11, 22);
        let oud = record("onoverbrugbare_afstand", date(2026, 1, 1));
        let (gesloten, nieuw) =
            deel_in(Some(oud.clone()), record("overbrugbare_afstand", date(2026, 3, 3)), vandaag).unwrap();
        assert_eq!(gesloten.unwrap().periode.tot_en_met, Some(date(2026, 3, 2)));
        assert_eq!(nieuw.periode, Periode::vanaf(date(2026, 3, 3)));
        for (segment, van, waarom) in [
            ("onoverbrugbare_afstand", date(2026, 3, 3), SegmenteringGeweigerd::Ongewijzigd),
            ("overbrugbare_afstand", date(2025, 12, 31), SegmenteringGeweigerd::VoorHuidige),
            ("overbrugbare_afstand", date(2026, 11, 23), SegmenteringGeweigerd::Toekomst),
        ] {
            assert_eq!(deel_in(Some(oud.clone()), record(segment, van), vandaag), Err(waarom));
        }
    }
}
