//! Somebody comes forward.

use domain::{
    datum::plaatselijk,
    id::PoortId,
    poort::{Melding, Poort},
    uitkering::heraanvraag,
};
use storage::{Reader, poort::Gevonden};

use super::{super::forms::Nieuw, Uitslag, met_bsn, regel};
use crate::web::{Bezoek, Fout, Resultaat};

/// Whether what was written before is what this form says: then it was sent twice.
fn zelfde(is: &Gevonden, nieuw: &Nieuw) -> bool {
    (is.poort.melding, &is.persoon) == (nieuw.op, &nieuw.persoon)
}

/// Two clicks at once: the second finds what the first wrote.
async fn al_gemeld(bezoek: &Bezoek, nieuw: &Nieuw) -> Resultaat<Uitslag> {
    let mut reader: Reader = bezoek.reader().await?;
    match storage::poort::find(&mut reader, nieuw.id).await? {
        Some(eerder) if zelfde(&eerder, nieuw) => Ok(Uitslag::Gedaan(eerder.poort.id)),
        _ => Err(Fout::Intussen),
    }
}

/// Records that somebody came forward. Who is a client already, is known by the BSN; who is not, gets the id the client will have.
pub(in crate::recht::poort) async fn meld(bezoek: &Bezoek, nieuw: Nieuw) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let klant = met_bsn(&mut writer, nieuw.persoon.bsn).await?;
    if let Some(klant) = &klant {
        // Whoever grants or ends a benefit of this client at this moment, comes before or after.
        storage::klantstand::lock(&mut writer, klant.id).await?;
    }
    if let Some(eerder) = storage::poort::find(&mut writer, nieuw.id).await? {
        return if zelfde(&eerder, &nieuw) { Ok(Uitslag::Gedaan(eerder.poort.id)) } else { Err(Fout::al_verstuurd()) };
    }
    let eerdere = storage::poort::met_bsn(&mut writer, nieuw.persoon.bsn, 1).await?;
    // On PostgreSQL the first of two clicks may have come to its end since the line above.
    if eerdere.iter().any(|is| is.poort.id == nieuw.id) {
        drop(writer);
        return al_gemeld(bezoek, &nieuw).await;
    }
    if eerdere.iter().any(|is| is.poort.is_open()) {
        return Err(Fout::in_strijd("poort_loopt", "Van deze persoon loopt al een melding. Ga daarmee verder."));
    }
    let (uitkeringen, bekend_sinds) = match &klant {
        Some(klant) => {
            let sinds = storage::klant::last_change(&mut writer, klant.id).await?.map(|(_, moment)| moment);
            (storage::uitkering::of_klant(&mut writer, klant.id).await?, sinds)
        }
        None => (Vec::new(), None),
    };
    let wie = klant
        .as_ref()
        .map(|klant| klant.id)
        .or_else(|| eerdere.first().map(|is| is.poort.klant))
        .unwrap_or_else(|| bezoek.app.omgeving.nieuw_id());
    let melding =
        Melding { op: nieuw.op, geboren: nieuw.persoon.geboren, partner_geboren: nieuw.persoon.partner_geboren };
    let id: PoortId = nieuw.id;
    let poort = match Poort::meld(id, wie, melding, &uitkeringen, bezoek.vandaag) {
        Ok(poort) => poort,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    let hergebruik = heraanvraag(&uitkeringen, bezoek.vandaag).is_some_and(|weer| weer.hergebruik);
    let hergebruikt = bekend_sinds.filter(|_| hergebruik).map(|moment| plaatselijk(moment).date());
    let is = Gevonden { poort, persoon: nieuw.persoon.clone(), hergebruikt, reden: String::new() };
    match storage::poort::insert(&mut writer, &is, bezoek.gebruiker().id, bezoek.nu).await {
        Err(storage::Error::Duplicate(_)) => {
            drop(writer);
            return al_gemeld(bezoek, &nieuw).await;
        }
        written => written?,
    }
    writer.commit(regel(bezoek, "poort.gemeld", &is.poort), &[]).await?;
    Ok(Uitslag::Gedaan(id))
}
