//! The form of a decision, and the small forms of its steps.

mod nieuw;
mod stap;

use crate::web::Veld;

pub(super) use self::{
    nieuw::BesluitForm,
    stap::{Gelezen, Stap, StapForm},
};

const BESTAANDE_DATUM: &str = "Vul een bestaande datum in, bijvoorbeeld 1 december 2026.";
/// Longer texts are cut by nobody, but refused.
const LANGST: usize = 4_000;

/// The text of a field that must be filled in, not too long.
fn tekst(veld: &mut Veld, fout: &str) -> Option<String> {
    if te_lang(veld) {
        return None;
    }
    veld.lees(|text| (!text.is_empty()).then(|| text.to_owned()), fout)
}

/// The text of a field that may stay empty; that it is too long is noted at the field.
fn vrije_tekst(veld: &mut Veld) -> Option<String> {
    let text = veld.waarde.trim().to_owned();
    (!te_lang(veld) && !text.is_empty()).then_some(text)
}

fn te_lang(veld: &mut Veld) -> bool {
    let lang = veld.waarde.chars().count() > LANGST;
    if lang {
        veld.afkeuren("Deze tekst is te lang. Gebruik hooguit 4.000 tekens.");
    }
    lang
}

/// Yes or no.
fn ja_nee(veld: &mut Veld, fout: &str) -> Option<bool> {
    let lees = |text: &str| match text {
        "ja" => Some(true),
        "nee" => Some(false),
        _ => None,
    };
    veld.lees(lees, fout)
}
