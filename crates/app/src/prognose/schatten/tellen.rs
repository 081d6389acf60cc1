//! What is counted in the histories of clients. Pure: histories in, sums out; of nobody anything is kept.

use std::collections::HashMap;

use domain::datum::{dagen_tussen, plus_dagen, plus_maanden};
use jiff::civil::Date;
use storage::prognose::Loop;

/// Ends and months of clients are counted over so many whole months.
pub(super) const MAANDEN: usize = 36;
/// Who comes back within so many months is somebody whom the model brings back itself; who comes later is new.
pub(super) const TERUG_MAANDEN: i32 = 24;
/// Days in a month, on average over four years.
pub(super) const DAGEN_PER_MAAND: f64 = 30.4375;

/// What to count by: places of segments and reasons stand for those of the scenario.
pub(super) struct Kader {
    /// Today.
    pub(super) vandaag: Date,
    /// Where the duration classes end, in months.
    pub(super) grenzen: Vec<u32>,
    /// How many segments there are.
    pub(super) segmenten: usize,
    /// How many reasons there are.
    pub(super) redenen: usize,
    /// The place of a segment by its code; nothing when the scenario does not know it.
    pub(super) segment: Plaatsen,
    /// The place of a reason by its code.
    pub(super) reden: Plaatsen,
}

/// The places of codes, and that of every other code.
#[derive(Default)]
pub(super) struct Plaatsen {
    pub(super) bekend: HashMap<String, usize>,
    pub(super) anders: Option<usize>,
}

impl Plaatsen {
    fn van(&self, code: &str) -> Option<usize> {
        self.bekend.get(code).copied().or(self.anders)
    }
}

impl Kader {
    /// The first day that is not counted: this month is not over.
    pub(super) fn tot(&self) -> Date {
        self.vandaag.first_of_month()
    }

    /// The first day that is.
    pub(super) fn van(&self) -> Date {
        plus_maanden(self.tot(), -36)
    }

    /// Of ends between these days it is known who came back.
    pub(super) fn terug_tussen(&self) -> (Date, Date) {
        let tot = plus_maanden(self.tot(), -TERUG_MAANDEN);
        (plus_maanden(tot, -36), tot)
    }

    pub(super) fn klassen(&self) -> usize {
        self.grenzen.len() + 1
    }

    fn klasse(&self, begin: Date, dag: Date) -> usize {
        self.overgangen(begin).filter(|grens| *grens <= dag).count()
    }

    /// The days on which a benefit that began on a day comes into its next duration class.
    fn overgangen(&self, begin: Date) -> impl Iterator<Item = Date> + '_ {
        self.grenzen.iter().map(move |grens| plus_maanden(begin, i32::try_from(*grens).unwrap_or(1_200)))
    }
}

/// Of ends for one reason: how many there were, who came back, and after how many days together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Terug {
    pub(super) einden: u64,
    pub(super) teruggekomen: u64,
    pub(super) dagen: i64,
}

/// What was counted.
#[derive(Debug, PartialEq)]
pub(super) struct Geteld {
    /// Days of clients, by segment and duration class.
    pub(super) dagen: Vec<Vec<i64>>,
    /// Ends, by segment, reason and duration class.
    pub(super) einden: Vec<Vec<Vec<u64>>>,
    /// Who is there today, by segment and duration class.
    pub(super) nu: Vec<Vec<u64>>,
    /// Who came, by month.
    pub(super) instroom: Vec<u32>,
    /// Who came in these months, by segment.
    pub(super) instroom_segment: Vec<u64>,
    /// By reason.
    pub(super) terug: Vec<Terug>,
}

/// A benefit without interruption: first day, last day, and the code of why it ended.
type Recht<'a> = (Date, Option<Date>, &'a str);

/// Benefits that follow upon each other without a day between are one: then only the paper changed.
fn aaneen(is: &Loop) -> Vec<Recht<'_>> {
    let mut uit: Vec<Recht<'_>> = Vec::new();
    for (ingang, einde, reden) in &is.rechten {
        if let Some(vorige) = uit.last_mut()
            && vorige.1.is_none_or(|laatste| *ingang <= plus_dagen(laatste, 1))
        {
            // Of two at once the last to end counts.
            if vorige.1.is_some_and(|laatste| einde.is_none_or(|einde| einde > laatste)) {
                (vorige.1, vorige.2) = (*einde, reden);
            }
            continue;
        }
        uit.push((*ingang, *einde, reden));
    }
    uit
}

/// The segment of somebody on a day.
fn segment_op(kader: &Kader, is: &Loop, dag: Date) -> Option<usize> {
    let geldt = |(_, vanaf, tot): &&(String, Date, Option<Date>)| *vanaf <= dag && tot.is_none_or(|tot| dag <= tot);
    is.segmenten.iter().rev().find(geldt).and_then(|(code, ..)| kader.segment.van(code))
}

