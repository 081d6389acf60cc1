//! Looking after a code list: adding, correcting and ending an entry, and taking away one that nobody used.
//!
//! A code keeps its meaning for ever: records of years ago are read by it. So what a code is counted under and what it gives away are
//! the same in all its entries and do not change once it was used; words, days and the code of CBS may be corrected. An entry may
//! be followed by one with the same code for later days, as when CBS gives the same thing another code. Two never hold on one day.

use std::str::FromStr;

use jiff::civil::Date;

use super::{Codelijst, CodelijstItem};
use crate::{datum::kort, uitkering::REDEN_ONBEKEND};

/// An entry as its list keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// What the rest of the program reads.
    pub item: CodelijstItem,
    /// What CBS calls its code; empty without one.
    pub cbs_omschrijving: String,
    /// For optimistic locking.
    pub versie: i64,
}

/// The longest description.
pub const OMSCHRIJVING_TEKENS: usize = 120;
/// The longest code of CBS that is believed; those that are known have two digits.
const CBS_TEKENS: usize = 10;

/// Why an entry is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PostGeweigerd {
    /// Nobody can choose what has no name.
    #[error("vul een omschrijving in")]
    OmschrijvingLeeg,
    /// It would not fit in a choice list.
    #[error("de omschrijving is te lang of heeft meer dan één regel; gebruik hooguit {} tekens", OMSCHRIJVING_TEKENS)]
    OmschrijvingLang,
    /// The last day lies before the first.
    #[error("de laatste dag ligt vóór de eerste dag ({})", kort(*.0))]
    EindeVoorBegin(Date),
    /// Another entry with the code holds on one of its days.
    #[error("deze code staat al in de lijst vanaf {}{}; kies dagen die elkaar niet overlappen", kort(*.0), .1.map_or_else(String::new, |tot| format!(" tot en met {}", kort(tot))))]
    Overlapt(Date, Option<Date>),
    /// It is counted under one of some headings.
    #[error("kies waar deze code onder telt: {0}")]
    Groep(String),
    /// A code has one meaning.
    #[error(
        "deze code bestaat al en telt daar onder iets anders, of is daar anders afgeschermd; kies hetzelfde, of een andere code"
    )]
    AndereBetekenis,
    /// Records are read by it.
    #[error(
        "deze code is al gebruikt; waar hij onder telt verandert niet meer. Beëindig hem en voeg een nieuwe code toe"
    )]
    InGebruik,
    /// What is protected stays so.
    #[error("deze code is al gebruikt en blijft afgeschermd: anders zou van klanten te lezen zijn wat nu verborgen is")]
    BlijftAfgeschermd,
    /// Marks exist for two lists.
    #[error("in deze lijst kan een code niet worden afgeschermd")]
    NietAfTeSchermen,
    /// The list is not mapped.
    #[error("deze lijst hoort niet bij een statistiek van het CBS; laat de code van het CBS leeg")]
    CbsHoortNiet,
    /// No code of CBS looks like this.
    #[error("een code van het CBS bestaat uit letters en cijfers, hooguit {}", CBS_TEKENS)]
    CbsOngeldig,
    /// Words without a code.
    #[error("vul ook de code van het CBS in, of laat de omschrijving daarvan leeg")]
    CbsZonderCode,
    /// The program itself asks for this code.
    #[error("Klantbeeld gebruikt deze code zelf; de omschrijving mag anders, maar de code blijft gelden")]
    Vast,
}

impl Codelijst {
    /// From its name in storage.
    #[must_use]
    pub fn van_code(tekst: &str) -> Option<Self> {
        Self::ALLE.into_iter().find(|lijst| lijst.code() == tekst)
    }

