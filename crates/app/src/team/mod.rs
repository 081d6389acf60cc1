//! Pages about the work of today, of a klantmanager, of a team.

pub mod belasting;
pub mod caseload;
pub mod overname;
pub mod registratie;
pub mod vandaag;
pub mod verdeling;
pub mod werkrooster;
