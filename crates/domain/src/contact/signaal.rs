//! A sign from somebody else that a client may be ready for a next step: a colleague, a neighbourhood team (*wijkteam*) or
//! a partner in the city. Haarlem asked them to speak up (Koersdocument, 2016), and whoever speaks up gets an answer.
//!
//! A signal belongs to the client: it follows the client to the next klantmanager, and nobody has to pass it on.
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> nieuw: ontvangen
//!     nieuw --> in_behandeling: oppakken
//!     in_behandeling --> afgehandeld: afhandelen
//!     in_behandeling --> niet_gevolgd: niet volgen
//!     in_behandeling --> nieuw: herstellen
//!     afgehandeld --> in_behandeling: herstellen
//!     niet_gevolgd --> in_behandeling: herstellen
//! ```
//!
//! *Herstellen* takes the last step back, with a line in the log. The picture is made from [`OVERGANGEN`], and a test
//! compares.

#[cfg(test)]
mod tests;

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    codelijst::Code,
    datum::plus_maanden,
    gebruiker::{Gebruiker, Rol},
    gesprek::{Kanaal, Overgang},
    id::{GebruikerId, KlantId, SignaalId, TeamId},
};

/// Where a signal comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bron {
    /// A colleague within the municipality.
    Collega,
    /// A neighbourhood team.
    Wijkteam,
    /// A partner in the city: a provider, an employer, an organisation for volunteers.
    Partner,
}

impl Bron {
    /// All of them, in the order of a choice list.
    pub const ALLE: [Self; 3] = [Self::Collega, Self::Wijkteam, Self::Partner];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Collega => "collega",
            Self::Wijkteam => "wijkteam",
            Self::Partner => "partner",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Collega => "Collega",
            Self::Wijkteam => "Wijkteam",
            Self::Partner => "Partner in de stad",
        }
    }
}

impl FromStr for Bron {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|bron| bron.code() == text).ok_or(())
    }
}

/// Who gave the signal, and how to answer. Names of people outside, so encrypted at rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Melder {
    /// What kind of sender.
    pub bron: Bron,
    /// Name, with the organisation when it helps.
    pub naam: String,
    /// Telephone number or e-mail address; may be empty for a colleague.
    pub contact: String,
}

/// Who is at work on a signal, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behandeling {
    /// Who picked it up.
    pub door: GebruikerId,
    /// On which day.
    pub sinds: Date,
}

/// What the sender was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Antwoord {
    /// In which words.
    pub tekst: String,
    /// How.
    pub kanaal: Kanaal,
    /// On which day.
    pub op: Date,
}

/// Where a signal stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignaalStand {
    /// Nobody has picked it up yet.
    Nieuw,
    /// Somebody is at work on it.
    InBehandeling(Behandeling),
    /// Something was done with it, and the sender was told.
    Afgehandeld(Behandeling, Antwoord),
    /// Nothing is done with it; the sender was told that too.
    NietGevolgd(Behandeling, NietGevolgd),
}

/// Why nothing is done with a signal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NietGevolgd {
    /// Why, for colleagues: it may say more about the client than the sender may know.
    pub waarom: String,
    /// What the sender was told; nothing where that was not yet asked.
    pub antwoord: Option<Antwoord>,
    /// The day that was decided.
    pub op: Date,
}

impl SignaalStand {
    /// The code in storage.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Nieuw => "nieuw",
            Self::InBehandeling(_) => "in_behandeling",
            Self::Afgehandeld(..) => "afgehandeld",
            Self::NietGevolgd(..) => "niet_gevolgd",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(&self) -> &'static str {
        match self {
            Self::Nieuw => "nieuw",
            Self::InBehandeling(_) => "in behandeling",
            Self::Afgehandeld(..) => "afgehandeld",
            Self::NietGevolgd(..) => "niet gevolgd",
        }
    }

    /// Who is or was at work on it.
    #[must_use]
    pub const fn behandeling(&self) -> Option<Behandeling> {
        match self {
            Self::Nieuw => None,
            Self::InBehandeling(behandeling)
            | Self::Afgehandeld(behandeling, _)
            | Self::NietGevolgd(behandeling, _) => Some(*behandeling),
        }
    }

    /// Whether somebody still has to do something with it.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Nieuw | Self::InBehandeling(_))
    }
}

/// A signal about a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signaal {
    /// Which signal.
    pub id: SignaalId,
    /// About whom.
    pub klant: KlantId,
    /// A code of [`crate::codelijst::Codelijst::SoortSignaal`].
    pub soort: Code,
    /// From whom.
    pub melder: Melder,
    /// What was said. Free text can hold health or debts, so it is encrypted at rest.
    pub tekst: String,
    /// The day it came in.
    pub ontvangen: Date,
    /// Where it stands.
    pub stand: SignaalStand,
    /// For optimistic locking.
    pub versie: i64,
}

/// Whose open signals somebody has to look after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wiens {
    /// About the clients of one klantmanager, and about those he stands in for.
    Klantmanager(GebruikerId),
    /// About the clients of everybody in a team.
    Team(TeamId),
    /// About every client.
    Iedereen,
}

