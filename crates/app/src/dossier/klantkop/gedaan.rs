//! What was just done to a client, told once on the page one returns to, with a way to take it back.
//!
//! The address carries a code and the record's id, never a text: nobody can make the page say something of their own.

use std::str::FromStr;

use domain::id::{GesprekId, OntheffingId, PlanId, SignaalId, StapId, UitkeringId};
use serde::Deserialize;
use storage::{
    concept, gesprek as gesprekken, ontheffing as ontheffingen, plan as plannen, signaal as signalen,
    uitkering as uitkeringen,
};
use uuid::Uuid;

use crate::{
    deelnemer, gesprek, ontheffing, plan, signaal, uitkering,
    web::{Bezoek, Melding, Resultaat},
};

/// An act that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gedaan {
    /// A conversation was planned; with the version it now has.
    GesprekGepland(GesprekId, i64),
    /// A conversation was put on the list of those that need a time; with the version it now has.
    GesprekOpLijst(GesprekId, i64),
    /// The client was invited; with the version the conversation now has.
    GesprekUitgenodigd(GesprekId, i64),
    /// The client said to come; with the version the conversation now has.
    GesprekBevestigd(GesprekId, i64),
    /// A conversation was moved: which one, and the version that one now has.
    GesprekVerzet(GesprekId, i64),
    /// A cure period was given; with the version the conversation now has.
    HersteltermijnGegeven(GesprekId, i64),
    /// Not showing was repaired; with the version the conversation now has.
    VerzuimHersteld(GesprekId, i64),
    /// The case was handed over to lawfulness; with the version the conversation now has.
    NaarRechtmatigheid(GesprekId, i64),
    /// An outcome was recorded; with the version it now has.
    GesprekAfgerond(GesprekId, i64),
    /// The last step was taken back; with the version the conversation now has.
    GesprekHersteld(GesprekId, i64),
    /// A draft of a report was kept; of which record.
    ConceptBewaard(Uuid),
    /// A segment was recorded.
    SegmentGewijzigd,
    /// An exemption was granted; with the version it now has.
    OntheffingVerleend(OntheffingId, i64),
    /// An exemption was taken back.
    OntheffingIngetrokken,
    /// A benefit was ended; with the version it now has.
    UitkeringBeeindigd(UitkeringId, i64),
    /// An end was taken back; with the version the benefit now has.
    UitkeringHersteld(UitkeringId, i64),
    /// A signal was added; with the version it now has.
    SignaalOntvangen(SignaalId, i64),
    /// Somebody went to work on a signal; with the version it now has.
    SignaalOpgepakt(SignaalId, i64),
    /// A signal was handled, or will not be followed; with the version it now has.
    SignaalAfgerond(SignaalId, i64),
    /// The last step with a signal was taken back; with the version it now has.
    SignaalHersteld(SignaalId, i64),
    /// Contact data were changed.
    GegevensGewijzigd,
    /// Something else than the contact norm was agreed.
    MaatwerkAfgesproken,
    /// Such an agreement was ended.
    MaatwerkBeeindigd,
    /// Such an agreement was withdrawn before it began.
    MaatwerkIngetrokken,
    /// The picture of the client was recorded.
    KlantbeeldVastgelegd,
    /// A participant kept his note.
    NotitieBewaard,
    /// The lawfulness track was asked for beside a conversation.
    RechtmatigheidGevraagd,
    /// A report of the lawfulness track was kept.
    RechtmatigheidBewaard,
    /// The same, and it is done.
    RechtmatigheidAfgerond,
    /// An agreement of a conversation is done, lapsed, or open again; with the version the conversation now has.
    AfspraakBijgewerkt(GesprekId, i64),
    /// A concept of a plan was saved; with the version it now has.
    PlanBewaard(PlanId, i64),
    /// A plan was established; with the version it now has.
    PlanVastgesteld(PlanId, i64),
    /// The client signed; with the version the plan now has.
    PlanOndertekend(PlanId, i64),
    /// A plan was ended; with the version it now has.
    PlanBeeindigd(PlanId, i64),
    /// A step with a plan was taken back; with the version it now has.
    PlanHersteld(PlanId, i64),
    /// A step of a plan is done or lapsed; with the version the plan now has.
    PlanStapAfgerond(StapId, i64),
    /// A step of a plan is open again; with the version the plan now has.
    PlanStapGeopend(StapId, i64),
}

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

