//! What can be done with income: load, decide, write, log, commit, in one transaction.

use domain::{
    id::InkomstenId,
    inkomsten::{Inkomsten, InkomstenGeweigerd},
    logboek::{Doel, Regel},
};
use serde_json::json;
use storage::Reader;

use super::forms::Stap;
use crate::web::{Bezoek, Fout, Resultaat};

/// How an act went: the income as it is now, or what the rules say against it.
pub(super) type Uitslag = Result<Inkomsten, InkomstenGeweigerd>;

/// Income in this municipality.
pub(super) async fn vind(reader: &mut Reader, id: InkomstenId) -> Resultaat<Inkomsten> {
    storage::inkomsten::find(reader, id).await?.ok_or(Fout::NietGevonden)
}

fn regel(bezoek: &Bezoek, handeling: &'static str, is: &Inkomsten) -> Regel {
    let details = json!({
        "soort": is.soort.code(), "bedrag": is.bedrag, "uren": is.uren_per_week, "vanaf": is.periode.van,
        "tot_en_met": is.periode.tot_en_met,
    });
    Regel { doel: Doel::Rechtmatigheid, ..bezoek.regel(handeling, is.id, Some(is.klant), &details) }
}

/// Records income.
pub(super) async fn leg_vast(bezoek: &Bezoek, nieuw: Inkomsten) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    // The same form twice comes one after the other.
    if !storage::klantstand::lock(&mut writer, nieuw.klant).await? {
        return Err(Fout::NietGevonden);
    }
    if let Some(eerder) = storage::inkomsten::find(&mut writer, nieuw.id).await? {
        if eerder.klant != nieuw.klant {
            return Err(Fout::NietGevonden);
        }
        let gelijk = Inkomsten { versie: eerder.versie, ..nieuw } == eerder;
        return if gelijk { Ok(Ok(eerder)) } else { Err(Fout::al_verstuurd()) };
    }
    let anderen = storage::inkomsten::of_klant(&mut writer, nieuw.klant).await?;
    let inkomsten = match nieuw.is_nieuw(&anderen).and_then(|()| nieuw.leg_vast(bezoek.vandaag)) {
        Ok(inkomsten) => inkomsten,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    storage::inkomsten::insert(&mut writer, &inkomsten, bezoek.gebruiker().id, bezoek.nu).await?;
    writer.commit(regel(bezoek, "inkomsten.vastgelegd", &inkomsten), &[]).await?;
    Ok(Ok(inkomsten))
}

/// A step with income that was read at `versie`.
pub(super) async fn stap(bezoek: &Bezoek, id: InkomstenId, versie: i64, stap: Stap) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let nu = vind(&mut writer, id).await?;
    if nu.versie != versie {
        return Err(Fout::Intussen);
    }
    let wordt = match stap {
        Stap::Beeindigen(laatste_dag) => nu.beeindig(laatste_dag),
        Stap::Intrekken => nu.trek_in(),
    };
    let mut wordt = match wordt {
        Ok(wordt) => wordt,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    storage::inkomsten::update(&mut writer, &wordt, bezoek.gebruiker().id, bezoek.nu).await?;
    writer.commit(regel(bezoek, stap.handeling(), &wordt), &[]).await?;
    wordt.versie += 1;
    Ok(Ok(wordt))
}
