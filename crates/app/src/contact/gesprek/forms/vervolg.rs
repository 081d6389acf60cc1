//! The next conversation: in the diary at once when there is a time, otherwise on the list of those that need one.

use domain::{
    codelijst::Codelijst,
    gesprek::{Afspraak, OngeldigeOvergang, gebruikelijke_duur},
    id::{GebruikerId, GesprekId},
};
use jiff::civil::{Date, Time};

use super::{super::actions::toch, Plan, afspraak::moment, lees_soort};
use crate::web::{
    Bezoek, Formulier, Keuze, Lijsten, Veld,
    conflict::Vergelijking,
    veld::{fouten, lees_tijd},
    woorden::zin,
};

/// The fields that are kept as a draft.
pub(in crate::contact::gesprek) const VELDEN: [&str; 4] =
    ["vervolg_soort", "vervolg_datum", "vervolg_tijd", "vervolg_plaats"];

pub(in crate::contact::gesprek) struct VervolgForm {
    /// The id the next conversation will have, given out with the form: sent twice, it is one.
    pub(in crate::contact::gesprek) id: GesprekId,
    pub(in crate::contact::gesprek) soort: Veld,
    pub(in crate::contact::gesprek) datum: Veld,
    pub(in crate::contact::gesprek) tijd: Veld,
    pub(in crate::contact::gesprek) plaats: Veld,
    /// The moment of which somebody was told what speaks against it, as [`toch`] writes it.
    pub(in crate::contact::gesprek) gezegd: String,
}

impl VervolgForm {
    pub(in crate::contact::gesprek) fn leeg(bezoek: &Bezoek) -> Self {
        Self {
            id: bezoek.app.omgeving.nieuw_id(),
            soort: Veld::vrij("vervolg_soort", "Soort gesprek").met("participatiegesprek"),
            datum: Veld::vrij("vervolg_datum", "Datum"),
            tijd: Veld::vrij("vervolg_tijd", "Tijd"),
            plaats: Veld::vrij("vervolg_plaats", "Plaats"),
            gezegd: String::new(),
        }
    }

    pub(in crate::contact::gesprek) fn uit(bezoek: &Bezoek, formulier: &Formulier) -> Self {
        let leeg = Self::leeg(bezoek);
        let soort = if formulier.tekst(leeg.soort.naam).is_empty() { leeg.soort } else { leeg.soort.uit(formulier) };
        Self {
            id: formulier.tekst("vervolg_id").parse().unwrap_or(leeg.id),
            soort,
            datum: leeg.datum.uit(formulier),
            tijd: leeg.tijd.uit(formulier),
            plaats: leeg.plaats.uit(formulier),
            gezegd: formulier.tekst("vervolg_toch").to_owned(),
        }
    }

    pub(in crate::contact::gesprek) fn soorten(&self, lijsten: &Lijsten, dag: Date) -> Vec<Keuze> {
        lijsten.keuzes(Codelijst::SoortGesprek, dag, &self.soort.waarde)
    }

    pub(super) fn velden(&self) -> [&Veld; 4] {
        [&self.soort, &self.datum, &self.tijd, &self.plaats]
    }

    /// The next conversation, when there is one; every error at once, each at its field, where the caller finds them.
    pub(super) fn lees(&mut self, lijsten: &Lijsten, vandaag: Date, met: GebruikerId) -> Option<Vervolg> {
        let empty = |veld: &Veld| veld.waarde.trim().is_empty();
        if empty(&self.datum) && empty(&self.tijd) && empty(&self.plaats) {
            return None;
        }
        let soort = lees_soort(&mut self.soort, lijsten, vandaag);
        let datum = self.datum.datum("Vul een bestaande datum in, bijvoorbeeld 14-12-2026.");
        let tijd = if empty(&self.tijd) {
            None
        } else {
            self.tijd.lees(lees_tijd, "Vul een tijd in, bijvoorbeeld 10.30, of laat de tijd leeg.")
        };
        if tijd == Some(Time::midnight()) {
            self.tijd.afkeuren("Een gesprek begint niet om middernacht. Vul een tijd in, bijvoorbeeld 10.30.");
        }
        self.plaats.moet_leesbaar_zijn();
        if self.plaats.waarde.chars().count() > 200 {
            self.plaats.afkeuren("De plaats is te lang. Gebruik hooguit 200 tekens.");
        }
        let op_lijst = empty(&self.tijd);
        if op_lijst && datum.is_some_and(|dag| dag <= vandaag) {
            self.datum.afkeuren("Deze dag is al voorbij of begonnen. Kies een latere dag.");
        }
        if !fouten(&self.velden()).is_empty() {
            return None;
        }
        let soort = soort?;
        let moment = moment(&mut self.datum, datum?, tijd.unwrap_or_else(Time::midnight))?;
        let plaats = self.plaats.waarde.trim().to_owned();
        // The interpreter of this conversation comes to the next one too.
        let afspraak = Afspraak { moment, duur_minuten: gebruikelijke_duur(&soort), plaats, tolk: String::new() };
        let gemeend = self.gezegd == toch(&afspraak);
        Some(Vervolg { plan: Plan { id: self.id, soort, afspraak, klantmanager: met }, op_lijst, gemeend })
    }

    /// Puts a refusal of the rules at the field it is about.
    pub(in crate::contact::gesprek) fn weiger(&mut self, geweigerd: OngeldigeOvergang) {
        self.datum.afkeuren(zin(&geweigerd.to_string()));
    }

    /// Something speaks against the moment. Sent again for this moment, it is meant.
    pub(in crate::contact::gesprek) fn bezwaar(&mut self, bezwaren: &[String], gezegd: String) {
        let keuze = "Kies een ander moment, of laat de tijd leeg: dan komt het gesprek op de lijst en plant u het later in. \
            Bedoelt u dit moment toch? Kies dan nog eens Vastleggen.";
        self.datum.afkeuren(format!("{} {keuze}", bezwaren.join(" ")));
        self.gezegd = gezegd;
    }

    /// What was typed stays on the page with two versions.
    pub(super) fn meenemen(&self) -> Vec<Vergelijking> {
        self.velden().into_iter().map(|veld| Vergelijking::van(veld, veld.waarde.clone())).collect()
    }
}

/// What comes next.
pub(in crate::contact::gesprek) struct Vervolg {
    pub(in crate::contact::gesprek) plan: Plan,
    /// There is no time yet: it must be held before the day.
    pub(in crate::contact::gesprek) op_lijst: bool,
    /// Somebody was told what speaks against the moment, and means it.
    pub(in crate::contact::gesprek) gemeend: bool,
}
