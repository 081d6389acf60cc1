//! Names of people, and finding somebody whose name one only half remembers.

use serde::{Deserialize, Serialize};

/// The name as the BRP spells it (Logisch Ontwerp, group 02 *Naam*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Persoonsnaam {
    /// Given names, in full; may be empty for somebody who has none.
    pub voornamen: String,
    /// `van der`, `el`, or nothing.
    pub voorvoegsel: String,
    /// Family name without the prefix.
    pub geslachtsnaam: String,
}

impl Persoonsnaam {
    /// `Johan van der Meer`.
    #[must_use]
    pub fn voluit(&self) -> String {
        let words = [self.voornamen.as_str(), &self.voorvoegsel, &self.geslachtsnaam];
        words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// `Meer, Johan van der`: the order of Dutch lists, which ignores the prefix.
    #[must_use]
    pub fn sorteernaam(&self) -> String {
        let rest = [self.voornamen.as_str(), &self.voorvoegsel];
        let rest = rest.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        if rest.is_empty() { self.geslachtsnaam.clone() } else { format!("{}, {rest}", self.geslachtsnaam) }
    }

    /// [`Self::sorteernaam`] in plain lower-case letters: the same order in every database, É beside E.
    #[must_use]
    pub fn sorteersleutel(&self) -> String {
        sorteerbaar(&self.sorteernaam())
    }

    /// Whether somebody who writes this writes this name: in full, with initials or the family name alone, in any spelling.
    #[must_use]
    pub fn is_geschreven_als(&self, text: &str) -> bool {
        let woorden = zoeksleutels(text);
        let (eigen, voornamen) = (zoeksleutels(&self.voluit()), zoeksleutels(&self.voornamen));
        let voorletter =
            |woord: &str| woord.chars().count() == 1 && voornamen.iter().any(|naam| naam.starts_with(woord));
        let familie = zoeksleutels(&self.geslachtsnaam);
        !woorden.is_empty()
            && familie.iter().all(|deel| woorden.contains(deel))
            && woorden.iter().all(|woord| eigen.contains(woord) || voorletter(woord))
    }

    /// The keys under which this name can be found: one per word, spelling variants folded together.
    #[must_use]
    pub fn zoeksleutels(&self) -> Vec<String> {
        let mut keys: Vec<String> = zoeksleutels(&self.voluit());
        // Whoever types "vandermeer" or "elamrani" in one word means the same person.
        if !self.voorvoegsel.is_empty() {
            keys.push(zoeksleutel(&format!("{}{}", self.voorvoegsel, self.geslachtsnaam).replace(' ', "")));
        }
        keys.sort();
        keys.dedup();
        keys
    }
}

/// The search keys of the words somebody typed or a name consists of.
#[must_use]
pub fn zoeksleutels(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    words.map(zoeksleutel).filter(|key| !key.is_empty()).collect()
}

/// Whether every word somebody typed begins a word of this name, letter by letter, or is some of its words in one; capitals and accents
/// do not matter, and a short prefix stands for any ([`woorden_getypt`]). Then it is no guess.
#[must_use]
pub fn staat_letterlijk_in(text: &str, naam: &str) -> bool {
    let plat = |woord: &str| woord.chars().flat_map(char::to_lowercase).filter_map(plain_letters).collect::<String>();
    let eigen: Vec<String> = naam.split(|c: char| !c.is_alphanumeric()).map(plat).collect();
    let aaneen = eigen.concat();
    let past = |woord: &String| {
        eigen.iter().any(|deel| deel.starts_with(woord)) || (woord.len() > 5 && aaneen.contains(woord.as_str()))
    };
    let getypt: Vec<String> = woorden_getypt(text).into_iter().map(plat).collect();
    !getypt.is_empty() && getypt.iter().all(past)
}

/// The search keys of what somebody typed.
#[must_use]
pub fn zoeksleutels_getypt(text: &str) -> Vec<String> {
    zoeksleutels(&woorden_getypt(text).join(" "))
}

/// The words somebody typed, without what stands for *van der* and its kin: `vd Meer`, `v.d. Meer`, `v/d Meer`. Which of them is meant
/// is not known, and the family name finds them all.
fn woorden_getypt(text: &str) -> Vec<&str> {
    let woorden: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|woord| !woord.is_empty()).collect();
    let is = |plek: usize, een_van: &[&str]| {
        woorden.get(plek).is_some_and(|woord| een_van.iter().any(|ander| ander.eq_ignore_ascii_case(woord)))
    };
    let na_v = |plek: usize| is(plek, &["d", "de", "der", "den"]);
    let kort = |plek: usize| {
        is(plek, &["vd", "vdr", "vdn"])
            || (is(plek, &["v"]) && na_v(plek + 1))
            || (na_v(plek) && plek > 0 && is(plek - 1, &["v"]))
    };
    let lang: Vec<&str> = (0..woorden.len()).filter(|plek| !kort(*plek)).map(|plek| woorden[plek]).collect();
    // Who types nothing else means just that.
    if lang.is_empty() { woorden } else { lang }
}

