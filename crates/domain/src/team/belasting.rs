//! How heavy a caseload is (*belasting*): the hours that the contact norm asks for its clients, against the hours there are
//! for them. Haarlem went from 120 clients per klantmanager to 80 without a paper that says how many hours that takes; here
//! every part of the sum is data, and what nobody laid down is *unknown*, never zero.
//!
//! Asked: for each client with a running benefit the minutes a year of the rule that holds *on that day*: maatwerk, else
//! the norm of the exempt, else that of the segment ([`crate::contactstand::Invoer::regel_op`]). No norm: unknown.
//!
//! Available: 52 weeks from the Monday of that week by the working pattern *of that day*, less weekends, holidays, days on
//! which the municipality is closed, and absence that is known ([`Jaarkalender::minuten`]). No pattern: unknown.
//!
//! Against each other only with the share of working time that is for contact with clients ([`Contactaandeel`]). No paper of
//! Haarlem names one, so it is an assumption of the municipality, dated and with its source. Without one there are hours on
//! both sides and no percentage.
//!
//! Deliberately absent: a share that ships. 1,360 *productive hours* a year is often heard and nowhere in the papers.

mod verleden;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::verleden::{Telling, Verleden, Weekbelasting, maandagen_van, per_week, weken_boven};
use crate::{
    codelijst::Code,
    contactnorm::Contactnorm,
    datum::{Periode, plus_dagen},
    termijn::Werkkalender,
    werkrooster::{Afwezigheid, Werkrooster, rooster_op},
};

/// Above this percentage a caseload counts as too heavy, unless one asks for another: the figure in the question *who was
/// above 110 per cent for how many weeks*.
pub const DREMPEL: i64 = 110;

/// Which part of the working time is for contact with clients, from a day on: an assumption of the municipality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contactaandeel {
    /// From which day on; until the next one begins.
    pub vanaf: Date,
    /// In per cent, 1 to 100.
    pub procent: i64,
    /// On what it rests.
    pub bron: String,
}

/// Why a share is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContactaandeelGeweigerd {
    /// Not a share.
    #[error("vul een percentage in van 1 tot en met 100")]
    Procent,
    /// An assumption says on what it rests.
    #[error("schrijf op waarop dit aandeel berust")]
    BronNodig,
}

impl Contactaandeel {
    /// Checks a share that somebody laid down.
    pub fn stel_vast(self) -> Result<Self, ContactaandeelGeweigerd> {
        if !(1..=100).contains(&self.procent) {
            return Err(ContactaandeelGeweigerd::Procent);
        }
        if self.bron.trim().is_empty() {
            return Err(ContactaandeelGeweigerd::BronNodig);
        }
        Ok(self)
    }
}

/// The share that holds on a day: of those that have begun the last.
#[must_use]
pub fn aandeel_op(aandelen: &[Contactaandeel], dag: Date) -> Option<&Contactaandeel> {
    aandelen.iter().filter(|aandeel| aandeel.vanaf <= dag).max_by_key(|aandeel| aandeel.vanaf)
}

/// Clients who are weighed alike on a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Groep {
    /// In this segment, or in none.
    Segment(Option<Code>),
    /// Exempt from looking for work.
    Ontheven,
    /// With an agreement of their own, of so many minutes a year.
    Maatwerk(i64),
}

impl Groep {
    /// What a norm asks for one of them in a year, in minutes.
    #[must_use]
    pub fn minuten(&self, norm: &Contactnorm) -> i64 {
        match self {
            Self::Segment(segment) => norm.regel(segment.as_ref()).minuten_per_jaar,
            Self::Ontheven => norm.ontheven.as_ref().map_or(0, |regel| regel.minuten_per_jaar),
            Self::Maatwerk(minuten) => *minuten,
        }
    }
}

