//! Shares and averages of counts, kept as the two numbers they come from: a denominator that is not written down cannot
//! be checked, and `0 of 0` is unknown instead of a number.

use serde::{Serialize, Serializer, ser::SerializeStruct};

/// A share of a count in a count. In JSON: `teller`, `noemer` and `waarde` (0 to 1, `null` when there is nothing to
/// divide by).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aandeel {
    /// How many.
    pub teller: i64,
    /// Out of how many.
    pub noemer: i64,
}

impl Aandeel {
    /// `teller` out of `noemer`.
    #[must_use]
    pub const fn new(teller: i64, noemer: i64) -> Self {
        Self { teller, noemer }
    }

    /// The share, 0 to 1; unknown when there is nothing to divide by.
    #[must_use]
    pub fn waarde(self) -> Option<f64> {
        (self.noemer > 0).then(|| self.teller as f64 / self.noemer as f64)
    }

    /// The share in whole percents, rounded half up.
    #[must_use]
    pub fn procent(self) -> Option<i64> {
        gedeeld(self.teller.saturating_mul(100), self.noemer)
    }

    /// The share rounded to two decimals, as reports print it.
    #[must_use]
    pub fn afgerond(self) -> Option<f64> {
        self.procent().map(|procent| procent as f64 / 100.0)
    }
}

impl Serialize for Aandeel {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Aandeel", 3)?;
        fields.serialize_field("teller", &self.teller)?;
        fields.serialize_field("noemer", &self.noemer)?;
        fields.serialize_field("waarde", &self.waarde())?;
        fields.end()
    }
}

/// `teller / noemer` rounded half up to a whole number; unknown when there is nothing to divide by.
pub(super) fn gedeeld(teller: i64, noemer: i64) -> Option<i64> {
    if noemer <= 0 {
        return None;
    }
    let (teller, noemer) = (i128::from(teller), i128::from(noemer));
    i64::try_from((2 * teller + noemer).div_euclid(2 * noemer)).ok()
}

/// How many of them meet the condition.
pub(super) fn tel<T>(alle: impl IntoIterator<Item = T>, voldoet: impl Fn(&T) -> bool) -> i64 {
    alle.into_iter().filter(voldoet).map(|_| 1).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_rounds_up_and_nothing_out_of_nothing_is_unknown() {
        assert_eq!(gedeeld(29, 2), Some(15));
        assert_eq!(gedeeld(1, 3), Some(0));
        assert_eq!(gedeeld(-1, 2), Some(0), "half up, also below zero");
        assert_eq!(gedeeld(0, 0), None);
        assert_eq!(Aandeel::new(1, 8).afgerond(), Some(0.13));
        assert_eq!(Aandeel::new(0, 5).waarde(), Some(0.0), "none of five is known: zero");
        assert_eq!(Aandeel::new(0, 0).waarde(), None, "none of none is not");
        assert_eq!(
            serde_json::to_value(Aandeel::new(1, 4)).unwrap(),
            serde_json::json!({ "teller": 1, "noemer": 4, "waarde": 0.25 })
        );
    }
}
