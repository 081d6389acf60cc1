//! What a decision says: one of four kinds, each on its own article.

use std::str::FromStr;

use jiff::civil::Date;

use super::{BesluitGeweigerd, SoortOpdracht, Verlaging, Verlagingstabel};
use crate::{datum::Periode, geld::Eurocent};

/// Which kind of decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SoortBesluit {
    /// Another amount over a period (PW 54(3)).
    Herziening,
    /// No right from a day on or over a period (PW 54(3)).
    Intrekking,
    /// An amount is asked back (PW 58).
    Terugvordering,
    /// A part less for some months (PW 18).
    Verlaging,
}

impl SoortBesluit {
    /// All of them, in the order of a choice list.
    pub const ALLE: [Self; 4] = [Self::Herziening, Self::Intrekking, Self::Terugvordering, Self::Verlaging];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Herziening => "herziening",
            Self::Intrekking => "intrekking",
            Self::Terugvordering => "terugvordering",
            Self::Verlaging => "verlaging",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Herziening => "herziening",
            Self::Intrekking => "intrekking",
            Self::Terugvordering => "terugvordering",
            Self::Verlaging => "verlaging",
        }
    }

    /// Whether a second person decides: what takes a right away for good or lays a debt on somebody.
    #[must_use]
    pub const fn vier_ogen(self) -> bool {
        matches!(self, Self::Intrekking | Self::Terugvordering)
    }
}

impl FromStr for SoortBesluit {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|soort| soort.code() == text).ok_or(())
    }
}

/// The article on which a decision rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grondslag {
    /// PW 54(3): the duty to inform was breached and too much was paid.
    Pw54Lid3,
    /// PW 58(1): recovery after a breach of the duty to inform (17(1)); the municipality must.
    Pw58Lid1,
    /// PW 58(2): other recovery; the municipality may, so it weighs.
    Pw58Lid2,
    /// PW 18(2): a reduction on the ground of the municipality's own verordening.
    Pw18Lid2,
    /// PW 18(4): a reduction for a uniform duty.
    Pw18Lid4,
}

impl Grondslag {
    /// All of them, in the order of a choice list.
    pub const ALLE: [Self; 5] = [Self::Pw54Lid3, Self::Pw58Lid1, Self::Pw58Lid2, Self::Pw18Lid2, Self::Pw18Lid4];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pw54Lid3 => "pw_54_lid_3",
            Self::Pw58Lid1 => "pw_58_lid_1",
            Self::Pw58Lid2 => "pw_58_lid_2",
            Self::Pw18Lid2 => "pw_18_lid_2",
            Self::Pw18Lid4 => "pw_18_lid_4",
        }
    }

    /// `PW 54 lid 3`, for a badge and an order.
    #[must_use]
    pub const fn kort(self) -> &'static str {
        match self {
            Self::Pw54Lid3 => "PW 54 lid 3",
            Self::Pw58Lid1 => "PW 58 lid 1",
            Self::Pw58Lid2 => "PW 58 lid 2",
            Self::Pw18Lid2 => "PW 18 lid 2",
            Self::Pw18Lid4 => "PW 18 lid 4",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Pw54Lid3 => "inlichtingenplicht geschonden, en daardoor te veel bijstand (PW 54 lid 3)",
            Self::Pw58Lid1 => "terugvordering na schending van de inlichtingenplicht; verplicht (PW 58 lid 1)",
            Self::Pw58Lid2 => "andere terugvordering; de gemeente kan, en weegt af (PW 58 lid 2)",
            Self::Pw18Lid2 => "verlaging volgens de eigen verordening (PW 18 lid 2)",
            Self::Pw18Lid4 => "verlaging bij een geüniformeerde verplichting (PW 18 lid 4)",
        }
    }
}

impl FromStr for Grondslag {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|grondslag| grondslag.code() == text).ok_or(())
    }
}

/// Why an amount is asked back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GrondTerugvordering {
    /// PW 58(1): the municipality must.
    Schending {
        /// What the client did not tell (PW 17(1)).
        schending: String,
    },
    /// PW 58(2): the municipality may.
    Afweging {
        /// Why it does, with what that means for the client.
        afweging: String,
    },
}

/// What a decision says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inhoud {
    /// Another amount over a period.
    Herziening {
        /// What the client did not tell, through which too much was paid.
        schending: String,
        /// Over which days.
        periode: Periode,
        /// What is right per month in that period. Klantbeeld does not calculate it.
        maandbedrag: Eurocent,
    },
    /// No right.
    Intrekking {
        /// What the client did not tell, through which too much was paid.
        schending: String,
        /// Over which days; without an end the right does not come back by itself.
        periode: Periode,
    },
    /// An amount is asked back.
    Terugvordering {
        /// Why.
        grond: GrondTerugvordering,
        /// Paid over which days.
        periode: Periode,
        /// How much.
        bedrag: Eurocent,
    },
    /// A part less for some months.
    Verlaging(Verlaging),
}

