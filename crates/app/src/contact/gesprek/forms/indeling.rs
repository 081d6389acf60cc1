//! Whether segment and step on the participatieladder are still right, or became others.

use domain::{
    codelijst::{Code, Codelijst},
    datum::kort,
    id::SegmenteringId,
    klantbeeld::Trede,
    segment::{Beoordeling, Segmentering},
};
use jiff::civil::Date;
use storage::klantbeeld::Vastgelegd;

use crate::web::{Formulier, Keuze, Lijsten, Veld, conflict::Vergelijking, veld::fouten};

/// How a client stands now.
#[derive(Debug, Clone, Default)]
pub(in crate::contact::gesprek) struct IndelingNu {
    pub(in crate::contact::gesprek) segment: Option<Segmentering>,
    /// Every version of the klantbeeld, the newest first.
    pub(in crate::contact::gesprek) beelden: Vec<Vastgelegd>,
    pub(in crate::contact::gesprek) laatste: Option<Beoordeling>,
}

impl IndelingNu {
    /// The klantbeeld as it stands.
    pub(in crate::contact::gesprek) fn beeld(&self) -> Option<&Vastgelegd> {
        self.beelden.first()
    }

    pub(in crate::contact::gesprek) fn trede(&self) -> Option<Trede> {
        self.beeld().and_then(|nu| nu.beeld.trede)
    }

    /// What the form was made for: which segment and which version of the klantbeeld.
    pub(in crate::contact::gesprek) fn basis(&self) -> Basis {
        Basis { segment: self.segment.as_ref().map(|nu| nu.id), beeld: self.beeld().map_or(0, |nu| nu.versie) }
    }

    /// `Overbrugbare afstand, sinds 3 mrt 2026. Participatieladder: 3. …`
    pub(in crate::contact::gesprek) fn in_woorden(&self, lijsten: &Lijsten) -> String {
        let segment = self.segment.as_ref().map_or_else(
            || "Nog niet ingedeeld".to_owned(),
            |nu| format!("{}, sinds {}", lijsten.naam(Codelijst::Segment, nu.segment.as_str()), kort(nu.periode.van)),
        );
        let trede = self.trede().map_or("nog niet bekend", Trede::omschrijving);
        let laatste = self
            .laatste
            .as_ref()
            .map_or_else(String::new, |is| format!(" Voor het laatst besproken op {}.", kort(is.dag)));
        format!("{segment}. Participatieladder: {trede}.{laatste}")
    }
}

/// See [`IndelingNu::basis`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::contact::gesprek) struct Basis {
    pub(in crate::contact::gesprek) segment: Option<SegmenteringId>,
    pub(in crate::contact::gesprek) beeld: i64,
}

/// What was judged.
#[derive(Debug, Clone)]
pub(in crate::contact::gesprek) struct Indeling {
    pub(in crate::contact::gesprek) basis: Basis,
    /// The segment it became, when it became another.
    pub(in crate::contact::gesprek) segment: Option<Code>,
    /// The step it became, when it became another.
    pub(in crate::contact::gesprek) trede: Option<Trede>,
    pub(in crate::contact::gesprek) toelichting: String,
}

/// The fields that are kept as a draft.
pub(in crate::contact::gesprek) const VELDEN: [&str; 4] = ["indeling", "segment", "trede", "indeling_reden"];

pub(in crate::contact::gesprek) struct IndelingForm {
    pub(in crate::contact::gesprek) oordeel: Veld,
    pub(in crate::contact::gesprek) segment: Veld,
    pub(in crate::contact::gesprek) trede: Veld,
    pub(in crate::contact::gesprek) reden: Veld,
    pub(in crate::contact::gesprek) nu: IndelingNu,
    /// What the form says it was made for; a form that says nothing was made for what there is now.
    gezien: Option<Basis>,
}

impl IndelingForm {
    pub(in crate::contact::gesprek) fn leeg(nu: IndelingNu) -> Self {
        let segment = nu.segment.as_ref().map_or_else(String::new, |nu| nu.segment.to_string());
        let trede = nu.trede().map_or_else(String::new, |trede| trede.nummer().to_string());
        Self {
            oordeel: Veld::vrij("indeling", "Klopt de indeling nog"),
            segment: Veld::vrij("segment", "Segment").met(segment),
            trede: Veld::vrij("trede", "Trede op de participatieladder").met(trede),
            reden: Veld::vrij("indeling_reden", "Waarom").uitleg("Nodig als u iets wijzigt. Geen diagnoses."),
            nu,
            gezien: None,
        }
    }

    pub(in crate::contact::gesprek) fn uit(formulier: &Formulier, nu: IndelingNu) -> Self {
        let leeg = Self::leeg(nu);
        let or_else = |veld: Veld| if formulier.tekst(veld.naam).is_empty() { veld } else { veld.uit(formulier) };
        let gezien = formulier
            .tekst("indeling_beeld")
            .parse()
            .ok()
            .map(|beeld| Basis { segment: formulier.tekst("indeling_segment").parse().ok(), beeld });
        Self {
            oordeel: leeg.oordeel.uit(formulier),
            segment: or_else(leeg.segment),
            trede: or_else(leeg.trede),
            reden: leeg.reden.uit(formulier),
            nu: leeg.nu,
            gezien,
        }
    }