impl Wiens {
    /// The own ones; for a teamleider those of the team, or everybody's when leading no team.
    #[must_use]
    pub fn van(gebruiker: &Gebruiker) -> Self {
        match (gebruiker.rol, gebruiker.team) {
            (Rol::Teamleider, Some(team)) => Self::Team(team),
            (Rol::Teamleider, None) => Self::Iedereen,
            _ => Self::Klantmanager(gebruiker.id),
        }
    }
}

/// Why a step with a signal is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignaalGeweigerd {
    /// This step does not follow on that state.
    #[error("dat kan niet met een signaal dat {0} is")]
    PastNiet(&'static str),
    /// There is nothing to take back.
    #[error("met dit signaal is nog niets gedaan; er is niets om te herstellen")]
    NietsTeHerstellen,
    /// It came in on a later day.
    #[error("een signaal kan niet in de toekomst binnenkomen; kies vandaag of eerder")]
    Toekomst,
    /// Longer ago than two years is a slip of the pen.
    #[error("deze datum ligt meer dan twee jaar terug; controleer het jaar")]
    TeLangGeleden,
    /// An answer is given between the day of the signal and today.
    #[error("het antwoord is van vóór het signaal of uit de toekomst; controleer de datum")]
    AntwoordDatum,
}

type Stap = Result<Signaal, SignaalGeweigerd>;

impl Signaal {
    /// Checks a signal that comes in.
    pub fn ontvang(self, vandaag: Date) -> Stap {
        if self.ontvangen > vandaag {
            return Err(SignaalGeweigerd::Toekomst);
        }
        if self.ontvangen < plus_maanden(vandaag, -24) {
            return Err(SignaalGeweigerd::TeLangGeleden);
        }
        Ok(Self { stand: SignaalStand::Nieuw, ..self })
    }

    /// Somebody goes to work on it.
    pub fn pak_op(self, behandeling: Behandeling) -> Stap {
        match self.stand {
            SignaalStand::Nieuw => Ok(Self { stand: SignaalStand::InBehandeling(behandeling), ..self }),
            _ => Err(self.past_niet()),
        }
    }

    /// Done; the sender was told.
    pub fn handel_af(self, antwoord: Antwoord, vandaag: Date) -> Stap {
        let SignaalStand::InBehandeling(door) = self.stand else { return Err(self.past_niet()) };
        self.toets(&antwoord, vandaag)?;
        Ok(Self { stand: SignaalStand::Afgehandeld(door, antwoord), ..self })
    }

    /// Nothing is done with it, and why; the sender was told. Who spoke up and hears nothing does not speak up again.
    pub fn volg_niet(self, waarom: String, antwoord: Antwoord, vandaag: Date) -> Stap {
        let SignaalStand::InBehandeling(door) = self.stand else { return Err(self.past_niet()) };
        self.toets(&antwoord, vandaag)?;
        let niet = NietGevolgd { waarom, antwoord: Some(antwoord), op: vandaag };
        Ok(Self { stand: SignaalStand::NietGevolgd(door, niet), ..self })
    }

    fn toets(&self, antwoord: &Antwoord, vandaag: Date) -> Result<(), SignaalGeweigerd> {
        if antwoord.op < self.ontvangen || antwoord.op > vandaag {
            Err(SignaalGeweigerd::AntwoordDatum)
        } else {
            Ok(())
        }
    }

    /// Takes the last step back that was recorded by mistake.
    pub fn herstel(self) -> Stap {
        let stand = match self.stand {
            SignaalStand::Nieuw => return Err(SignaalGeweigerd::NietsTeHerstellen),
            SignaalStand::InBehandeling(_) => SignaalStand::Nieuw,
            SignaalStand::Afgehandeld(door, _) | SignaalStand::NietGevolgd(door, _) => {
                SignaalStand::InBehandeling(door)
            }
        };
        Ok(Self { stand, ..self })
    }

    const fn past_niet(&self) -> SignaalGeweigerd {
        SignaalGeweigerd::PastNiet(self.stand.omschrijving())
    }
}

const fn stap(van: &'static str, stap: &'static str, naar: &'static str) -> Overgang {
    Overgang { van, stap, naar }
}

/// Every step there is.
pub const OVERGANGEN: &[Overgang] = &[
    stap("", "ontvangen", "nieuw"),
    stap("nieuw", "oppakken", "in_behandeling"),
    stap("in_behandeling", "afhandelen", "afgehandeld"),
    stap("in_behandeling", "niet volgen", "niet_gevolgd"),
    stap("in_behandeling", "herstellen", "nieuw"),
    stap("afgehandeld", "herstellen", "in_behandeling"),
    stap("niet_gevolgd", "herstellen", "in_behandeling"),
];

/// The machine as a Mermaid state diagram.
#[must_use]
pub fn mermaid() -> String {
    let lines = OVERGANGEN.iter().map(|Overgang { van, stap, naar }| {
        let van = if van.is_empty() { "[*]" } else { van };
        format!("    {van} --> {naar}: {stap}\n")
    });
    format!("stateDiagram-v2\n{}", lines.collect::<String>())
}