/// What a decision is held against.
#[derive(Debug, Clone, Copy)]
pub struct Kader<'a> {
    /// On which days there is or was a right to the benefit.
    pub recht: Periode,
    /// The reductions of the municipality's own verordening.
    pub tabel: &'a Verlagingstabel,
}

impl Inhoud {
    /// Which kind.
    #[must_use]
    pub const fn soort(&self) -> SoortBesluit {
        match self {
            Self::Herziening { .. } => SoortBesluit::Herziening,
            Self::Intrekking { .. } => SoortBesluit::Intrekking,
            Self::Terugvordering { .. } => SoortBesluit::Terugvordering,
            Self::Verlaging(_) => SoortBesluit::Verlaging,
        }
    }

    /// On which article it rests.
    #[must_use]
    pub const fn grondslag(&self) -> Grondslag {
        match self {
            Self::Herziening { .. } | Self::Intrekking { .. } => Grondslag::Pw54Lid3,
            Self::Terugvordering { grond: GrondTerugvordering::Schending { .. }, .. } => Grondslag::Pw58Lid1,
            Self::Terugvordering { grond: GrondTerugvordering::Afweging { .. }, .. } => Grondslag::Pw58Lid2,
            Self::Verlaging(verlaging) => verlaging.grond.grondslag(),
        }
    }

    /// The days it is about. A decision takes effect on the first of them.
    #[must_use]
    pub fn periode(&self) -> Periode {
        match self {
            Self::Herziening { periode, .. }
            | Self::Intrekking { periode, .. }
            | Self::Terugvordering { periode, .. } => *periode,
            Self::Verlaging(verlaging) => verlaging.periode(),
        }
    }

    /// The amount in it, if there is one.
    #[must_use]
    pub const fn bedrag(&self) -> Option<Eurocent> {
        match self {
            Self::Herziening { maandbedrag, .. } => Some(*maandbedrag),
            Self::Terugvordering { bedrag, .. } => Some(*bedrag),
            Self::Intrekking { .. } | Self::Verlaging(_) => None,
        }
    }

    /// What the benefit administration does with it.
    #[must_use]
    pub const fn opdracht(&self) -> SoortOpdracht {
        match self {
            Self::Herziening { .. } => SoortOpdracht::Herzien,
            Self::Intrekking { .. } => SoortOpdracht::Intrekken,
            Self::Terugvordering { .. } => SoortOpdracht::Terugvorderen,
            Self::Verlaging(_) => SoortOpdracht::Verlagen,
        }
    }

    /// Whether this can be decided as it stands, by somebody who prepares it on that day.
    pub(super) fn toets(&self, kader: Kader<'_>, op: Date) -> Result<(), BesluitGeweigerd> {
        use BesluitGeweigerd as Nee;
        let leeg = |tekst: &str| tekst.trim().is_empty();
        match self {
            Self::Herziening { schending, .. } | Self::Intrekking { schending, .. } if leeg(schending) => {
                return Err(Nee::SchendingLeeg);
            }
            Self::Herziening { maandbedrag, .. } if *maandbedrag < Eurocent::ZERO => return Err(Nee::BedragNegatief),
            Self::Terugvordering { grond, periode, bedrag } => {
                match grond {
                    GrondTerugvordering::Schending { schending } if leeg(schending) => return Err(Nee::SchendingLeeg),
                    GrondTerugvordering::Afweging { afweging } if leeg(afweging) => return Err(Nee::AfwegingLeeg),
                    _ => {}
                }
                if *bedrag <= Eurocent::ZERO {
                    return Err(Nee::BedragNul);
                }
                // What has not been paid yet is not asked back.
                if periode.tot_en_met.is_none_or(|einde| einde > op) {
                    return Err(Nee::TerugvorderingOpen(op));
                }
            }
            Self::Verlaging(verlaging) => verlaging.toets(kader.tabel)?,
            _ => {}
        }
        let periode = self.periode();
        if periode.tot_en_met.is_some_and(|einde| einde < periode.van) {
            return Err(Nee::EindeVoorBegin(periode.van));
        }
        // A reduction runs in whole months, and a right may begin within one.
        let eerste = if let Self::Verlaging(_) = self { periode.van.max(kader.recht.van) } else { periode.van };
        if kader.recht.bevat(eerste) && periode.bevat(eerste) { Ok(()) } else { Err(Nee::GeenRecht(eerste)) }
    }
}
