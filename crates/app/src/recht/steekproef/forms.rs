//! The form of a sample.

use domain::{
    id::SteekproefId,
    logboek::hex,
    steekproef::{Aandeel, SteekproefGeweigerd, Zaad},
};
use jiff::civil::Date;

use crate::web::{Bezoek, Formulier, Veld, veld::fouten, woorden::zin};

/// With what a sample is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opzet {
    pub(super) id: SteekproefId,
    pub(super) peildatum: Date,
    pub(super) aandeel: Aandeel,
    pub(super) zaad: Zaad,
}

/// Draws a sample.
pub(super) struct SteekproefForm {
    /// Given out with the form: sent twice, it is drawn once.
    pub(super) id: SteekproefId,
    pub(super) peildatum: Veld,
    pub(super) aandeel: Veld,
    pub(super) zaad: Veld,
    /// What stood on the page when it was confirmed.
    pub(super) bevestigd: String,
}

impl SteekproefForm {
    fn leeg(id: SteekproefId) -> Self {
        Self {
            id,
            peildatum: Veld::new("peildatum", "Peildatum")
                .uitleg("Er wordt getrokken uit alle klanten met een uitkering op deze dag."),
            aandeel: Veld::new("aandeel", "Aandeel in procent").uitleg(
                "12 is een voorstel: ongeveer dat deel van de klanten werd per jaar onderzocht in Pilot 300 (gemeente Haarlem, 2015). De wet noemt geen aandeel.",
            ),
            zaad: Veld::new("zaad", "Zaad").uitleg(
                "Het zaad bepaalt wie worden getrokken. Klantbeeld heeft dit zaad gedobbeld. U kunt ook zelf een zaad invullen, bijvoorbeeld van iemand buiten uw team: 8 tot 64 letters of cijfers.",
            ),
            bevestigd: String::new(),
        }
    }

    pub(super) fn voorstel(bezoek: &Bezoek) -> Self {
        let leeg = Self::leeg(bezoek.app.omgeving.nieuw_id());
        Self {
            peildatum: leeg.peildatum.met(bezoek.vandaag.to_string()),
            aandeel: leeg.aandeel.met(Aandeel::PILOT_300.procent().to_string()),
            zaad: leeg.zaad.met(hex(&bezoek.app.omgeving.geheim::<8>())),
            ..leeg
        }
    }

    pub(super) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let id = formulier.tekst("id").parse().unwrap_or_else(|_| bezoek.app.omgeving.nieuw_id());
        let leeg = Self::leeg(id);
        Self {
            id,
            peildatum: leeg.peildatum.uit(formulier),
            aandeel: leeg.aandeel.uit(formulier),
            zaad: leeg.zaad.uit(formulier),
            bevestigd: formulier.tekst("bevestigd").to_owned(),
        }
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.peildatum, &self.aandeel, &self.zaad])
    }

    pub(super) fn lees(&mut self) -> Option<Opzet> {
        let peildatum = self.peildatum.datum("Vul een bestaande datum in, bijvoorbeeld 1 december 2026.");
        let aandeel = gelezen(&mut self.aandeel);
        let zaad = gelezen(&mut self.zaad);
        Some(Opzet { id: self.id, peildatum: peildatum?, aandeel: aandeel?, zaad: zaad? })
    }

    /// Puts a refusal of the rules at its field: both are about the day.
    pub(super) fn weiger(&mut self, geweigerd: SteekproefGeweigerd) {
        self.peildatum.afkeuren(zin(&geweigerd.to_string()));
    }
}

/// The value of a field; what is wrong with it is said in the words of the rule.
fn gelezen<T: std::str::FromStr<Err: std::fmt::Display>>(veld: &mut Veld) -> Option<T> {
    match veld.waarde.parse() {
        Ok(waarde) => Some(waarde),
        Err(fout) => {
            veld.afkeuren(zin(&fout.to_string()));
            None
        }
    }
}
