//! What can be done with the picture of a client: load, decide, write, log, commit, in one transaction.

use domain::{id::KlantId, klantbeeld::Klantbeeld};
use serde_json::json;
use storage::{
    concept::{self, Concept, Welk},
    klantbeeld::{self, Vastgelegd},
};

use super::{FORMULIER, forms::VELDEN};
use crate::web::{Bezoek, Fout, Resultaat};

/// How recording went.
pub(super) enum Uitslag {
    /// Recorded.
    Gedaan,
    /// Somebody else was first; the picture as it stands now.
    Intussen(Box<Vastgelegd>),
}

/// The draft of this visitor.
pub(super) fn welk(bezoek: &Bezoek, klant: KlantId) -> Welk {
    Welk { gebruiker: bezoek.gebruiker().id, formulier: FORMULIER, object: klant.uuid() }
}

/// Records a picture on top of the version that was read (0: there was none).
pub(super) async fn leg_vast(bezoek: &Bezoek, klant: KlantId, versie: i64, beeld: Klantbeeld) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    storage::caseload::find(&mut writer, klant).await?.ok_or(Fout::NietGevonden)?;
    let nu = klantbeeld::of_klant(&mut writer, klant).await?.into_iter().next();
    if nu.as_ref().map_or(0, |nu| nu.versie) != versie {
        // The same form sent twice: what it says stands there already.
        return match nu {
            Some(nu) if nu.beeld == beeld => Ok(Uitslag::Gedaan),
            nu => Ok(Uitslag::Intussen(Box::new(nu.ok_or(Fout::Intussen)?))),
        };
    }
    let trede = (nu.and_then(|nu| nu.beeld.trede), beeld.trede);
    let nieuw = Vastgelegd { versie: versie + 1, beeld, door: bezoek.gebruiker().id, op: bezoek.nu };
    match klantbeeld::insert(&mut writer, klant, &nieuw).await {
        // PostgreSQL lets two people read the same version; the second to write learns it here.
        Err(storage::Error::Stale) => return Err(Fout::Intussen),
        written => written?,
    }
    concept::delete(&mut writer, welk(bezoek, klant)).await?;
    let details = json!({ "versie": nieuw.versie, "trede_van": trede.0, "trede_naar": trede.1 });
    let regel = bezoek.regel("klantbeeld.vastgelegd", klant, Some(klant), &details);
    writer.commit(regel, &[]).await?;
    Ok(Uitslag::Gedaan)
}

/// Keeps what is being typed.
pub(super) async fn bewaar_concept(
    bezoek: &Bezoek,
    klant: KlantId,
    velden: &[(String, String)],
    versie: i64,
) -> Resultaat<()> {
    {
        let mut reader = bezoek.reader().await?;
        storage::caseload::find(&mut reader, klant).await?.ok_or(Fout::NietGevonden)?;
        let nu = klantbeeld::of_klant(&mut reader, klant).await?;
        if nu.first().map_or(0, |nu| nu.versie) != versie {
            return Err(Fout::Intussen);
        }
    }
    let velden = velden.iter().filter(|(naam, _)| VELDEN.contains(&naam.as_str())).cloned().collect();
    let concept = Concept { velden, object_versie: versie, bewaard_op: bezoek.nu };
    Ok(concept::save(&bezoek.app.database, bezoek.gemeente(), welk(bezoek, klant), &concept).await?)
}
