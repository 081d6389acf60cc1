//! Why a step with a decision is refused, in the words a person reads.

use jiff::civil::Date;

use super::{HerroepingOnvolledig, VerlagingGeweigerd};
use crate::{datum::kort, regel::RegelOnbekend};

/// Why a step with a decision is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BesluitGeweigerd {
    /// This step does not follow on that state.
    #[error("dat kan niet met een besluit dat {0} is")]
    PastNiet(&'static str),
    /// A decision says what it rests on.
    #[error("schrijf de motivering op; een besluit zonder motivering is er geen")]
    MotiveringLeeg,
    /// It does not say what the client did not tell.
    #[error("schrijf op wat de klant niet heeft gemeld (PW 17 lid 1)")]
    SchendingLeeg,
    /// Where the municipality may, it says why it does.
    #[error(
        "de gemeente kan hier terugvorderen en hoeft dat niet; schrijf op hoe dat is afgewogen, ook voor de klant (PW 58 lid 2)"
    )]
    AfwegingLeeg,
    /// Nothing is asked back.
    #[error("vul het bedrag in dat wordt teruggevorderd; het is meer dan nul")]
    BedragNul,
    /// Less than nothing is no benefit.
    #[error("het bedrag per maand is minder dan nul; vul in wat de klant in die periode toekomt")]
    BedragNegatief,
    /// What was not paid yet is not asked back.
    #[error("terugvorderen kan over een periode die voorbij is; kies een laatste dag tot en met {}", kort(*.0))]
    TerugvorderingOpen(Date),
    /// The last day lies before the first.
    #[error("de laatste dag ligt vóór de eerste ({}); controleer de datums", kort(*.0))]
    EindeVoorBegin(Date),
    /// There was no right on that day.
    #[error("er was op {} geen recht op deze uitkering; controleer de datum", kort(*.0))]
    GeenRecht(Date),
    /// The same stands there already.
    #[error(
        "er is al een besluit over dezelfde dagen en hetzelfde bedrag, voorbereid op {}; laat dat vervallen of herroep het eerst",
        kort(*.0)
    )]
    StaatEr(Date),
    /// Four eyes.
    #[error("dit besluit gaat met vier ogen; laat iemand anders dan de voorbereider het vaststellen")]
    VierOgen,
    /// A refusal says why.
    #[error("schrijf op waarom, zodat de ander verder kan")]
    RedenLeeg,
    /// A step is not older than the one before.
    #[error("deze dag ligt vóór de vorige stap ({}); controleer de datum", kort(*.0))]
    VoorVorigeStap(Date),
    /// An empty file confirms nothing.
    #[error("het bestand laat van deze opdracht niets zien; wacht op het volgende of vraag het na")]
    NietsGezien,
    /// Only a reduction is reconsidered within three months.
    #[error("alleen een verlaging wordt heroverwogen (PW 18 lid 3)")]
    GeenVerlaging,
    /// The reduction itself is refused.
    #[error(transparent)]
    Verlaging(#[from] VerlagingGeweigerd),
    /// The decision that takes it back is not complete.
    #[error(transparent)]
    Herroeping(#[from] HerroepingOnvolledig),
    /// The rule of that day is not known.
    #[error(transparent)]
    Regel(#[from] RegelOnbekend),
}
