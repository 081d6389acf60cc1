//! The form to put a client in a segment.

use domain::{
    codelijst::{Code, Codelijst},
    datum::{self, Periode, lang},
    id::KlantId,
    segment::{Segmentering, SegmenteringGeweigerd, deel_in},
};
use jiff::civil::Date;

use crate::web::{Bezoek, Formulier, Keuze, Lijsten, Veld, conflict::Vergelijking, veld::fouten, woorden::zin};

/// Which segment, from which day, and why.
pub(super) struct SegmentForm {
    pub(super) segment: Veld,
    pub(super) datum: Veld,
    pub(super) toelichting: Veld,
}

impl SegmentForm {
    pub(super) fn leeg(vandaag: Date) -> Self {
        let uitleg = "Wat u zag of hoorde dat hierbij hoort. Geen diagnoses.";
        Self {
            segment: Veld::new("segment", "Segment").uitleg("De afstand tot de arbeidsmarkt."),
            datum: Veld::new("datum", "Vanaf")
                .uitleg("De eerste dag waarop de indeling geldt.")
                .met(vandaag.to_string()),
            toelichting: Veld::vrij("toelichting", "Toelichting").uitleg(uitleg),
        }
    }

    pub(super) fn uit(formulier: &Formulier, vandaag: Date) -> Self {
        let leeg = Self::leeg(vandaag);
        Self {
            segment: leeg.segment.uit(formulier),
            datum: leeg.datum.uit(formulier),
            toelichting: leeg.toelichting.uit(formulier),
        }
    }

    pub(super) fn segmenten(&self, lijsten: &Lijsten, vandaag: Date) -> Vec<Keuze> {
        lijsten.keuzes(Codelijst::Segment, vandaag, &self.segment.waarde)
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.segment, &self.datum, &self.toelichting])
    }

    /// Whether this says what the record says already.
    pub(super) fn is_als(&self, nu: &Segmentering) -> bool {
        self.segment.waarde == nu.segment.as_str()
            && datum::lees(&self.datum.waarde) == Some(nu.periode.van)
            && self.toelichting.waarde.trim() == nu.toelichting
    }

    /// The new record; every error at once, each at its field.
    pub(super) fn lees(
        &mut self,
        bezoek: &Bezoek,
        lijsten: &Lijsten,
        klant: KlantId,
        huidig: Option<&Segmentering>,
    ) -> Option<Segmentering> {
        let list = || lijsten.geldig(Codelijst::Segment, bezoek.vandaag);
        let known = |text: &str| list().find(|item| item.code.as_str() == text).map(|item| item.code.clone());
        let segment = self.segment.lees(known, "Kies een segment.");
        let dag = self.datum.datum("Vul een bestaande datum in, bijvoorbeeld 23-11-2026.");
        let toelichting = self.toelichting.waarde.trim().to_owned();
        if toelichting.chars().count() > 2_000 {
            self.toelichting.afkeuren("De toelichting is te lang. Gebruik hooguit 2.000 tekens.");
        }
        // The rule judges the day also when the segment is still to be chosen: then with one that is in no list.
        let code: Option<Code> = segment.clone().or_else(|| "nog_geen_keuze".parse().ok());
        let nieuw = Segmentering {
            id: bezoek.app.omgeving.nieuw_id(),
            klant,
            segment: code?,
            // A day that cannot be read has its own message; today then stands in for it.
            periode: Periode::vanaf(dag.unwrap_or(bezoek.vandaag)),
            door: Some(bezoek.gebruiker().id),
            toelichting,
        };
        if let Err(geweigerd) = deel_in(huidig.cloned(), nieuw.clone(), bezoek.vandaag) {
            self.weiger(geweigerd);
        }
        self.fouten().is_empty().then_some(nieuw)
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(super) fn weiger(&mut self, geweigerd: SegmenteringGeweigerd) {
        let veld = match geweigerd {
            SegmenteringGeweigerd::Ongewijzigd => &mut self.segment,
            SegmenteringGeweigerd::VoorHuidige | SegmenteringGeweigerd::Toekomst => &mut self.datum,
        };
        if veld.fout.is_none() {
            veld.afkeuren(zin(&geweigerd.to_string()));
        }
    }

    /// Beside the record that a colleague made.
    pub(super) fn vergelijk(&self, nu: &Segmentering, lijsten: &Lijsten) -> Vec<Vergelijking> {
        let naam = |code| lijsten.naam(Codelijst::Segment, code).to_owned();
        let mijn = datum::lees(&self.datum.waarde);
        vec![
            Vergelijking {
                in_woorden: Some((naam(&self.segment.waarde), naam(nu.segment.as_str()))),
                ..Vergelijking::van(&self.segment, nu.segment.as_str())
            },
            Vergelijking {
                // In one form, so that two ways of writing a day are no difference.
                mijn: mijn.map_or_else(|| self.datum.waarde.clone(), |dag| dag.to_string()),
                in_woorden: Some((mijn.map_or_else(|| self.datum.waarde.clone(), lang), lang(nu.periode.van))),
                ..Vergelijking::van(&self.datum, nu.periode.van.to_string())
            },
            Vergelijking::van(&self.toelichting, nu.toelichting.as_str()),
        ]
    }
}
