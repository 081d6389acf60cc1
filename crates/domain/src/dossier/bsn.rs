//! The citizen service number (*burgerservicenummer*).

use std::{fmt, str::FromStr};

/// A burgerservicenummer that passes the elfproef (Logisch Ontwerp BSN §I.2.3).
///
/// It is special data: `Debug` hides it, it has no serde implementation, it never stands in a URL, and it is encrypted
/// at rest. Showing it takes the deliberate call [`Bsn::voluit`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bsn(u32);

/// Why a text is not a BSN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OngeldigBsn {
    /// Not eight or nine digits.
    #[error("een BSN heeft 9 cijfers")]
    Lengte,
    /// The digits do not pass the check, so at least one of them is wrong.
    #[error("dit BSN klopt niet (elfproef): controleer de cijfers")]
    Elfproef,
}

impl Bsn {
    /// Accepts a number that passes the elfproef: `Σ digit × (9, 8, 7, 6, 5, 4, 3, 2, −1)` is a multiple of 11.
    ///
    /// 000000000 passes the sum but is no number of anybody, so it is refused.
    pub fn try_from_number(number: u32) -> Result<Self, OngeldigBsn> {
        if number == 0 {
            return Err(OngeldigBsn::Elfproef);
        }
        if number > 999_999_999 {
            return Err(OngeldigBsn::Lengte);
        }
        let mut rest = number;
        let mut sum = -i64::from(rest % 10);
        for weight in 2..=9_i64 {
            rest /= 10;
            sum += weight * i64::from(rest % 10);
        }
        if sum % 11 == 0 { Ok(Self(number)) } else { Err(OngeldigBsn::Elfproef) }
    }

    /// All nine digits. Every call is a disclosure: log it.
    #[must_use]
    pub fn voluit(self) -> String {
        format!("{:09}", self.0)
    }

    /// The number, for hashing and encryption.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl FromStr for Bsn {
    type Err = OngeldigBsn;

    /// Reads nine digits; spaces, dots and hyphens between them are ignored, and eight digits are padded, because
    /// spreadsheets drop the leading zero.
    fn from_str(text: &str) -> Result<Self, OngeldigBsn> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '\u{a0}')).collect();
        if !(8..=9).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(OngeldigBsn::Lengte);
        }
        Self::try_from_number(digits.parse().map_err(|_| OngeldigBsn::Lengte)?)
    }
}

impl fmt::Debug for Bsn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bsn(*********)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of the test range of RvIG and of the mock of Haal Centraal.
    #[test]
    fn known_test_numbers_pass() {
        for ok in ["999993653", "999992971", "111222333", "123456782", "999990408", "100600505", "9999.93.653"] {
            assert!(ok.parse::<Bsn>().is_ok(), "{ok}");
        }
    }

    #[test]
    fn wrong_numbers_are_refused_with_the_reason() {
        for (text, reason) in [
            ("000000000", OngeldigBsn::Elfproef),
            ("999993654", OngeldigBsn::Elfproef),
            ("1234567", OngeldigBsn::Lengte),
            ("9999936530", OngeldigBsn::Lengte),
            ("99999365A", OngeldigBsn::Lengte),
            ("", OngeldigBsn::Lengte),
        ] {
            assert_eq!(text.parse::<Bsn>(), Err(reason), "{text}");
        }
    }

    #[test]
    fn eight_digits_get_their_leading_zero_back() {
        let with_zero = (10_000_000..20_000_000).find_map(|n| Bsn::try_from_number(n).ok()).unwrap();
        let without = with_zero.voluit().trim_start_matches('0').to_owned();
        assert_eq!(without.len(), 8);
        assert_eq!(without.parse(), Ok(with_zero));
    }

    #[test]
    fn debug_never_shows_the_number() {
        let bsn: Bsn = "999993653".parse().unwrap();
        assert!(!format!("{bsn:?}").contains('3'));
    }

    proptest::proptest! {
        /// Changing exactly one digit of a good number always breaks it: that is what the elfproef is for.
        #[test]
        fn one_wrong_digit_is_always_noticed(start in 1_u32..900_000_000, place in 0_u32..9, shift in 1_u32..10) {
            let bsn = (start..).find_map(|n| Bsn::try_from_number(n).ok()).unwrap();
            let unit = 10_u32.pow(place);
            let digit = bsn.number() / unit % 10;
            let changed = bsn.number() - digit * unit + (digit + shift) % 10 * unit;
            proptest::prop_assert!(Bsn::try_from_number(changed).is_err());
        }
    }
}
