//! Proposals do not stay: of every client they hold what he asks, and so whether he has a residence permit for asylum.

use domain::{
    gemeente::Gemeente,
    logboek::{Doel, Regel},
};
use jiff::SignedDuration;
use serde_json::json;
use storage::{Database, verdeling as verdelingen};

use crate::omgeving::Omgeving;

/// A proposal that moved nobody is of no use after so many days: by then the caseloads are others.
const NIET_TOEGEPAST: i64 = 30;
/// Of one that was applied it can be looked up for a year who moved and why. The takeovers themselves are histories, and stay.
const TOEGEPAST: i64 = 365;

/// Throws away what was kept long enough.
pub(crate) async fn ruim_op(database: &Database, omgeving: &Omgeving, gemeente: Gemeente) -> storage::Result<()> {
    let nu = omgeving.nu();
    let dagen = |dagen: i64| nu - SignedDuration::from_hours(24 * dagen);
    let mut writer = database.write(gemeente).await?;
    let weg = verdelingen::ruim_op(&mut writer, dagen(NIET_TOEGEPAST), dagen(TOEGEPAST)).await?;
    if weg.voorstellen == 0 && weg.klanten == 0 {
        return Ok(());
    }
    tracing::info!(voorstellen = weg.voorstellen, klanten = weg.klanten, "old proposals were thrown away");
    let regel = Regel {
        moment: nu,
        gebruiker: None,
        handeling: "verdeling.opgeruimd",
        object: None,
        klant: None,
        doel: Doel::Beheer,
        details: json!({ "voorstellen": weg.voorstellen, "klanten": weg.klanten }).to_string(),
    };
    writer.commit(regel, &[]).await
}
