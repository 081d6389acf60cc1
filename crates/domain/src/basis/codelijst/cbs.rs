//! What a local code is called by Statistics Netherlands (CBS), as far as that is known for certain (M39).
//!
//! Municipalities deliver two statistics every month (PW 78): SRG, what people use to get to work, and BUS, the benefits. Neither the
//! layout of their records nor most of their code lists is public. So Klantbeeld ships the five codes of SRG that CBS itself names
//! in its answers to questions, and no other; whoever has the guideline fills in the rest.

use jiff::civil::Date;

use super::{Code, Codelijst, Post};

/// A code of CBS in its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CbsCode {
    /// The code.
    pub code: &'static str,
    /// What CBS calls it.
    pub omschrijving: &'static str,
}

/// The codes of *type voorziening* in SRG that are known: CBS, *Vragen over kenmerk type voorziening* (cbs.nl, FAQ on SRG). The full
/// list is in a guideline that is not public.
pub const SRG_TYPE_VOORZIENING: [CbsCode; 5] = [
    CbsCode { code: "23", omschrijving: "Proefplaatsing t.b.v. loonwaardebepaling" },
    CbsCode { code: "29", omschrijving: "Overige werkplekken" },
    CbsCode { code: "30", omschrijving: "Jobcoach/begeleiding op de werkplek" },
    CbsCode { code: "31", omschrijving: "Werkplekaanpassing" },
    CbsCode { code: "59", omschrijving: "Overige faciliterende voorziening" },
];

impl Codelijst {
    /// Which item of which statistic the list is mapped to; `None` when to none.
    #[must_use]
    pub const fn kenmerk_cbs(self) -> Option<&'static str> {
        match self {
            Self::RedenBeeindiging => Some("BUS, kenmerk 34: reden beëindiging uitkering"),
            Self::Voorziening => Some("SRG: type voorziening"),
            _ => None,
        }
    }

    /// The codes of CBS for this list that are known for certain.
    #[must_use]
    pub const fn zeker_bij_cbs(self) -> &'static [CbsCode] {
        match self {
            Self::Voorziening => &SRG_TYPE_VOORZIENING,
            _ => &[],
        }
    }
}

/// The entry of a code that holds on a day. A code that has ended meanwhile and is still used keeps the meaning it had last.
#[must_use]
pub fn post_op<'a>(posten: &'a [Post], lijst: Codelijst, code: &str, dag: Date) -> Option<&'a Post> {
    let van_code = || posten.iter().filter(|post| post.item.lijst == lijst && post.item.code.as_str() == code);
    van_code()
        .find(|post| post.item.geldig.bevat(dag))
        .or_else(|| van_code().filter(|post| post.item.geldig.van <= dag).max_by_key(|post| post.item.geldig.van))
}

/// A number of records with one code, of which CBS has no code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZonderCbs {
    /// The local code.
    pub code: Code,
    /// How many records.
    pub aantal: i64,
}

/// Which codes have no code of CBS on the day of their record, and in how many records; most first. `geteld` holds code, day and
/// number.
#[must_use]
pub fn zonder_cbs(posten: &[Post], lijst: Codelijst, geteld: &[(Code, Date, i64)]) -> Vec<ZonderCbs> {
    let mut zonder: Vec<ZonderCbs> = Vec::new();
    for (code, dag, aantal) in geteld {
        if post_op(posten, lijst, code.as_str(), *dag).is_some_and(|post| post.item.cbs_code.is_some()) {
            continue;
        }
        match zonder.iter_mut().find(|is| is.code == *code) {
            Some(is) => is.aantal += aantal,
            None => zonder.push(ZonderCbs { code: code.clone(), aantal: *aantal }),
        }
    }
    zonder.sort_by(|een, twee| twee.aantal.cmp(&een.aantal).then_with(|| een.code.cmp(&twee.code)));
    zonder
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        codelijst::{CodelijstItem, standaard},
        datum::Periode,
    };

    fn post(code: &str, van: Date, tot: Option<Date>, cbs: Option<&str>) -> Post {
        Post {
            item: CodelijstItem {
                lijst: Codelijst::Voorziening,
                code: code.parse().unwrap(),
                omschrijving: code.to_owned(),
                groep: None,
                bijzonder: None,
                cbs_code: cbs.map(ToOwned::to_owned),
                geldig: Periode { van, tot_en_met: tot },
                volgorde: 1,
            },
            cbs_omschrijving: String::new(),
            versie: 1,
        }
    }

    #[test]
    fn five_codes_are_known_and_no_local_code_is_mapped_by_itself() {
        let codes: Vec<&str> = SRG_TYPE_VOORZIENING.iter().map(|code| code.code).collect();
        assert_eq!(codes, ["23", "29", "30", "31", "59"]);
        assert!(Codelijst::RedenBeeindiging.zeker_bij_cbs().is_empty(), "the list of BUS is not known");
        assert!(standaard::alle().iter().all(|item| item.cbs_code.is_none()));
    }

    #[test]
    fn a_record_is_mapped_by_the_entry_of_its_day() {
        let posten = [
            post("werkplek", date(2020, 1, 1), Some(date(2025, 12, 31)), Some("29")),
            post("werkplek", date(2026, 1, 1), Some(date(2026, 6, 30)), Some("59")),
            post("taalcafe", date(2020, 1, 1), None, None),
        ];
        for (code, dag, cbs) in [
            ("werkplek", date(2025, 12, 31), Some("29")),
            ("werkplek", date(2026, 1, 1), Some("59")),
            // It ended, and somebody still uses it.
            ("werkplek", date(2026, 11, 23), Some("59")),
            ("werkplek", date(2019, 12, 31), None),
            ("taalcafe", date(2026, 11, 23), None),
            ("van_elders", date(2026, 11, 23), None),
        ] {
            let gevonden = post_op(&posten, Codelijst::Voorziening, code, dag);
            assert_eq!(gevonden.and_then(|post| post.item.cbs_code.as_deref()), cbs, "{code} {dag}");
        }
        let code = |tekst: &str| tekst.parse::<Code>().unwrap();
        let geteld = [
            (code("werkplek"), date(2026, 1, 1), 9),
            (code("taalcafe"), date(2026, 1, 1), 2),
            (code("taalcafe"), date(2026, 2, 1), 3),
            (code("van_elders"), date(2026, 2, 1), 7),
        ];
        let zonder = zonder_cbs(&posten, Codelijst::Voorziening, &geteld);
        let zonder: Vec<(&str, i64)> = zonder.iter().map(|is| (is.code.as_str(), is.aantal)).collect();
        assert_eq!(zonder, [("van_elders", 7), ("taalcafe", 5)]);
    }
}
