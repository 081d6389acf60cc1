//! Drawing a sample: load, draw, write, log, commit, in one transaction.

use std::collections::HashSet;

use domain::{
    id::{KlantId, SteekproefId},
    logboek::{Doel, Regel},
    onderzoek::{Aanleiding, Belang, Herkomst, Onderzoek, OnderzoekStand},
    steekproef::{Steekproef, SteekproefGeweigerd},
};
use serde_json::json;
use storage::{Reader, bulk, onderzoek::Nieuw, steekproef::Gevonden};

use super::forms::Opzet;
use crate::web::{Bezoek, Fout, Resultaat};

/// What a sample would be: how many, and how many of them have an investigation that is being worked on.
pub(super) struct Vooruit {
    pub(super) omvang: usize,
    pub(super) getrokken: usize,
    pub(super) lopend: usize,
    /// Exactly what this is about, to be confirmed.
    pub(super) bevestiging: String,
}

/// How an act went.
pub(super) enum Uitslag {
    /// Drawn.
    Getrokken(SteekproefId),
    /// To be confirmed first: it was not yet, or something changed since.
    Bevestigen(Vooruit),
    /// The rules say no.
    Geweigerd(SteekproefGeweigerd),
}

/// A sample of this municipality.
pub(super) async fn vind(reader: &mut Reader, id: SteekproefId) -> Resultaat<Gevonden> {
    storage::steekproef::find(reader, id).await?.ok_or(Fout::NietGevonden)
}

/// With what it would be drawn and from whom: when any of these changes, it is shown anew.
fn bevestiging(is: &Steekproef) -> String {
    format!("{}-{}-{}-{}", is.peildatum, is.aandeel.procent(), is.zaad.as_str(), is.vingerafdruk)
}

/// The investigation of somebody who was drawn. Nobody works on it yet.
fn onderzoek(bezoek: &Bezoek, klant: KlantId, van: SteekproefId) -> Onderzoek {
    Onderzoek {
        id: bezoek.app.omgeving.nieuw_id(),
        klant,
        aanleiding: Aanleiding::Periodiek,
        herkomst: Some(Herkomst::Steekproef(van)),
        begonnen: bezoek.vandaag,
        behandelaar: None,
        punten: Vec::new(),
        verzoeken: Vec::new(),
        bevindingen: String::new(),
        belang: Belang::default(),
        heropend: Vec::new(),
        stand: OnderzoekStand::Open,
        versie: 1,
    }
}

/// Draws a sample that was confirmed, and begins an investigation for whoever was drawn and has none. Sent twice, it is drawn
/// once.
pub(super) async fn trek(bezoek: &Bezoek, opzet: Opzet, bevestigd: &str) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    if let Some(Gevonden { steekproef: eerder, .. }) = storage::steekproef::find(&mut writer, opzet.id).await? {
        let zelfde = (eerder.peildatum, eerder.aandeel, &eerder.zaad) == (opzet.peildatum, opzet.aandeel, &opzet.zaad);
        return if zelfde { Ok(Uitslag::Getrokken(eerder.id)) } else { Err(Fout::al_verstuurd()) };
    }
    let populatie = storage::steekproef::populatie(&mut writer, opzet.peildatum).await?;
    let hoe = (opzet.aandeel, opzet.zaad);
    let steekproef = match Steekproef::trek(opzet.id, populatie, hoe, opzet.peildatum, bezoek.vandaag) {
        Ok(steekproef) => steekproef,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    // Whoever begins an investigation about one of them at this moment, waits.
    storage::klantstand::lock_alle(&mut writer, &steekproef.getrokken).await?;
    let lopend: HashSet<KlantId> = storage::onderzoek::klanten_lopend(&mut writer).await?.into_iter().collect();
    let nieuwe: Vec<KlantId> = steekproef.getrokken.iter().filter(|klant| !lopend.contains(klant)).copied().collect();
    if bevestigd != bevestiging(&steekproef) {
        let getrokken = steekproef.getrokken.len();
        return Ok(Uitslag::Bevestigen(Vooruit {
            omvang: steekproef.omvang,
            getrokken,
            lopend: getrokken - nieuwe.len(),
            bevestiging: bevestiging(&steekproef),
        }));
    }
    let begin = |klant| onderzoek(bezoek, klant, steekproef.id).begin(bezoek.vandaag);
    let onderzoeken: Vec<Onderzoek> = nieuwe
        .into_iter()
        .map(begin)
        .collect::<Result<_, _>>()
        .map_err(|geweigerd| Fout::Onverwacht(geweigerd.to_string()))?;
    match storage::steekproef::insert(&mut writer, &steekproef, bezoek.gebruiker().id, bezoek.nu).await {
        // Sent twice at the same moment: the other one is drawing it.
        Err(storage::Error::Duplicate(_)) => return Err(Fout::Intussen),
        written => written?,
    }
    let rijen: Vec<_> = onderzoeken.iter().map(|onderzoek| Nieuw { onderzoek, van: None }).collect();
    storage::onderzoek::insert_alle(&mut writer, &rijen, bezoek.gebruiker().id, bezoek.nu).await?;
    let regels: Vec<Regel> = onderzoeken.iter().map(|is| begonnen(bezoek, is, steekproef.id)).collect();
    if !regels.is_empty() {
        bulk::append_log(&mut writer, &regels).await?;
    }
    writer.commit(regel(bezoek, &steekproef, regels.len()), &[]).await?;
    Ok(Uitslag::Getrokken(steekproef.id))
}

/// The line of an investigation that began with a sample.
fn begonnen(bezoek: &Bezoek, is: &Onderzoek, van: SteekproefId) -> Regel {
    let details = json!({ "aanleiding": is.aanleiding.code(), "begonnen": is.begonnen, "steekproef": van });
    let regel = bezoek.regel("onderzoek.begonnen", is.id, Some(is.klant), &details);
    Regel { doel: Doel::Rechtmatigheid, ..regel }
}

/// The line of the sample. A seed may be anybody's words, so it is not in it.
fn regel(bezoek: &Bezoek, is: &Steekproef, begonnen: usize) -> Regel {
    let details = json!({
        "peildatum": is.peildatum, "procent": is.aandeel.procent(), "omvang": is.omvang,
        "vingerafdruk": is.vingerafdruk, "getrokken": is.getrokken.len(), "onderzoeken": begonnen,
    });
    Regel { doel: Doel::Rechtmatigheid, ..bezoek.regel("steekproef.getrokken", is.id, None, &details) }
}
