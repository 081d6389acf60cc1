//! Where an investigation stands, what it came to, and the facts in it.

use std::str::FromStr;

use jiff::civil::Date;

use crate::{
    id::{GebruikerId, GesprekId, InformatieverzoekId, SignaalId, SteekproefId},
    termijn::{Termijn, einde},
};

/// What an investigation came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Herkomst {
    /// A sample in which the client was drawn.
    Steekproef(SteekproefId),
    /// A conversation beside which it takes place, or to which the client did not come.
    Gesprek(GesprekId),
    /// A signal.
    Signaal(SignaalId),
}

/// A point of the checklist, as it was asked when the investigation began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Punt {
    /// Its code in [`super::CONTROLEPUNTEN`].
    pub code: String,
    /// What is looked at.
    pub tekst: String,
    /// That it was looked at.
    pub gedaan: Option<Gedaan>,
}

/// That a point was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gedaan {
    /// On which day.
    pub op: Date,
    /// By whom.
    pub door: GebruikerId,
    /// What was found; empty when there was nothing to say.
    pub bevinding: String,
}

/// A question for data (PW 17 and 53a).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Informatieverzoek {
    /// Which question.
    pub id: InformatieverzoekId,
    /// What was asked, of whom.
    pub wat: String,
    /// The day of the letter or the question.
    pub gevraagd: Date,
    /// The last day to answer.
    pub uiterlijk: Date,
    /// What came of it.
    pub antwoord: Antwoord,
}

/// What came of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Antwoord {
    /// Nothing yet.
    Verwacht,
    /// The data came in on this day.
    Ontvangen(Date),
    /// The term passed without an answer; it was recorded on this day that the investigation goes on without.
    Verstreken(Date),
}

impl Informatieverzoek {
    /// A question of that day. The term moves on from a weekend or a holiday, as the client's time does (ATW).
    #[must_use]
    pub fn vraag(id: InformatieverzoekId, wat: String, gevraagd: Date, termijn: Termijn) -> Self {
        Self { id, wat, gevraagd, uiterlijk: einde(gevraagd, termijn), antwoord: Antwoord::Verwacht }
    }

    /// Whether an answer is waited for.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.antwoord == Antwoord::Verwacht
    }

    /// Whether the term has passed while an answer is waited for.
    #[must_use]
    pub fn is_over_tijd(&self, vandaag: Date) -> bool {
        self.is_open() && vandaag > self.uiterlijk
    }
}

/// Whether a client uses what he may have a right to: asked in his interest, at every investigation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Gebruik {
    /// Uses it.
    Gebruikt,
    /// Could, and does not.
    NietGebruikt,
    /// There is nothing to use here.
    NietVanToepassing,
    /// Not known. Unknown is not *no*.
    #[default]
    Onbekend,
}

impl Gebruik {
    /// All of them, in the order of a choice list.
    pub const ALLE: [Self; 4] = [Self::Gebruikt, Self::NietGebruikt, Self::NietVanToepassing, Self::Onbekend];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gebruikt => "gebruikt",
            Self::NietGebruikt => "niet_gebruikt",
            Self::NietVanToepassing => "niet_van_toepassing",
            Self::Onbekend => "onbekend",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Gebruikt => "wordt gebruikt",
            Self::NietGebruikt => "wordt niet gebruikt",
            Self::NietVanToepassing => "niet van toepassing",
            Self::Onbekend => "niet bekend",
        }
    }
}

impl FromStr for Gebruik {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|gebruik| gebruik.code() == text).ok_or(())
    }
}

/// What was asked in the client's interest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Belang {
    /// Schemes of the municipality for low incomes.
    pub minimaregelingen: Gebruik,
    /// Assistance for special necessary costs (PW 35).
    pub bijzondere_bijstand: Gebruik,
    /// What was agreed about what is not used: also that the client does not want it.
    pub vervolg: String,
}

