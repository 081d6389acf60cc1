//! What can be done with scenarios of the municipality: load, write, log, commit, in one transaction.

use analysis::capaciteit::Scenario;
use domain::id::ScenarioId;
use serde_json::json;
use storage::scenario::{self, Bewaard};

use crate::web::{Bezoek, Fout, Resultaat};

/// How keeping one went.
pub(super) enum Uitslag {
    Gedaan,
    /// Another is called the same.
    NaamBestaat,
    /// Somebody changed it in the meantime.
    Intussen,
}

fn bewaard(id: ScenarioId, inhoud: &Scenario, versie: i64) -> Resultaat<Bewaard> {
    let json = serde_json::to_string(inhoud).map_err(|error| Fout::Onverwacht(error.to_string()))?;
    Ok(Bewaard { id, naam: inhoud.naam.clone(), inhoud: json, versie })
}

/// Keeps a new one. Sent twice, it is one.
pub(super) async fn maak(bezoek: &Bezoek, id: ScenarioId, inhoud: &Scenario) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let nieuw = bewaard(id, inhoud, 1)?;
    if let Some(er_is) = scenario::find(&mut writer, id).await? {
        return if er_is == nieuw { Ok(Uitslag::Gedaan) } else { Err(Fout::al_verstuurd()) };
    }
    match scenario::insert(&mut writer, &nieuw, bezoek.gebruiker().id, bezoek.nu).await {
        Err(storage::Error::Duplicate(_)) => return Ok(Uitslag::NaamBestaat),
        done => done?,
    }
    writer.commit(bezoek.regel("scenario.gemaakt", id, None, &json!({ "naam": inhoud.naam })), &[]).await?;
    Ok(Uitslag::Gedaan)
}

/// Changes one that was read at a version.
pub(super) async fn wijzig(bezoek: &Bezoek, id: ScenarioId, inhoud: &Scenario, versie: i64) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    scenario::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    match scenario::update(&mut writer, &bewaard(id, inhoud, versie)?, bezoek.gebruiker().id, bezoek.nu).await {
        Err(storage::Error::Duplicate(_)) => return Ok(Uitslag::NaamBestaat),
        Err(storage::Error::Stale) => return Ok(Uitslag::Intussen),
        done => done?,
    }
    writer.commit(bezoek.regel("scenario.gewijzigd", id, None, &json!({ "naam": inhoud.naam })), &[]).await?;
    Ok(Uitslag::Gedaan)
}

/// Throws one away that was read at a version.
pub(super) async fn gooi_weg(bezoek: &Bezoek, id: ScenarioId, versie: i64) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    let weg = scenario::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    match scenario::delete(&mut writer, id, versie).await {
        Err(storage::Error::Stale) => {
            let tekst = "Een collega heeft dit scenario intussen gewijzigd. Bekijk het eerst.";
            return Err(Fout::in_strijd("scenario_gewijzigd", tekst));
        }
        done => done?,
    }
    writer.commit(bezoek.regel("scenario.weggegooid", id, None, &json!({ "naam": weg.naam })), &[]).await?;
    Ok(())
}
