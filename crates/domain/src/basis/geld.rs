//! Money, always in whole eurocents: sums stay exact in every database and language.

use std::{fmt, iter::Sum, ops, str::FromStr};

use serde::{Deserialize, Serialize};

/// An amount in eurocents; negative for what is owed or short.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Eurocent(pub i64);

/// The text is not an amount as people in the Netherlands write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("dit is geen bedrag; schrijf het als 1.419,46")]
pub struct OngeldigBedrag;

impl Eurocent {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// `numerator / denominator` of the amount, rounded half away from zero to the cent.
    #[must_use]
    pub fn share(self, numerator: i64, denominator: i64) -> Self {
        let product = i128::from(self.0) * i128::from(numerator);
        let half = i128::from(denominator.abs()) / 2;
        let rounded = if (product < 0) == (denominator < 0) {
            (product.abs() + half) / i128::from(denominator.abs())
        } else {
            -((product.abs() + half) / i128::from(denominator.abs()))
        };
        Self(i64::try_from(rounded).unwrap_or(i64::MAX))
    }

    /// `€ 1.849.463`: whole euros, for key figures.
    #[must_use]
    pub fn in_euros(self) -> String {
        let euros = self.share(1, 100).0;
        format!("{}€ {}", if euros < 0 { "− " } else { "" }, thousands(euros.unsigned_abs()))
    }
}

/// Groups digits by three with dots, as in `1.849.463`.
#[must_use]
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

impl fmt::Display for Eurocent {
    /// `€ 1.419,46`; a minus sign stands before the euro sign.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cents = self.0.unsigned_abs();
        write!(f, "{}€ {},{:02}", if self.0 < 0 { "− " } else { "" }, thousands(cents / 100), cents % 100)
    }
}

impl FromStr for Eurocent {
    type Err = OngeldigBedrag;

    /// Reads `1.419,46`, `1419,46`, `€ 1419`, `-12,5` and, when there is no comma, `1419.46`: the forms that appear in
    /// files of benefit administrations.
    fn from_str(text: &str) -> Result<Self, OngeldigBedrag> {
        let text: String = text.chars().filter(|c| !matches!(c, '€' | ' ' | '\u{a0}')).collect();
        let (negative, text) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest.to_owned()),
            None => (false, text),
        };
        let (whole, cents) = split_amount(&text).ok_or(OngeldigBedrag)?;
        let digits = |s: &str| !s.is_empty() && s.len() <= 12 && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(&whole) || !(cents.is_empty() || digits(&cents) && cents.len() <= 2) {
            return Err(OngeldigBedrag);
        }
        let whole: i64 = whole.parse().map_err(|_| OngeldigBedrag)?;
        let cents: i64 = format!("{cents:0<2}").parse().map_err(|_| OngeldigBedrag)?;
        let total = whole * 100 + cents;
        Ok(Self(if negative { -total } else { total }))
    }
}

/// Whole euros and the digits after the separator; `None` when dots do not group thousands.
fn split_amount(text: &str) -> Option<(String, String)> {
    let grouped = |s: &str| -> Option<String> {
        let mut parts = s.split('.');
        let first = parts.next()?;
        let rest: Vec<&str> = parts.collect();
        let regular = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|part| part.len() == 3));
        regular.then(|| format!("{first}{}", rest.concat()))
    };
    if let Some((whole, cents)) = text.split_once(',') {
        return Some((grouped(whole)?, cents.to_owned()));
    }
    match text.rsplit_once('.') {
        Some((whole, cents)) if cents.len() < 3 && !whole.contains('.') => Some((whole.to_owned(), cents.to_owned())),
        _ => Some((grouped(text)?, String::new())),
    }
}

impl ops::Add for Eurocent {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl ops::Sub for Eurocent {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl ops::Mul<i64> for Eurocent {
    type Output = Self;
    fn mul(self, times: i64) -> Self {
        Self(self.0 * times)
    }
}

impl Sum for Eurocent {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, ops::Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_the_dutch_do() {
        for (cents, text) in [
            (141_946, "€ 1.419,46"),
            (-4_590_000, "− € 45.900,00"),
            (5, "€ 0,05"),
            (184_946_300, "€ 1.849.463,00"),
            (0, "€ 0,00"),
        ] {
            assert_eq!(Eurocent(cents).to_string(), text);
        }
        assert_eq!(Eurocent(-4_590_000).in_euros(), "− € 45.900");
    }

    #[test]
    fn amounts_are_read_as_files_hold_them() {
        for (text, cents) in [
            ("1.419,46", 141_946),
            ("1419,46", 141_946),
            ("1419.46", 141_946),
            ("€ 1.419", 141_900),
            ("1.849.463,00", 184_946_300),
            ("12,5", 1_250),
            ("-12,50", -1_250),
            ("0", 0),
        ] {
            assert_eq!(text.parse(), Ok(Eurocent(cents)), "{text}");
        }
        for wrong in ["", "abc", "1,2,3", "1.41.946", "12,345", "--3", "1e5", ",50"] {
            assert_eq!(wrong.parse::<Eurocent>(), Err(OngeldigBedrag), "{wrong}");
        }
    }

    #[test]
    fn shares_round_half_up_to_the_cent() {
        assert_eq!(Eurocent(202_779).share(1, 2), Eurocent(101_390));
        assert_eq!(Eurocent(-5).share(1, 2), Eurocent(-3));
    }
}
