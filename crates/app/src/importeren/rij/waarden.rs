//! One cell → one value. A fault says what is wrong with the value and what to do.

use std::str::FromStr;

use domain::{bsn::Bsn, datum, geld::Eurocent};
use jiff::civil::Date;

use crate::importeren::{lezen::Cel, mapping::Datumvorm};

/// What is wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Afgekeurd {
    pub(super) fout: String,
    pub(super) doe: String,
}

pub(super) fn afgekeurd(fout: impl Into<String>, doe: impl Into<String>) -> Afgekeurd {
    Afgekeurd { fout: fout.into(), doe: doe.into() }
}

/// The text of a cell; a whole number loses its decimals, which is what a spreadsheet adds to a BSN or a number.
pub(super) fn tekst(cel: &Cel) -> Result<String, Afgekeurd> {
    let text = match cel {
        Cel::Leeg => return Ok(String::new()),
        Cel::Tekst(text) => text.clone(),
        Cel::Getal(getal) => getal_als_tekst(*getal),
        Cel::Datum(dag) => dag.to_string(),
        Cel::Mislukt(fout) => {
            return Err(afgekeurd(
                format!("de formule in deze cel geeft een fout ({fout})"),
                "Herstel de formule, of vul de waarde zelf in.",
            ));
        }
    };
    // Nearly every cell; the rest is looked at letter by letter.
    if text.bytes().all(|b| (b' '..0x7f).contains(&b)) && !text.starts_with('=') {
        return Ok(text);
    }
    if text.starts_with('=') {
        return Err(afgekeurd("hier staat een formule", "Plak de waarde in plaats van de formule."));
    }
    if text.contains(['\n', '\r']) {
        return Err(afgekeurd(
            "er staat een regeleinde in deze cel",
            "Haal het weg; staat er een aanhalingsteken te veel of te weinig?",
        ));
    }
    if text.contains(|c: char| c.is_control() || c == '\u{fffd}') {
        return Err(afgekeurd("er staat een onleesbaar teken in deze cel", "Typ de cel opnieuw."));
    }
    Ok(text)
}

/// As many decimals as there are, at most what a cent needs plus noise.
pub(super) fn getal_als_tekst(getal: f64) -> String {
    if getal.fract() == 0.0 && getal.abs() < 1e15 { format!("{getal:.0}") } else { getal.to_string() }
}

/// A text with at most so many characters.
pub(super) fn begrensd(text: String, hooguit: usize) -> Result<String, Afgekeurd> {
    let lengte = text.chars().count();
    if lengte <= hooguit {
        return Ok(text);
    }
    Err(afgekeurd(
        format!("deze cel heeft {lengte} tekens, hooguit {hooguit} passen"),
        "Kort de tekst in; staat er een aanhalingsteken te veel of te weinig?",
    ))
}

/// A value of the domain, whose own words say what is wrong.
pub(super) fn waarde<T>(text: &str, doe: &str) -> Result<T, Afgekeurd>
where
    T: FromStr,
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|fout: T::Err| afgekeurd(fout.to_string(), doe))
}

/// `9,99993653E+08` and the like: digits are gone.
fn wetenschappelijk(text: &str) -> bool {
    text.contains(['E', 'e']) && text.replace(',', ".").parse::<f64>().is_ok()
}

pub(super) fn bsn(text: &str) -> Result<Bsn, Afgekeurd> {
    if wetenschappelijk(text) {
        return Err(afgekeurd(
            "het rekenblad heeft van dit BSN een afgerond getal gemaakt",
            "Maak de kolom op als tekst en haal het BSN opnieuw uit de uitkeringsadministratie.",
        ));
    }
    let text = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")).unwrap_or(text);
    waarde(text, "Controleer het BSN in de uitkeringsadministratie.")
}

pub(super) fn bedrag(cel: &Cel, text: &str) -> Result<Eurocent, Afgekeurd> {
    redelijk(geld(cel, text)?)
}

/// What is recovered: of many months together, so without the bound of one.
pub(super) fn vordering(cel: &Cel, text: &str) -> Result<Eurocent, Afgekeurd> {
    let bedrag = geld(cel, text)?;
    if bedrag < Eurocent::ZERO {
        return Err(afgekeurd(
            "een terugvordering kan niet negatief zijn",
            "Verbeter het bedrag, of laat de cel leeg.",
        ));
    }
    Ok(bedrag)
}

/// A whole percentage, with or without its sign.
pub(super) fn procent(text: &str) -> Result<u16, Afgekeurd> {
    let getal = text.trim_end_matches('%').trim();
    let getal = getal.strip_suffix(".0").or_else(|| getal.strip_suffix(",0")).unwrap_or(getal);
    getal.parse().ok().filter(|procent| *procent <= 100).ok_or_else(|| {
        let doe = "Schrijf het percentage als heel getal van 0 tot en met 100, of laat de cel leeg.";
        afgekeurd("dit is geen percentage", doe)
    })
}

fn geld(cel: &Cel, text: &str) -> Result<Eurocent, Afgekeurd> {
    let doe = "Schrijf het bedrag als 1.419,46.";
    if let Cel::Getal(getal) = cel {
        let cent = (getal * 100.0).round();
        if (getal * 100.0 - cent).abs() > 0.001 || cent.abs() > 1e11 {
            return Err(afgekeurd("dit bedrag heeft meer dan twee decimalen of is te groot", doe));
        }
        #[expect(clippy::cast_possible_truncation, reason = "below 1e11, checked above")]
        return Ok(Eurocent(cent as i64));
    }
    waarde(text, doe)
}

