//! When a client is due for a conversation: follows from the contact norm and the history alone, not from today, so that it
//! can be stored and needs a new computation only when one of these changes. What a due date is called today is asked
//! afterwards ([`Contactstand::status`]), or asked the other way round: which due dates have a status today
//! ([`Contactstatus::grenzen`]), for a filter on what is stored.
//!
//! The rule in one sentence: a client is due on the first day on which as much time has passed since the last conversation
//! as the rule of *that* day allows. The rule of a day is
//!
//! 1. the maatwerk that is in force; else
//! 2. while the client is exempt from looking for work, what the norm asks for the exempt, maybe nothing; else
//! 3. what the norm asks for the segment.
//!
//! While a pause of the benefit runs nobody is due ([`crate::pauze`]): who is off benefit has no duty to come. Upon return somebody is
//! due on the first day of benefit again at the earliest, also who was late before: nobody is overdue on the day of coming back.
//!
//! Nobody is due after the last day of the benefit. An end that is still ahead takes nothing away before that: whoever is due
//! on or before it stays due.
//!
//! Everything else follows: under a new norm somebody is due on its first day at the earliest; somebody who was exempt too
//! long is due on the day after; nobody is due before there was a norm.

use std::str::FromStr;

use jiff::civil::{Date, date};

use crate::{
    codelijst::Code,
    contactnorm::{Contactnorm, Frequentie, Maatwerk, Marges, norm_op},
    datum::{Periode, dagen_tussen, plus_dagen, plus_maanden},
};

/// A conversation that was held. The last one of every kind is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gevoerd<'a> {
    /// A code of [`crate::codelijst::Codelijst::SoortGesprek`].
    pub soort: &'a Code,
    /// When.
    pub dag: Date,
}

/// What a due date depends on. Slices may stand in any order.
#[derive(Debug, Clone, Copy)]
pub struct Invoer<'a> {
    /// First day of the benefit that runs; `None` when none runs, and then nothing is due.
    pub uitkering_ingang: Option<Date>,
    /// Its last day, when that is known. Until then the client is due as everybody is; nobody is due after it.
    pub uitkering_einde: Option<Date>,
    /// Conversations that were held, also before this benefit.
    pub gesprekken: &'a [Gevoerd<'a>],
    /// The segment, if the client is in one.
    pub segment: Option<&'a Code>,
    /// Stretches of exemption from looking for work (see [`crate::ontheffing::Verplichtingen::omvat_arbeid`]).
    pub ontheffingen: &'a [Periode],
    /// Stretches off benefit by a pause of this benefit ([`crate::pauze::Pauze::zonder_uitkering`]); the one that runs has no end.
    pub pauzes: &'a [Periode],
    /// What was agreed with this client.
    pub maatwerk: &'a [Maatwerk],
    /// All norms of the municipality.
    pub normen: &'a [Contactnorm],
}

/// Which rule holds for a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Herkomst {
    /// That of the segment, or of whoever is in none.
    Norm,
    /// That of the exempt.
    Ontheven,
    /// What was agreed with this client.
    Maatwerk,
}

/// What holds for a client on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct GeldendeRegel {
    /// Where it comes from.
    pub herkomst: Herkomst,
    /// How often.
    pub gesprekken_per_jaar: Frequentie,
    /// For how long, all conversations of a year together: what this client weighs in a caseload.
    pub minuten_per_jaar: i64,
    /// How many days must lie between two conversations at least.
    pub minimum_interval_dagen: i64,
}

/// A rule with what is needed to compute from it.
struct Toepassing<'a> {
    regel: GeldendeRegel,
    soorten: &'a [Code],
    eerste_gesprek_dagen: i64,
}

impl Toepassing<'_> {
    /// How many days after a conversation the next is due: never sooner than the minimum interval allows.
    fn interval_dagen(&self) -> i64 {
        self.regel.gesprekken_per_jaar.interval_dagen().max(self.regel.minimum_interval_dagen)
    }
}