/// What is asked of a klantmanager, and what there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Belasting {
    /// Heads: clients with a running benefit.
    pub klanten: i64,
    /// Minutes that the norm asks for them in a year; `None` without a norm.
    pub gevraagd: Option<i64>,
    /// Minutes worked in a year; `None` when no working pattern is known.
    pub werktijd: Option<i64>,
    /// The part of it for contact with clients, in per cent; `None` when none is laid down.
    pub aandeel: Option<i64>,
}

impl Belasting {
    /// Minutes a year for contact with clients; `None` when the working time or the share is not known.
    #[must_use]
    pub fn beschikbaar(&self) -> Option<i64> {
        Some(self.werktijd?.saturating_mul(self.aandeel?) / 100)
    }

    /// The load in per cent, rounded: above 100 more is asked than there is. `None` when a part is not known, or there is no
    /// time to weigh against.
    #[must_use]
    pub fn procent(&self) -> Option<i64> {
        let beschikbaar = self.beschikbaar().filter(|minuten| *minuten > 0)?;
        Some((self.gevraagd?.saturating_mul(200) + beschikbaar) / (beschikbaar * 2))
    }

    /// How heavy it is, when that is known.
    #[must_use]
    pub fn zwaarte(&self) -> Option<Zwaarte> {
        self.procent().map(Zwaarte::van)
    }

    /// The whole of it in a line: `84 klanten, samen 336 uur per jaar van 376 uur voor contact: 89 %`.
    #[must_use]
    pub fn in_woorden(&self) -> String {
        let klanten = match self.klanten {
            1 => "1 klant".to_owned(),
            aantal => format!("{} klanten", crate::geld::thousands(aantal.unsigned_abs())),
        };
        let Some(gevraagd) = self.gevraagd.map(in_uren) else {
            return format!("{klanten}; hoeveel uur dat vraagt is niet bekend, want er is geen contactnorm");
        };
        match (self.werktijd, self.beschikbaar(), self.procent()) {
            (None, ..) => format!("{klanten}, samen {gevraagd} per jaar; de werktijd is niet bekend"),
            (Some(0), ..) => format!("{klanten}, samen {gevraagd} per jaar; het komende jaar geen werktijd"),
            (_, Some(tijd), Some(procent)) => {
                format!("{klanten}, samen {gevraagd} per jaar van {} voor contact: {procent} %", in_uren(tijd))
            }
            (Some(werktijd), ..) => {
                format!("{klanten}, samen {gevraagd} per jaar; werktijd {} per jaar", in_uren(werktijd))
            }
        }
    }

    /// The same after clients came or went: so many, for whom so many minutes are asked.
    #[must_use]
    pub fn met(self, klanten: i64, minuten: Option<i64>) -> Self {
        let gevraagd = self.gevraagd.zip(minuten).map(|(nu, erbij)| nu + erbij);
        Self { klanten: self.klanten + klanten, gevraagd, ..self }
    }

    /// Both together. One unknown part makes the whole unknown.
    #[must_use]
    pub fn plus(self, ander: Self) -> Self {
        let som = |een: Option<i64>, twee: Option<i64>| een.zip(twee).map(|(een, twee)| een + twee);
        Self {
            klanten: self.klanten + ander.klanten,
            gevraagd: som(self.gevraagd, ander.gevraagd),
            werktijd: som(self.werktijd, ander.werktijd),
            aandeel: self.aandeel,
        }
    }
}

/// What a percentage is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zwaarte {
    /// It fits.
    Past,
    /// More than there is, up to [`DREMPEL`].
    Vol,
    /// More than [`DREMPEL`].
    TeZwaar,
}

impl Zwaarte {
    /// What a percentage is called.
    #[must_use]
    pub const fn van(procent: i64) -> Self {
        match procent {
            ..=100 => Self::Past,
            101..=DREMPEL => Self::Vol,
            _ => Self::TeZwaar,
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Vol => "vol",
            Self::TeZwaar => "te zwaar",
        }
    }
}

/// Days in the year that is weighed: whole weeks, so that every day of the week counts as often.
const DAGEN: i64 = 52 * 7;

