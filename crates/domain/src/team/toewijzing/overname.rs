//! A colleague takes over a caseload, all of it or a selection: for good, or as *waarneming* until a last day. During a
//! waarneming the fixed klantmanager stays; the clients fall back by themselves when it is over.

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    datum::{Periode, plus_dagen, plus_maanden},
    gebruiker::{Gebruiker, Recht},
    id::{GebruikerId, OvernameId},
};

/// Where a takeover stands. Whether a waarneming runs today is told by its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OvernameStand {
    /// For good, from a later day: the clients have not moved yet.
    Gepland,
    /// The clients have moved, or the waarneming counts on its days.
    Geldt,
    /// Taken back before it was done, or ended early.
    Ingetrokken,
}

impl OvernameStand {
    /// All of them.
    pub const ALLE: [Self; 3] = [Self::Gepland, Self::Geldt, Self::Ingetrokken];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gepland => "gepland",
            Self::Geldt => "geldt",
            Self::Ingetrokken => "ingetrokken",
        }
    }
}

impl FromStr for OvernameStand {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|stand| stand.code() == text).ok_or(())
    }
}

/// A takeover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overname {
    /// Which takeover.
    pub id: OvernameId,
    /// Whose clients.
    pub van: GebruikerId,
    /// Who gets them.
    pub aan: GebruikerId,
    /// First day.
    pub vanaf: Date,
    /// Last day of a waarneming; none when it is for good.
    pub tot_en_met: Option<Date>,
    /// Why: somebody left, leave, a smaller caseload.
    pub reden: String,
    /// The whole caseload. A waarneming of the whole also counts for clients that come in meanwhile.
    pub alles: bool,
    /// Where it stands.
    pub stand: OvernameStand,
}

/// Another waarneming of the same caseload, beside which a new one is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AndereWaarneming {
    /// On which days.
    pub periode: Periode,
    /// Of the whole caseload.
    pub alles: bool,
    /// How many clients stand in both selections.
    pub gedeeld: i64,
}

/// Why a takeover is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OvernameGeweigerd {
    /// From somebody to the same person.
    #[error("deze klanten zijn al van deze klantmanager; kies een andere collega")]
    ZelfdeKlantmanager,
    /// Who records it gives somebody else's clients to himself: then nobody looks along.
    #[error(
        "u kunt klanten van een collega niet zelf aan uzelf geven; laat de collega of een andere teamleider dit vastleggen"
    )]
    AanZichzelf,
    /// The account of the receiver is closed.
    #[error("deze collega werkt hier niet meer; kies iemand anders, zodat elke klant een klantmanager houdt")]
    Vertrokken,
    /// The receiver's role does not work with clients.
    #[error("deze collega begeleidt geen klanten; kies een klantmanager of teamleider")]
    GeenKlantmanager,
    /// It would begin before today.
    #[error("een overname begint vandaag of later")]
    Verleden,
    /// A first or last day far ahead is a slip of the pen.
    #[error("deze dag ligt meer dan een jaar vooruit; controleer het jaar")]
    TeVerVooruit,
    /// The last day lies before the first.
    #[error("de laatste dag ligt vóór de eerste dag")]
    EindeVoorBegin,
    /// Somebody else stands in on one of these days.
    #[error(
        "in deze periode neemt al iemand waar voor deze klanten; trek die waarneming eerst in of kies andere dagen"
    )]
    Overlapt,
    /// There is nobody to take over.
    #[error("er zijn geen klanten om over te nemen; kies ten minste één klant")]
    Niemand,
    /// It is done, or was taken back before.
    #[error("deze overname is al uitgevoerd of ingetrokken; draag de klanten zo nodig opnieuw over")]
    NietIntrekbaar,
    /// It was done too long ago to be a slip of the hand.
    #[error("deze overname is langer dan twee weken geleden; draag de klanten zo nodig opnieuw over")]
    TeLangGeleden,
    /// The receiver did something with one of the clients, or one went on to somebody else.
    #[error("met deze klanten is intussen al gewerkt; draag ze zo nodig opnieuw over, dan gaat niets verloren")]
    Veranderd,
}

