//! The lawfulness track (*rechtmatigheid*): whether somebody has a right to benefit and to how much (PW 53a, 54), in a record
//! of its own beside the guidance.
//!
//! At one visit two things may happen: the klantmanager helps somebody on, and a colleague establishes the right. What is said
//! in the one is not for the other: the guidance works only when somebody can speak freely, and the investigation only counts
//! when it is known what it rests on. The klantmanager sees that it took place, when and by whom; the colleague sees the facts
//! of the invitation and nothing of the report.
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> open: gelijktijdig vragen
//!     [*] --> open: overdracht oppakken
//!     open --> open: schrijven
//!     open --> afgerond: afronden
//!     afgerond --> open: heropenen
//! ```
//!
//! A record that is done has an outcome ([`Uitkomst`]), as much part of the track as the report: the guidance does not see it.
//!
//! Deliberately absent: the decision itself (opschorten, herzien, intrekken). The outcome can say that one is needed.

use std::str::FromStr;

use jiff::civil::Date;

use crate::id::{GebruikerId, GesprekId, KlantId, RechtmatigheidId};

/// What the record began with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aanleiding {
    /// It takes place at the same visit as a conversation.
    Gelijktijdig,
    /// A client did not come, the cure period has passed, and the case was handed over (PW 54(1)).
    Overdracht,
}

impl Aanleiding {
    /// Both.
    pub const ALLE: [Self; 2] = [Self::Gelijktijdig, Self::Overdracht];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gelijktijdig => "gelijktijdig",
            Self::Overdracht => "overdracht",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Gelijktijdig => "gelijk met een gesprek",
            Self::Overdracht => "overgedragen na een hersteltermijn",
        }
    }
}

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RechtmatigheidStand {
    /// To do, or being written.
    Open,
    /// Done.
    Afgerond {
        /// When.
        op: Date,
    },
}

impl RechtmatigheidStand {
    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Afgerond { .. } => "afgerond",
        }
    }
}

/// What the track came to: whether right and amount of the benefit are still correct (PW 53a), and if that is not known or not
/// so, what comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Uitkomst {
    /// Right and amount are correct.
    GeenBijzonderheden,
    /// Something changed that the benefit administration must know.
    GegevensGewijzigd,
    /// It is not known yet: an investigation is needed (*onderzoek*, PW 53a).
    OnderzoekNodig,
    /// A decision is needed: suspension, revision or withdrawal (*opschorting, herziening, intrekking*, PW 54).
    BesluitNodig,
}

impl Uitkomst {
    /// All of them, in the order of a form.
    pub const ALLE: [Self; 4] =
        [Self::GeenBijzonderheden, Self::GegevensGewijzigd, Self::OnderzoekNodig, Self::BesluitNodig];

    /// The code in storage and in a form.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::GeenBijzonderheden => "geen_bijzonderheden",
            Self::GegevensGewijzigd => "gegevens_gewijzigd",
            Self::OnderzoekNodig => "onderzoek_nodig",
            Self::BesluitNodig => "besluit_nodig",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::GeenBijzonderheden => "geen bijzonderheden: recht en hoogte kloppen",
            Self::GegevensGewijzigd => "gegevens gewijzigd: door te geven aan de uitkeringsadministratie",
            Self::OnderzoekNodig => "onderzoek nodig (artikel 53a)",
            Self::BesluitNodig => "besluit nodig: opschorting, herziening of intrekking (artikel 54)",
        }
    }
}

impl FromStr for Uitkomst {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|uitkomst| uitkomst.code() == text).ok_or(())
    }
}

/// A record of the lawfulness track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rechtmatigheid {
    /// Which record.
    pub id: RechtmatigheidId,
    /// About whom.
    pub klant: KlantId,
    /// The conversation it is beside, or after.
    pub gesprek: GesprekId,
    /// What it began with.
    pub aanleiding: Aanleiding,
    /// Who works on it; nobody yet when it was only asked for.
    pub behandelaar: Option<GebruikerId>,
    /// What was found. Encrypted at rest, and for this track alone.
    pub verslag: String,
    /// What it came to; nothing while it is open, and for what was closed before this was asked. For this track alone.
    pub uitkomst: Option<Uitkomst>,
    /// Where it stands.
    pub stand: RechtmatigheidStand,
    /// For optimistic locking.
    pub versie: i64,
}

