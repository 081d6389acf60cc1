//! Has the optimiser choose the weeks.

use std::{
    num::NonZeroUsize,
    time::{Duration, Instant},
};

use analysis::{
    kwartaalplan::{GeenPlan, Keuze, Kwartaalplan, Vast, plannen_met},
    opgave::{NIET_GEPLAND, Opgave, WEKEN},
};
use domain::{id::KlantId, kwartaal::Kwartaal};
use tokio::sync::Semaphore;

use super::{keuzes::Zelf, vraag::Vraag};
use crate::web::{Fout, Resultaat};

/// So long it looks for something better; the diary of one klantmanager is mostly proven within a tenth of it.
const HOOGSTENS: Duration = Duration::from_secs(3);
/// Who has waited so long for a place, is told.
const WACHTEN: Duration = Duration::from_secs(10);
/// So many are worked out at a time; who comes then waits a moment.
static PLAATSEN: Semaphore = Semaphore::const_new(2);

/// Why somebody cannot come in the week that was chosen for him.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(in crate::contact::planning) enum NietTePlannen {
    #[error("in week {0} telt het gesprek nog niet mee; dat kan vanaf week {1}")]
    TeVroeg(u8, u8),
    #[error("in week {0} is er geen uitkering meer; die loopt tot in week {1}")]
    NaEinde(u8, u8),
    #[error("in week {0} zijn geen plekken")]
    Dicht(u8),
    #[error("in week {0} zijn {1} plekken, en die hebt u allemaal al gegeven")]
    Vol(u8, u32),
}

impl NietTePlannen {
    /// The number of the week that was chosen.
    pub(in crate::contact::planning) const fn week(self) -> u8 {
        match self {
            Self::TeVroeg(week, _) | Self::NaEinde(week, _) | Self::Dicht(week) | Self::Vol(week, _) => week,
        }
    }
}

/// The weeks that were chosen and cannot be, with the reason. Each conversation takes a place, whoever has it.
pub(in crate::contact::planning) fn oordeel(
    vraag: &Vraag,
    plekken: &[u32; WEKEN],
    zelf: &Zelf,
    kwartaal: Kwartaal,
) -> Vec<(KlantId, NietTePlannen)> {
    let mut gegeven = [0; WEKEN];
    let mut geweigerd = Vec::new();
    for is in &vraag.wie {
        let Some(&week) = zelf.0.get(&is.regel.klant).filter(|week| **week != NIET_GEPLAND) else { continue };
        let (nummer, plaats) = (kwartaal.nummer(week), usize::from(week) - 1);
        let waarom = match plekken[plaats] {
            _ if week < is.eerste => NietTePlannen::TeVroeg(nummer, kwartaal.nummer(is.eerste)),
            _ if week > is.laatste => NietTePlannen::NaEinde(nummer, kwartaal.nummer(is.laatste)),
            0 => NietTePlannen::Dicht(nummer),
            er_zijn if gegeven[plaats] >= er_zijn => NietTePlannen::Vol(nummer, er_zijn),
            _ => {
                gegeven[plaats] += 1;
                continue;
            }
        };
        geweigerd.push((is.regel.klant, waarom));
    }
    geweigerd
}

/// What stays where it is. Who does not come, does not come a second time either.
fn vast(vraag: &Vraag, opgave: &Opgave, zelf: &Zelf) -> Vec<Vast> {
    let mut vast = Vec::new();
    for (klant, (is, van_opgave)) in vraag.wie.iter().zip(&opgave.klanten).enumerate() {
        let Some(&week) = zelf.0.get(&is.regel.klant) else { continue };
        let gesprekken = if week == NIET_GEPLAND { van_opgave.gesprekken } else { 1 };
        vast.extend((0..gesprekken).map(|gesprek| Vast { klant, gesprek, week }));
    }
    vast
}

/// The best weeks that are found within three seconds.
pub(in crate::contact::planning) async fn reken(vraag: &Vraag, opgave: Opgave, zelf: &Zelf) -> Resultaat<Kwartaalplan> {
    let keuze = Keuze { vast: vast(vraag, &opgave, zelf), draden: Some(NonZeroUsize::MIN) };
    let plaats = tokio::time::timeout(WACHTEN, PLAATSEN.acquire()).await.map_err(|_| druk())?.map_err(kan_niet)?;
    let gerekend = tokio::task::spawn_blocking(move || {
        // Until it is ready, even when nobody waits for it any more.
        let _plaats = plaats;
        let begin = Instant::now();
        plannen_met(&opgave, &keuze, &|| begin.elapsed() < HOOGSTENS)
    });
    gerekend.await.map_err(kan_niet)?.map_err(|geen: GeenPlan| kan_niet(geen))
}

fn druk() -> Fout {
    Fout::in_strijd("kwartaal_druk", "Er worden al twee kwartalen verdeeld. Probeer het over een halve minuut opnieuw.")
}

/// What was asked was judged before; what still fails is a mistake of ours.
fn kan_niet(error: impl std::fmt::Display) -> Fout {
    tracing::error!(%error, "a quarter cannot be planned");
    Fout::in_strijd(
        "kwartaal",
        "Er ging bij het rekenen iets mis. Er is niets gepland. Meld dit aan de applicatiebeheerder.",
    )
}
