//! Who does the work: caseloads in heads and hours, how their records stand, who has which client, working days.

pub mod belasting;
pub mod prognose;
pub mod registratie;
pub mod toewijzing;
pub mod verdeling;
pub mod werkrooster;
