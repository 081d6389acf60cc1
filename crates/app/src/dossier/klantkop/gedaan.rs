//! What was just done to a client, told once on the page one returns to, with a way to take it back.
//!
//! The address carries a code and the record's id, never a text: nobody can make the page say something of their own.

use domain::id::{GesprekId, InkomstenId, KeuringId, OntheffingId, PauzeId, PlanId, SignaalId, StapId, UitkeringId};
use serde::Deserialize;
use storage::{
    concept, gesprek as gesprekken, inkomsten as verdiensten, keuring as keuringen, ontheffing as ontheffingen,
    pauze as pauzes, plan as plannen, signaal as signalen, uitkering as uitkeringen,
};
use uuid::Uuid;

use crate::{
    deelnemer, gesprek, inkomsten, keuring, ontheffing, pauze, plan, signaal, uitkering,
    web::{Bezoek, Melding, Resultaat},
};

/// The query of an address that tells what was done.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct GedaanVraag {
    #[serde(default)]
    gedaan: String,
    #[serde(default)]
    van: String,
    #[serde(default)]
    versie: i64,
}

/// The acts: of which record, the code in an address, what the page says, and where it is taken back from there, if it can be. Of
/// the first part the version goes along that the record has since; of the second nothing, and it is told whenever it is asked.
macro_rules! gedaan {
    (
        met { $($(#[$over:meta])+ $naam:ident($id:ty) = $code:literal, $tekst:literal $(, terug $terug:path)?;)+ }
        zonder { $($(#[$los_over:meta])+ $los:ident = $los_code:literal, $los_tekst:literal;)+ }
    ) => {
        /// An act that was done, with the record and the version it has since.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Gedaan {
            $($(#[$over])+ $naam($id, i64),)+
            $($(#[$los_over])+ $los,)+
        }

        impl Gedaan {
            const fn code(self) -> &'static str {
                match self {
                    $(Self::$naam(..) => $code,)+
                    $(Self::$los => $los_code,)+
                }
            }

            const fn tekst(self) -> &'static str {
                match self {
                    $(Self::$naam(..) => $tekst,)+
                    $(Self::$los => $los_tekst,)+
                }
            }

            /// The record it was done to, and the version it has since.
            fn van(self) -> Option<(Record, i64)> {
                match self {
                    $(Self::$naam(id, versie) => Some((id.into(), versie)),)+
                    $(Self::$los => None,)+
                }
            }

            /// Where it is taken back; nothing when that is not done from here.
            fn terug(self) -> Option<String> {
                match self {
                    $(Self::$naam(_id, _) => gedaan!(@terug _id $(, $terug)?),)+
                    $(Self::$los => None,)+
                }
            }

            fn lees(vraag: &GedaanVraag) -> Option<Self> {
                match vraag.gedaan.as_str() {
                    $($code => Some(Self::$naam(vraag.van.parse().ok()?, vraag.versie)),)+
                    $($los_code => Some(Self::$los),)+
                    _ => None,
                }
            }
        }
    };
    (@terug $id:ident) => { None };
    (@terug $id:ident, $terug:path) => { Some($terug($id)) };
}

gedaan! {
    met {
        /// A conversation was planned.
        GesprekGepland(GesprekId) = "gesprek-gepland", "Het gesprek is gepland.", terug gesprek::paths::herstellen;
        /// A conversation was put on the list of those that need a time.
        GesprekOpLijst(GesprekId) = "gesprek-op-lijst", "Het gesprek staat op de lijst om in te plannen.";
        /// The client was invited.
        GesprekUitgenodigd(GesprekId) = "gesprek-uitgenodigd",
            "Vastgelegd dat de klant is uitgenodigd.", terug gesprek::paths::herstellen;
        /// The client said to come.
        GesprekBevestigd(GesprekId) = "gesprek-bevestigd", "Vastgelegd dat de klant komt.", terug gesprek::paths::herstellen;
        /// A conversation was moved: which one.
        GesprekVerzet(GesprekId) = "gesprek-verzet",
            "Het gesprek is verzet. Nodig de klant uit voor de nieuwe tijd.", terug gesprek::paths::herstellen;
        /// A cure period was given.
        HersteltermijnGegeven(GesprekId) = "hersteltermijn-gegeven",
            "De hersteltermijn is gegeven en de brief is gemaakt. Druk hem af.", terug gesprek::paths::herstellen;
        /// Not showing was repaired.
        VerzuimHersteld(GesprekId) = "verzuim-hersteld",
            "Vastgelegd dat de klant alsnog kwam of een goede reden had.", terug gesprek::paths::herstellen;
        /// The case was handed over to lawfulness.
        NaarRechtmatigheid(GesprekId) = "naar-rechtmatigheid",
            "De zaak is overgedragen aan rechtmatigheid.", terug gesprek::paths::herstellen;
        /// An outcome was recorded.
        GesprekAfgerond(GesprekId) = "gesprek-afgerond",
            "De uitkomst van het gesprek is vastgelegd.", terug gesprek::paths::herstellen;
        /// The municipality called off a conversation that the client knows of.
        AfgezegdNogTeVertellen(GesprekId) = "gesprek-afgezegd",
            "Het gesprek is afgezegd. De klant weet dat nog niet: maak hieronder de afzegging, of bel.",
            terug gesprek::paths::herstellen;
        /// The last step was taken back.
        GesprekHersteld(GesprekId) = "gesprek-hersteld", "De laatste stap is teruggedraaid.";
        /// A report was taken back: what came of it in the same movement was not.
        VerslagTeruggenomen(GesprekId) = "verslag-teruggenomen", "Het verslag is teruggenomen en staat klaar als concept. Wat u er toen bij vastlegde, zoals een segment of een volgend gesprek, blijft staan.";
        /// A draft of a report was kept; of which record.
        ConceptBewaard(Uuid) = "concept-bewaard",
            "Het concept is bewaard. U vindt het terug als u het formulier weer opent.";
        /// An exemption was granted.
        OntheffingVerleend(OntheffingId) = "ontheffing-verleend",
            "De ontheffing is verleend.", terug ontheffing::paths::intrekken;
        /// An exemption was looked at again.
        OntheffingHeroverwogen(OntheffingId) = "ontheffing-heroverwogen", "De heroverweging is vastgelegd.";
        /// An examination was asked for.
        KeuringAangevraagd(KeuringId) = "keuring-aangevraagd", "De keuring is aangevraagd.";
        /// The answer of an examination was recorded.
        KeuringAfgerond(KeuringId) = "keuring-afgerond", "De uitslag is vastgelegd.", terug keuring::paths::stap;
        /// An examination was called off.
        KeuringGeannuleerd(KeuringId) = "keuring-geannuleerd",
            "Vastgelegd dat de keuring niet doorgaat.", terug keuring::paths::stap;
        /// The last step with an examination was taken back.
        KeuringHersteld(KeuringId) = "keuring-hersteld", "De laatste stap is teruggedraaid; de keuring wacht op een uitslag.";
        /// A benefit was ended by a decision that the client was told.
        UitkeringBeeindigdVerteld(UitkeringId) = "uitkering-beeindigd-verteld", "De uitkering is beëindigd.";
        /// The letter about an end has left.
        EindeVerteld(UitkeringId) = "einde-verteld", "Vastgelegd dat de brief met het besluit weg is.";
        /// An end was undone by another decision.
        EindeTeruggedraaid(UitkeringId) = "einde-teruggedraaid",
            "De beëindiging is met een nieuw besluit teruggedraaid; de uitkering loopt weer.";
        /// A benefit was ended.
        UitkeringBeeindigd(UitkeringId) = "uitkering-beeindigd",
            "De uitkering is beëindigd.", terug uitkering::paths::herstellen;
        /// An end was taken back.
        UitkeringHersteld(UitkeringId) = "uitkering-hersteld", "De beëindiging is teruggedraaid; de uitkering loopt weer.";
        /// A pause began.
        PauzeBegonnen(PauzeId) = "pauze-begonnen", "De uitkeringspauze is vastgelegd.";
        /// The client came back from a pause.
        PauzeTeruggekeerd(PauzeId) = "pauze-teruggekeerd",
            "De terugkeer is vastgelegd; de uitkering loopt door.", terug pauze::paths::stap;
        /// A pause ran out, and the benefit ended.
        PauzeUitgelopen(PauzeId) = "pauze-uitgelopen", "De pauze is uitgelopen en de uitkering is beëindigd door werk.";
        /// A pause was taken back.
        PauzeIngetrokken(PauzeId) = "pauze-ingetrokken", "De pauze is ingetrokken; de uitkering liep door.";
        /// A return was taken back.
        PauzeHersteld(PauzeId) = "pauze-hersteld", "De terugkeer is teruggedraaid; de pauze loopt weer.";
        /// Income was recorded.
        InkomstenVastgelegd(InkomstenId) = "inkomsten-vastgelegd",
            "De inkomsten zijn vastgelegd.", terug inkomsten::paths::een;
        /// Income got a last day.
        InkomstenBeeindigd(InkomstenId) = "inkomsten-beeindigd", "De inkomsten zijn beëindigd.";
        /// Income was taken back.
        InkomstenIngetrokken(InkomstenId) = "inkomsten-ingetrokken", "De inkomsten zijn ingetrokken.";
        /// A signal was added.
        SignaalOntvangen(SignaalId) = "signaal-ontvangen",
            "Het signaal is toegevoegd. Het staat in de lijst van de klantmanager tot het is afgehandeld.";
        /// Somebody went to work on a signal.
        SignaalOpgepakt(SignaalId) = "signaal-opgepakt", "U heeft dit signaal opgepakt.", terug signaal::paths::herstellen;
        /// A signal was handled, or will not be followed.
        SignaalAfgerond(SignaalId) = "signaal-afgerond", "Het signaal is afgerond.", terug signaal::paths::herstellen;
        /// The last step with a signal was taken back.
        SignaalHersteld(SignaalId) = "signaal-hersteld", "De laatste stap is teruggedraaid; het signaal staat weer open.";
        /// An agreement of a conversation is done, lapsed, or open again.
        AfspraakBijgewerkt(GesprekId) = "afspraak-bijgewerkt", "De afspraak is bijgewerkt.";
        /// A concept of a plan was saved.
        PlanBewaard(PlanId) = "plan-bewaard", "Het concept van het plan is opgeslagen. Het geldt nog niet.";
        /// A plan was established.
        PlanVastgesteld(PlanId) = "plan-vastgesteld", "Het plan is vastgesteld.", terug plan::paths::herstellen;
        /// The client signed.
        PlanOndertekend(PlanId) = "plan-ondertekend", "De ondertekening is vastgelegd.", terug plan::paths::herstellen;
        /// A plan was ended.
        PlanBeeindigd(PlanId) = "plan-beeindigd", "Het plan is beëindigd.", terug plan::paths::herstellen;
        /// A step with a plan was taken back.
        PlanHersteld(PlanId) = "plan-hersteld", "De laatste stap met het plan is teruggedraaid.";
        /// A step of a plan is done or lapsed.
        PlanStapAfgerond(StapId) = "plan-stap-afgerond", "De stap is bijgewerkt.", terug plan::paths::stap;
        /// A step of a plan is open again.
        PlanStapGeopend(StapId) = "plan-stap-geopend", "De stap staat weer open.";
    }
    zonder {
        /// A segment was recorded.
        SegmentGewijzigd = "segment-gewijzigd", "Het segment is gewijzigd.";
        /// An exemption was taken back.
        OntheffingIngetrokken = "ontheffing-ingetrokken", "De ontheffing is teruggedraaid.";
        /// Contact data were changed.
        GegevensGewijzigd = "gegevens-gewijzigd", "De gegevens zijn gewijzigd.";
        /// Something else than the contact norm was agreed.
        MaatwerkAfgesproken = "maatwerk-afgesproken", "De afspraak op maat is vastgelegd.";
        /// Such an agreement was ended.
        MaatwerkBeeindigd = "maatwerk-beeindigd", "De afspraak op maat is beëindigd; daarna geldt de norm weer.";
        /// Such an agreement was withdrawn before it began.
        MaatwerkIngetrokken = "maatwerk-ingetrokken", "De afspraak op maat is ingetrokken; zij heeft niet gegolden.";
        /// The picture of the client was recorded.
        KlantbeeldVastgelegd = "klantbeeld-vastgelegd", "Het klantbeeld is vastgelegd.";
        /// A participant kept his note.
        NotitieBewaard = "notitie-bewaard", "Uw notitie is bewaard. De klantmanager ziet de conclusie.";
        /// The lawfulness track was asked for beside a conversation.
        RechtmatigheidGevraagd = "rechtmatigheid-gevraagd", "Rechtmatigheid is erbij gevraagd.";
        /// A report of the lawfulness track was kept.
        RechtmatigheidBewaard = "rechtmatigheid-bewaard", "Het verslag is bewaard.";
        /// The same, and it is done.
        RechtmatigheidAfgerond = "rechtmatigheid-afgerond", "Het verslag is bewaard en afgerond.";
    }
}

/// A record to which something was done.
#[derive(Clone, Copy)]
enum Record {
    Gesprek(GesprekId),
    Ontheffing(OntheffingId),
    Uitkering(UitkeringId),
    Plan(PlanId),
    Stap(StapId),
    Signaal(SignaalId),
    Pauze(PauzeId),
    Inkomsten(InkomstenId),
    Keuring(KeuringId),
    /// The record a draft is about.
    Concept(Uuid),
}

macro_rules! record {
    ($($soort:ident($id:ty)),+) => {
        $(impl From<$id> for Record {
            fn from(id: $id) -> Self {
                Self::$soort(id)
            }
        })+
    };
}
record!(Gesprek(GesprekId), Ontheffing(OntheffingId), Uitkering(UitkeringId), Pauze(PauzeId), Inkomsten(InkomstenId));
record!(Plan(PlanId), Stap(StapId), Signaal(SignaalId), Keuring(KeuringId), Concept(Uuid));

impl Record {
    const fn uuid(self) -> Uuid {
        match self {
            Self::Gesprek(id) => id.uuid(),
            Self::Ontheffing(id) => id.uuid(),
            Self::Uitkering(id) => id.uuid(),
            Self::Plan(id) => id.uuid(),
            Self::Stap(id) => id.uuid(),
            Self::Signaal(id) => id.uuid(),
            Self::Pauze(id) => id.uuid(),
            Self::Inkomsten(id) => id.uuid(),
            Self::Keuring(id) => id.uuid(),
            Self::Concept(id) => id,
        }
    }

    /// The version it has now; nothing when it is not there any more.
    async fn versie(self, bezoek: &Bezoek) -> Resultaat<Option<i64>> {
        let mut reader = bezoek.reader().await?;
        Ok(match self {
            Self::Gesprek(id) => gesprekken::find(&mut reader, id).await?.map(|gesprek| gesprek.versie),
            Self::Ontheffing(id) => ontheffingen::find(&mut reader, id).await?.map(|ontheffing| ontheffing.versie),
            Self::Uitkering(id) => uitkeringen::find(&mut reader, id).await?.map(|uitkering| uitkering.versie),
            Self::Plan(id) => plannen::find(&mut reader, id).await?.map(|plan| plan.versie),
            Self::Stap(id) => plannen::find_by_stap(&mut reader, id).await?.map(|plan| plan.versie),
            Self::Signaal(id) => signalen::find(&mut reader, id).await?.map(|signaal| signaal.versie),
            Self::Pauze(id) => pauzes::find(&mut reader, id).await?.map(|is| is.pauze.versie),
            Self::Inkomsten(id) => verdiensten::find(&mut reader, id).await?.map(|is| is.versie),
            Self::Keuring(id) => keuringen::find(&mut reader, id).await?.map(|is| is.versie),
            Self::Concept(object) => {
                for formulier in
                    [gesprek::FORMULIER, gesprek::FORMULIER_ONGEPLAND, plan::FORMULIER, deelnemer::FORMULIER]
                {
                    let drafts = concept::of_user(&mut reader, bezoek.gebruiker().id, formulier).await?;
                    if drafts.iter().any(|(kept, _)| *kept == object) {
                        return Ok(Some(0));
                    }
                }
                None
            }
        })
    }
}

impl Gedaan {
    /// A draft was kept of what is written about a record. It has no version.
    #[must_use]
    pub const fn concept(object: Uuid) -> Self {
        Self::ConceptBewaard(object, 0)
    }

    /// An address with what was done behind it.
    #[must_use]
    pub fn op(self, pad: &str) -> String {
        let code = self.code();
        match self.van() {
            Some((record, versie)) => format!("{pad}?gedaan={code}&van={}&versie={versie}", record.uuid()),
            None => format!("{pad}?gedaan={code}"),
        }
    }

    /// Whether it is still so. Somebody may open the address again long after, when others have gone on.
    async fn geldt_nog(self, bezoek: &Bezoek) -> Resultaat<bool> {
        match self.van() {
            Some((record, versie)) => Ok(record.versie(bezoek).await? == Some(versie)),
            None => Ok(true),
        }
    }

    fn melding(self, bezoek: &Bezoek) -> Melding {
        let melding = Melding::ok(self.tekst());
        let (Some(terug), Some((record, versie))) = (self.terug(), self.van()) else { return melding };
        let versie = versie.to_string();
        let mut velden = vec![("versie", versie.as_str())];
        // A step is brought to a state; what takes its end back is opening it.
        match record {
            Record::Stap(_) => velden.push(("stand", "open")),
            Record::Pauze(_) | Record::Keuring(_) => velden.push(("stap", "herstellen")),
            Record::Inkomsten(_) => velden.push(("stap", "intrekken")),
            _ => {}
        }
        melding.met_ongedaan(terug, &bezoek.csrf(), &velden)
    }
}

impl GedaanVraag {
    /// The message to show above the page, as long as it is true.
    pub async fn melding(&self, bezoek: &Bezoek) -> Resultaat<Option<Melding>> {
        match Gedaan::lees(self) {
            Some(gedaan) if gedaan.geldt_nog(bezoek).await? => Ok(Some(gedaan.melding(bezoek))),
            _ => Ok(None),
        }
    }
}
