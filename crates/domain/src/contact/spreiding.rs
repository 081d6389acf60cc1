//! Planning many conversations at once: a plain, fair spread over the days on which a klantmanager works. It proposes;
//! people decide.
//!
//! Four rules, in this order of weight. Who has waited longest goes first: gets a place when there are too few, and the
//! earliest one. Nobody is asked to come before the next conversation counts. Who is past due already comes within two weeks of
//! work, as far as there are places. No day is fuller than it needs to be.
//!
//! 1. *Admit*: in order of due date everybody for whom there is still a place on a day that is late enough.
//! 2. *Spread*: those who can come on the fewest days first, each on the least busy day (of the first two weeks for who is past
//!    due). That gives the numbers per day.
//! 3. *Assign*: day by day, each place to whoever has waited longest of those who may come.
//!
//! Deliberately absent: travel time, preferences and the best of all plans; that is for the optimiser in `analysis`.

use std::collections::HashSet;

use jiff::civil::{Date, Time};

use crate::{
    datum::{dagen, kort},
    id::KlantId,
    werkrooster::{Beschikbaarheid, Tijdvak},
};

/// Conversations begin on the quarter of an hour.
const STAP_MINUTEN: i64 = 15;
/// So many days with free places, from the first, are for who is past due: two weeks of work.
const DAGEN_TE_LAAT: usize = 10;

/// A client to be planned in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TePlannen {
    /// Who.
    pub klant: KlantId,
    /// The first day that counts (see [`crate::contactstand::Contactstand`]); `None`: any day.
    pub vroegst: Option<Date>,
    /// The due date; who has none goes last.
    pub uiterlijk: Option<Date>,
    /// The last day of the benefit, when that is known: nobody is asked to come after it.
    pub tot: Option<Date>,
}

/// A moment that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bezet {
    /// The day.
    pub dag: Date,
    /// From when to when.
    pub tijdvak: Tijdvak,
}

/// Rooms for conversations at a location.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kamers {
    /// How many there are.
    pub aantal: u16,
    /// When others have one.
    pub bezet: Vec<Bezet>,
}

impl Kamers {
    /// Whether one is free all the time. Most are taken at a moment when somebody goes in, so only those moments count.
    fn vrij(&self, dag: Date, gesprek: Tijdvak) -> bool {
        let overlapt = |bezet: &&Bezet| bezet.dag == dag && bezet.tijdvak.overlapt(gesprek);
        let anderen: Vec<&Bezet> = self.bezet.iter().filter(overlapt).collect();
        let begin = |tijdvak: Tijdvak| tijdvak.grenzen().0;
        let tegelijk = |minuut: i64| {
            anderen
                .iter()
                .filter(|bezet| bezet.tijdvak.grenzen().0 <= minuut && minuut < bezet.tijdvak.grenzen().1)
                .count()
        };
        let momenten = anderen.iter().map(|bezet| begin(bezet.tijdvak).max(begin(gesprek)));
        self.aantal > 0 && momenten.map(tegelijk).all(|bezet| bezet < usize::from(self.aantal))
    }
}

/// What the conversations are planned in.
#[derive(Debug, Clone, Copy)]
pub struct Planruimte<'a> {
    /// First day.
    pub van: Date,
    /// Last day.
    pub tot_en_met: Date,
    /// How long each conversation takes.
    pub duur_minuten: i64,
    /// How many conversations a day at most, those that stand in the diary included.
    pub hooguit_per_dag: usize,
    /// When the klantmanager works. Whether the closing days of these years are known is for the asker to ask
    /// ([`crate::termijn::Sluitingsdagen::ontbrekende_jaren`]).
    pub beschikbaarheid: Beschikbaarheid<'a>,
    /// What stands in the diary of the klantmanager.
    pub bezet: &'a [Bezet],
    /// The rooms, when a conversation needs one.
    pub kamers: Option<&'a Kamers>,
}

/// A proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voorstel {
    /// Who.
    pub klant: KlantId,
    /// On which day.
    pub dag: Date,
    /// At what time.
    pub tijd: Time,
}

/// Why there is no proposal for a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NietGepland {
    /// The client stands in the list twice.
    #[error("deze klant staat al eerder in de lijst")]
    Dubbel,
    /// The next conversation counts only after the period.
    #[error("een volgend gesprek telt pas vanaf {}, na het einde van deze periode", kort(*.0))]
    NogNiet(Date),
    /// The working pattern is not known.
    #[error("van deze klantmanager is in deze periode geen werkrooster bekend; vul dat eerst in")]
    RoosterOnbekend,
    /// No day on which the klantmanager works.
    #[error("de klantmanager werkt in deze periode op geen enkele dag")]
    GeenWerkdag,
    /// No stretch of work is long enough.
    #[error("een gesprek van {0} minuten past op geen enkele werkdag; kies een kortere duur")]
    PastNiet(i64),
    /// There is no place before the benefit ends.
    #[error("de uitkering eindigt op {}; voor die dag is er geen plek. Plan dit gesprek zelf, als het nog nodig is", kort(*.0))]
    Eindigt(Date),
    /// Everything is taken, from the first day on which the client may come.
    #[error("er is vanaf {} in deze periode geen plek meer vrij", kort(*.0))]
    Vol(Date),
}

