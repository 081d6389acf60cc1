//! The pages of a conversation.

pub(super) mod agenda;
mod daarna;
pub(super) mod gesprek;
pub(super) mod hersteltermijn;
pub(super) mod niet_doorgegaan;
pub(super) mod plannen;
mod punten;
pub(super) mod vastleggen;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use domain::gesprek::{Gesprek, OngeldigeOvergang};

use super::actions::Uitslag;
use crate::web::{Fout, Resultaat, woorden::zin};

/// What speaks against the moment that was chosen, in sentences, and what the form says when it is meant all the same.
#[derive(Default)]
struct Bezwaren {
    zinnen: Vec<String>,
    toch: String,
}

/// Goes on after an act that has no form of its own to show errors in.
fn klaar(uitslag: Uitslag, naar: impl FnOnce(&Gesprek) -> String) -> Resultaat {
    match uitslag {
        Uitslag::Gedaan(gesprek) => Ok(Redirect::to(&naar(&gesprek)).into_response()),
        Uitslag::Geweigerd(geweigerd) => Err(in_strijd(geweigerd)),
        Uitslag::Intussen => Err(Fout::Intussen),
    }
}

/// A refusal because of where the conversation stands: no field of a form could be filled in better.
fn in_strijd(geweigerd: OngeldigeOvergang) -> Fout {
    Fout::in_strijd("gesprek_stand", zin(&geweigerd.to_string()))
}

/// Whether a refusal is about where the conversation stands.
const fn om_de_stand(geweigerd: OngeldigeOvergang) -> bool {
    matches!(
        geweigerd,
        OngeldigeOvergang::Afgerond(_) | OngeldigeOvergang::PastNiet(_) | OngeldigeOvergang::UitnodigingOnzeker
    )
}

/// The status of a page with a form.
const fn status(fouten: bool) -> StatusCode {
    if fouten { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}