/// How long a takeover can be taken back, in days.
const TERUG: i64 = 14;

impl Overname {
    /// The days on which it counts.
    #[must_use]
    pub const fn periode(&self) -> Periode {
        Periode { van: self.vanaf, tot_en_met: self.tot_en_met }
    }

    /// Whether it is for as long as somebody is away.
    #[must_use]
    pub const fn is_waarneming(&self) -> bool {
        self.tot_en_met.is_some()
    }

    /// Whether the receiver stands in on a day.
    #[must_use]
    pub fn neemt_waar_op(&self, dag: Date) -> bool {
        self.is_waarneming() && self.stand == OvernameStand::Geldt && self.periode().bevat(dag)
    }

    /// Checks a new takeover against the receiver and the calendar, and gives it its first state.
    pub fn beslis(self, aan: &Gebruiker, vandaag: Date) -> Result<Self, OvernameGeweigerd> {
        if self.van == aan.id || self.van == self.aan {
            return Err(OvernameGeweigerd::ZelfdeKlantmanager);
        }
        toets_ontvanger(aan)?;
        if self.vanaf < vandaag {
            return Err(OvernameGeweigerd::Verleden);
        }
        let grens = plus_maanden(vandaag, 12);
        if self.vanaf > grens || self.tot_en_met.is_some_and(|tot| tot > plus_maanden(self.vanaf, 12)) {
            return Err(OvernameGeweigerd::TeVerVooruit);
        }
        if self.tot_en_met.is_some_and(|tot| tot < self.vanaf) {
            return Err(OvernameGeweigerd::EindeVoorBegin);
        }
        let later = !self.is_waarneming() && self.vanaf > vandaag;
        let stand = if later { OvernameStand::Gepland } else { OvernameStand::Geldt };
        Ok(Self { stand, ..self })
    }

    /// Does what was planned, when its day has come. The receiver may have left since.
    pub fn voer_uit(self, aan: &Gebruiker, vandaag: Date) -> Result<Self, OvernameGeweigerd> {
        toets_ontvanger(aan)?;
        match self.stand {
            OvernameStand::Gepland if self.vanaf <= vandaag => Ok(Self { stand: OvernameStand::Geldt, ..self }),
            OvernameStand::Gepland => Err(OvernameGeweigerd::TeVerVooruit),
            OvernameStand::Geldt | OvernameStand::Ingetrokken => Err(OvernameGeweigerd::NietIntrekbaar),
        }
    }

    /// Takes back what is still planned, or ends a waarneming before its last day.
    pub fn trek_in(self, vandaag: Date) -> Result<Self, OvernameGeweigerd> {
        let open = match self.stand {
            OvernameStand::Gepland => true,
            OvernameStand::Geldt => self.tot_en_met.is_some_and(|tot| tot >= vandaag),
            OvernameStand::Ingetrokken => false,
        };
        if open {
            Ok(Self { stand: OvernameStand::Ingetrokken, ..self })
        } else {
            Err(OvernameGeweigerd::NietIntrekbaar)
        }
    }

    /// Takes back what was done for good: the clients go back to whoever had them, as long as the receiver changed nothing
    /// (`veranderd`) and the first still works here.
    pub fn draai_terug(self, van: &Gebruiker, veranderd: bool, vandaag: Date) -> Result<Self, OvernameGeweigerd> {
        if self.is_waarneming() || self.stand != OvernameStand::Geldt {
            return Err(OvernameGeweigerd::NietIntrekbaar);
        }
        if vandaag > plus_dagen(self.vanaf, TERUG) {
            return Err(OvernameGeweigerd::TeLangGeleden);
        }
        toets_ontvanger(van)?;
        if veranderd {
            return Err(OvernameGeweigerd::Veranderd);
        }
        Ok(Self { stand: OvernameStand::Ingetrokken, ..self })
    }

