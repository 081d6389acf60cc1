//! What was just done to a client, told once on the page one returns to, with a way to take it back.
//!
//! The address carries a code and the record's id, never a text: nobody can make the page say something of their own.

use std::str::FromStr;

use domain::id::{GesprekId, OntheffingId, UitkeringId};
use serde::Deserialize;

use crate::{
    gesprek, ontheffing, uitkering,
    web::{Bezoek, Melding},
};

/// An act that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gedaan {
    /// A conversation was planned.
    GesprekGepland,
    /// The client was invited.
    GesprekUitgenodigd,
    /// An outcome was recorded; with the version it now has.
    GesprekAfgerond(GesprekId, i64),
    /// An outcome was taken back.
    GesprekHersteld,
    /// A segment was recorded.
    SegmentGewijzigd,
    /// An exemption was granted; with the version it now has.
    OntheffingVerleend(OntheffingId, i64),
    /// An exemption was taken back.
    OntheffingIngetrokken,
    /// A benefit was ended; with the version it now has.
    UitkeringBeeindigd(UitkeringId, i64),
    /// An end was taken back.
    UitkeringHersteld,
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
            Self::GesprekGepland => "gesprek-gepland",
            Self::GesprekUitgenodigd => "gesprek-uitgenodigd",
            Self::GesprekAfgerond(..) => "gesprek-afgerond",
            Self::GesprekHersteld => "gesprek-hersteld",
            Self::SegmentGewijzigd => "segment-gewijzigd",
            Self::OntheffingVerleend(..) => "ontheffing-verleend",
            Self::OntheffingIngetrokken => "ontheffing-ingetrokken",
            Self::UitkeringBeeindigd(..) => "uitkering-beeindigd",
            Self::UitkeringHersteld => "uitkering-hersteld",
            Self::GegevensGewijzigd => "gegevens-gewijzigd",
        }
    }

    /// An address with what was done behind it.
    #[must_use]
    pub fn op(self, pad: &str) -> String {
        let code = self.code();
        match self {
            Self::GesprekAfgerond(id, versie) => format!("{pad}?gedaan={code}&van={id}&versie={versie}"),
            Self::OntheffingVerleend(id, versie) => format!("{pad}?gedaan={code}&van={id}&versie={versie}"),
            Self::UitkeringBeeindigd(id, versie) => format!("{pad}?gedaan={code}&van={id}&versie={versie}"),
            _ => format!("{pad}?gedaan={code}"),
        }
    }

    fn lees(vraag: &GedaanVraag) -> Option<Self> {
        fn id<T: FromStr>(vraag: &GedaanVraag) -> Option<T> {
            vraag.van.parse().ok()
        }
        Some(match vraag.gedaan.as_str() {
            "gesprek-gepland" => Self::GesprekGepland,
            "gesprek-uitgenodigd" => Self::GesprekUitgenodigd,
            "gesprek-afgerond" => Self::GesprekAfgerond(id(vraag)?, vraag.versie),
            "gesprek-hersteld" => Self::GesprekHersteld,
            "segment-gewijzigd" => Self::SegmentGewijzigd,
            "ontheffing-verleend" => Self::OntheffingVerleend(id(vraag)?, vraag.versie),
            "ontheffing-ingetrokken" => Self::OntheffingIngetrokken,
            "uitkering-beeindigd" => Self::UitkeringBeeindigd(id(vraag)?, vraag.versie),
            "uitkering-hersteld" => Self::UitkeringHersteld,
            "gegevens-gewijzigd" => Self::GegevensGewijzigd,
            _ => return None,
        })
    }

    fn melding(self, bezoek: &Bezoek) -> Melding {
        let csrf = bezoek.csrf();
        let terug = |tekst: &str, actie: String, versie: i64| {
            Melding::ok(tekst).met_ongedaan(actie, &csrf, &[("versie", &versie.to_string())])
        };
        match self {
            Self::GesprekGepland => Melding::ok("Het gesprek is gepland."),
            Self::GesprekUitgenodigd => Melding::ok("Vastgelegd dat de klant is uitgenodigd."),
            Self::GesprekAfgerond(id, versie) => {
                terug("De uitkomst van het gesprek is vastgelegd.", gesprek::paths::herstellen(id), versie)
            }
            Self::GesprekHersteld => Melding::ok("De uitkomst is teruggedraaid; het gesprek staat weer open."),
            Self::SegmentGewijzigd => Melding::ok("Het segment is gewijzigd."),
            Self::OntheffingVerleend(id, versie) => {
                terug("De ontheffing is verleend.", ontheffing::paths::intrekken(id), versie)
            }
            Self::OntheffingIngetrokken => Melding::ok("De ontheffing is teruggedraaid."),
            Self::UitkeringBeeindigd(id, versie) => {
                terug("De uitkering is beëindigd.", uitkering::paths::herstellen(id), versie)
            }
            Self::UitkeringHersteld => Melding::ok("De beëindiging is teruggedraaid; de uitkering loopt weer."),
            Self::GegevensGewijzigd => Melding::ok("De gegevens zijn gewijzigd."),
        }
    }
}

impl GedaanVraag {
    /// The message to show above the page.
    #[must_use]
    pub fn melding(&self, bezoek: &Bezoek) -> Option<Melding> {
        Gedaan::lees(self).map(|gedaan| gedaan.melding(bezoek))
    }
}
