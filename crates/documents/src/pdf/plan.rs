//! The plan of a client: goal, steps, rights and duties, and a place to sign. Two pages at most in practice, in words that
//! everybody reads.

use jiff::civil::Date;
use serde::Serialize;

use super::{Fout, Regel, world};

/// Everything on paper. Names and dates in texts are already written as the reader should see them.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    /// The large title. May not be empty: PDF/UA asks for one.
    pub titel: String,
    /// Whose plan it is.
    pub klant: String,
    /// Whose document it is, for example `Gemeente Haarlem`.
    pub gemeente: String,
    /// The day on the document, also its metadata.
    pub datum: Date,
    /// Label and value beneath the name.
    pub kenmerken: Vec<Regel>,
    /// What the reader must know first: that it is a concept, or was replaced; may be empty.
    pub stand: String,
    /// Work or participation.
    pub soort: String,
    /// The goal.
    pub doel: String,
    /// The steps, in order.
    pub stappen: Vec<PlanStap>,
    /// Rights and duties, by paragraph.
    pub plichten: Vec<String>,
    /// When it is looked at together, as a sentence.
    pub evaluatie: String,
    /// When and how the client signed; empty for a plan that is still to be signed, which gets lines to sign on.
    pub ondertekend: String,
}

/// A step.
#[derive(Clone, Debug, Serialize)]
pub struct PlanStap {
    /// What is done.
    pub wat: String,
    /// By whom.
    pub wie: String,
    /// Before or on which day.
    pub voor: String,
    /// What became of it; empty while it is open.
    pub staat: String,
}

/// Typesets the plan and returns a PDF. The same plan gives the same bytes.
pub fn plan(plan: &Plan) -> Result<Vec<u8>, Fout> {
    world::typeset("plan.typ", plan)
}
