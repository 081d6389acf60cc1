//! What was said and agreed, whether the client still stands where he stood, and when one speaks again: one form.

use domain::{
    gesprek::{Actiepunt, Gesprek, GesprekStand, Verslag},
    id::GebruikerId,
};
use jiff::civil::Date;

use super::{
    beeld::{self, Beeld, BeeldForm},
    indeling::{self, Indeling, IndelingForm, IndelingNu},
    punten::{self, PuntenForm},
    vervolg::{self, Vervolg, VervolgForm},
};
use crate::web::{Bezoek, Formulier, Lijsten, Veld, conflict::Vergelijking, veld::fouten};

/// Whether a field is kept as a draft.
pub(in crate::contact::gesprek) fn is_veld(naam: &str) -> bool {
    ["tekst", "afspraken"].contains(&naam)
        || punten::is_veld(naam)
        || beeld::is_veld(naam)
        || indeling::VELDEN.contains(&naam)
        || vervolg::VELDEN.contains(&naam)
}

/// A report as the fields of its form.
pub(in crate::contact::gesprek) fn velden(verslag: &Verslag) -> Vec<(String, String)> {
    let veld = |naam: &str, waarde: &String| (naam.to_owned(), waarde.clone());
    let mut all = vec![veld("tekst", &verslag.tekst), veld("afspraken", &verslag.afspraken)];
    all.extend(punten::velden(&verslag.punten));
    all
}

/// What a conversation came to.
pub(in crate::contact::gesprek) struct Vastlegging {
    pub(in crate::contact::gesprek) verslag: Verslag,
    pub(in crate::contact::gesprek) beeld: Option<Beeld>,
    pub(in crate::contact::gesprek) indeling: Option<Indeling>,
    pub(in crate::contact::gesprek) vervolg: Option<Vervolg>,
}

/// The whole form. Of a conversation that was recorded before, the report and agreements are corrected here; klantbeeld, segment
/// and next conversation have pages of their own.
pub(in crate::contact::gesprek) struct VerslagForm {
    pub(in crate::contact::gesprek) tekst: Veld,
    pub(in crate::contact::gesprek) punten: PuntenForm,
    pub(in crate::contact::gesprek) afspraken: Veld,
    pub(in crate::contact::gesprek) daarna: Option<Daarna>,
    /// The agreements that stand with the conversation already, or did before the report was taken back.
    pub(in crate::contact::gesprek) bekend: Vec<Actiepunt>,
}

/// What else is settled in the same movement.
pub(in crate::contact::gesprek) struct Daarna {
    pub(in crate::contact::gesprek) beeld: BeeldForm,
    pub(in crate::contact::gesprek) indeling: IndelingForm,
    pub(in crate::contact::gesprek) vervolg: VervolgForm,
}

impl VerslagForm {
    /// `nu` is how the client stands; nothing for a conversation that was recorded before.
    pub(in crate::contact::gesprek) fn leeg(bezoek: &Bezoek, nu: Option<IndelingNu>) -> Self {
        let uitleg = "Schrijf op wat van belang is voor de begeleiding. Geen diagnoses.";
        Self {
            tekst: Veld::new("tekst", "Verslag").uitleg(uitleg),
            punten: PuntenForm::leeg(bezoek),
            afspraken: Veld::vrij("afspraken", "Wat u verder afsprak")
                .uitleg("Komt onder de afspraken in de brief aan de klant."),
            daarna: nu.map(|nu| Daarna {
                beeld: BeeldForm::leeg(&nu),
                indeling: IndelingForm::leeg(nu),
                vervolg: VervolgForm::leeg(bezoek),
            }),
            bekend: Vec::new(),
        }
    }

    /// A report that is still to be written, with what was agreed in one that was taken back.
    pub(in crate::contact::gesprek) fn opnieuw(bezoek: &Bezoek, punten: &[Actiepunt], nu: Option<IndelingNu>) -> Self {
        let velden = Formulier::van(punten::velden(punten));
        Self { punten: PuntenForm::uit(bezoek, &velden), ..Self::leeg(bezoek, nu) }
    }

