//! Lines from right to left, with pieces in them that run the other way.

use std::sync::LazyLock;

use regex::Regex;

/// What is written from left to right within a line from right to left: words in our letters with the numbers that
/// belong to them, and numbers in groups. A list of numbers or a range (`10:30 - 12:30`) does follow the line.
///
/// Not there, should the pattern be wrong; a test would say so.
static FROM_LEFT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    // Hebrew, Arabic and what is written like them, signs and digits included.
    let rtl = r"\x{590}-\x{8ff}\x{fb1d}-\x{fdff}\x{fe70}-\x{feff}";
    let letter = format!(r"[\p{{L}}--[{rtl}]]");
    let teken = format!(r"[\p{{L}}\p{{M}}\p{{Nd}}--[{rtl}]]");
    let tussen = r"[^\p{L}\p{M}\p{Nd}\n()،؛؟]{1,3}";
    let vervolg = format!("(?:{tussen}{teken}+)*");
    let woorden = format!("(?:[0-9]+{tussen})*{teken}*{letter}{teken}*{vervolg}");
    let haakjes = format!(r"(?: ?\({teken}+{vervolg}\){vervolg})*");
    let getal = "(?:[+€] ?)?[0-9]+(?:[ .,:/-][0-9]+)*%?";
    Regex::new(&format!("{woorden}{haakjes}|{getal}")).ok()
});

/// Keeps pieces from left to right whole in a text from right to left, with marks that have no width.
///
/// Without them every program and printer that follows the Unicode rules shows `023 511 51 15` as `15 51 511 023` and
/// `2011 RD` as `RD 2011`.
pub(super) fn isolate(tekst: &str) -> String {
    match &*FROM_LEFT {
        Some(stuk) => stuk.replace_all(tekst, "\u{2066}$0\u{2069}").into_owned(),
        None => tekst.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_from_left_to_right_stay_whole_and_the_rest_follows_the_line() {
        for (tekst, verwacht) in [
            ("الرقم 023 511 51 15، اليوم", "الرقم ‹023 511 51 15›، اليوم"),
            ("Voorbeeldstad، 22 نوفمبر 2026", "‹Voorbeeldstad›، ‹22› نوفمبر ‹2026›"),
            ("مكتب 2011 RD Haarlem.", "مكتب ‹2011 RD Haarlem›."),
            ("من 10:30 - 12:30", "من ‹10:30› - ‹12:30›"),
            ("الغرفة 3, 10:30", "الغرفة ‹3›, ‹10:30›"),
            ("(Zijlvest 39) و Haarlem (centrum)", "(‹Zijlvest 39›) و ‹Haarlem (centrum)›"),
            ("€ 1.419,46 و 40% و +31 23 511", "‹€ 1.419,46› و ‹40%› و ‹+31 23 511›"),
            ("info@haarlem.nl و Nguyễn Thị", "‹info@haarlem.nl› و ‹Nguyễn Thị›"),
            ("موعد ٣ مُهِمّ", "موعد ٣ مُهِمّ"),
            ("een\nمرحبا", "‹een›\nمرحبا"),
            ("", ""),
        ] {
            let verwacht = verwacht.replace('‹', "\u{2066}").replace('›', "\u{2069}");
            assert_eq!(isolate(tekst), verwacht);
        }
    }
}
