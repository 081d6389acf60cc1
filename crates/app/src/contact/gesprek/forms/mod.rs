//! The forms of a conversation.

mod afspraak;
pub(super) mod beeld;
mod indeling;
mod punten;
mod stappen;
pub(super) mod verslag;
mod vervolg;

use domain::{
    codelijst::{Code, Codelijst},
    gebruiker::Recht,
    gesprek::{Afspraak, Gesprek, GesprekStand, OngeldigeOvergang, gebruikelijke_duur},
    id::{GebruikerId, GesprekId, KlantId},
};
use jiff::civil::{Date, Time};

use self::afspraak::{duren, lees_duur, moment};
pub(super) use self::{
    afspraak::AfspraakForm,
    beeld::Beeld,
    indeling::{Indeling, IndelingNu},
    stappen::{HerstelForm, TermijnForm, UitnodigForm, VerzetForm, met_weekdag, vrij_in_woorden},
    verslag::{Vastlegging, VerslagForm},
    vervolg::Vervolg,
};
use crate::web::{Bezoek, Formulier, Keuze, Lijsten, Veld, veld::fouten, woorden::zin};

/// Helps to choose one.
const SOORT_UITLEG: &str = "Elke soort heeft een gebruikelijke duur: een klantbeeldgesprek is het langst.";
/// The length that goes with the kind.
const GEBRUIKELIJK: &str = "gebruikelijk";

/// When, with whom and what kind.
pub(super) struct PlanForm {
    /// The id the conversation will have, given out with the form: sent twice, it makes one conversation.
    pub(super) id: GesprekId,
    pub(super) soort: Veld,
    pub(super) afspraak: AfspraakForm,
    pub(super) klantmanager: Veld,
}

/// What a plan consists of.
pub(super) struct Plan {
    pub(super) id: GesprekId,
    pub(super) soort: Code,
    pub(super) afspraak: Afspraak,
    pub(super) klantmanager: GebruikerId,
}

fn soort() -> Veld {
    Veld::new("soort", "Soort gesprek").met("participatiegesprek").uitleg(SOORT_UITLEG)
}

fn klantmanager(bezoek: &Bezoek) -> Veld {
    Veld::new("klantmanager", "Wie voert het gesprek").met(bezoek.gebruiker().id.to_string())
}

fn lees_soort(veld: &mut Veld, lijsten: &Lijsten, vandaag: Date) -> Option<Code> {
    let known = |text: &str| {
        lijsten.geldig(Codelijst::SoortGesprek, vandaag).find(|i| i.code.as_str() == text).map(|i| i.code.clone())
    };
    veld.lees(known, "Kies een soort gesprek uit de lijst.")
}

fn lees_klantmanager(veld: &mut Veld, lijsten: &Lijsten) -> Option<GebruikerId> {
    let wie = |text: &str| {
        let id: GebruikerId = text.parse().ok()?;
        lijsten.gebruikers.iter().any(|g| g.id == id && g.actief && g.rol.mag(Recht::KlantBewerken)).then_some(id)
    };
    veld.lees(wie, "Kies wie het gesprek voert.")
}

/// Colleagues who hold conversations.
fn klantmanagers(veld: &Veld, lijsten: &Lijsten) -> Vec<Keuze> {
    let able = lijsten.gebruikers.iter().filter(|g| g.actief && g.rol.mag(Recht::KlantBewerken));
    able.map(|g| Keuze::new(&g.id.to_string(), &g.naam, &veld.waarde)).collect()
}

impl PlanForm {
    pub(super) fn leeg(bezoek: &Bezoek) -> Self {
        Self {
            id: bezoek.app.omgeving.nieuw_id(),
            soort: soort(),
            afspraak: AfspraakForm { duur: Veld::new("duur", "Duur").met(GEBRUIKELIJK), ..AfspraakForm::leeg() },
            klantmanager: klantmanager(bezoek),
        }
    }

    pub(super) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let leeg = Self::leeg(bezoek);
        Self {
            id: formulier.tekst("id").parse().unwrap_or(leeg.id),
            soort: leeg.soort.uit(formulier),
            afspraak: AfspraakForm::uit(formulier),
            klantmanager: leeg.klantmanager.uit(formulier),
        }
    }

    /// How long it would take, as far as is known by now.
    pub(super) fn minuten(&self) -> i64 {
        let soort = self.soort.waarde.parse::<Code>().ok();
        self.afspraak.minuten().unwrap_or_else(|| soort.as_ref().map_or(60, gebruikelijke_duur))
    }

    pub(super) fn soorten(&self, lijsten: &Lijsten, dag: Date) -> Vec<Keuze> {
        lijsten.keuzes(Codelijst::SoortGesprek, dag, &self.soort.waarde)
    }

    /// The lengths, with first the usual one: without script it does not follow the kind.
    pub(super) fn duren(&self) -> Vec<Keuze> {
        let usual = Keuze::new(GEBRUIKELIJK, "Zo lang als gebruikelijk", &self.afspraak.duur.waarde);
        let mut all = vec![usual];
        all.extend(duren(&self.afspraak.duur).into_iter().filter(|keuze| keuze.code != GEBRUIKELIJK));
        all
    }

    pub(super) fn klantmanagers(&self, lijsten: &Lijsten) -> Vec<Keuze> {
        klantmanagers(&self.klantmanager, lijsten)
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        let mut all = fouten(&[&self.soort]);
        all.extend(self.afspraak.fouten());
        all.extend(fouten(&[&self.klantmanager]));
        all
    }

    /// The plan; every error at once, each at its field.
    pub(super) fn lees(&mut self, lijsten: &Lijsten, vandaag: Date) -> Option<Plan> {
        let soort = lees_soort(&mut self.soort, lijsten, vandaag);
        let usual = self.afspraak.duur.waarde == GEBRUIKELIJK;
        if usual {
            self.afspraak.duur.waarde = soort.as_ref().map_or(60, gebruikelijke_duur).to_string();
        }
        let afspraak = self.afspraak.lees();
        if usual {
            GEBRUIKELIJK.clone_into(&mut self.afspraak.duur.waarde);
        }
        let klantmanager = lees_klantmanager(&mut self.klantmanager, lijsten);
        Some(Plan { id: self.id, soort: soort?, afspraak: afspraak?, klantmanager: klantmanager? })
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(super) fn weiger(&mut self, geweigerd: OngeldigeOvergang) {
        self.afspraak.weiger(geweigerd);
    }
}