/// A day with its free places, and how many of them are used.
#[derive(Debug)]
struct Plandag {
    dag: Date,
    plekken: Vec<Time>,
    /// Minutes taken, by what stands in the diary and by what is planned.
    druk: i64,
    gebruikt: usize,
}

/// Proposes a moment for every client, or says why not: one answer each, in the order in which they were given. That order
/// changes no answer (but of a client who is given twice, the first counts).
#[must_use]
pub fn spreid(klanten: &[TePlannen], ruimte: &Planruimte<'_>) -> Vec<Result<Voorstel, NietGepland>> {
    let mut dagen = ruimte.dagen();
    let mut antwoorden: Vec<_> = klanten.iter().map(|klant| Err(ruimte.waarom_niet(klant, &dagen))).collect();
    let mut gezien = HashSet::new();
    let mut volgorde = Vec::new();
    for (nummer, klant) in klanten.iter().enumerate() {
        if gezien.insert(klant.klant) {
            volgorde.push(nummer);
        } else {
            antwoorden[nummer] = Err(NietGepland::Dubbel);
        }
    }
    volgorde.sort_by_key(|nummer| {
        let klant = klanten[*nummer];
        (klant.uiterlijk.is_none(), klant.uiterlijk, klant.klant)
    });
    // From which of the days on each may come; beyond the last when on none.
    let vanaf: Vec<usize> =
        klanten.iter().map(|klant| dagen.partition_point(|dag| Some(dag.dag) < klant.vroegst)).collect();

    // Who can come only before the benefit ends chooses first: the others have all the days after it as well.
    let tot = |nummer: usize| {
        let tot = klanten[nummer].tot?;
        Some((tot, dagen.partition_point(|dag| dag.dag <= tot))).filter(|(_, einde)| *einde < dagen.len())
    };
    let eindigt: Vec<_> = volgorde.iter().filter_map(|nummer| Some((*nummer, tot(*nummer)?))).collect();
    volgorde.retain(|nummer| tot(*nummer).is_none());
    for (nummer, (tot, einde)) in eindigt {
        let venster = &mut dagen[vanaf[nummer].min(einde)..einde];
        let plek = neem_plek(venster, ruimte.duur_minuten);
        antwoorden[nummer] = plek
            .map(|(dag, tijd)| Voorstel { klant: klanten[nummer].klant, dag, tijd })
            .ok_or(NietGepland::Eindigt(tot));
    }

    let mut wachtend = laat_toe(volgorde, &vanaf, &dagen);
    let te_laat = |nummer: &usize| klanten[*nummer].uiterlijk.is_some_and(|uiterlijk| uiterlijk < ruimte.van);
    let plaatsen = wachtend.iter().map(|nummer| (vanaf[*nummer], te_laat(nummer))).collect();
    verdeel(plaatsen, &mut dagen, ruimte.duur_minuten);
    for (dag_nummer, dag) in dagen.iter().enumerate() {
        for tijd in &dag.plekken[..dag.gebruikt] {
            let Some(plaats) = wachtend.iter().position(|nummer| vanaf[*nummer] <= dag_nummer) else { continue };
            let nummer = wachtend.remove(plaats);
            antwoorden[nummer] = Ok(Voorstel { klant: klanten[nummer].klant, dag: dag.dag, tijd: *tijd });
        }
    }
    antwoorden
}

/// The first free place on the least busy of these days; it is nobody else's after that.
fn neem_plek(dagen: &mut [Plandag], duur_minuten: i64) -> Option<(Date, Time)> {
    let vrij = dagen.iter_mut().enumerate().filter(|(_, dag)| !dag.plekken.is_empty());
    let (_, dag) = vrij.min_by_key(|(nummer, dag)| (dag.druk, nummer.reverse_bits()))?;
    dag.druk += duur_minuten;
    Some((dag.dag, dag.plekken.remove(0)))
}

/// Those for whom there is a place: in order, as long as no end of the period asks more places than it has.
fn laat_toe(volgorde: Vec<usize>, vanaf: &[usize], dagen: &[Plandag]) -> Vec<usize> {
    // How many places are left on this day and all days after it.
    let mut over: Vec<usize> = dagen.iter().map(|dag| dag.plekken.len()).collect();
    for nummer in (1..over.len()).rev() {
        over[nummer - 1] += over[nummer];
    }
    let past = |nummer: &usize| {
        let eerste = vanaf[*nummer];
        let plaats = eerste < over.len() && over[..=eerste].iter().all(|over| *over > 0);
        if plaats {
            over[..=eerste].iter_mut().for_each(|over| *over -= 1);
        }
        plaats
    };
    volgorde.into_iter().filter(past).collect()
}

