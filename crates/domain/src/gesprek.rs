//! A conversation with a client, from plan to outcome.
//!
//! Inviting, showing and result are separate facts: Pilot 300 counted sixteen people as *gesproken* who never came.
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> Gepland: plannen
//!     Gepland --> Uitgenodigd: uitnodigen
//!     Gepland --> Gevoerd: voeren
//!     Uitgenodigd --> Gevoerd: voeren
//!     Gepland --> NietVerschenen: niet verschijnen
//!     Uitgenodigd --> NietVerschenen: niet verschijnen
//!     Gepland --> Afgezegd: afzeggen
//!     Uitgenodigd --> Afgezegd: afzeggen
//!     Gevoerd --> Gepland: herstellen
//!     NietVerschenen --> Gepland: herstellen
//!     Afgezegd --> Gepland: herstellen
//! ```
//!
//! *Herstellen* goes back to what it was before the outcome: planned, or invited when an invitation was sent.

use std::str::FromStr;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    codelijst::Code,
    datum::plaatselijk,
    id::{GebruikerId, GesprekId, KlantId},
};

/// How an invitation went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kanaal {
    /// By post.
    Brief,
    /// By e-mail.
    Email,
    /// By telephone.
    Telefoon,
    /// Agreed face to face.
    Mondeling,
}

impl Kanaal {
    /// All channels, in the order of a choice list.
    pub const ALLE: [Self; 4] = [Self::Brief, Self::Email, Self::Telefoon, Self::Mondeling];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Brief => "brief",
            Self::Email => "email",
            Self::Telefoon => "telefoon",
            Self::Mondeling => "mondeling",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Brief => "brief",
            Self::Email => "e-mail",
            Self::Telefoon => "telefoon",
            Self::Mondeling => "mondeling afgesproken",
        }
    }
}

impl FromStr for Kanaal {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|kanaal| kanaal.code() == text).ok_or(())
    }
}

/// An invitation that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uitnodiging {
    /// The day it was sent.
    pub op: Date,
    /// How.
    pub kanaal: Kanaal,
}

/// What was said and agreed. Free text can hold health or debts, so it is encrypted at rest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verslag {
    /// What was discussed.
    pub tekst: String,
    /// What was agreed, by whom and before when.
    pub afspraken: String,
}

/// Where a conversation stands; each state carries what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GesprekStand {
    /// In the diary.
    Gepland,
    /// The client was invited.
    Uitgenodigd,
    /// It took place.
    Gevoerd(Verslag),
    /// The client did not come.
    NietVerschenen {
        /// What is known about why.
        toelichting: String,
    },
    /// It was called off.
    Afgezegd {
        /// By whom and why.
        toelichting: String,
    },
}

impl GesprekStand {
    /// The code in storage.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Gepland => "gepland",
            Self::Uitgenodigd => "uitgenodigd",
            Self::Gevoerd(_) => "gevoerd",
            Self::NietVerschenen { .. } => "niet_verschenen",
            Self::Afgezegd { .. } => "afgezegd",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(&self) -> &'static str {
        match self {
            Self::Gepland => "gepland",
            Self::Uitgenodigd => "uitgenodigd",
            Self::Gevoerd(_) => "gevoerd",
            Self::NietVerschenen { .. } => "niet verschenen",
            Self::Afgezegd { .. } => "afgezegd",
        }
    }
}

