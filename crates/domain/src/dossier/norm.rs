//! Amounts of the Participatiewet, as dated data with article and source.
//!
//! Net per month, holiday allowance included. Klantbeeld uses them for what-ifs and checks; it pays nobody.
//!
//! Deliberately absent: a formula where the law prints an amount. PW 22a with one person gives € 1.419,45 by formula and
//! € 1.419,46 by the table of art. 21: the table is right.

#[cfg(test)]
mod tests;

use jiff::civil::{Date, date};

use crate::{datum::plus_maanden, geld::Eurocent};

/// An amount of the law from a day on, until a later set replaces it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Norm {
    /// Article, paragraph and letter of the Participatiewet.
    pub artikel: &'static str,
    /// Whom or what it is for.
    pub omschrijving: &'static str,
    /// The amount.
    pub bedrag: Eurocent,
    /// First day it holds.
    pub vanaf: Date,
    /// Where the amount was read.
    pub bron: &'static str,
}

const PW_2026_07: &str = "Participatiewet zoals geldend op 1-7-2026, https://wetten.overheid.nl/BWBR0015703/2026-07-01";
const VELSEN_2024_07: &str =
    "Gemeente Velsen, bijstandsnormen per 1 juli 2024, https://velsen.nl/bijstandsnormen-per-1-juli-2024";
const WESTLAND_2024_01: &str = "Gemeente Westland, normenoverzicht bijzondere bijstand 1-1-2024";

const fn norm(artikel: &'static str, omschrijving: &'static str, cents: i64, vanaf: Date, bron: &'static str) -> Norm {
    Norm { artikel, omschrijving, bedrag: Eurocent(cents), vanaf, bron }
}

const J26: Date = date(2026, 7, 1);

/// Every amount that is known from a named source. A day of which no set is known has no answer, on purpose.
pub const NORMEN: &[Norm] = &[
    norm("20(1)a", "jonger dan 21, zonder kinderen, alleenstaande", 35_042, J26, PW_2026_07),
    norm("20(1)b", "jonger dan 21, zonder kinderen, gehuwden beiden jonger dan 21", 70_084, J26, PW_2026_07),
    norm("20(1)c", "zonder kinderen, gehuwden van wie één 21 of ouder", 136_432, J26, PW_2026_07),
    norm("20(2)a", "jonger dan 21, alleenstaande ouder", 35_042, J26, PW_2026_07),
    norm("20(2)b", "met kinderen, gehuwden beiden jonger dan 21", 110_640, J26, PW_2026_07),
    norm("20(2)c", "met kinderen, gehuwden van wie één 21 of ouder", 176_988, J26, PW_2026_07),
    norm("20(3)", "aanvulling 18 tot 21 die niet op ouders kan terugvallen", 76_224, J26, PW_2026_07),
    norm(
        "21a",
        "21 tot AOW-leeftijd, alleenstaande of alleenstaande ouder",
        128_383,
        date(2024, 1, 1),
        WESTLAND_2024_01,
    ),
    norm("21a", "21 tot AOW-leeftijd, alleenstaande of alleenstaande ouder", 141_946, J26, PW_2026_07),
    norm("21b", "21 tot AOW-leeftijd, gehuwden", 183_404, date(2024, 1, 1), WESTLAND_2024_01),
    norm("21b", "21 tot AOW-leeftijd, gehuwden", 186_921, date(2024, 7, 1), VELSEN_2024_07),
    norm("21b", "21 tot AOW-leeftijd, gehuwden", 202_779, J26, PW_2026_07),
    norm("22a", "AOW-leeftijd, alleenstaande", 158_734, J26, PW_2026_07),
    norm("22b", "AOW-leeftijd, gehuwden", 217_610, J26, PW_2026_07),
    norm("22c", "AOW-leeftijd, gehuwden (onder c)", 217_610, J26, PW_2026_07),
    norm("23(1)a", "in een inrichting, alleenstaande", 44_944, J26, PW_2026_07),
    norm("23(1)b", "in een inrichting, gehuwden", 69_911, J26, PW_2026_07),
    norm("23(2)a", "in een inrichting, verhoging alleenstaande", 4_700, J26, PW_2026_07),
    norm("23(2)b", "in een inrichting, verhoging gehuwden", 10_600, J26, PW_2026_07),
    norm("31(2)j", "premie, hooguit per jaar", 339_800, J26, PW_2026_07),
    norm("31(2)m", "giften, hooguit per jaar", 120_000, J26, PW_2026_07),
    norm("31(2)n", "vrijlating 25 % van inkomsten uit arbeid, hooguit per maand", 28_500, J26, PW_2026_07),
    norm("31(2)r", "vrijlating alleenstaande ouder, hooguit per maand", 17_766, J26, PW_2026_07),
    norm("31(2)y", "vrijlating medisch urenbeperkt, hooguit per maand", 18_019, J26, PW_2026_07),
    norm("31(2)z", "vrijlating loonkostensubsidie, eerste 12 maanden, hooguit per maand", 18_019, J26, PW_2026_07),
    norm("31(2)aa", "vrijlating loonkostensubsidie, langer, hooguit per maand", 18_019, J26, PW_2026_07),
    norm("34(3)a", "vermogensgrens alleenstaande", 800_000, J26, PW_2026_07),
    norm("34(3)b", "vermogensgrens alleenstaande ouder", 1_600_000, J26, PW_2026_07),
    norm("34(3)c", "vermogensgrens gehuwden", 1_600_000, J26, PW_2026_07),
    norm("34(2)d", "vermogen in de eigen woning", 6_750_000, J26, PW_2026_07),
];

