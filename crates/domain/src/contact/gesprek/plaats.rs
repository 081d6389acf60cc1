//! Where a conversation is held, and whether that tells with whom.

/// Whether a place tells who the client is: a home address, a telephone number, or a name. Such a place is not for a calendar
/// that others may look into. Rather once too often than once too little.
#[must_use]
pub fn verraadt_klant(plaats: &str, namen: &[&str], adres: &str) -> bool {
    let klein = plaats.to_lowercase();
    let straat = adres.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default().trim().to_lowercase();
    let woorden = namen.iter().flat_map(|naam| naam.split_whitespace()).map(str::to_lowercase);
    let genoemd = woorden.filter(|woord| woord.chars().count() >= 3).any(|woord| klein.contains(&woord));
    genoemd
        || (straat.chars().count() >= 3 && klein.contains(&straat))
        || heeft_nummer(&klein)
        || heeft_postcode(&klein)
}

/// Six digits or more in a row, with what people write between them: a telephone number.
fn heeft_nummer(plaats: &str) -> bool {
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
}
