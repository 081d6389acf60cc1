//! Pages of the gate, one file per page with its template beside it.

pub(super) mod lijst;
pub(super) mod nieuw;
pub(super) mod toekennen;
pub(super) mod toon;
