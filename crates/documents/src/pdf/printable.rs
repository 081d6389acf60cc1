//! Texts of people, made fit for paper without changing what they say.

use serde_json::Value;

use super::bidi;

/// After so many characters without a space a text may be broken; longer than any Dutch word, shorter than a column.
const LANG: usize = 40;
/// A place where a line may be broken, without width.
const BREEKPUNT: char = '\u{200b}';

/// Goes over every text in the data. `has_glyph` tells whether a bundled font can print a character.
///
/// Two names mean something: `svg` is a drawing, and what stands beside or below `rtl: true` is read from right to left.
pub(super) fn clean(waarde: &mut Value, has_glyph: &impl Fn(char) -> bool) {
    clean_below(waarde, has_glyph, false);
}

fn clean_below(waarde: &mut Value, has_glyph: &impl Fn(char) -> bool, rtl: bool) {
    match waarde {
        Value::String(tekst) => {
            *tekst = break_long_words(&clean_text(tekst, has_glyph));
            if rtl {
                *tekst = bidi::isolate(tekst);
            }
        }
        Value::Array(lijst) => lijst.iter_mut().for_each(|deel| clean_below(deel, has_glyph, rtl)),
        Value::Object(velden) => {
            let rtl = rtl || velden.get("rtl").and_then(Value::as_bool).unwrap_or_default();
            for (naam, veld) in velden {
                match veld {
                    // A drawing is markup: nothing may be put into its paths.
                    Value::String(svg) if naam == "svg" => *svg = clean_text(svg, has_glyph),
                    // The code of a language or the kind of a part is for the template, not for people.
                    Value::String(_) if naam == "taal" || naam == "soort" => {}
                    veld => clean_below(veld, has_glyph, rtl),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The text without what cannot be printed.
///
/// - control characters disappear, line breaks stay;
/// - marks that turn the direction of the line around disappear: a name must not be able to rewrite what stands beside
///   it. Arabic and Hebrew do not need them;
/// - what no font has becomes `�`, and so do private characters, which mean something different in every font.
pub(super) fn clean_text(tekst: &str, has_glyph: &impl Fn(char) -> bool) -> String {
    tekst
        .replace("\r\n", "\n")
        .chars()
        .filter_map(|c| match c {
            '\n' => Some('\n'),
            '\t' | '\r' => Some(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
            c if c.is_control() => None,
            '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => Some(char::REPLACEMENT_CHARACTER),
            c if has_glyph(c) => Some(c),
            _ => Some(char::REPLACEMENT_CHARACTER),
        })
        .collect()
}

/// Lets a very long word break, so that it does not run over the edge of the paper.
fn break_long_words(tekst: &str) -> String {
    let mut uit = String::with_capacity(tekst.len());
    let mut lengte = 0;
    for c in tekst.chars() {
        lengte = if c.is_whitespace() { 0 } else { lengte + 1 };
        if lengte > LANG {
            uit.push(BREEKPUNT);
            lengte = 1;
        }
        uit.push(c);
    }
    uit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_says_the_same_and_can_be_printed() {
        let latin = |c: char| c < '\u{600}';
        for (tekst, gedrukt) in [
            ("Zoë “O’Brien” #import ]", "Zoë �O�Brien� #import ]"),
            ("regel 1\r\nregel 2\tx\0", "regel 1\nregel 2 x"),
            ("omge\u{202e}draaid", "omgedraaid"),
            ("eigen \u{e000} teken", "eigen � teken"),
        ] {
            assert_eq!(clean_text(tekst, &latin), gedrukt);
        }
    }

    #[test]
    fn only_very_long_words_are_broken() {
        let kort = "arbeidsongeschiktheidsverzekering ".repeat(5);
        assert_eq!(break_long_words(&kort), kort);
        let lang = break_long_words(&"x".repeat(95));
        assert_eq!(lang.split(BREEKPUNT).map(str::len).collect::<Vec<_>>(), [40, 40, 15]);
    }

    #[test]
    fn in_a_letter_from_right_to_left_numbers_stay_whole() {
        let mut waarde =
            serde_json::json!([{ "rtl": true, "a": ["هل 14 023"], "taal": "ar" }, { "rtl": false, "a": "14" }]);
        clean(&mut waarde, &|_| true);
        assert_eq!(waarde[0]["a"][0], "هل \u{2066}14 023\u{2069}");
        assert_eq!(waarde[0]["taal"], "ar");
        assert_eq!(waarde[1]["a"], "14");
    }

    #[test]
    fn a_drawing_is_not_broken() {
        let mut waarde = serde_json::json!({ "svg": "M".repeat(99), "naam": "M".repeat(99) });
        clean(&mut waarde, &|_| true);
        assert_eq!(waarde["svg"].as_str().map(str::len), Some(99));
        assert!(waarde["naam"].as_str().is_some_and(|naam| naam.contains(BREEKPUNT)));
    }
}
