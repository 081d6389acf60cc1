//! The cure period on the page of a conversation.

use domain::{
    datum::plus_dagen,
    gesprek::{Gesprek, GesprekStand, Termijnbrief},
};
use jiff::civil::Date;

use super::super::super::forms::met_weekdag;
use crate::brief::paths::AF_TE_DRUKKEN;

/// The period in words, and what stands in the way of handing over.
pub(in crate::contact::gesprek) struct Termijndeel {
    pub(in crate::contact::gesprek) tekst: String,
    pub(in crate::contact::gesprek) voorbij: bool,
    /// What to do when the client was not told of it; empty when he was.
    pub(in crate::contact::gesprek) brief: &'static str,
    /// Where that is done; empty when it is done on this page.
    pub(in crate::contact::gesprek) brief_href: &'static str,
}

/// How the period stands, while nobody closed it.
pub(in crate::contact::gesprek) fn termijndeel(
    gesprek: &Gesprek,
    brief: Termijnbrief,
    vandaag: Date,
) -> Option<Termijndeel> {
    let GesprekStand::InHersteltermijn { termijn, .. } = gesprek.stand else { return None };
    let laatste = met_weekdag(termijn.einde);
    let voorbij = vandaag > termijn.einde;
    let tekst = match (voorbij, brief) {
        (true, Termijnbrief::Afgedrukt) => format!(
            "De laatste dag was {laatste}. Draag de zaak over, of leg vast dat de klant alsnog kwam of een goede reden had."
        ),
        (true, _) => {
            format!("De laatste dag was {laatste}. Overdragen kan niet: niet vast staat dat de klant dat wist.")
        }
        (false, _) => {
            let vanaf = met_weekdag(plus_dagen(termijn.einde, 1));
            format!(
                "De klant kan tot en met {laatste} alsnog komen of uitleggen waarom dat niet kon. Overdragen kan vanaf {vanaf}."
            )
        }
    };
    let (brief, brief_href) = match (brief, voorbij) {
        (Termijnbrief::Afgedrukt, _) => ("", ""),
        (_, true) => (
            "Er is geen brief over deze hersteltermijn als afgedrukt gemeld. Draai de hersteltermijn terug en geef haar opnieuw, met een nieuwe brief.",
            "",
        ),
        (Termijnbrief::Ontbreekt, false) => {
            ("Over deze hersteltermijn is nog geen brief gemaakt. Maak hem hieronder en druk hem af.", "")
        }
        (Termijnbrief::NietAfgedrukt, false) => (
            "De brief over deze hersteltermijn is nog niet afgedrukt. Zonder afgedrukte brief kan de zaak niet worden overgedragen.",
            AF_TE_DRUKKEN,
        ),
    };
    Some(Termijndeel { tekst, voorbij, brief, brief_href })
}
