//! Special data that a code gives away of a client, and who reads it (AVG 9 and 10; UAVG 31 to 33).
//!
//! *Detentie* as the reason why a benefit ended, *Traject voor ex-gedetineerden* as the provision: each says that somebody was in
//! prison. Only who works with the client must know that to do so: the fixed klantmanager, and who stands in for that one. Whoever
//! else sees the client reads neutral words. Counting is something else: totals say nothing of one person, and stay exact.
//!
//! This is the one place that decides. What is shown without asking who looks, is the neutral words.

use serde::{Deserialize, Serialize};

use super::{Code, Codelijst, CodelijstItem};

/// Which special data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bijzonder {
    /// Offences and sentences (AVG 10).
    Justitie,
    /// Health (AVG 9).
    Gezondheid,
    /// Debts: not named in AVG 9, yet nobody's business but the counsellor's (Wgs).
    Schulden,
}

impl Bijzonder {
    /// All of them.
    pub const ALLE: [Self; 3] = [Self::Justitie, Self::Gezondheid, Self::Schulden];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Justitie => "justitie",
            Self::Gezondheid => "gezondheid",
            Self::Schulden => "schulden",
        }
    }

    /// From its code.
    #[must_use]
    pub fn van_code(tekst: &str) -> Option<Self> {
        Self::ALLE.into_iter().find(|is| is.code() == tekst)
    }

    /// From the group of a discipline. A group that nobody knows protects as the strictest: forgetting opens nothing.
    #[must_use]
    pub fn van_discipline(groep: Option<&Code>) -> Option<Self> {
        match groep.map(Code::as_str) {
            Some("gewoon") => None,
            ander => Some(ander.and_then(Self::van_code).unwrap_or(Self::Gezondheid)),
        }
    }
}

/// Somebody who looks at a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kijker {
    /// The fixed klantmanager, or who stands in for that one: cannot do the work without knowing.
    WerktMetKlant,
    /// Whoever else may see the client, a teamleider too.
    Ander,
}

impl Kijker {
    /// By whether he works with the client.
    #[must_use]
    pub const fn van(werkt_met_klant: bool) -> Self {
        if werkt_met_klant { Self::WerktMetKlant } else { Self::Ander }
    }
}

impl Codelijst {
    /// What is read instead of an entry that is not for who looks.
    #[must_use]
    pub const fn afgeschermd(self) -> &'static str {
        match self {
            Self::RedenBeeindiging => "Andere reden (afgeschermd)",
            Self::Voorziening => "Voorziening (afgeschermd)",
            Self::Discipline => "Discipline (afgeschermd)",
            Self::SoortGesprek | Self::Segment | Self::Doelgroep | Self::RedenOntheffing | Self::SoortSignaal => {
                "Afgeschermd"
            }
        }
    }
}

impl CodelijstItem {
    /// Which special data it gives away. Of a discipline its group tells: that protects the note already.
    #[must_use]
    pub fn wat_bijzonder(&self) -> Option<Bijzonder> {
        match self.lijst {
            Codelijst::Discipline => Bijzonder::van_discipline(self.groep.as_ref()),
            _ => self.bijzonder,
        }
    }
}

fn zoek<'a>(codes: &'a [CodelijstItem], lijst: Codelijst, code: &str) -> Option<&'a CodelijstItem> {
    codes.iter().find(|item| item.lijst == lijst && item.code.as_str() == code)
}

/// Whether somebody may read what a code says of a client.
#[must_use]
pub fn ziet(codes: &[CodelijstItem], lijst: Codelijst, code: &str, kijker: Kijker) -> bool {
    kijker == Kijker::WerktMetKlant || zoek(codes, lijst, code).is_none_or(|item| item.wat_bijzonder().is_none())
}

/// What somebody reads of a client for a code; the code itself when it is in no list.
#[must_use]
pub fn naam<'a>(codes: &'a [CodelijstItem], lijst: Codelijst, code: &'a str, kijker: Kijker) -> &'a str {
    if !ziet(codes, lijst, code, kijker) {
        return lijst.afgeschermd();
    }
    zoek(codes, lijst, code).map_or(code, |item| &item.omschrijving)
}

/// What a line of the log or a report of an import says for a code: those are read by more people than the client is. Which
/// it was stands with the record.
#[must_use]
pub fn in_logboek<'a>(codes: &[CodelijstItem], lijst: Codelijst, code: &'a Code) -> &'a str {
    if ziet(codes, lijst, code.as_str(), Kijker::Ander) { code.as_str() } else { "afgeschermd" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codelijst::standaard;

    #[test]
    fn who_works_with_the_client_reads_it_and_nobody_else() {
        use Codelijst::{Discipline, RedenBeeindiging, Voorziening};
        let codes = standaard::alle();
        for (lijst, code, voluit, ander) in [
            (RedenBeeindiging, "werk", "Werk", "Werk"),
            (RedenBeeindiging, "overlijden", "Overlijden", "Overlijden"),
            (RedenBeeindiging, "detentie", "Detentie", "Andere reden (afgeschermd)"),
            (Voorziening, "taalcafe", "Taalcafé", "Taalcafé"),
            (Voorziening, "traject_ex_gedetineerden", "Traject voor ex-gedetineerden", "Voorziening (afgeschermd)"),
            (Discipline, "wijkteam", "Sociaal wijkteam", "Sociaal wijkteam"),
            (Discipline, "nazorg_detentie", "Reclassering en nazorg na detentie", "Discipline (afgeschermd)"),
            (RedenBeeindiging, "van_elders", "van_elders", "van_elders"),
        ] {
            assert_eq!(naam(&codes, lijst, code, Kijker::WerktMetKlant), voluit);
            assert_eq!(naam(&codes, lijst, code, Kijker::Ander), ander);
            let in_log = if voluit == ander { code } else { "afgeschermd" };
            assert_eq!(in_logboek(&codes, lijst, &code.parse().unwrap()), in_log);
        }
    }

    #[test]
    fn the_neutral_words_never_stand_for_one_code() {
        let codes = standaard::alle();
        for lijst in Codelijst::ALLE {
            let afgeschermd = codes.iter().filter(|item| item.lijst == lijst && item.wat_bijzonder().is_some()).count();
            assert_ne!(afgeschermd, 1, "{lijst:?}: who reads that something is withheld, would know what");
        }
    }

    #[test]
    fn a_discipline_of_an_unknown_group_is_withheld() {
        for (groep, wat) in [
            (Some("gewoon"), None),
            (Some("justitie"), Some(Bijzonder::Justitie)),
            (Some("iets_nieuws"), Some(Bijzonder::Gezondheid)),
            (None, Some(Bijzonder::Gezondheid)),
        ] {
            let groep: Option<Code> = groep.map(|groep| groep.parse().unwrap());
            assert_eq!(Bijzonder::van_discipline(groep.as_ref()), wat, "{groep:?}");
        }
    }
}
