//! What can be done with working days: load, decide, write, log, commit, in one transaction.

use domain::{
    gebruiker::{Gebruiker, Rol},
    id::{AfwezigheidId, GebruikerId, WerkroosterId},
    logboek::{Doel, Regel},
    werkrooster::{Afwezigheid, Werkrooster},
};
use serde_json::json;
use storage::{
    sluitingsdag::{self, Sluitingsdag},
    werkrooster::{self, Weg},
};
use uuid::Uuid;

use crate::web::{Bezoek, Fout, Lijsten, Resultaat};

/// Somebody whose days the visitor may keep: the visitor, or a klantmanager in the team that the visitor leads.
pub(super) fn wiens<'a>(bezoek: &Bezoek, lijsten: &'a Lijsten, id: GebruikerId) -> Resultaat<&'a Gebruiker> {
    let ik = bezoek.gebruiker();
    let team = |ander: &Gebruiker| {
        ik.rol == Rol::Teamleider && ander.rol == Rol::Klantmanager && ander.team.is_some() && ander.team == ik.team
    };
    let wie = lijsten.gebruikers.iter().find(|gebruiker| gebruiker.id == id);
    wie.filter(|wie| wie.id == ik.id || team(wie)).ok_or(Fout::NietGevonden)
}

/// A line about running the house, not about a client.
fn regel(bezoek: &Bezoek, handeling: &'static str, object: Uuid, details: &serde_json::Value) -> Regel {
    Regel { doel: Doel::Beheer, ..bezoek.regel(handeling, object, None, details) }
}

/// Records a pattern. The form brings the id along: sent twice, it makes one.
pub(super) async fn leg_vast(
    bezoek: &Bezoek,
    wie: GebruikerId,
    (id, versie): (WerkroosterId, i64),
    rooster: &Werkrooster,
) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    werkrooster::lock(&mut writer, wie).await?;
    if let Some(bekend) = werkrooster::gebruiker_van(&mut writer, id).await? {
        return if bekend == wie { Ok(()) } else { Err(Fout::NietGevonden) };
    }
    if werkrooster::versie(&mut writer, wie).await? != versie {
        return Err(Fout::Intussen);
    }
    werkrooster::insert(&mut writer, id, wie, rooster).await?;
    let details = json!({ "van": wie, "vanaf": rooster.geldig.van, "minuten_per_week": rooster.minuten_per_week() });
    let regel = regel(bezoek, "werkrooster.vastgelegd", id.uuid(), &details);
    Ok(writer.commit(regel, &[]).await?)
}

/// Records that somebody is away; the log does not say why.
pub(super) async fn meld_afwezig(
    bezoek: &Bezoek,
    wie: GebruikerId,
    id: AfwezigheidId,
    afwezigheid: Afwezigheid,
) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    // Two forms with the same days come one after the other.
    werkrooster::lock(&mut writer, wie).await?;
    let al = werkrooster::afwezigheden(&mut writer, wie, afwezigheid.periode.van).await?;
    if al.iter().any(|weg| weg.id != id && weg.afwezigheid == afwezigheid) {
        return Err(Fout::in_strijd("afwezigheid_dubbel", "Deze dagen staan er al, met dezelfde reden."));
    }
    match werkrooster::insert_afwezigheid(&mut writer, id, wie, afwezigheid).await {
        Err(storage::Error::Duplicate(_)) => {
            drop(writer);
            let bekend = werkrooster::find_afwezigheid(&mut bezoek.reader().await?, id).await?;
            let bekend = bekend.filter(|bekend| bekend.gebruiker == wie).ok_or(Fout::NietGevonden)?;
            return if bekend.afwezigheid == afwezigheid { Ok(()) } else { Err(Fout::al_verstuurd()) };
        }
        written => written?,
    }
    let periode = afwezigheid.periode;
    let details = json!({ "van": wie, "eerste_dag": periode.van, "laatste_dag": periode.tot_en_met });
    let regel = regel(bezoek, "afwezigheid.gemeld", id.uuid(), &details);
    Ok(writer.commit(regel, &[]).await?)
}

/// Takes an absence back, or puts it back. Gives whose it is, and the version it has now.
pub(super) async fn zet_ingetrokken(
    bezoek: &Bezoek,
    id: AfwezigheidId,
    versie: i64,
    ingetrokken: bool,
) -> Resultaat<(GebruikerId, i64)> {
    let lijsten = bezoek.lijsten().await?;
    let mut writer = bezoek.writer().await?;
    let weg: Weg = werkrooster::find_afwezigheid(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    wiens(bezoek, &lijsten, weg.gebruiker)?;
    // Sent twice: the first one did it.
    if weg.versie == versie + 1 && weg.ingetrokken == ingetrokken {
        return Ok((weg.gebruiker, weg.versie));
    }
    werkrooster::set_ingetrokken(&mut writer, id, versie, ingetrokken).await?;
    let handeling = if ingetrokken { "afwezigheid.ingetrokken" } else { "afwezigheid.teruggezet" };
    let regel = regel(bezoek, handeling, id.uuid(), &json!({ "van": weg.gebruiker }));
    writer.commit(regel, &[]).await?;
    Ok((weg.gebruiker, versie + 1))
}

/// Fills in the closing days of a year.
pub(super) async fn sluit(bezoek: &Bezoek, jaar: i16, versie: i64, dagen: &[Sluitingsdag]) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    sluitingsdag::set(&mut writer, jaar, versie, dagen).await?;
    let alleen_dagen: Vec<_> = dagen.iter().map(|(dag, _)| dag).collect();
    let details = json!({ "jaar": jaar, "dagen": alleen_dagen });
    // A year has no id of its own; the line tells which.
    let regel = Regel { object: None, ..regel(bezoek, "sluitingsdagen.ingevuld", Uuid::nil(), &details) };
    Ok(writer.commit(regel, &[]).await?)
}
