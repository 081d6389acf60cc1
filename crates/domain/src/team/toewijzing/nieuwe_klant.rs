//! A new client gets a klantmanager the same day (Haarlem, 2016): whoever has the lightest caseload for the hours worked.
//! Hours are weighed when they are known of everybody who works, heads otherwise: comparing the one with the other would be
//! comparing nothing. The rule is shown with its outcome; a person may choose otherwise.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use crate::{
    belasting::{Belasting, in_uren},
    geld::thousands,
    id::GebruikerId,
    werkrooster::VOLTIJD_MINUTEN_PER_WEEK,
};

/// Somebody who could get the client: an active klantmanager.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kandidaat {
    /// Who.
    pub klantmanager: GebruikerId,
    /// `Nadia el Amrani`.
    pub naam: String,
    /// How heavy the caseload is.
    pub belasting: Belasting,
    /// Minutes worked in a week; `None` when not known, which then counts as a full week.
    pub minuten_per_week: Option<i64>,
}

/// By what caseloads are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weging {
    /// Hours asked for each hour worked.
    Uren,
    /// Clients for each hour worked.
    Klanten,
}

impl Weging {
    fn van(kandidaten: &[&Kandidaat]) -> Self {
        let bekend = |k: &&Kandidaat| k.belasting.gevraagd.is_some() && k.belasting.werktijd.is_some();
        if kandidaten.iter().all(bekend) { Self::Uren } else { Self::Klanten }
    }

    /// What there is to do, and the time for it.
    fn last(self, kandidaat: &Kandidaat) -> (i64, i64) {
        let Belasting { klanten, gevraagd, werktijd, .. } = kandidaat.belasting;
        match self {
            Self::Uren => (gevraagd.unwrap_or(0), werktijd.unwrap_or(0)),
            Self::Klanten => (klanten, kandidaat.minuten_per_week.unwrap_or(VOLTIJD_MINUTEN_PER_WEEK)),
        }
    }

    /// Why somebody got a client, in the history of that client.
    #[must_use]
    pub const fn reden(self) -> &'static str {
        match self {
            Self::Uren => "verdeelregel: lichtste belasting in uren",
            Self::Klanten => "verdeelregel: minste klanten voor de werktijd",
        }
    }

    /// The rule in a sentence.
    #[must_use]
    pub const fn in_woorden(self) -> &'static str {
        match self {
            Self::Uren => {
                "Een nieuwe klant gaat naar wie de lichtste belasting heeft: de uren die de contactnorm voor de klanten vraagt, \
                 gedeeld door de uren die iemand werkt."
            }
            Self::Klanten => {
                "Een nieuwe klant gaat naar wie de minste klanten heeft voor de werktijd. De uren tellen niet mee, omdat niet \
                 van iedereen de werktijd en de norm bekend zijn."
            }
        }
    }
}

/// Who gets the client, and why: a sentence for the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keuze {
    /// Who.
    pub klantmanager: GebruikerId,
    /// By what it was decided.
    pub weging: Weging,
    /// Why.
    pub reden: String,
}

/// Somebody in the row of who is next.
#[derive(Debug, Clone, Copy)]
struct Plaats {
    last: i64,
    tijd: i64,
    /// Place by name.
    rang: usize,
}

impl Ord for Plaats {
    fn cmp(&self, ander: &Self) -> Ordering {
        // a/b < c/d without rounding: both sides times both times.
        let links = i128::from(self.last) * i128::from(ander.tijd);
        let rechts = i128::from(ander.last) * i128::from(self.tijd);
        links.cmp(&rechts).then(self.rang.cmp(&ander.rang))
    }
}

impl PartialOrd for Plaats {
    fn partial_cmp(&self, ander: &Self) -> Option<Ordering> {
        Some(self.cmp(ander))
    }
}

impl PartialEq for Plaats {
    fn eq(&self, ander: &Self) -> bool {
        self.cmp(ander) == Ordering::Equal
    }
}

impl Eq for Plaats {}

/// Spreads many new clients: each goes to whoever then has the lightest load, so that not one colleague gets them all.
#[derive(Debug)]
pub struct Verdeler {
    weging: Weging,
    /// By name.
    kandidaten: Vec<Kandidaat>,
    plaatsen: Vec<Plaats>,
    rangen: BTreeMap<GebruikerId, usize>,
    /// The lightest first.
    rij: BTreeSet<Plaats>,
}

