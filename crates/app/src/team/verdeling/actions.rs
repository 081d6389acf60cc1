//! What can be done with a proposal: begin, work out again, apply, take back. Each in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    datum::Periode,
    gebruiker::Gebruiker,
    id::{GebruikerId, KlantId, TeamId, VerdelingId},
    logboek::Regel,
    toewijzing::{Overname, OvernameStand, Toewijzing},
    verdeling::{VerdelingGeweigerd, VerdelingStand},
};
use serde_json::json;
use storage::{
    Error, Writer, overname as overnames, toewijzing,
    verdeling::{self as verdelingen, VerdelingKlant, VerdelingRegel},
};

use super::{
    opgave::{NietsTeVerdelen, Vraag, lees},
    rekenen::{AFGEBROKEN_NA, op_de_achtergrond},
};
use crate::{
    overname::{Doen, draai_terug},
    web::{Bezoek, Fout, Resultaat, woorden::zin},
};

/// Why a client moves, in his history.
const REDEN: &str = "Nieuwe verdeling van caseloads";

/// Has a proposal made.
pub(super) async fn begin(
    bezoek: &Bezoek,
    id: VerdelingId,
    gevraagd: (Option<TeamId>, Vraag),
) -> Resultaat<Result<(), NietsTeVerdelen>> {
    let lijsten = bezoek.lijsten().await?;
    let (invoer, klanten) = match lees(bezoek, &lijsten, gevraagd).await? {
        Ok(gelezen) => gelezen,
        Err(niets) => return Ok(Err(niets)),
    };
    let team = gevraagd.0;
    let mut writer = bezoek.writer().await?;
    let wie = bezoek.gebruiker().id;
    match verdelingen::insert(&mut writer, (id, team, &json!(invoer).to_string()), &klanten, (wie, bezoek.nu)).await {
        // Sent twice: the first one did it.
        Err(Error::Duplicate(_)) => return Ok(Ok(())),
        written => written?,
    }
    let details = json!({ "team": team, "klanten": klanten.len(), "klantmanagers": invoer.klantmanagers.len() });
    writer.commit(bezoek.regel("verdeling.gevraagd", id, None, &details), &[]).await?;
    op_de_achtergrond(&bezoek.app, bezoek.gemeente(), id, wie);
    Ok(Ok(()))
}

/// Whether a proposal that is being worked out never will be ready: the program was stopped.
pub(super) fn is_afgebroken(bezoek: &Bezoek, regel: &VerdelingRegel) -> bool {
    regel.stand == VerdelingStand::Berekenen && bezoek.nu.duration_since(regel.gewijzigd_op).as_secs() > AFGEBROKEN_NA
}

async fn op_versie(writer: &mut Writer, id: VerdelingId, versie: i64) -> Resultaat<VerdelingRegel> {
    let regel = verdelingen::find(writer, id).await?.ok_or(Fout::NietGevonden)?;
    if regel.versie == versie { Ok(regel) } else { Err(Fout::Intussen) }
}

/// Who may not move.
pub(super) struct Vast {
    /// These as well.
    pub(super) erbij: BTreeSet<KlantId>,
    /// And nobody else: who was kept before is let go.
    pub(super) alleen: bool,
}

/// Works a proposal out again, with these clients where they are.
pub(super) async fn opnieuw(
    bezoek: &Bezoek,
    (id, versie): (VerdelingId, i64),
    vast: &Vast,
) -> Resultaat<Result<(), VerdelingGeweigerd>> {
    let mut writer = bezoek.writer().await?;
    let regel = op_versie(&mut writer, id, versie).await?;
    if !matches!(regel.stand, VerdelingStand::Voorstel | VerdelingStand::Mislukt) && !is_afgebroken(bezoek, &regel) {
        return Ok(Err(VerdelingGeweigerd::GeenVoorstel));
    }
    let mut klanten = verdelingen::klanten(&mut writer, id).await?;
    for klant in &mut klanten {
        klant.vast = vast.erbij.contains(&klant.klant) || (klant.vast && !vast.alleen);
        klant.aan = None;
        klant.waarom = String::new();
    }
    verdelingen::set_klanten(&mut writer, id, &klanten).await?;
    verdelingen::set_stand(&mut writer, (id, versie), (VerdelingStand::Berekenen, ""), bezoek.nu).await?;
    let details = json!({ "vast": klanten.iter().filter(|klant| klant.vast).count() });
    writer.commit(bezoek.regel("verdeling.opnieuw", id, None, &details), &[]).await?;
    op_de_achtergrond(&bezoek.app, bezoek.gemeente(), id, bezoek.gebruiker().id);
    Ok(Ok(()))
}

