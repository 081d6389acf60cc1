//! What can be done with exemptions: load, decide, write, log, commit, in one transaction.

use domain::{
    id::{KlantId, OntheffingId},
    logboek::Regel,
    ontheffing::{Grondslag, HeroverwegingGeweigerd, Ontheffing, VerlenenGeweigerd, Verplichtingen},
};
use jiff::civil::Date;
use serde_json::json;
use storage::{
    Reader,
    ontheffing::{Besluit, Heroverweging, Uitkomst},
};
use uuid::Uuid;

use super::forms::Bekeken;
use crate::web::{Bezoek, Fout, Resultaat};

/// Whether two say the same. A button that was clicked twice asks for the same exemption twice.
pub(super) fn zelfde(een: &Ontheffing, ander: &Ontheffing) -> bool {
    // An empty review date may have been filled in by the rule.
    let heroverweging =
        een.heroverweging.is_none() || ander.heroverweging.is_none() || een.heroverweging == ander.heroverweging;
    let days = |o: &Ontheffing| (o.datum_ingang, o.datum_einde);
    heroverweging
        && days(een) == days(ander)
        && (een.grondslag, een.verplichtingen) == (ander.grondslag, ander.verplichtingen)
        && (&een.reden, &een.toelichting) == (&ander.reden, &ander.toelichting)
}

/// What is asked for.
pub(super) struct Aanvraag {
    pub(super) ontheffing: Ontheffing,
    pub(super) besluit: Besluit,
    /// Birth date of the youngest child, asked for PW 9a. It is judged with and not kept.
    pub(super) kind: Option<Date>,
}

impl Aanvraag {
    /// What the rules count beside it: `bestaand`, and the earlier exemption elsewhere that it names itself.
    pub(super) fn anderen(&self, bestaand: &[Ontheffing]) -> Vec<Ontheffing> {
        let mut anderen = bestaand.to_vec();
        let nieuw = self.besluit.elders.map(|periode| elders(&self.ontheffing, periode));
        anderen.extend(nieuw.filter(|een| !bestaand.iter().any(|ander| dagen_9a(ander) == dagen_9a(een))));
        anderen
    }
}

/// What tells one exemption under PW 9a from another.
fn dagen_9a(is: &Ontheffing) -> (bool, Date, Option<Date>) {
    (is.grondslag == Grondslag::Pw9a, is.datum_ingang, is.datum_einde)
}

/// An exemption under PW 9a that another municipality granted: of no record here, so without an id of its own.
fn elders(als: &Ontheffing, (van, tot): (Date, Date)) -> Ontheffing {
    Ontheffing {
        id: Uuid::nil().into(),
        grondslag: Grondslag::Pw9a,
        verplichtingen: Verplichtingen::Arbeid,
        datum_ingang: van,
        datum_einde: Some(tot),
        toelichting: String::new(),
        ..als.clone()
    }
}

/// The exemptions of a client, with those of elsewhere that were told at one of them: what the rules count.
pub(super) async fn bestaand(reader: &mut Reader, klant: KlantId) -> Resultaat<Vec<Ontheffing>> {
    let mut alle = storage::ontheffing::of_klant(reader, klant).await?;
    for (id, besluit) in storage::ontheffing::besluiten(reader, klant).await? {
        let bij = alle.iter().find(|is| is.id == id);
        let Some(een) = bij.zip(besluit.elders).map(|(bij, periode)| elders(bij, periode)) else { continue };
        if !alle.iter().any(|ander| dagen_9a(ander) == dagen_9a(&een)) {
            alle.push(een);
        }
    }
    Ok(alle)
}