impl Verdeler {
    /// Among these; nobody who works no hours takes part. `None` when there is nobody left.
    #[must_use]
    pub fn nieuw(kandidaten: &[Kandidaat]) -> Option<Self> {
        let werkt = |k: &&Kandidaat| k.minuten_per_week != Some(0) && k.belasting.werktijd.is_none_or(|tijd| tijd > 0);
        let mut werkend: Vec<&Kandidaat> = kandidaten.iter().filter(werkt).collect();
        werkend.sort_by(|een, twee| (&een.naam, een.klantmanager).cmp(&(&twee.naam, twee.klantmanager)));
        let weging = Weging::van(&werkend);
        let plaats = |(rang, kandidaat): (usize, &&Kandidaat)| {
            let (last, tijd) = weging.last(kandidaat);
            Plaats { last, tijd, rang }
        };
        let plaatsen: Vec<Plaats> = werkend.iter().enumerate().map(plaats).collect();
        let rij: BTreeSet<Plaats> = plaatsen.iter().copied().collect();
        let rangen = werkend.iter().enumerate().map(|(rang, kandidaat)| (kandidaat.klantmanager, rang)).collect();
        let kandidaten = werkend.into_iter().cloned().collect();
        (!rij.is_empty()).then_some(Self { weging, kandidaten, plaatsen, rangen, rij })
    }

    /// By what it weighs.
    #[must_use]
    pub const fn weging(&self) -> Weging {
        self.weging
    }

    fn verzwaar(&mut self, rang: usize, minuten: i64) {
        let plaats = &mut self.plaatsen[rang];
        self.rij.remove(plaats);
        plaats.last += match self.weging {
            Weging::Uren => minuten,
            Weging::Klanten => 1,
        };
        self.rij.insert(*plaats);
    }

    /// Gives a client, for whom the norm asks so many minutes a year, to whoever is next.
    pub fn geef(&mut self, minuten: i64) -> Option<GebruikerId> {
        let rang = self.rij.first()?.rang;
        self.verzwaar(rang, minuten);
        Some(self.kandidaten[rang].klantmanager)
    }

    /// Somebody got a client otherwise: that counts too.
    pub fn tel(&mut self, wie: GebruikerId, minuten: i64) {
        if let Some(rang) = self.rangen.get(&wie) {
            self.verzwaar(*rang, minuten);
        }
    }

    /// Who is next, and why.
    #[must_use]
    pub fn eerste(&self) -> Option<Keuze> {
        let kandidaat = &self.kandidaten[self.rij.first()?.rang];
        let last = in_woorden(self.weging, kandidaat);
        let reden = match (self.rij.len(), self.weging) {
            (1, _) => format!("{} is de enige klantmanager: {last}.", kandidaat.naam),
            (aantal, Weging::Uren) => {
                format!("{} heeft van {aantal} klantmanagers de lichtste belasting: {last}.", kandidaat.naam)
            }
            (aantal, Weging::Klanten) => format!(
                "{} heeft van {aantal} klantmanagers de lichtste caseload voor de werktijd: {last}.",
                kandidaat.naam
            ),
        };
        Some(Keuze { klantmanager: kandidaat.klantmanager, weging: self.weging, reden })
    }
}

fn in_woorden(weging: Weging, kandidaat: &Kandidaat) -> String {
    let belasting = kandidaat.belasting;
    let klanten = match belasting.klanten {
        1 => "1 klant".to_owned(),
        aantal => format!("{} klanten", thousands(aantal.unsigned_abs())),
    };
    match (weging, belasting.gevraagd, belasting.procent(), belasting.werktijd) {
        (Weging::Uren, Some(gevraagd), Some(procent), _) => {
            format!("{procent} % ({klanten}, {} per jaar)", in_uren(gevraagd))
        }
        (Weging::Uren, Some(gevraagd), None, Some(werktijd)) => {
            format!("{klanten}, {} per jaar op {} werktijd", in_uren(gevraagd), in_uren(werktijd))
        }
        _ => {
            let uren = kandidaat.minuten_per_week.map_or_else(
                || "een volle week (de werktijd is niet bekend)".to_owned(),
                |minuten| format!("{} uur per week", minuten / 60),
            );
            format!("{klanten} op {uren}")
        }
    }
}

