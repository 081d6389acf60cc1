//! What can be done to the data of a client.

use domain::{emailadres::OngeldigEmailadres, id::KlantId, klant::Klant};
use serde_json::json;
use storage::emailakkoord::Emailakkoord;

use super::forms::verschillen;
use crate::web::{Bezoek, Fout, Resultaat, woorden::zin};

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

/// Records that a client agrees to letters at the address in the record, which the visitor saw, or takes that back.
pub(super) async fn email_akkoord(bezoek: &Bezoek, id: KlantId, gezien: &str, akkoord: bool) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    let klant = storage::klant::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    if !akkoord {
        if storage::emailakkoord::delete(&mut writer, id).await? {
            let regel = bezoek.regel("klant.email_akkoord_ingetrokken", id, Some(id), &json!({}));
            writer.commit(regel, &[]).await?;
        }
        return Ok(());
    }
    if klant.contact.email != gezien {
        return Err(Fout::Intussen);
    }
    let adres = klant
        .contact
        .email
        .parse()
        .map_err(|fout: OngeldigEmailadres| Fout::in_strijd("email_adres", zin(&fout.to_string())))?;
    let akkoord = Emailakkoord { adres, op: bezoek.nu, door: bezoek.gebruiker().id };
    storage::emailakkoord::save(&mut writer, id, &akkoord).await?;
    Ok(writer.commit(bezoek.regel("klant.email_akkoord", id, Some(id), &json!({})), &[]).await?)
}

/// The client of a form, of this municipality.
pub(super) async fn klant(bezoek: &Bezoek, id: KlantId) -> Resultaat<Klant> {
    storage::klant::find(&mut bezoek.reader().await?, id).await?.ok_or(Fout::NietGevonden)
}
