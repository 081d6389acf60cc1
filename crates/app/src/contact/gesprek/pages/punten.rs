//! The agreements of a conversation, on its page.

use domain::{
    gesprek::{Actiepunt, Gesprek, GesprekStand},
    id::ActiepuntId,
    plan::StapStand,
};
use storage::Reader;

use crate::web::Resultaat;

/// An agreement on the page.
pub(super) struct Puntregel {
    pub(super) id: ActiepuntId,
    pub(super) tekst: String,
    pub(super) badge: &'static str,
    pub(super) kleur: &'static str,
    /// Where it may be brought: code of the state, and what that is called.
    pub(super) acties: &'static [(&'static str, &'static str)],
}

/// The agreements, each with where it stands. In a plan that was established, the plan tells.
pub(super) async fn punten(reader: &mut Reader, gesprek: &Gesprek) -> Resultaat<Vec<Puntregel>> {
    let GesprekStand::Gevoerd(verslag) = &gesprek.stand else { return Ok(Vec::new()) };
    if verslag.punten.is_empty() {
        return Ok(Vec::new());
    }
    let plannen = storage::plan::of_klant(reader, gesprek.klant).await?;
    let regel = |punt: &Actiepunt| {
        let (badge, kleur, acties): (_, _, &[_]) = match punt.stand {
            StapStand::Open if !punt.is_open(&plannen) => ("Stap in het plan", "blauw", &[]),
            StapStand::Open => ("Open", "", &[("klaar", "Gedaan"), ("vervallen", "Vervallen")]),
            StapStand::Klaar { .. } => ("Gedaan", "groen", &[("open", "Weer openzetten")]),
            StapStand::Vervallen { .. } => ("Vervallen", "", &[("open", "Weer openzetten")]),
        };
        Puntregel { id: punt.id, tekst: punt.in_woorden(), badge, kleur, acties }
    };
    Ok(verslag.punten.iter().map(regel).collect())
}
