//! The letters that wait for the printer, and saying that they are on paper.

use domain::{brief::Brief, id::BriefId, logboek::Regel};
use jiff::Timestamp;
use serde_json::json;
use storage::{Reader, brief::Stapel};

use crate::web::{Bezoek, Fout, Resultaat};

/// As many letters as fit in one file; the next file begins where this one ends.
pub(in crate::contact::brief) const MOST: usize = documents::pdf::BRIEVEN_PER_BESTAND;

/// The waiting letters up to and including one. They must be as many as the visitor saw: a letter that came or went in the
/// meantime is not printed or marked unseen.
pub(in crate::contact::brief) async fn stapel_tot(
    bezoek: &Bezoek,
    reader: &mut Reader,
    tot: BriefId,
    aantal: usize,
) -> Resultaat<Vec<Brief>> {
    let limit = i64::try_from(MOST).unwrap_or(i64::MAX);
    let mut brieven = storage::brief::wachtend(reader, Stapel::van(bezoek.gebruiker()), bezoek.vandaag, limit).await?;
    brieven.retain(|brief| brief.id <= tot);
    if brieven.is_empty() || brieven.len() != aantal || brieven.last().is_none_or(|brief| brief.id != tot) {
        return Err(Fout::Intussen);
    }
    Ok(brieven)
}

/// Notes that these letters are on paper.
pub(in crate::contact::brief) async fn druk_af(bezoek: &Bezoek, tot: BriefId, aantal: usize) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    let brieven = stapel_tot(bezoek, &mut writer, tot, aantal).await?;
    for brief in &brieven {
        storage::brief::set_printed(&mut writer, brief.id, bezoek.gebruiker().id, bezoek.nu).await?;
    }
    let regels = regels(bezoek, "brief.afgedrukt", &brieven);
    let [eerste, meer @ ..] = regels.as_slice() else { return Err(Fout::Intussen) };
    Ok(writer.commit(eerste.clone(), meer).await?)
}

/// Takes that note back: the letters wait again.
pub(in crate::contact::brief) async fn draai_terug(bezoek: &Bezoek, moment: Timestamp) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    let wie = bezoek.gebruiker().id;
    let brieven = storage::brief::printed(&mut writer, wie, moment).await?;
    let regels = regels(bezoek, "brief.afdrukken_teruggedraaid", &brieven);
    // Who is handing a case over on such a letter is first, or sees that it is not on paper.
    storage::klantstand::lock_alle(&mut writer, &brieven.iter().map(|brief| brief.klant).collect::<Vec<_>>()).await?;
    // Sent twice, or another moment: there is nothing to take back.
    let [eerste, meer @ ..] = regels.as_slice() else { return Err(Fout::Intussen) };
    storage::brief::unset_printed(&mut writer, wie, moment).await?;
    Ok(writer.commit(eerste.clone(), meer).await?)
}

/// A line for each letter, so that it is found with its client.
fn regels(bezoek: &Bezoek, handeling: &'static str, brieven: &[Brief]) -> Vec<Regel> {
    let line = |brief: &Brief| {
        let details = json!({ "kenmerk": brief.kenmerk, "samen": brieven.len() });
        bezoek.regel(handeling, brief.id, Some(brief.klant), &details)
    };
    brieven.iter().map(line).collect()
}
