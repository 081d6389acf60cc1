//! What was just done to a client, told once on the page one returns to, with a way to take it back.
//!
//! The address carries a code and the record's id, never a text: nobody can make the page say something of their own.

use std::str::FromStr;

use domain::id::{GesprekId, OntheffingId, SignaalId, UitkeringId};
use serde::Deserialize;
use storage::{
    concept, gesprek as gesprekken, ontheffing as ontheffingen, signaal as signalen, uitkering as uitkeringen,
};
use uuid::Uuid;

use crate::{
    gesprek, ontheffing, signaal, uitkering,
    web::{Bezoek, Melding, Resultaat},
};

/// An act that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gedaan {
    /// A conversation was planned; with the version it now has.
    GesprekGepland(GesprekId, i64),
    /// The client was invited; with the version the conversation now has.
    GesprekUitgenodigd(GesprekId, i64),
    /// An outcome was recorded; with the version it now has.
    GesprekAfgerond(GesprekId, i64),
    /// An outcome was taken back; with the version the conversation now has.
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
        }
    }

    /// The record it was done to, and the version it has since.
    fn van(self) -> Option<(Uuid, i64)> {
        match self {
            Self::GesprekGepland(id, versie)
            | Self::GesprekUitgenodigd(id, versie)
            | Self::GesprekAfgerond(id, versie)
            | Self::GesprekHersteld(id, versie) => Some((id.uuid(), versie)),
            Self::OntheffingVerleend(id, versie) => Some((id.uuid(), versie)),
            Self::UitkeringBeeindigd(id, versie) | Self::UitkeringHersteld(id, versie) => Some((id.uuid(), versie)),
            Self::SignaalOntvangen(id, versie)
            | Self::SignaalOpgepakt(id, versie)
            | Self::SignaalAfgerond(id, versie)
            | Self::SignaalHersteld(id, versie) => Some((id.uuid(), versie)),
            Self::ConceptBewaard(object) => Some((object, 0)),
            Self::SegmentGewijzigd | Self::OntheffingIngetrokken | Self::GegevensGewijzigd => None,
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
            | Self::GesprekHersteld(id, _) => gesprekken::find(&mut reader, id).await?.map(|gesprek| gesprek.versie),
            Self::OntheffingVerleend(id, _) => {
                ontheffingen::find(&mut reader, id).await?.map(|ontheffing| ontheffing.versie)
            }
            Self::UitkeringBeeindigd(id, _) | Self::UitkeringHersteld(id, _) => {
                uitkeringen::find(&mut reader, id).await?.map(|uitkering| uitkering.versie)
            }
            Self::SignaalOntvangen(id, _)
            | Self::SignaalOpgepakt(id, _)
            | Self::SignaalAfgerond(id, _)
            | Self::SignaalHersteld(id, _) => signalen::find(&mut reader, id).await?.map(|signaal| signaal.versie),
            Self::ConceptBewaard(object) => {
                for formulier in [gesprek::FORMULIER, gesprek::FORMULIER_ONGEPLAND] {
                    let drafts = concept::of_user(&mut reader, bezoek.gebruiker().id, formulier).await?;
                    if drafts.iter().any(|(kept, _)| *kept == object) {
                        return Ok(true);
                    }
                }
                None
            }
            Self::SegmentGewijzigd | Self::OntheffingIngetrokken | Self::GegevensGewijzigd => return Ok(true),
        };
        Ok(nu == Some(versie))
    }

    fn melding(self, bezoek: &Bezoek) -> Melding {
        let csrf = bezoek.csrf();
        let terug = |tekst: &str, actie: String, versie: i64| {
            Melding::ok(tekst).met_ongedaan(actie, &csrf, &[("versie", &versie.to_string())])
        };
        match self {
            Self::GesprekGepland(..) => Melding::ok("Het gesprek is gepland."),
            Self::GesprekUitgenodigd(..) => Melding::ok("Vastgelegd dat de klant is uitgenodigd."),
            Self::GesprekAfgerond(id, versie) => {
                terug("De uitkomst van het gesprek is vastgelegd.", gesprek::paths::herstellen(id), versie)
            }
            Self::GesprekHersteld(..) => Melding::ok("De uitkomst is teruggedraaid; het gesprek staat weer open."),
            Self::ConceptBewaard(_) => {
                Melding::ok("Het concept is bewaard. U vindt het terug als u dit gesprek weer gaat vastleggen.")
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