impl<'a> Invoer<'a> {
    /// The rule that holds on a day; `None` without a running benefit, without a norm, or exempt without a norm of one's
    /// own. The load of a caseload on a day adds up these; who is in a pause keeps the place for the return, and weighs on.
    #[must_use]
    pub fn regel_op(&self, dag: Date) -> Option<GeldendeRegel> {
        self.uitkering_ingang?;
        if self.uitkering_einde.is_some_and(|einde| dag > einde) {
            return None;
        }
        self.toepassing_op(dag).map(|toepassing| toepassing.regel)
    }

    fn toepassing_op(&self, dag: Date) -> Option<Toepassing<'a>> {
        let norm = norm_op(self.normen, dag)?;
        let segment = norm.regel(self.segment);
        let maatwerk = self.maatwerk.iter().filter(|maatwerk| maatwerk.periode.bevat(dag));
        // Of two that began on one day the one that asks most: the answer must not depend on their order.
        let maatwerk = maatwerk.max_by_key(|m| (m.periode.van, m.gesprekken_per_jaar, m.minuten_per_jaar));
        let (herkomst, bron, gesprekken_per_jaar, minuten_per_jaar) = if let Some(maatwerk) = maatwerk {
            (Herkomst::Maatwerk, segment, maatwerk.gesprekken_per_jaar, maatwerk.minuten_per_jaar)
        } else if self.ontheffingen.iter().any(|ontheffing| ontheffing.bevat(dag)) {
            let eigen = norm.ontheven.as_ref()?;
            (Herkomst::Ontheven, eigen, eigen.gesprekken_per_jaar, eigen.minuten_per_jaar)
        } else {
            (Herkomst::Norm, segment, segment.gesprekken_per_jaar, segment.minuten_per_jaar)
        };
        // Whoever agreed on a conversation every month agreed on less than three months between two. From half of the month on one
        // counts: otherwise there would be a single day on which to hold it.
        let kortst = match herkomst {
            Herkomst::Maatwerk => gesprekken_per_jaar.interval_dagen() / 2,
            _ => i64::MAX,
        };
        let minimum_interval_dagen = i64::from(bron.minimum_interval_dagen).min(kortst);
        Some(Toepassing {
            regel: GeldendeRegel { herkomst, gesprekken_per_jaar, minuten_per_jaar, minimum_interval_dagen },
            soorten: &bron.soorten,
            eerste_gesprek_dagen: norm.eerste_gesprek_dagen.into(),
        })
    }

    /// The last conversation of a kind that counts.
    fn laatste_gesprek(&self, soorten: &[Code]) -> Option<Date> {
        let telt = |gevoerd: &&Gevoerd<'_>| soorten.is_empty() || soorten.contains(gevoerd.soort);
        self.gesprekken.iter().filter(telt).map(|gevoerd| gevoerd.dag).max()
    }

    /// The first days of the stretches in which one rule holds, in order of time.
    fn wisselingen(&self) -> Vec<Date> {
        let perioden = self.normen.iter().map(|norm| norm.geldig);
        let perioden = perioden.chain(self.maatwerk.iter().map(|maatwerk| maatwerk.periode));
        let perioden = perioden.chain(self.ontheffingen.iter().copied());
        let mut dagen: Vec<Date> = perioden
            .flat_map(|periode| [Some(periode.van), periode.tot_en_met.map(|einde| plus_dagen(einde, 1))])
            .flatten()
            .collect();
        dagen.sort_unstable();
        dagen.dedup();
        dagen
    }
}

/// From what a due date was counted, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The last conversation that counts.
    LaatsteGesprek(Date),
    /// The start of the benefit: never spoken to since, or long before it.
    Ingang(Date),
    /// None: no benefit runs.
    GeenUitkering,
    /// None: it would be due after the last day of the benefit.
    EindeEerder(Date),
    /// None: the benefit is paused since this day.
    Gepauzeerd(Date),
    /// None: exempt, and the norm asks nothing for the exempt.
    Ontheven,
    /// None: there is no norm.
    GeenNorm,
}

