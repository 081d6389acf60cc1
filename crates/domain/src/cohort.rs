//! A cohort as its evaluation sees it: facts and dates of each selected client, and nothing that names a person.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    codelijst::Code,
    geld::Eurocent,
    project::{Caseloadnorm, Contacturen, Factuur, Project, Rubriek, Uren},
};

/// Everything an evaluation needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// The project.
    pub project: Project,
    /// One entry per selected client.
    pub deelnemers: Vec<Deelnemer>,
    /// Under which heading each reason is counted.
    pub rubrieken: Vec<Rubriek>,
    /// Hours of hired staff.
    pub uren: Vec<Uren>,
    /// Invoices of hired staff.
    pub facturen: Vec<Factuur>,
    /// Caseload decisions and plans attached to the project.
    pub caseloadnormen: Vec<Caseloadnorm>,
    /// Contact hours, as they are and as they should be.
    pub contacturen: Vec<Contacturen>,
    /// What happened around the cohort in the same time.
    pub omgeving: Omgeving,
}

/// What is known of one selected client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deelnemer {
    /// The day of selection.
    pub geselecteerd: Date,
    /// What was paid per month.
    pub maandbedrag: Eurocent,
    /// Last day of the followed spell and the reason, when it ended.
    pub einde: Option<(Date, Code)>,
    /// First day of the next spell, when the client came back.
    pub opnieuw: Option<Date>,
    /// First invitation sent on or after selection.
    pub uitgenodigd: Option<Date>,
    /// First conversation held on or after selection.
    pub gesproken: Option<Date>,
    /// First conversation on or after selection to which the client did not come.
    pub niet_verschenen: Option<Date>,
    /// First day of the first temporary exemption (PW 9(2)) on or after selection.
    pub ontheffing: Option<Date>,
    /// First day of the first track at a provider on or after selection.
    pub traject: Option<Date>,
    /// Urgent medical examinations on or after selection: asked for, answered.
    pub spoedkeuringen: Vec<(Date, Option<Date>)>,
}

/// The municipality around the cohort.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Omgeving {
    /// Size of the caseload the cohort was drawn from, on the first day of the project.
    pub caseload_bij_start: Option<i64>,
    /// How many of those clients had a lawfulness conversation in the year before the first day.
    pub rechtmatigheid_in_jaar_voor_start: i64,
    /// New spells of benefit per year and month.
    pub instroom: BTreeMap<(i16, i8), i64>,
    /// Clients with a running benefit on the reference date.
    pub klanten_op_peildatum: i64,
    /// Klantmanagers with at least one of those clients on the reference date.
    pub klantmanagers_op_peildatum: i64,
}
