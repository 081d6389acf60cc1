//! Why a client moves, in a sentence, from how things stand today: what is wrong with where he is, or what is missing where he goes.

use analysis::opgave::{Klant, Klantmanager, Opgave};

/// How things stand today.
pub(super) struct Nu<'a> {
    opgave: &'a Opgave,
    /// Clients and quarter-hours of each klantmanager.
    heeft: Vec<(u32, i64)>,
}

impl<'a> Nu<'a> {
    pub(super) fn van(opgave: &'a Opgave) -> Self {
        let mut heeft = vec![(0, 0); opgave.klantmanagers.len()];
        for klant in &opgave.klanten {
            if let Some((klanten, kwartieren)) = huidig(klant).and_then(|wie| heeft.get_mut(wie)) {
                *klanten += 1;
                *kwartieren += i64::from(klant.kwartieren);
            }
        }
        Self { opgave, heeft }
    }

    /// Why this client goes to this klantmanager. The strongest reason is the one that is told.
    pub(super) fn waarom(&self, klant: &Klant, naar: usize) -> &'static str {
        let wie = |wie: usize| Some((self.opgave.klantmanagers.get(wie)?, *self.heeft.get(wie)?));
        let Some((nieuw, (nieuw_klanten, nieuw_kwartieren))) = wie(naar) else { return "" };
        let Some((oud, (oud_klanten, oud_kwartieren))) = huidig(klant).and_then(wie) else {
            return "Heeft nog geen klantmanager, of een die geen klanten meer begeleidt.";
        };
        let past = |wie: &Klantmanager| wie.past_bij(klant);
        if !past(oud) && past(nieuw) {
            "Vraagt kennis die de huidige klantmanager niet heeft, en de nieuwe wel."
        } else if oud_klanten > oud.hoogstens {
            "De huidige klantmanager heeft meer klanten dan zijn maximum."
        } else if nieuw_klanten < nieuw.minstens {
            "De nieuwe klantmanager heeft minder klanten dan zijn minimum."
        } else if oud_kwartieren > oud.doel {
            "De huidige klantmanager heeft meer gespreksuren dan zijn deel."
        } else if nieuw_kwartieren < nieuw.doel {
            "De nieuwe klantmanager heeft minder gespreksuren dan zijn deel."
        } else {
            "Maakt plaats voor een klant die hier beter past."
        }
    }
}

fn huidig(klant: &Klant) -> Option<usize> {
    usize::try_from(klant.huidig).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn klantmanager(specialismen: &[&str], (minstens, hoogstens): (u32, u32), doel: i64) -> Klantmanager {
        let specialismen = specialismen.iter().map(|is| (*is).to_owned()).collect();
        Klantmanager { specialismen, minstens, hoogstens, doel, ruimte: [0; analysis::opgave::WEKEN] }
    }

    fn klant(behoefte: &str, huidig: i64, kwartieren: u32) -> Klant {
        Klant {
            behoefte: behoefte.to_owned(),
            huidig,
            gewicht: 1,
            gesprekken: 0,
            lengte: 0,
            kwartieren,
            uiterlijk: Vec::new(),
            vroegst: Vec::new(),
            planner: 0,
        }
    }

    /// Nadia has three clients where two are the most; Piet knows more of statushouders; Petra has hours left.
    #[test]
    fn the_strongest_reason_is_told() {
        let opgave = Opgave {
            klantmanagers: vec![
                klantmanager(&[], (0, 2), 100),
                klantmanager(&["statushouder"], (0, 9), 4),
                klantmanager(&[], (1, 9), 50),
            ],
            klanten: vec![
                klant("algemeen", 0, 8),
                klant("statushouder", 0, 8),
                klant("algemeen", 0, 8),
                klant("algemeen", 1, 8),
                klant("algemeen", -1, 8),
            ],
        };
        let nu = Nu::van(&opgave);
        let waarom = |wie: usize, naar| nu.waarom(&opgave.klanten[wie], naar);
        assert!(waarom(1, 1).starts_with("Vraagt kennis"));
        assert!(waarom(0, 2).starts_with("De huidige klantmanager heeft meer klanten"));
        assert!(waarom(3, 2).starts_with("De nieuwe klantmanager heeft minder klanten"));
        assert!(waarom(3, 0).starts_with("De huidige klantmanager heeft meer gespreksuren"));
        assert!(waarom(4, 0).starts_with("Heeft nog geen"));
    }
}