/// Grants an exemption; gives it as it is stored.
pub(super) async fn verleen(bezoek: &Bezoek, aanvraag: Aanvraag) -> Resultaat<Result<Ontheffing, VerlenenGeweigerd>> {
    let mut writer = bezoek.writer().await?;
    // Two grants come one after the other.
    if !storage::klantstand::lock(&mut writer, aanvraag.ontheffing.klant).await? {
        return Err(Fout::NietGevonden);
    }
    let bestaand = bestaand(&mut writer, aanvraag.ontheffing.klant).await?;
    if let Some(eerder) = bestaand.iter().find(|eerder| zelfde(eerder, &aanvraag.ontheffing)) {
        return Ok(Ok(eerder.clone()));
    }
    let anderen = aanvraag.anderen(&bestaand);
    let ontheffing = match aanvraag.ontheffing.verleen_met(&anderen, aanvraag.kind) {
        Ok(verleend) => verleend.ontheffing,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    storage::ontheffing::insert(&mut writer, &ontheffing, &aanvraag.besluit).await?;
    let regel = regel(bezoek, "ontheffing.verleend", &ontheffing);
    writer.commit(regel, &[]).await?;
    Ok(Ok(ontheffing))
}

/// An exemption of this municipality.
pub(super) async fn vind(reader: &mut Reader, id: OntheffingId) -> Resultaat<Ontheffing> {
    storage::ontheffing::find(reader, id).await?.ok_or(Fout::NietGevonden)
}

/// Records that an exemption that was read at `versie` was looked at, and what came of it.
pub(super) async fn heroverweeg(
    bezoek: &Bezoek,
    id: OntheffingId,
    versie: i64,
    bekeken: Bekeken,
) -> Resultaat<Result<Ontheffing, HeroverwegingGeweigerd>> {
    let mut writer = bezoek.writer().await?;
    let klant = vind(&mut writer, id).await?.klant;
    storage::klantstand::lock(&mut writer, klant).await?;
    let nu = vind(&mut writer, id).await?;
    if nu.versie != versie {
        return Err(Fout::Intussen);
    }
    let Bekeken { op, uitkomst } = bekeken;
    let wordt = match uitkomst {
        Uitkomst::Blijft(volgende) => nu.heroverweeg(op, volgende, bezoek.vandaag),
        Uitkomst::Eindigt(laatste) => nu.laat_eindigen(op, laatste, bezoek.vandaag),
    };
    let mut wordt = match wordt {
        Ok(wordt) => wordt,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    let uitkomst = match uitkomst {
        // Left out, the rule filled it in.
        Uitkomst::Blijft(_) => Uitkomst::Blijft(wordt.heroverweging),
        Uitkomst::Eindigt(_) => uitkomst,
    };
    let door = bezoek.gebruiker().id;
    let is = Heroverweging { id: bezoek.app.omgeving.nieuw_id(), ontheffing: id, op, uitkomst, door };
    storage::ontheffing::heroverweeg(&mut writer, &wordt, &is, bezoek.nu).await?;
    let details = json!({ "op": op, "uitkomst": uitkomst.code(), "dag": uitkomst.dag() });
    writer.commit(bezoek.regel("ontheffing.heroverwogen", id, Some(klant), &details), &[]).await?;
    wordt.versie += 1;
    Ok(Ok(wordt))
}

/// Takes an exemption back that was recorded by mistake.
pub(super) async fn trek_in(bezoek: &Bezoek, id: OntheffingId, versie: i64) -> Resultaat<Ontheffing> {
    let mut writer = bezoek.writer().await?;
    let ontheffing = storage::ontheffing::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    if ontheffing.versie != versie {
        let bestaat = storage::ontheffing::of_klant(&mut writer, ontheffing.klant).await?;
        if bestaat.iter().any(|is| is.id == id) {
            return Err(Fout::Intussen);
        }
        let tekst = "Deze ontheffing is al teruggedraaid. Er is niets gewijzigd.";
        return Err(Fout::in_strijd("ontheffing_ingetrokken", tekst));
    }
    storage::ontheffing::withdraw(&mut writer, id, ontheffing.klant, versie).await?;
    let regel = regel(bezoek, "ontheffing.ingetrokken", &ontheffing);
    writer.commit(regel, &[]).await?;
    Ok(ontheffing)
}

fn regel(bezoek: &Bezoek, handeling: &'static str, ontheffing: &Ontheffing) -> Regel {
    let details = json!({
        "grondslag": ontheffing.grondslag.code(),
        "verplichtingen": ontheffing.verplichtingen.code(),
        "ingang": ontheffing.datum_ingang,
        "einde": ontheffing.datum_einde,
    });
    bezoek.regel(handeling, ontheffing.id, Some(ontheffing.klant), &details)
}
