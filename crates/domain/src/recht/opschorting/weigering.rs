//! Why a step with a suspension is refused, in the words a person reads.

use jiff::civil::Date;

use crate::{besluit::HerroepingOnvolledig, datum::kort, regel::RegelOnbekend};

/// Why a step with a suspension is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpschortingGeweigerd {
    /// This step does not follow on that state.
    #[error("dat kan niet met een opschorting die {0} is")]
    PastNiet(&'static str),
    /// PW 54(1): only a failing that can be blamed on the client.
    #[error("opschorten kan alleen als het verzuim de klant te verwijten is (PW 54 lid 1)")]
    NietVerwijtbaar,
    /// A decision says what it rests on.
    #[error("schrijf op waarom het verzuim de klant wel of niet te verwijten is")]
    VerwijtbaarheidLeeg,
    /// It does not say what the client did not do or give.
    #[error("schrijf op wat de klant niet deed of niet gaf; dat moet ook in de brief staan")]
    VerzuimLeeg,
    /// There was no right to suspend on that day.
    #[error("er is op {} geen recht op deze uitkering; kies een eerste dag waarop de uitkering loopt", kort(*.0))]
    GeenRecht(Date),
    /// A suspension is told of when it is there, not announced for later.
    #[error("de eerste dag ligt na de brief ({}); kies de dag van de brief of een dag daarvoor", kort(*.0))]
    EersteDagNaBrief(Date),
    /// The letter is about a failing that has happened.
    #[error("de brief is van vóór het verzuim ({}); controleer de datums", kort(*.0))]
    BriefVoorVerzuim(Date),
    /// A letter of tomorrow was not sent.
    #[error("de brief heeft een datum in de toekomst; leg de opschorting vast op of na de dag van de brief")]
    BriefInToekomst,
    /// A period of nothing gives nobody time (PW 54(2)).
    #[error("geef de klant een hersteltermijn van ten minste een dag (PW 54 lid 2)")]
    GeenHersteltermijn,
    /// The cure period ends so late that no day is left on which the right can be withdrawn.
    #[error(
        "de hersteltermijn eindigt op {}, en de opschorting duurt tot en met {}; kies een kortere hersteltermijn, zodat er daarna nog een dag is om te beslissen",
        kort(*.einde), kort(*.laatste_dag)
    )]
    HersteltermijnTeLang {
        /// The last day to repair it.
        einde: Date,
        /// The last day of the suspension.
        laatste_dag: Date,
    },
    /// The right to this benefit is suspended already.
    #[error("deze uitkering is al opgeschort vanaf {}; beslis eerst daarover", kort(*.0))]
    AlOpgeschort(Date),
    /// Twice eight weeks for one failing is more than eight weeks.
    #[error(
        "voor dit verzuim is de uitkering al eerder opgeschort, vanaf {}; opschorten kan voor hetzelfde verzuim één keer (PW 54 lid 1)",
        kort(*.0)
    )]
    ZelfdeVerzuim(Date),
    /// While the period runs, the client can still repair it.
    #[error("de hersteltermijn loopt tot en met {}; stel pas daarna voor om in te trekken", kort(*.0))]
    HersteltermijnLoopt(Date),
    /// PW 54(2): who was not told, had no time.
    #[error(
        "de brief over de opschorting is niet als afgedrukt gemeld, dus niet vast staat dat de klant ervan wist; laat de opschorting herroepen en begin opnieuw, met een brief"
    )]
    NietMeegedeeld,
    /// A proposal says why.
    #[error("schrijf op waarom het recht wordt ingetrokken")]
    WaaromLeeg,
    /// A refusal too.
    #[error("schrijf op waarom het voorstel niet doorgaat, zodat de ander verder kan")]
    RedenLeeg,
    /// Four eyes.
    #[error("intrekken gebeurt met vier ogen; laat iemand anders dan de indiener van het voorstel beslissen")]
    VierOgen,
    /// A decision on a proposal is not older than the proposal.
    #[error("deze dag ligt vóór het voorstel van {}; controleer de datum", kort(*.0))]
    VoorVoorstel(Date),
    /// Eight weeks are over.
    #[error(
        "de opschorting duurde tot en met {} en is voorbij; leg vast dat zij is vervallen, het recht herleeft",
        kort(*.0)
    )]
    AchtWekenVoorbij(Date),
    /// They are not.
    #[error("de opschorting loopt tot en met {}; zij vervalt pas daarna", kort(*.0))]
    NogNietVoorbij(Date),
    /// It says when and how it was repaired.
    #[error("schrijf op waarmee de klant het verzuim herstelde")]
    HerstelLeeg,
    /// It was repaired before it was there, or will be.
    #[error("het herstel is van vóór de eerste dag van de opschorting of uit de toekomst; controleer de datum")]
    HerstelDatum,
    /// The decision that takes it back is not complete.
    #[error(transparent)]
    Herroeping(#[from] HerroepingOnvolledig),
    /// The rule of that day is not known.
    #[error(transparent)]
    Regel(#[from] RegelOnbekend),
}
