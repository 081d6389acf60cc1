//! Templates, and from whom letters come.

use domain::brief::{Afzender, Sjabloonsoort, Sjabloontekst, Taal, standaard};
use serde_json::json;
use storage::{
    Reader,
    brief::sjabloon::{self, Sjabloonversie},
};

use crate::web::{Bezoek, Resultaat};

/// The template that counts.
pub(in crate::contact::brief) struct Geldend {
    /// 0 for the text that comes with the program.
    pub(in crate::contact::brief) versie: i64,
    pub(in crate::contact::brief) tekst: Sjabloontekst,
}

/// The template that counts: the newest of the municipality, or the text that comes with the program. None for a language
/// in which this kind of letter is not sent.
pub(in crate::contact::brief) async fn geldend(
    reader: &mut Reader,
    soort: Sjabloonsoort,
    taal: Taal,
) -> Resultaat<Option<Geldend>> {
    let Some(tekst) = standaard(soort, taal) else { return Ok(None) };
    let eigen = sjabloon::nieuwste(reader, soort, taal).await?;
    Ok(Some(eigen.map_or(Geldend { versie: 0, tekst }, |eigen| Geldend { versie: eigen.versie, tekst: eigen.tekst })))
}

/// Saves a new version of a template that was read at `versie`.
pub(in crate::contact::brief) async fn bewaar(
    bezoek: &Bezoek,
    (soort, taal): (Sjabloonsoort, Taal),
    versie: i64,
    tekst: Sjabloontekst,
) -> Resultaat<Result<(), Geldend>> {
    let mut writer = bezoek.writer().await?;
    let Some(nu) = geldend(&mut writer, soort, taal).await? else { return Err(crate::web::Fout::NietGevonden) };
    // Saved without a change, or twice: there is nothing to keep.
    if nu.tekst == tekst {
        return Ok(Ok(()));
    }
    if nu.versie != versie {
        return Ok(Err(nu));
    }
    let gemaakt_door = bezoek.gebruiker().id;
    let nieuw = Sjabloonversie { versie: versie + 1, tekst, gemaakt_op: bezoek.nu, gemaakt_door };
    sjabloon::insert(&mut writer, soort, taal, &nieuw).await?;
    let details = json!({ "soort": soort.code(), "taal": taal.code(), "versie": nieuw.versie });
    writer.commit(bezoek.huisregel("briefsjabloon.gewijzigd", &details), &[]).await?;
    Ok(Ok(()))
}

/// Saves from whom letters come.
pub(in crate::contact::brief) async fn bewaar_afzender(
    bezoek: &Bezoek,
    afzender: &Afzender,
    versie: i64,
) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    sjabloon::save_afzender(&mut writer, afzender, versie).await?;
    let details = json!({ "versie": versie + 1 });
    Ok(writer.commit(bezoek.huisregel("briefafzender.gewijzigd", &details), &[]).await?)
}