impl Geteld {
    pub(super) fn niets(kader: &Kader) -> Self {
        let klassen = kader.klassen();
        Self {
            dagen: vec![vec![0; klassen]; kader.segmenten],
            einden: vec![vec![vec![0; klassen]; kader.redenen]; kader.segmenten],
            nu: vec![vec![0; klassen]; kader.segmenten],
            instroom: vec![0; MAANDEN],
            instroom_segment: vec![0; kader.segmenten],
            terug: vec![Terug::default(); kader.redenen],
        }
    }

    /// Counts one client.
    pub(super) fn tel(&mut self, kader: &Kader, is: &Loop) {
        let rechten = aaneen(is);
        for (plek, recht) in rechten.iter().enumerate() {
            let vorige = plek.checked_sub(1).and_then(|vorige| rechten.get(vorige)).and_then(|(_, einde, _)| *einde);
            self.tel_dagen(kader, is, recht);
            self.tel_einde(kader, is, recht);
            self.tel_begin(kader, is, recht.0, vorige);
            self.tel_terug(kader, recht, rechten.get(plek + 1).map(|(ingang, ..)| *ingang));
        }
    }

    /// The days in the window, cut where the duration class or the segment changes.
    fn tel_dagen(&mut self, kader: &Kader, is: &Loop, (ingang, einde, _): &Recht<'_>) {
        if let Some(segment) = segment_op(kader, is, kader.vandaag)
            && *ingang <= kader.vandaag
            && einde.is_none_or(|einde| kader.vandaag <= einde)
        {
            self.nu[segment][kader.klasse(*ingang, kader.vandaag)] += 1;
        }
        let van = (*ingang).max(kader.van());
        let tot = einde.map_or(kader.tot(), |einde| plus_dagen(einde, 1).min(kader.tot()));
        if van >= tot {
            return;
        }
        let mut knippen: Vec<Date> = kader.overgangen(*ingang).collect();
        for (_, vanaf, tot_en_met) in &is.segmenten {
            knippen.push(*vanaf);
            knippen.extend(tot_en_met.map(|dag| plus_dagen(dag, 1)));
        }
        knippen.retain(|dag| van < *dag && *dag < tot);
        knippen.push(tot);
        knippen.sort_unstable();
        let mut begin = van;
        for knip in knippen {
            if let Some(segment) = segment_op(kader, is, begin) {
                self.dagen[segment][kader.klasse(*ingang, begin)] += dagen_tussen(begin, knip);
            }
            begin = knip;
        }
    }

    fn tel_einde(&mut self, kader: &Kader, is: &Loop, (ingang, einde, code): &Recht<'_>) {
        let Some(einde) = einde.filter(|einde| kader.van() <= *einde && *einde < kader.tot()) else { return };
        if let (Some(segment), Some(reden)) = (segment_op(kader, is, einde), kader.reden.van(code)) {
            self.einden[segment][reden][kader.klasse(*ingang, einde)] += 1;
        }
    }

    /// Who is new: for the first time, or after having been away longer than the model brings back itself.
    fn tel_begin(&mut self, kader: &Kader, is: &Loop, ingang: Date, vorige: Option<Date>) {
        if !(kader.van() <= ingang && ingang < kader.tot()) {
            return;
        }
        if vorige.is_some_and(|einde| ingang <= plus_maanden(einde, TERUG_MAANDEN)) {
            return;
        }
        let van = kader.van();
        let maand = (i32::from(ingang.year()) - i32::from(van.year())) * 12 + i32::from(ingang.month() - van.month());
        if let Some(maand) = usize::try_from(maand).ok().and_then(|maand| self.instroom.get_mut(maand)) {
            *maand += 1;
        }
        // A segment is often chosen in the first conversation, some weeks later.
        let eerste = is.segmenten.iter().find(|(_, _, tot)| tot.is_none_or(|tot| tot >= ingang));
        if let Some(segment) = eerste.and_then(|(code, ..)| kader.segment.van(code)) {
            self.instroom_segment[segment] += 1;
        }
    }

    fn tel_terug(&mut self, kader: &Kader, (_, einde, code): &Recht<'_>, volgende: Option<Date>) {
        let (van, tot) = kader.terug_tussen();
        let Some(einde) = einde.filter(|einde| van <= *einde && *einde < tot) else { return };
        let Some(reden) = kader.reden.van(code) else { return };
        let terug = &mut self.terug[reden];
        terug.einden += 1;
        if let Some(ingang) = volgende.filter(|ingang| *ingang <= plus_maanden(einde, TERUG_MAANDEN)) {
            terug.teruggekomen += 1;
            terug.dagen += dagen_tussen(einde, ingang);
        }
    }
}
