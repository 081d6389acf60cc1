//! Where the lines of the axes stand and what they say.

use jiff::{ToSpan, civil::Date};

use super::{Maat, Tijdas};
use crate::nl;

/// The longest time axis: a hundred years.
pub(super) const MAX_MAANDEN: u32 = 1200;

/// The vertical axis: shares from `onder` to `boven` with a line every `stap`, all fractions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Aandeelas {
    pub(super) onder: f64,
    pub(super) boven: f64,
    pub(super) stap: f64,
}

impl Aandeelas {
    /// An axis around these shares with two to five steps.
    ///
    /// Starts at zero unless everything lies in the upper part: a curve that falls from 100 to 74% would otherwise be
    /// a nearly flat line at the top. A drawing whose axis does not start at zero must say so.
    pub(super) fn around(laagste: f64, hoogste: f64) -> Self {
        let laagste = if laagste < 0.45 { 0.0 } else { laagste };
        let stap = [0.005, 0.01, 0.02, 0.05, 0.1]
            .into_iter()
            .find(|stap| steps_up(hoogste, *stap) - steps_down(laagste, *stap) <= 5.0)
            .unwrap_or(0.2);
        let (mut onder, mut boven) = (steps_down(laagste, stap), steps_up(hoogste, stap));
        if boven - onder < 2.0 {
            onder = (boven - 2.0).max(0.0);
            boven = boven.max(onder + 2.0);
        }
        Self { onder: onder * stap, boven: boven * stap, stap }
    }

    /// The shares at which a line stands, from below.
    pub(super) fn ticks(self) -> impl Iterator<Item = f64> {
        let onder = (self.onder / self.stap).round();
        (0u32..)
            .map(move |i| (onder + f64::from(i)) * self.stap)
            .take_while(move |aandeel| *aandeel < self.boven + self.stap / 2.0)
    }

    /// How many decimals tell the lines apart.
    pub(super) fn decimalen(self, maat: Maat) -> usize {
        let stap = match maat {
            Maat::Aandeel => self.stap * 100.0,
            Maat::Getal(heel) => self.stap * heel,
        };
        (0u8..6).find(|decimalen| stap * 10f64.powi((*decimalen).into()) > 0.999).map_or(6, usize::from)
    }
}

/// How many whole steps lie below this share. The small number forgives 0.7 / 0.1 = 6.999….
fn steps_down(aandeel: f64, stap: f64) -> f64 {
    (aandeel / stap + 1e-9).floor()
}

/// How many whole steps reach up to this share.
fn steps_up(aandeel: f64, stap: f64) -> f64 {
    (aandeel / stap - 1e-9).ceil()
}

/// The months at which a label stands on an axis of `maanden` months with room for `plaatsen` labels.
pub(super) fn time_ticks(tijdas: &Tijdas, maanden: f64, plaatsen: f64) -> Vec<(f64, String)> {
    let stap = [1u32, 2, 3, 4, 6, 12, 24, 60, 120]
        .into_iter()
        .find(|stap| (maanden / f64::from(*stap)).floor() < plaatsen)
        .unwrap_or(MAX_MAANDEN);
    let mut vorig_jaar = None;
    (0..=MAX_MAANDEN)
        .step_by(stap as usize)
        .take_while(|maand| f64::from(*maand) <= maanden + 1e-9)
        .map(|maand| {
            let label = match tijdas {
                Tijdas::Duur(_) => maand.to_string(),
                Tijdas::Kalender(begin) => calendar_label(*begin, maand, &mut vorig_jaar),
            };
            (f64::from(maand), label)
        })
        .collect()
}

/// `mei 2017` for the first label and for the first in every year, otherwise `okt`.
fn calendar_label(begin: Date, maand: u32, vorig_jaar: &mut Option<i16>) -> String {
    let Ok(datum) = begin.first_of_month().checked_add(i64::from(maand).months()) else { return String::new() };
    let naam = nl::maand_kort(datum);
    if vorig_jaar.replace(datum.year()) == Some(datum.year()) {
        naam.to_owned()
    } else {
        format!("{naam} {}", datum.year())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_axis_of_shares_has_round_lines() {
        let labels = |laag, hoog| {
            let as_y = Aandeelas::around(laag, hoog);
            let decimalen = as_y.decimalen(Maat::Aandeel);
            as_y.ticks().map(|aandeel| format!("{} %", nl::procent(aandeel, decimalen))).collect::<Vec<_>>()
        };
        assert_eq!(labels(0.716, 1.0), ["70 %", "80 %", "90 %", "100 %"]);
        assert_eq!(labels(0.93, 1.0), ["92 %", "94 %", "96 %", "98 %", "100 %"]);
        assert_eq!(labels(0.2, 1.0), ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"]);
        assert_eq!(labels(0.0, 0.31), ["0 %", "10 %", "20 %", "30 %", "40 %"]);
        assert_eq!(labels(0.997, 1.0), ["99 %", "99,5 %", "100 %"]);
        assert_eq!(labels(1.0, 1.0).last().map(String::as_str), Some("100 %"));
        assert_eq!(labels(0.0, 0.0), ["0 %", "0,5 %", "1 %"]);
    }

    #[test]
    fn months_carry_the_year_where_it_changes() {
        let labels = |tijdas, maanden, plaatsen| {
            time_ticks(&tijdas, maanden, plaatsen).into_iter().map(|(_, label)| label).collect::<Vec<_>>()
        };
        let mei = || Tijdas::Kalender(date(2017, 5, 31));
        assert_eq!(labels(mei(), 19.0, 7.0), ["mei 2017", "aug", "nov", "feb 2018", "mei", "aug", "nov"]);
        assert_eq!(labels(mei(), 19.0, 4.0), ["mei 2017", "nov", "mei 2018", "nov"]);
        assert_eq!(labels(Tijdas::Duur(String::new()), 19.0, 7.0), ["0", "3", "6", "9", "12", "15", "18"]);
    }
}
