//! What somebody decides about a letter that did not arrive, or of which that is not known. The buttons stand on the page of
//! the letter.

use axum::response::{IntoResponse, Redirect};
use domain::id::BriefId;

use super::super::actions::{self, Besluit};
use crate::{
    brief,
    web::{Bezoek, Formulier, Fout, Pad, Resultaat},
};

pub(in crate::contact::post) async fn verwerk(
    bezoek: Bezoek,
    Pad(id): Pad<BriefId>,
    formulier: Formulier,
) -> Resultaat {
    let besluit = Besluit::lees(formulier.tekst("besluit")).ok_or(Fout::FormulierVerlopen)?;
    actions::besluit(&bezoek, id, formulier.tekst("stand"), besluit).await?;
    Ok(Redirect::to(&brief::paths::brief(id)).into_response())
}
