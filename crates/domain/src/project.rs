//! A project or pilot: a cohort of clients, a period, people and money, and the questions the council asked.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    codelijst::Code,
    geld::Eurocent,
    id::{GebruikerId, KlantId, ProjectId, UitkeringId},
};

/// The question a project answers, and so the shape of its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rapportvorm {
    /// What came of each selected client (letter on Pilot 300, 2015).
    Uitkomsten,
    /// Which benefits ended, how lastingly, and what it cost and saved (final evaluation Ik doe mee, 2019).
    Uitstroom,
}

impl Rapportvorm {
    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Uitkomsten => "uitkomsten",
            Self::Uitstroom => "uitstroom",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Uitkomsten, Self::Uitstroom].into_iter().find(|vorm| vorm.code() == code)
    }
}

/// A project. Its period is data: two papers about one project may name two periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Which project.
    pub id: ProjectId,
    /// The name in URLs and on the command line, such as `ik-doe-mee`.
    pub code: String,
    /// The name people use.
    pub naam: String,
    /// What it was for.
    pub doel: String,
    /// First day.
    pub start: Date,
    /// Last day.
    pub einde: Date,
    /// The date on which it is usually looked at.
    pub peildatum: Date,
    /// The shape of its report.
    pub vorm: Rapportvorm,
    /// From whose caseload the cohort was drawn, when it was one caseload.
    pub uit_caseload_van: Option<GebruikerId>,
    /// Where the registrations come from.
    pub bron: String,
}

/// A client in the cohort, with the spell of benefit that ran when the cohort was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deelname {
    /// The client.
    pub klant: KlantId,
    /// The spell that is followed.
    pub uitkering: UitkeringId,
    /// The day of selection.
    pub geselecteerd: Date,
}

/// Under which heading of the report a reason for ending is counted: the definition stands beside the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rubriek {
    /// The reason.
    pub reden: Code,
    /// The heading.
    pub rubriek: Code,
    /// The words of the report.
    pub omschrijving: String,
    /// Its place in the report.
    pub volgorde: i64,
}

/// Hours of somebody who was hired, in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uren {
    /// Who.
    pub inhuurkracht: String,
    /// First day of the month.
    pub maand: Date,
    /// Minutes worked.
    pub minuten: i64,
    /// Price of an hour.
    pub uurtarief: Eurocent,
}

impl Uren {
    /// What these hours cost.
    #[must_use]
    pub fn bedrag(&self) -> Eurocent {
        self.uurtarief.share(self.minuten, 60)
    }
}

/// An invoice for hired staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factuur {
    /// The supplier's number.
    pub nummer: String,
    /// Who sent it.
    pub leverancier: String,
    /// Its date.
    pub datum: Date,
    /// The amount.
    pub bedrag: Eurocent,
}

/// How many clients a klantmanager should have: a decision or a plan, with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caseloadnorm {
    /// Such as `na_structureel_budget`.
    pub code: Code,
    /// What leads to it.
    pub omschrijving: String,
    /// Clients per klantmanager.
    pub klanten: i64,
    /// From which day.
    pub vanaf: Date,
    /// Where it was decided or proposed.
    pub bron: String,
}

/// Hours of contact per client per year, aimed at taking part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contacturen {
    /// A code of [`crate::codelijst::Codelijst::Segment`].
    pub segment: Code,
    /// As they are.
    pub huidig: i64,
    /// As they should be.
    pub gewenst: i64,
    /// From which day the wish counts.
    pub vanaf: Date,
    /// Where it was proposed.
    pub bron: String,
}