    /// What a person calls the list.
    #[must_use]
    pub const fn naam(self) -> &'static str {
        match self {
            Self::RedenBeeindiging => "Redenen van beëindiging",
            Self::SoortGesprek => "Soorten gesprekken",
            Self::Segment => "Segmenten",
            Self::Doelgroep => "Doelgroepen",
            Self::RedenOntheffing => "Redenen van ontheffing",
            Self::Voorziening => "Voorzieningen",
            Self::SoortSignaal => "Soorten signalen",
            Self::Discipline => "Disciplines aan tafel",
        }
    }

    /// The headings under which its codes are counted, or by which they are protected; none when a code has no heading.
    #[must_use]
    pub const fn groepen(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::RedenBeeindiging => &[
                ("werk", "Werk"),
                ("rechtmatigheid", "Rechtmatigheid"),
                ("verhuizing", "Verhuizing"),
                ("overig", "Overig"),
            ],
            Self::Doelgroep => &[("", "Gewoon"), ("beschermd", "Beschermd"), ("afgeleid", "Volgt uit de leeftijd")],
            Self::Discipline => &[
                ("gewoon", "Gewoon"),
                ("schulden", "Beschermd: schulden"),
                ("gezondheid", "Beschermd: gezondheid"),
                ("justitie", "Beschermd: justitie"),
            ],
            _ => &[],
        }
    }

    /// Whether a code of the list can be marked as special data by itself.
    #[must_use]
    pub const fn kan_afschermen(self) -> bool {
        matches!(self, Self::RedenBeeindiging | Self::Voorziening)
    }

    /// Whether the program itself asks for a code, so that it must be there every day.
    #[must_use]
    pub fn is_vast(self, code: &str) -> bool {
        match self {
            Self::RedenBeeindiging => code == REDEN_ONBEKEND,
            Self::Doelgroep => code == "vijftig_plus",
            _ => false,
        }
    }
}

impl FromStr for Codelijst {
    type Err = ();
    fn from_str(tekst: &str) -> Result<Self, ()> {
        Self::van_code(tekst).ok_or(())
    }
}

/// What an entry replaces.
#[derive(Debug, Clone, Copy)]
pub struct Eerder<'a> {
    /// The entry as it stands.
    pub post: &'a Post,
    /// Whether something was recorded with its code.
    pub in_gebruik: bool,
}

fn overlapt(een: &CodelijstItem, twee: &CodelijstItem) -> bool {
    let begint_voor_einde =
        |a: &CodelijstItem, b: &CodelijstItem| b.geldig.tot_en_met.is_none_or(|tot| a.geldig.van <= tot);
    begint_voor_einde(een, twee) && begint_voor_einde(twee, een)
}

/// Judges an entry that is added, or takes the place of an earlier one: every refusal at once. `anderen` are the other entries of its
/// list, without the one it replaces.
#[must_use]
pub fn toets(nieuw: &Post, eerder: Option<Eerder<'_>>, anderen: &[&Post]) -> Vec<PostGeweigerd> {
    let (item, mut fouten) = (&nieuw.item, Vec::new());
    let omschrijving = item.omschrijving.trim();
    if omschrijving.is_empty() {
        fouten.push(PostGeweigerd::OmschrijvingLeeg);
    } else if omschrijving.chars().count() > OMSCHRIJVING_TEKENS || omschrijving.chars().any(char::is_control) {
        fouten.push(PostGeweigerd::OmschrijvingLang);
    }
    if item.geldig.tot_en_met.is_some_and(|tot| tot < item.geldig.van) {
        fouten.push(PostGeweigerd::EindeVoorBegin(item.geldig.van));
    } else if let Some(ander) = anderen.iter().find(|ander| ander.item.code == item.code && overlapt(&ander.item, item))
    {
        fouten.push(PostGeweigerd::Overlapt(ander.item.geldig.van, ander.item.geldig.tot_en_met));
    }
    let groep = item.groep.as_ref().map_or("", |groep| groep.as_str());
    let groepen = item.lijst.groepen();
    // What was there before this page keeps the heading it had.
    let bekend = eerder.is_some_and(|eerder| eerder.post.item.groep == item.groep);
    let hoort = if groepen.is_empty() { groep.is_empty() } else { groepen.iter().any(|(code, _)| *code == groep) };
    if !bekend && !hoort {
        let namen: Vec<&str> = groepen.iter().map(|(code, _)| *code).filter(|code| !code.is_empty()).collect();
        fouten.push(PostGeweigerd::Groep(if namen.is_empty() { "niets".to_owned() } else { namen.join(", ") }));
    }
    if item.bijzonder.is_some() && !item.lijst.kan_afschermen() {
        fouten.push(PostGeweigerd::NietAfTeSchermen);
    }
    let zelfde = |ander: &&&Post| ander.item.code == item.code;
    if anderen
        .iter()
        .filter(zelfde)
        .any(|ander| ander.item.groep != item.groep || ander.item.bijzonder != item.bijzonder)
    {
        fouten.push(PostGeweigerd::AndereBetekenis);
    }
    fouten.extend(toets_eerder(item, eerder));
    fouten.extend(toets_cbs(nieuw));
    fouten
}