    /// A client has one person at a time who stands in.
    pub fn toets_overlap(&self, anderen: &[AndereWaarneming]) -> Result<(), OvernameGeweigerd> {
        let botst = |ander: &AndereWaarneming| {
            let samen = self.periode().bevat(ander.periode.van) || ander.periode.bevat(self.vanaf);
            samen && (self.alles || ander.alles || ander.gedeeld > 0)
        };
        if self.is_waarneming() && anderen.iter().any(botst) { Err(OvernameGeweigerd::Overlapt) } else { Ok(()) }
    }
}

/// Whether somebody can get clients: an account that is open, in a role that works with them.
pub fn toets_ontvanger(aan: &Gebruiker) -> Result<(), OvernameGeweigerd> {
    if !aan.actief {
        return Err(OvernameGeweigerd::Vertrokken);
    }
    if aan.rol.mag(Recht::KlantBewerken) { Ok(()) } else { Err(OvernameGeweigerd::GeenKlantmanager) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::{gebruiker::Rol, gemeente::Gemeente};

    const VANDAAG: Date = date(2026, 11, 23);

    fn piet() -> Gebruiker {
        Gebruiker {
            id: Uuid::from_u128(2).into(),
            gemeente: Gemeente::HAARLEM,
            gebruikersnaam: "p.smit".parse().unwrap(),
            naam: "Piet Smit".into(),
            rol: Rol::Klantmanager,
            team: None,
            actief: true,
        }
    }

    /// Nadia's caseload goes to Piet.
    fn overname(vanaf: Date, tot_en_met: Option<Date>) -> Overname {
        Overname {
            id: Uuid::from_u128(9).into(),
            van: Uuid::from_u128(1).into(),
            aan: piet().id,
            vanaf,
            tot_en_met,
            reden: "verlof".into(),
            alles: true,
            stand: OvernameStand::Geldt,
        }
    }

    #[test]
    fn nobody_is_left_without_a_klantmanager() {
        let voor_goed = || overname(VANDAAG, None);
        let aan = |aan: Gebruiker| voor_goed().beslis(&aan, VANDAAG).map(|_| ());
        assert_eq!(aan(piet()), Ok(()));
        assert_eq!(aan(Gebruiker { rol: Rol::Teamleider, ..piet() }), Ok(()));
        for (wie, waarom) in [
            (Gebruiker { actief: false, ..piet() }, OvernameGeweigerd::Vertrokken),
            (Gebruiker { rol: Rol::Beheerder, ..piet() }, OvernameGeweigerd::GeenKlantmanager),
            (Gebruiker { id: Uuid::from_u128(1).into(), ..piet() }, OvernameGeweigerd::ZelfdeKlantmanager),
        ] {
            assert_eq!(aan(wie), Err(waarom));
        }
    }

    #[test]
    fn days_of_a_takeover() {
        use OvernameGeweigerd::{EindeVoorBegin, TeVerVooruit, Verleden};
        use OvernameStand::{Geldt, Gepland};
        let dag = |dag| date(2026, 12, dag);
        for (vanaf, tot, verwacht) in [
            (VANDAAG, None, Ok(Geldt)),
            (dag(1), None, Ok(Gepland)),
            (VANDAAG, Some(VANDAAG), Ok(Geldt)),
            (dag(1), Some(dag(24)), Ok(Geldt)),
            (date(2026, 11, 22), None, Err(Verleden)),
            (date(2026, 11, 22), Some(dag(1)), Err(Verleden)),
            (dag(2), Some(dag(1)), Err(EindeVoorBegin)),
            (date(2027, 11, 24), None, Err(TeVerVooruit)),
            (dag(1), Some(date(2027, 12, 2)), Err(TeVerVooruit)),
        ] {
            let stand = overname(vanaf, tot).beslis(&piet(), VANDAAG).map(|overname| overname.stand);
            assert_eq!(stand, verwacht, "{vanaf} {tot:?}");
        }
    }

    #[test]
    fn a_waarneming_falls_back_by_itself() {
        let verlof = overname(date(2026, 12, 1), Some(date(2026, 12, 24)));
        for (dag, waar) in [(30, false), (1, true), (24, true), (25, false)] {
            let dag = if dag == 30 { date(2026, 11, 30) } else { date(2026, 12, dag) };
            assert_eq!(verlof.neemt_waar_op(dag), waar, "{dag}");
        }
        assert!(!overname(VANDAAG, None).neemt_waar_op(VANDAAG), "for good is not standing in");
    }

    #[test]
    fn two_do_not_stand_in_for_one_client() {
        let periode = |van, tot| Periode { van: date(2026, 12, van), tot_en_met: Some(date(2026, 12, tot)) };
        let verlof = overname(date(2026, 12, 7), Some(date(2026, 12, 11)));
        let deel = Overname { alles: false, ..verlof.clone() };
        for (periode, alles, gedeeld, geheel_botst, deel_botst) in [
            (periode(1, 6), true, 0, false, false),
            (periode(1, 7), true, 0, true, true),
            (periode(11, 20), false, 3, true, true),
            (periode(1, 20), false, 0, true, false),
            (periode(8, 9), false, 1, true, true),
            (periode(12, 20), true, 0, false, false),
        ] {
            let ander = [AndereWaarneming { periode, alles, gedeeld }];
            assert_eq!(verlof.toets_overlap(&ander).is_err(), geheel_botst, "{ander:?}");
            assert_eq!(deel.toets_overlap(&ander).is_err(), deel_botst, "{ander:?}");
        }
    }

    #[test]
    fn what_is_planned_is_done_on_its_day_unless_the_receiver_left() {
        let gepland = overname(date(2026, 12, 1), None).beslis(&piet(), VANDAAG).unwrap();
        let dag = date(2026, 12, 1);
        assert_eq!(gepland.clone().voer_uit(&piet(), VANDAAG), Err(OvernameGeweigerd::TeVerVooruit));
        let weg = Gebruiker { actief: false, ..piet() };
        assert_eq!(gepland.clone().voer_uit(&weg, dag), Err(OvernameGeweigerd::Vertrokken));
        let gedaan = gepland.clone().voer_uit(&piet(), dag).unwrap();
        assert_eq!(gedaan.stand, OvernameStand::Geldt);
        assert_eq!(gedaan.clone().voer_uit(&piet(), dag), Err(OvernameGeweigerd::NietIntrekbaar));
        assert_eq!(gedaan.trek_in(dag), Err(OvernameGeweigerd::NietIntrekbaar));
        assert_eq!(gepland.clone().trek_in(VANDAAG).unwrap().stand, OvernameStand::Ingetrokken);
        let nadia = Gebruiker { id: Uuid::from_u128(1).into(), naam: "Nadia el Amrani".into(), ..piet() };
        let terug = |overname: Overname, van: &Gebruiker, veranderd, dag| {
            overname.draai_terug(van, veranderd, dag).map(|overname| overname.stand)
        };
        let nu = || overname(VANDAAG, None);
        assert_eq!(terug(nu(), &nadia, false, VANDAAG), Ok(OvernameStand::Ingetrokken));
        assert_eq!(terug(nu(), &nadia, false, date(2026, 12, 7)), Ok(OvernameStand::Ingetrokken));
        assert_eq!(terug(nu(), &nadia, false, date(2026, 12, 8)), Err(OvernameGeweigerd::TeLangGeleden));
        assert_eq!(terug(nu(), &nadia, true, VANDAAG), Err(OvernameGeweigerd::Veranderd));
        assert_eq!(terug(nu(), &weg, false, VANDAAG), Err(OvernameGeweigerd::Vertrokken));
        assert_eq!(terug(gepland.clone(), &nadia, false, VANDAAG), Err(OvernameGeweigerd::NietIntrekbaar));
        assert_eq!(terug(overname(VANDAAG, Some(dag)), &nadia, false, dag), Err(OvernameGeweigerd::NietIntrekbaar));
        let verlof = overname(VANDAAG, Some(dag));
        assert!(verlof.clone().trek_in(dag).is_ok());
        assert!(verlof.trek_in(date(2026, 12, 2)).is_err(), "it is over");
    }
}