    pub(in crate::contact::gesprek) fn oordelen(&self) -> Vec<Keuze> {
        let keuze = |code, naam| Keuze::new(code, naam, &self.oordeel.waarde);
        vec![keuze("", "Niet besproken"), keuze("klopt", "Klopt nog"), keuze("gewijzigd", "Gewijzigd")]
    }

    pub(in crate::contact::gesprek) fn segmenten(&self, lijsten: &Lijsten, vandaag: Date) -> Vec<Keuze> {
        let none = self.nu.segment.is_none().then(|| Keuze::new("", "Nog niet ingedeeld", &self.segment.waarde));
        none.into_iter().chain(lijsten.keuzes(Codelijst::Segment, vandaag, &self.segment.waarde)).collect()
    }

    pub(in crate::contact::gesprek) fn treden(&self) -> Vec<Keuze> {
        let none = self.nu.trede().is_none().then(|| Keuze::new("", "Nog niet bekend", &self.trede.waarde));
        let keuze = |trede: Trede| Keuze::new(&trede.nummer().to_string(), trede.omschrijving(), &self.trede.waarde);
        none.into_iter().chain(Trede::ALLE.into_iter().map(keuze)).collect()
    }

    pub(super) fn velden(&self) -> [&Veld; 4] {
        [&self.oordeel, &self.segment, &self.trede, &self.reden]
    }

    /// What was judged, when it was; every error at once, each at its field, where the caller finds them.
    pub(super) fn lees(&mut self, lijsten: &Lijsten, vandaag: Date) -> Option<Indeling> {
        let known = |text: &str| -> Option<Option<Code>> {
            if text.is_empty() {
                return Some(None);
            }
            lijsten.geldig(Codelijst::Segment, vandaag).find(|i| i.code.as_str() == text).map(|i| Some(i.code.clone()))
        };
        // A segment whose code is no longer chosen anew may stay.
        let was = self.nu.segment.as_ref().map(|nu| nu.segment.clone());
        let stays = was.as_ref().is_some_and(|code| code.as_str() == self.segment.waarde);
        let segment =
            if stays { Some(was.clone()) } else { self.segment.lees(known, "Kies een segment uit de lijst.") };
        let step = |text: &str| -> Option<Option<Trede>> {
            if text.is_empty() { Some(None) } else { text.parse::<i64>().ok()?.try_into().ok().map(Some) }
        };
        let trede = self.trede.lees(step, "Kies een trede uit de lijst.");
        let (segment, trede) = (segment?, trede?);
        let anders =
            (segment.filter(|code| was.as_ref() != Some(code)), trede.filter(|is| self.nu.trede() != Some(*is)));
        let toelichting = self.reden.waarde.trim().to_owned();
        if toelichting.chars().count() > 2_000 {
            self.reden.afkeuren("De toelichting is te lang. Gebruik hooguit 2.000 tekens.");
        }
        self.oordeel(&anders, &toelichting);
        if !fouten(&self.velden()).is_empty() {
            return None;
        }
        let (segment, trede) = anders;
        let basis = self.nu.basis();
        (!self.oordeel.waarde.is_empty()).then_some(Indeling { basis, segment, trede, toelichting })
    }

    /// Whether what was ticked fits what was chosen.
    fn oordeel(&mut self, anders: &(Option<Code>, Option<Trede>), toelichting: &str) {
        let changed = anders.0.is_some() || anders.1.is_some();
        if !self.oordeel.waarde.is_empty() && self.gezien.is_some_and(|gezien| gezien != self.nu.basis()) {
            return self.intussen();
        }
        let known = self.nu.segment.is_some() || self.nu.trede().is_some();
        match self.oordeel.waarde.as_str() {
            "gewijzigd" if !changed => {
                self.segment.afkeuren("Kies een ander segment of een andere trede, of kies dat de indeling nog klopt.");
            }
            "gewijzigd" if toelichting.is_empty() => {
                self.reden.afkeuren("Schrijf op waarom de indeling wijzigt, al is het één zin.");
            }
            "klopt" | "" if changed => {
                self.oordeel.afkeuren("U koos een ander segment of een andere trede. Kies hier Gewijzigd.");
            }
            "klopt" if !known => {
                self.oordeel.afkeuren("Deze klant is nog niet ingedeeld. Kies Gewijzigd en daarna een segment.");
            }
            "gewijzigd" | "klopt" | "" => {}
            _ => self.oordeel.afkeuren("Kies of de indeling nog klopt."),
        }
    }

    /// A colleague was first.
    pub(in crate::contact::gesprek) fn intussen(&mut self) {
        self.oordeel
            .afkeuren("Een collega heeft de indeling intussen gewijzigd. Kijk wat er nu staat en kies opnieuw.");
    }

    /// What was typed stays on the page with two versions; a colleague's report says nothing about it.
    pub(super) fn meenemen(&self) -> Vec<Vergelijking> {
        self.velden().into_iter().map(|veld| Vergelijking::van(veld, veld.waarde.clone())).collect()
    }
}
