//! Why a step at the gate is refused, in the words a person reads.

use jiff::civil::Date;

use crate::{datum::kort, regel::RegelOnbekend};

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PoortGeweigerd {
    /// This step does not follow on that state.
    #[error("dat kan niet met een melding die {0} is")]
    PastNiet(&'static str),
    /// There is nothing to take back.
    #[error("met deze melding is nog niets gedaan; er is niets om te herstellen")]
    NietsTeHerstellen,
    /// A decision is taken back by a decision.
    #[error("over deze aanvraag is besloten; neem een nieuw besluit als dat niet klopt")]
    Besluit,
    /// The day is still to come.
    #[error("deze datum ligt in de toekomst; kies vandaag of eerder")]
    Toekomst,
    /// The day lies before the step before it.
    #[error("deze datum ligt vóór {}; kies die dag of later", kort(*.0))]
    TeVroeg(Date),
    /// There is a benefit.
    #[error("deze klant heeft al een uitkering, sinds {}; een melding is niet nodig", kort(*.0))]
    UitkeringLoopt(Date),
    /// The search period is not over.
    #[error("op die dag loopt de zoektermijn nog; de klant kan aanvragen vanaf {}", kort(*.0))]
    ZoektermijnLoopt(Date),
    /// There is nothing left to shorten.
    #[error("de zoektermijn is al voorbij sinds {}; houd de intake", kort(*.0))]
    ZoektermijnVoorbij(Date),
    /// The school was left too long ago (PW 41(4)).
    #[error("praktijkonderwijs of vso telt als de klant er op of na {} was ingeschreven", kort(*.0))]
    SchoolTeLangGeleden(Date),
    /// PW 41(11) is of 2026.
    #[error("eerder beginnen kon op {} nog niet; dat kan sinds 1 januari 2026", kort(*.0))]
    NogNietEerder(Date),
    /// No reason was given.
    #[error("schrijf de reden op")]
    RedenNodig,
    /// PW 44(1).
    #[error("de uitkering begint niet vóór de melding van {}; schrijf op waarom dat hier wel moet", kort(*.0))]
    IngangVoorMelding(Date),
    /// PW 44(5).
    #[error("de uitkering begint hooguit drie maanden vóór de melding van {}; kies een latere ingangsdatum", kort(*.0))]
    TeVerTerug(Date),
    /// Haarlem, since 1 July 2016.
    #[error("kies een vaste klantmanager; die hoort bij de toekenning")]
    KlantmanagerNodig,
    /// From the same day.
    #[error("de vaste klantmanager begint uiterlijk op {}, de dag van het besluit", kort(*.0))]
    KlantmanagerLater(Date),
    /// PW 44(4).
    #[error("bij een toekenning aan iemand van 18 tot 27 jaar hoort een plan van aanpak; stel het eerst vast")]
    PlanNodig,
    /// The rule of that day is not known.
    #[error(transparent)]
    Onbekend(#[from] RegelOnbekend),
}
