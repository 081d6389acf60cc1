//! What of a client should have been done by now: looking at an exemption again, and the answer of a medical examination.

use domain::{
    datum::{kort, lang},
    keuring::Keuringszaak,
    ontheffing::{HEROVERWEGING_AANKONDIGEN, te_heroverwegen},
};
use jiff::civil::Date;
use storage::{Reader, caseload::CaseloadRegel};

use super::Waarschuwing;
use crate::{keuring, ontheffing, web::Resultaat};

/// Loads what asks attention.
pub(super) async fn laad(reader: &mut Reader, regel: &CaseloadRegel, vandaag: Date) -> Resultaat<Vec<Waarschuwing>> {
    let mut lijst = Vec::new();
    // Most clients have no exemption.
    if regel.ontheffing.is_some() {
        let ontheffingen = storage::ontheffing::of_klant(reader, regel.klant).await?;
        let te_doen = te_heroverwegen(&ontheffingen, vandaag, HEROVERWEGING_AANKONDIGEN);
        lijst.extend(te_doen.first().map(|rij| {
            let (soort, tekst) = if rij.uiterlijk < vandaag {
                (
                    "error",
                    format!("De ontheffing had uiterlijk op {} opnieuw bekeken moeten zijn.", lang(rij.uiterlijk)),
                )
            } else {
                ("warning", format!("Bekijk de ontheffing uiterlijk op {} opnieuw.", lang(rij.uiterlijk)))
            };
            Waarschuwing {
                soort,
                tekst,
                doen: "Ontheffing opnieuw bekijken",
                href: ontheffing::paths::opnieuw_bekijken(regel.klant),
            }
        }));
    }
    for keuring in storage::keuring::dagen_of_klant(reader, regel.klant).await? {
        let zaak = Keuringszaak::van(&keuring);
        let Some(uiterlijk) = zaak.uiterlijk().filter(|_| zaak.over_tijd(vandaag)) else { continue };
        let tekst = format!(
            "De spoedkeuring van {} is over tijd: de uitslag zou er uiterlijk {} zijn.",
            kort(zaak.aangevraagd),
            kort(uiterlijk)
        );
        let href = keuring::paths::van_klant(regel.klant);
        lijst.push(Waarschuwing { soort: "error", tekst, doen: "Keuring bekijken", href });
    }
    Ok(lijst)
}
