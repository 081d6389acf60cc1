//! The cure period after not showing.

use jiff::civil::Date;

use crate::{
    brief::{Brief, Briefsoort},
    datum::{dagen_tussen, plaatselijk, plus_dagen},
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

    /// The same period for a letter that left on a day. One that left after the day it bears took days away from the client: it
    /// runs as long from the day it left.
    #[must_use]
    pub fn vanaf(self, vertrokken: Date) -> Self {
        if vertrokken <= self.brief {
            return self;
        }
        let dagen = dagen_tussen(self.brief, self.einde);
        Self { brief: vertrokken, einde: plus_dagen(vertrokken, dagen) }.opgeschoven()
    }
}

/// Whether it is certain that the client was told to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bereikt {
    /// He said to come, was invited in person, or an invitation left in time.
    Zeker,
    /// The invitation waits, came back, or only may have arrived.
    Onzeker,
}

/// Whether the client was told of the period: PW 54(2) asks for a notice, and a period nobody knew of gave nobody time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Termijnbrief {
    /// No letter about this period was made.
    Ontbreekt,
    /// It was made, and nobody said that it is on paper.
    NietAfgedrukt,
    /// It is on paper since a day: the first on which it can have left.
    Afgedrukt(Date),
}

impl Termijnbrief {
    /// Finds the letter about this period among those about its conversation, oldest first. The newest counts: an earlier one
    /// is of a period that was taken back.
    #[must_use]
    pub fn van(brieven: &[Brief], termijn: Hersteltermijn) -> Self {
        match brieven.iter().rfind(|brief| brief.soort == Briefsoort::NietVerschenen) {
            Some(brief) if brief.inhoud.datum != termijn.brief => Self::Ontbreekt,
            Some(brief) => brief.afgedrukt_op.map_or(Self::NietAfgedrukt, |op| Self::Afgedrukt(plaatselijk(op).date())),
            None => Self::Ontbreekt,
        }
    }

    /// The last day on which the client can still repair it: later than the letter says when it left late. One that left too late
    /// gives no time at all.
    #[must_use]
    pub fn laatste_dag(self, termijn: Hersteltermijn) -> Date {
        match self {
            Self::Afgedrukt(op) if !self.te_laat(termijn) => termijn.vanaf(op).einde,
            _ => termijn.einde,
        }
    }

    /// Whether the letter left when the day that it names had come: nobody is asked to come on a day that is over.
    #[must_use]
    pub fn te_laat(self, termijn: Hersteltermijn) -> bool {
        matches!(self, Self::Afgedrukt(op) if op >= termijn.einde)
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
    fn a_letter_that_left_late_gives_the_same_time_from_then_on() {
        let termijn = Hersteltermijn { brief: date(2026, 11, 23), einde: date(2026, 12, 7) };
        for (waarom, afgedrukt, laatste, te_laat) in [
            ("on its day", date(2026, 11, 23), date(2026, 12, 7), false),
            ("the day before, to be posted then", date(2026, 11, 22), date(2026, 12, 7), false),
            ("a day later", date(2026, 11, 24), date(2026, 12, 8), false),
            ("four days later, past a weekend", date(2026, 11, 28), date(2026, 12, 14), false),
            ("on the last day", date(2026, 12, 7), date(2026, 12, 7), true),
            ("after it", date(2026, 12, 11), date(2026, 12, 7), true),
        ] {
            let brief = Termijnbrief::Afgedrukt(afgedrukt);
            assert_eq!((brief.laatste_dag(termijn), brief.te_laat(termijn)), (laatste, te_laat), "{waarom}");
        }
        assert_eq!(Termijnbrief::NietAfgedrukt.laatste_dag(termijn), termijn.einde);
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
