//! A colleague changed the klantbeeld while it was typed in the recording of a conversation: both versions beside each other, and
//! the rest of the form goes along as it was typed.

use domain::{gesprek::Gesprek, id::KlantId, klantbeeld::Klantbeeld};

use super::{
    super::super::forms::{VerslagForm, beeld},
    indeling,
};
use crate::{
    klantbeeld::bewaar_concept,
    web::{
        Bezoek, Formulier, Fout, Resultaat,
        conflict::{Conflict, Rest, conflict_met},
    },
};

/// Where the form is sent, and the version of the conversation it was made for.
pub(super) struct Waar {
    pub(super) actie: String,
    pub(super) terug: String,
    pub(super) versie: i64,
}

/// What was typed beside the klantbeeld; of a page with two versions that came before, only what was chosen.
fn verder(formulier: &Formulier) -> Vec<(String, String)> {
    let of_two = |naam: &str| ["kies_", "mijn_", "ander_"].iter().any(|soort| naam.starts_with(soort));
    let other = |naam: &str| !of_two(naam) && !beeld::is_veld(naam) && naam != "versie";
    formulier.velden().iter().filter(|(naam, _)| other(naam)).cloned().collect()
}

/// The two versions of the klantbeeld.
pub(super) async fn toon(
    bezoek: &Bezoek,
    klant: KlantId,
    formulier: &Formulier,
    form: &VerslagForm,
    waar: Waar,
) -> Resultaat {
    let nu = indeling(bezoek, klant).await?;
    let (Some(nu), Some(daarna)) = (nu.beeld(), &form.daarna) else { return Err(Fout::Intussen) };
    let lijsten = bezoek.lijsten().await?;
    let mut velden = verder(formulier);
    velden.push((beeld::VERSIE.to_owned(), nu.versie.to_string()));
    let page = Conflict {
        titel: "Klantbeeld".to_owned(),
        actie: waar.actie,
        terug: waar.terug,
        versie: waar.versie,
        gewijzigd: Some((Some(lijsten.gebruiker(nu.door).to_owned()), nu.op)),
        velden: daarna.beeld.deel.vergelijk(&nu.beeld),
    };
    let uitleg = "Ook de rest van uw verslag is er nog: dat wordt vastgelegd als u opslaat.";
    conflict_met(bezoek, klant, page, Rest { velden, uitleg }).await
}

/// What was typed of the klantbeeld, and the version it was typed on, when it says something else than what stands there now.
async fn anders(bezoek: &Bezoek, klant: KlantId, formulier: &Formulier) -> Resultaat<Option<i64>> {
    let nu = indeling(bezoek, klant).await?;
    let getypt = beeld::BeeldForm::uit(formulier, &nu);
    let staat = nu.beeld().map_or_else(Klantbeeld::default, |nu| nu.beeld.clone());
    Ok((getypt.anders && !getypt.deel.zegt(&staat)).then_some(getypt.basis))
}

/// Whether something was typed of the klantbeeld that does not stand there.
pub(super) async fn staat_er_niet(bezoek: &Bezoek, klant: KlantId, formulier: &Formulier) -> Resultaat<bool> {
    Ok(anders(bezoek, klant, formulier).await?.is_some())
}

/// What goes along with two versions of the report. Once the conversation is recorded its form has no klantbeeld any more: what
/// was typed of it, becomes a draft of the klantbeeld itself.
pub(super) async fn rest(bezoek: &Bezoek, nu: &Gesprek, formulier: &Formulier, form: &VerslagForm) -> Resultaat<Rest> {
    if let Some(daarna) = form.daarna.as_ref().filter(|_| nu.is_open()) {
        return Ok(Rest { velden: daarna.beeld.meenemen(), uitleg: "" });
    }
    let Some(basis) = anders(bezoek, nu.klant, formulier).await? else { return Ok(Rest::default()) };
    let uitleg = match bewaar_concept(bezoek, nu.klant, formulier.velden(), basis).await {
        Ok(()) => "Wat u over het klantbeeld schreef, staat als concept bij het klantbeeld van deze klant.",
        // Its draft cannot be kept on an older version: then it is told that it is not.
        Err(Fout::Intussen) => {
            "Het klantbeeld is intussen ook gewijzigd. Wat u daarover schreef, wordt hier niet bewaard: kopieer het eerst."
        }
        Err(other) => return Err(other),
    };
    Ok(Rest { velden: Vec::new(), uitleg })
}
