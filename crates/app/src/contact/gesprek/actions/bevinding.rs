//! What a conversation taught about the client: the klantbeeld, and whether segment and step of the ladder are still right. The
//! step stands in the klantbeeld, so that both together are one version of it.

use domain::{
    codelijst::Code,
    datum::{Periode, plaatselijk},
    gesprek::Gesprek,
    klantbeeld::Klantbeeld,
    logboek::Regel,
    segment::{Beoordeling, Segmentering, deel_in},
};
use serde_json::json;
use storage::Writer;

use super::{
    super::forms::{Beeld, Indeling, IndelingNu},
    vastleggen::{Of, Weigering, indeling_nu},
};
use crate::{klantbeeld, web::Bezoek};

/// Writes what was found, with the lines for the log.
pub(super) async fn leg_bevinding_vast(
    bezoek: &Bezoek,
    writer: &mut Writer,
    gesprek: &Gesprek,
    (beeld, indeling): (Option<Beeld>, Option<Indeling>),
) -> Of<Vec<Regel>> {
    if beeld.is_none() && indeling.is_none() {
        return Ok(Ok(Vec::new()));
    }
    let nu = indeling_nu(writer, gesprek.klant).await?;
    if indeling.as_ref().is_some_and(|indeling| indeling.basis != nu.basis()) {
        return Ok(Err(Weigering::IndelingIntussen));
    }
    let mut regels = Vec::new();
    match volgend_beeld(bezoek, writer, gesprek, &nu, (beeld, indeling.as_ref())).await? {
        Ok(regel) => regels.extend(regel),
        Err(weigering) => return Ok(Err(weigering)),
    }
    if let Some(indeling) = indeling {
        match deel_opnieuw_in(bezoek, writer, gesprek, nu, indeling).await? {
            Ok(more) => regels.extend(more),
            Err(weigering) => return Ok(Err(weigering)),
        }
    }
    Ok(Ok(regels))
}

/// The next version of the klantbeeld, when something in it changed.
async fn volgend_beeld(
    bezoek: &Bezoek,
    writer: &mut Writer,
    gesprek: &Gesprek,
    nu: &IndelingNu,
    (beeld, indeling): (Option<Beeld>, Option<&Indeling>),
) -> Of<Option<Regel>> {
    let was = nu.beeld();
    let staat = was.map_or_else(Klantbeeld::default, |was| was.beeld.clone());
    let mut wordt = staat.clone();
    if let Some(Beeld { basis, inhoud }) = beeld {
        wordt = Klantbeeld { trede: staat.trede, trede_waarom: staat.trede_waarom.clone(), ..inhoud };
        // A colleague who came to the same words was no colleague who was first.
        if basis != nu.basis().beeld && wordt != staat {
            return Ok(Err(Weigering::BeeldIntussen));
        }
    }
    if let Some(indeling) = indeling
        && let Some(trede) = indeling.trede
    {
        wordt.trede = Some(trede);
        wordt.trede_waarom.clone_from(&indeling.toelichting);
    }
    if wordt == staat {
        return Ok(Ok(None));
    }
    let wordt = match wordt.leg_vast() {
        Ok(wordt) => wordt,
        Err(geweigerd) => return Ok(Err(Weigering::Beeld(geweigerd))),
    };
    let klant = gesprek.klant;
    let regel = klantbeeld::schrijf(bezoek, writer, klant, (was, wordt), Some(gesprek.id)).await?;
    Ok(regel.map(Some).ok_or(Weigering::BeeldIntussen))
}

/// Confirms or changes segment and step. A confirmation is a fact with a date, too.
async fn deel_opnieuw_in(
    bezoek: &Bezoek,
    writer: &mut Writer,
    gesprek: &Gesprek,
    nu: IndelingNu,
    indeling: Indeling,
) -> Of<Vec<Regel>> {
    let beoordeling = Beoordeling {
        gesprek: gesprek.id,
        klant: gesprek.klant,
        dag: plaatselijk(gesprek.moment).date(),
        gewijzigd: indeling.segment.is_some() || indeling.trede.is_some(),
        segment: indeling.segment.clone().or_else(|| nu.segment.as_ref().map(|nu| nu.segment.clone())),
        trede: indeling.trede.or_else(|| nu.trede()).map(i64::from),
        door: bezoek.gebruiker().id,
        toelichting: indeling.toelichting,
    };
    let mut regels = Vec::new();
    if let Some(segment) = indeling.segment {
        match ander_segment(bezoek, writer, nu.segment, &beoordeling, segment).await? {
            Ok(regel) => regels.push(regel),
            Err(weigering) => return Ok(Err(weigering)),
        }
    }
    storage::segment::beoordeel(writer, &beoordeling, bezoek.nu).await?;
    let details =
        json!({ "gewijzigd": beoordeling.gewijzigd, "segment": beoordeling.segment, "trede": beoordeling.trede });
    regels.push(bezoek.regel("indeling.beoordeeld", gesprek.id, Some(gesprek.klant), &details));
    Ok(Ok(regels))
}

/// The client belongs to another segment from the day of the conversation on.
async fn ander_segment(
    bezoek: &Bezoek,
    writer: &mut Writer,
    huidig: Option<Segmentering>,
    beoordeling: &Beoordeling,
    segment: Code,
) -> Of<Regel> {
    let was = huidig.as_ref().map(|nu| nu.segment.clone());
    let nieuw = Segmentering {
        id: bezoek.app.omgeving.nieuw_id(),
        klant: beoordeling.klant,
        segment,
        periode: Periode::vanaf(beoordeling.dag),
        door: Some(beoordeling.door),
        toelichting: beoordeling.toelichting.clone(),
    };
    let (gesloten, nieuw) = match deel_in(huidig, nieuw, bezoek.vandaag) {
        Ok(records) => records,
        Err(geweigerd) => return Ok(Err(Weigering::Segment(geweigerd))),
    };
    if let Some(gesloten) = gesloten {
        storage::segment::close(writer, &gesloten).await?;
    }
    storage::segment::insert(writer, &nieuw).await?;
    let details = json!({ "van": was, "naar": nieuw.segment, "gesprek": beoordeling.gesprek });
    Ok(Ok(bezoek.regel("segment.gewijzigd", nieuw.id, Some(nieuw.klant), &details)))
}
