//! Granting with everything that is known, and saying what is not.

use std::fmt;

use jiff::civil::Date;

use super::{Grondslag, Ontheffing, OntheffingGeweigerd};
use crate::{
    datum::{kort, plus_dagen},
    regel::{RegelOnbekend, Welke, bereikt, geldt, leeftijd, regel_op},
};

/// An exemption that was granted, and what its page must show beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verleend {
    /// The exemption.
    pub ontheffing: Ontheffing,
    /// What could not be judged.
    pub waarschuwingen: Vec<Waarschuwing>,
}

/// What the rules could not judge. It refuses nothing: a person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waarschuwing {
    /// The rule of its first day is not known. Its explanation says why it was granted all the same.
    RegelOnbekend(RegelOnbekend),
    /// It was granted under a rule that ends while it runs.
    LooptDoor(RegelOnbekend),
    /// PW 9a ends when the youngest child turns five, and the birth date is not known.
    KindOnbekend,
}

impl fmt::Display for Waarschuwing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RegelOnbekend(regel) => regel.fmt(f),
            Self::LooptDoor(regel) => write!(
                f,
                "deze ontheffing loopt door na {}; {regel}",
                kort(plus_dagen(regel.dag, -1))
            ),
            Self::KindOnbekend => f.write_str(
                "de geboortedatum van het jongste kind is niet bekend; kijk zelf of de ontheffing eindigt vóór het kind 5 wordt",
            ),
        }
    }
}

/// Why an exemption is not granted when everything is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VerlenenGeweigerd {
    /// The article does not allow it.
    #[error(transparent)]
    Artikel(#[from] OntheffingGeweigerd),
    /// PW 9a: up to the day before the youngest child turns five.
    #[error("een ontheffing op grond van artikel 9a eindigt voordat het jongste kind 5 wordt; kies een einddatum tot en met {}", kort(*.0))]
    KindWordtVijf(Date),
    /// PW 9a: the youngest child is five already.
    #[error("het jongste kind is op {} 5 jaar geworden; een ontheffing op grond van artikel 9a kan dan niet meer", kort(*.0))]
    KindAlVijf(Date),
    /// PW 9a: there is no child yet.
    #[error("het jongste kind is op de ingangsdatum nog niet geboren; controleer de geboortedatum")]
    KindNogNietGeboren,
    /// The rule of that day is not known, and no reason is given.
    #[error("{0} in de toelichting")]
    MotiveringNodig(RegelOnbekend),
}

impl Ontheffing {
    /// Grants the exemption with all that is known of the client: `bestaand` are the other exemptions, `jongste_kind` is the
    /// birth date of the youngest child, asked for PW 9a only. What cannot be judged is a warning; where the rule of the
    /// first day is not known, the explanation must say why it is granted.
    pub fn verleen_met(self, bestaand: &[Self], jongste_kind: Option<Date>) -> Result<Verleend, VerlenenGeweigerd> {
        let voor_kind = self.laatste_dag_voor_kind(jongste_kind)?;
        if let (Some(laatste), Some(einde)) = (voor_kind, self.datum_einde)
            && einde > laatste
            && einde >= self.datum_ingang
        {
            return Err(VerlenenGeweigerd::KindWordtVijf(laatste));
        }
        let ontheffing = self.beoordeel(bestaand).map_err(|geweigerd| match (geweigerd, voor_kind) {
            (OntheffingGeweigerd::LangerDanVijfJaar(dag), Some(laatste)) if laatste < dag => {
                VerlenenGeweigerd::KindWordtVijf(laatste)
            }
            _ => geweigerd.into(),
        })?;
        let waarschuwingen = ontheffing.waarschuwingen(jongste_kind);
        let onbekend = waarschuwingen.iter().find_map(|waarschuwing| match waarschuwing {
            Waarschuwing::RegelOnbekend(regel) => Some(*regel),
            _ => None,
        });
        match onbekend {
            Some(regel) if ontheffing.toelichting.trim().is_empty() => Err(VerlenenGeweigerd::MotiveringNodig(regel)),
            _ => Ok(Verleend { ontheffing, waarschuwingen }),
        }
    }

    /// What the rules cannot judge of this exemption, also of one that was granted long ago.
    #[must_use]
    pub fn waarschuwingen(&self, jongste_kind: Option<Date>) -> Vec<Waarschuwing> {
        let tijdelijk = (self.grondslag == Grondslag::Pw9Lid2).then_some(Welke::OntheffingTijdelijk);
        let tegenprestatie = self.verplichtingen.noemt_tegenprestatie().then_some(Welke::Tegenprestatie);
        let regels = [tijdelijk, tegenprestatie].into_iter().flatten();
        let mut waarschuwingen: Vec<_> = regels.filter_map(|welke| self.onbekend(welke)).collect();
        if self.grondslag == Grondslag::Pw9a && jongste_kind.is_none() {
            waarschuwingen.push(Waarschuwing::KindOnbekend);
        }
        waarschuwingen
    }

    /// Whether a last day is known to be needed.
    pub(super) fn moet_tijdelijk(&self) -> bool {
        geldt(Welke::OntheffingTijdelijk, self.datum_ingang) == Ok(true)
    }

    /// The warning about one rule: not known on the first day, or no longer before the last.
    fn onbekend(&self, welke: Welke) -> Option<Waarschuwing> {
        if let Err(onbekend) = bekend(welke, self.datum_ingang) {
            return Some(Waarschuwing::RegelOnbekend(onbekend));
        }
        let erna = plus_dagen(regel_op(welke, self.datum_ingang)?.geldig.tot_en_met?, 1);
        let loopt_door = self.datum_einde.is_none_or(|einde| einde >= erna);
        bekend(welke, erna).err().filter(|_| loopt_door).map(Waarschuwing::LooptDoor)
    }

    /// PW 9a: the day before the youngest child reaches the age of the rule.
    fn laatste_dag_voor_kind(&self, jongste_kind: Option<Date>) -> Result<Option<Date>, VerlenenGeweigerd> {
        let (Grondslag::Pw9a, Some(geboren)) = (self.grondslag, jongste_kind) else { return Ok(None) };
        let Ok(jaren) = leeftijd(Welke::Ontheffing9aLeeftijdKind, self.datum_ingang) else { return Ok(None) };
        let verjaardag = bereikt(geboren, jaren);
        if geboren > self.datum_ingang {
            return Err(VerlenenGeweigerd::KindNogNietGeboren);
        }
        if verjaardag <= self.datum_ingang {
            return Err(VerlenenGeweigerd::KindAlVijf(verjaardag));
        }
        Ok(Some(plus_dagen(verjaardag, -1)))
    }
}

/// Whether it is known what holds on a day. What comes in the place of the *tegenprestatie* is asked when that is gone.
fn bekend(welke: Welke, dag: Date) -> Result<(), RegelOnbekend> {
    if !geldt(welke, dag)? && welke == Welke::Tegenprestatie {
        geldt(Welke::MaatschappelijkeParticipatie, dag)?;
    }
    Ok(())
}