/// Settles how many conversations each day gets. Of days that are equally busy the order is that of their reversed binary
/// number (van der Corput): the first, the middle, the quarters; so that few conversations lie as far apart as many. Each
/// client is the first day on which one may come, and whether that one is past due.
///
/// Whoever can come on the fewest days chooses first; then every choice leaves the others a place ([`laat_toe`] counted them).
fn verdeel(mut klanten: Vec<(usize, bool)>, dagen: &mut [Plandag], duur_minuten: i64) {
    klanten.sort_unstable_by(|een, ander| ander.cmp(een));
    for (eerste, te_laat) in klanten {
        let later = dagen.iter_mut().enumerate().skip(eerste);
        let open = later.filter(|(_, dag)| dag.gebruikt < dag.plekken.len());
        // After these two weeks the next day is better than the quietest.
        let haast = |nummer: usize| if te_laat { nummer.saturating_sub(DAGEN_TE_LAAT - 1) } else { 0 };
        if let Some((_, dag)) = open.min_by_key(|(nummer, dag)| (haast(*nummer), dag.druk, nummer.reverse_bits())) {
            dag.gebruikt += 1;
            dag.druk += duur_minuten;
        }
    }
}

impl Planruimte<'_> {
    /// The days that have a free place.
    fn dagen(&self) -> Vec<Plandag> {
        let dagen = dagen(self.van, self.tot_en_met).map(|dag| Plandag {
            dag,
            plekken: self.vrij(dag),
            druk: self.bezet_op(dag).map(Tijdvak::minuten).sum(),
            gebruikt: 0,
        });
        dagen.filter(|dag| !dag.plekken.is_empty()).collect()
    }

    fn bezet_op(&self, dag: Date) -> impl Iterator<Item = Tijdvak> {
        self.bezet.iter().filter(move |bezet| bezet.dag == dag).map(|bezet| bezet.tijdvak)
    }

    /// The times at which a conversation can begin on a day, each after the end of the one before.
    #[must_use]
    pub fn vrij(&self, dag: Date) -> Vec<Time> {
        let mut plekken = Vec::new();
        for blok in self.beschikbaarheid.blokken(dag).unwrap_or_default() {
            let (mut begin, einde) = blok.grenzen();
            while let Some(gesprek) = self.gesprek_vanaf(begin).filter(|gesprek| gesprek.grenzen().1 <= einde) {
                begin = gesprek.grenzen().0 + STAP_MINUTEN;
                if let Some(bezet) = self.bezet_op(dag).find(|bezet| bezet.overlapt(gesprek)) {
                    begin = bezet.grenzen().1;
                } else if self.kamer_vrij(dag, gesprek) {
                    begin = gesprek.grenzen().1;
                    plekken.push(gesprek.van());
                }
            }
        }
        plekken.truncate(self.hooguit_per_dag.saturating_sub(self.bezet_op(dag).count()));
        plekken
    }

    /// A conversation from the first quarter of an hour on or after this minute; `None` when that is no length for one.
    fn gesprek_vanaf(&self, minuut: i64) -> Option<Tijdvak> {
        let begin = (minuut + STAP_MINUTEN - 1) / STAP_MINUTEN * STAP_MINUTEN;
        Tijdvak::van_minuten(begin, begin.saturating_add(self.duur_minuten))
    }

    fn kamer_vrij(&self, dag: Date, gesprek: Tijdvak) -> bool {
        self.kamers.is_none_or(|kamers| kamers.vrij(dag, gesprek))
    }

    /// Why a client who got no place got none.
    fn waarom_niet(&self, klant: &TePlannen, dagen: &[Plandag]) -> NietGepland {
        if let Some(vroegst) = klant.vroegst.filter(|vroegst| *vroegst > self.tot_en_met) {
            return NietGepland::NogNiet(vroegst);
        }
        let vol = NietGepland::Vol(klant.vroegst.map_or(self.van, |vroegst| vroegst.max(self.van)));
        if !dagen.is_empty() {
            return vol;
        }
        let werk: Vec<_> =
            crate::datum::dagen(self.van, self.tot_en_met).map(|dag| self.beschikbaarheid.blokken(dag)).collect();
        let mut blokken = werk.iter().flatten().flatten();
        match blokken.clone().next() {
            None if werk.iter().any(Option::is_none) => NietGepland::RoosterOnbekend,
            None => NietGepland::GeenWerkdag,
            Some(_) if !blokken.any(|blok| self.past_in(*blok)) => NietGepland::PastNiet(self.duur_minuten),
            Some(_) => vol,
        }
    }

    fn past_in(&self, blok: Tijdvak) -> bool {
        let (begin, einde) = blok.grenzen();
        self.gesprek_vanaf(begin).is_some_and(|gesprek| gesprek.grenzen().1 <= einde)
    }
}

#[cfg(test)]
mod tests;
mod toets;

pub use self::toets::{NietMogelijk, toets};
