//! What can be done with the settings of the load: decide, write, log, commit, in one transaction.

use domain::belasting::Contactaandeel;
use jiff::civil::Date;
use serde_json::json;
use storage::belasting;

use crate::web::{Bezoek, Fout, Resultaat};

/// Lays a share down. The line keeps the one it takes the place of.
pub(super) async fn stel_vast(bezoek: &Bezoek, aandeel: &Contactaandeel) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    let bekend = belasting::aandelen(&mut writer).await?;
    let vorige = bekend.iter().find(|ander| ander.vanaf == aandeel.vanaf);
    if vorige == Some(aandeel) {
        return Ok(());
    }
    belasting::set_aandeel(&mut writer, aandeel, Some(bezoek.gebruiker().id)).await?;
    let details = json!({
        "vanaf": aandeel.vanaf, "procent": aandeel.procent, "bron": aandeel.bron,
        "eerder": vorige.map(|vorige| vorige.procent),
    });
    Ok(writer.commit(bezoek.huisregel("contactaandeel.vastgesteld", &details), &[]).await?)
}

/// Takes a share back.
pub(super) async fn trek_in(bezoek: &Bezoek, vanaf: Date) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    let bekend = belasting::aandelen(&mut writer).await?;
    let aandeel = bekend.into_iter().find(|ander| ander.vanaf == vanaf).ok_or(Fout::NietGevonden)?;
    belasting::delete_aandeel(&mut writer, vanaf).await?;
    let details = json!({ "vanaf": vanaf, "procent": aandeel.procent, "bron": aandeel.bron });
    Ok(writer.commit(bezoek.huisregel("contactaandeel.ingetrokken", &details), &[]).await?)
}

/// Switches the rule for imports on or off.
pub(super) async fn verdeel(bezoek: &Bezoek, aan: bool) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    if belasting::verdeelt_import(&mut writer).await? == aan {
        return Ok(());
    }
    belasting::set_verdeelt_import(&mut writer, aan).await?;
    Ok(writer.commit(bezoek.huisregel("import.verdelen", &json!({ "aan": aan })), &[]).await?)
}
