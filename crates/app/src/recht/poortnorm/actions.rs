//! What can be done with the term at the gate: load, decide, write, log, commit, in one transaction.

use domain::poort::Poortnorm;
use jiff::civil::Date;
use serde_json::json;
use storage::poortnorm;

use crate::web::{Bezoek, Fout, Resultaat};

/// Sets a term from a day on. Sent twice, it is one.
pub(super) async fn stel_vast(bezoek: &Bezoek, norm: &Poortnorm) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    if poortnorm::list(&mut writer).await?.contains(norm) {
        return Ok(());
    }
    poortnorm::set(&mut writer, norm, Some(bezoek.gebruiker().id)).await?;
    let details = json!({ "vanaf": norm.vanaf, "dagen": norm.dagen });
    writer.commit(bezoek.huisregel("poortnorm.vastgesteld", &details), &[]).await?;
    Ok(())
}

/// Takes back one that begins today or later: what was promised before, stays.
pub(super) async fn trek_in(bezoek: &Bezoek, vanaf: Date) -> Resultaat<()> {
    if vanaf < bezoek.vandaag {
        let tekst = "Deze termijn geldt al. Stel een andere vast vanaf vandaag of later.";
        return Err(Fout::in_strijd("poortnorm_geldt", tekst));
    }
    let mut writer = bezoek.writer().await?;
    if !poortnorm::delete(&mut writer, vanaf).await? {
        return Err(Fout::NietGevonden);
    }
    let details = json!({ "vanaf": vanaf });
    writer.commit(bezoek.huisregel("poortnorm.ingetrokken", &details), &[]).await?;
    Ok(())
}
