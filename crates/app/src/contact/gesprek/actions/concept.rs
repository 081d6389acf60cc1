//! Drafts of what is typed about a conversation.

use domain::id::{GesprekId, KlantId};
use storage::concept::{self, Concept, Welk};

use super::{
    super::{FORMULIER, FORMULIER_ONGEPLAND, forms::verslag},
    gesprek,
};
use crate::web::{Bezoek, Fout, Resultaat};

/// The draft of this visitor for a conversation.
pub(in crate::contact::gesprek) fn welk(bezoek: &Bezoek, id: impl Into<uuid::Uuid>) -> Welk {
    Welk { gebruiker: bezoek.gebruiker().id, formulier: FORMULIER, object: id.into() }
}

/// The draft of this visitor for a conversation that was not planned. There is no conversation yet: it goes by the client.
pub(in crate::contact::gesprek) fn welk_ongepland(bezoek: &Bezoek, klant: KlantId) -> Welk {
    Welk { gebruiker: bezoek.gebruiker().id, formulier: FORMULIER_ONGEPLAND, object: klant.uuid() }
}

/// Keeps what is being typed.
pub(in crate::contact::gesprek) async fn bewaar_concept(
    bezoek: &Bezoek,
    id: GesprekId,
    velden: &[(String, String)],
    versie: i64,
) -> Resultaat<()> {
    let gesprek = gesprek(bezoek, id).await?;
    if gesprek.versie != versie {
        return Err(Fout::Intussen);
    }
    let concept = Concept { velden: gekozen(velden, &[]), object_versie: versie, bewaard_op: bezoek.nu };
    Ok(concept::save(&bezoek.app.database, bezoek.gemeente(), welk(bezoek, id), &concept).await?)
}

/// Keeps what is being typed about a conversation that was not planned.
pub(in crate::contact::gesprek) async fn bewaar_concept_ongepland(
    bezoek: &Bezoek,
    klant: KlantId,
    nieuw: GesprekId,
    velden: &[(String, String)],
) -> Resultaat<()> {
    {
        let mut reader = bezoek.reader().await?;
        storage::caseload::find(&mut reader, klant).await?.ok_or(Fout::NietGevonden)?;
        // The form was sent in the meantime: a draft that arrives late must not come back as a second report.
        if storage::gesprek::find(&mut reader, nieuw).await?.is_some() {
            return Err(Fout::Intussen);
        }
    }
    let keep = gekozen(velden, &["soort", "datum", "tijd", "duur", "plaats"]);
    let concept = Concept { velden: keep, object_versie: 0, bewaard_op: bezoek.nu };
    Ok(concept::save(&bezoek.app.database, bezoek.gemeente(), welk_ongepland(bezoek, klant), &concept).await?)
}

/// The fields of the report, and others by name.
fn gekozen(velden: &[(String, String)], namen: &[&str]) -> Vec<(String, String)> {
    let keep = |naam: &str| verslag::is_veld(naam) || namen.contains(&naam);
    velden.iter().filter(|(naam, _)| keep(naam)).cloned().collect()
}
