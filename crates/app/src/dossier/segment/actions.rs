//! What can be done with segments: load, decide, write, log, commit, in one transaction.

use domain::{
    id::SegmenteringId,
    segment::{Segmentering, SegmenteringGeweigerd, deel_in},
};
use serde_json::json;

use crate::web::{Bezoek, Fout, Resultaat};

/// How an act went.
pub(super) enum Uitslag {
    /// Done.
    Gedaan,
    /// The rules say no.
    Geweigerd(SegmenteringGeweigerd),
    /// Somebody else was first; the record that holds now.
    Intussen(Box<Segmentering>),
}

/// The record that holds now: the one without a last day.
pub(super) fn huidig(segmenteringen: &[Segmentering]) -> Option<&Segmentering> {
    segmenteringen.iter().rev().find(|segmentering| segmentering.periode.tot_en_met.is_none())
}

/// Puts a client in a segment. `basis` is the record that held when the form was made.
pub(super) async fn wijzig(bezoek: &Bezoek, basis: Option<SegmenteringId>, nieuw: Segmentering) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    // Two people come one after the other.
    if !storage::klantstand::lock(&mut writer, nieuw.klant).await? {
        return Err(Fout::NietGevonden);
    }
    let huidig = huidig(&storage::segment::of_klant(&mut writer, nieuw.klant).await?).cloned();
    if huidig.as_ref().map(|segmentering| segmentering.id) != basis {
        return Ok(Uitslag::Intussen(Box::new(huidig.ok_or(Fout::Intussen)?)));
    }
    let van = huidig.as_ref().map(|segmentering| segmentering.segment.clone());
    let (gesloten, nieuw) = match deel_in(huidig, nieuw, bezoek.vandaag) {
        Ok(records) => records,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    if let Some(gesloten) = gesloten {
        storage::segment::close(&mut writer, &gesloten).await?;
    }
    storage::segment::insert(&mut writer, &nieuw).await?;
    let details = json!({ "van": van, "naar": nieuw.segment });
    let regel = bezoek.regel("segment.gewijzigd", nieuw.id, Some(nieuw.klant), &details);
    writer.commit(regel, &[]).await?;
    Ok(Uitslag::Gedaan)
}