    /// The report as it stands.
    pub(in crate::contact::gesprek) fn van(bezoek: &Bezoek, verslag: &Verslag) -> Self {
        Self::uit(bezoek, &Formulier::van(velden(verslag)), None)
    }

    pub(in crate::contact::gesprek) fn uit(bezoek: &Bezoek, formulier: &Formulier, nu: Option<IndelingNu>) -> Self {
        let leeg = Self::leeg(bezoek, None);
        Self {
            tekst: leeg.tekst.uit(formulier),
            punten: PuntenForm::uit(bezoek, formulier),
            afspraken: leeg.afspraken.uit(formulier),
            daarna: nu.map(|nu| Daarna {
                beeld: BeeldForm::uit(formulier, &nu),
                indeling: IndelingForm::uit(formulier, nu),
                vervolg: VervolgForm::uit(bezoek, formulier),
            }),
            bekend: Vec::new(),
        }
    }

    pub(in crate::contact::gesprek) fn fouten(&self) -> Vec<(String, String)> {
        let mut velden = vec![&self.tekst];
        velden.extend(self.daarna.iter().flat_map(|daarna| daarna.beeld.deel.velden()));
        velden.extend(self.punten.velden());
        velden.push(&self.afspraken);
        if let Some(daarna) = &self.daarna {
            velden.extend(daarna.indeling.velden());
            velden.extend(daarna.vervolg.velden());
        }
        fouten(&velden)
    }

    /// What it came to; every error at once, each at its field. `met` holds the next conversation.
    pub(in crate::contact::gesprek) fn lees(
        &mut self,
        bezoek: &Bezoek,
        lijsten: &Lijsten,
        vandaag: Date,
        met: GebruikerId,
    ) -> Option<Vastlegging> {
        if self.tekst.waarde.trim().is_empty() {
            self.tekst.afkeuren("Schrijf in het verslag wat er besproken is, al is het één zin.");
        }
        for veld in [&mut self.tekst, &mut self.afspraken] {
            if veld.waarde.chars().count() > 20_000 {
                veld.afkeuren("Deze tekst is te lang. Gebruik hooguit 20.000 tekens.");
            }
        }
        let punten = self.punten.lees(bezoek, &self.bekend);
        let (beeld, indeling, vervolg) = match &mut self.daarna {
            None => (None, None, None),
            Some(daarna) => (
                daarna.beeld.lees(),
                daarna.indeling.lees(lijsten, vandaag),
                daarna.vervolg.lees(lijsten, vandaag, met),
            ),
        };
        if !self.fouten().is_empty() {
            return None;
        }
        let text = |veld: &Veld| veld.waarde.trim().to_owned();
        let verslag = Verslag { tekst: text(&self.tekst), afspraken: text(&self.afspraken), punten: punten? };
        Some(Vastlegging { verslag, beeld, indeling, vervolg })
    }

    /// Beside what a colleague recorded.
    pub(in crate::contact::gesprek) fn vergelijk(&self, bezoek: &Bezoek, nu: &Gesprek) -> Vec<Vergelijking> {
        let verslag = match &nu.stand {
            GesprekStand::Gevoerd(verslag) => verslag.clone(),
            _ if nu.is_open() => Verslag::default(),
            stand => {
                Verslag { tekst: format!("({}) {}", stand.omschrijving(), stand.toelichting()), ..Verslag::default() }
            }
        };
        let mut all = vec![Vergelijking::van(&self.tekst, &*verslag.tekst)];
        all.extend(self.punten.vergelijk(bezoek, &verslag));
        all.push(Vergelijking::van(&self.afspraken, &*verslag.afspraken));
        if let Some(daarna) = self.daarna.as_ref().filter(|_| nu.is_open()) {
            all.extend(daarna.indeling.meenemen());
            all.extend(daarna.vervolg.meenemen());
        }
        all
    }
}
