//! Making and withdrawing the secret address.

use domain::logboek::{Doel, Regel, hex};
use serde_json::json;
use storage::agendafeed;

use crate::web::{Bezoek, Resultaat, token_hash};

/// How many letters and digits a secret has: 256 bits, four in each.
pub(super) const LENGTE: usize = 64;

fn regel(bezoek: &Bezoek, handeling: &'static str) -> Regel {
    let wie = bezoek.gebruiker().id;
    Regel { doel: Doel::Beheer, ..bezoek.regel(handeling, wie, None, &json!({})) }
}

/// Gives the visitor a secret address, in place of an earlier one; gives the secret, which is kept nowhere.
pub(super) async fn maak(bezoek: &Bezoek) -> Resultaat<String> {
    let geheim = hex(&bezoek.app.omgeving.geheim::<32>());
    let mut writer = bezoek.writer().await?;
    agendafeed::save(&mut writer, bezoek.gebruiker().id, &token_hash(&geheim), bezoek.nu).await?;
    writer.commit(regel(bezoek, "agenda.adres_gemaakt"), &[]).await?;
    Ok(geheim)
}

/// Takes the secret address of the visitor back.
pub(super) async fn trek_in(bezoek: &Bezoek) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    if agendafeed::delete(&mut writer, bezoek.gebruiker().id).await? {
        writer.commit(regel(bezoek, "agenda.adres_ingetrokken"), &[]).await?;
    }
    Ok(())
}