/// No monthly benefit is negative or above ten thousand euros: that is a shifted column or a missing comma.
fn redelijk(bedrag: Eurocent) -> Result<Eurocent, Afgekeurd> {
    let doe = "Controleer het bedrag en de komma; staat de waarde in de goede kolom?";
    match bedrag.0 {
        ..0 => Err(afgekeurd("een maandbedrag kan niet negatief zijn", doe)),
        1_000_001.. => Err(afgekeurd("een maandbedrag boven € 10.000 bestaat niet", doe)),
        _ => Ok(bedrag),
    }
}

pub(super) fn dag(cel: &Cel, text: &str, vorm: Datumvorm) -> Result<Date, Afgekeurd> {
    if let Cel::Datum(dag) = cel {
        return Ok(*dag);
    }
    let cijfers = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")).unwrap_or(text);
    if cijfers.len() <= 5 && cijfers.len() > 2 && cijfers.bytes().all(|b| b.is_ascii_digit()) {
        return Err(afgekeurd(
            "het rekenblad heeft van deze datum een getal gemaakt",
            "Maak de kolom op als datum en bewaar het bestand opnieuw.",
        ));
    }
    let zonder_tijd = zonder_middernacht(text);
    let gelezen = match vorm {
        Datumvorm::Nederlands => datum::lees(zonder_tijd),
        Datumvorm::MaandDagJaar => maand_dag_jaar(zonder_tijd),
    };
    gelezen.ok_or_else(|| {
        if jaar_van_twee_cijfers(zonder_tijd) {
            afgekeurd("het jaar heeft maar twee cijfers", "Schrijf het jaar voluit, bijvoorbeeld 22-11-2026.")
        } else {
            afgekeurd("deze datum bestaat niet of is niet te lezen", "Schrijf de datum als 22-11-2026 of 2026-11-22.")
        }
    })
}

/// `01-01-2020 00:00:00` and `2020-01-01T00:00:00.000` are days too.
fn zonder_middernacht(text: &str) -> &str {
    let Some((dag, tijd)) = text.split_once('T').or_else(|| text.rsplit_once(' ')) else { return text };
    let middernacht = tijd.contains(':') && tijd.chars().all(|c| matches!(c, '0' | ':' | '.' | 'Z'));
    if middernacht { dag } else { text }
}

fn jaar_van_twee_cijfers(text: &str) -> bool {
    let delen: Vec<&str> = text.split(['-', '/', '.']).collect();
    delen.len() == 3
        && delen.iter().all(|deel| (1..=2).contains(&deel.len()) && deel.bytes().all(|b| b.is_ascii_digit()))
}

fn maand_dag_jaar(text: &str) -> Option<Date> {
    let delen: Vec<&str> = text.split(['-', '/', '.']).collect();
    match delen[..] {
        [maand, dag, jaar] if jaar.len() == 4 => datum::lees(&format!("{dag}-{maand}-{jaar}")),
        _ => datum::lees(text),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_as_spreadsheets_leave_them() {
        let lees = |text: &str| dag(&Cel::Tekst(text.to_owned()), text, Datumvorm::Nederlands).map_err(|a| a.fout);
        for goed in
            ["01-09-2020", "1-9-2020", "2020-09-01", "01-09-2020 00:00:00", "2020-09-01T00:00:00.000Z", "1 sep 2020"]
        {
            assert_eq!(lees(goed), Ok(date(2020, 9, 1)), "{goed}");
        }
        for (fout, waarom) in [
            ("44075", "het rekenblad heeft van deze datum een getal gemaakt"),
            ("44075.0", "het rekenblad heeft van deze datum een getal gemaakt"),
            ("31-02-2020", "deze datum bestaat niet of is niet te lezen"),
            ("01-09-20", "het jaar heeft maar twee cijfers"),
            ("01-09-2020 13:45:00", "deze datum bestaat niet of is niet te lezen"),
            ("september", "deze datum bestaat niet of is niet te lezen"),
        ] {
            assert_eq!(lees(fout), Err(waarom.to_owned()), "{fout}");
        }
        assert_eq!(maand_dag_jaar("09/13/2020"), Some(date(2020, 9, 13)));
        assert_eq!(maand_dag_jaar("13/09/2020"), None);
        assert_eq!(dag(&Cel::Datum(date(2020, 9, 1)), "", Datumvorm::MaandDagJaar), Ok(date(2020, 9, 1)));
    }

    #[test]
    fn numbers_as_spreadsheets_leave_them() {
        for goed in ["999993653", "999993653.0", "999993653,0", "9999.93.653"] {
            assert!(bsn(goed).is_ok(), "{goed}");
        }
        for fout in ["9.99993653E8", "9,99994E+08"] {
            assert_eq!(
                bsn(fout).unwrap_err().fout,
                "het rekenblad heeft van dit BSN een afgerond getal gemaakt",
                "{fout}"
            );
        }
        assert_eq!(getal_als_tekst(999_993_653.0), "999993653");
        for (getal, cent) in [(1419.46, Ok(141_946)), (1_419.0, Ok(141_900)), (0.1 + 0.2, Ok(30)), (1.005, Err(()))] {
            assert_eq!(bedrag(&Cel::Getal(getal), "").map(|e| e.0).map_err(|_| ()), cent, "{getal}");
        }
        for fout in ["-1,00", "141946", "abc"] {
            assert!(bedrag(&Cel::Tekst(fout.to_owned()), fout).is_err(), "{fout}");
        }
        assert!(tekst(&Cel::Mislukt("#N/A".to_owned())).is_err());
        assert!(tekst(&Cel::Tekst("=A1+B1".to_owned())).is_err());
    }
}
