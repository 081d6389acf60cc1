//! Why an investigation begins, and what is looked at then.

use std::str::FromStr;

use jiff::civil::{Date, date};

use crate::datum::Periode;

/// Why an investigation begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Aanleiding {
    /// Its turn, mostly by a sample ([`crate::steekproef`]).
    Periodiek,
    /// Parallel to a conversation: at the same visit.
    Gelijktijdig,
    /// A signal.
    Signaal,
    /// The client did not come, also not within the cure period.
    NietVerschenen,
    /// The address differs from the BRP, or may (PW 40).
    Adres,
    /// Income or property that was not known (PW 31 and 34).
    Inkomen,
}

impl Aanleiding {
    /// All of them, in the order of a choice list.
    pub const ALLE: [Self; 6] =
        [Self::Periodiek, Self::Gelijktijdig, Self::Signaal, Self::NietVerschenen, Self::Adres, Self::Inkomen];

    /// The code in storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Periodiek => "periodiek",
            Self::Gelijktijdig => "gelijktijdig",
            Self::Signaal => "signaal",
            Self::NietVerschenen => "niet_verschenen",
            Self::Adres => "adres",
            Self::Inkomen => "inkomen",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Periodiek => "periodiek onderzoek",
            Self::Gelijktijdig => "gelijk met een gesprek",
            Self::Signaal => "signaal",
            Self::NietVerschenen => "niet verschenen",
            Self::Adres => "adres",
            Self::Inkomen => "inkomen of vermogen",
        }
    }
}

impl FromStr for Aanleiding {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALLE.into_iter().find(|aanleiding| aanleiding.code() == text).ok_or(())
    }
}

/// Something that is looked at, on the days on which it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Controlepunt {
    /// A short code, kept for good.
    pub code: &'static str,
    /// What is looked at.
    pub tekst: &'static str,
    /// Why it matters: the article.
    pub artikel: &'static str,
    /// On which days it is asked.
    pub geldig: Periode,
    /// At which investigations.
    pub bij: &'static [Aanleiding],
}

/// The first day of the Participatiewet.
const PW_BEGIN: Periode = Periode::vanaf(date(2015, 1, 1));

const fn punt(
    code: &'static str,
    tekst: &'static str,
    artikel: &'static str,
    bij: &'static [Aanleiding],
) -> Controlepunt {
    Controlepunt { code, tekst, artikel, geldig: PW_BEGIN, bij }
}

/// Everything that may be looked at. The articles are the law's; which are looked at on which occasion is a choice of
/// Klantbeeld: as few as answer the question, since an investigation asks something of somebody.
pub const CONTROLEPUNTEN: &[Controlepunt] = {
    use Aanleiding::{Adres, Gelijktijdig, Inkomen, NietVerschenen, Periodiek, Signaal};
    &[
        punt("identiteit", "identiteit vastgesteld", "PW 17 lid 3", &[Periodiek, Gelijktijdig]),
        punt(
            "inlichtingen",
            "wijzigingen die de klant uit zichzelf meldt, opgeschreven",
            "PW 17 lid 1",
            &[Periodiek, Gelijktijdig, Signaal],
        ),
        punt(
            "woonadres",
            "woonadres vergeleken met de BRP, met de uitzonderingen zoals mantelzorg",
            "PW 40",
            &[Periodiek, Gelijktijdig, NietVerschenen, Adres],
        ),
        punt(
            "woonsituatie",
            "met wie de klant woont: kostendelers en gezamenlijke huishouding",
            "PW 3, 19a en 22a",
            &[Periodiek, Adres],
        ),
        punt("huisbezoek", "bij een huisbezoek: toestemming gevraagd en vastgelegd", "PW 53a", &[Adres]),
        punt("inkomen", "inkomsten in de periode van het onderzoek", "PW 31", &[Periodiek, Gelijktijdig, Inkomen]),
        punt("vermogen", "vermogen en de grens daarvan", "PW 34", &[Periodiek, Inkomen]),
        punt(
            "voorliggend",
            "voorziening die voorgaat, zoals AOW of Wajong",
            "PW 15",
            &[Periodiek, Gelijktijdig, Inkomen],
        ),
        punt(
            "uitsluiting",
            "detentie of een te lang verblijf in het buitenland",
            "PW 13",
            &[Periodiek, NietVerschenen],
        ),
        punt("signaal", "wat het signaal zegt, nagegaan bij een tweede bron", "PW 53a", &[Signaal]),
        punt(
            "oproep",
            "oproep, hersteltermijn en brief nagegaan: wist de klant ervan?",
            "PW 54 lid 2",
            &[NietVerschenen],
        ),
        punt(
            "verwijtbaar",
            "reden van het niet verschijnen, en of die te verwijten is",
            "PW 54 lid 1",
            &[NietVerschenen],
        ),
    ]
};

/// What is looked at in an investigation that begins on a day.
pub fn checklist(aanleiding: Aanleiding, dag: Date) -> impl Iterator<Item = &'static Controlepunt> {
    CONTROLEPUNTEN.iter().filter(move |punt| punt.bij.contains(&aanleiding) && punt.geldig.bevat(dag))
}