/// What may not change of an entry that was there.
fn toets_eerder(item: &CodelijstItem, eerder: Option<Eerder<'_>>) -> Vec<PostGeweigerd> {
    let mut fouten = Vec::new();
    let Some(Eerder { post, in_gebruik }) = eerder else { return fouten };
    if in_gebruik && post.item.groep != item.groep {
        fouten.push(PostGeweigerd::InGebruik);
    }
    if in_gebruik && post.item.bijzonder.is_some() && item.bijzonder.is_none() {
        fouten.push(PostGeweigerd::BlijftAfgeschermd);
    }
    if item.lijst.is_vast(item.code.as_str())
        && (item.geldig.tot_en_met.is_some() || item.geldig.van > post.item.geldig.van)
    {
        fouten.push(PostGeweigerd::Vast);
    }
    fouten
}

fn toets_cbs(nieuw: &Post) -> Option<PostGeweigerd> {
    match (&nieuw.item.cbs_code, nieuw.cbs_omschrijving.trim()) {
        (None, "") => None,
        _ if nieuw.item.lijst.kenmerk_cbs().is_none() => Some(PostGeweigerd::CbsHoortNiet),
        (None, _) => Some(PostGeweigerd::CbsZonderCode),
        (Some(code), omschrijving) => {
            let goed = (1..=CBS_TEKENS).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
            if !goed {
                Some(PostGeweigerd::CbsOngeldig)
            } else if omschrijving.chars().count() > OMSCHRIJVING_TEKENS || omschrijving.chars().any(char::is_control) {
                Some(PostGeweigerd::OmschrijvingLang)
            } else {
                None
            }
        }
    }
}

impl Post {
    /// With the words of CBS for a code that is known for certain, when none were given.
    #[must_use]
    pub fn met_woorden_van_cbs(mut self) -> Self {
        let bekend = self.item.lijst.zeker_bij_cbs().iter().find(|cbs| Some(cbs.code) == self.item.cbs_code.as_deref());
        if let Some(cbs) = bekend.filter(|_| self.cbs_omschrijving.trim().is_empty()) {
            cbs.omschrijving.clone_into(&mut self.cbs_omschrijving);
        }
        self
    }

    /// Whether it may be taken away altogether: nothing was recorded with it, and the program does not ask for it.
    #[must_use]
    pub fn kan_weg(&self, in_gebruik: bool) -> bool {
        !in_gebruik && !self.item.lijst.is_vast(self.item.code.as_str())
    }
}