/// When the next conversation with a client may and should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Contactstand {
    /// The first day on which a next conversation counts as a next one. `None`: any day.
    pub vroegst: Option<Date>,
    /// The day on which it is due; never before `vroegst`. `None`: nothing is due, see `basis`.
    pub uiterlijk: Option<Date>,
    /// From what it was counted, or why nothing is due.
    pub basis: Basis,
    /// The rule of the day on which it is due.
    pub regel: Option<GeldendeRegel>,
}

impl Contactstand {
    /// Works out when a client is due.
    ///
    /// A conversation from before this benefit counts, but somebody who comes back after years gets the time of a new
    /// client: nobody is overdue on the first day.
    #[must_use]
    pub fn leid_af(invoer: &Invoer<'_>) -> Self {
        let geen = |basis| Self { vroegst: None, uiterlijk: None, basis, regel: None };
        let Some(ingang) = invoer.uitkering_ingang else { return geen(Basis::GeenUitkering) };
        let loopt = invoer.pauzes.iter().filter(|pauze| pauze.tot_en_met.is_none());
        if let Some(sinds) = loopt.map(|pauze| pauze.van).min() {
            return geen(Basis::Gepauzeerd(sinds));
        }
        let terug = invoer.pauzes.iter().filter_map(|pauze| pauze.tot_en_met).max().map(|tot| plus_dagen(tot, 1));
        let wisselingen = invoer.wisselingen();
        for (nummer, &van) in wisselingen.iter().enumerate() {
            let Some(toepassing) = invoer.toepassing_op(van) else { continue };
            let (aan_de_beurt, vroegst, basis) = vanaf_wanneer(invoer, &toepassing, ingang);
            let uiterlijk = terug.into_iter().fold(aan_de_beurt.max(van), Date::max);
            // The rule of this stretch decides only when the day lies within it.
            if wisselingen.get(nummer + 1).is_none_or(|volgende| uiterlijk < *volgende) {
                if let Some(einde) = invoer.uitkering_einde.filter(|einde| uiterlijk > *einde) {
                    return geen(Basis::EindeEerder(einde));
                }
                return Self { vroegst, uiterlijk: Some(uiterlijk), basis, regel: Some(toepassing.regel) };
            }
        }
        let norm_aan_het_eind = wisselingen.last().and_then(|van| norm_op(invoer.normen, *van));
        geen(if norm_aan_het_eind.is_some() { Basis::Ontheven } else { Basis::GeenNorm })
    }

    /// What the due date is called on a day.
    ///
    /// | the day | status |
    /// |---|---|
    /// | more than `binnenkort_dagen` before it | op schema |
    /// | up to `binnenkort_dagen` before it | binnenkort |
    /// | the due date itself, up to `te_laat_dagen` after it | aan de beurt |
    /// | then, up to `ernstig_dagen` after it | te laat |
    /// | later | ernstig te laat |
    #[must_use]
    pub fn status(&self, vandaag: Date, marges: Marges) -> Contactstatus {
        Contactstatus::van(self.uiterlijk, vandaag, marges)
    }
}

/// When enough time has passed by one rule, from when a conversation may be held, and from what both are counted.
fn vanaf_wanneer(invoer: &Invoer<'_>, toepassing: &Toepassing<'_>, ingang: Date) -> (Date, Option<Date>, Basis) {
    let interval = toepassing.interval_dagen();
    let nieuw = plus_dagen(ingang, toepassing.eerste_gesprek_dagen.min(interval));
    let Some(laatste) = invoer.laatste_gesprek(toepassing.soorten) else {
        return (nieuw, None, Basis::Ingang(ingang));
    };
    let vroegst = Some(plus_dagen(laatste, toepassing.regel.minimum_interval_dagen));
    let volgend = plus_dagen(laatste, interval);
    if volgend >= nieuw {
        (volgend, vroegst, Basis::LaatsteGesprek(laatste))
    } else {
        (nieuw, vroegst, Basis::Ingang(ingang))
    }
}