/// Who moves, when these stay.
fn gaan<'a>(klanten: &'a [VerdelingKlant], blijven: &BTreeSet<KlantId>) -> Vec<&'a VerdelingKlant> {
    klanten.iter().filter(|is| is.aan.is_some() && is.aan != is.van && !blijven.contains(&is.klant)).collect()
}

/// Moves the clients of a proposal, but for those who stay; all or none. Who got another klantmanager meanwhile, or no longer has a
/// benefit, stays where he is. Gives how many moved.
pub(super) async fn pas_toe(
    bezoek: &Bezoek,
    (id, versie): (VerdelingId, i64),
    blijven: &BTreeSet<KlantId>,
) -> Resultaat<Result<usize, VerdelingGeweigerd>> {
    let lijsten = bezoek.lijsten().await?;
    let mut writer = bezoek.writer().await?;
    let regel = op_versie(&mut writer, id, versie).await?;
    let stand = match regel.stand.pas_toe() {
        Ok(stand) => stand,
        Err(geweigerd) => return Ok(Err(geweigerd)),
    };
    let gekozen = verdelingen::klanten(&mut writer, id).await?;
    let betrokken: BTreeSet<GebruikerId> =
        gaan(&gekozen, blijven).iter().flat_map(|is| [is.van, is.aan]).flatten().collect();
    overnames::lock_alle(&mut writer, &betrokken).await?;
    toewijzing::lock_zonder(&mut writer, bezoek.vandaag).await?;
    // Now that nobody moves them any more.
    let klanten = verdelingen::klanten(&mut writer, id).await?;
    let gaan = gaan(&klanten, blijven);
    if gaan.is_empty() {
        return Ok(Err(VerdelingGeweigerd::Niemand));
    }
    let mut per_paar: BTreeMap<(Option<GebruikerId>, GebruikerId), Vec<KlantId>> = BTreeMap::new();
    for is in gaan.iter().filter(|is| is.klantmanager == is.van && is.uitkering_tot >= bezoek.vandaag) {
        if let Some(aan) = is.aan {
            per_paar.entry((is.van, aan)).or_default().push(is.klant);
        }
    }
    let aantal: usize = per_paar.values().map(Vec::len).sum();
    if aantal == 0 {
        return Ok(Err(VerdelingGeweigerd::Intussen));
    }
    let collega = |id: GebruikerId| lijsten.gebruikers.iter().find(|g| g.id == id).ok_or(Fout::NietGevonden);
    let mut eerste = Vec::new();
    for ((van, aan), klanten) in &per_paar {
        let Some(van) = van else {
            eerste.extend(klanten.iter().map(|klant| (*klant, *aan)));
            continue;
        };
        match draag_over(bezoek, &mut writer, (collega(*van)?, collega(*aan)?), klanten).await? {
            Ok(overname) => verdelingen::note_overname(&mut writer, id, overname).await?,
            Err(geweigerd) => return Ok(Err(geweigerd)),
        }
    }
    eerste_klantmanager(bezoek, &mut writer, &eerste).await?;
    verdelingen::set_stand(&mut writer, (id, versie), (stand, &regel.uitkomst), bezoek.nu).await?;
    let details = json!({ "klanten": aantal, "overnames": per_paar.len(), "bleven": blijven.len() });
    writer.commit(bezoek.regel("verdeling.toegepast", id, None, &details), &[]).await?;
    bezoek.app.vergeet_lijsten(bezoek.gemeente());
    Ok(Ok(aantal))
}

/// One takeover for good, as one by hand.
async fn draag_over(
    bezoek: &Bezoek,
    writer: &mut Writer,
    (van, aan): (&Gebruiker, &Gebruiker),
    klanten: &[KlantId],
) -> Resultaat<Result<domain::id::OvernameId, VerdelingGeweigerd>> {
    let ik = bezoek.gebruiker().id;
    if aan.id == ik && van.actief {
        return Ok(Err(VerdelingGeweigerd::AanZichzelf));
    }
    let overname = Overname {
        id: bezoek.app.omgeving.nieuw_id(),
        van: van.id,
        aan: aan.id,
        vanaf: bezoek.vandaag,
        tot_en_met: None,
        reden: REDEN.to_owned(),
        alles: false,
        stand: OvernameStand::Geldt,
    };
    let overname = overname
        .beslis(aan, bezoek.vandaag)
        .map_err(|geweigerd| Fout::in_strijd("verdeling", zin(&format!("{}: {geweigerd}", aan.naam))))?;
    overnames::insert(writer, &overname, klanten, ik, bezoek.nu).await?;
    let doen = Doen { overname: &overname, klanten, ook_eerdere: !van.actief, door: (Some(ik), bezoek.nu) };
    doen.doe(writer, &bezoek.app.omgeving, bezoek.vandaag).await?;
    Ok(Ok(overname.id))
}

