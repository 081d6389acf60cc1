//! What can be done with the picture of a client: load, decide, write, log, commit, in one transaction.

use domain::{
    id::{GesprekId, KlantId},
    klantbeeld::Klantbeeld,
    logboek::Regel,
};
use serde_json::json;
use storage::{
    Writer,
    concept::{self, Concept, Welk},
    klantbeeld::{self, Vastgelegd},
};

use super::{FORMULIER, forms::is_veld};
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
    let regel = schrijf(bezoek, &mut writer, klant, (nu.as_ref(), beeld), None).await?.ok_or(Fout::Intussen)?;
    concept::delete(&mut writer, welk(bezoek, klant)).await?;
    writer.commit(regel, &[]).await?;
    Ok(Uitslag::Gedaan)
}

/// Writes a picture on top of what there was, and gives its line for the log; nothing when somebody else was first. `gesprek` is
/// the conversation it was drawn in.
pub(crate) async fn schrijf(
    bezoek: &Bezoek,
    writer: &mut Writer,
    klant: KlantId,
    (was, beeld): (Option<&Vastgelegd>, Klantbeeld),
    gesprek: Option<GesprekId>,
) -> Resultaat<Option<Regel>> {
    let versie = was.map_or(0, |was| was.versie) + 1;
    let nieuw = Vastgelegd { versie, beeld, door: bezoek.gebruiker().id, op: bezoek.nu };
    match klantbeeld::insert(writer, klant, &nieuw).await {
        // PostgreSQL lets two people read the same version; the second to write learns it here.
        Err(storage::Error::Stale) => return Ok(None),
        written => written?,
    }
    let trede = (was.and_then(|was| was.beeld.trede), nieuw.beeld.trede);
    let mut details = json!({ "versie": versie, "trede_van": trede.0, "trede_naar": trede.1 });
    if let Some(gesprek) = gesprek {
        details["gesprek"] = json!(gesprek);
    }
    Ok(Some(bezoek.regel("klantbeeld.vastgelegd", klant, Some(klant), &details)))
}

/// Keeps what is being typed.
pub(crate) async fn bewaar_concept(
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
    let velden = velden.iter().filter(|(naam, _)| is_veld(naam)).cloned().collect();
    let concept = Concept { velden, object_versie: versie, bewaard_op: bezoek.nu };
    Ok(concept::save(&bezoek.app.database, bezoek.gemeente(), welk(bezoek, klant), &concept).await?)
}
