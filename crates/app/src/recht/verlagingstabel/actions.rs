//! What can be done with the table: load, decide, write, log, commit, in one transaction.

use domain::besluit::{OngeldigeTabel, Verlagingsrij, Verlagingstabel};
use jiff::civil::Date;
use serde_json::json;
use storage::verlagingstabel;

use crate::web::{Bezoek, Fout, Resultaat};

/// How an act went.
pub(super) enum Uitslag {
    /// Done.
    Gedaan,
    /// The rows together would be no table.
    Geweigerd(OngeldigeTabel),
}

fn details(rij: &Verlagingsrij) -> serde_json::Value {
    json!({
        "code": rij.code, "procent": rij.procent, "maanden": rij.maanden, "van": rij.geldig.van,
        "tot_en_met": rij.geldig.tot_en_met,
    })
}

/// Adds a row. Sent twice, it is one.
pub(super) async fn voeg_toe(bezoek: &Bezoek, nieuw: Verlagingsrij) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let mut rijen: Vec<Verlagingsrij> =
        verlagingstabel::rijen(&mut writer).await?.into_iter().map(|(rij, _)| rij).collect();
    if rijen.contains(&nieuw) {
        return Ok(Uitslag::Gedaan);
    }
    rijen.push(nieuw.clone());
    if let Err(geweigerd) = Verlagingstabel::try_from(rijen) {
        return Ok(Uitslag::Geweigerd(geweigerd));
    }
    match verlagingstabel::insert(&mut writer, &nieuw, bezoek.gebruiker().id, bezoek.nu).await {
        Err(storage::Error::Duplicate(_)) => return Err(Fout::Intussen),
        written => written?,
    }
    writer.commit(bezoek.huisregel("verlagingstabel.toegevoegd", &details(&nieuw)), &[]).await?;
    Ok(Uitslag::Gedaan)
}

/// Gives the row of that conduct and day its last day; it was read at `versie`.
pub(super) async fn beeindig(bezoek: &Bezoek, (code, van): (&str, Date), versie: i64, tot: Date) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let mut alle = verlagingstabel::rijen(&mut writer).await?;
    let plaats =
        alle.iter().position(|(rij, _)| rij.code == code && rij.geldig.van == van).ok_or(Fout::NietGevonden)?;
    alle[plaats].0.geldig.tot_en_met = Some(tot);
    let rij = alle[plaats].0.clone();
    if let Err(geweigerd) = Verlagingstabel::try_from(alle.into_iter().map(|(rij, _)| rij).collect::<Vec<_>>()) {
        return Ok(Uitslag::Geweigerd(geweigerd));
    }
    verlagingstabel::update(&mut writer, &rij, versie, bezoek.gebruiker().id, bezoek.nu).await?;
    writer.commit(bezoek.huisregel("verlagingstabel.beeindigd", &details(&rij)), &[]).await?;
    Ok(Uitslag::Gedaan)
}