/// Folds the spellings of one word together: accents go, `ij` and `ei` sound as `y`, `ou` as `au`, `ph` as `f`, `th`
/// and `dt` as `t`, `ck`, `c`, `q` and `kh` as `k`, `sch` as `s`, `z` as `s`, `v` as `f`, `x` as `ks`, `ou` and `oe` as
/// `u`, and doubled letters become one.
///
/// So Jansen finds Janssen, Mohamed finds Mohammed, Meijer finds Meyer and Meier. It is a key for looking up, not a
/// measure of likeness: two names with one key are candidates, a person chooses.
#[must_use]
pub fn zoeksleutel(word: &str) -> String {
    let mut text: String = word.chars().flat_map(char::to_lowercase).filter_map(plain_letters).collect();
    for (from, to) in [
        ("sch", "s"),
        ("ij", "y"),
        ("ei", "y"),
        ("ey", "y"),
        ("ai", "y"),
        ("ay", "y"),
        ("ou", "u"),
        ("oe", "u"),
        ("au", "u"),
        ("ph", "f"),
        ("th", "t"),
        ("dt", "t"),
        ("ck", "k"),
        ("kh", "k"),
        ("gh", "g"),
        ("dj", "j"),
        ("dh", "d"),
        ("sj", "s"),
        ("sh", "s"),
        ("ch", "g"),
        ("ie", "i"),
        ("ee", "e"),
        ("x", "ks"),
        ("z", "s"),
        ("v", "f"),
        ("w", "u"),
        ("c", "k"),
        ("q", "k"),
    ] {
        if text.contains(from) {
            text = text.replace(from, to);
        }
    }
    let mut key = String::with_capacity(text.len());
    for letter in text.chars() {
        if !key.ends_with(letter) {
            key.push(letter);
        }
    }
    key
}

/// A text in plain lower-case letters, spaces and commas: to sort names by, the same in every database, É beside E.
#[must_use]
pub fn sorteerbaar(text: &str) -> String {
    let plain = |c: char| if c == ' ' || c == ',' { Some(c) } else { plain_letters(c) };
    text.chars().flat_map(char::to_lowercase).filter_map(plain).collect()
}

/// The letter without its accent; `None` for what is no letter or digit.
fn plain_letters(letter: char) -> Option<char> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ę' | 'ě' | 'ė' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ł' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' | 'ß' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other if other.is_alphanumeric() => other,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for (one, other) in [
            ("Jansen", "Janssen"),
            ("Mohamed", "Mohammed"),
            ("Meijer", "Meyer"),
            ("Meijer", "Meier"),
            ("Özdemir", "Ozdemir"),
            ("Schouten", "Schoutten"),
            ("Visser", "Vissèr"),
            ("Khadija", "Kadija"),
            ("Yusuf", "Yousouf"),
            ("De Groot", "de Groott"),
        ] {
            assert_eq!(zoeksleutels(one), zoeksleutels(other), "{one} / {other}");
        }
        assert_ne!(zoeksleutel("Bakker"), zoeksleutel("Bekker"));
    }

    #[test]
    fn a_short_prefix_stands_for_any_and_initials_stay() {
        for (getypt, sleutels) in [
            ("vd meer", vec!["mer"]),
            ("v.d. Meer", vec!["mer"]),
            ("Johan v/d Meer", vec!["johan", "mer"]),
            ("J. v d Meer", vec!["j", "mer"]),
            ("V. Jansen", vec!["f", "jansen"]),
            ("D. Bakker", vec!["d", "baker"]),
            ("vd", vec!["fd"]),
        ] {
            assert_eq!(zoeksleutels_getypt(getypt), sleutels, "{getypt}");
        }
    }

    #[test]
    fn what_is_typed_letter_by_letter_is_no_guess() {
        let naam = "Gülsüm van der Meer";
        for letterlijk in ["gulsum van der meer", "MEER", "Gülsüm", "gul v", "vandermeer"] {
            assert!(staat_letterlijk_in(letterlijk, naam), "{letterlijk}");
        }
        for gok in ["van der Mer", "Meier", "", "van der Mear"] {
            assert!(!staat_letterlijk_in(gok, naam), "{gok}");
        }
    }

    #[test]
    fn johan_writes_his_name_in_many_ways_and_his_brother_writes_another() {
        let johan =
            Persoonsnaam { voornamen: "Johan".into(), voorvoegsel: "van der".into(), geslachtsnaam: "Meer".into() };
        for eigen in ["Johan van der Meer", "J. van der Meer", "johan  VAN DER meer", "Van der Meer", "J Meer"] {
            assert!(johan.is_geschreven_als(eigen), "{eigen}");
        }
        for ander in ["Jan van der Meer", "Johan", "J. Jansen", "Johan van der Meer-Bakker", "P. van der Meer", "", "?"]
        {
            assert!(!johan.is_geschreven_als(ander), "{ander}");
        }
    }

    #[test]
    fn a_name_is_found_by_each_word_and_joined() {
        let naam = Persoonsnaam { voornamen: "Nadia".into(), voorvoegsel: "el".into(), geslachtsnaam: "Amrani".into() };
        assert_eq!(naam.voluit(), "Nadia el Amrani");
        assert_eq!(naam.sorteernaam(), "Amrani, Nadia el");
        for typed in ["amrani", "Nadia", "elamrani", "EL"] {
            assert!(naam.zoeksleutels().contains(&zoeksleutel(typed)), "{typed}");
        }
    }
}
