//! How long a record is kept (*bewaartermijn*) and what becomes of it: the Selectielijst gemeenten 2020 of the VNG, by process
//! and result, as far as it was read.
//!
//! A term of ten years from an event keeps the record up to and including the day ten years later; it is due for destruction on
//! the day after. What is not certain is not destroyed: an advice of a doctor, help with debts and a track to work are
//! [`Bestemming::JuridischTeToetsen`], because the list says *or as long as needed*, names no event or has no entry of its own.
//!
//! The event is the caller's to give. With a sanction whose recovery runs, the term begins when the recovery ends (practice, not
//! the list), so such a case is not closed before.

#[cfg(test)]
mod tests;

use std::str::FromStr;

use jiff::civil::Date;

use crate::{datum::plus_dagen, termijn::Termijn};

/// What kind of record it is, in the words of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stuksoort {
    /// A benefit that was granted, with all that belongs to it.
    UitkeringVerstrekt,
    /// An application that was refused.
    AanvraagGeweigerd,
    /// The case of ending a benefit.
    UitkeringBeeindigd,
    /// An application that was broken off.
    AanvraagAfgebroken,
    /// Help with debts.
    Schuldhulpverlening,
    /// A track to work.
    Reintegratie,
    /// Permission to be on holiday.
    Vakantietoestemming,
    /// A check whether right and amount are correct, also one about recovery.
    Hercontrole,
    /// Enforcement.
    Handhaving,
    /// A fine.
    BestuurlijkeBoete,
    /// An objection, an appeal or a complaint.
    BezwaarBeroepKlacht,
    /// The books.
    FinancieleAdministratie,
    /// An advice about what somebody can do, such as of an examination.
    SociaalMedischAdvies,
    /// An evaluation of policy.
    Beleidsevaluatie,
}

/// From when a term counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Begin {
    /// From the end of the benefit (*bestaansduur procesobject*).
    EindeUitkering,
    /// From the day the case was closed (*nihil*).
    AfsluitenZaak,
}

impl Begin {
    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::EindeUitkering => "na het einde van de uitkering",
            Self::AfsluitenZaak => "na het afsluiten van de zaak",
        }
    }
}

/// What the list says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bewaren {
    /// For so long.
    Tot(Termijn, Begin),
    /// For ever.
    Blijvend,
    /// At least for so long; whether longer is for a lawyer or the archivist to say.
    Toetsen(Termijn, Begin, &'static str),
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bewaartermijn {
    /// What kind of record.
    pub soort: Stuksoort,
    /// The code in storage.
    pub code: &'static str,
    /// What a person reads.
    pub omschrijving: &'static str,
    /// Process and result in the list.
    pub selectielijst: &'static str,
    /// What it says.
    pub bewaren: Bewaren,
}

/// Where the terms were read.
pub const BRON: &str = "VNG Selectielijst gemeenten 2020 (open-zaak/vng-selectielijst, selectielijst_2020.json)";

const fn regel(
    soort: Stuksoort,
    code: &'static str,
    omschrijving: &'static str,
    selectielijst: &'static str,
    bewaren: Bewaren,
) -> Bewaartermijn {
    Bewaartermijn { soort, code, omschrijving, selectielijst, bewaren }
}

const fn jaren(jaren: u16, begin: Begin) -> Bewaren {
    Bewaren::Tot(Termijn::Maanden(jaren * 12), begin)
}

const fn toetsen(jaren: u16, begin: Begin, waarom: &'static str) -> Bewaren {
    Bewaren::Toetsen(Termijn::Maanden(jaren * 12), begin, waarom)
}

/// Every kind of record, once.
pub const BEWAARTERMIJNEN: &[Bewaartermijn] = {
    use Begin::{AfsluitenZaak, EindeUitkering};
    use Stuksoort as S;
    &[
        regel(S::UitkeringVerstrekt, "uitkering_verstrekt", "uitkering verstrekt", "8.1", jaren(10, EindeUitkering)),
        regel(S::AanvraagGeweigerd, "aanvraag_geweigerd", "aanvraag geweigerd", "8.2", jaren(5, AfsluitenZaak)),
        regel(S::UitkeringBeeindigd, "uitkering_beeindigd", "uitkering beëindigd", "8.3", jaren(10, AfsluitenZaak)),
        regel(
            S::AanvraagAfgebroken,
            "aanvraag_afgebroken",
            "aanvraag afgebroken",
            "8.4.1",
            Bewaren::Tot(Termijn::Dagen(42), AfsluitenZaak),
        ),
        regel(
            S::Schuldhulpverlening,
            "schuldhulpverlening",
            "schuldhulpverlening",
            "8 (schuldhulpverlening)",
            toetsen(5, AfsluitenZaak, "de selectielijst noemt niet vanaf wanneer de termijn telt"),
        ),
        regel(
            S::Reintegratie,
            "reintegratie",
            "re-integratietraject",
            "8.1 (geen eigen ingang)",
            toetsen(10, EindeUitkering, "de selectielijst noemt het traject niet; de gemeentearchivaris bevestigt"),
        ),
        regel(
            S::Vakantietoestemming,
            "vakantietoestemming",
            "toestemming voor vakantie",
            "11.1",
            jaren(1, AfsluitenZaak),
        ),
        regel(S::Hercontrole, "hercontrole", "hercontrole van de uitkering", "12.1.1", jaren(10, AfsluitenZaak)),
        regel(S::Handhaving, "handhaving", "handhaving", "12.2", jaren(10, AfsluitenZaak)),
        regel(S::BestuurlijkeBoete, "bestuurlijke_boete", "bestuurlijke boete", "12.2.5", jaren(7, AfsluitenZaak)),
        regel(
            S::BezwaarBeroepKlacht,
            "bezwaar_beroep_klacht",
            "bezwaar, beroep of klacht",
            "13.1",
            jaren(5, AfsluitenZaak),
        ),
        regel(
            S::FinancieleAdministratie,
            "financiele_administratie",
            "financiële administratie",
            "19.1",
            jaren(7, AfsluitenZaak),
        ),
        regel(
            S::SociaalMedischAdvies,
            "sociaal_medisch_advies",
            "sociaal-medisch advies, zoals een keuring",
            "21.1.3",
            toetsen(20, AfsluitenZaak, "de selectielijst zegt 20 jaar of zoveel langer, en gaat over zorg"),
        ),
        regel(S::Beleidsevaluatie, "beleidsevaluatie", "evaluatie van beleid", "4.1", Bewaren::Blijvend),
    ]
};

impl Stuksoort {
    /// Its line of the list.
    ///
    /// # Panics
    /// When the list has no such line, which a test rules out.
    #[must_use]
    pub fn regel(self) -> &'static Bewaartermijn {
        BEWAARTERMIJNEN.iter().find(|regel| regel.soort == self).expect("every kind stands in the list")
    }
}

