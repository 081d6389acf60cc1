//! Target groups (*doelgroep*, M07): groups with an offer of their own (collegebesluit aanbod, 2017). Which group a client is in
//! is dated, with who said so and why; *50+* follows from the birth date and is never written down.
//!
//! That somebody was in prison is data about criminal convictions (AVG art. 10; UAVG art. 31 to 33): only those who work with
//! this client may know it, so the code is protected ([`Bescherming::Beschermd`]). The own klantmanager sees it, and whoever
//! stands in for that one; nobody else, a teamleider neither. It is in no list, filter or export.
//!
//! Deliberately absent: health as a target group. What is known of it stands with the exemption or the picture of the client.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    codelijst::{Code, Codelijst, CodelijstItem},
    datum::{Periode, kort, leeftijd, plus_maanden},
    id::{DoelgroepId, GebruikerId, KlantId},
};

/// How a group of the code list may be used; it stands in `groep` of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bescherming {
    /// Whoever sees the client sees it.
    Gewoon,
    /// Only who works with this client sees it.
    Beschermd,
    /// It follows from what is known; nobody writes it down.
    Afgeleid,
}

impl Bescherming {
    /// That of a code of the list. What the list does not know of is protected: better too much than too little.
    #[must_use]
    pub fn van(code: &Code, lijst: &[CodelijstItem]) -> Self {
        let item = lijst.iter().find(|item| item.lijst == Codelijst::Doelgroep && item.code == *code);
        match item.map(|item| item.groep.as_ref().map(Code::as_str)) {
            Some(None) => Self::Gewoon,
            Some(Some("afgeleid")) => Self::Afgeleid,
            _ => Self::Beschermd,
        }
    }

    /// Whether somebody may see that a client is in such a group.
    #[must_use]
    pub const fn mag_zien(self, werkt_met_klant: bool) -> bool {
        !matches!(self, Self::Beschermd) || werkt_met_klant
    }
}

/// From this age on somebody belongs to the group 50+.
pub const VIJFTIG: i16 = 50;

/// Whether somebody belongs to the group 50+ on a day.
#[must_use]
pub fn is_vijftig_plus(geboren: Date, dag: Date) -> bool {
    leeftijd(geboren, dag) >= VIJFTIG
}

/// The last birth date with which somebody belongs to the group 50+ on a day, for a filter on what is stored.
#[must_use]
pub fn vijftig_plus_grens(dag: Date) -> Date {
    plus_maanden(dag, -i32::from(VIJFTIG) * 12)
}

/// A client in a target group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InDoelgroep {
    /// Which record.
    pub id: DoelgroepId,
    /// The client.
    pub klant: KlantId,
    /// A code of [`Codelijst::Doelgroep`].
    pub doelgroep: Code,
    /// From and up to which day.
    pub periode: Periode,
    /// Who said so.
    pub door: GebruikerId,
    /// Why; encrypted at rest.
    pub toelichting: String,
    /// Entered by mistake; kept for the trace.
    pub ingetrokken: bool,
    /// For optimistic locking.
    pub versie: i64,
}

/// Why a record is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DoelgroepGeweigerd {
    /// It follows from the birth date.
    #[error("50+ volgt uit de geboortedatum; dat legt u niet vast")]
    Afgeleid,
    /// It begins after today.
    #[error("de begindatum ligt in de toekomst")]
    Toekomst,
    /// No reason was given.
    #[error("schrijf op waarom deze klant bij de doelgroep hoort")]
    RedenNodig,
    /// The client is in it already.
    #[error("deze klant hoort al bij deze doelgroep, sinds {}", kort(*.0))]
    AlErin(Date),
    /// The last day lies before the first, or after today.
    #[error("kies een laatste dag vanaf {} en niet later dan vandaag", kort(*.0))]
    Einde(Date),
    /// It has ended, or was taken back.
    #[error("dit is al beëindigd of ingetrokken")]
    Voorbij,
}

impl InDoelgroep {
    /// Whether the client is in the group on a day.
    #[must_use]
    pub fn geldt_op(&self, dag: Date) -> bool {
        !self.ingetrokken && self.periode.bevat(dag)
    }

    /// Records it. `bestaand` are the client's other records.
    pub fn leg_vast(
        self,
        bestaand: &[Self],
        bescherming: Bescherming,
        vandaag: Date,
    ) -> Result<Self, DoelgroepGeweigerd> {
        if bescherming == Bescherming::Afgeleid {
            return Err(DoelgroepGeweigerd::Afgeleid);
        }
        if self.periode.van > vandaag {
            return Err(DoelgroepGeweigerd::Toekomst);
        }
        if self.toelichting.trim().is_empty() {
            return Err(DoelgroepGeweigerd::RedenNodig);
        }
        let zelfde = bestaand.iter().filter(|ander| ander.doelgroep == self.doelgroep && !ander.ingetrokken);
        // It has no end yet, so it meets whatever lasts until its first day or later.
        let mut overlap = zelfde.filter(|ander| ander.periode.tot_en_met.is_none_or(|tot| tot >= self.periode.van));
        match overlap.next() {
            Some(ander) => Err(DoelgroepGeweigerd::AlErin(ander.periode.van)),
            None => Ok(self),
        }
    }

