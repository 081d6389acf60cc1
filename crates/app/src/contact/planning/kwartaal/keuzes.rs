//! The weeks somebody chose himself, as the address of a proposal holds them.

use std::collections::{BTreeMap, HashMap};

use analysis::opgave::NIET_GEPLAND;
use domain::{id::KlantId, kwartaal::Kwartaal};
use jiff::civil::Date;

use super::super::actions::Bevestigd;

/// In the address, when somebody planned with other weeks typed in: what would be planned is looked at first.
pub(in crate::contact::planning) const NAKIJKEN: &str = "nakijken";
/// The name in the address of a week that somebody chose.
const VAST: &str = "vast";
/// Before the id of a client, in the name of a field: his week, in the proposal; and the week of one who is not in it.
const WEEK: &str = "week.";
const ERBIJ: &str = "erbij.";

/// The week of everybody for whom somebody chose one; [`NIET_GEPLAND`] for not this quarter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::contact::planning) struct Zelf(pub(in crate::contact::planning) BTreeMap<KlantId, u8>);

/// What was typed in a field for a week.
enum Getypt {
    Niets,
    Week(u8),
    Onleesbaar,
}

fn getypt(tekst: &str, kwartaal: Kwartaal) -> Getypt {
    match tekst.trim() {
        "" => Getypt::Niets,
        tekst => {
            tekst.parse().ok().and_then(|nummer| kwartaal.met_nummer(nummer)).map_or(Getypt::Onleesbaar, Getypt::Week)
        }
    }
}

impl Zelf {
    /// As the address has it: `vast={id}~51`, and 0 for not this quarter. What cannot be read is left out.
    pub(in crate::contact::planning) fn lees(velden: &[(String, String)], kwartaal: Kwartaal) -> Self {
        let lees = |waarde: &str| {
            let (klant, nummer) = waarde.split_once('~')?;
            let nummer: u8 = nummer.parse().ok()?;
            let week = if nummer == 0 { NIET_GEPLAND } else { kwartaal.met_nummer(nummer)? };
            Some((klant.parse().ok()?, week))
        };
        Self(velden.iter().filter(|(naam, _)| naam == VAST).filter_map(|(_, waarde)| lees(waarde)).collect())
    }

    /// The same, to be read again.
    pub(in crate::contact::planning) fn velden(&self, kwartaal: Kwartaal) -> impl Iterator<Item = (String, String)> {
        self.0.iter().map(move |(klant, week)| {
            let nummer = if *week == NIET_GEPLAND { 0 } else { kwartaal.nummer(*week) };
            (VAST.to_owned(), format!("{klant}~{nummer}"))
        })
    }

    /// What was asked, without what somebody did on the page of the proposal.
    pub(in crate::contact::planning) fn zonder(velden: &[(String, String)]) -> Vec<(String, String)> {
        let eigen = |naam: &str| {
            ["actie", "tot", NAKIJKEN, VAST].contains(&naam) || naam.starts_with(WEEK) || naam.starts_with(ERBIJ)
        };
        velden.iter().filter(|(naam, _)| !eigen(naam)).cloned().collect()
    }

    /// What somebody did on the page: other weeks typed, boxes unchecked, people added. And for whom what was typed that is no week.
    pub(in crate::contact::planning) fn met(
        mut self,
        velden: &[(String, String)],
        rijen: &[Bevestigd],
        kwartaal: Kwartaal,
    ) -> (Self, Vec<(KlantId, String)>) {
        let voorgesteld: HashMap<KlantId, Date> = rijen.iter().map(|rij| (rij.klant, rij.moment.date())).collect();
        let mut onleesbaar = Vec::new();
        for (naam, waarde) in velden {
            let (Some(klant), erbij) = (klant(naam), naam.starts_with(ERBIJ)) else { continue };
            let stond = voorgesteld.get(&klant).and_then(|dag| kwartaal.week_van(*dag));
            match getypt(waarde, kwartaal) {
                Getypt::Onleesbaar => onleesbaar.push((klant, waarde.trim().to_owned())),
                Getypt::Niets if erbij => {}
                // Unchecked, or with an empty week: not this quarter.
                Getypt::Niets => drop(self.0.insert(klant, NIET_GEPLAND)),
                Getypt::Week(_) if !erbij && stond.is_none() => drop(self.0.insert(klant, NIET_GEPLAND)),
                // As it was proposed: what was chosen before, stays chosen.
                Getypt::Week(week) if stond == Some(week) => {}
                Getypt::Week(week) => drop(self.0.insert(klant, week)),
            }
        }
        (self, onleesbaar)
    }

    /// Whether a page that plans what is checked has other weeks typed in than those it would plan.
    pub(in crate::contact::planning) fn anders(
        velden: &[(String, String)],
        rijen: &[Bevestigd],
        kwartaal: Kwartaal,
    ) -> bool {
        let voorgesteld: HashMap<KlantId, Date> = rijen.iter().map(|rij| (rij.klant, rij.moment.date())).collect();
        velden.iter().any(|(naam, waarde)| match (klant(naam), naam.starts_with(ERBIJ)) {
            (None, _) => false,
            (Some(_), true) => !waarde.trim().is_empty(),
            (Some(klant), false) => voorgesteld.get(&klant).is_some_and(
                |dag| !matches!(getypt(waarde, kwartaal), Getypt::Week(week) if kwartaal.week_van(*dag) == Some(week)),
            ),
        })
    }
}

/// Whose week a field is.
fn klant(naam: &str) -> Option<KlantId> {
    naam.strip_prefix(WEEK).or_else(|| naam.strip_prefix(ERBIJ))?.parse().ok()
}