/// The amount of an article on a day. A set speaks for its half year: amounts change on 1 January and 1 July (PW 37, 38),
/// and a set that is not known is not guessed from the one before.
#[must_use]
pub fn norm_op(artikel: &str, dag: Date) -> Option<&'static Norm> {
    let geldt = |norm: &&Norm| norm.artikel == artikel && norm.vanaf <= dag && dag < plus_maanden(norm.vanaf, 6);
    NORMEN.iter().find(geldt)
}

/// The norm of somebody who shares costs (*kostendelersnorm*, PW 22a): `((40 % + personen × 30 %) / personen) × norm of
/// a couple`, where `personen` counts the claimant, the spouse and co-residents of 27 and over (19a).
///
/// `None` for one person: art. 21 prints that amount, and the formula differs from it by a cent.
#[must_use]
pub fn kostendelersnorm(personen: i64, dag: Date) -> Option<Eurocent> {
    let gehuwden = norm_op("21b", dag)?.bedrag;
    (personen >= 2).then(|| gehuwden.share(40 + personen * 30, personen * 100))
}

/// The norm of somebody of 21 up to the AOW age who is alone or a lone parent, by how many share the home: alone it is the
/// amount that the law prints (PW 21a), with others it is the [`kostendelersnorm`].
#[must_use]
pub fn norm_per_woning(personen: i64, dag: Date) -> Option<Eurocent> {
    if personen == 1 { norm_op("21a", dag).map(|norm| norm.bedrag) } else { kostendelersnorm(personen, dag) }
}

/// The norm of somebody whose partner has no right: half of that of a couple (PW 24).
#[must_use]
pub fn norm_partner_zonder_recht(dag: Date) -> Option<Eurocent> {
    norm_op("21b", dag).map(|norm| norm.bedrag.share(1, 2))
}

/// The norm in an institution with what the law adds to it (PW 23(1) and (2)).
#[must_use]
pub fn norm_in_inrichting(gehuwd: bool, dag: Date) -> Option<Eurocent> {
    let (norm, verhoging) = if gehuwd { ("23(1)b", "23(2)b") } else { ("23(1)a", "23(2)a") };
    Some(norm_op(norm, dag)?.bedrag + norm_op(verhoging, dag)?.bedrag)
}
