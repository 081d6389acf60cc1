//! Typed identifiers: a `KlantId` can never be passed where a `GesprekId` is meant.
//!
//! The value is a UUID version 7 (RFC 9562): it sorts by the moment of making, which keeps new rows together in an
//! index. It is made in one place only (`Omgeving::nieuw_id` in `app`), because it needs a clock and dice.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The text is not a UUID.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("dit is geen geldig kenmerk")]
pub struct OngeldigId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl $name {
            /// The bare UUID, for storage and the log.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = OngeldigId;
            fn from_str(text: &str) -> Result<Self, OngeldigId> {
                Uuid::try_parse(text).map(Self).map_err(|_| OngeldigId)
            }
        }
    )+};
}

ids! {
    /// A client.
    KlantId,
    /// One spell of benefit.
    UitkeringId,
    /// A planned or held conversation.
    GesprekId,
    /// An assignment of a client to a klantmanager.
    ToewijzingId,
    /// A dated segment of a client.
    SegmenteringId,
    /// A dated target group of a client.
    DoelgroepId,
    /// An exemption from duties.
    OntheffingId,
    /// A medical examination of what somebody can do.
    KeuringId,
    /// A referral to a provider.
    VerwijzingId,
    /// Somebody who works with Klantbeeld.
    GebruikerId,
    /// A team of colleagues.
    TeamId,
    /// A contact norm.
    ContactnormId,
    /// What was agreed with one client instead of the norm.
    MaatwerkId,
    /// A letter that was made.
    BriefId,
    /// A letter that goes out by e-mail.
    UitbakId,
    /// A project or pilot with a cohort.
    ProjectId,
    /// One version of the plan of a client.
    PlanId,
    /// A step of a plan.
    StapId,
    /// A signal about a client.
    SignaalId,
    /// A takeover of a caseload, or of part of one.
    OvernameId,
    /// When somebody works, from a day on.
    WerkroosterId,
    /// Days on which somebody does not work.
    AfwezigheidId,
    /// Conversations that were planned at once.
    PlanrondeId,
    /// A way of working whose cost in people was worked out.
    ScenarioId,
    /// A proposal of who should have which client.
    VerdelingId,
    /// What a simulation of the coming years starts from.
    OpzetId,
    /// A simulation of the coming years.
    PrognoseId,
    /// Somebody who takes part in a conversation.
    DeelnemerId,
    /// A record of the lawfulness track.
    RechtmatigheidId,
    /// Something agreed in a conversation.
    ActiepuntId,
    /// A pause of a benefit.
    PauzeId,
    /// Earnings of a client.
    InkomstenId,
    /// Somebody at the gate.
    PoortId,
    /// A list of what is to be destroyed.
    VernietigingslijstId,
    /// A suspension of the right to benefit.
    OpschortingId,
    /// A decision about the right to benefit or its amount.
    BesluitId,
    /// An order to the benefit administration.
    OpdrachtId,
    /// An investigation of whether there is a right.
    OnderzoekId,
    /// A question for data in an investigation.
    InformatieverzoekId,
    /// A sample of clients.
    SteekproefId,
    /// A decision about the end of a benefit.
    EindebesluitId,
    /// That an exemption was looked at again.
    HeroverwegingId,
}