/// Chooses the klantmanager with the lowest load relative to hours; of equals, the first by name. Nobody when there is nobody
/// who works.
#[must_use]
pub fn kies_klantmanager(kandidaten: &[Kandidaat]) -> Option<Keuze> {
    Verdeler::nieuw(kandidaten)?.eerste()
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};
    use uuid::Uuid;

    use super::*;

    fn kandidaat(nummer: u128, naam: &str, klanten: i64, uren: Option<i64>) -> Kandidaat {
        Kandidaat {
            klantmanager: Uuid::from_u128(nummer).into(),
            naam: naam.to_owned(),
            belasting: Belasting { klanten, ..Belasting::default() },
            minuten_per_week: uren.map(|uren| uren * 60),
        }
    }

    /// With hours: so many asked and worked in a year.
    fn met_uren(nummer: u128, naam: &str, klanten: i64, gevraagd: i64, werktijd: i64) -> Kandidaat {
        let uren = |uren: i64| Some(uren * 60);
        let belasting = Belasting { klanten, gevraagd: uren(gevraagd), werktijd: uren(werktijd), aandeel: Some(25) };
        Kandidaat { belasting, ..kandidaat(nummer, naam, klanten, Some(werktijd / 48)) }
    }

    #[test]
    fn the_lightest_caseload_for_the_hours_gets_the_client() {
        let nadia = || kandidaat(1, "Nadia el Amrani", 80, Some(32));
        for (waarom, anderen, verwacht) in [
            ("fewer clients in as many hours", vec![kandidaat(2, "Piet Smit", 79, Some(32))], 2),
            ("fewer clients, but half the hours", vec![kandidaat(2, "Piet Smit", 60, Some(16))], 1),
            ("equal: by name", vec![kandidaat(2, "Mo Aydın", 40, Some(16))], 2),
            ("hours not known: a full week", vec![kandidaat(2, "Piet Smit", 89, None)], 2),
            ("who works no hours gets nobody", vec![kandidaat(2, "Piet Smit", 0, Some(0))], 1),
            ("hours asked known of one only: heads", vec![met_uren(2, "Piet Smit", 81, 1, 1_536)], 1),
        ] {
            let mut alle = vec![nadia()];
            alle.extend(anderen);
            let keuze = kies_klantmanager(&alle).unwrap();
            assert_eq!(keuze.klantmanager, Uuid::from_u128(verwacht).into(), "{waarom}: {}", keuze.reden);
            assert_eq!(keuze.weging, Weging::Klanten, "{waarom}");
        }
        assert_eq!(kies_klantmanager(&[]), None);
    }

    #[test]
    fn hours_count_when_they_are_known_of_everybody() {
        let nadia = || met_uren(1, "Nadia el Amrani", 80, 320, 1_536);
        for (waarom, anderen, verwacht) in [
            ("more clients who ask fewer hours", vec![met_uren(2, "Piet Smit", 90, 300, 1_536)], 2),
            ("as many hours asked, half the time", vec![met_uren(2, "Piet Smit", 80, 320, 768)], 1),
            ("away all year gets nobody", vec![met_uren(2, "Piet Smit", 0, 0, 0)], 1),
        ] {
            let mut alle = vec![nadia()];
            alle.extend(anderen);
            let keuze = kies_klantmanager(&alle).unwrap();
            assert_eq!(keuze.klantmanager, Uuid::from_u128(verwacht).into(), "{waarom}: {}", keuze.reden);
            assert_eq!(keuze.weging, Weging::Uren, "{waarom}");
        }
    }

    #[test]
    fn the_choice_says_why() {
        let kandidaten = [kandidaat(1, "Nadia el Amrani", 80, Some(32)), kandidaat(2, "Piet Smit", 79, None)];
        let reden = kies_klantmanager(&kandidaten).unwrap().reden;
        assert_eq!(
            reden,
            "Piet Smit heeft van 2 klantmanagers de lichtste caseload voor de werktijd: 79 klanten op een volle week (de \
             werktijd is niet bekend)."
        );
        let reden = kies_klantmanager(&kandidaten[..1]).unwrap().reden;
        assert_eq!(reden, "Nadia el Amrani is de enige klantmanager: 80 klanten op 32 uur per week.");
        let uren = [met_uren(1, "Nadia el Amrani", 80, 320, 1_536), met_uren(2, "Piet Smit", 90, 300, 1_536)];
        assert_eq!(
            kies_klantmanager(&uren).unwrap().reden,
            "Piet Smit heeft van 2 klantmanagers de lichtste belasting: 78 % (90 klanten, 300 uur per jaar)."
        );
    }

    proptest! {
        /// However they stood, whoever got a client was the lightest just before: nobody ends above the heaviest of before
        /// and of the fair share with one client more.
        #[test]
        fn new_clients_are_spread(
            begin in vec((0_i64..20_000, 1_i64..100_000), 1..12), klanten in vec(1_i64..600, 0..200),
        ) {
            let kandidaten: Vec<Kandidaat> = (0..).zip(&begin).map(|(nummer, (gevraagd, werktijd))| {
                let belasting =
                    Belasting { klanten: 1, gevraagd: Some(*gevraagd), werktijd: Some(*werktijd), aandeel: None };
                Kandidaat { belasting, ..kandidaat(nummer, "Iemand", 1, Some(36)) }
            }).collect();
            let mut verdeler = Verdeler::nieuw(&kandidaten).unwrap();
            let mut last: BTreeMap<_, (i64, i64)> = kandidaten.iter()
                .map(|k| (k.klantmanager, (k.belasting.gevraagd.unwrap(), k.belasting.werktijd.unwrap()))).collect();
            for minuten in klanten {
                let wie = verdeler.geef(minuten).unwrap();
                let (gevraagd, tijd) = last[&wie];
                let lichtste = last.values().all(|(g, t)| gevraagd * t <= g * tijd);
                prop_assert!(lichtste);
                last.get_mut(&wie).unwrap().0 += minuten;
            }
        }
    }
}
