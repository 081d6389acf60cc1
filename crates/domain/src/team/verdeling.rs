//! Who should have which client: what a proposal weighs, and what can be done with it.
//!
//! A change of klantmanager costs a client something: he has to tell his story again (Haarlem gave every client a fixed klantmanager from
//! 1 July 2016 for that reason). A proposal weighs that against clients who need somebody who knows more of their situation, and against
//! caseloads that ask very different hours.

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::datum::{leeftijd, plus_dagen};

/// Something a klantmanager can know more of, and a client ask: the code of the target group in the code list, or an age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Specialisme {
    /// Younger than 27: other rules hold at granting (PW 41 lid 4, 44a).
    Jongeren,
    /// With a residence permit for asylum.
    Statushouder,
    /// With a business of his own (Bbz).
    Zelfstandige,
}

/// The age up to which somebody is young for the Participatiewet: 27.
const JONGER_DAN_JAREN: i16 = 27;

impl Specialisme {
    /// All of them, in the order in which they go before each other when a client asks more than one.
    pub const ALLE: [Self; 3] = [Self::Zelfstandige, Self::Statushouder, Self::Jongeren];

    /// The code in storage; for a target group that of the code list.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Jongeren => "jongeren",
            Self::Statushouder => "statushouder",
            Self::Zelfstandige => "zelfstandige",
        }
    }

    /// As a page says it.
    #[must_use]
    pub const fn naam(self) -> &'static str {
        match self {
            Self::Jongeren => "Jongeren tot 27",
            Self::Statushouder => "Statushouders",
            Self::Zelfstandige => "Zelfstandigen",
        }
    }
}

impl FromStr for Specialisme {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|is| is.code() == text).ok_or(())
    }
}

/// Which specialism a client asks: the first that holds of the target groups he is in, and then his age.
#[must_use]
pub fn behoefte(doelgroepen: &[&str], geboortedatum: Date, vandaag: Date) -> Option<Specialisme> {
    let is = |specialisme: &Specialisme| match specialisme {
        Specialisme::Jongeren => leeftijd(geboortedatum, vandaag) < JONGER_DAN_JAREN,
        groep => doelgroepen.contains(&groep.code()),
    };
    Specialisme::ALLE.into_iter().find(is)
}

/// A conversation of so many days ago is remembered by both.
const HALF_JAAR: i64 = 183;

/// How heavy a change weighs for a client: 3 with an appointment in the diary, 2 when spoken to in the last half year, else 1.
#[must_use]
pub fn gewicht(heeft_afspraak: bool, laatste_gesprek: Option<Date>, vandaag: Date) -> u32 {
    match laatste_gesprek {
        _ if heeft_afspraak => 3,
        Some(dag) if dag >= plus_dagen(vandaag, -HALF_JAAR) => 2,
        _ => 1,
    }
}

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerdelingStand {
    /// It is being worked out.
    Berekenen,
    /// It can be read and applied.
    Voorstel,
    /// There is none: something is in the way.
    Mislukt,
    /// Clients have moved.
    Toegepast,
    /// They have moved back.
    Teruggedraaid,
}

/// Why something cannot be done with a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VerdelingGeweigerd {
    /// It is not ready, or was applied before.
    #[error("dit voorstel is nog niet klaar of al toegepast; open het opnieuw")]
    GeenVoorstel,
    /// Nothing was applied.
    #[error("dit voorstel is niet toegepast, of al teruggedraaid; er is niets om terug te draaien")]
    NietToegepast,
    /// Everybody stays.
    #[error("iedereen blijft, dus er is niets toe te passen; haal ten minste één vinkje weg")]
    Niemand,
    /// All of the clients went elsewhere, or their benefit ended, since it was worked out.
    #[error(
        "deze klanten hebben intussen een andere klantmanager of geen uitkering meer; laat een nieuw voorstel maken"
    )]
    Intussen,
    /// Who applies it would get clients of a colleague: then nobody looks along.
    #[error(
        "dit voorstel geeft u zelf klanten van een collega; laat een andere teamleider het toepassen, of vink die klanten uit"
    )]
    AanZichzelf,
    /// Somebody was left out, or takes part again, since it was worked out.
    #[error("u hebt gewijzigd wie meedoet; laat eerst opnieuw berekenen, dan ziet u wat dat voor de klanten betekent")]
    AnderenDoenMee,
    /// As many others are being worked out as may be at a time.
    #[error("er worden al twee voorstellen berekend; probeer het over een halve minuut opnieuw")]
    Druk,
}

impl VerdelingStand {
    /// All of them.
    pub const ALLE: [Self; 5] = [Self::Berekenen, Self::Voorstel, Self::Mislukt, Self::Toegepast, Self::Teruggedraaid];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Berekenen => "berekenen",
            Self::Voorstel => "voorstel",
            Self::Mislukt => "mislukt",
            Self::Toegepast => "toegepast",
            Self::Teruggedraaid => "teruggedraaid",
        }
    }

    /// Applied.
    pub const fn pas_toe(self) -> Result<Self, VerdelingGeweigerd> {
        match self {
            Self::Voorstel => Ok(Self::Toegepast),
            _ => Err(VerdelingGeweigerd::GeenVoorstel),
        }
    }

    /// Taken back.
    pub const fn draai_terug(self) -> Result<Self, VerdelingGeweigerd> {
        match self {
            Self::Toegepast => Ok(Self::Teruggedraaid),
            _ => Err(VerdelingGeweigerd::NietToegepast),
        }
    }
}

impl FromStr for VerdelingStand {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|stand| stand.code() == text).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_a_client_asks() {
        let vandaag = date(2026, 11, 28);
        for (doelgroepen, geboren, verwacht) in [
            (&[][..], date(1999, 11, 28), None),
            (&[], date(1999, 11, 29), Some(Specialisme::Jongeren)),
            (&["statushouder"], date(2000, 1, 1), Some(Specialisme::Statushouder)),
            (&["statushouder", "zelfstandige"], date(1980, 1, 1), Some(Specialisme::Zelfstandige)),
            (&["ex_gedetineerde"], date(1980, 1, 1), None),
        ] {
            assert_eq!(behoefte(doelgroepen, geboren, vandaag), verwacht, "{doelgroepen:?} {geboren}");
        }
    }

    /// On 1 March, as everywhere else.
    #[test]
    fn who_was_born_on_29_february_is_young_until_march() {
        let geboren = date(2000, 2, 29);
        assert_eq!(behoefte(&[], geboren, date(2027, 2, 28)), Some(Specialisme::Jongeren));
        assert_eq!(behoefte(&[], geboren, date(2027, 3, 1)), None);
    }

    #[test]
    fn a_familiar_face_weighs_more() {
        let vandaag = date(2026, 11, 28);
        assert_eq!(gewicht(true, None, vandaag), 3);
        assert_eq!(gewicht(false, Some(date(2026, 6, 1)), vandaag), 2);
        assert_eq!(gewicht(false, Some(date(2026, 5, 28)), vandaag), 1);
        assert_eq!(gewicht(false, None, vandaag), 1);
    }

    #[test]
    fn only_a_proposal_is_applied_and_only_what_was_applied_goes_back() {
        for stand in VerdelingStand::ALLE {
            assert_eq!(stand.code().parse(), Ok(stand));
            assert_eq!(stand.pas_toe().is_ok(), stand == VerdelingStand::Voorstel, "{stand:?}");
            assert_eq!(stand.draai_terug().is_ok(), stand == VerdelingStand::Toegepast, "{stand:?}");
        }
    }
}
