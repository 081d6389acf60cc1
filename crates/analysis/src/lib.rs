//! Calculations over populations: evaluating a cohort and following it through time, what a way of working asks in people, and what would
//! happen to a caseload.
//!
//! Same input and seed, same result: nothing here reads a clock, rolls dice of its own or opens a file. Results are about groups; nothing is
//! ever computed about the chances of one person.

pub mod capaciteit;
pub mod evaluatie;
pub mod kwartaalplan;
pub mod opgave;
pub mod overleving;
pub mod prognose;
pub mod simulatie;
pub mod verdeling;