impl Gedaan {
    const fn code(self) -> &'static str {
        match self {
            Self::GesprekGepland(..) => "gesprek-gepland",
            Self::GesprekUitgenodigd(..) => "gesprek-uitgenodigd",
            Self::GesprekAfgerond(..) => "gesprek-afgerond",
            Self::GesprekOpLijst(..) => "gesprek-op-lijst",
            Self::GesprekBevestigd(..) => "gesprek-bevestigd",
            Self::GesprekVerzet(..) => "gesprek-verzet",
            Self::HersteltermijnGegeven(..) => "hersteltermijn-gegeven",
            Self::VerzuimHersteld(..) => "verzuim-hersteld",
            Self::NaarRechtmatigheid(..) => "naar-rechtmatigheid",
            Self::GesprekHersteld(..) => "gesprek-hersteld",
            Self::ConceptBewaard(_) => "concept-bewaard",
            Self::SegmentGewijzigd => "segment-gewijzigd",
            Self::OntheffingVerleend(..) => "ontheffing-verleend",
            Self::OntheffingIngetrokken => "ontheffing-ingetrokken",
            Self::UitkeringBeeindigd(..) => "uitkering-beeindigd",
            Self::UitkeringHersteld(..) => "uitkering-hersteld",
            Self::SignaalOntvangen(..) => "signaal-ontvangen",
            Self::SignaalOpgepakt(..) => "signaal-opgepakt",
            Self::SignaalAfgerond(..) => "signaal-afgerond",
            Self::SignaalHersteld(..) => "signaal-hersteld",
            Self::GegevensGewijzigd => "gegevens-gewijzigd",
            Self::MaatwerkAfgesproken => "maatwerk-afgesproken",
            Self::MaatwerkBeeindigd => "maatwerk-beeindigd",
            Self::MaatwerkIngetrokken => "maatwerk-ingetrokken",
            Self::KlantbeeldVastgelegd => "klantbeeld-vastgelegd",
            Self::NotitieBewaard => "notitie-bewaard",
            Self::RechtmatigheidGevraagd => "rechtmatigheid-gevraagd",
            Self::RechtmatigheidBewaard => "rechtmatigheid-bewaard",
            Self::RechtmatigheidAfgerond => "rechtmatigheid-afgerond",
            Self::AfspraakBijgewerkt(..) => "afspraak-bijgewerkt",
            Self::PlanBewaard(..) => "plan-bewaard",
            Self::PlanVastgesteld(..) => "plan-vastgesteld",
            Self::PlanOndertekend(..) => "plan-ondertekend",
            Self::PlanBeeindigd(..) => "plan-beeindigd",
            Self::PlanHersteld(..) => "plan-hersteld",
            Self::PlanStapAfgerond(..) => "plan-stap-afgerond",
            Self::PlanStapGeopend(..) => "plan-stap-geopend",
        }
    }

    /// The record it was done to, and the version it has since.
    fn van(self) -> Option<(Uuid, i64)> {
        match self {
            Self::GesprekGepland(id, versie)
            | Self::GesprekUitgenodigd(id, versie)
            | Self::GesprekAfgerond(id, versie)
            | Self::GesprekOpLijst(id, versie)
            | Self::GesprekBevestigd(id, versie)
            | Self::GesprekVerzet(id, versie)
            | Self::HersteltermijnGegeven(id, versie)
            | Self::VerzuimHersteld(id, versie)
            | Self::NaarRechtmatigheid(id, versie)
            | Self::AfspraakBijgewerkt(id, versie)
            | Self::GesprekHersteld(id, versie) => Some((id.uuid(), versie)),
            Self::OntheffingVerleend(id, versie) => Some((id.uuid(), versie)),
            Self::UitkeringBeeindigd(id, versie) | Self::UitkeringHersteld(id, versie) => Some((id.uuid(), versie)),
            Self::PlanBewaard(id, versie)
            | Self::PlanVastgesteld(id, versie)
            | Self::PlanOndertekend(id, versie)
            | Self::PlanBeeindigd(id, versie)
            | Self::PlanHersteld(id, versie) => Some((id.uuid(), versie)),
            Self::PlanStapAfgerond(id, versie) | Self::PlanStapGeopend(id, versie) => Some((id.uuid(), versie)),
            Self::SignaalOntvangen(id, versie)
            | Self::SignaalOpgepakt(id, versie)
            | Self::SignaalAfgerond(id, versie)
            | Self::SignaalHersteld(id, versie) => Some((id.uuid(), versie)),
            Self::ConceptBewaard(object) => Some((object, 0)),
            Self::SegmentGewijzigd
            | Self::OntheffingIngetrokken
            | Self::GegevensGewijzigd
            | Self::MaatwerkAfgesproken
            | Self::MaatwerkBeeindigd
            | Self::MaatwerkIngetrokken
            | Self::NotitieBewaard
            | Self::RechtmatigheidGevraagd
            | Self::RechtmatigheidBewaard
            | Self::RechtmatigheidAfgerond
            | Self::KlantbeeldVastgelegd => None,
        }
    }

    /// An address with what was done behind it.
    #[must_use]
    pub fn op(self, pad: &str) -> String {
        let code = self.code();
        match self.van() {
            Some((id, versie)) => format!("{pad}?gedaan={code}&van={id}&versie={versie}"),
            None => format!("{pad}?gedaan={code}"),
        }
    }

    fn lees(vraag: &GedaanVraag) -> Option<Self> {
        fn id<T: FromStr>(vraag: &GedaanVraag) -> Option<T> {
            vraag.van.parse().ok()
        }
        Some(match vraag.gedaan.as_str() {
            "gesprek-gepland" => Self::GesprekGepland(id(vraag)?, vraag.versie),
            "gesprek-uitgenodigd" => Self::GesprekUitgenodigd(id(vraag)?, vraag.versie),
            "gesprek-afgerond" => Self::GesprekAfgerond(id(vraag)?, vraag.versie),
            "gesprek-op-lijst" => Self::GesprekOpLijst(id(vraag)?, vraag.versie),
            "gesprek-bevestigd" => Self::GesprekBevestigd(id(vraag)?, vraag.versie),
            "gesprek-verzet" => Self::GesprekVerzet(id(vraag)?, vraag.versie),
            "hersteltermijn-gegeven" => Self::HersteltermijnGegeven(id(vraag)?, vraag.versie),
            "verzuim-hersteld" => Self::VerzuimHersteld(id(vraag)?, vraag.versie),
            "naar-rechtmatigheid" => Self::NaarRechtmatigheid(id(vraag)?, vraag.versie),
            "gesprek-hersteld" => Self::GesprekHersteld(id(vraag)?, vraag.versie),
            "concept-bewaard" => Self::ConceptBewaard(id(vraag)?),
            "segment-gewijzigd" => Self::SegmentGewijzigd,
            "ontheffing-verleend" => Self::OntheffingVerleend(id(vraag)?, vraag.versie),
            "ontheffing-ingetrokken" => Self::OntheffingIngetrokken,
            "uitkering-beeindigd" => Self::UitkeringBeeindigd(id(vraag)?, vraag.versie),
            "uitkering-hersteld" => Self::UitkeringHersteld(id(vraag)?, vraag.versie),
            "signaal-ontvangen" => Self::SignaalOntvangen(id(vraag)?, vraag.versie),
            "signaal-opgepakt" => Self::SignaalOpgepakt(id(vraag)?, vraag.versie),
            "signaal-afgerond" => Self::SignaalAfgerond(id(vraag)?, vraag.versie),
            "signaal-hersteld" => Self::SignaalHersteld(id(vraag)?, vraag.versie),
            "gegevens-gewijzigd" => Self::GegevensGewijzigd,
            "maatwerk-afgesproken" => Self::MaatwerkAfgesproken,
            "maatwerk-beeindigd" => Self::MaatwerkBeeindigd,
            "maatwerk-ingetrokken" => Self::MaatwerkIngetrokken,
            "klantbeeld-vastgelegd" => Self::KlantbeeldVastgelegd,
            "notitie-bewaard" => Self::NotitieBewaard,
            "rechtmatigheid-gevraagd" => Self::RechtmatigheidGevraagd,
            "rechtmatigheid-bewaard" => Self::RechtmatigheidBewaard,
            "rechtmatigheid-afgerond" => Self::RechtmatigheidAfgerond,
            "afspraak-bijgewerkt" => Self::AfspraakBijgewerkt(id(vraag)?, vraag.versie),
            "plan-bewaard" => Self::PlanBewaard(id(vraag)?, vraag.versie),
            "plan-vastgesteld" => Self::PlanVastgesteld(id(vraag)?, vraag.versie),
            "plan-ondertekend" => Self::PlanOndertekend(id(vraag)?, vraag.versie),
            "plan-beeindigd" => Self::PlanBeeindigd(id(vraag)?, vraag.versie),
            "plan-hersteld" => Self::PlanHersteld(id(vraag)?, vraag.versie),
            "plan-stap-afgerond" => Self::PlanStapAfgerond(id(vraag)?, vraag.versie),
            "plan-stap-geopend" => Self::PlanStapGeopend(id(vraag)?, vraag.versie),
            _ => return None,
        })
    }

    /// Whether it is still so. Somebody may open the address again long after, when others have gone on.
    async fn geldt_nog(self, bezoek: &Bezoek) -> Resultaat<bool> {
        let Some((_, versie)) = self.van() else { return Ok(true) };
        let mut reader = bezoek.reader().await?;
        let nu = match self {
            Self::GesprekGepland(id, _)
            | Self::GesprekUitgenodigd(id, _)
            | Self::GesprekAfgerond(id, _)
            | Self::GesprekOpLijst(id, _)
            | Self::GesprekBevestigd(id, _)
            | Self::GesprekVerzet(id, _)
            | Self::HersteltermijnGegeven(id, _)
            | Self::VerzuimHersteld(id, _)
            | Self::NaarRechtmatigheid(id, _)
            | Self::AfspraakBijgewerkt(id, _)
            | Self::GesprekHersteld(id, _) => gesprekken::find(&mut reader, id).await?.map(|gesprek| gesprek.versie),
            Self::OntheffingVerleend(id, _) => {
                ontheffingen::find(&mut reader, id).await?.map(|ontheffing| ontheffing.versie)
            }
            Self::UitkeringBeeindigd(id, _) | Self::UitkeringHersteld(id, _) => {
                uitkeringen::find(&mut reader, id).await?.map(|uitkering| uitkering.versie)
            }
            Self::PlanBewaard(id, _)
            | Self::PlanVastgesteld(id, _)
            | Self::PlanOndertekend(id, _)
            | Self::PlanBeeindigd(id, _)
            | Self::PlanHersteld(id, _) => plannen::find(&mut reader, id).await?.map(|plan| plan.versie),
            Self::PlanStapAfgerond(id, _) | Self::PlanStapGeopend(id, _) => {
                plannen::find_by_stap(&mut reader, id).await?.map(|plan| plan.versie)
            }
            Self::SignaalOntvangen(id, _)
            | Self::SignaalOpgepakt(id, _)
            | Self::SignaalAfgerond(id, _)
            | Self::SignaalHersteld(id, _) => signalen::find(&mut reader, id).await?.map(|signaal| signaal.versie),
            Self::ConceptBewaard(object) => {
                for formulier in
                    [gesprek::FORMULIER, gesprek::FORMULIER_ONGEPLAND, plan::FORMULIER, deelnemer::FORMULIER]
                {
                    let drafts = concept::of_user(&mut reader, bezoek.gebruiker().id, formulier).await?;
                    if drafts.iter().any(|(kept, _)| *kept == object) {
                        return Ok(true);
                    }
                }
                None
            }
            Self::SegmentGewijzigd
            | Self::OntheffingIngetrokken
            | Self::GegevensGewijzigd
            | Self::MaatwerkAfgesproken
            | Self::MaatwerkBeeindigd
            | Self::MaatwerkIngetrokken
            | Self::NotitieBewaard
            | Self::RechtmatigheidGevraagd
            | Self::RechtmatigheidBewaard
            | Self::RechtmatigheidAfgerond
            | Self::KlantbeeldVastgelegd => return Ok(true),
        };
        Ok(nu == Some(versie))
    }

    fn melding(self, bezoek: &Bezoek) -> Melding {
        let csrf = bezoek.csrf();
        let terug = |tekst: &str, actie: String, versie: i64| {
            Melding::ok(tekst).met_ongedaan(actie, &csrf, &[("versie", &versie.to_string())])
        };
        let stap = |tekst: &str, id: GesprekId, versie: i64| terug(tekst, gesprek::paths::herstellen(id), versie);
        match self {
            Self::GesprekGepland(id, versie) => stap("Het gesprek is gepland.", id, versie),
            Self::GesprekOpLijst(..) => Melding::ok("Het gesprek staat op de lijst om in te plannen."),
            Self::GesprekUitgenodigd(id, versie) => stap("Vastgelegd dat de klant is uitgenodigd.", id, versie),
            Self::GesprekBevestigd(id, versie) => stap("Vastgelegd dat de klant komt.", id, versie),
            Self::GesprekVerzet(id, versie) => {
                stap("Het gesprek is verzet. Nodig de klant uit voor de nieuwe tijd.", id, versie)
            }
            Self::HersteltermijnGegeven(id, versie) => {
                stap("De hersteltermijn is gegeven en de brief is gemaakt. Druk hem af.", id, versie)
            }
            Self::VerzuimHersteld(id, versie) => {
                stap("Vastgelegd dat de klant alsnog kwam of een goede reden had.", id, versie)
            }
            Self::NaarRechtmatigheid(id, versie) => stap("De zaak is overgedragen aan rechtmatigheid.", id, versie),
            Self::GesprekAfgerond(id, versie) => stap("De uitkomst van het gesprek is vastgelegd.", id, versie),
            Self::GesprekHersteld(..) => Melding::ok("De laatste stap is teruggedraaid."),
            Self::ConceptBewaard(_) => {
                Melding::ok("Het concept is bewaard. U vindt het terug als u het formulier weer opent.")
            }
            Self::SegmentGewijzigd => Melding::ok("Het segment is gewijzigd."),
            Self::OntheffingVerleend(id, versie) => {
                terug("De ontheffing is verleend.", ontheffing::paths::intrekken(id), versie)
            }
            Self::OntheffingIngetrokken => Melding::ok("De ontheffing is teruggedraaid."),
            Self::UitkeringBeeindigd(id, versie) => {
                terug("De uitkering is beëindigd.", uitkering::paths::herstellen(id), versie)
            }
            Self::UitkeringHersteld(..) => Melding::ok("De beëindiging is teruggedraaid; de uitkering loopt weer."),
            Self::SignaalOntvangen(..) => Melding::ok(
                "Het signaal is toegevoegd. Het staat in de lijst van de klantmanager tot het is afgehandeld.",
            ),
            Self::SignaalOpgepakt(id, versie) => {
                terug("U heeft dit signaal opgepakt.", signaal::paths::herstellen(id), versie)
            }
            Self::SignaalAfgerond(id, versie) => {
                terug("Het signaal is afgerond.", signaal::paths::herstellen(id), versie)
            }
            Self::SignaalHersteld(..) => Melding::ok("De laatste stap is teruggedraaid; het signaal staat weer open."),
            Self::GegevensGewijzigd => Melding::ok("De gegevens zijn gewijzigd."),
            Self::MaatwerkAfgesproken => Melding::ok("De afspraak op maat is vastgelegd."),
            Self::KlantbeeldVastgelegd => Melding::ok("Het klantbeeld is vastgelegd."),
            Self::NotitieBewaard => Melding::ok("Uw notitie is bewaard. De klantmanager ziet de conclusie."),
            Self::RechtmatigheidGevraagd => Melding::ok("Rechtmatigheid is erbij gevraagd."),
            Self::RechtmatigheidBewaard => Melding::ok("Het verslag is bewaard."),
            Self::RechtmatigheidAfgerond => Melding::ok("Het verslag is bewaard en afgerond."),
            Self::AfspraakBijgewerkt(..) => Melding::ok("De afspraak is bijgewerkt."),
            Self::MaatwerkIngetrokken => Melding::ok("De afspraak op maat is ingetrokken; zij heeft niet gegolden."),
            Self::MaatwerkBeeindigd => Melding::ok("De afspraak op maat is beëindigd; daarna geldt de norm weer."),
            Self::PlanBewaard(..) => Melding::ok("Het concept van het plan is opgeslagen. Het geldt nog niet."),
            Self::PlanVastgesteld(id, versie) => terug("Het plan is vastgesteld.", plan::paths::herstellen(id), versie),
            Self::PlanOndertekend(id, versie) => {
                terug("De ondertekening is vastgelegd.", plan::paths::herstellen(id), versie)
            }
            Self::PlanBeeindigd(id, versie) => terug("Het plan is beëindigd.", plan::paths::herstellen(id), versie),
            Self::PlanHersteld(..) => Melding::ok("De laatste stap met het plan is teruggedraaid."),
            Self::PlanStapAfgerond(id, versie) => {
                let velden = [("versie", versie.to_string()), ("stand", "open".to_owned())];
                let velden: Vec<(&str, &str)> = velden.iter().map(|(naam, waarde)| (*naam, waarde.as_str())).collect();
                Melding::ok("De stap is bijgewerkt.").met_ongedaan(plan::paths::stap(id), &csrf, &velden)
            }
            Self::PlanStapGeopend(..) => Melding::ok("De stap staat weer open."),
        }
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
