//! Why this client goes, or stays.
//!
//! Told from the distribution itself: what would happen if he stayed where he is, and everybody else went as decided? And if somebody else went
//! in his place? Every reason is a difference that anybody can add up.

use std::fmt;

use super::Verdeling;
use crate::opgave::{Klant, Opgave};

/// Why a client is with whom he is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uitleg {
    /// Who, by position.
    pub klant: usize,
    /// With whom he is now; nothing for nobody.
    pub van: Option<usize>,
    /// With whom he will be.
    pub naar: usize,
    /// What speaks for it, the weightiest first.
    pub redenen: Vec<Reden>,
    /// What it would cost more if he stayed and all the others went as decided; nothing when that cannot be, or when he stays anyway. Below 0
    /// if it would be better: possible only where the distribution is not proven to be the best.
    pub bij_blijven: Option<i64>,
    /// Who could go in his place at the least costs, and what that would cost more.
    pub in_zijn_plaats: Option<(usize, i64)>,
}

/// One reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reden {
    /// He stays where he is.
    Blijft,
    /// He is fixed to this klantmanager.
    Vast,
    /// He had nobody.
    HadNiemand,
    /// Whoever has him now has as many as he may; with him there would be more.
    Vol {
        /// How many he has now.
        nu: u64,
        /// How many he has after the distribution, without him.
        straks: u64,
        /// How many he may have.
        hoogstens: u32,
    },
    /// Whoever gets him would have too few without him.
    OnderMinimum {
        /// How many he has after the distribution, with this client.
        straks: u64,
        /// How many he must have.
        minstens: u32,
    },
    /// Whoever has him now does not know what he asks, and whoever gets him does.
    Past {
        /// What that weighs.
        gewicht: i64,
    },
    /// If he stayed, the hours would be more out of balance.
    Uren {
        /// How many quarter-hours more, of both klantmanagers together.
        kwartieren: i64,
        /// What that weighs.
        gewicht: i64,
    },
}

impl fmt::Display for Reden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blijft => write!(f, "Hij blijft bij zijn klantmanager."),
            Self::Vast => write!(f, "Hij staat vast bij deze klantmanager."),
            Self::HadNiemand => write!(f, "Hij had nog geen klantmanager."),
            Self::Vol { nu, straks, hoogstens } => write!(
                f,
                "Zijn klantmanager heeft nu {nu} klanten en mag er {hoogstens} hebben; zonder hem zijn het er straks {straks}."
            ),
            Self::OnderMinimum { straks, minstens } => write!(
                f,
                "Zijn nieuwe klantmanager moet minstens {minstens} klanten hebben en heeft er met hem {straks}."
            ),
            Self::Past { .. } => {
                write!(f, "Zijn nieuwe klantmanager heeft het specialisme dat hij vraagt, zijn huidige niet.")
            }
            Self::Uren { kwartieren, .. } => write!(
                f,
                "Bleef hij, dan zouden de gespreksuren van beide klantmanagers samen {kwartieren} kwartier verder van hun aandeel liggen."
            ),
        }
    }
}

/// What a distribution leaves of one klantmanager.
#[derive(Default)]
struct Last {
    /// Who are with him, by position.
    wie: Vec<usize>,
    uren: i64,
    /// How many he has now, before the distribution.
    nu: u64,
}

impl Last {
    fn klanten(&self) -> u64 {
        self.wie.len() as u64
    }
}

/// Tells of every client of a distribution why. What each klantmanager has is counted once, not once for each client.
pub struct Uitlegger<'a> {
    opgave: &'a Opgave,
    verdeling: &'a Verdeling,
    lasten: Vec<Last>,
}

impl<'a> Uitlegger<'a> {
    /// Counts what each klantmanager has, now and by the distribution.
    #[must_use]
    pub fn nieuw(opgave: &'a Opgave, verdeling: &'a Verdeling) -> Self {
        let mut lasten: Vec<Last> = opgave.klantmanagers.iter().map(|_| Last::default()).collect();
        for (plaats, klant) in opgave.klanten.iter().enumerate() {
            if let Some(last) = verdeling.klantmanager_van.get(plaats).and_then(|bij| lasten.get_mut(*bij)) {
                last.wie.push(plaats);
                last.uren += i64::from(klant.kwartieren);
            }
            if let Some(last) = usize::try_from(klant.huidig).ok().and_then(|bij| lasten.get_mut(bij)) {
                last.nu += 1;
            }
        }
        Self { opgave, verdeling, lasten }
    }