impl FromStr for Stuksoort {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        BEWAARTERMIJNEN.iter().find(|regel| regel.code == text).map(|regel| regel.soort).ok_or(())
    }
}

/// What becomes of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bestemming {
    /// Due for destruction from this day on.
    VernietigenVanaf(Date),
    /// Kept for ever.
    BlijvendBewaren,
    /// Not to be destroyed before a lawyer or the archivist looked at it, and not before this day.
    JuridischTeToetsen {
        /// The day from which the question can be put.
        vanaf: Date,
        /// What there is to look at.
        waarom: &'static str,
    },
    /// The term has not begun: the benefit runs, or the case is open.
    TermijnNietBegonnen,
}

/// What becomes of a record of a kind. `begin` is the day of the event from which its term counts; none when that is still to
/// come.
#[must_use]
pub fn bestemming(soort: Stuksoort, begin: Option<Date>) -> Bestemming {
    let erna = |termijn: Termijn, dag: Date| plus_dagen(termijn.laatste_dag(dag), 1);
    match (soort.regel().bewaren, begin) {
        (Bewaren::Blijvend, _) => Bestemming::BlijvendBewaren,
        (_, None) => Bestemming::TermijnNietBegonnen,
        (Bewaren::Tot(termijn, _), Some(dag)) => Bestemming::VernietigenVanaf(erna(termijn, dag)),
        (Bewaren::Toetsen(termijn, _, waarom), Some(dag)) => {
            Bestemming::JuridischTeToetsen { vanaf: erna(termijn, dag), waarom }
        }
    }
}

/// A record that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuk {
    /// Its id; no name and no BSN, because the list of what was destroyed is kept.
    pub kenmerk: String,
    /// What kind it is.
    pub soort: Stuksoort,
    /// The day of the event from which its term counts.
    pub begin: Option<Date>,
}

impl Stuk {
    /// Whether it is due for destruction on a day.
    #[must_use]
    pub fn te_vernietigen(&self, dag: Date) -> bool {
        matches!(bestemming(self.soort, self.begin), Bestemming::VernietigenVanaf(vanaf) if vanaf <= dag)
    }
}

/// Of all records those that are due, the oldest first.
#[must_use]
pub fn te_vernietigen(stukken: &[Stuk], vandaag: Date) -> Vec<&Stuk> {
    let mut rijen: Vec<_> = stukken.iter().filter(|stuk| stuk.te_vernietigen(vandaag)).collect();
    rijen.sort_by_key(|stuk| stuk.begin);
    rijen
}
