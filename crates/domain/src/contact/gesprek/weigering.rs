//! Why a step is refused, in the words a person reads.

use jiff::civil::Date;

use crate::datum::lang;

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OngeldigeOvergang {
    /// There is an outcome already.
    #[error("dit gesprek is al afgerond ({0}); herstel het eerst als dat niet klopt")]
    Afgerond(&'static str),
    /// There is nothing to take back.
    #[error("dit gesprek is nog niet afgerond; er is niets om te herstellen")]
    NietAfgerond,
    /// This step does not follow on that state.
    #[error("dat kan niet met een gesprek dat {0} is")]
    PastNiet(&'static str),
    /// It would stand on the list twice.
    #[error("dit soort gesprek staat voor deze klant al op de lijst; plan dat gesprek in")]
    AlOpLijst,
    /// An invitation was sent already.
    #[error("voor dit gesprek is al een uitnodiging verstuurd")]
    AlUitgenodigd,
    /// The outcome of a later day cannot be known.
    #[error("dit gesprek is nog niet geweest; leg de uitkomst vast op of na de dag van het gesprek")]
    NogNietGeweest,
    /// Nobody is late before the conversation begins.
    #[error("dit gesprek moet nog beginnen; leg pas daarna vast dat de klant niet kwam")]
    NogNietBegonnen,
    /// A conversation is planned from today on.
    #[error("dit moment is al voorbij; kies een later moment of leg een gevoerd gesprek vast")]
    MomentVoorbij,
    /// A conversation takes five minutes to eight hours.
    #[error("een gesprek duurt 5 minuten tot 8 uur")]
    Duur,
    /// Two years ahead is a slip of the pen.
    #[error("dit moment ligt meer dan twee jaar vooruit; controleer het jaar")]
    TeVerVooruit,
    /// Two years ago is one too.
    #[error("dit moment ligt meer dan twee jaar terug; controleer het jaar")]
    TeLangGeleden,
    /// A cure period ends after its letter.
    #[error("de hersteltermijn eindigt niet later dan de brief; kies een latere einddatum")]
    TermijnVoorBrief,
    /// The letter is about somebody who stayed away, so it is not older than the conversation.
    #[error("de brief is van vóór het gesprek waarvoor de klant niet kwam; controleer de datum")]
    BriefVoorGesprek,
    /// Who was not invited cannot be held to anything (PW 54(2) asks for a failing that can be blamed).
    #[error(
        "er is niet vastgelegd dat de klant is uitgenodigd; draai 'niet verschenen' terug en leg de uitnodiging vast, of plan een nieuw gesprek"
    )]
    NietUitgenodigd,
    /// An invitation that stayed on the stack or came back told nobody to come: then nothing can be blamed on him (PW 54(1)).
    #[error(
        "niet vast staat dat de klant de uitnodiging voor het gesprek kreeg: de brief is minder dan twee dagen ervoor afgedrukt, of de e-mail kwam niet aan; wegblijven is dan niet te verwijten. Plan een nieuw gesprek. Wist de klant het toch? Draai dan terug tot 'gepland' en leg vast hoe de klant is uitgenodigd"
    )]
    UitnodigingOnzeker,
    /// A period that ends today or before gives nobody time.
    #[error("kies een laatste dag na vandaag; zo heeft de klant nog tijd om te komen")]
    TermijnVoorbij,
    /// While the period runs, the client can still come.
    #[error("de hersteltermijn loopt nog; draag de zaak pas over na de laatste dag")]
    TermijnLoopt,
    /// Nobody told the client of the period (PW 54(2)).
    #[error(
        "over deze hersteltermijn is geen brief gemaakt, dus de klant wist er niet van; draai de hersteltermijn terug en geef haar opnieuw, met de brief erbij"
    )]
    BriefOntbreekt,
    /// The letter about the period never came on paper.
    #[error(
        "de brief over deze hersteltermijn is niet als afgedrukt gemeld, dus niet vast staat dat de klant ervan wist; draai de hersteltermijn terug en geef haar opnieuw, en druk de nieuwe brief af"
    )]
    BriefNietAfgedrukt,
    /// It came on paper when the day it names had come.
    #[error(
        "de brief over deze hersteltermijn is pas afgedrukt toen de laatste dag er al was, dus de klant had geen tijd; draai de hersteltermijn terug en geef haar opnieuw, met een nieuwe brief"
    )]
    BriefTeLaat,
    /// It came on paper after the day it bears: the period runs as long from then on.
    #[error(
        "de brief over deze hersteltermijn is later afgedrukt dan de dag die erop staat; de klant krijgt evenveel tijd, tot en met {}, en daarna kunt u de zaak overdragen", lang(*.0)
    )]
    BriefLaterWeg(Date),
    /// What took its place went on: taking the move back would leave two truths.
    #[error("het gesprek dat hiervoor in de plaats kwam is {0}; het verzetten kan niet meer worden teruggedraaid")]
    OpvolgerVerder(&'static str),
    /// That conversation did not take its place.
    #[error("dit gesprek is niet naar dat gesprek verzet")]
    NietDeOpvolger,
    /// There is no such agreement.
    #[error("deze afspraak staat niet bij dit gesprek")]
    PuntOnbekend,
}