impl Plan {
    /// The conversation this plan makes.
    pub(super) fn gesprek(self, klant: KlantId) -> Gesprek {
        Gesprek {
            id: self.id,
            klant,
            klantmanager: self.klantmanager,
            soort: self.soort,
            moment: self.afspraak.moment,
            duur_minuten: self.afspraak.duur_minuten,
            plaats: self.afspraak.plaats,
            tolk: self.afspraak.tolk,
            uitnodiging: None,
            bevestigd: None,
            vorige: None,
            te_houden_voor: None,
            teruggenomen: Vec::new(),
            stand: GesprekStand::Gepland,
            versie: 1,
        }
    }
}

/// What must be held before a day, without a time yet.
pub(super) struct LijstForm {
    /// See [`PlanForm::id`].
    pub(super) id: GesprekId,
    pub(super) soort: Veld,
    pub(super) voor: Veld,
    pub(super) duur: Veld,
    pub(super) klantmanager: Veld,
}

impl LijstForm {
    pub(super) fn leeg(bezoek: &Bezoek) -> Self {
        Self {
            id: bezoek.app.omgeving.nieuw_id(),
            soort: soort(),
            voor: Veld::new("voor", "Vóór welke dag").uitleg("Het gesprek moet vóór deze dag zijn gehouden."),
            duur: Veld::new("duur", "Duur").met("60"),
            klantmanager: klantmanager(bezoek),
        }
    }

    pub(super) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let leeg = Self::leeg(bezoek);
        Self {
            id: formulier.tekst("id").parse().unwrap_or(leeg.id),
            soort: leeg.soort.uit(formulier),
            voor: leeg.voor.uit(formulier),
            duur: leeg.duur.uit(formulier),
            klantmanager: leeg.klantmanager.uit(formulier),
        }
    }

    pub(super) fn soorten(&self, lijsten: &Lijsten, dag: Date) -> Vec<Keuze> {
        lijsten.keuzes(Codelijst::SoortGesprek, dag, &self.soort.waarde)
    }

    pub(super) fn duren(&self) -> Vec<Keuze> {
        duren(&self.duur)
    }

    pub(super) fn klantmanagers(&self, lijsten: &Lijsten) -> Vec<Keuze> {
        klantmanagers(&self.klantmanager, lijsten)
    }

    pub(super) fn fouten(&self) -> Vec<(String, String)> {
        fouten(&[&self.soort, &self.voor, &self.duur, &self.klantmanager])
    }

    /// What goes on the list; every error at once, each at its field.
    pub(super) fn lees(&mut self, lijsten: &Lijsten, vandaag: Date) -> Option<Plan> {
        let soort = lees_soort(&mut self.soort, lijsten, vandaag);
        let voor = self.voor.datum("Vul een bestaande datum in, bijvoorbeeld 14-12-2026.");
        let duur_minuten = lees_duur(&mut self.duur);
        let klantmanager = lees_klantmanager(&mut self.klantmanager, lijsten);
        // A conversation that must be held before today is late before it stands on the list.
        if voor.is_some_and(|voor| voor <= vandaag) {
            self.voor.afkeuren("Deze dag is al voorbij of begonnen. Kies een latere dag.");
        }
        if !self.fouten().is_empty() {
            return None;
        }
        let moment = moment(&mut self.voor, voor?, Time::midnight())?;
        // Where, and whether an interpreter comes, is settled with the time.
        let afspraak = Afspraak { moment, duur_minuten: duur_minuten?, plaats: String::new(), tolk: String::new() };
        Some(Plan { id: self.id, soort: soort?, afspraak, klantmanager: klantmanager? })
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(super) fn weiger(&mut self, geweigerd: OngeldigeOvergang) {
        let veld = match geweigerd {
            OngeldigeOvergang::Duur => &mut self.duur,
            OngeldigeOvergang::AlOpLijst => &mut self.soort,
            _ => &mut self.voor,
        };
        veld.afkeuren(zin(&geweigerd.to_string()));
    }
}
