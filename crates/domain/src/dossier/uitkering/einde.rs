//! Ending by a decision, with a reason one can count, and undoing that by another decision.

use jiff::civil::Date;

use super::{Einde, OngeldigeOvergang, Uitkering, UitkeringStand};
use crate::{
    datum::{kort, plus_maanden},
    id::GebruikerId,
};

/// The code of the reason that is no reason.
pub const REDEN_ONBEKEND: &str = "onbekend";

/// What somebody answered when asked once more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Bevestiging {
    /// Not asked yet.
    #[default]
    Geen,
    /// Asked: the reason is not known and stays so.
    RedenBlijftOnbekend,
}

/// The decision to end a benefit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eindebesluit {
    /// Last day of right, reason and explanation.
    pub einde: Einde,
    /// The day of the decision.
    pub besluit: Date,
    /// Who decided.
    pub door: GebruikerId,
    /// By what the letter is found that tells the client; empty until it has left.
    pub kenmerk: String,
    /// Where the client goes: an employer, a school, a municipality, another provision. Empty when it is not known.
    pub bestemming: String,
}

impl Eindebesluit {
    /// Whether the client was told. What was told is undone by a new decision only.
    #[must_use]
    pub fn is_verteld(&self) -> bool {
        !self.kenmerk.trim().is_empty()
    }
}

/// Why a benefit is not ended.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BeeindigenGeweigerd {
    /// The spell cannot end so.
    #[error(transparent)]
    Overgang(#[from] OngeldigeOvergang),
    /// A quarter of the ends of Ik doe mee had no usable reason: so it is asked once more.
    #[error(
        "de reden is onbekend; vraag het na of kijk in het dossier, en bevestig het als de reden echt niet bekend is"
    )]
    RedenOnbekend,
    /// Nobody decides tomorrow.
    #[error("de datum van het besluit ligt in de toekomst; kies vandaag of eerder")]
    BesluitToekomst,
    /// An end far in the past takes a right back that was there: only a decision that the client was told of does that.
    #[error(
        "deze einddatum ligt meer dan drie maanden terug; vul het kenmerk van het besluit in, of laat rechtmatigheid het recht over die dagen intrekken (PW 54 lid 3)"
    )]
    LangGeleden,
}

/// How far back a benefit ends without a decision that was told: administrations run some weeks behind. The law names no number.
const TERUG_ZONDER_BRIEF: i32 = 3;

/// The decision that undoes an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terugdraaibesluit {
    /// The day of the decision.
    pub datum: Date,
    /// By what the letter about it is found.
    pub kenmerk: String,
    /// Why.
    pub reden: String,
    /// Who decided.
    pub door: GebruikerId,
}

/// An end that was undone: both decisions stay known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teruggedraaid {
    /// The end as it was.
    pub einde: Einde,
    /// What undid it.
    pub besluit: Terugdraaibesluit,
}

/// Why an end is not undone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TerugdraaienGeweigerd {
    /// There is no end.
    #[error(transparent)]
    Overgang(#[from] OngeldigeOvergang),
    /// A decision says why.
    #[error("schrijf op waarom u de beëindiging terugdraait")]
    RedenNodig,
    /// A decision is told in a letter.
    #[error("vul het kenmerk van de brief met dit besluit in")]
    KenmerkNodig,
    /// Nobody decides tomorrow.
    #[error("de datum van het besluit ligt in de toekomst; kies vandaag of eerder")]
    BesluitToekomst,
    /// The client came back: two spells cannot run at the same time.
    #[error("deze klant kreeg daarna opnieuw een uitkering, vanaf {}; deze beëindiging kan niet meer worden teruggedraaid", kort(*.0))]
    Opvolger(Date),
}

impl Einde {
    /// Whether the reason is missing: *unknown* is allowed and never counts as a reason.
    #[must_use]
    pub fn reden_ontbreekt(&self) -> bool {
        self.reden.as_str() == REDEN_ONBEKEND
    }
}

impl Uitkering {
    /// Ends the benefit by a decision. A reason that is not known must be confirmed.
    pub fn beeindig_bij_besluit(
        self,
        besluit: Eindebesluit,
        bevestiging: Bevestiging,
        vandaag: Date,
    ) -> Result<Self, BeeindigenGeweigerd> {
        if besluit.besluit > vandaag {
            return Err(BeeindigenGeweigerd::BesluitToekomst);
        }
        let lang_geleden = besluit.einde.datum < plus_maanden(vandaag, -TERUG_ZONDER_BRIEF) && !besluit.is_verteld();
        let vraag_na = besluit.einde.reden_ontbreekt() && bevestiging == Bevestiging::Geen;
        let beeindigd = self.beeindig(besluit.einde, vandaag)?;
        match (lang_geleden, vraag_na) {
            (true, _) => Err(BeeindigenGeweigerd::LangGeleden),
            (_, true) => Err(BeeindigenGeweigerd::RedenOnbekend),
            _ => Ok(beeindigd),
        }
    }

    /// Undoes an end by a new decision. `volgende` is the first day of a later spell of the client.
    pub fn draai_einde_terug(
        self,
        besluit: Terugdraaibesluit,
        volgende: Option<Date>,
        vandaag: Date,
    ) -> Result<(Self, Teruggedraaid), TerugdraaienGeweigerd> {
        let UitkeringStand::Beeindigd(einde) = self.stand else { return Err(OngeldigeOvergang::Loopt.into()) };
        if besluit.reden.trim().is_empty() {
            return Err(TerugdraaienGeweigerd::RedenNodig);
        }
        if besluit.kenmerk.trim().is_empty() {
            return Err(TerugdraaienGeweigerd::KenmerkNodig);
        }
        if besluit.datum > vandaag {
            return Err(TerugdraaienGeweigerd::BesluitToekomst);
        }
        if let Some(volgende) = volgende {
            return Err(TerugdraaienGeweigerd::Opvolger(volgende));
        }
        Ok((Self { stand: UitkeringStand::Lopend, ..self }, Teruggedraaid { einde, besluit }))
    }
}

/// How many ends have a reason one can use.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Redenen {
    /// With one.
    pub bruikbaar: usize,
    /// Without.
    pub ontbreekt: usize,
}

impl Redenen {
    /// Counts.
    #[must_use]
    pub fn tel<'a>(einden: impl IntoIterator<Item = &'a Einde>) -> Self {
        einden.into_iter().fold(Self::default(), |telling, einde| {
            let ontbreekt = usize::from(einde.reden_ontbreekt());
            Self { bruikbaar: telling.bruikbaar + 1 - ontbreekt, ontbreekt: telling.ontbreekt + ontbreekt }
        })
    }

    /// The share without a reason; none when nothing ended.
    #[must_use]
    pub fn aandeel_ontbreekt(&self) -> Option<f64> {
        let alle = self.bruikbaar + self.ontbreekt;
        (alle > 0).then(|| self.ontbreekt as f64 / alle as f64)
    }
}