/// Clients who had nobody.
async fn eerste_klantmanager(
    bezoek: &Bezoek,
    writer: &mut Writer,
    klanten: &[(KlantId, GebruikerId)],
) -> Resultaat<()> {
    if klanten.is_empty() {
        return Ok(());
    }
    let toewijzing = |(klant, klantmanager): &(KlantId, GebruikerId)| Toewijzing {
        id: bezoek.app.omgeving.nieuw_id(),
        klant: *klant,
        klantmanager: *klantmanager,
        periode: Periode::vanaf(bezoek.vandaag),
        reden: REDEN.to_owned(),
    };
    let toewijzingen: Vec<Toewijzing> = klanten.iter().map(toewijzing).collect();
    let regel = |t: &Toewijzing| -> Regel {
        let details = json!({ "klantmanager": t.klantmanager, "regel": t.reden });
        bezoek.regel("klant.toegewezen", t.id.uuid(), Some(t.klant), &details)
    };
    let regels: Vec<Regel> = toewijzingen.iter().map(regel).collect();
    Ok(toewijzing::insert_eerste(writer, &toewijzingen, &regels).await?)
}

/// Moves every client back; all or none. Who had nobody before keeps the klantmanager he got: nobody is left alone.
pub(super) async fn terug(bezoek: &Bezoek, id: VerdelingId, versie: i64) -> Resultaat<Result<(), String>> {
    let mut writer = bezoek.writer().await?;
    let regel = op_versie(&mut writer, id, versie).await?;
    let stand = match regel.stand.draai_terug() {
        Ok(stand) => stand,
        Err(geweigerd) => return Ok(Err(zin(&geweigerd.to_string()))),
    };
    let mut gedaan = Vec::new();
    for overname in verdelingen::overnames(&mut writer, id).await? {
        gedaan.push(overnames::find(&mut writer, overname).await?.ok_or(Fout::NietGevonden)?);
    }
    let betrokken = gedaan.iter().flat_map(|is| [is.overname.van, is.overname.aan]).collect();
    overnames::lock_alle(&mut writer, &betrokken).await?;
    for is in &gedaan {
        // One that was taken back by hand before need not go back again.
        if is.overname.stand == OvernameStand::Ingetrokken {
            continue;
        }
        if let Err(geweigerd) = draai_terug(bezoek, &mut writer, is).await? {
            return Ok(Err(zin(&format!("van {} naar {}: {geweigerd}", is.van, is.aan))));
        }
    }
    verdelingen::set_stand(&mut writer, (id, versie), (stand, &regel.uitkomst), bezoek.nu).await?;
    let details = json!({ "overnames": gedaan.len() });
    writer.commit(bezoek.regel("verdeling.teruggedraaid", id, None, &details), &[]).await?;
    bezoek.app.vergeet_lijsten(bezoek.gemeente());
    Ok(Ok(()))
}

/// Notes what a klantmanager knows more of.
pub(super) async fn zet_specialismen(
    bezoek: &Bezoek,
    wie: GebruikerId,
    bekend: &BTreeSet<&'static str>,
    kent: &BTreeSet<&'static str>,
) -> Resultaat<()> {
    let mut writer = bezoek.writer().await?;
    overnames::lock(&mut writer, wie, wie).await?;
    storage::gebruiker::find(&mut writer, wie).await?.ok_or(Fout::NietGevonden)?;
    let codes = || domain::verdeling::Specialisme::ALLE.into_iter().map(domain::verdeling::Specialisme::code);
    let nu = storage::specialisme::list(&mut writer).await?.remove(&wie).unwrap_or_default();
    if !codes().all(|code| bekend.contains(code) == nu.iter().any(|kent| kent == code)) {
        return Err(Fout::Intussen);
    }
    for code in codes() {
        storage::specialisme::set(&mut writer, wie, code, kent.contains(code)).await?;
    }
    Ok(writer.commit(bezoek.regel("specialisme.gewijzigd", wie, None, &json!({ "kent": kent })), &[]).await?)
}
