//! What can be done to the data of a client.

use domain::{id::KlantId, klant::Klant};
use serde_json::json;

use super::forms::verschillen;
use crate::web::{Bezoek, Fout, Resultaat};

/// How changing the data went.
pub(super) enum Gewijzigd {
    /// Saved.
    Ja,
    /// Somebody else was first; the record as it stands now.
    Intussen(Box<Klant>),
}

/// Replaces the data of a client. `klant.versie` is the version the form was made for.
pub(super) async fn wijzig(bezoek: &Bezoek, klant: &Klant) -> Resultaat<Gewijzigd> {
    let mut writer = bezoek.writer().await?;
    let nu = storage::klant::find(&mut writer, klant.id).await?.ok_or(Fout::NietGevonden)?;
    if nu.versie != klant.versie {
        return Ok(Gewijzigd::Intussen(Box::new(nu)));
    }
    let velden = verschillen(&nu, klant);
    if velden.is_empty() {
        return Ok(Gewijzigd::Ja);
    }
    match storage::klant::update(&mut writer, klant, Some(bezoek.gebruiker().id), bezoek.nu).await {
        // PostgreSQL lets two people read the same version; the second to write learns it here.
        Err(storage::Error::Stale) => {
            let nu = storage::klant::find(&mut writer, klant.id).await?.ok_or(Fout::NietGevonden)?;
            return Ok(Gewijzigd::Intussen(Box::new(nu)));
        }
        written => written?,
    }
    let regel = bezoek.regel("klant.gewijzigd", klant.id, Some(klant.id), &json!({ "velden": velden }));
    writer.commit(regel, &[]).await?;
    Ok(Gewijzigd::Ja)
}

/// The client of a form, of this municipality.
pub(super) async fn klant(bezoek: &Bezoek, id: KlantId) -> Resultaat<Klant> {
    storage::klant::find(&mut bezoek.reader().await?, id).await?.ok_or(Fout::NietGevonden)
}
