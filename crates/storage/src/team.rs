//! The tables of who does the work, and the lists that are read from them.

pub mod belasting;
pub mod caseload;
pub mod overname;
pub mod registratie;
pub mod sluitingsdag;
pub mod specialisme;
pub mod toewijzing;
pub mod verdeling;
pub mod werkrooster;
