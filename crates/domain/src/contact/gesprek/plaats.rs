//! Where a conversation is held, and whether that tells with whom.

/// Words for the home of a client: whatever else stands there is where somebody lives.
const THUIS: [&str; 6] = ["thuis", "huisbezoek", "aan huis", "huisadres", "woonadres", "bij de klant"];

/// Whether a place tells who the client is: a home visit, a home address, a telephone number, or a name. Such a place is not
/// for a calendar that others may look into. Rather once too often than once too little.
#[must_use]
pub fn verraadt_klant(plaats: &str, namen: &[&str], adres: &str) -> bool {
    let klein = plaats.to_lowercase();
    let straat = straat(adres);
    let woorden = namen.iter().flat_map(|naam| naam.split_whitespace()).map(str::to_lowercase);
    let genoemd = woorden.filter(|woord| woord.chars().count() >= 3).any(|woord| klein.contains(&woord));
    genoemd
        || is_thuis(&klein)
        || (straat.chars().count() >= 3 && letters_en_cijfers(&klein).contains(&straat))
        || heeft_nummer(&klein)
        || heeft_postcode(&klein)
}

/// Whether a place is the home of a client; a *buurthuis* is not.
fn is_thuis(klein: &str) -> bool {
    let woorden: Vec<&str> = klein.split(|letter: char| !letter.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let tekst = format!(" {} ", woorden.join(" "));
    THUIS.iter().any(|thuis| tekst.contains(&format!(" {thuis} ")))
}

/// The street of an address without what is written in more than one way: the number behind it, a number before it (`1e
/// Boerhaavestraat`, `12 Rijksstraatweg`), spaces and signs.
fn straat(adres: &str) -> String {
    let begint_met_cijfer = |woord: &&str| woord.starts_with(|letter: char| letter.is_ascii_digit());
    let woorden = adres.split_whitespace().skip_while(begint_met_cijfer);
    let straat: Vec<&str> = woorden.take_while(|woord| !begint_met_cijfer(woord)).collect();
    letters_en_cijfers(&straat.concat().to_lowercase())
}

fn letters_en_cijfers(tekst: &str) -> String {
    tekst.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Six digits or more in a row, with what people write between them: a telephone number.
#[must_use]
pub fn heeft_nummer(plaats: &str) -> bool {
    let mut cijfers = 0;
    for letter in plaats.chars() {
        if letter.is_ascii_digit() {
            cijfers += 1;
        } else if !" -()+".contains(letter) {
            cijfers = 0;
        }
        if cijfers >= 6 {
            return true;
        }
    }
    false
}

fn heeft_postcode(plaats: &str) -> bool {
    let letters: Vec<char> = plaats.chars().filter(|letter| !letter.is_whitespace()).collect();
    letters
        .windows(6)
        .any(|zes| zes[..4].iter().all(char::is_ascii_digit) && zes[4..].iter().all(char::is_ascii_lowercase))
}

#[cfg(test)]
mod tests {
    use super::verraadt_klant;

    #[test]
    fn a_room_tells_nothing_and_a_home_does() {
        let johan = |plaats| verraadt_klant(plaats, &["Johan", "Meer"], "Rijksstraatweg 12");
        for kamer in ["kamer 2.14", "Zijlvest 39, kamer 3", "spreekkamer 12 bij de balie", "wijkteam Schalkwijk", ""] {
            assert!(!johan(kamer), "{kamer}");
        }
        for huis in [
            "thuis, Rijksstraatweg 12",
            "rijksstraatweg",
            "bij Johan thuis",
            "2036 AB 12",
            "huisbezoek 2036ab",
            "bellen 06-12 34 56 78",
            "familie MEER",
        ] {
            assert!(johan(huis), "{huis}");
        }
        assert!(!verraadt_klant("kamer 2.14", &["", "Ho"], ""), "what is not known is not found");
    }

    #[test]
    fn a_home_visit_never_shows_where_somebody_lives_however_the_address_is_written() {
        for (adres, plaats, verraadt) in [
            ("1e Boerhaavestraat 12", "1e Boerhaavestraat 12", true),
            ("1e Boerhaavestraat 12", "Eerste Boerhaavestraat 12", true),
            ("2e Zandhoek 4 A", "2e zandhoek", true),
            ("12 Rijksstraatweg", "rijksstraatweg", true),
            ("3 Maartlaan 7", "3-Maartlaan 7", true),
            ("'t Hof 3", "'t hof 3", true),
            ("Jan van  Goyenstraat 9", "jan van goyenstraat", true),
            ("Rijksstraatweg 12", "huisbezoek", true),
            ("", "thuis, 1e Elders 12", true),
            ("1e Boerhaavestraat 12", "aan huis", true),
            ("1e Boerhaavestraat 12", "bij de klant, 4 hoog", true),
            ("1e Boerhaavestraat 12", "Zijlvest 39, kamer 1.12", false),
            ("12", "kamer 12", false),
            ("", "gemeentehuis, kamer 3", false),
            ("", "buurthuis De Zon", false),
        ] {
            assert_eq!(verraadt_klant(plaats, &["Johan", "Meer"], adres), verraadt, "{plaats} van {adres}");
        }
    }
}
