//! The cure period on the page of a conversation.

use domain::{
    datum::{lang, plus_dagen},
    gesprek::{Gesprek, GesprekStand, Hersteltermijn, Termijnbrief},
};
use jiff::civil::Date;

use super::super::super::forms::met_weekdag;
use crate::brief::paths::AF_TE_DRUKKEN;

/// The period in words, and what stands in the way of handing over.
pub(in crate::contact::gesprek) struct Termijndeel {
    pub(in crate::contact::gesprek) tekst: String,
    pub(in crate::contact::gesprek) voorbij: bool,
    /// What to do when the client was not told of it, or too late; empty when he was.
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
    let te_laat = brief.te_laat(termijn);
    let dag = brief.laatste_dag(termijn);
    let (laatste, voorbij) = (met_weekdag(dag), vandaag > dag);
    let tekst = match (voorbij, brief) {
        (true, Termijnbrief::Afgedrukt(_)) if !te_laat => format!(
            "De laatste dag was {laatste}. Draag de zaak over, of leg vast dat de klant alsnog kwam of een goede reden had."
        ),
        (true, _) => {
            format!("De laatste dag was {laatste}. Overdragen kan niet: niet vast staat dat de klant dat op tijd wist.")
        }
        (false, _) => {
            let (later, vanaf) = (later_weg(termijn, brief, te_laat), met_weekdag(plus_dagen(dag, 1)));
            format!(
                "{later}De klant kan tot en met {laatste} alsnog komen of uitleggen waarom dat niet kon. Overdragen kan vanaf {vanaf}."
            )
        }
    };
    let (brief, brief_href) = match (brief, voorbij) {
        (Termijnbrief::Afgedrukt(_), _) if te_laat => (
            "De brief over deze hersteltermijn is pas afgedrukt toen de laatste dag er al was. Draai de hersteltermijn terug en geef haar opnieuw, met een nieuwe brief.",
            "",
        ),
        (Termijnbrief::Afgedrukt(_), _) => ("", ""),
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

/// Why the client has time until after the day that stands in his letter; empty when he has not.
fn later_weg(termijn: Hersteltermijn, brief: Termijnbrief, te_laat: bool) -> String {
    match brief {
        Termijnbrief::Afgedrukt(op) if op > termijn.brief && !te_laat => format!(
            "De brief is van {} maar pas op {} afgedrukt, dus de klant krijgt evenveel dagen vanaf dan. ",
            lang(termijn.brief),
            lang(op)
        ),
        _ => String::new(),
    }
}
