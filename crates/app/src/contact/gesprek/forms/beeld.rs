//! What was learned of the client: the klantbeeld as it stands, to be completed while it is recorded what was said.

use domain::{
    datum::{lang, plaatselijk},
    klantbeeld::Klantbeeld,
};

use super::IndelingNu;
use crate::{
    klantbeeld::Beelddeel,
    web::{Formulier, Lijsten},
};

/// Which version the fields were filled with.
pub(in crate::contact::gesprek) const VERSIE: &str = "beeld_versie";

/// Whether a field is kept as a draft.
pub(in crate::contact::gesprek) fn is_veld(naam: &str) -> bool {
    naam == VERSIE || Beelddeel::is_veld(naam)
}

/// The part of the form.
pub(in crate::contact::gesprek) struct BeeldForm {
    pub(in crate::contact::gesprek) deel: Beelddeel,
    /// See [`VERSIE`]; 0 when there was none.
    pub(in crate::contact::gesprek) basis: i64,
    /// Something else was typed than stood in that version.
    pub(in crate::contact::gesprek) anders: bool,
}

/// A picture that was drawn on top of a version.
pub(in crate::contact::gesprek) struct Beeld {
    pub(in crate::contact::gesprek) basis: i64,
    /// Without the step of the ladder.
    pub(in crate::contact::gesprek) inhoud: Klantbeeld,
}

impl BeeldForm {
    pub(in crate::contact::gesprek) fn leeg(nu: &IndelingNu) -> Self {
        let (basis, deel) = match nu.beeld() {
            Some(nu) => (nu.versie, Beelddeel::van(&nu.beeld)),
            None => (0, Beelddeel::van(&Klantbeeld::default())),
        };
        Self { deel, basis, anders: false }
    }

    /// A form that does not say which version it was filled with, had no fields for it.
    pub(in crate::contact::gesprek) fn uit(formulier: &Formulier, nu: &IndelingNu) -> Self {
        let Ok(basis) = formulier.tekst(VERSIE).parse() else { return Self::leeg(nu) };
        let deel = Beelddeel::uit(formulier);
        let was = nu.beelden.iter().find(|beeld| beeld.versie == basis);
        let anders = !deel.zegt(was.map_or(&Klantbeeld::default(), |was| &was.beeld));
        // Who typed nothing gets what stands there now, also when a draft was kept before a colleague changed it.
        if anders { Self { deel, basis, anders } } else { Self::leeg(nu) }
    }

    /// Whether it stands open on the page: a klantbeeldgesprek is held for it, and whatever was typed is seen.
    pub(in crate::contact::gesprek) fn is_open(&self, soort: &str) -> bool {
        soort == "klantbeeldgesprek" || self.anders
    }

    /// How the picture stands, above its fields.
    pub(in crate::contact::gesprek) fn stand(nu: &IndelingNu, lijsten: &Lijsten) -> String {
        nu.beeld().map_or_else(
            || "Er is nog geen klantbeeld. Vul in wat u weet; u hoeft niet alles in één gesprek te weten.".to_owned(),
            |beeld| {
                let dag = lang(plaatselijk(beeld.op).date());
                let wie = lijsten.gebruiker(beeld.door);
                format!("Zo staat het er sinds {dag}, vastgelegd door {wie}. Vul aan of wijzig wat u nu weet.")
            },
        )
    }

    /// The picture, when something was typed; every error at once, each at its field, where the caller finds them.
    pub(super) fn lees(&mut self) -> Option<Beeld> {
        if !self.anders {
            return None;
        }
        self.deel.lees().map(|inhoud| Beeld { basis: self.basis, inhoud })
    }

    /// As hidden fields of a page that is about something else.
    pub(in crate::contact::gesprek) fn meenemen(&self) -> Vec<(String, String)> {
        let deel = self.deel.velden();
        let mut velden: Vec<_> = deel.into_iter().map(|veld| (veld.naam.to_owned(), veld.waarde.clone())).collect();
        velden.push((VERSIE.to_owned(), self.basis.to_string()));
        velden
    }
}
