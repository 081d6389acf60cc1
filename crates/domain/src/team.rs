//! Who does the work: caseloads in heads and hours, who has which client, working days.

pub mod belasting;
pub mod toewijzing;
pub mod werkrooster;