impl Belang {
    /// Whether something is not used and nothing was agreed about it.
    #[must_use]
    pub fn vraagt_vervolg(&self) -> bool {
        [self.minimaregelingen, self.bijzondere_bijstand].contains(&Gebruik::NietGebruikt)
            && self.vervolg.trim().is_empty()
    }
}

/// Which decision an investigation asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodigBesluit {
    /// Suspension (PW 54(1)).
    Opschorting,
    /// Revision (PW 54(3)).
    Herziening,
    /// Withdrawal (PW 54(3)).
    Intrekking,
    /// Recovery (PW 58).
    Terugvordering,
    /// Reduction (PW 18).
    Verlaging,
    /// End of the benefit.
    Beeindiging,
}

impl NodigBesluit {
    /// All of them, in the order of a form.
    pub const ALLE: [Self; 6] = [
        Self::Opschorting,
        Self::Herziening,
        Self::Intrekking,
        Self::Terugvordering,
        Self::Verlaging,
        Self::Beeindiging,
    ];

    /// The code in storage; also what a person reads, but for one accent.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Opschorting => "opschorting",
            Self::Herziening => "herziening",
            Self::Intrekking => "intrekking",
            Self::Terugvordering => "terugvordering",
            Self::Verlaging => "verlaging",
            Self::Beeindiging => "beeindiging",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Beeindiging => "beëindiging",
            ander => ander.code(),
        }
    }
}

impl FromStr for NodigBesluit {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|besluit| besluit.code() == text).ok_or(())
    }
}

/// What an investigation came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Uitkomst {
    /// Right and amount are correct.
    GeenWijziging,
    /// Something changed, and the benefit administration was told.
    WijzigingDoorgegeven {
        /// What.
        wat: String,
        /// On which day it was told.
        op: Date,
    },
    /// One or more decisions are needed. The investigation does not take them.
    BesluitNodig(Vec<NodigBesluit>),
}

impl Uitkomst {
    /// The code in storage.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::GeenWijziging => "geen_wijziging",
            Self::WijzigingDoorgegeven { .. } => "wijziging_doorgegeven",
            Self::BesluitNodig(_) => "besluit_nodig",
        }
    }

    /// What a person reads.
    #[must_use]
    pub fn omschrijving(&self) -> String {
        match self {
            Self::GeenWijziging => "geen wijziging: recht en hoogte kloppen".to_owned(),
            Self::WijzigingDoorgegeven { wat, .. } => format!("wijziging doorgegeven: {wat}"),
            Self::BesluitNodig(besluiten) => {
                let besluiten: Vec<_> = besluiten.iter().map(|besluit| besluit.omschrijving()).collect();
                format!("besluit nodig: {}", besluiten.join(" en "))
            }
        }
    }
}

/// Who did something, on which day, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handeling {
    /// On which day.
    pub op: Date,
    /// Who.
    pub door: GebruikerId,
    /// Why.
    pub reden: String,
}

/// Where an investigation stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OnderzoekStand {
    /// Somebody is at work on it, or will be.
    Open,
    /// An answer is waited for.
    WachtOpInformatie,
    /// Done.
    Afgerond {
        /// On which day.
        op: Date,
        /// By whom.
        door: GebruikerId,
        /// What it came to.
        uitkomst: Uitkomst,
    },
    /// It was not needed, or not possible any more.
    Vervallen(Handeling),
}

impl OnderzoekStand {
    /// The code in storage.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::WachtOpInformatie => "wacht_op_informatie",
            Self::Afgerond { .. } => "afgerond",
            Self::Vervallen(_) => "vervallen",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::WachtOpInformatie => "aan het wachten op informatie",
            Self::Afgerond { .. } => "afgerond",
            Self::Vervallen(_) => "vervallen",
        }
    }

    /// Whether it is still being worked on.
    #[must_use]
    pub const fn loopt(&self) -> bool {
        matches!(self, Self::Open | Self::WachtOpInformatie)
    }
}
