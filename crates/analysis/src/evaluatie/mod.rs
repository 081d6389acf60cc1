//! What a project brought: the evaluation of a cohort on a reference date.
//!
//! A council asks afterwards what an effort brought: who was spoken, what came of it, which benefits ended and lastingly
//! so, what it cost and saved. Two papers of Haarlem show the two shapes: the letter on Pilot 300 (2015) and the final
//! evaluation of Ik doe mee (2019).
//!
//! Three promises. The same question gives the same answer later: nothing after the reference date counts. Unknown is
//! not zero: it is `None`, and a warning says why. No number without its meaning: definitions and warnings are part of
//! the answer.
//!
//! Deliberately absent: crediting the ends to the effort. Without a comparison group nobody knows what would have
//! happened anyway, and the first warning says so.

mod aandeel;
mod besparing;
mod definitie;
mod omgeving;
mod rapport;
mod registratie;
mod uitkomst;
mod uitstroom;
mod venster;
mod waarschuwing;

#[cfg(test)]
mod tests;

use domain::{
    cohort,
    geld::Eurocent,
    project::{Project, Rapportvorm},
};
use jiff::civil::Date;
use serde::Serialize;

pub(crate) use self::venster::Venster;
pub use self::{
    aandeel::Aandeel,
    besparing::{Besparing, Kosten},
    cohort::{Cohort, Deelnemer, Omgeving},
    definitie::Definitie,
    omgeving::{Caseload, CaseloadRegel, ContacturenRegel, Instroom, Spoedkeuringen},
    registratie::Registratie,
    uitkomst::{Feiten, Uitkomst, Uitkomsten},
    uitstroom::{Duurzaamheidstelling, NIET_INGEDEELD, NietIngedeeld, RubriekRegel, Uitstroom},
    venster::EvaluatieGeweigerd,
    waarschuwing::{Waarschuwing, WaarschuwingCode},
};

/// Which project was evaluated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GeevalueerdProject {
    /// The name in URLs and on the command line.
    pub code: String,
    /// The name people use.
    pub naam: String,
    /// The shape of its report.
    pub vorm: Rapportvorm,
    /// First day.
    pub start: Date,
    /// Last day.
    pub einde: Date,
    /// Where the registrations come from.
    pub bron: String,
}

impl From<&Project> for GeevalueerdProject {
    fn from(project: &Project) -> Self {
        Self {
            code: project.code.clone(),
            naam: project.naam.clone(),
            vorm: project.vorm,
            start: project.start,
            einde: project.einde,
            bron: project.bron.clone(),
        }
    }
}

/// What a project brought, as known on the reference date. Counts are of clients or of benefits, money is in eurocents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evaluatie {
    /// Which project.
    pub project: GeevalueerdProject,
    /// The reference date: nothing after it counts.
    pub peildatum: Date,
    /// Last day on which something could count: of the project or the reference date, whichever comes first.
    pub tot_en_met: Date,
    /// Facts that may overlap: selected, invited, spoken, stayed away, exempted, in a track.
    pub feiten: Feiten,
    /// One outcome per client.
    pub uitkomsten: Uitkomsten,
    /// Ended benefits, by heading and by whether they lasted.
    pub uitstroom: Uitstroom,
    /// What the durable ends saved.
    pub besparing: Besparing,
    /// What hired staff cost.
    pub kosten: Kosten,
    /// Savings minus costs, in eurocents; unknown when the costs are.
    pub saldo_eurocent: Option<Eurocent>,
    /// New benefits per month in each whole calendar year.
    pub instroom: Vec<Instroom>,
    /// Clients per klantmanager.
    pub caseload: Caseload,
    /// Urgent medical examinations.
    pub spoedkeuringen: Spoedkeuringen,
    /// Hours of contact, as they are and as they should be.
    pub contacturen: Vec<ContacturenRegel>,
    /// Records that cannot be right.
    pub registratie: Registratie,
    /// What each number means.
    pub definities: Vec<Definitie>,
    /// What a reader must know before believing the numbers.
    pub waarschuwingen: Vec<Waarschuwing>,
}

/// Evaluates a cohort on a reference date. Pure: the same cohort and date give the same answer, and what is added to the
/// cohort about later days changes nothing.
///
/// What [`Omgeving`] says about the reference date, and the plans in [`Cohort::caseloadnormen`] and
/// [`Cohort::contacturen`], are taken as they are given.
pub fn evalueer(cohort: &Cohort, peildatum: Date) -> Result<Evaluatie, EvaluatieGeweigerd> {
    let venster = Venster::new(&cohort.project, peildatum)?;
    let einden = uitstroom::beeindigingen(cohort, &venster);
    let besparing = Besparing::bereken(&einden, &venster);
    let kosten = Kosten::bereken(&cohort.facturen, &cohort.uren, peildatum);
    let saldo_eurocent = kosten.facturen_eurocent.map(|kosten| besparing.bedrag_eurocent - kosten);
    let mut evaluatie = Evaluatie {
        project: (&cohort.project).into(),
        peildatum,
        tot_en_met: venster.tot_en_met,
        feiten: Feiten::tel(cohort, &venster),
        uitkomsten: Uitkomsten::tel(cohort, &venster),
        uitstroom: Uitstroom::tel(&cohort.rubrieken, &einden, peildatum),
        besparing,
        kosten,
        saldo_eurocent,
        instroom: Instroom::per_jaar(cohort, &venster),
        caseload: Caseload::bereken(cohort, &venster),
        spoedkeuringen: Spoedkeuringen::tel(cohort, &venster),
        contacturen: ContacturenRegel::lijst(&cohort.contacturen, peildatum),
        registratie: Registratie::beoordeel(cohort, &einden, &venster),
        definities: Vec::new(),
        waarschuwingen: Vec::new(),
    };
    evaluatie.definities = definitie::definities(&evaluatie);
    evaluatie.waarschuwingen = waarschuwing::waarschuwingen(&evaluatie);
    Ok(evaluatie)
}
