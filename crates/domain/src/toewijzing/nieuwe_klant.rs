//! A new client gets a klantmanager the same day (Haarlem, 2016): whoever has the lightest caseload for the hours worked.
//! Heads are weighed, because of a client nobody has seen the hours are not known yet. The rule is shown with its outcome; a
//! person may choose otherwise.

use crate::{geld::thousands, id::GebruikerId, werkrooster::VOLTIJD_MINUTEN_PER_WEEK};

/// Somebody who could get the client: an active klantmanager.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kandidaat {
    /// Who.
    pub klantmanager: GebruikerId,
    /// `Nadia el Amrani`.
    pub naam: String,
    /// Clients with a running benefit now.
    pub klanten: i64,
    /// Minutes worked in a week; `None` when not known, which then counts as a full week.
    pub minuten_per_week: Option<i64>,
}

impl Kandidaat {
    fn minuten(&self) -> i64 {
        self.minuten_per_week.unwrap_or(VOLTIJD_MINUTEN_PER_WEEK)
    }
}

/// Who gets the client, and why: a sentence for the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keuze {
    /// Who.
    pub klantmanager: GebruikerId,
    /// Why.
    pub reden: String,
}

/// Chooses the klantmanager with the lowest load relative to hours; of equals, the first by name. Nobody when there is nobody
/// who works.
#[must_use]
pub fn kies_klantmanager(kandidaten: &[Kandidaat]) -> Option<Keuze> {
    let werkend: Vec<&Kandidaat> = kandidaten.iter().filter(|k| k.minuten() > 0).collect();
    // a/b < c/d without rounding: both sides times both weeks.
    let gekozen = *werkend.iter().min_by(|een, twee| {
        let links = een.klanten.saturating_mul(twee.minuten());
        let rechts = twee.klanten.saturating_mul(een.minuten());
        links.cmp(&rechts).then_with(|| (&een.naam, een.klantmanager).cmp(&(&twee.naam, twee.klantmanager)))
    })?;
    let klanten = match gekozen.klanten {
        1 => "1 klant".to_owned(),
        aantal => format!("{} klanten", thousands(aantal.unsigned_abs())),
    };
    let uren = gekozen.minuten_per_week.map_or_else(
        || "een volle week (de werktijd is niet bekend)".to_owned(),
        |minuten| format!("{} uur per week", minuten / 60),
    );
    let reden = match werkend.len() {
        1 => format!("{} is de enige klantmanager: {klanten} op {uren}.", gekozen.naam),
        aantal => format!(
            "{} heeft van {aantal} klantmanagers de lichtste caseload voor de werktijd: {klanten} op {uren}.",
            gekozen.naam
        ),
    };
    Some(Keuze { klantmanager: gekozen.klantmanager, reden })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn kandidaat(nummer: u128, naam: &str, klanten: i64, uren: Option<i64>) -> Kandidaat {
        Kandidaat {
            klantmanager: Uuid::from_u128(nummer).into(),
            naam: naam.to_owned(),
            klanten,
            minuten_per_week: uren.map(|uren| uren * 60),
        }
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
        ] {
            let mut alle = vec![nadia()];
            alle.extend(anderen);
            let keuze = kies_klantmanager(&alle).unwrap();
            assert_eq!(keuze.klantmanager, Uuid::from_u128(verwacht).into(), "{waarom}: {}", keuze.reden);
        }
        assert_eq!(kies_klantmanager(&[]), None);
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
    }
}
