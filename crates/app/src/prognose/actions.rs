//! What can be done with scenarios and simulations: load, decide, write, log, commit, in one transaction.

use analysis::prognose::{Opzet, VERSIE};
use domain::{
    id::{OpzetId, PrognoseId},
    prognose::PrognoseStand,
};
use serde_json::json;
use storage::prognose::{self, BewaardeOpzet, NieuwePrognose, PrognoseRegel};

use super::{opzetten::kapot, spelen};
use crate::web::{Bezoek, Fout, Resultaat};

/// How keeping one went.
pub(super) enum Uitslag {
    Gedaan,
    /// Another is called the same.
    NaamBestaat,
    /// Somebody changed it in the meantime.
    Intussen,
}

fn bewaard(id: OpzetId, opzet: &Opzet, versie: i64) -> BewaardeOpzet {
    BewaardeOpzet { id, naam: opzet.naam.clone(), inhoud: opzet.als_tekst(), versie }
}

/// Keeps a new one. Sent twice, it is one.
pub(super) async fn maak(bezoek: &Bezoek, id: OpzetId, opzet: &Opzet) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    let nieuw = bewaard(id, opzet, 1);
    if let Some(er_is) = prognose::opzet(&mut writer, id).await? {
        return if er_is == nieuw { Ok(Uitslag::Gedaan) } else { Err(Fout::al_verstuurd()) };
    }
    match prognose::insert_opzet(&mut writer, &nieuw, bezoek.gebruiker().id, bezoek.nu).await {
        Err(storage::Error::Duplicate(_)) => return Ok(Uitslag::NaamBestaat),
        done => done?,
    }
    writer.commit(bezoek.regel("opzet.gemaakt", id, None, &json!({ "naam": opzet.naam })), &[]).await?;
    Ok(Uitslag::Gedaan)
}

/// Changes one that was read at a version.
pub(super) async fn wijzig(bezoek: &Bezoek, id: OpzetId, opzet: &Opzet, versie: i64) -> Resultaat<Uitslag> {
    let mut writer = bezoek.writer().await?;
    prognose::opzet(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    match prognose::update_opzet(&mut writer, &bewaard(id, opzet, versie), bezoek.gebruiker().id, bezoek.nu).await {
        Err(storage::Error::Duplicate(_)) => return Ok(Uitslag::NaamBestaat),
        Err(storage::Error::Stale) => return Ok(Uitslag::Intussen),
        done => done?,
    }
    writer.commit(bezoek.regel("opzet.gewijzigd", id, None, &json!({ "naam": opzet.naam })), &[]).await?;
    Ok(Uitslag::Gedaan)
}

/// Throws one away that was read at a version. What was played with it stays as it was.
pub(super) async fn gooi_weg(bezoek: &Bezoek, id: OpzetId, versie: i64) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    let weg = prognose::opzet(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    match prognose::delete_opzet(&mut writer, id, versie).await {
        Err(storage::Error::Stale) => {
            let tekst = "Een collega heeft dit scenario intussen gewijzigd. Bekijk het eerst.";
            return Err(Fout::in_strijd("opzet_gewijzigd", tekst));
        }
        done => done?,
    }
    writer.commit(bezoek.regel("opzet.weggegooid", id, None, &json!({ "naam": weg.naam })), &[]).await?;
    Ok(())
}

/// How many are played at the same time: playing takes the processor from who works.
const TEGELIJK: usize = 2;
/// So many of the latest are looked at for it.
const RECENT: i64 = 50;

/// Begins to play in the background. `false` when enough is being played already. Sent twice, it is one.
pub(super) async fn begin(
    bezoek: &Bezoek,
    id: PrognoseId,
    opzetten: &[Opzet],
    (herhalingen, zaad): (u32, u32),
) -> Resultaat<bool> {
    let teksten: Vec<String> = opzetten.iter().map(Opzet::als_tekst).collect();
    let vraag = NieuwePrognose {
        id,
        opzetten: serde_json::to_string(&teksten).map_err(kapot)?,
        herhalingen,
        zaad,
        model: VERSIE,
    };
    let mut writer = bezoek.writer().await?;
    if let Some(er_is) = prognose::find(&mut writer, id).await? {
        return if er_is.vraag == vraag { Ok(true) } else { Err(Fout::al_verstuurd()) };
    }
    let bezig =
        |regel: &&PrognoseRegel| regel.stand == PrognoseStand::Speelt && !spelen::is_afgebroken(regel, bezoek.nu);
    if prognose::recent(&mut writer, RECENT).await?.iter().filter(bezig).count() >= TEGELIJK {
        return Ok(false);
    }
    prognose::insert(&mut writer, &vraag, bezoek.gebruiker().id, bezoek.nu).await?;
    let namen: Vec<&str> = opzetten.iter().map(|opzet| opzet.naam.as_str()).collect();
    let details = json!({ "opzetten": namen, "herhalingen": herhalingen, "zaad": zaad });
    writer.commit(bezoek.regel("prognose.begonnen", id, None, &details), &[]).await?;
    spelen::op_de_achtergrond(&bezoek.app, bezoek.gemeente(), id, bezoek.gebruiker().id);
    Ok(true)
}

fn intussen() -> Fout {
    Fout::in_strijd(
        "prognose_gewijzigd",
        "Deze prognose is intussen klaar, gestopt of opnieuw begonnen. Bekijk haar eerst.",
    )
}

/// Stops one that is being played; nothing of it is kept.
pub(super) async fn stop(bezoek: &Bezoek, id: PrognoseId, versie: i64) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    let regel = prognose::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    if regel.stand != PrognoseStand::Speelt || regel.versie != versie {
        return Err(intussen());
    }
    let wordt = (PrognoseStand::Gestopt, "");
    prognose::set_stand(&mut writer, (id, versie), wordt, regel.gedaan, bezoek.nu).await?;
    writer.commit(bezoek.regel("prognose.gestopt", id, None, &json!({ "gedaan": regel.gedaan })), &[]).await?;
    Ok(())
}

/// Plays one again that came to nothing: the same scenarios, from the same seed.
pub(super) async fn opnieuw(bezoek: &Bezoek, id: PrognoseId, versie: i64) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    let regel = prognose::find(&mut writer, id).await?.ok_or(Fout::NietGevonden)?;
    let kan = match regel.stand {
        PrognoseStand::Speelt => spelen::is_afgebroken(&regel, bezoek.nu),
        PrognoseStand::Gestopt | PrognoseStand::Mislukt => true,
        PrognoseStand::Klaar => false,
    };
    if !kan {
        return Err(intussen());
    }
    match prognose::opnieuw(&mut writer, (id, versie), VERSIE, bezoek.nu).await {
        Err(storage::Error::Stale) => return Err(intussen()),
        done => done?,
    }
    writer.commit(bezoek.regel("prognose.begonnen", id, None, &json!({ "opnieuw": true })), &[]).await?;
    spelen::op_de_achtergrond(&bezoek.app, bezoek.gemeente(), id, bezoek.gebruiker().id);
    Ok(())
}
