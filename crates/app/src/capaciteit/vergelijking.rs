//! Scenarios as rows and columns: the same on the page, on paper, in a spreadsheet and on the command line.

use analysis::capaciteit::{Gegeven, Scenario, Uitkomst};

/// One line of the comparison: what it is called, how many decimals say something, and its number in a scenario.
pub(crate) struct Regel {
    /// What it is called.
    pub(crate) naam: &'static str,
    /// How many decimals.
    pub(crate) decimalen: usize,
    /// Whether the part of the comparison begins here, and what it is called.
    pub(crate) kop: &'static str,
    /// Its number; nothing where the scenario does not ask it.
    pub(crate) waarde: fn(&Uitkomst) -> Option<f64>,
}

const fn regel(naam: &'static str, decimalen: usize, kop: &'static str, waarde: fn(&Uitkomst) -> Option<f64>) -> Regel {
    Regel { naam, decimalen, kop, waarde }
}

/// All lines, in order.
pub(crate) const REGELS: [Regel; 15] = [
    regel("Klanten", 0, "Waar het over gaat", |u| Some(u.klanten)),
    regel("Productieve uren per fte per jaar", 0, "", |u| Some(u.productieve_uren)),
    regel("Uren begeleiding per jaar", 0, "Wat de uren per klant vragen", |u| Some(u.nodig.uren_begeleiding)),
    regel("Uren rechtmatigheid per jaar", 0, "", |u| Some(u.nodig.uren_rechtmatigheid)),
    regel("Uren per klant per jaar", 2, "", |u| Some(u.nodig.uren_per_klant)),
    regel("Fte, met overhead", 1, "", |u| Some(u.nodig.fte)),
    regel("Euro per jaar", 0, "", |u| u.nodig.euro),
    regel("Caseload", 1, "", |u| u.nodig.caseload),
    regel("Fte, met overhead", 1, "Wat er kan met wat gegeven is", |u| u.mogelijk.map(|m| m.fte)),
    regel("Euro per jaar", 0, "", |u| u.mogelijk.and_then(|m| m.euro)),
    regel("Caseload", 1, "", |u| u.mogelijk.map(|m| m.caseload)),
    regel("Uren per klant per jaar", 2, "", |u| u.mogelijk.map(|m| m.uren_per_klant)),
    regel("Daarvan over voor rechtmatigheid", 2, "", |u| u.mogelijk.map(|m| m.uren_rechtmatigheid)),
    regel("Deel van de begeleiding dat kan, in procent", 0, "", |u| {
        u.mogelijk.and_then(|m| m.deel_begeleiding).map(|deel| deel * 100.0)
    }),
    regel("Fte tekort (min is over)", 1, "", |u| u.mogelijk.map(|m| m.fte_tekort)),
];

/// What is given, in words.
pub(crate) fn gegeven(scenario: &Scenario) -> String {
    match scenario.gegeven {
        Gegeven::Norm => "De uren per klant; daaruit volgt hoeveel mensen dat vraagt".to_owned(),
        Gegeven::Fte(fte) => format!("{} fte", getal(fte, 1)),
        Gegeven::Caseload(caseload) => format!("Een caseload van {}", getal(caseload, 1)),
        Gegeven::Euro(euro) => format!("{} euro per jaar", getal(euro, 0)),
        Gegeven::Erbij { caseload, euro } => {
            format!("{} euro per jaar bovenop een caseload van {}", getal(euro, 0), getal(caseload, 1))
        }
    }
}

/// `1.234,5`: as the Dutch write numbers, without noughts that say nothing.
pub(crate) fn getal(waarde: f64, decimalen: usize) -> String {
    let afgerond = format!("{:.decimalen$}", waarde.abs());
    let (heel, deel) = afgerond.split_once('.').unwrap_or((&afgerond, ""));
    let mut gegroepeerd = String::new();
    for (plaats, cijfer) in heel.chars().enumerate() {
        if plaats > 0 && (heel.len() - plaats) % 3 == 0 {
            gegroepeerd.push('.');
        }
        gegroepeerd.push(cijfer);
    }
    let deel = deel.trim_end_matches('0');
    let min = if waarde < 0.0 && afgerond.bytes().any(|cijfer| (b'1'..=b'9').contains(&cijfer)) { "−" } else { "" };
    if deel.is_empty() { format!("{min}{gegroepeerd}") } else { format!("{min}{gegroepeerd},{deel}") }
}

/// What a number is more or less than that of the first scenario; nothing when it is the same.
pub(crate) fn verschil(eerste: Option<f64>, waarde: Option<f64>, decimalen: usize) -> String {
    let (Some(eerste), Some(waarde)) = (eerste, waarde) else { return String::new() };
    let tekst = getal(waarde - eerste, decimalen);
    match tekst.as_str() {
        "0" => String::new(),
        min if min.starts_with('−') => tekst,
        _ => format!("+{tekst}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{getal, verschil};

    #[test]
    fn numbers_as_the_dutch_write_them() {
        for (waarde, decimalen, tekst) in [
            (1360.0, 0, "1.360"),
            (11.333, 2, "11,33"),
            (36189.0, 2, "36.189"),
            (-1.25, 1, "−1,2"),
            (-0.001, 1, "0"),
            (2_062_500.4, 0, "2.062.500"),
        ] {
            assert_eq!(getal(waarde, decimalen), tekst);
        }
        assert_eq!(verschil(Some(120.0), Some(80.0), 1), "−40");
        assert_eq!(verschil(Some(10.0), Some(12.5), 1), "+2,5");
        assert_eq!(verschil(Some(10.0), Some(10.01), 1), "");
        assert_eq!(verschil(None, Some(10.0), 1), "");
    }
}