/// Why a step with a record is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RechtmatigheidGeweigerd {
    /// It is done.
    #[error("dit verslag is al afgerond; heropen het om iets te veranderen")]
    AlAfgerond,
    /// It is not.
    #[error("dit verslag staat nog open")]
    NietAfgerond,
    /// Nothing was found, not even that.
    #[error("schrijf op wat u vond, al is het één zin")]
    VerslagLeeg,
    /// It did not say what it came to.
    #[error("kies wat de uitkomst is; zonder uitkomst is het niet af")]
    UitkomstOntbreekt,
}

type Stap = Result<Rechtmatigheid, RechtmatigheidGeweigerd>;

impl Rechtmatigheid {
    /// Writes the report; who writes, works on it.
    pub fn schrijf(self, verslag: String, door: GebruikerId) -> Stap {
        match self.stand {
            RechtmatigheidStand::Open => Ok(Self { verslag, behandelaar: Some(door), ..self }),
            RechtmatigheidStand::Afgerond { .. } => Err(RechtmatigheidGeweigerd::AlAfgerond),
        }
    }

    /// Writes the report, says what it came to, and is done with it.
    pub fn rond_af(self, verslag: String, uitkomst: Option<Uitkomst>, door: GebruikerId, op: Date) -> Stap {
        let geschreven = self.schrijf(verslag, door)?;
        if geschreven.verslag.trim().is_empty() {
            return Err(RechtmatigheidGeweigerd::VerslagLeeg);
        }
        if uitkomst.is_none() {
            return Err(RechtmatigheidGeweigerd::UitkomstOntbreekt);
        }
        Ok(Self { stand: RechtmatigheidStand::Afgerond { op }, uitkomst, ..geschreven })
    }

    /// Takes back that it was done, and what it came to.
    pub fn heropen(self) -> Stap {
        match self.stand {
            RechtmatigheidStand::Afgerond { .. } => {
                Ok(Self { stand: RechtmatigheidStand::Open, uitkomst: None, ..self })
            }
            RechtmatigheidStand::Open => Err(RechtmatigheidGeweigerd::NietAfgerond),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_record_from_open_to_done_and_back() {
        use RechtmatigheidGeweigerd as G;
        let (ruben, vandaag) = (GebruikerId::from(Uuid::from_u128(1)), date(2026, 11, 23));
        let open = Rechtmatigheid {
            id: Uuid::from_u128(2).into(),
            klant: Uuid::from_u128(3).into(),
            gesprek: Uuid::from_u128(4).into(),
            aanleiding: Aanleiding::Overdracht,
            behandelaar: None,
            verslag: String::new(),
            uitkomst: None,
            stand: RechtmatigheidStand::Open,
            versie: 1,
        };
        let goed = Some(Uitkomst::GeenBijzonderheden);
        assert_eq!(open.clone().rond_af("  ".to_owned(), goed, ruben, vandaag), Err(G::VerslagLeeg));
        let zonder = open.clone().rond_af("Geen reactie.".to_owned(), None, ruben, vandaag);
        assert_eq!(zonder, Err(G::UitkomstOntbreekt));
        assert_eq!(open.clone().heropen(), Err(G::NietAfgerond));
        let klaar = open.rond_af("Geen reactie.".to_owned(), goed, ruben, vandaag).unwrap();
        assert_eq!(klaar.uitkomst, goed);
        assert_eq!((klaar.behandelaar, klaar.stand), (Some(ruben), RechtmatigheidStand::Afgerond { op: vandaag }));
        assert_eq!(klaar.clone().schrijf("Toch.".to_owned(), ruben), Err(G::AlAfgerond));
        let weer = klaar.heropen().unwrap();
        assert_eq!((weer.stand, weer.uitkomst), (RechtmatigheidStand::Open, None));
        for uitkomst in Uitkomst::ALLE {
            assert_eq!(uitkomst.code().parse(), Ok(uitkomst));
        }
    }
}
