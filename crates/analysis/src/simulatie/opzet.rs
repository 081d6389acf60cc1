//! What a caseload is made of.

/// Weeks in a month, as the specification counts: 52 / 12.
pub(super) const WEKEN_PER_MAAND: f64 = 52.0 / 12.0;

/// Clients who are alike in how long they stay and how often one speaks to them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segment {
    /// How many there are at the start.
    pub klanten: u32,
    /// Which share of those who come.
    pub aandeel_instroom: f64,
    /// The chance per month to leave, as a hazard.
    pub uitstroom_per_maand: f64,
    /// Weeks between two conversations.
    pub interval_weken: f64,
    /// The mean length of a conversation, in hours.
    pub uren: f64,
}

/// Everything a run starts from.
#[derive(Debug, Clone, PartialEq)]
pub struct Opzet {
    /// The kinds of clients.
    pub segmenten: Vec<Segment>,
    /// How many come, per month.
    pub instroom_per_maand: f64,
    /// How many klantmanagers there are.
    pub klantmanagers: u32,
    /// How many clients one has at most; who comes more waits. Only [`super::m1`] knows it.
    pub hooguit: u32,
    /// The hours per week one talks.
    pub uren_per_week: f64,
    /// The mean length of a first conversation, in hours.
    pub uren_intake: f64,
    /// The chance that somebody does not come.
    pub kans_niet_verschijnen: f64,
    /// The hours that costs.
    pub uren_niet_verschenen: f64,
    /// After how many weeks one tries again.
    pub weken_opnieuw: f64,
    /// How much the lengths differ: standard deviation as a share of the mean.
    pub spreiding: f64,
    /// How many weeks are played.
    pub weken: u32,
}

/// Why nothing can be played.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum OpzetGeweigerd {
    /// Nobody to talk to.
    #[error("er zijn geen segmenten; geef er minstens één")]
    GeenSegmenten,
    /// Nobody to talk.
    #[error("er zijn geen klantmanagers; geef er minstens één")]
    GeenKlantmanagers,
    /// No time.
    #[error("het aantal weken is {0}; kies 1 tot en met 5200")]
    Weken(u32),
    /// Not a number, or one that cannot be.
    #[error("{veld} is {waarde}; {wens}")]
    Getal {
        /// Which.
        veld: &'static str,
        /// What it was.
        waarde: String,
        /// What it must be.
        wens: &'static str,
    },
    /// They should be one together.
    #[error("de aandelen van de instroom zijn samen {0}; samen moeten ze 1 zijn")]
    Aandelen(String),
}

impl Opzet {
    /// The case of the specification: 3,300 clients in four segments, 40 klantmanagers, 260 weeks.
    #[must_use]
    pub fn referentie() -> Self {
        let segment = |klanten, aandeel_instroom, uitstroom_per_maand, interval_weken, uren| Segment {
            klanten,
            aandeel_instroom,
            uitstroom_per_maand,
            interval_weken,
            uren,
        };
        Self {
            segmenten: vec![
                segment(495, 0.40, 0.080, 4.0, 0.75),
                segment(825, 0.30, 0.035, 6.0, 1.0),
                segment(1155, 0.20, 0.012, 13.0, 1.0),
                segment(825, 0.10, 0.004, 26.0, 0.75),
            ],
            instroom_per_maand: 66.0,
            klantmanagers: 40,
            hooguit: 120,
            uren_per_week: 8.5,
            uren_intake: 1.5,
            kans_niet_verschijnen: 0.12,
            uren_niet_verschenen: 0.25,
            weken_opnieuw: 2.0,
            spreiding: 0.4,
            weken: 260,
        }
    }

    /// Whether it can be played; says what is in the way.
    pub fn toets(&self) -> Result<(), OpzetGeweigerd> {
        if self.segmenten.is_empty() {
            return Err(OpzetGeweigerd::GeenSegmenten);
        }
        if self.klantmanagers == 0 {
            return Err(OpzetGeweigerd::GeenKlantmanagers);
        }
        if !(1..=5200).contains(&self.weken) {
            return Err(OpzetGeweigerd::Weken(self.weken));
        }
        let positief = |veld, waarde: f64| {
            if waarde.is_finite() && waarde > 0.0 {
                Ok(())
            } else {
                Err(OpzetGeweigerd::Getal {
                    veld,
                    waarde: waarde.to_string(),
                    wens: "dat moet een getal groter dan 0 zijn",
                })
            }
        };
        let niet_negatief = |veld, waarde: f64| {
            if waarde.is_finite() && waarde >= 0.0 {
                Ok(())
            } else {
                Err(OpzetGeweigerd::Getal { veld, waarde: waarde.to_string(), wens: "dat moet 0 of meer zijn" })
            }
        };
        let kans = |veld, waarde: f64| {
            if (0.0..=1.0).contains(&waarde) {
                Ok(())
            } else {
                Err(OpzetGeweigerd::Getal { veld, waarde: waarde.to_string(), wens: "dat moet tussen 0 en 1 liggen" })
            }
        };
        niet_negatief("de instroom per maand", self.instroom_per_maand)?;
        positief("het aantal uren per week", self.uren_per_week)?;
        positief("de duur van een intake", self.uren_intake)?;
        kans("de kans op niet verschijnen", self.kans_niet_verschijnen)?;
        niet_negatief("de tijd die niet verschijnen kost", self.uren_niet_verschenen)?;
        positief("het aantal weken tot een nieuwe poging", self.weken_opnieuw)?;
        niet_negatief("de spreiding van de duur", self.spreiding)?;
        for segment in &self.segmenten {
            kans("het aandeel in de instroom", segment.aandeel_instroom)?;
            niet_negatief("de uitstroom per maand", segment.uitstroom_per_maand)?;
            positief("het aantal weken tussen twee gesprekken", segment.interval_weken)?;
            positief("de duur van een gesprek", segment.uren)?;
        }
        let samen: f64 = self.segmenten.iter().map(|segment| segment.aandeel_instroom).sum();
        if (samen - 1.0).abs() > 1e-9 { Err(OpzetGeweigerd::Aandelen(samen.to_string())) } else { Ok(()) }
    }

    /// How many clients are expected at a time in weeks, by the exact formula: no chance is played.
    #[must_use]
    pub fn verwachte_stand(&self, weken: f64) -> f64 {
        let van = |segment: &Segment| {
            let per_week = segment.uitstroom_per_maand / WEKEN_PER_MAAND;
            let instroom = self.instroom_per_maand * segment.aandeel_instroom / WEKEN_PER_MAAND;
            let blijft = (-per_week * weken).exp();
            let nieuw = if per_week > 0.0 { instroom / per_week * (1.0 - blijft) } else { instroom * weken };
            f64::from(segment.klanten) * blijft + nieuw
        };
        self.segmenten.iter().map(van).sum()
    }

    /// How full everybody is, expected in the long run is not asked: only how many hours there are.
    pub(super) fn uren_samen(&self) -> f64 {
        f64::from(self.klantmanagers) * self.uren_per_week * f64::from(self.weken)
    }
}
