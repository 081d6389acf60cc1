//! Calculations over populations: evaluating a cohort and following it through time.
//!
//! Same input, same result: nothing here reads a clock, rolls dice or opens a file. Results are about groups; nothing is
//! ever computed about the chances of one person.

pub mod evaluatie;
pub mod overleving;
