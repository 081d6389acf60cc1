//! Addresses of planning many conversations at once.

use domain::id::PlanrondeId;
use storage::caseload::Filter;

use crate::caseload::paths::pad;

/// The form to plan conversations with the clients of a list.
#[must_use]
pub fn formulier(filter: &Filter) -> String {
    pad("/planning", filter, None)
}

/// The same with everything that was filled in; the proposal stands at the same parameters.
pub(super) fn met(pad: &str, velden: &[(String, String)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(velden);
    format!("{pad}?{}", query.finish())
}

/// The form to plan a whole quarter.
pub(super) const KWARTAAL: &str = "/planning/kwartaal";
/// The same, for the clients of a list.
#[must_use]
pub(super) fn kwartaal(filter: &Filter) -> String {
    pad(KWARTAAL, filter, None)
}

/// Its proposal.
pub(super) const KWARTAAL_VOORSTEL: &str = "/planning/kwartaal/voorstel";

/// What came of a round.
#[must_use]
pub fn ronde(id: PlanrondeId) -> String {
    format!("/planning/{id}")
}

/// From now on nobody of the round is invited by itself any more (POST).
pub(super) fn niet_vanzelf(id: PlanrondeId) -> String {
    format!("/planning/{id}/niet-vanzelf")
}

/// Takes back what no client knows of yet (POST).
pub(super) fn terugdraaien(id: PlanrondeId) -> String {
    format!("/planning/{id}/terugdraaien")
}