/// What a due date is called on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Contactstatus {
    /// Nothing is due.
    GeenNorm,
    /// Not yet.
    OpSchema,
    /// Soon.
    Binnenkort,
    /// Now.
    AanDeBeurt,
    /// Overdue.
    TeLaat,
    /// Critically overdue.
    ErnstigTeLaat,
}

impl Contactstatus {
    /// All of them, from none to worst.
    pub const ALLE: [Self; 6] =
        [Self::GeenNorm, Self::OpSchema, Self::Binnenkort, Self::AanDeBeurt, Self::TeLaat, Self::ErnstigTeLaat];

    /// What a due date is called on a day ([`Contactstand::status`]).
    #[must_use]
    pub fn van(uiterlijk: Option<Date>, vandaag: Date, marges: Marges) -> Self {
        let Some(uiterlijk) = uiterlijk else { return Self::GeenNorm };
        let over = dagen_tussen(uiterlijk, vandaag);
        if over < -i64::from(marges.binnenkort_dagen) {
            Self::OpSchema
        } else if over < 0 {
            Self::Binnenkort
        } else if over <= marges.te_laat_dagen.into() {
            Self::AanDeBeurt
        } else if over <= marges.ernstig_dagen.into() {
            Self::TeLaat
        } else {
            Self::ErnstigTeLaat
        }
    }

    /// The code in URLs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::GeenNorm => "geen_norm",
            Self::OpSchema => "op_schema",
            Self::Binnenkort => "binnenkort",
            Self::AanDeBeurt => "aan_de_beurt",
            Self::TeLaat => "te_laat",
            Self::ErnstigTeLaat => "ernstig_te_laat",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::GeenNorm => "geen contactnorm",
            Self::OpSchema => "op schema",
            Self::Binnenkort => "binnenkort aan de beurt",
            Self::AanDeBeurt => "aan de beurt",
            Self::TeLaat => "te laat",
            Self::ErnstigTeLaat => "ernstig te laat",
        }
    }

    /// The first and last due date that have this status on a day; the other way round of [`Contactstand::status`]. `None`
    /// for [`Self::GeenNorm`], which has no due date; a first after the last: no date has it.
    ///
    /// The years run from 1 up to and including 30 December 9999, so that a database can bind them and write the day after
    /// as *none*.
    #[must_use]
    pub fn grenzen(self, vandaag: Date, marges: Marges) -> Option<(Date, Date)> {
        let terug = |dagen: i64| plus_dagen(vandaag, -dagen);
        let te_laat = i64::from(marges.te_laat_dagen);
        let ernstig = i64::from(marges.ernstig_dagen);
        let binnenkort = i64::from(marges.binnenkort_dagen);
        match self {
            Self::GeenNorm => None,
            Self::OpSchema => Some((terug(-binnenkort - 1), date(9999, 12, 30))),
            Self::Binnenkort => Some((terug(-1), terug(-binnenkort))),
            Self::AanDeBeurt => Some((terug(te_laat), vandaag)),
            Self::TeLaat => Some((terug(ernstig), terug(te_laat + 1))),
            Self::ErnstigTeLaat => Some((date(1, 1, 1), terug(te_laat.max(ernstig) + 1))),
        }
    }
}

impl FromStr for Contactstatus {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|status| status.code() == text).ok_or(())
    }
}

/// The last day on which a last contact leaves somebody out of view, for a filter on what is stored.
#[must_use]
pub fn uit_beeld_grens(vandaag: Date, marges: Marges) -> Date {
    plus_maanden(vandaag, -i32::from(marges.uit_beeld_maanden))
}

/// Whether somebody with a running benefit is out of view (*uit beeld*): no successful contact for so many months. Somebody
/// new was seen at the start of the benefit, so nobody is out of view on the first day.
#[must_use]
pub fn uit_beeld(laatste_succes: Option<Date>, uitkering_ingang: Date, vandaag: Date, marges: Marges) -> bool {
    let gezien = laatste_succes.map_or(uitkering_ingang, |dag| dag.max(uitkering_ingang));
    gezien <= uit_beeld_grens(vandaag, marges)
}

#[cfg(test)]
mod tests;
