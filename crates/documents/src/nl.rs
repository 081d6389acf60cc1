//! Numbers and months as Dutch readers expect them: `1.234`, `40,4`, `mei 2017`.

use jiff::civil::Date;

/// The twelve months as they fit under an axis.
const MAANDEN_KORT: [&str; 12] = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

/// A whole number with a dot per thousand: `1234567` becomes `1.234.567`.
pub(crate) fn heel(n: u64) -> String {
    let cijfers = n.to_string();
    let mut uit = String::with_capacity(cijfers.len() + cijfers.len() / 3);
    for (i, c) in cijfers.chars().enumerate() {
        if i > 0 && (cijfers.len() - i).is_multiple_of(3) {
            uit.push('.');
        }
        uit.push(c);
    }
    uit
}

/// A fraction as a percentage with at most `decimalen` decimals, a comma and no trailing zeros: `0.4038` with one
/// decimal becomes `40,4`.
pub(crate) fn procent(fractie: f64, decimalen: usize) -> String {
    let tekst = procent_vast(fractie, decimalen);
    let tekst = if tekst.contains(',') { tekst.trim_end_matches('0').trim_end_matches(',') } else { &tekst };
    // -0 is what rounding leaves of a small negative number; nobody writes it.
    if tekst == "-0" { "0".to_owned() } else { tekst.to_owned() }
}

/// A fraction as a percentage with exactly `decimalen` decimals, for numbers that are compared: `81,0` beside `73,4`.
pub(crate) fn procent_vast(fractie: f64, decimalen: usize) -> String {
    format!("{:.decimalen$}", fractie * 100.0).replace('.', ",")
}

/// A number with so many decimals, a comma and a dot per thousand: `1234.56` with one decimal becomes `1.234,6`.
pub(crate) fn getal(waarde: f64, decimalen: usize) -> String {
    let tekst = format!("{:.decimalen$}", waarde.abs());
    let (voor, na) = tekst.split_once('.').unwrap_or((&tekst, ""));
    let voor = voor.parse().map_or_else(|_| voor.to_owned(), heel);
    let min = if waarde < 0.0 && tekst.bytes().any(|teken| (b'1'..=b'9').contains(&teken)) { "-" } else { "" };
    if na.is_empty() { format!("{min}{voor}") } else { format!("{min}{voor},{na}") }
}

/// The month of `datum`, short, without the year: `mei`.
pub(crate) fn maand_kort(datum: Date) -> &'static str {
    usize::try_from(datum.month() - 1).ok().and_then(|i| MAANDEN_KORT.get(i)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_the_dutch_way() {
        for (n, tekst) in [(0, "0"), (999, "999"), (1000, "1.000"), (1_849_463, "1.849.463")] {
            assert_eq!(heel(n), tekst);
        }
        for (fractie, decimalen, tekst) in
            [(0.4, 1, "40"), (0.403_846, 1, "40,4"), (1.0, 0, "100"), (-0.000_001, 2, "0"), (0.05, 0, "5")]
        {
            assert_eq!(procent(fractie, decimalen), tekst);
        }
        for (waarde, decimalen, tekst) in [
            (1_234.56, 1, "1.234,6"),
            (0.0, 0, "0"),
            (-0.01, 1, "0,0"),
            (-1_000_000.0, 0, "-1.000.000"),
            (9.999, 2, "10,00"),
        ] {
            assert_eq!(getal(waarde, decimalen), tekst);
        }
        assert_eq!(maand_kort(jiff::civil::date(2017, 5, 1)), "mei");
    }
}
