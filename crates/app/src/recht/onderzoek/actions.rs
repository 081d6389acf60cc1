//! What can be done with investigations: load, decide, write, log, commit, in one transaction.

use domain::{
    id::{InformatieverzoekId, OnderzoekId, RechtmatigheidId},
    logboek::{Doel, Regel},
    onderzoek::{Onderzoek, OnderzoekGeweigerd},
    rechtmatigheid::{Rechtmatigheid, RechtmatigheidStand, Uitkomst},
};
use serde_json::json;
use storage::{
    Reader,
    onderzoek::{Gevonden, Nieuw},
};

use crate::web::{Bezoek, Fout, Resultaat};

/// How an act went.
pub(super) enum Uitslag {
    /// Done.
    Gedaan(OnderzoekId),
    /// The rules say no.
    Geweigerd(OnderzoekGeweigerd),
}

/// An investigation of this municipality.
pub(super) async fn vind(reader: &mut Reader, id: OnderzoekId) -> Resultaat<Gevonden> {
    storage::onderzoek::find(reader, id).await?.ok_or(Fout::NietGevonden)
}

/// A record of the lawfulness track that says an investigation is needed.
pub(super) async fn verslag(reader: &mut Reader, id: RechtmatigheidId) -> Resultaat<Rechtmatigheid> {
    let is = storage::rechtmatigheid::find(reader, id).await?.ok_or(Fout::NietGevonden)?;
    let nodig = is.uitkomst == Some(Uitkomst::OnderzoekNodig);
    if !nodig || is.stand == RechtmatigheidStand::Open {
        return Err(Fout::in_strijd(
            "geen_onderzoek_nodig",
            "Dit verslag heeft niet de uitkomst \u{201c}onderzoek nodig\u{201d}. Rond het verslag eerst zo af.",
        ));
    }
    Ok(is)
}

fn regel(bezoek: &Bezoek, handeling: &'static str, is: &Onderzoek) -> Regel {
    let details = json!({
        "aanleiding": is.aanleiding.code(), "stand": is.stand.code(), "begonnen": is.begonnen,
        "bekeken": is.punten.iter().filter(|punt| punt.gedaan.is_some()).count(), "punten": is.punten.len(),
        "vragen": is.verzoeken.len(),
    });
    Regel { doel: Doel::Rechtmatigheid, ..bezoek.regel(handeling, is.id, Some(is.klant), &details) }
}

/// Begins an investigation. Sent twice, it is one; the same form with something else in it is refused.
pub(super) async fn begin(bezoek: &Bezoek, nieuw: Onderzoek, van: Option<RechtmatigheidId>) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    // Whoever begins one about the same client at this moment, waits.
    if !storage::klantstand::lock(&mut writer, nieuw.klant).await? {
        return Err(Fout::NietGevonden);
    }
    if let Some(Gevonden { onderzoek: eerder, rechtmatigheid, .. }) =
        storage::onderzoek::find(&mut writer, nieuw.id).await?
    {
        let zelfde = (eerder.klant, eerder.aanleiding, eerder.begonnen, rechtmatigheid)
            == (nieuw.klant, nieuw.aanleiding, nieuw.begonnen, van);
        return if zelfde { Ok(Uitslag::Gedaan(eerder.id)) } else { Err(Fout::al_verstuurd()) };
    }
    let anderen = storage::onderzoek::of_klant(&mut writer, nieuw.klant).await?;
    let loopt = anderen.iter().find(|is| is.onderzoek.stand.loopt() && is.onderzoek.aanleiding == nieuw.aanleiding);
    if let Some(loopt) = loopt {
        return Ok(Uitslag::Geweigerd(OnderzoekGeweigerd::LooptAl(loopt.onderzoek.begonnen)));
    }
    let onderzoek = match nieuw.begin(bezoek.vandaag) {
        Ok(onderzoek) => onderzoek,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    let nieuw = Nieuw { onderzoek: &onderzoek, van };
    match storage::onderzoek::insert(&mut writer, nieuw, bezoek.gebruiker().id, bezoek.nu).await {
        Err(storage::Error::Duplicate(_)) => return Err(Fout::Intussen),
        written => written?,
    }
    writer.commit(regel(bezoek, "onderzoek.begonnen", &onderzoek), &[]).await?;
    Ok(Uitslag::Gedaan(onderzoek.id))
}

/// A step with an investigation that was read at `versie`. `vraag` is the question that the step would add: there already, the
/// form was sent twice.
pub(super) async fn stap(
    bezoek: &Bezoek,
    (id, versie): (OnderzoekId, i64),
    handeling: &'static str,
    vraag: Option<InformatieverzoekId>,
    neem: impl FnOnce(Onderzoek) -> Result<Onderzoek, OnderzoekGeweigerd>,
) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let nu = vind(&mut writer, id).await?.onderzoek;
    if vraag.is_some_and(|vraag| nu.verzoeken.iter().any(|verzoek| verzoek.id == vraag)) {
        return Ok(Uitslag::Gedaan(id));
    }
    if nu.versie != versie {
        return Err(Fout::Intussen);
    }
    let wordt = match neem(nu) {
        Ok(wordt) => wordt,
        Err(geweigerd) => return Ok(Uitslag::Geweigerd(geweigerd)),
    };
    // Somebody else who read the same version finds another one: one of the two is told so.
    storage::onderzoek::update(&mut writer, &wordt, bezoek.gebruiker().id, bezoek.nu).await?;
    writer.commit(regel(bezoek, handeling, &wordt), &[]).await?;
    Ok(Uitslag::Gedaan(id))
}
