//! The cure period after not showing.

use jiff::civil::Date;

use crate::{
    brief::{Brief, Briefsoort},
    datum::dagen_tussen,
    termijn::{Termijn, einde},
};

/// The cure period after not showing: a letter asks to come or to explain, before a last day (PW 54(2)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hersteltermijn {
    /// The day of the letter.
    pub brief: Date,
    /// The last day to repair it.
    pub einde: Date,
}

impl Hersteltermijn {
    /// How long the proposal lasts. The law names no length (PW 54(2) leaves it to the college): two weeks is a proposal, to
    /// be changed in each case.
    pub const VOORSTEL: Termijn = Termijn::Weken(2);

    /// The proposal for a letter of this day.
    #[must_use]
    pub fn voorstel(brief: Date) -> Self {
        Self { brief, einde: einde(brief, Self::VOORSTEL) }
    }

    /// The same period with a last day that counts: it moves on from a Saturday, Sunday or holiday, and three days or more
    /// contain two that are neither (ATW 1 and 2). The same when the last day counts already.
    #[must_use]
    pub fn opgeschoven(self) -> Self {
        match u16::try_from(dagen_tussen(self.brief, self.einde)) {
            Ok(dagen) if dagen > 0 => Self { einde: einde(self.brief, Termijn::Dagen(dagen)), ..self },
            _ => self,
        }
    }
}

/// Whether the client was told of the period: PW 54(2) asks for a notice, and a period nobody knew of gave nobody time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Termijnbrief {
    /// No letter about this period was made.
    Ontbreekt,
    /// It was made, and nobody said that it is on paper.
    NietAfgedrukt,
    /// It is on paper.
    Afgedrukt,
}

impl Termijnbrief {
    /// Finds the letter about this period among those about its conversation, oldest first. The newest counts: an earlier one
    /// is of a period that was taken back.
    #[must_use]
    pub fn van(brieven: &[Brief], termijn: Hersteltermijn) -> Self {
        match brieven.iter().rfind(|brief| brief.soort == Briefsoort::NietVerschenen) {
            Some(brief) if brief.inhoud.datum != termijn.brief => Self::Ontbreekt,
            Some(brief) if brief.afgedrukt_op.is_some() => Self::Afgedrukt,
            Some(_) => Self::NietAfgedrukt,
            None => Self::Ontbreekt,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn two_weeks_are_proposed_and_move_on() {
        for (brief, laatste) in [
            (date(2026, 11, 23), date(2026, 12, 7)),
            (date(2026, 12, 11), date(2026, 12, 28)),
            (date(2026, 12, 18), date(2027, 1, 4)),
        ] {
            let voorstel = Hersteltermijn::voorstel(brief);
            assert_eq!(voorstel.einde, laatste, "{brief}");
            assert_eq!(voorstel.opgeschoven(), voorstel, "a proposal needs no moving");
        }
    }

    #[test]
    fn a_chosen_day_moves_on_when_it_does_not_count() {
        for (waarom, brief, einde, laatste) in [
            ("a Saturday", date(2026, 11, 23), date(2026, 12, 5), date(2026, 12, 7)),
            ("Christmas and a weekend", date(2026, 12, 14), date(2026, 12, 25), date(2026, 12, 28)),
            ("three days with one that counts (ATW 2)", date(2026, 11, 27), date(2026, 11, 30), date(2026, 12, 1)),
            ("a Thursday counts", date(2026, 11, 23), date(2026, 12, 3), date(2026, 12, 3)),
            ("no term at all is refused elsewhere", date(2026, 11, 23), date(2026, 11, 22), date(2026, 11, 22)),
        ] {
            assert_eq!(Hersteltermijn { brief, einde }.opgeschoven().einde, laatste, "{waarom}");
        }
    }
}