    /// Why `klant` is with whom he is; nothing if there is no such client in the distribution, or it is not one of this problem.
    #[must_use]
    pub fn van(&self, klant: usize) -> Option<Uitleg> {
        let (opgave, verdeling) = (self.opgave, self.verdeling);
        let hij = opgave.klanten.get(klant)?;
        let naar = *verdeling.klantmanager_van.get(klant)?;
        let van = usize::try_from(hij.huidig).ok();
        let mut uitleg = Uitleg { klant, van, naar, redenen: Vec::new(), bij_blijven: None, in_zijn_plaats: None };
        if opgave.klantmanagers.len() <= naar.max(van.unwrap_or(0))
            || verdeling.klantmanager_van.len() != opgave.klanten.len()
        {
            return None;
        }
        if verdeling.wensen.vast.contains_key(&klant) {
            uitleg.redenen.push(Reden::Vast);
        } else if van == Some(naar) {
            uitleg.redenen.push(Reden::Blijft);
        }
        let Some(van) = van else {
            uitleg.redenen.push(Reden::HadNiemand);
            return Some(uitleg);
        };
        if van != naar {
            let (hier, daar) = (&self.lasten[van], &self.lasten[naar]);
            Ruil { opgave, verdeling, hij, van, naar, hier, daar }.leg_uit(&mut uitleg);
        }
        Some(uitleg)
    }
}

/// The same for one client.
#[must_use]
pub fn uitleg(opgave: &Opgave, verdeling: &Verdeling, klant: usize) -> Option<Uitleg> {
    Uitlegger::nieuw(opgave, verdeling).van(klant)
}

/// What it would be to leave a client where he is.
struct Ruil<'a> {
    opgave: &'a Opgave,
    verdeling: &'a Verdeling,
    hij: &'a Klant,
    van: usize,
    naar: usize,
    /// What the distribution leaves of whom he leaves, and of whom he comes to.
    hier: &'a Last,
    daar: &'a Last,
}

impl Ruil<'_> {
    fn leg_uit(&self, uitleg: &mut Uitleg) {
        let gewichten = self.verdeling.wensen.gewichten;
        let (hier, daar) = (self.hier, self.daar);
        let (oud, nieuw) = (&self.opgave.klantmanagers[self.van], &self.opgave.klantmanagers[self.naar]);
        let vol = hier.klanten() >= oud.hoogstens.into();
        if vol {
            uitleg.redenen.push(Reden::Vol { nu: hier.nu, straks: hier.klanten(), hoogstens: oud.hoogstens });
        }
        let leeg = daar.klanten() <= nieuw.minstens.into();
        if leeg {
            uitleg.redenen.push(Reden::OnderMinimum { straks: daar.klanten(), minstens: nieuw.minstens });
        }
        let kwartieren = self.scheef(self.hij.kwartieren.into());
        let uren = i64::from(gewichten.kwartier) * kwartieren;
        let misfit = match (oud.past_bij(self.hij), nieuw.past_bij(self.hij)) {
            (false, true) => i64::from(gewichten.niet_passend),
            (true, false) => -i64::from(gewichten.niet_passend),
            _ => 0,
        };
        let mut wegen = Vec::new();
        if misfit > 0 {
            wegen.push((misfit, Reden::Past { gewicht: misfit }));
        }
        if uren > 0 {
            wegen.push((uren, Reden::Uren { kwartieren, gewicht: uren }));
        }
        wegen.sort_by_key(|(gewicht, _)| std::cmp::Reverse(*gewicht));
        uitleg.redenen.extend(wegen.into_iter().map(|(_, reden)| reden));
        let vrij = !self.verdeling.wensen.vast.contains_key(&uitleg.klant);
        if vrij && !vol && !leeg {
            uitleg.bij_blijven = Some(self.anders(self.hij, self.naar, self.van) + uren);
        }
        if vrij {
            uitleg.in_zijn_plaats = self.in_zijn_plaats();
        }
    }

    /// What it costs more, hours aside, to have a client with `straks` instead of `nu`.
    fn anders(&self, klant: &Klant, nu: usize, straks: usize) -> i64 {
        let gewichten = self.verdeling.wensen.gewichten;
        gewichten.kosten(self.opgave, klant, straks) - gewichten.kosten(self.opgave, klant, nu)
    }

    /// How many quarter-hours it is more out of balance when `terug` of them go back.
    fn scheef(&self, terug: i64) -> i64 {
        let (hier, daar) = (self.hier, self.daar);
        let over = |last: &Last, j: usize, erbij: i64| (last.uren + erbij - self.opgave.klantmanagers[j].doel).abs();
        over(hier, self.van, terug) - over(hier, self.van, 0) + over(daar, self.naar, -terug) - over(daar, self.naar, 0)
    }

    /// Who of those with his klantmanager could go in his place, cheapest and first.
    fn in_zijn_plaats(&self) -> Option<(usize, i64)> {
        let blijft = self.anders(self.hij, self.naar, self.van);
        let kwartier = i64::from(self.verdeling.wensen.gewichten.kwartier);
        let bij_hem = self.hier.wie.iter().copied();
        bij_hem
            .filter(|ander| !self.verdeling.wensen.vast.contains_key(ander))
            .map(|ander| {
                let klant = &self.opgave.klanten[ander];
                let terug = i64::from(self.hij.kwartieren) - i64::from(klant.kwartieren);
                let uren = kwartier * self.scheef(terug);
                (ander, blijft + self.anders(klant, self.van, self.naar) + uren)
            })
            .min_by_key(|(ander, kosten)| (*kosten, *ander))
    }
}
