//! Inviting everybody of a round at once. The page of the round shows what came of it.

use axum::response::{IntoResponse, Redirect};
use domain::id::PlanrondeId;

use super::super::actions;
use crate::{
    planning,
    web::{Bezoek, Formulier, Pad, Resultaat},
};

pub(in crate::contact::brief) async fn uitnodigen(
    bezoek: Bezoek,
    Pad(id): Pad<PlanrondeId>,
    formulier: Formulier,
) -> Resultaat {
    actions::nodig_uit(&bezoek, id, formulier.tekst("weg") == "email", None).await?;
    Ok(Redirect::to(&planning::paths::ronde(id)).into_response())
}