    /// Gives it a last day.
    pub fn beeindig(self, laatste_dag: Date, vandaag: Date) -> Result<Self, DoelgroepGeweigerd> {
        if self.ingetrokken || self.periode.tot_en_met.is_some() {
            return Err(DoelgroepGeweigerd::Voorbij);
        }
        if laatste_dag < self.periode.van || laatste_dag > vandaag {
            return Err(DoelgroepGeweigerd::Einde(self.periode.van));
        }
        Ok(Self { periode: Periode { tot_en_met: Some(laatste_dag), ..self.periode }, ..self })
    }

    /// Takes it back: it was a mistake.
    pub fn trek_in(self) -> Result<Self, DoelgroepGeweigerd> {
        if self.ingetrokken { Err(DoelgroepGeweigerd::Voorbij) } else { Ok(Self { ingetrokken: true, ..self }) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::{codelijst::standaard, datum::plus_dagen};

    const VANDAAG: Date = date(2026, 11, 26);

    fn in_groep(doelgroep: &str, periode: Periode) -> InDoelgroep {
        InDoelgroep {
            id: Uuid::from_u128(1).into(),
            klant: Uuid::from_u128(2).into(),
            doelgroep: doelgroep.parse().unwrap(),
            periode,
            door: Uuid::from_u128(3).into(),
            toelichting: "heeft een verblijfsvergunning sinds maart".to_owned(),
            ingetrokken: false,
            versie: 1,
        }
    }

    #[test]
    fn a_record_has_a_reason_and_does_not_meet_another() {
        use DoelgroepGeweigerd::{Afgeleid, AlErin, RedenNodig, Toekomst};
        let sinds = |dag| Periode::vanaf(dag);
        let was = in_groep("statushouder", Periode { van: date(2024, 1, 1), tot_en_met: Some(date(2024, 12, 31)) });
        let nieuw = |van| in_groep("statushouder", sinds(van));
        let gewoon = Bescherming::Gewoon;
        for (waarom, record, bescherming, uitslag) in [
            ("after the former", nieuw(date(2025, 1, 1)), gewoon, None),
            ("on its last day", nieuw(date(2024, 12, 31)), gewoon, Some(AlErin(date(2024, 1, 1)))),
            ("another group", in_groep("zelfstandige", sinds(date(2024, 6, 1))), gewoon, None),
            ("tomorrow", nieuw(date(2026, 11, 27)), gewoon, Some(Toekomst)),
            ("no reason", InDoelgroep { toelichting: " ".into(), ..nieuw(VANDAAG) }, gewoon, Some(RedenNodig)),
            ("50+", in_groep("vijftig_plus", sinds(VANDAAG)), Bescherming::Afgeleid, Some(Afgeleid)),
        ] {
            let bestaand = std::slice::from_ref(&was);
            assert_eq!(record.leg_vast(bestaand, bescherming, VANDAAG).err(), uitslag, "{waarom}");
        }
        let ingetrokken = [was.clone().trek_in().unwrap()];
        assert!(
            nieuw(date(2024, 6, 1)).leg_vast(&ingetrokken, gewoon, VANDAAG).is_ok(),
            "a mistake is in nobody's way"
        );
    }

    #[test]
    fn it_ends_once() {
        use DoelgroepGeweigerd::{Einde, Voorbij};
        let record = in_groep("zelfstandige", Periode::vanaf(date(2026, 3, 1)));
        for (dag, uitslag) in [
            (VANDAAG, None),
            (date(2026, 3, 1), None),
            (date(2026, 2, 28), Some(Einde(date(2026, 3, 1)))),
            (date(2026, 11, 27), Some(Einde(date(2026, 3, 1)))),
        ] {
            assert_eq!(record.clone().beeindig(dag, VANDAAG).err(), uitslag, "{dag}");
        }
        let klaar = record.beeindig(date(2026, 6, 30), VANDAAG).unwrap();
        assert!(klaar.geldt_op(date(2026, 6, 30)) && !klaar.geldt_op(date(2026, 7, 1)));
        assert_eq!(klaar.clone().beeindig(VANDAAG, VANDAAG).err(), Some(Voorbij));
        assert!(!klaar.trek_in().unwrap().geldt_op(date(2026, 4, 1)));
    }

    #[test]
    fn who_was_in_prison_is_known_to_those_who_work_with_the_client() {
        let lijst = standaard::alle();
        let van = |code: &str| Bescherming::van(&code.parse().unwrap(), &lijst);
        for (code, bescherming, ander) in [
            ("statushouder", Bescherming::Gewoon, true),
            ("ex_gedetineerde", Bescherming::Beschermd, false),
            ("vijftig_plus", Bescherming::Afgeleid, true),
            ("van_een_andere_lijst", Bescherming::Beschermd, false),
        ] {
            assert_eq!(van(code), bescherming, "{code}");
            assert_eq!((van(code).mag_zien(true), van(code).mag_zien(false)), (true, ander), "{code}");
        }
    }

    proptest! {
        /// The filter on birth dates finds who is fifty or older, to the day.
        #[test]
        fn fifty_plus_is_a_birth_date(dag in 0_i64..8_000, geboren in 0_i64..30_000) {
            let (dag, geboren) = (plus_dagen(date(2015, 1, 1), dag), plus_dagen(date(1930, 1, 1), geboren));
            prop_assert_eq!(geboren <= vijftig_plus_grens(dag), is_vijftig_plus(geboren, dag), "{} {}", geboren, dag);
        }
    }
}
