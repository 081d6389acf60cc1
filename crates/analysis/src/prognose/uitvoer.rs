//! What is told of every month.

use serde::{Deserialize, Serialize};

/// One of the numbers of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Uitvoer {
    /// Clients at the end of the month.
    Klanten,
    /// Benefits that began, of who came back as well.
    Instroom,
    /// Of those: who came back.
    Herinstroom,
    /// Benefits that ended for work.
    UitstroomWerk,
    /// Benefits that ended otherwise, by lawfulness after not coming as well.
    UitstroomOverig,
    /// Who waits for a klantmanager at the end of the month.
    WachtOpKlantmanager,
    /// Clients per fte who has clients, at the end of the month; nought without fte.
    Caseload,
    /// Conversations that became due, new invitations as well.
    AanDeBeurt,
    /// Conversations that were held.
    Gevoerd,
    /// Of those: later than the day plus what is allowed.
    TeLaat,
    /// Conversations that are due and were not held, at the end of the month.
    Openstaand,
    /// Of who has a norm: the share spoken to by it, at the end of the month; 1 when nobody has.
    BinnenNorm,
    /// Times that somebody did not come.
    NietVerschenen,
    /// Clients who were handed over after not coming twice.
    NaarRechtmatigheid,
    /// Who waits for a place at a provider, at the end of the month.
    WachtOpAanbieder,
    /// Who has a place, at the end of the month.
    InTraject,
    /// Hours that were used: lawfulness, conversations, who did not come.
    UrenGebruikt,
    /// Of those: for conversations, who did not come and handing over.
    UrenGesprekken,
    /// Hours that were there for these: present, without other work.
    UrenBeschikbaar,
    /// Euro of benefits.
    EuroUitkeringen,
    /// Euro of klantmanagers.
    EuroPersoneel,
    /// Euro of providers.
    EuroVoorzieningen,
    /// Euro, all together.
    Euro,
}

/// How many there are.
pub(super) const AANTAL: usize = Uitvoer::ALLE.len();

impl Uitvoer {
    /// All of them, in order.
    pub const ALLE: [Self; 23] = [
        Self::Klanten,
        Self::Instroom,
        Self::Herinstroom,
        Self::UitstroomWerk,
        Self::UitstroomOverig,
        Self::WachtOpKlantmanager,
        Self::Caseload,
        Self::AanDeBeurt,
        Self::Gevoerd,
        Self::TeLaat,
        Self::Openstaand,
        Self::BinnenNorm,
        Self::NietVerschenen,
        Self::NaarRechtmatigheid,
        Self::WachtOpAanbieder,
        Self::InTraject,
        Self::UrenGebruikt,
        Self::UrenGesprekken,
        Self::UrenBeschikbaar,
        Self::EuroUitkeringen,
        Self::EuroPersoneel,
        Self::EuroVoorzieningen,
        Self::Euro,
    ];

    /// What users read.
    #[must_use]
    pub const fn naam(self) -> &'static str {
        match self {
            Self::Klanten => "Klanten aan het einde van de maand",
            Self::Instroom => "Instroom",
            Self::Herinstroom => "Waarvan terugkeer",
            Self::UitstroomWerk => "Uitstroom naar werk",
            Self::UitstroomOverig => "Overige uitstroom",
            Self::WachtOpKlantmanager => "Wachten op een klantmanager",
            Self::Caseload => "Caseload per fte",
            Self::AanDeBeurt => "Gesprekken aan de beurt",
            Self::Gevoerd => "Gesprekken gevoerd",
            Self::TeLaat => "Waarvan te laat",
            Self::Openstaand => "Gesprekken die nog moeten",
            Self::BinnenNorm => "Aandeel gesproken binnen de norm",
            Self::NietVerschenen => "Niet verschenen",
            Self::NaarRechtmatigheid => "Overgedragen aan rechtmatigheid",
            Self::WachtOpAanbieder => "Wachten op een plaats bij een aanbieder",
            Self::InTraject => "Plaatsen bezet bij aanbieders",
            Self::UrenGebruikt => "Uren gebruikt",
            Self::UrenGesprekken => "Waarvan voor gesprekken",
            Self::UrenBeschikbaar => "Uren beschikbaar",
            Self::EuroUitkeringen => "Uitkeringen",
            Self::EuroPersoneel => "Klantmanagers",
            Self::EuroVoorzieningen => "Voorzieningen",
            Self::Euro => "Kosten samen",
        }
    }

    /// In what it is counted.
    #[must_use]
    pub const fn eenheid(self) -> &'static str {
        match self {
            Self::BinnenNorm => "aandeel",
            Self::UrenGebruikt | Self::UrenGesprekken | Self::UrenBeschikbaar => "uren",
            Self::EuroUitkeringen | Self::EuroPersoneel | Self::EuroVoorzieningen | Self::Euro => "euro",
            Self::AanDeBeurt | Self::Gevoerd | Self::TeLaat | Self::Openstaand | Self::NietVerschenen => "gesprekken",
            _ => "klanten",
        }
    }

    /// How many units make one of the whole numbers in which it is added up: enough for a share, no more than euros can bear.
    pub(super) const fn schaal(self) -> f64 {
        match self {
            Self::BinnenNorm => 1_073_741_824.0,
            _ => 1_024.0,
        }
    }
}

/// The numbers of one month.
pub(super) type Cijfers = [f64; AANTAL];
