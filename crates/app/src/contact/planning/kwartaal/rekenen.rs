//! Has the optimiser choose the weeks.

use std::{
    collections::HashMap,
    num::NonZeroUsize,
    time::{Duration, Instant},
};

use analysis::{
    kwartaalplan::{GeenPlan, Keuze, Kwartaalplan, Vast, plannen_met},
    opgave::{NIET_GEPLAND, Opgave},
};
use domain::{id::KlantId, kwartaal::Kwartaal};
use tokio::sync::Semaphore;

use super::{keuzes::Zelf, vraag::Vraag};
use crate::web::{Fout, Resultaat};

/// So long it looks for something better; the diary of one klantmanager is mostly proven within a tenth of it.
const HOOGSTENS: Duration = Duration::from_secs(3);
/// So many are worked out at a time; who comes then waits a moment.
static PLAATSEN: Semaphore = Semaphore::const_new(2);

/// A week for everybody, and how good that is.
pub(in crate::contact::planning) struct Gerekend {
    pub(in crate::contact::planning) plan: Kwartaalplan,
    /// Weeks that were chosen, and cannot be: each is as if it was not.
    pub(in crate::contact::planning) geweigerd: Vec<(KlantId, NietTePlannen)>,
}

/// Why somebody cannot come in the week that was chosen for him.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(in crate::contact::planning) enum NietTePlannen {
    #[error("in week {0} telt het gesprek nog niet mee; dat kan vanaf week {1}")]
    TeVroeg(u8, u8),
    #[error("in week {0} zijn geen plekken")]
    Dicht(u8),
    #[error("in week {0} zijn {1} plekken, en die hebt u allemaal al gegeven")]
    Vol(u8, u32),
}

impl NietTePlannen {
    /// The number of the week that was chosen.
    pub(in crate::contact::planning) const fn week(self) -> u8 {
        match self {
            Self::TeVroeg(week, _) | Self::Dicht(week) | Self::Vol(week, _) => week,
        }
    }
}

/// Judges the weeks that were chosen: those that can be, and the others with the reason.
fn vast(vraag: &Vraag, opgave: &Opgave, zelf: &Zelf, kwartaal: Kwartaal) -> (Vec<Vast>, Vec<(KlantId, NietTePlannen)>) {
    let (mut vast, mut geweigerd) = (Vec::new(), Vec::new());
    let van = opgave.klantmanagers.first();
    let mut gegeven: HashMap<u8, u32> = HashMap::new();
    for (klant, (is, van_opgave)) in vraag.wie.iter().zip(&opgave.klanten).enumerate() {
        let Some(&week) = zelf.0.get(&is.regel.klant) else { continue };
        if week != NIET_GEPLAND {
            let nummer = kwartaal.nummer(week);
            if week < is.eerste {
                let vanaf = kwartaal.nummer(is.eerste);
                geweigerd.push((is.regel.klant, NietTePlannen::TeVroeg(nummer, vanaf)));
                continue;
            }
            let ruimte = van.map_or(0, |van| van.ruimte[usize::from(week) - 1]);
            let al = gegeven.entry(week).or_default();
            if *al + van_opgave.lengte > ruimte {
                let plekken = ruimte / van_opgave.lengte.max(1);
                let waarom =
                    if plekken == 0 { NietTePlannen::Dicht(nummer) } else { NietTePlannen::Vol(nummer, plekken) };
                geweigerd.push((is.regel.klant, waarom));
                continue;
            }
            *al += van_opgave.lengte;
        }
        // Who does not come, does not come a second time either.
        let gesprekken = if week == NIET_GEPLAND { van_opgave.gesprekken } else { 1 };
        vast.extend((0..gesprekken).map(|gesprek| Vast { klant, gesprek, week }));
    }
    (vast, geweigerd)
}

/// The best weeks that are found within three seconds.
pub(in crate::contact::planning) async fn reken(
    vraag: &Vraag,
    opgave: Opgave,
    zelf: &Zelf,
    kwartaal: Kwartaal,
) -> Resultaat<Gerekend> {
    let (vast, geweigerd) = vast(vraag, &opgave, zelf, kwartaal);
    let keuze = Keuze { vast, draden: Some(NonZeroUsize::MIN) };
    let plaats = PLAATSEN.acquire().await.map_err(kan_niet)?;
    let gerekend = tokio::task::spawn_blocking(move || {
        // Until it is ready, even when nobody waits for it any more.
        let _plaats = plaats;
        let begin = Instant::now();
        plannen_met(&opgave, &keuze, &|| begin.elapsed() < HOOGSTENS)
    });
    let plan = gerekend.await.map_err(kan_niet)?.map_err(|geen: GeenPlan| kan_niet(geen))?;
    Ok(Gerekend { plan, geweigerd })
}

/// What was asked was judged before; what still fails is a mistake of ours.
fn kan_niet(error: impl std::fmt::Display) -> Fout {
    tracing::error!(%error, "a quarter cannot be planned");
    Fout::in_strijd(
        "kwartaal",
        "Er ging bij het rekenen iets mis. Er is niets gepland. Meld dit aan de applicatiebeheerder.",
    )
}
