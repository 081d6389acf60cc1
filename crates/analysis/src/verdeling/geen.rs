//! Why there is no distribution, and what would have to give.

use super::Wensen;
use crate::opgave::{GROOTSTE_GEWICHT, Opgave, OpgaveOnjuist};

/// Nobody can be distributed like this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GeenVerdeling {
    /// The problem itself is not in order.
    #[error(transparent)]
    Onjuist(#[from] OpgaveOnjuist),
    /// Clients, and nobody to have them.
    #[error("Er is geen klantmanager om {klanten} klanten aan toe te delen.")]
    GeenKlantmanagers {
        /// How many clients wait.
        klanten: usize,
    },
    /// All caseloads filled to the brim are not enough.
    #[error(
        "Er zijn {klanten} klanten, en samen mogen de klantmanagers er {plaatsen} hebben. Verhoog de maxima met samen {} of \
         verdeel zoveel klanten minder.",
        .klanten - .plaatsen
    )]
    TeWeinigPlaatsen {
        /// How many clients there are.
        klanten: u64,
        /// The maxima together.
        plaatsen: u64,
    },
    /// All clients are not enough to give everybody his minimum.
    #[error(
        "Er zijn {klanten} klanten, en samen moeten de klantmanagers er minstens {minima} hebben. Verlaag de minima met samen {}.",
        .minima - .klanten
    )]
    TeWeinigKlanten {
        /// How many clients there are.
        klanten: u64,
        /// The minima together.
        minima: u64,
    },
    /// More clients are fixed to somebody than he may have.
    #[error(
        "Bij klantmanager {klantmanager} staan {vast} klanten vast, en meer dan {hoogstens} mag niet. Maak er {} los of verhoog het \
         maximum.",
        .vast - u64::from(*.hoogstens)
    )]
    VastBovenMaximum {
        /// Who, by position.
        klantmanager: usize,
        /// How many are fixed to him.
        vast: u64,
        /// How many he may have.
        hoogstens: u32,
    },
    /// So many are fixed elsewhere that these do not get their minimum.
    #[error(
        "De klantmanagers {klantmanagers:?} komen samen {tekort} klanten tekort voor hun minimum, en er zijn er maar {vrij} die niet \
         vaststaan. Maak er {} los of verlaag een minimum.",
        .tekort - .vrij
    )]
    VastOnderMinimum {
        /// Who, by position: if one of them is left out there are enough.
        klantmanagers: Vec<usize>,
        /// How many clients they lack, beyond those fixed to them.
        tekort: u64,
        /// How many clients are not fixed.
        vrij: u64,
    },
    /// Somebody is fixed who is not there, or to nobody.
    #[error("Klant {klant} staat vast bij klantmanager {klantmanager}, en een van die twee is er niet.")]
    VastOnbekend {
        /// Who is fixed, by position.
        klant: usize,
        /// To whom.
        klantmanager: usize,
    },
    /// A weight beyond what can be reckoned with.
    #[error("Het gewicht {gewicht} is te groot; meer dan {GROOTSTE_GEWICHT} kan niet.")]
    GewichtTeGroot {
        /// The weight.
        gewicht: u32,
    },
}

/// Whether there is a distribution at all; if not, why.
pub(super) fn toets(opgave: &Opgave, wensen: &Wensen) -> Result<(), GeenVerdeling> {
    opgave.controleer()?;
    let gewichten = wensen.gewichten;
    let gewicht = [gewichten.niet_passend, gewichten.wissel, gewichten.kwartier];
    if let Some(&gewicht) = gewicht
        .iter()
        .chain(opgave.klanten.iter().map(|klant| &klant.gewicht))
        .find(|gewicht| **gewicht > GROOTSTE_GEWICHT)
    {
        return Err(GeenVerdeling::GewichtTeGroot { gewicht });
    }
    let wie = &opgave.klantmanagers;
    if wie.is_empty() && !opgave.klanten.is_empty() {
        return Err(GeenVerdeling::GeenKlantmanagers { klanten: opgave.klanten.len() });
    }
    let mut vast = vec![0_u64; wie.len()];
    for (&klant, &klantmanager) in &wensen.vast {
        if klant >= opgave.klanten.len() || klantmanager >= wie.len() {
            return Err(GeenVerdeling::VastOnbekend { klant, klantmanager });
        }
        vast[klantmanager] += 1;
    }
    for (klantmanager, (&vast, iemand)) in vast.iter().zip(wie).enumerate() {
        if vast > iemand.hoogstens.into() {
            return Err(GeenVerdeling::VastBovenMaximum { klantmanager, vast, hoogstens: iemand.hoogstens });
        }
    }
    let klanten = opgave.klanten.len() as u64;
    let plaatsen = wie.iter().map(|iemand| u64::from(iemand.hoogstens)).sum();
    if klanten > plaatsen {
        return Err(GeenVerdeling::TeWeinigPlaatsen { klanten, plaatsen });
    }
    let minima = wie.iter().map(|iemand| u64::from(iemand.minstens)).sum();
    if klanten < minima {
        return Err(GeenVerdeling::TeWeinigKlanten { klanten, minima });
    }
    let vrij = klanten - wensen.vast.len() as u64;
    let mut missen: Vec<(u64, usize)> = vast
        .iter()
        .zip(wie)
        .enumerate()
        .map(|(j, (vast, iemand))| (u64::from(iemand.minstens).saturating_sub(*vast), j))
        .filter(|(mist, _)| *mist > 0)
        .collect();
    let mut tekort: u64 = missen.iter().map(|(mist, _)| mist).sum();
    if tekort <= vrij {
        return Ok(());
    }
    // Whoever can be left out while the others still lack too many is not needed to see it; the smallest are tried first.
    missen.sort_unstable();
    let mut klantmanagers = Vec::new();
    for (mist, j) in missen {
        if tekort - mist > vrij {
            tekort -= mist;
        } else {
            klantmanagers.push(j);
        }
    }
    klantmanagers.sort_unstable();
    Err(GeenVerdeling::VastOnderMinimum { klantmanagers, tekort, vrij })
}
