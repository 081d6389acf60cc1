//! The letters that wait for the printer, and saying that they are on paper.

use domain::{
    brief::{Brief, Briefsoort},
    gesprek::GesprekStand,
    id::BriefId,
    logboek::Regel,
};
use jiff::Timestamp;
use serde_json::json;
use storage::{
    Reader, Writer,
    brief::{Papier, Stapel},
};

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

/// Notes that these letters are on paper. The stack is read again with their clients taken: who takes an invitation back at this
/// moment is first, or sees that it is on paper.
pub(in crate::contact::brief) async fn druk_af(bezoek: &Bezoek, tot: BriefId, aantal: usize) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    let brieven = stapel_tot(bezoek, &mut writer, tot, aantal).await?;
    storage::klantstand::lock_alle(&mut writer, &brieven.iter().map(|brief| brief.klant).collect::<Vec<_>>()).await?;
    let brieven = stapel_tot(bezoek, &mut writer, tot, aantal).await?;
    let ids: Vec<BriefId> = brieven.iter().map(|brief| brief.id).collect();
    let gezet = storage::brief::set_printed_alle(&mut writer, &ids, bezoek.gebruiker().id, bezoek.nu).await?;
    if gezet != brieven.len() as u64 {
        return Err(Fout::Intussen);
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

/// A letter of this municipality with where it stands with the printer, its client taken: who hands a case over on it is first,
/// or waits.
async fn neem(bezoek: &Bezoek, writer: &mut Writer, id: BriefId) -> Resultaat<(Brief, Papier)> {
    let brief = storage::brief::find(writer, id).await?.ok_or(Fout::NietGevonden)?;
    storage::klantstand::lock(writer, brief.klant).await?;
    let papier = storage::brief::papier(writer, id, bezoek.vandaag).await?.ok_or(Fout::NietGevonden)?;
    Ok((brief, papier))
}

/// Notes that one letter is on paper, apart from the others.
pub(in crate::contact::brief) async fn druk_een_af(bezoek: &Bezoek, id: BriefId) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    let (brief, papier) = neem(bezoek, &mut writer, id).await?;
    match papier {
        Papier::Wacht => {}
        // Sent twice.
        Papier::Afgedrukt => return Ok(()),
        _ => {
            let tekst = "Deze brief wacht niet op de printer. Bij de brief staat waarom.";
            return Err(Fout::in_strijd("brief_wacht_niet", tekst));
        }
    }
    storage::brief::set_printed(&mut writer, id, bezoek.gebruiker().id, bezoek.nu).await?;
    commit(bezoek, writer, "brief.afgedrukt", brief).await
}

/// Notes that one letter is not on paper after all: the printer jammed, or it was torn. Then it waits again.
pub(in crate::contact::brief) async fn toch_niet_afgedrukt(bezoek: &Bezoek, id: BriefId) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    let (brief, papier) = neem(bezoek, &mut writer, id).await?;
    if papier != Papier::Afgedrukt {
        return Ok(());
    }
    let gesprek = storage::gesprek::find(&mut writer, brief.gesprek).await?.ok_or(Fout::NietGevonden)?;
    // The invitation carries the case as well as the letter about the period does (PW 54(1)).
    let draagt = brief.soort == Briefsoort::NietVerschenen || brief.soort.kondigt_aan();
    if draagt && matches!(gesprek.stand, GesprekStand::NaarRechtmatigheid { .. }) {
        let tekst = "Deze zaak is al overgedragen aan rechtmatigheid, omdat deze brief was afgedrukt. Draai eerst de overdracht terug.";
        return Err(Fout::in_strijd("brief_overgedragen", tekst));
    }
    storage::brief::unset_printed_een(&mut writer, id).await?;
    commit(bezoek, writer, "brief.afdrukken_teruggedraaid", brief).await
}

async fn commit(bezoek: &Bezoek, writer: Writer, handeling: &'static str, brief: Brief) -> Resultaat<()> {
    let regels = regels(bezoek, handeling, &[brief]);
    let [regel] = regels.as_slice() else { return Err(Fout::Intussen) };
    Ok(writer.commit(regel.clone(), &[]).await?)
}

/// A line for each letter, so that it is found with its client.
fn regels(bezoek: &Bezoek, handeling: &'static str, brieven: &[Brief]) -> Vec<Regel> {
    let line = |brief: &Brief| {
        let details = json!({ "kenmerk": brief.kenmerk, "samen": brieven.len() });
        bezoek.regel(handeling, brief.id, Some(brief.klant), &details)
    };
    brieven.iter().map(line).collect()
}
