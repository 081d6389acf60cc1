//! What can be done with examinations: load, decide, write, log, commit, in one transaction.

use domain::{
    id::KeuringId,
    keuring::{KeuringGeweigerd, Keuringszaak},
    logboek::Regel,
};
use serde_json::json;
use storage::Reader;

use super::forms::Stap;
use crate::web::{Bezoek, Fout, Resultaat};

/// How an act went: the examination as it is now, or what the rules say against it.
pub(super) type Uitslag = Result<Box<Keuringszaak>, KeuringGeweigerd>;

/// An examination of this municipality.
pub(super) async fn vind(reader: &mut Reader, id: KeuringId) -> Resultaat<Keuringszaak> {
    storage::keuring::find(reader, id).await?.ok_or(Fout::NietGevonden)
}

/// What was found stays out of the log.
fn regel(bezoek: &Bezoek, handeling: &'static str, is: &Keuringszaak) -> Regel {
    let details = json!({ "spoed": is.spoed, "aangevraagd": is.aangevraagd, "stand": is.stand.code() });
    bezoek.regel(handeling, is.id, Some(is.klant), &details)
}

/// Asks for one.
pub(super) async fn vraag_aan(bezoek: &Bezoek, vraag: Keuringszaak) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    // Two who ask at this moment come one after the other.
    if !storage::klantstand::lock(&mut writer, vraag.klant).await? {
        return Err(Fout::NietGevonden);
    }
    if let Some(eerder) = storage::keuring::find(&mut writer, vraag.id).await? {
        // The form was sent twice.
        if (eerder.klant, eerder.spoed, eerder.aangevraagd) == (vraag.klant, vraag.spoed, vraag.aangevraagd) {
            return Ok(Ok(Box::new(eerder)));
        }
        return Err(if eerder.klant == vraag.klant { Fout::al_verstuurd() } else { Fout::NietGevonden });
    }
    let bestaand = storage::keuring::of_klant(&mut writer, vraag.klant).await?;
    let zaak = match vraag.vraag_aan(&bestaand, bezoek.vandaag) {
        Ok(zaak) => zaak,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    storage::keuring::insert(&mut writer, &zaak).await?;
    writer.commit(regel(bezoek, "keuring.aangevraagd", &zaak), &[]).await?;
    Ok(Ok(Box::new(zaak)))
}

/// A step with one that was read at `versie`.
pub(super) async fn stap(bezoek: &Bezoek, id: KeuringId, versie: i64, stap: Stap) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let klant = vind(&mut writer, id).await?.klant;
    storage::klantstand::lock(&mut writer, klant).await?;
    let nu = vind(&mut writer, id).await?;
    if nu.versie != versie {
        return Err(Fout::Intussen);
    }
    let vandaag = bezoek.vandaag;
    let (handeling, wordt) = match stap {
        Stap::Afronden(op, belastbaarheid) => ("keuring.afgerond", nu.rond_af(op, belastbaarheid, vandaag)),
        Stap::Annuleren(op, reden) => ("keuring.geannuleerd", nu.annuleer(op, reden, vandaag)),
        Stap::Herstellen => ("keuring.hersteld", herstel(&mut writer, nu).await?),
    };
    let mut zaak = match wordt {
        Ok(zaak) => zaak,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    storage::keuring::update(&mut writer, &zaak).await?;
    writer.commit(regel(bezoek, handeling, &zaak), &[]).await?;
    zaak.versie += 1;
    Ok(Ok(Box::new(zaak)))
}

/// Takes the last step back, unless another was asked for since: one at a time.
async fn herstel(reader: &mut Reader, nu: Keuringszaak) -> Resultaat<Result<Keuringszaak, KeuringGeweigerd>> {
    let anderen = storage::keuring::of_klant(reader, nu.klant).await?;
    match anderen.iter().find(|ander| ander.id != nu.id && ander.is_open()) {
        Some(ander) => Ok(Err(KeuringGeweigerd::LooptAl(ander.aangevraagd))),
        None => Ok(nu.herstel()),
    }
}