/// Whether exactly one code of a list is protected: then its neutral words tell which (ADR 0014).
#[must_use]
pub fn een_afgeschermde(posten: &[Post], lijst: Codelijst) -> bool {
    let marked = |post: &&Post| post.item.lijst == lijst && post.item.bijzonder.is_some();
    let mut codes: Vec<&str> = posten.iter().filter(marked).map(|post| post.item.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.len() == 1
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{codelijst::Bijzonder, datum::Periode};

    fn post(lijst: Codelijst, code: &str, van: Date, tot: Option<Date>) -> Post {
        Post {
            item: CodelijstItem {
                lijst,
                code: code.parse().unwrap(),
                omschrijving: "Taalcafé".to_owned(),
                groep: lijst.groepen().first().and_then(|(code, _)| code.parse().ok()),
                bijzonder: None,
                cbs_code: None,
                geldig: Periode { van, tot_en_met: tot },
                volgorde: 1,
            },
            cbs_omschrijving: String::new(),
            versie: 1,
        }
    }

    #[test]
    fn two_entries_of_one_code_never_hold_on_one_day() {
        let staat = post(Codelijst::Voorziening, "taalcafe", date(2026, 1, 1), Some(date(2026, 6, 30)));
        for (van, tot, mag) in [
            (date(2025, 1, 1), Some(date(2025, 12, 31)), true),
            (date(2025, 1, 1), Some(date(2026, 1, 1)), false),
            (date(2025, 1, 1), None, false),
            (date(2026, 2, 1), Some(date(2026, 3, 1)), false),
            (date(2026, 6, 30), None, false),
            (date(2026, 7, 1), None, true),
        ] {
            let nieuw = post(Codelijst::Voorziening, "taalcafe", van, tot);
            let fouten = toets(&nieuw, None, &[&staat]);
            assert_eq!(fouten.is_empty(), mag, "{van} {tot:?}: {fouten:?}");
            let ander = post(Codelijst::Voorziening, "taalschool", van, tot);
            assert_eq!(toets(&ander, None, &[&staat]), [], "another code");
        }
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let mut nieuw = post(Codelijst::Segment, "nieuw", date(2026, 1, 1), Some(date(2025, 1, 1)));
        nieuw.item.omschrijving = " ".to_owned();
        nieuw.item.cbs_code = Some("23".to_owned());
        nieuw.item.bijzonder = Some(Bijzonder::Schulden);
        assert_eq!(
            toets(&nieuw, None, &[]),
            [
                PostGeweigerd::OmschrijvingLeeg,
                PostGeweigerd::EindeVoorBegin(date(2026, 1, 1)),
                PostGeweigerd::NietAfTeSchermen,
                PostGeweigerd::CbsHoortNiet
            ]
        );
        let mut reden = post(Codelijst::RedenBeeindiging, "erfenis", date(2026, 1, 1), None);
        reden.item.groep = "geluk".parse().ok();
        reden.cbs_omschrijving = "iets".to_owned();
        let [PostGeweigerd::Groep(namen), PostGeweigerd::CbsZonderCode] = &toets(&reden, None, &[])[..] else {
            panic!("{:?}", toets(&reden, None, &[]))
        };
        assert_eq!(namen, "werk, rechtmatigheid, verhuizing, overig");
    }

    #[test]
    fn what_was_used_keeps_its_meaning_and_its_protection() {
        let mut staat = post(Codelijst::RedenBeeindiging, "detentie", date(2004, 1, 1), None);
        staat.item.bijzonder = Some(Bijzonder::Justitie);
        let mut open = staat.clone();
        open.item.bijzonder = None;
        let mut anders = staat.clone();
        anders.item.groep = "overig".parse().ok();
        for (nieuw, in_gebruik, verwacht) in [
            (&staat, true, vec![]),
            (&open, true, vec![PostGeweigerd::BlijftAfgeschermd]),
            (&open, false, vec![]),
            (&anders, true, vec![PostGeweigerd::InGebruik]),
            (&anders, false, vec![]),
        ] {
            assert_eq!(toets(nieuw, Some(Eerder { post: &staat, in_gebruik }), &[]), verwacht);
        }
        let mut later = post(Codelijst::RedenBeeindiging, "detentie", date(2027, 1, 1), None);
        staat.item.geldig.tot_en_met = Some(date(2026, 12, 31));
        assert_eq!(toets(&later, None, &[&staat]), [PostGeweigerd::AndereBetekenis]);
        later.item.bijzonder = Some(Bijzonder::Justitie);
        assert_eq!(toets(&later, None, &[&staat]), []);
    }

    #[test]
    fn what_the_program_asks_for_is_not_ended_or_taken_away() {
        let staat = post(Codelijst::RedenBeeindiging, "onbekend", date(2004, 1, 1), None);
        let mut nieuw = staat.clone();
        nieuw.item.geldig.tot_en_met = Some(date(2026, 12, 31));
        let eerder = Some(Eerder { post: &staat, in_gebruik: false });
        assert_eq!(toets(&nieuw, eerder, &[]), [PostGeweigerd::Vast]);
        assert!(!staat.kan_weg(false));
        let gewoon = post(Codelijst::RedenBeeindiging, "erfenis", date(2026, 1, 1), None);
        assert!(gewoon.kan_weg(false) && !gewoon.kan_weg(true));
    }

    #[test]
    fn the_words_of_cbs_come_with_a_code_that_is_known() {
        let mut nieuw = post(Codelijst::Voorziening, "jobcoach", date(2026, 1, 1), None);
        nieuw.item.cbs_code = Some("30".to_owned());
        assert_eq!(nieuw.clone().met_woorden_van_cbs().cbs_omschrijving, "Jobcoach/begeleiding op de werkplek");
        nieuw.cbs_omschrijving = "Eigen woorden".to_owned();
        assert_eq!(nieuw.clone().met_woorden_van_cbs().cbs_omschrijving, "Eigen woorden");
        nieuw.item.cbs_code = Some("99; drop".to_owned());
        assert_eq!(toets(&nieuw, None, &[]), [PostGeweigerd::CbsOngeldig]);
    }

    #[test]
    fn one_protected_code_alone_is_noticed() {
        let mut een = post(Codelijst::Voorziening, "traject", date(2026, 1, 1), None);
        een.item.bijzonder = Some(Bijzonder::Justitie);
        let twee = Post { item: CodelijstItem { code: "zorg".parse().unwrap(), ..een.item.clone() }, ..een.clone() };
        assert!(een_afgeschermde(std::slice::from_ref(&een), Codelijst::Voorziening));
        assert!(!een_afgeschermde(&[een, twee], Codelijst::Voorziening));
        assert!(!een_afgeschermde(&[], Codelijst::Voorziening));
    }
}
