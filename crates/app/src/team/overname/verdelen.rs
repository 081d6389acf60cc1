//! Clients who have no klantmanager get one the same day, by the rule that the page shows.

use domain::{
    datum::Periode,
    logboek::Regel,
    toewijzing::{Toewijzing, Verdeler},
};
use serde_json::json;
use storage::{belasting, toewijzing};

use crate::web::{Bezoek, Fout, Resultaat};

/// Clients in one go: a few seconds in which others who save wait.
const MEEST: i64 = 5_000;

/// Spreads them; gives how many got a klantmanager. Whoever comes second finds nobody left, and changes nothing.
pub(super) async fn verdeel(bezoek: &Bezoek) -> Resultaat<usize> {
    let mut writer = bezoek.writer().await?;
    toewijzing::lock_zonder(&mut writer, bezoek.vandaag).await?;
    let normen = storage::contactnorm::normen(&mut writer).await?;
    let klanten = belasting::zonder_klantmanager(&mut writer, bezoek.vandaag, &normen, MEEST).await?;
    if klanten.is_empty() {
        return Ok(0);
    }
    let kandidaten = toewijzing::kandidaten(&mut writer, bezoek.vandaag).await?;
    let waarom = "Er is nu geen klantmanager die werkt. Vul eerst een werkrooster in, of laat een account maken.";
    let mut verdeler = Verdeler::nieuw(&kandidaten).ok_or_else(|| Fout::in_strijd("geen_klantmanager", waarom))?;
    let mut toewijzingen = Vec::with_capacity(klanten.len());
    for (klant, minuten) in klanten {
        let Some(klantmanager) = verdeler.geef(minuten) else { break };
        let id = bezoek.app.omgeving.nieuw_id();
        let periode = Periode::vanaf(bezoek.vandaag);
        toewijzingen.push(Toewijzing { id, klant, klantmanager, periode, reden: verdeler.weging().reden().to_owned() });
    }
    let regel = |t: &Toewijzing| -> Regel {
        let details = json!({ "klantmanager": t.klantmanager, "regel": t.reden });
        bezoek.regel("klant.toegewezen", t.id.uuid(), Some(t.klant), &details)
    };
    let regels: Vec<Regel> = toewijzingen.iter().map(regel).collect();
    toewijzing::insert_eerste(&mut writer, &toewijzingen, &regels).await?;
    storage::bulk::commit(writer).await?;
    Ok(toewijzingen.len())
}
