//! How a letter by e-mail stands, in words.

use domain::{
    datum::{kort, lang, plaatselijk},
    uitbak::{Poststand, Zending},
};

use crate::{klantkop::tijd, web::woorden::hoofdletter};

/// `per e-mail verstuurd op 23 nov 2026`, for a line in a list.
#[must_use]
pub fn stand(zending: &Zending) -> String {
    match &zending.stand {
        Poststand::Wacht { .. } if zending.fout.is_empty() => "wordt zo per e-mail verstuurd".to_owned(),
        Poststand::Wacht { .. } => "e-mail nog niet verstuurd, Klantbeeld probeert het opnieuw".to_owned(),
        Poststand::Bezig { .. } | Poststand::Aangeboden { .. } => "wordt nu per e-mail verstuurd".to_owned(),
        Poststand::Verzonden { op, .. } => format!("per e-mail verstuurd op {}", kort(plaatselijk(*op).date())),
        Poststand::Mislukt => "e-mail mislukt".to_owned(),
        Poststand::Onzeker => "onzeker of de e-mail is aangekomen".to_owned(),
        Poststand::Teruggetrokken { waarom } => waarom.omschrijving().to_owned(),
    }
}

/// The colour of its badge. The word on it always says the same.
#[must_use]
pub const fn kleur(stand: &Poststand) -> &'static str {
    match stand {
        Poststand::Verzonden { .. } => "groen",
        Poststand::Mislukt => "rood",
        Poststand::Onzeker => "amber",
        Poststand::Wacht { .. } | Poststand::Bezig { .. } | Poststand::Aangeboden { .. } => "blauw",
        Poststand::Teruggetrokken { .. } => "",
    }
}

/// What proves that it was sent, or why nothing does yet; for the page of a conversation.
#[must_use]
pub fn bewijs(zending: &Zending) -> String {
    match &zending.stand {
        Poststand::Verzonden { op, bewijs } => {
            let op = plaatselijk(*op);
            format!("{bewijs}, op {} om {} uur", lang(op.date()), tijd(&op))
        }
        _ => format!("{}, er is nog geen bewijs", hoofdletter(&stand(zending))),
    }
}
