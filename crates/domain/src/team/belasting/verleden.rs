//! How heavy each caseload was in each week, from the dated histories: who had the client, whether a benefit ran, in which
//! segment the client was, whether exempt, what was agreed, and which norm held *then*.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Belasting, Groep, in_een, maandag_van};
use crate::{
    codelijst::Code,
    contactnorm::{Contactnorm, Maatwerk, norm_op},
    datum::{Periode, plus_dagen},
    id::GebruikerId,
};

/// What is known of one client through time. Stretches may stand in any order.
#[derive(Debug, Clone, Default)]
pub struct Verleden {
    /// Whose client it was when.
    pub toewijzingen: Vec<(GebruikerId, Periode)>,
    /// When a benefit ran.
    pub uitkeringen: Vec<Periode>,
    /// Segments; of two that hold on a day the one that began last counts.
    pub segmenten: Vec<(Code, Periode)>,
    /// Exemptions from looking for work.
    pub ontheffingen: Vec<Periode>,
    /// What was agreed with this client.
    pub maatwerk: Vec<Maatwerk>,
}

impl Verleden {
    /// In which group the client is on a day: the order of [`crate::contactstand::Invoer::regel_op`], to which a test holds it.
    #[must_use]
    pub fn groep_op(&self, dag: Date) -> Groep {
        let maatwerk = self.maatwerk.iter().filter(|maatwerk| maatwerk.periode.bevat(dag));
        if let Some(maatwerk) = maatwerk.max_by_key(|m| (m.periode.van, m.gesprekken_per_jaar, m.minuten_per_jaar)) {
            return Groep::Maatwerk(maatwerk.minuten_per_jaar);
        }
        if in_een(&self.ontheffingen, dag) {
            return Groep::Ontheven;
        }
        let segment = self.segmenten.iter().filter(|(_, periode)| periode.bevat(dag)).max_by_key(|(_, p)| p.van);
        Groep::Segment(segment.map(|(segment, _)| segment.clone()))
    }

    /// The days on which something changes, in order.
    fn wisselingen(&self) -> Vec<Date> {
        let perioden = self.toewijzingen.iter().map(|(_, periode)| *periode);
        let perioden = perioden.chain(self.uitkeringen.iter().copied()).chain(self.ontheffingen.iter().copied());
        let perioden = perioden.chain(self.segmenten.iter().map(|(_, periode)| *periode));
        let perioden = perioden.chain(self.maatwerk.iter().map(|maatwerk| maatwerk.periode));
        let mut dagen: Vec<Date> = perioden
            .flat_map(|periode| [Some(periode.van), periode.tot_en_met.map(|tot| plus_dagen(tot, 1))])
            .flatten()
            .collect();
        dagen.sort_unstable();
        dagen.dedup();
        dagen
    }

    fn stand_op(&self, dag: Date) -> Option<(GebruikerId, Groep)> {
        if !in_een(&self.uitkeringen, dag) {
            return None;
        }
        let (wie, _) = self.toewijzingen.iter().filter(|(_, periode)| periode.bevat(dag)).max_by_key(|(_, p)| p.van)?;
        Some((*wie, self.groep_op(dag)))
    }
}

/// How many clients of each group each klantmanager had in each week. It grows with klantmanagers and weeks, not with
/// clients: these go in one by one.
#[derive(Debug, Clone, Default)]
pub struct Telling {
    maandagen: Vec<Date>,
    aantallen: BTreeMap<GebruikerId, Vec<BTreeMap<Groep, i64>>>,
}

impl Telling {
    /// For these weeks, each by its Monday, in order.
    #[must_use]
    pub const fn nieuw(maandagen: Vec<Date>) -> Self {
        Self { maandagen, aantallen: BTreeMap::new() }
    }

    /// Counts a client in.
    pub fn tel(&mut self, verleden: &Verleden) {
        let wisselingen = verleden.wisselingen();
        let (mut volgende, mut stand) = (0, None);
        for (week, maandag) in self.maandagen.iter().enumerate() {
            let hier = volgende + wisselingen[volgende..].partition_point(|dag| dag <= maandag);
            // Between two changes everything stays as it is.
            if hier > volgende {
                volgende = hier;
                stand = verleden.stand_op(*maandag);
            }
            if let Some((wie, groep)) = &stand {
                let weken = self.aantallen.entry(*wie).or_insert_with(|| vec![BTreeMap::new(); self.maandagen.len()]);
                *weken[week].entry(groep.clone()).or_default() += 1;
            }
        }
    }

    /// Whose clients were counted.
    pub fn wie(&self) -> impl Iterator<Item = GebruikerId> + '_ {
        self.aantallen.keys().copied()
    }
}

/// How heavy a caseload was on the Monday of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weekbelasting {
    /// Whose.
    pub klantmanager: GebruikerId,
    /// The Monday.
    pub maandag: Date,
    /// How heavy.
    pub belasting: Belasting,
}

/// Weighs what was counted by the norms of then. `tijd` gives working time and share of somebody on a Monday. Weeks in which
/// somebody had no clients are left out.
#[must_use]
pub fn per_week(
    telling: &Telling,
    normen: &[Contactnorm],
    mut tijd: impl FnMut(GebruikerId, Date) -> (Option<i64>, Option<i64>),
) -> Vec<Weekbelasting> {
    let geldend: Vec<Option<&Contactnorm>> = telling.maandagen.iter().map(|dag| norm_op(normen, *dag)).collect();
    let mut weken = Vec::new();
    for (klantmanager, per_groep) in &telling.aantallen {
        for ((maandag, norm), groepen) in telling.maandagen.iter().zip(&geldend).zip(per_groep) {
            if groepen.is_empty() {
                continue;
            }
            let (werktijd, aandeel) = tijd(*klantmanager, *maandag);
            let minuten = |norm: &Contactnorm| groepen.iter().map(|(groep, n)| groep.minuten(norm) * n).sum();
            let belasting =
                Belasting { klanten: groepen.values().sum(), gevraagd: norm.map(minuten), werktijd, aandeel };
            weken.push(Weekbelasting { klantmanager: *klantmanager, maandag: *maandag, belasting });
        }
    }
    weken
}

/// Of the weeks of one klantmanager: how many were above a percentage, and of how many that is known.
#[must_use]
pub fn weken_boven(weken: &[Weekbelasting], drempel: i64) -> (usize, usize) {
    let bekend = || weken.iter().filter_map(|week| week.belasting.procent());
    (bekend().filter(|procent| *procent > drempel).count(), bekend().count())
}

/// The Mondays of the weeks that begin in a period.
#[must_use]
pub fn maandagen_van(van: Date, tot_en_met: Date) -> Vec<Date> {
    let eerste = match maandag_van(van) {
        maandag if maandag == van => van,
        maandag => plus_dagen(maandag, 7),
    };
    std::iter::successors(Some(eerste), |dag| Some(plus_dagen(*dag, 7))).take_while(|dag| *dag <= tot_en_met).collect()
}
