//! The part of the problem of one klantmanager: no other part touches it.

use super::weken::{Pattern, Weken, patterns};
use crate::opgave::{Klant, NIET_GEPLAND, WEKEN};

/// So many weeks after this quarter a conversation counts as held when it is not planned: worse than any week of it.
const LATER: u32 = 5;

/// The quarter-hours of a week that cost nothing: above 85 percent it has no room for what comes between.
pub(super) fn zonder_kosten(ruimte: i64) -> i64 {
    ruimte * 17 / 20
}

/// What leaving a conversation for the next quarter costs.
pub(super) fn later(klant: &Klant, q: usize) -> u32 {
    let weken = (u32::from(NIET_GEPLAND) + LATER).saturating_sub(u32::from(klant.uiterlijk[q]));
    klant.gewicht.saturating_mul(weken)
}

/// What holding a conversation in a week (from 0) costs.
pub(super) fn te_laat(klant: &Klant, q: usize, week: usize) -> u32 {
    let week = u32::try_from(week + 1).unwrap_or(u32::MAX);
    klant.gewicht.saturating_mul(week.saturating_sub(u32::from(klant.uiterlijk[q])))
}

/// The conversations of one client, with where each may stand.
pub(super) struct Gesprekken<'a> {
    klant: &'a Klant,
    /// The week of what is fixed, from 1.
    vast: &'a [Option<u8>],
    /// The weeks in which a conversation of this length fits.
    open: Weken,
}

impl<'a> Gesprekken<'a> {
    pub(super) fn new(klant: &'a Klant, ruimte: &[u32; WEKEN], vast: &'a [Option<u8>]) -> Self {
        let open =
            ruimte.iter().enumerate().fold(0, |set, (week, ruimte)| set | Weken::from(klant.lengte <= *ruimte) << week);
        // A week without time is no week, not even for a conversation that takes none.
        let leeg = ruimte.iter().enumerate().fold(0, |set, (week, ruimte)| set | Weken::from(*ruimte == 0) << week);
        Self { klant, vast, open: open & !leeg }
    }

    pub(super) fn aantal(&self) -> usize {
        self.vast.len()
    }

    /// Where a conversation may stand (from 0; nothing for the next quarter), with the cost of each.
    pub(super) fn keuzes(&self, q: usize) -> impl Iterator<Item = (Option<usize>, u32)> + '_ {
        let vast = self.vast[q];
        (0..WEKEN)
            .filter(move |&week| match vast {
                Some(vast) => week + 1 == usize::from(vast),
                None => week + 1 >= usize::from(self.klant.vroegst[q]) && self.open >> week & 1 == 1,
            })
            .map(move |week| (Some(week), te_laat(self.klant, q, week)))
            .chain(vast.is_none_or(|vast| vast == NIET_GEPLAND).then(|| (None, later(self.klant, q))))
    }
}

/// What is to be decided for one client.
#[derive(Debug, Clone)]
pub(super) struct Client {
    /// Quarter-hours of a conversation.
    pub(super) len: i64,
    /// The ways to plan it, the cheapest first.
    pub(super) patterns: Vec<Pattern>,
}

/// One klantmanager: what is to be decided, and the time there is.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) clients: Vec<Client>,
    /// The lengths that occur.
    pub(super) lengths: Vec<i64>,
    /// Quarter-hours per week that there are.
    pub(super) room: [i64; WEKEN],
    /// Quarter-hours per week above which each costs one.
    pub(super) free: [i64; WEKEN],
}

impl Part {
    pub(super) fn new(ruimte: &[u32; WEKEN], klanten: &[Gesprekken<'_>]) -> Self {
        let room = ruimte.map(i64::from);
        let clients: Vec<Client> = klanten
            .iter()
            .map(|klant| {
                let patterns = patterns(klant);
                let planned = patterns.iter().any(|pattern| pattern.weeks != 0);
                Client { len: if planned { i64::from(klant.klant.lengte) } else { 0 }, patterns }
            })
            .collect();
        let mut lengths: Vec<i64> = clients.iter().map(|client| client.len).collect();
        lengths.sort_unstable();
        lengths.dedup();
        Self { clients, lengths, room, free: room.map(zonder_kosten) }
    }

    /// What a week costs with so many quarter-hours.
    pub(super) fn over(&self, week: usize, load: i64) -> i64 {
        (load - self.free[week]).max(0)
    }

    /// The weeks somebody can be spoken to in.
    pub(super) fn weeks(&self) -> Vec<usize> {
        (0..WEKEN).filter(|&week| self.room[week] > 0).collect()
    }

    /// Whether somebody has no way left to be planned.
    pub(super) fn impossible(&self) -> bool {
        self.clients.iter().any(|client| client.patterns.is_empty())
    }
}

/// Puts so many quarter-hours in every week of a set.
pub(super) fn add(load: &mut [i64; WEKEN], weeks: Weken, len: i64) {
    for (week, load) in load.iter_mut().enumerate() {
        *load += i64::from(weeks >> week & 1) * len;
    }
}
