//! Code lists: the municipality's own choices (reasons for ending, kinds of conversation, …) as dated data.
//!
//! A code keeps its meaning for ever; when the municipality changes its mind, the old code gets a last day and a new one
//! a first day. A code may stand in its list more than once, each time for other days: then words or the mapping to a code of
//! Statistics Netherlands (CBS) changed. That mapping stands beside it only where it is known.

mod beheer;
mod bijzonder;
mod cbs;
pub mod standaard;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

pub use self::{
    beheer::{Eerder, OMSCHRIJVING_TEKENS, Post, PostGeweigerd, een_afgeschermde, toets},
    bijzonder::{Bijzonder, Kijker, in_logboek, naam, ziet},
    cbs::{CbsCode, SRG_TYPE_VOORZIENING, ZonderCbs, post_op, zonder_cbs},
};
use crate::datum::Periode;

/// A code: lower-case letters, digits and underscores.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

/// The text is not a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("een code bestaat uit kleine letters, cijfers en lage streepjes, hooguit 60 tekens")]
pub struct OngeldigeCode;

impl Code {
    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Code {
    type Err = OngeldigeCode;
    fn from_str(text: &str) -> Result<Self, OngeldigeCode> {
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        if (1..=60).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(OngeldigeCode)
        }
    }
}

impl TryFrom<String> for Code {
    type Error = OngeldigeCode;
    fn try_from(text: String) -> Result<Self, OngeldigeCode> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Codelijst {
    /// Why a benefit ended (CBS BUS, kenmerk 34, whose own code list is not known).
    RedenBeeindiging,
    /// Kinds of conversation.
    SoortGesprek,
    /// Distance to the labour market.
    Segment,
    /// Groups with an offer of their own.
    Doelgroep,
    /// Grounds for an exemption.
    RedenOntheffing,
    /// What a client is referred to.
    Voorziening,
    /// What a signal about a client says.
    SoortSignaal,
    /// From which profession somebody takes part in a conversation; its group says how a note of it is protected.
    Discipline,
}

impl Codelijst {
    /// All lists.
    pub const ALLE: [Self; 8] = [
        Self::RedenBeeindiging,
        Self::SoortGesprek,
        Self::Segment,
        Self::Doelgroep,
        Self::RedenOntheffing,
        Self::Voorziening,
        Self::SoortSignaal,
        Self::Discipline,
    ];

    /// The name of the list in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::RedenBeeindiging => "reden_beeindiging",
            Self::SoortGesprek => "soort_gesprek",
            Self::Segment => "segment",
            Self::Doelgroep => "doelgroep",
            Self::RedenOntheffing => "reden_ontheffing",
            Self::Voorziening => "voorziening",
            Self::SoortSignaal => "soort_signaal",
            Self::Discipline => "discipline",
        }
    }
}

/// One entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodelijstItem {
    /// The list it belongs to.
    pub lijst: Codelijst,
    /// The local code.
    pub code: Code,
    /// What a person reads.
    pub omschrijving: String,
    /// The heading under which the code is counted, such as `werk`.
    pub groep: Option<Code>,
    /// Which special data the code gives away of a client. For who reads it all the same, ask [`naam`].
    pub bijzonder: Option<Bijzonder>,
    /// The code of CBS, only where it is known for certain.
    pub cbs_code: Option<String>,
    /// On which days the code may be chosen.
    pub geldig: Periode,
    /// Place in the choice list.
    pub volgorde: i64,
}
