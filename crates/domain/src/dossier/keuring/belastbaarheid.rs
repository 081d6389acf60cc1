//! What somebody can do at work, in fixed words.

use std::{collections::BTreeSet, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::datum::kort;

/// A limit to the work somebody can do. Each says what work must be like, never why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Beperking {
    /// No lifting or carrying of heavy things.
    ZwaarTillen,
    /// No long standing or walking.
    LangStaanOfLopen,
    /// No long sitting.
    LangZitten,
    /// No bending, kneeling or reaching all the time.
    BukkenOfReiken,
    /// No work with machines or vehicles, or at a height.
    MachinesOfHoogte,
    /// No night work or changing shifts.
    NachtOfPloegen,
    /// No deadlines and peaks.
    Tijdsdruk,
    /// A quiet place to work.
    DrukteOfLawaai,
    /// Close to home.
    LangReizen,
    /// Somebody close by who helps.
    ZonderBegeleiding,
}

impl Beperking {
    /// All of them, in the order of a form.
    pub const ALLE: [Self; 10] = [
        Self::ZwaarTillen,
        Self::LangStaanOfLopen,
        Self::LangZitten,
        Self::BukkenOfReiken,
        Self::MachinesOfHoogte,
        Self::NachtOfPloegen,
        Self::Tijdsdruk,
        Self::DrukteOfLawaai,
        Self::LangReizen,
        Self::ZonderBegeleiding,
    ];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ZwaarTillen => "zwaar_tillen",
            Self::LangStaanOfLopen => "lang_staan_of_lopen",
            Self::LangZitten => "lang_zitten",
            Self::BukkenOfReiken => "bukken_of_reiken",
            Self::MachinesOfHoogte => "machines_of_hoogte",
            Self::NachtOfPloegen => "nacht_of_ploegen",
            Self::Tijdsdruk => "tijdsdruk",
            Self::DrukteOfLawaai => "drukte_of_lawaai",
            Self::LangReizen => "lang_reizen",
            Self::ZonderBegeleiding => "zonder_begeleiding",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::ZwaarTillen => "niet zwaar tillen of dragen",
            Self::LangStaanOfLopen => "niet lang staan of lopen",
            Self::LangZitten => "niet lang zitten",
            Self::BukkenOfReiken => "niet steeds bukken, knielen of reiken",
            Self::MachinesOfHoogte => "niet met machines of voertuigen, niet op hoogte",
            Self::NachtOfPloegen => "geen nachtwerk of ploegendienst",
            Self::Tijdsdruk => "geen werk onder tijdsdruk",
            Self::DrukteOfLawaai => "een rustige werkplek",
            Self::LangReizen => "werk dicht bij huis",
            Self::ZonderBegeleiding => "begeleiding op de werkplek",
        }
    }
}

impl FromStr for Beperking {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|beperking| beperking.code() == text).ok_or(())
    }
}

/// How many hours somebody can work at most.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Uren {
    /// Per day.
    pub per_dag: Option<u8>,
    /// Per week.
    pub per_week: Option<u8>,
}

/// What somebody can do at work: the answer of an examination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Belastbaarheid {
    /// Everything.
    Volledig,
    /// Within limits.
    Beperkt {
        /// Of time.
        uren: Uren,
        /// Of what the work is like.
        beperkingen: BTreeSet<Beperking>,
    },
    /// Nothing for now.
    TijdelijkNiet {
        /// The last day of which that is said.
        tot_en_met: Date,
    },
    /// Nothing, lastingly. Whether somebody is exempt (PW 9(5)) is a decision of the college, not of the examiner.
    DuurzaamNiet,
}

/// Why an answer cannot be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OngeldigeBelastbaarheid {
    /// A limit without a limit.
    #[error("noem bij beperkt belastbaar ten minste één beperking of een aantal uren")]
    GeenBeperking,
    /// No such number of hours.
    #[error("het aantal uren klopt niet; kies 1 tot en met 8 per dag en 1 tot en met 40 per week")]
    Uren,
    /// More in a day than in a week.
    #[error("per week kan niet minder zijn dan per dag; controleer de uren")]
    WeekKorterDanDag,
    /// It ends before it begins.
    #[error("de laatste dag ligt niet na de uitslag van {}; kies een latere dag", kort(*.0))]
    TotEnMet(Date),
}

impl Belastbaarheid {
    /// The code in storage.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Volledig => "volledig",
            Self::Beperkt { .. } => "beperkt",
            Self::TijdelijkNiet { .. } => "tijdelijk_niet",
            Self::DuurzaamNiet => "duurzaam_niet",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(&self) -> &'static str {
        match self {
            Self::Volledig => "volledig belastbaar",
            Self::Beperkt { .. } => "beperkt belastbaar",
            Self::TijdelijkNiet { .. } => "tijdelijk niet belastbaar",
            Self::DuurzaamNiet => "duurzaam niet belastbaar",
        }
    }

    /// Checks an answer of a day.
    pub(super) fn toets(self, op: Date) -> Result<Self, OngeldigeBelastbaarheid> {
        match &self {
            Self::TijdelijkNiet { tot_en_met } if *tot_en_met <= op => Err(OngeldigeBelastbaarheid::TotEnMet(op)),
            Self::Beperkt { uren, beperkingen } => {
                let Uren { per_dag, per_week } = *uren;
                if per_dag.is_none() && per_week.is_none() && beperkingen.is_empty() {
                    return Err(OngeldigeBelastbaarheid::GeenBeperking);
                }
                if per_dag.is_some_and(|uren| !(1..=8).contains(&uren))
                    || per_week.is_some_and(|uren| !(1..=40).contains(&uren))
                {
                    return Err(OngeldigeBelastbaarheid::Uren);
                }
                if per_dag.zip(per_week).is_some_and(|(dag, week)| week < dag) {
                    return Err(OngeldigeBelastbaarheid::WeekKorterDanDag);
                }
                Ok(self)
            }
            _ => Ok(self),
        }
    }
}
