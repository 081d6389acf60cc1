//! What can be done with exemptions: load, decide, write, log, commit, in one transaction.

use domain::{
    id::OntheffingId,
    logboek::Regel,
    ontheffing::{Ontheffing, OntheffingGeweigerd},
};
use serde_json::json;

use crate::web::{Bezoek, Fout, Resultaat};

/// Whether two say the same. A button that was clicked twice asks for the same exemption twice.
pub(super) fn zelfde(een: &Ontheffing, ander: &Ontheffing) -> bool {
    // An empty review date may have been filled in by the rule.
    let heroverweging =
        een.heroverweging.is_none() || ander.heroverweging.is_none() || een.heroverweging == ander.heroverweging;
    let days = |o: &Ontheffing| (o.datum_ingang, o.datum_einde);
    heroverweging
        && days(een) == days(ander)
        && (een.grondslag, een.verplichtingen) == (ander.grondslag, ander.verplichtingen)
        && (&een.reden, &een.toelichting) == (&ander.reden, &ander.toelichting)
}

/// Grants an exemption; gives it as it is stored.
pub(super) async fn verleen(
    bezoek: &Bezoek,
    aanvraag: Ontheffing,
) -> Resultaat<Result<Ontheffing, OntheffingGeweigerd>> {
    let mut writer = bezoek.writer().await?;
    // Two grants come one after the other.
    if !storage::klantstand::lock(&mut writer, aanvraag.klant).await? {
        return Err(Fout::NietGevonden);
    }
    let bestaand = storage::ontheffing::of_klant(&mut writer, aanvraag.klant).await?;
    if let Some(eerder) = bestaand.iter().find(|eerder| zelfde(eerder, &aanvraag)) {
        return Ok(Ok(eerder.clone()));
    }
    let ontheffing = match aanvraag.verleen(&bestaand) {
        Ok(ontheffing) => ontheffing,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    storage::ontheffing::insert(&mut writer, &ontheffing).await?;
    let regel = regel(bezoek, "ontheffing.verleend", &ontheffing);
    writer.commit(regel, &[]).await?;
    Ok(Ok(ontheffing))
}

/// Takes an exemption back that was recorded by mistake.
pub(super) async fn trek_in(bezoek: &Bezoek, id: OntheffingId, versie: i64) -> Resultaat<Ontheffing> {
    let mut writer = bezoek.writer().await?;
    let ontheffing = storage::ontheffing::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    if ontheffing.versie != versie {
        let tekst = "Deze ontheffing is al teruggedraaid. Er is niets gewijzigd.";
        return Err(Fout::in_strijd("ontheffing_ingetrokken", tekst));
    }
    storage::ontheffing::withdraw(&mut writer, id, ontheffing.klant, versie).await?;
    let regel = regel(bezoek, "ontheffing.ingetrokken", &ontheffing);
    writer.commit(regel, &[]).await?;
    Ok(ontheffing)
}

fn regel(bezoek: &Bezoek, handeling: &'static str, ontheffing: &Ontheffing) -> Regel {
    let details = json!({
        "grondslag": ontheffing.grondslag.code(),
        "verplichtingen": ontheffing.verplichtingen.code(),
        "ingang": ontheffing.datum_ingang,
        "einde": ontheffing.datum_einde,
    });
    bezoek.regel(handeling, ontheffing.id, Some(ontheffing.klant), &details)
}
