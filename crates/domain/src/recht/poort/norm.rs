//! Within how many days somebody at the gate is spoken to: a setting of the municipality from a day on, as a contact norm is. The law
//! names no such term.

use jiff::civil::Date;

use crate::termijn::Termijn;

/// What holds where the municipality set nothing: an own choice of Klantbeeld.
pub const ZONDER_NORM: Termijn = Termijn::Dagen(7);

/// The most days one can set: longer than the time to decide (Awb 4:13) would promise nothing.
pub const HOOGSTENS_DAGEN: u16 = 56;

/// A promise to everybody who comes forward, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poortnorm {
    /// The first day of it.
    pub vanaf: Date,
    /// Within how many days.
    pub dagen: u16,
    /// Where it was decided.
    pub bron: String,
}

/// Within which time somebody is spoken to who came forward on a day: what held on that day. A later promise changes nothing about
/// who came before it.
#[must_use]
pub fn gesproken_binnen(normen: &[Poortnorm], melding: Date) -> Termijn {
    let geldt = normen.iter().filter(|norm| norm.vanaf <= melding).max_by_key(|norm| norm.vanaf);
    geldt.map_or(ZONDER_NORM, |norm| Termijn::Dagen(norm.dagen))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_held_on_the_day_of_the_melding_counts() {
        let norm = |vanaf, dagen| Poortnorm { vanaf, dagen, bron: String::new() };
        let normen = [norm(date(2026, 6, 1), 5), norm(date(2024, 1, 1), 10)];
        for (dag, binnen) in [
            (date(2023, 12, 31), ZONDER_NORM),
            (date(2024, 1, 1), Termijn::Dagen(10)),
            (date(2026, 5, 31), Termijn::Dagen(10)),
            (date(2026, 6, 1), Termijn::Dagen(5)),
        ] {
            assert_eq!(gesproken_binnen(&normen, dag), binnen, "{dag}");
        }
        assert_eq!(gesproken_binnen(&[], date(2026, 6, 1)), ZONDER_NORM);
    }
}
