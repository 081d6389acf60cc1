//! Why a step with an investigation is refused, in the words a person reads.

use jiff::civil::Date;

use crate::datum::kort;

/// Why a step with an investigation is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OnderzoekGeweigerd {
    /// This step does not follow on that state.
    #[error("dat kan niet met een onderzoek dat {0} is")]
    PastNiet(&'static str),
    /// It would begin in the future.
    #[error("een onderzoek begint vandaag of eerder; controleer de datum")]
    BeginInToekomst,
    /// One with the same cause is being worked on.
    #[error("er loopt al een onderzoek met deze aanleiding, begonnen op {}; ga daarmee verder", crate::datum::kort(*.0))]
    LooptAl(jiff::civil::Date),
    /// There is no such point.
    #[error("dit punt staat niet op de lijst van dit onderzoek")]
    PuntOnbekend,
    /// There is no such question, or it has its answer.
    #[error("op deze vraag wordt niet meer gewacht")]
    VerzoekOnbekend,
    /// It does not say what is asked.
    #[error("schrijf op welke gegevens worden gevraagd")]
    VraagLeeg,
    /// A term of nothing gives nobody time.
    #[error("geef ten minste een dag om te antwoorden")]
    GeenTermijn,
    /// Before the investigation, or in the future.
    #[error("deze dag ligt vóór het begin van het onderzoek ({}) of in de toekomst; controleer de datum", kort(*.0))]
    Datum(Date),
    /// An answer to a question that was not asked yet.
    #[error("het antwoord is van vóór de vraag ({}) of uit de toekomst; controleer de datum", kort(*.0))]
    AntwoordDatum(Date),
    /// While the term runs, the answer can still come.
    #[error("de klant kan nog antwoorden tot en met {}; ga pas daarna verder zonder antwoord", kort(*.0))]
    TermijnLoopt(Date),
    /// A point was not looked at.
    #[error("nog niet bekeken: {0}; leg vast wat er is gevonden, of dat er niets was")]
    PuntOpen(String),
    /// Nothing was found, not even that.
    #[error("schrijf de bevindingen op, al is het één zin")]
    BevindingenLeeg,
    /// Something is not used and nobody said what to do about it.
    #[error("de klant gebruikt een regeling niet; schrijf op wat daarover is afgesproken, ook als de klant niet wil")]
    VervolgLeeg,
    /// It was told, but not what.
    #[error("schrijf op welke wijziging aan de uitkeringsadministratie is doorgegeven")]
    WijzigingLeeg,
    /// A decision is needed, but not which.
    #[error("kies welk besluit nodig is")]
    BesluitOntbreekt,
    /// It does not say why.
    #[error("schrijf op waarom")]
    RedenLeeg,
}
