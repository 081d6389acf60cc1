//! What can be done with users: load, decide, write, log, commit, in one transaction.

use domain::{
    codelijst::Code,
    datum::plus_dagen,
    id::GebruikerId,
    logboek::{Doel, Regel},
};
use serde_json::json;

use crate::web::{Bezoek, Fout, Resultaat};

/// Appoints somebody for these disciplines from today on, and no longer for others. `was` is what the form showed.
pub(super) async fn wijs_aan(bezoek: &Bezoek, id: GebruikerId, was: &[Code], wordt: &[Code]) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    storage::gebruiker::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    let nu = storage::gebruiker::disciplines(&mut writer, id, bezoek.vandaag).await?;
    let nu: Vec<Code> = nu.into_iter().map(|(code, _)| code).collect();
    let missing =
        |from: &[Code], of: &[Code]| from.iter().filter(|code| !of.contains(code)).cloned().collect::<Vec<_>>();
    let (erbij, eraf) = (missing(wordt, &nu), missing(&nu, wordt));
    if erbij.is_empty() && eraf.is_empty() {
        return Ok(());
    }
    // Somebody else changed them since the form was shown.
    if !missing(was, &nu).is_empty() || !missing(&nu, was).is_empty() {
        return Err(Fout::Intussen);
    }
    for code in &erbij {
        storage::gebruiker::appoint(&mut writer, id, code, bezoek.vandaag, bezoek.gebruiker().id).await?;
    }
    for code in &eraf {
        storage::gebruiker::unappoint(&mut writer, id, code, plus_dagen(bezoek.vandaag, -1)).await?;
    }
    let details = json!({ "erbij": erbij, "eraf": eraf });
    let regel = Regel { doel: Doel::Beheer, ..bezoek.regel("gebruiker.disciplines_gewijzigd", id, None, &details) };
    Ok(writer.commit(regel, &[]).await?)
}