/// Which days of a stretch the municipality works, counted once for all klantmanagers.
#[derive(Debug, Clone)]
pub struct Jaarkalender {
    begin: Date,
    /// Per day of the week: working days before each day of the stretch.
    voor: Vec<[u16; 7]>,
}

impl Jaarkalender {
    /// For weeks from `eerste` up to and including `laatste`, each with the 52 weeks that follow.
    #[must_use]
    pub fn nieuw(kalender: &Werkkalender, eerste: Date, laatste: Date) -> Self {
        let begin = maandag_van(eerste);
        let mut stand = [0_u16; 7];
        let mut voor = vec![stand];
        for dag in crate::datum::dagen(begin, plus_dagen(maandag_van(laatste), DAGEN)) {
            if kalender.werkdag(dag) {
                stand[weekdag(dag)] += 1;
            }
            voor.push(stand);
        }
        Self { begin, voor }
    }

    fn stand(&self, dag: Date) -> [u16; 7] {
        let plaats = usize::try_from(crate::datum::dagen_tussen(self.begin, dag)).unwrap_or(0);
        self.voor[plaats.min(self.voor.len() - 1)]
    }

    /// Minutes that somebody works in the 52 weeks from the Monday of a day on, by the pattern of that day. Leave and courses
    /// count whenever they are; an illness only once it has begun, so that weeks before it do not look heavy in hindsight.
    /// `None`: no pattern is known for the day.
    #[must_use]
    pub fn minuten(&self, dag: Date, roosters: &[Werkrooster], afwezigheden: &[Afwezigheid]) -> Option<i64> {
        let per_dag = rooster_op(roosters, dag)?.minuten_per_weekdag();
        let eerste = maandag_van(dag);
        let na = plus_dagen(eerste, DAGEN);
        let werk = |van: Date, tot: Date| -> i64 {
            let (voor, door) = (self.stand(van), self.stand(tot));
            (0..7).map(|dag| i64::from(door[dag] - voor[dag]) * per_dag[dag]).sum()
        };
        let zondag = plus_dagen(eerste, 6);
        let bekend = afwezigheden.iter().filter(|weg| weg.soort.is_gepland() || weg.periode.van <= zondag);
        let mut weg: Vec<(Date, Date)> = bekend
            .map(|weg| {
                let tot = weg.periode.tot_en_met.map_or(na, |tot| plus_dagen(tot, 1).min(na));
                (weg.periode.van.max(eerste), tot)
            })
            .filter(|(van, tot)| van < tot)
            .collect();
        weg.sort_unstable();
        let (mut minuten, mut tot_hier) = (werk(eerste, na), eerste);
        for (van, tot) in weg {
            // Two absences on one day are one day less.
            let van = van.max(tot_hier);
            if van < tot {
                minuten -= werk(van, tot);
                tot_hier = tot;
            }
        }
        Some(minuten)
    }
}

fn weekdag(dag: Date) -> usize {
    usize::from(dag.weekday().to_monday_zero_offset().unsigned_abs())
}

/// The Monday of the week of a day.
#[must_use]
pub fn maandag_van(dag: Date) -> Date {
    plus_dagen(dag, -i64::from(dag.weekday().to_monday_zero_offset()))
}

/// `1.234 uur`, rounded; under ten hours to half an hour.
#[must_use]
pub fn in_uren(minuten: i64) -> String {
    let halve = (minuten + 15).div_euclid(30);
    if minuten < 600 && halve % 2 == 1 {
        return format!("{},5 uur", halve / 2);
    }
    format!("{} uur", crate::geld::thousands(((minuten + 30).div_euclid(60)).unsigned_abs()))
}

/// Whether a day lies in one of some stretches.
fn in_een(perioden: &[Periode], dag: Date) -> bool {
    perioden.iter().any(|periode| periode.bevat(dag))
}

#[cfg(test)]
mod tests;
