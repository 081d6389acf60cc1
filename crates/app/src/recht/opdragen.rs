//! The order that follows from a decision or from a withdrawal after a suspension: made ready with it, in one transaction, and
//! of no use any more when a new decision takes it back.

use domain::{
    besluit::{Oorsprong, Opdracht, Uitvoering},
    logboek::{Doel, Regel},
};
use serde_json::json;
use storage::{Writer, opdracht::Gevonden};

use crate::web::{Bezoek, Resultaat};

/// The line of the log about an order.
pub(super) fn regel(bezoek: &Bezoek, handeling: &'static str, is: &Uitvoering) -> Regel {
    let details = json!({ "soort": is.opdracht.soort.code(), "stand": is.stand.code() });
    Regel { doel: Doel::Rechtmatigheid, ..bezoek.regel(handeling, is.id, Some(is.opdracht.klant), &details) }
}

/// Makes an order ready to be passed on. Gives the line of the log.
pub(super) async fn maak_klaar(
    bezoek: &Bezoek,
    writer: &mut Writer,
    uit: Oorsprong,
    opdracht: Opdracht,
) -> Resultaat<Regel> {
    let nieuw = Uitvoering::nieuw(bezoek.app.omgeving.nieuw_id(), uit, opdracht, bezoek.vandaag);
    storage::opdracht::insert(writer, &nieuw, bezoek.gebruiker().id, bezoek.nu).await?;
    Ok(regel(bezoek, "opdracht.klaar", &nieuw))
}

/// What was ordered before is not to be carried out any more. Gives the lines of the log.
pub(super) async fn laat_vervallen(
    bezoek: &Bezoek,
    writer: &mut Writer,
    eerder: Vec<Gevonden>,
) -> Resultaat<Vec<Regel>> {
    let vervallen: Vec<Uitvoering> = eerder.into_iter().map(|is| is.uitvoering.vervalt()).collect();
    storage::opdracht::update(writer, &vervallen, Some(bezoek.gebruiker().id), bezoek.nu).await?;
    Ok(vervallen.iter().map(|is| regel(bezoek, "opdracht.vervallen", is)).collect())
}