/// A conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gesprek {
    /// Which conversation.
    pub id: GesprekId,
    /// With whom.
    pub klant: KlantId,
    /// Who holds it.
    pub klantmanager: GebruikerId,
    /// A code of [`crate::codelijst::Codelijst::SoortGesprek`].
    pub soort: Code,
    /// When it starts.
    pub moment: Timestamp,
    /// How long it takes.
    pub duur_minuten: i64,
    /// Room, address or telephone.
    pub plaats: String,
    /// The invitation, once sent; it stays known after the outcome.
    pub uitnodiging: Option<Uitnodiging>,
    /// Where it stands.
    pub stand: GesprekStand,
    /// For optimistic locking.
    pub versie: i64,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OngeldigeOvergang {
    /// There is an outcome already.
    #[error("dit gesprek is al afgerond ({0}); herstel het eerst als dat niet klopt")]
    Afgerond(&'static str),
    /// There is no outcome to take back.
    #[error("dit gesprek is nog niet afgerond; er is niets om te herstellen")]
    NietAfgerond,
    /// An invitation was sent already.
    #[error("voor dit gesprek is al een uitnodiging verstuurd")]
    AlUitgenodigd,
    /// The outcome of a later day cannot be known.
    #[error("dit gesprek is nog niet geweest; leg de uitkomst vast op of na de dag van het gesprek")]
    NogNietGeweest,
    /// A conversation is planned from today on.
    #[error("dit moment is al voorbij; kies een later moment of leg een gevoerd gesprek vast")]
    MomentVoorbij,
    /// A conversation takes five minutes to eight hours.
    #[error("een gesprek duurt 5 minuten tot 8 uur")]
    Duur,
    /// Two years ahead is a slip of the pen.
    #[error("dit moment ligt meer dan twee jaar vooruit; controleer het jaar")]
    TeVerVooruit,
    /// Two years ago is one too.
    #[error("dit moment ligt meer dan twee jaar terug; controleer het jaar")]
    TeLangGeleden,
}

impl Gesprek {
    /// Checks a new plan. A conversation is planned from today on, at most two years ahead.
    pub fn plan(self, nu: Timestamp) -> Result<Self, OngeldigeOvergang> {
        let (dag, vandaag) = (plaatselijk(self.moment).date(), plaatselijk(nu).date());
        self.toets_duur()?;
        if dag < vandaag {
            return Err(OngeldigeOvergang::MomentVoorbij);
        }
        if dag > crate::datum::plus_maanden(vandaag, 24) {
            return Err(OngeldigeOvergang::TeVerVooruit);
        }
        Ok(Self { stand: GesprekStand::Gepland, ..self })
    }

    /// Records that the client was invited.
    pub fn nodig_uit(self, uitnodiging: Uitnodiging) -> Result<Self, OngeldigeOvergang> {
        match self.stand {
            GesprekStand::Gepland => {
                Ok(Self { stand: GesprekStand::Uitgenodigd, uitnodiging: Some(uitnodiging), ..self })
            }
            GesprekStand::Uitgenodigd => Err(OngeldigeOvergang::AlUitgenodigd),
            _ => Err(self.afgerond()),
        }
    }

    /// Records that it took place and what came of it.
    pub fn voer(self, verslag: Verslag, nu: Timestamp) -> Result<Self, OngeldigeOvergang> {
        self.rond_af(GesprekStand::Gevoerd(verslag), nu)
    }

    /// Records a conversation that was not planned: at most two years ago, because longer is a slip of the pen.
    pub fn voer_ongepland(self, verslag: Verslag, nu: Timestamp) -> Result<Self, OngeldigeOvergang> {
        self.toets_duur()?;
        if plaatselijk(self.moment).date() < crate::datum::plus_maanden(plaatselijk(nu).date(), -24) {
            return Err(OngeldigeOvergang::TeLangGeleden);
        }
        self.voer(verslag, nu)
    }

    /// Records that the client did not come.
    pub fn niet_verschenen(self, toelichting: String, nu: Timestamp) -> Result<Self, OngeldigeOvergang> {
        self.rond_af(GesprekStand::NietVerschenen { toelichting }, nu)
    }

    /// Calls it off; that may be done beforehand.
    pub fn zeg_af(self, toelichting: String) -> Result<Self, OngeldigeOvergang> {
        if self.is_open() {
            Ok(Self { stand: GesprekStand::Afgezegd { toelichting }, ..self })
        } else {
            Err(self.afgerond())
        }
    }

    /// Takes an outcome back that was recorded by mistake.
    pub fn herstel(self) -> Result<Self, OngeldigeOvergang> {
        if self.is_open() {
            return Err(OngeldigeOvergang::NietAfgerond);
        }
        let stand = if self.uitnodiging.is_some() { GesprekStand::Uitgenodigd } else { GesprekStand::Gepland };
        Ok(Self { stand, ..self })
    }

    /// Whether an outcome is still to come.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.stand, GesprekStand::Gepland | GesprekStand::Uitgenodigd)
    }

    fn rond_af(self, stand: GesprekStand, nu: Timestamp) -> Result<Self, OngeldigeOvergang> {
        if !self.is_open() {
            return Err(self.afgerond());
        }
        if plaatselijk(self.moment).date() > plaatselijk(nu).date() {
            return Err(OngeldigeOvergang::NogNietGeweest);
        }
        Ok(Self { stand, ..self })
    }

    fn toets_duur(&self) -> Result<(), OngeldigeOvergang> {
        if (5..=480).contains(&self.duur_minuten) { Ok(()) } else { Err(OngeldigeOvergang::Duur) }
    }

    const fn afgerond(&self) -> OngeldigeOvergang {
        OngeldigeOvergang::Afgerond(self.stand.omschrijving())
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const DAARVOOR: &str = "2026-11-20T09:00:00Z";
    const MOMENT: &str = "2026-11-23T09:30:00Z";
    const DAARNA: &str = "2026-11-23T11:00:00Z";

    fn op(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn gesprek(stand: GesprekStand) -> Gesprek {
        let uitnodiging = matches!(stand, GesprekStand::Uitgenodigd)
            .then(|| Uitnodiging { op: jiff::civil::date(2026, 11, 10), kanaal: Kanaal::Brief });
        Gesprek {
            id: Uuid::from_u128(1).into(),
            klant: Uuid::from_u128(2).into(),
            klantmanager: Uuid::from_u128(3).into(),
            soort: "participatiegesprek".parse().unwrap(),
            moment: op(MOMENT),
            duur_minuten: 60,
            plaats: "kamer 2.14".into(),
            uitnodiging,
            stand,
            versie: 1,
        }
    }

    fn standen() -> [GesprekStand; 5] {
        [
            GesprekStand::Gepland,
            GesprekStand::Uitgenodigd,
            GesprekStand::Gevoerd(Verslag::default()),
            GesprekStand::NietVerschenen { toelichting: String::new() },
            GesprekStand::Afgezegd { toelichting: String::new() },
        ]
    }

    type Step = fn(Gesprek) -> Result<Gesprek, OngeldigeOvergang>;

    /// Every step from every state: what comes out, or `-` when it is refused.
    #[test]
    fn all_pairs_of_state_and_step() {
        let steps: [(&str, Step, [&str; 5]); 5] = [
            (
                "uitnodigen",
                |g| g.nodig_uit(Uitnodiging { op: jiff::civil::date(2026, 11, 10), kanaal: Kanaal::Brief }),
                ["uitgenodigd", "-", "-", "-", "-"],
            ),
            ("voeren", |g| g.voer(Verslag::default(), op(DAARNA)), ["gevoerd", "gevoerd", "-", "-", "-"]),
            (
                "niet verschijnen",
                |g| g.niet_verschenen(String::new(), op(DAARNA)),
                ["niet_verschenen", "niet_verschenen", "-", "-", "-"],
            ),
            ("afzeggen", |g| g.zeg_af(String::new()), ["afgezegd", "afgezegd", "-", "-", "-"]),
            ("herstellen", Gesprek::herstel, ["-", "-", "gepland", "gepland", "gepland"]),
        ];
        for (name, step, expected) in steps {
            for (stand, code) in standen().into_iter().zip(expected) {
                let from = stand.code();
                let result = step(gesprek(stand));
                assert_eq!(result.as_ref().map_or("-", |g| g.stand.code()), code, "{name} from {from}");
            }
        }
    }

    #[test]
    fn an_outcome_waits_for_its_day_but_a_cancellation_does_not() {
        let uitgenodigd = gesprek(GesprekStand::Uitgenodigd);
        assert_eq!(uitgenodigd.clone().voer(Verslag::default(), op(DAARVOOR)), Err(OngeldigeOvergang::NogNietGeweest));
        assert!(uitgenodigd.clone().zeg_af("ziek".into()).is_ok());
        let hersteld = uitgenodigd.clone().niet_verschenen(String::new(), op(DAARNA)).unwrap().herstel().unwrap();
        assert_eq!(hersteld, uitgenodigd, "undoing goes back to invited, not to planned");
    }

    #[test]
    fn what_was_not_planned_has_bounds_too() {
        let voer = |nu: &str, duur_minuten| {
            let gesprek = Gesprek { duur_minuten, ..gesprek(GesprekStand::Gepland) };
            gesprek.voer_ongepland(Verslag::default(), op(nu)).map(|gesprek| gesprek.stand.code())
        };
        assert_eq!(voer(DAARNA, 60), Ok("gevoerd"));
        assert_eq!(voer(DAARVOOR, 60), Err(OngeldigeOvergang::NogNietGeweest));
        assert_eq!(voer(DAARNA, -600), Err(OngeldigeOvergang::Duur));
        assert_eq!(voer("2028-11-23T11:00:00Z", 60), Ok("gevoerd"));
        assert_eq!(voer("2028-11-24T11:00:00Z", 60), Err(OngeldigeOvergang::TeLangGeleden));
    }

    #[test]
    fn planning_is_for_today_and_later_and_for_a_sane_length() {
        let plan = |nu: &str, duur_minuten| {
            Gesprek { duur_minuten, ..gesprek(GesprekStand::Gepland) }.plan(op(nu)).map(|_| ())
        };
        assert_eq!(plan(DAARVOOR, 60), Ok(()));
        assert_eq!(plan(DAARNA, 60), Ok(()), "somebody at the counter is planned in today");
        assert_eq!(plan("2026-11-24T09:00:00Z", 60), Err(OngeldigeOvergang::MomentVoorbij));
        assert_eq!(plan("2024-11-22T09:00:00Z", 60), Err(OngeldigeOvergang::TeVerVooruit));
        assert_eq!(plan(DAARVOOR, 0), Err(OngeldigeOvergang::Duur));
        assert_eq!(plan(DAARVOOR, 481), Err(OngeldigeOvergang::Duur));
    }
}
