//! How a decision is taken back: by another decision, and in no other way.

use jiff::civil::Date;

use crate::id::GebruikerId;

/// The new decision that takes an earlier one back, of the municipality itself or after an objection. Nothing is undone with
/// a button: what was told to somebody in a letter is undone in a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Herroeping {
    /// The day of the new decision.
    pub datum: Date,
    /// By what the new decision is found: its number, or that of the case.
    pub kenmerk: String,
    /// Why.
    pub reden: String,
    /// Who recorded it.
    pub door: GebruikerId,
}

/// What is missing from a decision that would take another back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HerroepingOnvolledig {
    /// Nobody can find the new decision.
    #[error("vul het kenmerk van het nieuwe besluit in; alleen met een nieuw besluit draait dit terug")]
    Kenmerk,
    /// It does not say why.
    #[error("schrijf op waarom dit besluit wordt herroepen")]
    Reden,
    /// It is older than what it takes back.
    #[error("het nieuwe besluit is van vóór het besluit dat het herroept; controleer de datum")]
    TeVroeg,
    /// It is not there yet.
    #[error("het nieuwe besluit heeft een datum in de toekomst; leg het vast op of na die dag")]
    Toekomst,
}

impl Herroeping {
    /// Whether it can take back a decision of that day.
    pub fn toets(&self, besluit_van: Date, vandaag: Date) -> Result<(), HerroepingOnvolledig> {
        if self.kenmerk.trim().is_empty() {
            return Err(HerroepingOnvolledig::Kenmerk);
        }
        if self.reden.trim().is_empty() {
            return Err(HerroepingOnvolledig::Reden);
        }
        if self.datum < besluit_van {
            return Err(HerroepingOnvolledig::TeVroeg);
        }
        if self.datum > vandaag { Err(HerroepingOnvolledig::Toekomst) } else { Ok(()) }
    }
}
