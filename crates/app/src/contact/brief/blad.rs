//! A letter as it stands on a page: the same words as on paper.

use askama::Template;
use domain::brief::{Afspraakblok, Blok, Briefinhoud, Taal, groet};

use super::pdf::plaats_datum;

/// The letter, ready to be shown.
#[derive(Template)]
#[template(path = "contact/brief/blad.html")]
pub(super) struct Blad {
    taal: &'static str,
    richting: &'static str,
    geadresseerde: Vec<String>,
    plaats_datum: String,
    kenmerk: String,
    onderwerp: String,
    blokken: Vec<Blok>,
    groet: &'static str,
    ondertekenaar: String,
}

impl Blad {
    pub(super) fn van(inhoud: &Briefinhoud, taal: Taal, kenmerk: &str) -> Self {
        Self {
            taal: taal.code(),
            richting: taal.richting(),
            geadresseerde: inhoud.geadresseerde.clone(),
            plaats_datum: in_taal(&plaats_datum(inhoud, taal), taal),
            kenmerk: kenmerk.to_owned(),
            onderwerp: in_taal(&inhoud.onderwerp, taal),
            blokken: inhoud.blokken.iter().map(|blok| blok_in_taal(blok, taal)).collect(),
            groet: groet(taal),
            ondertekenaar: inhoud.ondertekenaar.clone(),
        }
    }
}

fn blok_in_taal(blok: &Blok, taal: Taal) -> Blok {
    match blok {
        Blok::Alinea(tekst) => Blok::Alinea(in_taal(tekst, taal)),
        Blok::Opsomming(punten) => Blok::Opsomming(punten.iter().map(|punt| in_taal(punt, taal)).collect()),
        Blok::Afspraak(afspraak) => {
            Blok::Afspraak(Afspraakblok { wanneer: in_taal(&afspraak.wanneer, taal), ..afspraak.clone() })
        }
    }
}

/// In a line from right to left, Latin words and numbers that belong together stay in their own order: otherwise a browser
/// shows `14 023` as `023 14`. The marks around them have no width and are no part of the letter that was filed.
fn in_taal(tekst: &str, taal: Taal) -> String {
    if taal != Taal::Ar {
        return tekst.to_owned();
    }
    let (mut uit, mut rest) = (String::with_capacity(tekst.len()), tekst);
    while let Some(begin) = rest.find(|letter: char| letter.is_ascii_alphanumeric()) {
        let (voor, na) = rest.split_at(begin);
        let samen = |letter: char| letter.is_ascii_alphanumeric() || " .:-/'".contains(letter);
        let tot = na.find(|letter| !samen(letter)).unwrap_or(na.len());
        let woord = na[..tot].trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric());
        uit.push_str(voor);
        uit.push('\u{2068}');
        uit.push_str(woord);
        uit.push('\u{2069}');
        rest = &na[woord.len()..];
    }
    uit + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_order_in_a_line_from_right_to_left() {
        assert_eq!(
            in_taal("الرقم 14 023. اليوم 10:30", Taal::Ar),
            "الرقم \u{2068}14 023\u{2069}. اليوم \u{2068}10:30\u{2069}"
        );
        assert_eq!(in_taal("14 023", Taal::Nl), "14 023");
    }
}
