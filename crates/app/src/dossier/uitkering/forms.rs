//! The form to end a benefit.

use domain::{
    codelijst::{Code, Codelijst},
    datum::{self, lang},
    uitkering::{Einde, OngeldigeOvergang, Uitkering, UitkeringStand},
};
use jiff::civil::Date;

use crate::web::{Formulier, Keuze, Lijsten, Veld, conflict::Vergelijking, veld::fouten, woorden::zin};

/// The reason that counts as missing registration.
const ONBEKEND: &str = "onbekend";

/// Why, from which day, and in which words.
pub(super) struct EindeForm {
    pub(super) reden: Veld,
    pub(super) einddatum: Veld,
    pub(super) toelichting: Veld,
}

impl EindeForm {
    pub(super) fn leeg(vandaag: Date) -> Self {
        let uitleg = "Waarop het besluit rust. Geen diagnoses.";
        Self {
            reden: Veld::new("reden", "Reden"),
            einddatum: Veld::new("einddatum", "Einddatum")
                .uitleg("De laatste dag met recht op uitkering.")
                .met(vandaag.to_string()),
            toelichting: Veld::vrij("toelichting", "Toelichting").uitleg(uitleg),
        }
    }

    pub(super) fn uit(formulier: &Formulier, vandaag: Date) -> Self {
        let leeg = Self::leeg(vandaag);
        Self {
            reden: leeg.reden.uit(formulier),
            einddatum: leeg.einddatum.uit(formulier),
            toelichting: leeg.toelichting.uit(formulier),
        }
    }

    pub(super) fn redenen(&self, lijsten: &Lijsten, vandaag: Date) -> Vec<Keuze> {
        let mut keuzes = vec![Keuze::new("", "Kies een reden", &self.reden.waarde)];
        keuzes.extend(lijsten.keuzes(Codelijst::RedenBeeindiging, vandaag, &self.reden.waarde));
        keuzes
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.reden, &self.einddatum, &self.toelichting])
    }

    /// Whether the reason is the one that is asked about once more.
    pub(super) fn is_onbekend(&self) -> bool {
        self.reden.waarde == ONBEKEND
    }

    /// The end of this benefit; every error at once, each at its field.
    pub(super) fn lees(&mut self, lijsten: &Lijsten, vandaag: Date, uitkering: &Uitkering) -> Option<Einde> {
        let list = || lijsten.geldig(Codelijst::RedenBeeindiging, vandaag);
        let known = |text: &str| list().find(|item| item.code.as_str() == text).map(|item| item.code.clone());
        let reden = self.reden.lees(known, "Kies een reden uit de lijst.");
        let datum = self.einddatum.datum("Vul een bestaande datum in, bijvoorbeeld 30-11-2026.");
        let toelichting = self.toelichting.waarde.trim().to_owned();
        if toelichting.chars().count() > 2_000 {
            self.toelichting.afkeuren("De toelichting is te lang. Gebruik hooguit 2.000 tekens.");
        }
        // The rule judges the day also when the reason is still to be chosen.
        let code: Option<Code> = reden.clone().or_else(|| ONBEKEND.parse().ok());
        if let (Some(datum), Some(reden)) = (datum, code) {
            // Whether it was ended before is for the act to say: it sees the record as it is then.
            let lopend = Uitkering { stand: UitkeringStand::Lopend, ..uitkering.clone() };
            if let Err(geweigerd) = lopend.beeindig(Einde { datum, reden, toelichting: String::new() }, vandaag) {
                self.weiger(&geweigerd);
            }
        }
        if !self.fouten().is_empty() {
            return None;
        }
        Some(Einde { datum: datum?, reden: reden?, toelichting })
    }

    /// Puts a refusal of the rules at the field it is about: all of them are about the day.
    pub(super) fn weiger(&mut self, geweigerd: &OngeldigeOvergang) {
        self.einddatum.afkeuren(zin(&geweigerd.to_string()));
    }

    /// Beside the end that a colleague recorded, for who may read why it ended.
    pub(super) fn vergelijk(&self, nu: &Einde, lijsten: &Lijsten) -> Vec<Vergelijking> {
        let reden = |code| lijsten.term(Codelijst::RedenBeeindiging, code).to_owned();
        let mijn = datum::lees(&self.einddatum.waarde);
        vec![
            Vergelijking {
                in_woorden: Some((reden(&self.reden.waarde), reden(nu.reden.as_str()))),
                ..Vergelijking::van(&self.reden, nu.reden.as_str())
            },
            Vergelijking {
                // In one form, so that two ways of writing a day are no difference.
                mijn: mijn.map_or_else(|| self.einddatum.waarde.clone(), |dag| dag.to_string()),
                in_woorden: Some((mijn.map_or_else(|| self.einddatum.waarde.clone(), lang), lang(nu.datum))),
                ..Vergelijking::van(&self.einddatum, nu.datum.to_string())
            },
            Vergelijking::van(&self.toelichting, nu.toelichting.as_str()),
        ]
    }
}
